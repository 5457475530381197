"""The loader never changes once published, and the lines that partners copy name exactly it."""

import gzip
import re
from base64 import b64encode
from hashlib import sha384
from html import unescape

import pytest
from flask.testing import FlaskClient

from tests.conftest import ROOT
from tests.desks import LEL
from wizard.domain.text import LANGUAGES
from wizard.web.embed_snippet import VERSION, iframe_line, integrity, loader, script_line

DIGESTS = {
    "v1": "sha384-eRE/AZ6AJ/dSOCdbbYRXACTxGBLnX7KLqQh1luAIQuYkqyVKu0jbQzbnKy1a3qBU",
}
"""Never correct a line of this table: pages of partners hold it. Make a new version instead."""

MOST_BYTES = 2048
BASE = "https://parcours.example"


def test_a_published_loader_never_changes() -> None:
    found = {folder.name: integrity(folder.name) for folder in (ROOT / "static/embed").iterdir()}
    assert found == DIGESTS
    assert max(DIGESTS) == VERSION


@pytest.mark.parametrize("version", DIGESTS)
@pytest.mark.parametrize("encoding", ["identity", "gzip, br"])
def test_the_loader_is_light_and_open_to_every_page(
    client: FlaskClient, version: str, encoding: str
) -> None:
    answer = client.get(
        f"/embed/{version}/embed.js",
        headers={"Accept-Encoding": encoding, "Origin": "https://www.example.org"},
    )
    assert answer.status_code == 200
    assert len(answer.data) <= MOST_BYTES
    packed = answer.headers.get("Content-Encoding") == "gzip"
    assert packed == ("gzip" in encoding)
    # Browsers compare what is unpacked.
    script = gzip.decompress(answer.data) if packed else answer.data
    digest = b64encode(sha384(script).digest()).decode()
    assert DIGESTS[version] == f"sha384-{digest}"
    assert answer.headers["Content-Type"] == "text/javascript; charset=utf-8"
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert answer.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert "Set-Cookie" not in answer.headers


def test_the_newest_loader_is_kept_for_an_hour_only(client: FlaskClient) -> None:
    answer = client.get("/embed.js")
    assert answer.data == loader(VERSION)
    assert answer.headers["Cache-Control"] == "public, max-age=3600"
    assert answer.headers["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize("address", ["/embed/v0/embed.js", "/embed/v2/embed.js", "/nl/embed.js"])
def test_there_is_no_other_loader(client: FlaskClient, address: str) -> None:
    assert client.get(address).status_code == 404


def test_the_loader_keeps_and_reads_nothing() -> None:
    words = (
        r"cookie|Storage|indexedDB|caches|fetch|XMLHttp|sendBeacon|location|t\.referrer|innerHTML"
    )
    for version in DIGESTS:
        assert not re.findall(words, loader(version).decode())


def test_the_script_line_runs_this_very_file(client: FlaskClient) -> None:
    line = script_line(BASE, LEL)
    found = re.fullmatch(
        r'<script async src="([^"]+)" integrity="([^"]+)" crossorigin="anonymous"'
        r' referrerpolicy="no-referrer" data-desk="([^"]+)"></script>',
        line,
    )
    assert found is not None
    address, digest, desk = found.groups()
    assert address == f"{BASE}/embed/{VERSION}/embed.js"
    served = client.get(address.removeprefix(BASE)).data
    assert digest == f"sha384-{b64encode(sha384(served).digest()).decode()}"
    assert desk == LEL


@pytest.mark.parametrize("language", [*LANGUAGES, ""])
def test_the_lines_say_which_language(client: FlaskClient, language: str) -> None:
    forced = f' data-language="{language}"' if language else ""
    assert script_line(BASE, LEL, language).endswith(f'data-desk="{LEL}"{forced}></script>')
    address = re.search(r'src="([^"]+)"', iframe_line(BASE, LEL, language, "Title"))
    assert address is not None
    answer = client.get(address[1].removeprefix(BASE))
    assert answer.status_code == (200 if language else 303)


def test_what_goes_into_a_line_stays_words() -> None:
    nasty = '"><script>alert(1)</script>'
    for line in (script_line(nasty, nasty, nasty), iframe_line(nasty, nasty, nasty, nasty)):
        assert "<script>" not in line
        assert nasty in unescape(line)
