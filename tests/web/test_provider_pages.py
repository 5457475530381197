"""The pages of providers: the list from A to Z, names, history, services."""

import pytest
from flask.testing import FlaskClient

from tests.web.page_reader import read
from wizard.domain.catalogue import Catalogue
from wizard.domain.text import LANGUAGES, Language

EACH_LANGUAGE = pytest.mark.parametrize("language", LANGUAGES)


@EACH_LANGUAGE
def test_the_list_holds_every_provider_once(
    client: FlaskClient, catalogue: Catalogue, language: str
) -> None:
    page = read(client.get(f"/{language}/providers").text)
    start = f"/{language}/providers/"
    linked = [one.removeprefix(start) for one in page.internal if one.startswith(start)]
    assert sorted(linked) == sorted(catalogue.providers)


@EACH_LANGUAGE
def test_every_letter_of_the_index_leads_to_its_heading(client: FlaskClient, language: str) -> None:
    page = read(client.get(f"/{language}/providers").text)
    jumps = [one.removeprefix("#") for one in page.addresses if one.startswith("#letter-")]
    assert len(jumps) > 15
    assert jumps == sorted(jumps)
    assert set(jumps) <= set(page.ids)


@EACH_LANGUAGE
def test_the_list_is_sorted_by_the_name_that_is_shown(
    client: FlaskClient, catalogue: Catalogue, language: Language
) -> None:
    page = read(client.get(f"/{language}/providers").text)
    start = f"/{language}/providers/"
    linked = [one.removeprefix(start) for one in page.internal if one.startswith(start)]
    names = [catalogue.providers[key].name.pick(language).words.casefold() for key in linked]
    plain = [name for name in names if name.isascii()]
    assert plain == sorted(plain)


def test_a_provider_without_services_is_marked_in_the_list(client: FlaskClient) -> None:
    text = client.get("/en/providers").text
    line = text.split("/en/providers/atrium")[1].split("</li>")[0]
    assert "no service in the catalogue" in line
    assert "services" in text.split("/en/providers/hub-brussels")[1].split("</li>")[0]


@EACH_LANGUAGE
@pytest.mark.parametrize("key", ["atrium", "impulse-brussels", "brussels-invest-export"])
def test_an_organisation_that_is_gone_leads_to_what_followed(
    client: FlaskClient, language: str, key: str
) -> None:
    page = read(client.get(f"/{language}/providers/{key}").text)
    assert f"/{language}/providers/hub-brussels" in page.internal


def test_an_organisation_that_is_gone_says_so(client: FlaskClient) -> None:
    text = client.get("/en/providers/atrium").text
    assert "This organisation no longer exists." in text
    assert "No service of this organisation is in the catalogue." in text
    assert "Services of hub.brussels" in text


def test_a_long_history_is_told_step_by_step(client: FlaskClient) -> None:
    page = read(client.get("/en/providers/federal-participation-fund").text)
    assert {"/en/providers/brupart", "/en/providers/brusoc"} <= set(page.internal)


@EACH_LANGUAGE
def test_an_organisation_names_those_it_came_from(client: FlaskClient, language: str) -> None:
    page = read(client.get(f"/{language}/providers/hub-brussels").text)
    for key in ("atrium", "impulse-brussels", "brussels-invest-export", "1819"):
        assert f"/{language}/providers/{key}" in page.internal


def test_a_part_leads_to_the_whole_and_its_services(client: FlaskClient) -> None:
    text = client.get("/en/providers/lel-saint-gilles").text
    assert "Services of Local economy desks" in text
    assert "This organisation no longer exists." not in text


def test_spellings_for_the_search_are_not_shown(client: FlaskClient) -> None:
    text = read(client.get("/en/providers/hub-brussels").text).text
    assert "ABAE" in text
    assert "hubbrussels" not in text


@EACH_LANGUAGE
def test_a_page_says_every_name(client: FlaskClient, catalogue: Catalogue, language: str) -> None:
    text = read(client.get(f"/{language}/providers/local-economy-desks").text).text
    for name in catalogue.providers["local-economy-desks"].names:
        assert name in text


def test_a_name_in_another_language_says_so(client: FlaskClient) -> None:
    text = client.get("/en/providers/local-economy-desks").text
    assert '<span lang="nl">Lokale economieloketten</span>' in text


def test_a_page_gives_its_sources(client: FlaskClient) -> None:
    text = client.get("/en/providers/syntra-brussel").text
    assert "syntrabrussel.be, without a date" in text
    assert "(2016)" in text
