"""Static files: names that change with their content, kept for a year, compressed once."""

import gzip
import re
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import ROOT
from tests.desks import LEL
from tests.web.site_pages import SAMPLES, SHOP
from wizard.domain.text import LANGUAGES
from wizard.web.static_files import NAMED, StaticFile, read_files, static_files, static_url

FOLDER = ROOT / "static"
YEAR = "public, max-age=31536000, immutable"
HOUR = "public, max-age=3600"
MINUTE = "public, max-age=60"
PACKING = {"Accept-Encoding": "gzip, deflate, br"}
FILES = tuple(static_files().files.values())
EACH_FILE = pytest.mark.parametrize("file", FILES, ids=[one.name for one in FILES])

LOADED = re.compile(r'(?:src|href)="([^"]*/static/[^"?]+)')

PAGES = (
    *(sample.address(language) for sample in SAMPLES for language in LANGUAGES),
    f"/kiosk/{LEL}/",
    "/kiosk/nowhere/",
    f"/nl/kiosk/{LEL}/results?{SHOP}",
    f"/nl/kiosk/{LEL}/search",
    f"/nl/kiosk/{LEL}/take-home?{SHOP}",
    f"/nl/kiosk/{LEL}/offline",
    f"/nl/embed/{LEL}/",
)


@EACH_FILE
def test_a_file_is_kept_for_a_year_under_its_hashed_name(
    client: FlaskClient, file: StaticFile
) -> None:
    answer = client.get(static_url("", file.name))
    assert answer.status_code == 200
    assert answer.data == (FOLDER / file.name).read_bytes()
    assert answer.headers["Cache-Control"] == YEAR
    assert answer.headers["Content-Type"] == file.kind
    assert answer.headers["Content-Length"] == str(len(answer.data))
    assert answer.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert answer.headers.getlist("Date") == [], "the server writes it"


@EACH_FILE
def test_its_plain_name_still_answers_and_is_kept_for_an_hour(
    client: FlaskClient, file: StaticFile
) -> None:
    answer = client.get(f"/static/{file.name}")
    assert (answer.status_code, answer.data) == (200, file.body)
    assert answer.headers["Cache-Control"] == HOUR


@pytest.mark.parametrize(
    "name", ["web.0000000000.css", "vendor/simple-keyboard-3.8.192.0123456789.js"]
)
def test_the_hash_of_another_program_gives_the_present_file_for_a_minute(
    client: FlaskClient, name: str
) -> None:
    answer = client.get(f"/static/{name}")
    plain = re.sub(r"\.[0-9a-f]{10}(?=\.)", "", name)
    assert (answer.status_code, answer.data) == (200, (FOLDER / plain).read_bytes())
    assert answer.headers["Cache-Control"] == MINUTE


@pytest.mark.parametrize(
    "name",
    [
        "nothing.css",
        "nothing.0123456789.css",
        "web.012345678.css",
        "web.01234567890.css",
        "web.0123456789.js.css",
        "web.css.0123456789",
        "WEB.css",
        "",
        "vendor",
        "vendor/",
        "../wizard/app.py",
        "..%2fwizard%2fapp.py",
        "vendor/../web.css",
        "/web.css",
        "web.css%00",
        "\u202eweb.css",
    ],
)
def test_nothing_else_is_a_file(client: FlaskClient, name: str) -> None:
    assert client.get(f"/static/{name}").status_code == 404


@given(name=st.text() | st.from_regex(NAMED, fullmatch=True))
def test_no_name_breaks_the_search(name: str) -> None:
    found = static_files().any_version(name)
    assert found is None or found.name in static_files().files


@EACH_FILE
def test_compressed_once_it_is_the_same_file(client: FlaskClient, file: StaticFile) -> None:
    packed = client.get(static_url("", file.name), headers=PACKING)
    if not file.packed:
        assert "Content-Encoding" not in packed.headers
        assert "Vary" not in packed.headers
        assert packed.data == file.body
        return
    assert packed.headers["Content-Encoding"] == "gzip"
    assert packed.headers["Vary"] == "Accept-Encoding"
    assert packed.headers["Content-Length"] == str(len(file.packed))
    assert gzip.decompress(packed.data) == file.body
    assert len(packed.data) < len(file.body)
    plain = client.get(static_url("", file.name))
    assert plain.headers["Vary"] == "Accept-Encoding"
    assert plain.headers["ETag"] != packed.headers["ETag"], "other bytes, another tag"


def test_most_files_become_smaller() -> None:
    packed = [one for one in FILES if one.packed]
    assert {Path(one.name).suffix for one in packed} >= {".css", ".js"}
    plain, small = sum(len(one.body) for one in packed), sum(len(one.packed) for one in packed)
    print(f"{len(packed)} files: {plain} bytes, compressed {small}")
    assert small * 2 < plain


@pytest.mark.parametrize("headers", [{}, PACKING], ids=["plain", "packed"])
def test_who_has_it_is_told_so(client: FlaskClient, headers: dict[str, str]) -> None:
    address = static_url("", "web.css")
    first = client.get(address, headers=headers)
    tag = first.headers["ETag"]
    for known in (tag, f'"other", {tag}', f"W/{tag}", "*"):
        again = client.get(address, headers={**headers, "If-None-Match": known})
        assert (again.status_code, again.data) == (304, b""), known
        for name in ("ETag", "Cache-Control", "Vary"):
            assert again.headers[name] == first.headers[name]
        assert "Content-Encoding" not in again.headers
    assert client.get(address, headers={**headers, "If-None-Match": '"other"'}).data == first.data


