"""What a kiosk shows and where its pages lead: never out of it, always on."""

import re
from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.browser.kiosk import FIRST, PAGES, address
from tests.conftest import ROOT
from tests.desks import CENTRE, LEL, example
from tests.sites import app_with_desks, client_with
from tests.web.site_pages import SHOP, Sample
from tests.web.test_html import check
from wizard.domain.answers import Answers
from wizard.domain.catalogue import Catalogue
from wizard.domain.text import LANGUAGES, Text
from wizard.web.links import Links
from wizard.web.pages.kiosk_back import back_url

VENDORED = {
    "simple-keyboard-3.8.192.js": (
        "1b57c091afce92f61dbd617b697764d9c7aa1f796453b8885f5a55f341ce1f5c"
    ),
    "simple-keyboard-3.8.192.LICENSE.txt": (
        "3e7a6ffdd52a77818028265c26af726192ef3b2c111da933c5614b6068edd86f"
    ),
}
"""Files of others as they were published, with their SHA-256."""

EACH_PAGE = pytest.mark.parametrize("sample", PAGES, ids=lambda one: one.name)
EACH_LANGUAGE = pytest.mark.parametrize("language", LANGUAGES)


class Ways(HTMLParser):
    """Where a page leads, and in which way."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[dict[str, str]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("a", "form", "area", "iframe", "object", "embed"):
            self.found.append({name: value or "" for name, value in attrs})


def leads_out(page: str) -> list[str]:
    """Return what leads out of the example kiosk, or opens something beside it."""
    inside = re.compile(rf"(/(nl|fr|en))?/kiosk/{LEL}/")
    out = []
    for way in Ways(page).found:
        to = way.get("href", way.get("action", way.get("src", way.get("data", ""))))
        if not (to.startswith("#") or inside.match(to)) or "target" in way or "download" in way:
            out.append(str(way))
    return out


@EACH_LANGUAGE
@EACH_PAGE
def test_no_page_leads_out_of_the_kiosk(client: FlaskClient, sample: Sample, language: str) -> None:
    answer = client.get(address(sample, language))
    assert answer.status_code == sample.status
    out = leads_out(answer.text)
    assert not out, "\n".join(out)


def test_every_service_and_provider_stays_inside(client: FlaskClient, catalogue: Catalogue) -> None:
    paths = [f"services/{key}" for key in catalogue.services]
    paths += [f"providers/{key}" for key in catalogue.providers]
    paths += [f"packages/{key}" for key in catalogue.packages]
    out = {path: leads_out(client.get(f"/fr/kiosk/{LEL}/{path}").text) for path in paths}
    assert not {path: found[0] for path, found in out.items() if found}


def test_what_the_first_screen_shows(client: FlaskClient) -> None:
    page = client.get(FIRST).text
    assert not leads_out(page)
    order = re.findall(r'<a href="/(..)/kiosk/', page)
    assert order == list(example(LEL).languages)
    assert page.startswith('<!DOCTYPE html>\n<html lang="fr">')
    for words in (
        "Touchez ici pour commencer",
        "Raak hier aan om te beginnen",
        "Touch here to begin",
        "Local economy desk (example)",
        "Reprendre et transmettre",
        "Overnemen en overdragen",
    ):
        assert words in page.replace("&#39;", "'")


def test_the_first_screen_of_a_desk_with_one_language(app: Flask) -> None:
    name = Text("Loket", "", "")
    with client_with(app, replace(example(LEL), languages=("nl",), name=name)) as one:
        page = one.get(FIRST).text
    assert re.findall(r'<a href="/(..)/kiosk/', page) == ["nl"]
    assert page.count('<li lang="nl">Loket</li>') == 1
    assert "Démarrer" not in page


@pytest.fixture
def few(app: Flask) -> Iterator[FlaskClient]:
    """A site whose desk has a kiosk with nothing beside the journey."""
    with client_with(app, replace(example(LEL), features=frozenset({"kiosk"}))) as one:
        yield one


@EACH_PAGE
def test_what_a_desk_does_not_offer_is_not_led_to(few: FlaskClient, sample: Sample) -> None:
    page = few.get(address(sample, "nl")).text
    to = [urlsplit(one.get("href", one.get("action", ""))).path for one in Ways(page).found]
    absent = ("search", "code", "take-home", "packages")
    assert not [one for one in to if one.split("/")[4:5] and one.split("/")[4] in absent]


@pytest.mark.parametrize("path", ["/kiosk/no-such-desk/", "/fr/kiosk/no-such-desk/results?x=1"])
def test_a_desk_that_is_gone_leaves_a_calm_screen(client: FlaskClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    assert not Ways(answer.text).found
    assert '<meta http-equiv="refresh" content="60; url=/kiosk/no-such-desk/">' in answer.text
    for language in LANGUAGES:
        assert f'<span lang="{language}">' in answer.text


def test_a_desk_that_has_no_kiosk_leaves_the_same_screen(app: Flask) -> None:
    with client_with(app, replace(example(LEL), features=frozenset({"embed"}))) as one:
        assert "60; url=" in one.get(FIRST).text
        assert one.get(f"/nl/embed/{LEL}/").status_code == 200


@pytest.mark.parametrize("key", ['"><script>', "a;url=https://example.org", "%2e%2e"])
def test_the_address_of_a_lost_desk_is_only_an_address(client: FlaskClient, key: str) -> None:
    page = client.get(f"/kiosk/{key}/").text
    assert page.count("<script") == 1
    again = re.search(r'content="60; url=([^"]*)"', page)
    assert again is not None
    assert again.group(1).startswith("/kiosk/")
    assert not {";", " "} & set(again.group(1))


def test_a_failure_is_a_page_of_the_kiosk(app: Flask) -> None:
    broken = app_with_desks(app, example(LEL))
    broken.add_url_rule(f"/<lang:language>/kiosk/{LEL}/boom", "boom", _fail)
    with broken.test_client() as one:
        answer = one.get(f"/nl/kiosk/{LEL}/boom")
    assert answer.status_code == 500
    assert "look-kiosk" in answer.text
    assert not leads_out(answer.text)


def _fail(**_: str) -> str:
    raise ZeroDivisionError("broken on purpose")


def test_only_a_kiosk_shows_the_official_page_as_a_square(client: FlaskClient) -> None:
    assert 'class="qr"' in client.get(f"/nl/kiosk/{LEL}/services/microstart").text
    for path in ("/nl/services/microstart", f"/nl/embed/{LEL}/services/microstart"):
        assert 'class="qr"' not in client.get(path).text


IDEA = Answers((("stage", ("idea",)),))


@pytest.mark.parametrize(
    ("path", "answers", "back"),
    [
        ("", Answers(), "FIRST"),
        ("", IDEA, "/results?stage=idea"),
        ("results", IDEA, "/?stage=idea"),
        ("services/microstart", IDEA, "/results?stage=idea"),
        ("services", Answers(), "/"),
        ("categories/finance", IDEA, "/services?stage=idea"),
        ("providers/microstart", Answers(), "/providers"),
        ("packages/start", Answers(), "/packages"),
        ("packages", IDEA, "/results?stage=idea"),
        ("take-home", IDEA, "/results?stage=idea"),
    ],
)
def test_back_is_one_step_towards_the_list_or_the_start(
    path: str, answers: Answers, back: str
) -> None:
    links = Links("/site", "fr", answers, "/kiosk/a")
    assert back_url(path, links, "FIRST") == (back if back == "FIRST" else f"{links.home}{back}")


def test_the_take_home_page_says_all_that_paper_needs(client: FlaskClient) -> None:
    page = client.get(f"/fr/kiosk/{LEL}/take-home?{SHOP}").text
    page = page.replace("&#39;", "'").replace("\u00a0", " ")
    for words in (
        "Guichet d'économie locale (exemple)",
        "Rue de l'Exemple 1, 1080 Molenbeek-Saint-Jean",
        "loket@example.org",
        "lundi",
        "09:00–12:30 et 13:30–17:00",
        "21 novembre 2026",
        "Étape : Démarrage",
        "localhost/fr/code",
    ):
        assert words in page, words
    steps = re.findall(r"<li><h3>(.*?)</h3>", page)
    assert 3 <= len(steps) <= 8
    assert "Guichets d'économie locale" in steps[0]


def test_printing_is_offered_only_where_the_desk_has_it(app: Flask) -> None:
    desk = example(LEL)
    for features in (desk.features, desk.features - {"print"}):
        with client_with(app, replace(desk, features=features)) as one:
            page = one.get(f"/nl/kiosk/{LEL}/take-home?{SHOP}").text
            assert ("data-print" in page) == ("print" in features)
            assert "data-print" not in one.get(f"/nl/kiosk/{LEL}/results?{SHOP}").text


@pytest.mark.parametrize("file", VENDORED)
def test_the_files_of_others_are_as_published(client: FlaskClient, file: str) -> None:
    assert sha256((ROOT / "static" / "vendor" / file).read_bytes()).hexdigest() == VENDORED[file]
    with client.get(f"/static/vendor/{file}") as answer:
        assert answer.status_code == 200


def test_the_keys_are_on_no_page_without_a_field(client: FlaskClient) -> None:
    with_keys = {
        sample.name
        for sample in PAGES
        if "simple-keyboard" in client.get(address(sample, "nl")).text
    }
    assert with_keys == {one.name for one in PAGES if one.name.startswith(("search", "code"))}
    assert "simple-keyboard" not in client.get("/nl/search").text
    assert "simple-keyboard" not in client.get(f"/nl/embed/{CENTRE}/code").text


@pytest.mark.slow
def test_every_page_of_a_kiosk_is_valid_html(client: FlaskClient, tmp_path: Path) -> None:
    paths = {sample.name: address(sample, "fr") for sample in PAGES}
    for name, path in (paths | {"first": FIRST, "closed": "/kiosk/no-such-desk/"}).items():
        (tmp_path / f"{name}.html").write_text(client.get(path).text, encoding="utf-8")
    wrong = check(tmp_path)
    assert not wrong, "\n".join(wrong[:30])
