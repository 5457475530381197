"""What the pages of a frame show: whose it is, its own services first, and the way out in full."""

import re
from collections.abc import Iterator
from dataclasses import replace
from html import unescape

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.desks import CENTRE, LEL, example
from tests.sites import client_with
from tests.web.site_pages import COMPLETE, NEEDLESS, SAMPLES, SHOP, Sample
from wizard.domain.text import LANGUAGES, Language

OWN = example(LEL).first[0]
LOAN = "microstart"
EACH_PAGE = pytest.mark.parametrize(
    "sample",
    [one for one in SAMPLES if not one.path.startswith("partners")],
    ids=lambda one: one.name,
)
"""The pages that a frame has too: those for partners are on the website alone."""

OUT = re.compile(r"<a\b[^>]*>")


def frame_address(path: str, language: str = "nl", desk: str = LEL) -> str:
    """Return the address of a page in a desk's frame."""
    return f"/{language}/embed/{desk}/{path}"


def hits(html: str) -> list[str]:
    """Return the services linked to from headings, in the order of the page."""
    return re.findall(rf'<h[23]><a href="[^"]*/embed/{LEL}/services/([^?"]+)', html)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_start_says_with_what_it_begins_and_how_to_change_it(
    client: FlaskClient, language: Language
) -> None:
    text = unescape(client.get(frame_address("", language)).text)
    place = {"nl": "Sint-Jans-Molenbeek", "fr": "Molenbeek-Saint-Jean"}.get(language, "Molenbeek")
    assert place in text
    assert f'href="{frame_address("journey?place=1080", language)}"' in text
    change = frame_address("journey/place?place=1080", language)
    assert f'href="{change}"' in text
    assert client.get(change).status_code == 200
    for stop in re.findall(r'<li class="stop"><a href="([^"]+)"', text):
        assert "place=1080" in stop, "the stages begin with it too"


def test_answers_of_the_visitor_come_before_those_of_the_desk(client: FlaskClient) -> None:
    text = unescape(client.get(frame_address("?place=1000")).text)
    assert "place=1080" not in text


@pytest.mark.parametrize("channel", ["embed", "kiosk"])
def test_own_services_come_first_in_the_list_and_hide_nothing(
    client: FlaskClient, channel: str
) -> None:
    own = client.get(f"/nl/{channel}/{LEL}/results?{SHOP}").text
    web = client.get(f"/nl/results?{SHOP}").text
    listed = re.findall(r'<h3><a href="[^"]*/services/([^?"]+)', own)
    assert listed == [OWN, *re.findall(r'<h3><a href="[^"]*/services/([^?"]+)', web)]
    assert own.index('id="own-title"') < own.index('id="first-title"')
    name = example(LEL).name.nl
    assert own.count(f'<p class="own">Aanbod van: {name}</p>') == listed.count(OWN) - 1


@pytest.fixture
def lender(app: Flask) -> Iterator[FlaskClient]:
    """A client of a desk whose own service does not fit the answers `NEEDLESS`."""
    with client_with(app, replace(example(LEL), first=(LOAN,))) as client:
        yield client


def test_own_services_that_do_not_fit_are_not_first(lender: FlaskClient) -> None:
    assert LOAN in hits(lender.get(frame_address(f"results/not-fitting?{NEEDLESS}")).text)
    text = lender.get(frame_address(f"results?{NEEDLESS}")).text
    assert LOAN not in hits(text)
    assert 'id="own-title"' not in text


def test_own_services_come_first_among_the_hits(client: FlaskClient) -> None:
    own = hits(client.get(frame_address("search?q=advies")).text)
    web = client.get("/nl/search?q=advies").text
    usual = re.findall(r'<h2><a href="/nl/services/([^?"]+)', web)
    assert usual[0] != OWN
    assert own == [OWN, *(key for key in usual if key != OWN)]
    assert "Aanbod van:" not in web


def test_own_services_that_do_not_fit_keep_their_place_among_the_hits(
    lender: FlaskClient,
) -> None:
    query = "starter"
    without = hits(lender.get(frame_address(f"search?q={query}")).text)
    assert without[0] == LOAN
    excluded = hits(lender.get(frame_address(f"search?{NEEDLESS}&q={query}")).text)
    usual = lender.get(f"/nl/search?{NEEDLESS}&q={query}").text
    assert excluded[0] != LOAN
    assert excluded == re.findall(r'<h2><a href="/nl/services/([^?"]+)', usual)


@EACH_PAGE
def test_every_page_in_the_frame_leads_to_itself_in_full(
    client: FlaskClient, sample: Sample
) -> None:
    answer = client.get(frame_address(sample.path))
    assert answer.status_code == sample.status
    full = [tag for tag in OUT.findall(answer.text) if 'rel="noopener"' in tag]
    assert full
    for tag in full:
        address = unescape(tag.split('href="')[1].split('"')[0])
        assert "/embed/" not in address
        assert 'target="_blank"' in tag
        assert client.get(address).status_code in {200, sample.status}


def test_taking_it_home_in_full_is_the_list(client: FlaskClient) -> None:
    text = unescape(client.get(frame_address(f"take-home?{COMPLETE}")).text)
    assert f'href="/nl/results?{COMPLETE}" target="_blank"' in text


@EACH_PAGE
def test_nothing_else_leaves_the_frame_but_in_a_new_tab(
    client: FlaskClient, sample: Sample
) -> None:
    for tag in OUT.findall(client.get(frame_address(sample.path)).text):
        address = re.search(r'href="([^"]*)"', tag)
        assert address is not None
        inside = re.match(rf"/(nl|fr|en)/embed/{LEL}/|#|tel:|mailto:", address[1])
        assert inside or 'target="_blank"' in tag, tag
        assert not (inside and "target=" in tag), tag


def test_on_the_website_links_are_as_they_were(client: FlaskClient) -> None:
    text = client.get("/nl/services/microstart").text
    assert 'target="_blank"' not in text
    assert 'rel="external noreferrer"' in text


def test_the_languages_stand_in_the_order_of_the_desk(client: FlaskClient) -> None:
    for desk in (LEL, CENTRE):
        text = client.get(frame_address("", desk=desk)).text
        shown = re.findall(r'hreflang="(\w\w)"', text)
        assert tuple(shown) == example(desk).languages
