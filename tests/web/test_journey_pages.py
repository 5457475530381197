"""The journey by hand: addresses are canonical, answers are never lost, errors explain."""

import pytest
from flask.testing import FlaskClient

from tests.web.page_reader import read
from tests.web.site_pages import COMPLETE, SHOP
from tests.web.words import said
from wizard.domain.catalogue import Catalogue
from wizard.domain.text import LANGUAGES, Language


def led_to(client: FlaskClient, address: str) -> str:
    """Return where `address` leads by a 303."""
    response = client.get(address)
    assert response.status_code == 303, response.status
    return response.headers["Location"]


def test_the_site_speaks_the_language_of_the_browser(client: FlaskClient) -> None:
    for asked, given in (("fr-BE,fr;q=0.9", "fr"), ("nl", "nl"), ("de", "en"), ("", "en")):
        response = client.get("/", headers={"Accept-Language": asked})
        assert response.headers["Location"] == f"/{given}/"
        assert "Accept-Language" in response.headers["Vary"]
    assert led_to(client, "/nl") == "/nl/"
    assert led_to(client, f"/fr?{SHOP}") == f"/fr/?{SHOP}"


def test_the_journey_begins_with_the_stage_and_the_sector(client: FlaskClient) -> None:
    assert led_to(client, "/nl/journey") == "/nl/journey/stage"
    assert led_to(client, "/nl/results") == "/nl/journey"
    there = led_to(client, "/nl/journey/stage/answer?stage=idea")
    assert there == "/nl/journey/sector?stage=idea"


def test_a_complete_journey_ends_on_the_list(client: FlaskClient) -> None:
    assert led_to(client, f"/en/journey?{COMPLETE}") == f"/en/results?{COMPLETE}"
    there = led_to(client, f"/en/journey/need/answer?{COMPLETE}")
    assert there == f"/en/results?{COMPLETE}"


@pytest.mark.parametrize(
    ("asked", "canonical"),
    [
        ("place=1000&sector=retail&stage=starting", SHOP),
        (f"utm_source=x&{SHOP}&y=1", SHOP),
        (f"{SHOP}&size=enormous", SHOP),
        (SHOP.replace("1000", "1020"), SHOP),
        (f"{SHOP}&stage=idea", SHOP),
        (
            "sector=retail&stage=starting&sector=horeca",
            "stage=starting&sector=retail&sector=horeca",
        ),
        ("sector=horeca&sector=horeca&sector=unsure", "sector=horeca"),
        ("stage=idea&size=small", "stage=idea"),
    ],
    ids=["order", "unknown", "old-option", "alias", "two", "many", "unsure-beside", "skipped"],
)
def test_every_page_has_one_address_for_the_same_answers(
    client: FlaskClient, asked: str, canonical: str
) -> None:
    pages = ("results", "", "services", "services/microstart", "packages", "packages/start")
    for page in (*pages, "providers", "providers/microstart", "categories/finance", "about"):
        assert led_to(client, f"/fr/{page}?{asked}") == f"/fr/{page}?{canonical}"
        assert client.get(f"/fr/{page}?{canonical}").status_code == 200


def test_a_question_that_does_not_apply_leads_on(client: FlaskClient) -> None:
    there = led_to(client, "/nl/journey/size?stage=idea&sector=retail")
    assert there.startswith("/nl/journey/")
    assert "/size" not in there


def test_a_question_keeps_the_other_answers_and_ticks_its_own(client: FlaskClient) -> None:
    page = read(client.get(f"/nl/journey/sector?{COMPLETE}").text)
    assert page.checked == ["retail"]
    others = [pair for pair in _pairs(COMPLETE) if pair[0] != "sector"]
    assert page.hidden[-len(others) :] == others


def test_one_change_keeps_the_rest(client: FlaskClient) -> None:
    page = read(client.get(f"/nl/journey/place?{COMPLETE}&back=results").text)
    assert ("back", "results") in page.hidden
    changed = COMPLETE.replace("place=1000", "place=1080")
    there = led_to(client, f"/nl/journey/place/answer?{changed}&back=results")
    assert there == f"/nl/results?{changed}"


def test_a_change_drops_only_what_does_not_apply_any_more(client: FlaskClient) -> None:
    changed = COMPLETE.replace("stage=starting", "stage=idea")
    there = led_to(client, f"/nl/journey/stage/answer?{changed}&back=results")
    assert there == f"/nl/results?{changed.replace('&size=solo', '')}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_language_links_keep_every_answer(client: FlaskClient, language: str) -> None:
    for path in ("", "results", "services", "packages/start", "journey/need"):
        page = read(client.get(f"/{language}/{path}?{COMPLETE}").text)
        for other in LANGUAGES:
            assert f"/{other}/{path}?{COMPLETE}" in page.internal
    page = read(client.get(f"/{language}/search?{SHOP}&q=a+b").text)
    assert all(f"/{other}/search?{SHOP}&q=a+b" in page.internal for other in LANGUAGES)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("question", "sent", "message"),
    [
        ("stage", "", "Choose one answer, or say that you do not know"),
        ("stage", "stage=retired", "Choose an answer from the list"),
        ("stage", "stage=idea&stage=running", "Choose one answer only"),
        ("sector", "", "Choose at least one answer, or say that you do not know"),
        (
            "profile",
            "profile=woman&profile=unsure",
            "Choose either answers from the list or one of the last lines, not both",
        ),
    ],
    ids=["nothing", "old", "two", "nothing-of-many", "not-together"],
)
def test_an_error_shows_the_same_question_with_what_to_do(
    client: FlaskClient,
    catalogue: Catalogue,
    language: Language,
    question: str,
    sent: str,
    message: str,
) -> None:
    response = client.get(f"/{language}/journey/{question}/answer?need=crisis&{sent}")
    assert response.status_code == 422
    page = read(response.text)
    asked = catalogue.journey.question(question)
    assert asked is not None
    assert page.headings == [asked.title.pick(language).words]
    assert page.title.startswith(f"{said(language, 'Error')}: ")
    assert page.text.count(said(language, message)) == 2, "in the summary and at the field"
    assert "choice-1" in page.fragments
    assert {"error-summary", "error", "choice-1"} <= set(page.ids)
    assert ("need", "crisis") in page.hidden
    sent_values = [value for key, value in _pairs(sent) if asked.canonical(value)]
    assert page.checked == sent_values


def test_unknown_questions_do_not_exist(client: FlaskClient) -> None:
    for path in ("journey/colour", "journey/colour/answer", "journey/stage/answer/x"):
        assert client.get(f"/en/{path}").status_code == 404


def _pairs(query: str) -> list[tuple[str, str]]:
    pairs = [pair.partition("=") for pair in query.split("&") if pair]
    return [(name, value) for name, _, value in pairs]
