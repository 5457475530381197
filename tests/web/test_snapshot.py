"""What a kiosk keeps: complete, small, of one piece, and only where it is switched on."""

import gzip
import json
import re
from dataclasses import replace
from datetime import date
from hashlib import sha256

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.conftest import ROOT
from tests.desks import CENTRE, LEL, FixedShelf, example
from tests.sites import app_over, client_with
from tests.web.site_pages import SHOP
from wizard.domain.catalogue import Catalogue
from wizard.domain.text import LANGUAGES
from wizard.search import Search
from wizard.web.site import Site
from wizard.web.snapshot.version import snapshot_version

LIST = f"/kiosk/{LEL}/snapshot.json"
MOST_BYTES = 2_000_000
MOST_COMPRESSED = 500_000

LIBRARY = ROOT / "static" / "vendor" / "qrcode-generator-2.0.4.js"
LIBRARY_SHA256 = "79ec86f82856005b1c887905cfccfcfbec3821ca61c7fd5a952faa5f778f791c"


def body(client: FlaskClient, address: str) -> bytes:
    """Return what is at an address, which may be a file that must be closed again."""
    with client.get(address) as answer:
        assert answer.status_code == 200, address
        return answer.data


def parts(client: FlaskClient) -> list[str]:
    """Return the addresses of everything that belongs to the snapshot of the example desk."""
    found = client.get(LIST).get_json()
    return [*found["pages"], *(file["url"] for file in found["files"])]


def test_everything_of_a_snapshot_is_there_and_of_one_version(client: FlaskClient) -> None:
    found = client.get(LIST).get_json()
    for address in found["pages"]:
        answer = client.get(address)
        assert answer.status_code == 200, address
        assert answer.headers["Snapshot-Version"] == found["version"]
    for file in found["files"]:
        content = body(client, file["url"])
        if file["sha256"]:
            assert sha256(content).hexdigest() == file["sha256"]


def test_the_pages_load_nothing_that_is_not_kept(client: FlaskClient) -> None:
    kept = set(parts(client))
    for address in client.get(LIST).get_json()["pages"]:
        if "snapshot.json" not in address:
            loaded = re.findall(r'<(?:script|img)[^>]* src="([^"]+)', client.get(address).text)
            loaded += re.findall(
                r'<link rel="(?:stylesheet|icon)" href="([^"]+)', client.get(address).text
            )
            assert loaded
            assert set(loaded) <= kept, address


def test_style_sheets_of_a_snapshot_load_nothing_more(client: FlaskClient) -> None:
    for address in parts(client):
        if ".css" in address:
            assert b"url(" not in body(client, address), address


def test_a_snapshot_is_small(client: FlaskClient) -> None:
    found = client.get(LIST).get_json()
    data = [client.get(one).data for one in found["pages"] if "snapshot.json" in one]
    raw, compressed = sum(map(len, data)), sum(len(gzip.compress(one)) for one in data)
    print(f"three languages: {raw} bytes, compressed {compressed}")
    assert raw < MOST_BYTES
    assert compressed < MOST_COMPRESSED


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_service_that_can_be_used_is_in_it(
    client: FlaskClient, catalogue: Catalogue, language: str
) -> None:
    data = client.get(f"/{language}/kiosk/{LEL}/snapshot.json").get_json()
    assert [one["key"] for one in data["services"]] == [one.key for one in catalogue.current]
    for one, service in zip(data["services"], catalogue.current, strict=True):
        title = one["title"] if isinstance(one["title"], str) else one["title"][0]
        assert title == service.words.title.pick(language).words  # type: ignore[arg-type]  # one of the three
        assert len(one.get("criteria", ())) == len(service.criteria)
    assert data["own"] == list(example(LEL).first)
    assert data["start"] == [["place", "1080"]]


def test_who_has_it_is_told_so(client: FlaskClient) -> None:
    answer = client.get(LIST)
    again = client.get(LIST, headers={"If-None-Match": answer.headers["ETag"]})
    assert again.status_code == 304
    assert again.data == b""
    other = client.get(LIST, headers={"If-None-Match": '"another"'})
    assert other.status_code == 200


@pytest.mark.parametrize(
    "path",
    [LIST, f"/kiosk/{LEL}/offline", f"/fr/kiosk/{LEL}/offline", f"/fr/kiosk/{LEL}/snapshot.json"],
)
def test_a_desk_without_it_keeps_nothing(app: Flask, path: str) -> None:
    desk = example(LEL)
    for features in (desk.features - {"offline"}, desk.features - {"kiosk"}):
        client = client_with(app, replace(desk, features=features))
        assert client.get(path).status_code == 404
        assert "kiosk-offline-start." not in client.get(f"/kiosk/{LEL}/").text
    assert client_with(app, desk).get(path).status_code == 200
    assert client_with(app, desk).get(path.replace(LEL, "nobody")).status_code == 404


