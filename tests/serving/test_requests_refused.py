"""Requests that are too long, half, several at once or none at all, on a real connection."""

from collections.abc import Iterator

import pytest

from tests.serving.clients import GET, LAST, Running, ask, connect, one_answer, rest, tiny

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """One worker."""
    with tiny(tmp_path_factory.mktemp("tiny"), workers=1) as one:
        yield one


def post(body: bytes, *headers: bytes) -> bytes:
    lines = [b"POST / HTTP/1.1", b"Host: x", *headers, b"Connection: close"]
    if not any(one.lower().startswith((b"content-length", b"transfer")) for one in headers):
        lines.append(b"Content-Length: %d" % len(body))
    return b"\r\n".join(lines) + b"\r\n\r\n" + body


CHUNKED = post(b"3\r\nabc\r\n0\r\n\r\n", b"Transfer-Encoding: chunked")
MANY = b"".join(b"X-%d: y\r\n" % number for number in range(100))

REFUSED = {
    "a long line": (b"GET /" + b"a" * 5000 + b" HTTP/1.1\r\nHost: x\r\n\r\n", b"414"),
    "a long header": (post(b"", b"X: " + b"a" * 9000), b"431"),
    "a head without an end": (b"GET / HTTP/1.1\r\n" + b"X: y\r\n" * 8000, b"431"),
    "many headers": (b"GET / HTTP/1.1\r\n" + MANY + b"\r\n", b"431"),
    "no length": (CHUNKED, b"411"),
    "two lengths": (post(b"abc", b"Content-Length: 3", b"Content-Length: 4"), b"400"),
    "a length that is none": (post(b"abc", b"Content-Length: abc"), b"400"),
    "a negative length": (post(b"abc", b"Content-Length: -3"), b"400"),
    "a space before the colon": (post(b"abc", b"Content-Length : 3"), b"400"),
    "a line that ends otherwise": (b"GET / HTTP/1.1\nHost: x\n\n", b"400"),
    "no HTTP": (b"\x16\x03\x01\x02\x00\x01\x00\r\n\r\n", b"400"),
}


@pytest.mark.parametrize(("request_", "status"), REFUSED.values(), ids=REFUSED)
def test_what_is_refused(server: Running, request_: bytes, status: bytes) -> None:
    answer = ask(server.port, request_)
    assert answer.startswith(b"HTTP/1.1 " + status), answer[:100]
    assert answer.lower().count(b"connection: close") == 1
    assert ask(server.port).endswith(b"hello"), "the server goes on"


def test_a_body_comes_whole_however_it_is_cut(server: Running) -> None:
    body = bytes(range(256)) * 1000
    request = post(body)
    for size in (100_000, 8192, 50_001):
        with connect(server.port) as client:
            for start in range(0, len(request), size):
                client.sendall(request[start : start + size])
            assert rest(client).partition(b"\r\n\r\n")[2] == body


def test_a_body_that_is_too_long_is_not_waited_for(server: Running) -> None:
    with connect(server.port) as client:
        client.sendall(b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999\r\n\r\nabc")
        assert rest(client).endswith(b"abc"), "the site is asked at once, and may refuse it"


def test_the_staff_area_may_send_more(server: Running) -> None:
    body = b"x" * 1_000_000
    request = post(body).replace(b"POST / ", b"POST /staff/desks/logo ")
    assert ask(server.port, request).endswith(body)


def test_who_asks_first_is_told_to_go_on(server: Running) -> None:
    with connect(server.port) as client:
        client.sendall(
            b"POST / HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 3\r\n\r\n"
        )
        assert client.recv(100) == b"HTTP/1.1 100 Continue\r\n\r\n"
        client.sendall(b"abc")
        assert one_answer(client).endswith(b"\r\n\r\nabc")


def test_several_requests_at_once_are_answered_in_order(server: Running) -> None:
    first = b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\none"
    with connect(server.port) as client:
        client.sendall(first + GET + LAST)
        answers = rest(client)
    assert answers.count(b"HTTP/1.1 200 OK") == 3
    assert answers.index(b"\r\n\r\none") < answers.index(b"hello")


def test_an_older_client_has_its_connection_ended(server: Running) -> None:
    assert ask(server.port, b"GET / HTTP/1.0\r\n\r\n").endswith(b"hello")


def test_a_client_that_stays_after_the_end_keeps_nobody_waiting(server: Running) -> None:
    staying = [connect(server.port) for _ in range(20)]
    for client in staying:
        client.sendall(LAST)
        assert one_answer(client).endswith(b"hello")
    assert ask(server.port).endswith(b"hello")
    for client in staying:
        assert rest(client) == b""
        client.close()


def test_a_failure_of_the_application_is_answered_and_does_not_quote_the_query(
    server: Running,
) -> None:
    answer = ask(server.port, b"GET /boom?stage=idea HTTP/1.1\r\nHost: x\r\n\r\n")
    assert answer.startswith(b"HTTP/1.1 500 ")
    assert b"broken on purpose" not in answer
    assert "ZeroDivisionError" in server.written()
    assert "stage=idea" not in server.written()
