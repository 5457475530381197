"""Two hundred slow clients at once: everybody else is served, and each of them has its time."""

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.serving.clients import GET, LAST, Running, ask, connect, one_answer, rest, tiny, until

pytestmark = pytest.mark.slow

SLOW, OTHERS = 200, 50
SECONDS = 4

WAYS = {
    "says nothing": b"",
    "stops in the headers": b"GET / HTTP/1.1\r\nHost: x\r\nX-Long:",
    "stops in the body": b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 100000\r\n\r\nabc",
    "stops reading": b"GET /big HTTP/1.1\r\nHost: x\r\n\r\n",
}


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """Two workers of two threads each, with short time limits."""
    with tiny(
        tmp_path_factory.mktemp("tiny"),
        threads=2,
        request_seconds=SECONDS,
        answer_seconds=SECONDS,
    ) as one:
        yield one


@pytest.fixture
def slow(server: Running, request: pytest.FixtureRequest) -> Iterator[list[socket.socket]]:
    """Clients that are slow in one way, all connected."""
    clients = []
    for _ in range(SLOW):
        client = connect(server.port, window=4096)
        client.sendall(WAYS[request.param])
        clients.append(client)
    yield clients
    for client in clients:
        client.close()


@pytest.mark.parametrize("slow", WAYS, indirect=True)
def test_slow_clients_keep_nobody_waiting(server: Running, slow: list[socket.socket]) -> None:
    for _ in range(OTHERS):
        assert ask(server.port).endswith(b"hello")
    with connect(server.port) as client:
        for _ in range(OTHERS):
            client.sendall(GET)
            assert one_answer(client).endswith(b"hello"), "a connection that goes on"
    assert len(slow) == SLOW


@pytest.mark.parametrize("slow", ["stops in the headers", "stops in the body"], indirect=True)
def test_a_request_that_does_not_come_is_answered_408(slow: list[socket.socket]) -> None:
    for client in slow:
        assert rest(client).startswith(b"HTTP/1.1 408 Request Timeout\r\n")


@pytest.mark.parametrize("slow", ["says nothing"], indirect=True)
def test_who_says_nothing_is_told_nothing(slow: list[socket.socket]) -> None:
    for client in slow:
        assert rest(client) == b""


def test_an_answer_that_nobody_takes_is_given_up(server: Running) -> None:
    with connect(server.port, window=4096) as client:
        client.sendall(WAYS["stops reading"])
        assert client.recv(1) == b"H"
        until(lambda: closed_by_peer(client), "the server goes on waiting")


def closed_by_peer(client: socket.socket) -> bool:
    """Return whether the server has given the connection up, read as slowly as can be."""
    try:
        client.sendall(b"x")
    except OSError:
        return True
    return False


def test_headers_byte_by_byte_do_not_get_more_time(server: Running) -> None:
    with connect(server.port) as client:
        client.sendall(b"GET / HTTP/1.1\r\nX: ")

        def refused() -> bool:
            try:
                client.sendall(b"a")
                client.settimeout(0.2)
                return client.recv(100).startswith(b"HTTP/1.1 408")
            except TimeoutError:
                return False

        until(refused, "each byte gives it more time")


def test_a_slow_but_whole_request_is_answered(server: Running) -> None:
    with connect(server.port) as client:
        for byte in LAST:
            client.sendall(bytes([byte]))
        assert rest(client).endswith(b"hello")


def test_a_slow_reader_gets_all_of_a_big_answer(server: Running) -> None:
    with connect(server.port, window=4096) as client:
        client.sendall(b"GET /big HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        body = rest(client).partition(b"\r\n\r\n")[2]
    assert body == b"0123456789abcdef" * (len(body) // 16)
    assert len(body) == 8 * 1024 * 1024


def test_when_connections_run_out_the_oldest_slow_ones_go(tmp_path: Path) -> None:
    with tiny(tmp_path, workers=1, connections=100, request_seconds=600) as server:
        clients = [connect(server.port) for _ in range(150)]
        for _ in range(OTHERS):
            assert ask(server.port).endswith(b"hello"), "a newcomer has a place"
        assert rest(clients[0]) == b"", "the oldest one has lost it"
        newest = clients[-1]
        newest.sendall(LAST)
        assert rest(newest).endswith(b"hello"), "the newest one has kept it"
        for client in clients:
            client.close()