def test_a_language_that_a_desk_does_not_offer_is_not_kept(app: Flask) -> None:
    client = client_with(app, replace(example(LEL), languages=("fr",)))
    assert client.get(f"/nl/kiosk/{LEL}/offline").status_code == 404
    assert not [one for one in client.get(LIST).get_json()["pages"] if one.startswith("/nl/")]


def test_previews_and_frames_put_no_worker_in_place(client: FlaskClient) -> None:
    for path in (
        f"/kiosk-preview/{LEL}/",
        f"/fr/kiosk-preview/{LEL}/",
        f"/fr/embed/{LEL}/",
        "/fr/",
    ):
        answer = client.get(path)
        assert "kiosk-offline-start." not in answer.text
        assert "worker-src 'none'" in answer.headers["Content-Security-Policy"]
    live = client.get(f"/kiosk/{LEL}/")
    assert "kiosk-offline-start." in live.text
    assert "worker-src 'self'" in live.headers["Content-Security-Policy"]


def test_the_worker_is_asked_for_anew_each_time(client: FlaskClient) -> None:
    answer = client.get("/kiosk-worker.js")
    assert answer.headers["Content-Type"] == "text/javascript; charset=utf-8"
    assert answer.headers["Cache-Control"] == "no-cache"


def test_the_version_follows_what_is_in_it(catalogue: Catalogue) -> None:
    desk = example(LEL)
    versions = {
        snapshot_version(catalogue, desk, "https://a.example"),
        snapshot_version(catalogue, desk, "https://b.example"),
        snapshot_version(replace(catalogue, edition=2), desk, "https://a.example"),
        snapshot_version(catalogue, replace(desk, idle=60), "https://a.example"),
        snapshot_version(catalogue, example(CENTRE), "https://a.example"),
        snapshot_version(
            catalogue, replace(desk, features=desk.features - {"print"}), "https://a.example"
        ),
    }
    assert len(versions) == 6
    # The features are a set: another order of the same ones is the same snapshot.
    same = replace(desk, features=frozenset(sorted(desk.features, reverse=True)))
    assert snapshot_version(catalogue, same, "x") == snapshot_version(catalogue, desk, "x")


def test_a_site_below_a_prefix_keeps_addresses_with_it(client: FlaskClient) -> None:
    found = client.get(LIST, base_url="http://localhost/guide").get_json()
    addresses = [*found["pages"], *(file["url"] for file in found["files"])]
    assert all(one.startswith("/guide/") for one in addresses)


def test_the_day_plays_no_part(catalogue: Catalogue, words: Search) -> None:
    """A snapshot that nothing changed in is not fetched again tomorrow."""
    found = set()
    for day in (date(2026, 11, 21), date(2027, 1, 1)):
        site = Site(catalogue, words, lambda day=day: day, desks=FixedShelf(example(LEL)))  # type: ignore[misc]  # a loop's own
        found.add(app_over(site).test_client().get(LIST).get_json()["version"])
    assert len(found) == 1


def test_the_library_is_the_one_that_was_looked_at() -> None:
    assert sha256(LIBRARY.read_bytes()).hexdigest() == LIBRARY_SHA256
    assert "MIT License" in LIBRARY.with_suffix(".LICENSE.txt").read_text(encoding="utf-8")


def test_every_sentence_of_the_script_is_there(client: FlaskClient) -> None:
    scripts = "".join(
        (ROOT / "static" / f"kiosk-offline{name}.js").read_text(encoding="utf-8")
        for name in ("", "-pages")
    )
    named = set(re.findall(r'\bsay\("([a-z-]*[a-z])"', scripts))
    for language in LANGUAGES:
        shell = client.get(f"/{language}/kiosk/{LEL}/offline").text
        there = set(re.findall(r'data-word="([a-z-]+)"', shell))
        assert named <= there, named - there


def test_a_live_page_of_a_visit_is_never_kept_by_a_browser(client: FlaskClient) -> None:
    for path in (f"/fr/kiosk/{LEL}/results?{SHOP}", f"/fr/kiosk/{LEL}/offline", LIST):
        assert client.get(path).headers["Cache-Control"] == "no-store"


def test_the_data_hold_no_answer_and_no_clock(client: FlaskClient) -> None:
    path = f"/fr/kiosk/{LEL}/snapshot.json"
    assert client.get(path).data == client.get(f"{path}?{SHOP}").data
    assert json.loads(client.get(path).data)["edition"] == 1
