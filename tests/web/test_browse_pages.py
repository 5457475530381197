"""Services, packages, categories and providers: what they say and how they answer."""

import html
import re

import pytest
from flask.testing import FlaskClient

from tests.web.page_reader import read
from tests.web.site_pages import NEEDLESS, SHOP
from tests.web.words import said
from wizard.domain.catalogue import Catalogue
from wizard.domain.text import LANGUAGES, Language

MARKUP = '"><script>alert(1)</script>'


@pytest.mark.parametrize("path", ["/en/search", "/en/results", "/en/journey/stage/answer", "/en/x"])
def test_markup_in_an_address_is_only_text(client: FlaskClient, path: str) -> None:
    query = {"q": MARKUP, "stage": MARKUP, MARKUP: MARKUP}
    response = client.get(path, query_string=query, follow_redirects=True)
    assert MARKUP not in response.text
    assert "<script>" not in response.text
    if path.endswith("search"):
        assert html.escape("<script>alert(1)</script>") in response.text


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_service_gives_every_condition_with_its_source(
    client: FlaskClient, catalogue: Catalogue, language: Language
) -> None:
    service = catalogue.services["microstart"]
    page = read(client.get(f"/{language}/services/microstart").text)
    assert page.headings == [service.words.title.pick(language).words]
    assert service.criteria
    for criterion in service.criteria:
        assert criterion.label.pick(language).words in page.text
    for source in service.sources:
        assert not source.url or source.url in page.addresses
    assert {"1819"} <= {one.removeprefix("tel:") for one in page.addresses}


def test_every_criterion_and_fact_names_a_source(client: FlaskClient) -> None:
    text = client.get("/en/services/microstart").text
    evidence = re.findall(r'<ul class="evidence">.*?</ul>', text, re.DOTALL)
    lines = [line for part in evidence for line in part.split("<li>")[1:]]
    assert lines
    assert all("According to" in line for line in lines)


def test_a_service_is_judged_for_the_answers(client: FlaskClient) -> None:
    assert "verdict" not in client.get("/en/services/microstart").text
    assert 'class="verdict no"' in client.get(f"/en/services/microstart?{NEEDLESS}").text
    back = f"/en/results?{NEEDLESS}"
    assert back in read(client.get(f"/en/services/microstart?{NEEDLESS}").text).internal


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_ended_service_is_gone_but_says_what_came_after(
    client: FlaskClient, catalogue: Catalogue, language: Language
) -> None:
    ended = catalogue.services["cairgo-bike-premium"]
    response = client.get(f"/{language}/services/{ended.key}?{SHOP}")
    assert response.status_code == 410
    page = read(response.text)
    assert page.headings == [ended.words.title.pick(language).words]
    assert said(language, "What to do now") in page.text
    after = ended.relations.replaced_by or ended.relations.related
    assert after
    assert f"/{language}/services/{after[0]}?{SHOP}" in page.internal
    assert 'class="verdict' not in response.text, "what is gone is not judged"


def test_an_ended_service_is_never_recommended(client: FlaskClient) -> None:
    for query in (SHOP, NEEDLESS):
        assert "services/cairgo-bike-premium" not in client.get(f"/en/results?{query}").text


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_package_category_and_provider_has_its_page(
    client: FlaskClient, catalogue: Catalogue, language: Language
) -> None:
    for key, package in catalogue.packages.items():
        page = read(client.get(f"/{language}/packages/{key}").text)
        assert page.headings == [package.title.pick(language).words]
        for part in package.parts:
            assert part.title.pick(language).words in page.text
    for term in catalogue.vocabularies["category"]:
        page = read(client.get(f"/{language}/categories/{term.key}").text)
        assert page.headings == [term.label.pick(language).words]
    for key, provider in catalogue.providers.items():
        page = read(client.get(f"/{language}/providers/{key}").text)
        assert page.headings[0].startswith(provider.name.pick(language).words)


def test_the_list_of_all_services_holds_every_service_once(
    client: FlaskClient, catalogue: Catalogue
) -> None:
    text = client.get("/nl/services").text
    listed = re.findall(r'<h2><a href="/nl/services/([^"]+)"', text)
    assert sorted(listed) == sorted(catalogue.services)