def test_a_tag_of_one_variant_is_none_of_the_other(client: FlaskClient) -> None:
    address = static_url("", "web.css")
    plain = client.get(address).headers["ETag"]
    answer = client.get(address, headers={**PACKING, "If-None-Match": plain})
    assert (answer.status_code, answer.headers["Content-Encoding"]) == (200, "gzip")


@pytest.mark.parametrize("headers", [{}, PACKING], ids=["plain", "packed"])
def test_the_head_is_that_of_the_whole(client: FlaskClient, headers: dict[str, str]) -> None:
    address = static_url("", "web.css")
    whole, head = client.get(address, headers=headers), client.head(address, headers=headers)
    assert (head.status_code, head.data) == (200, b"")
    for answer in (head, whole):
        # Every request has an id of its own.
        del answer.headers["X-Request-ID"]
    assert dict(head.headers) == dict(whole.headers)


def test_a_part_is_given_of_the_plain_bytes_only(client: FlaskClient) -> None:
    address, body = static_url("", "web.css"), (FOLDER / "web.css").read_bytes()
    part = client.get(address, headers={"Range": "bytes=10-19"})
    assert (part.status_code, part.data) == (206, body[10:20])
    assert part.headers["Content-Range"] == f"bytes 10-19/{len(body)}"
    assert part.headers["Cache-Control"] == YEAR
    assert part.headers.getlist("Date") == []
    last = client.get(address, headers={"Range": "bytes=-5"})
    assert (last.status_code, last.data) == (206, body[-5:])
    whole = client.get(address, headers={"Range": "bytes=10-19", **PACKING})
    assert (whole.status_code, gzip.decompress(whole.data)) == (200, body)
    stale = client.get(address, headers={"Range": "bytes=10-19", "If-Range": '"other"'})
    assert (stale.status_code, stale.data) == (200, body)
    beyond = client.get(address, headers={"Range": f"bytes={len(body)}-"})
    assert beyond.status_code == 416
    assert beyond.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("address", PAGES)
def test_pages_load_every_file_under_its_hashed_name(client: FlaskClient, address: str) -> None:
    loaded = LOADED.findall(client.get(address).text)
    assert loaded, address
    for one in loaded:
        assert static_files().exactly(one.removeprefix("/static/")), f"{address} loads {one}"


def test_a_site_below_a_prefix_has_its_files_there(client: FlaskClient) -> None:
    loaded = LOADED.findall(client.get("/fr/", base_url="http://localhost/guide").text)
    assert loaded
    assert all(one.startswith("/guide/static/") for one in loaded)


def test_no_page_and_no_code_writes_the_name_of_a_file_itself() -> None:
    """Then its address would stay the same when the file changes; `static_url` makes them."""
    templates = [*(ROOT / "templates").rglob("*.html"), *(ROOT / "wizard").rglob("*.py")]
    direct = re.compile(r"""/static/[\w./-]+\.(?:css|js|svg|png)\b""")
    found = {path.relative_to(ROOT) for path in templates if direct.search(path.read_text())}
    assert not found


def test_no_file_loads_another_by_itself() -> None:
    """A page lists all that it loads: inside a file the name of another would not be hashed."""
    inside = {
        ".css": re.compile(rb"""url\((?!['"]?(?:data:|#))|@import"""),
        ".js": re.compile(rb"""importScripts|\bimport\b\s*[("'{*]|/static/[\w.-]+\."""),
    }
    found = {
        one.name
        for one in FILES
        if (ending := Path(one.name).suffix) in inside and inside[ending].search(one.body)
    }
    assert not found


def test_no_file_has_a_name_that_looks_hashed() -> None:
    assert not [one.name for one in FILES if NAMED.fullmatch(one.name)]
    assert len({one.hashed for one in FILES}) == len(FILES)


def test_the_name_follows_the_content_alone(tmp_path: Path) -> None:
    first, second, third = (tmp_path / name for name in ("first", "second", "third"))
    for folder, text in (
        (first, "a { top: 0 }"),
        (second, "a { top: 0 }"),
        (third, "a { top: 1 }"),
    ):
        (folder / "deep").mkdir(parents=True)
        (folder / "deep" / "one.css").write_text(text * 40)
    names = [read_files(folder).hashed("deep/one.css") for folder in (first, second, third)]
    assert names[0] == names[1] != names[2]
    packed = [read_files(folder).named("deep/one.css").packed for folder in (first, second)]
    assert packed[0] == packed[1], "the same bytes on every server"


def test_a_file_that_is_not_there_is_no_address(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"nothing\.css"):
        static_url("", "nothing.css")
    (tmp_path / "film.mp4").write_bytes(b"")
    with pytest.raises(KeyError, match="mp4"):
        read_files(tmp_path)


def test_files_are_read_once(app: Flask) -> None:
    assert static_files() is static_files()
    file = static_files().named("icon.svg")
    assert replace(file, body=b"").hashed == file.hashed, "the digest is kept, not made anew"
    assert app.static_folder is None, "nothing is read from the folder later"
