"""Pages and data compressed for whoever takes it, and nothing that holds a secret."""

import gzip
from collections.abc import Iterator

import pytest
from flask import Flask, Response, request
from flask.testing import FlaskClient

from tests.desks import LEL
from tests.web.site_pages import SHOP
from wizard.web.compression import LEAST, compress, takes_gzip

PACKING = {"Accept-Encoding": "gzip"}
LARGE = (
    "/fr/",
    f"/nl/results?{SHOP}",
    "/en/services",
    "/fr/search?q=export",
    f"/api/v1/results?{SHOP}",
    "/api/v1/openapi.json",
    f"/nl/kiosk/{LEL}/results?{SHOP}",
    f"/nl/kiosk/{LEL}/snapshot.json",
    f"/fr/embed/{LEL}/",
    "/fr/nothing",
)


@pytest.mark.parametrize("address", LARGE)
def test_it_is_the_same_page(client: FlaskClient, address: str) -> None:
    plain, packed = client.get(address), client.get(address, headers=PACKING)
    assert "Content-Encoding" not in plain.headers
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.data) == plain.data
    assert len(packed.data) * 2 < len(plain.data)
    assert packed.headers["Content-Length"] == str(len(packed.data))
    assert packed.headers.get("ETag") == plain.headers.get("ETag"), "a weak one, for both"
    for answer in (plain, packed):
        assert answer.headers["Vary"] == "Accept-Encoding"


@pytest.mark.parametrize("address", LARGE)
def test_the_head_is_that_of_the_compressed_page(client: FlaskClient, address: str) -> None:
    whole, head = client.get(address, headers=PACKING), client.head(address, headers=PACKING)
    assert head.data == b""
    # A request has its own id, whatever it asks for.
    assert _but_id(head.headers.items()) == _but_id(whole.headers.items())


def _but_id(headers: Iterator[tuple[str, str]]) -> dict[str, str]:
    return {name: value for name, value in headers if name != "X-Request-ID"}


def test_what_is_small_stays_as_it_is(client: FlaskClient) -> None:
    answer = client.get("/health/live", headers=PACKING)
    assert len(answer.data) < LEAST
    assert "Content-Encoding" not in answer.headers


def test_the_data_of_a_kiosk_are_made_once(app: Flask) -> None:
    client = app.test_client()
    address = f"/en/kiosk/{LEL}/snapshot.json"
    first, second = (client.get(address, headers=PACKING).data for _ in range(2))
    assert first == second
    assert gzip.decompress(first) == client.get(address).data
    assert client.get(f"/nl/kiosk/{LEL}/snapshot.json", headers=PACKING).data != first


@pytest.mark.parametrize(
    ("accepted", "taken"),
    [
        ("gzip", True),
        ("GZIP", True),
        ("x-gzip", True),
        ("br;q=1.0, gzip;q=0.8, *;q=0.1", True),
        ("deflate,gzip ; q=0.001", True),
        ("gzip;q=0", False),
        ("gzip; q=0.000, br", False),
        ("gzip ;Q = 0", False),
        ("identity", False),
        ("*", False),
        ("gzipped", False),
        ("", False),
        (",;=,,gzip;;;", True),
    ],
)
def test_who_takes_it(accepted: str, taken: bool) -> None:
    assert takes_gzip(accepted) is taken


def _compressed(address: str, response: Response) -> Response:
    """Return the answer to a request for `address` that takes gzip."""
    app = Flask(__name__)
    with app.test_request_context(address, headers=PACKING):
        compress(response, request._get_current_object())  # type: ignore[attr-defined]  # the proxy's own
    return response


LONG = "<p>words</p>" * 1000


@pytest.mark.parametrize("path", ["/staff", "/staff/desk", "/partner/token/contact"])
def test_pages_with_tokens_are_never_compressed(path: str) -> None:
    assert "Content-Encoding" not in _compressed(path, Response(LONG)).headers
    assert _compressed("/fr/", Response(LONG)).headers["Content-Encoding"] == "gzip"


def test_what_comes_in_pieces_is_not_held_back() -> None:
    pulled = []

    def pieces() -> Iterator[str]:
        pulled.append("first")
        yield LONG

    answer = _compressed("/fr/", Response(pieces(), mimetype="text/html"))
    assert "Content-Encoding" not in answer.headers
    assert not pulled


@pytest.mark.parametrize("kind", ["image/png", "application/zip", "font/woff2"])
def test_what_is_compressed_already_stays_as_it_is(kind: str) -> None:
    answer = _compressed("/fr/", Response(b"0" * 5000, mimetype=kind))
    assert "Content-Encoding" not in answer.headers
    other = Response(gzip.compress(LONG.encode()), headers={"Content-Encoding": "gzip"})
    assert gzip.decompress(_compressed("/fr/", other).data).decode() == LONG


def test_a_page_that_depends_on_more_says_both() -> None:
    answer = Response(LONG, headers={"Vary": "Accept-Language"})
    assert _compressed("/fr/", answer).headers["Vary"] == "Accept-Language, Accept-Encoding"
