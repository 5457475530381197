"""The dossier: in the caller's language, with what was ticked, and everything to act on it."""

import re
from html import unescape

import pytest

from tests.staff.handing import call, letter, query
from tests.staff.people import Member
from tests.web.site_pages import NEEDLESS
from wizard.domain.catalogue import Catalogue
from wizard.domain.spoken.speaking import speak
from wizard.domain.text import LANGUAGES, Language

TITLES = re.compile(r'<h2 id="sheet-\d+">(.*?)</h2>', re.DOTALL)


def dossier(member: Member, caller: str = "fr", **more: list[str]) -> str:
    """Return the dossier of a call."""
    answer = member.get(f"/staff/handover/dossier?{query(call(caller, **more))}")
    assert answer.status_code == 200
    assert answer.headers["Content-Language"] == caller
    return unescape(answer.text)


def plain(words: str) -> str:
    """Return words without tags, their spaces single."""
    return " ".join(re.sub("<[^>]+>", " ", words).split())


@pytest.mark.parametrize("caller", LANGUAGES)
def test_it_speaks_the_callers_language(
    adviser: Member, catalogue: Catalogue, caller: Language
) -> None:
    shown = dossier(adviser, caller, give=["microstart"])
    assert f'<html lang="{caller}">' in shown
    headings = {
        "nl": ["Wat je ons vertelde", "Waarom deze", "Leg dit klaar"],
        "fr": ["Ce que vous nous avez dit", "Pourquoi celui-ci", "À préparer"],
        "en": ["What you told us", "Why this one", "Have this ready"],
    }
    for language, words in headings.items():
        assert all((one in shown) == (language == caller) for one in words)
    service = catalogue.services["microstart"]
    wanted = (
        service.words.title.exact(caller),
        *service.words.apply.exact(caller),
        *service.spoken.have_ready.exact(caller),
        *(check.text.exact(caller) for check in service.checks),
        *(criterion.label.exact(caller) for criterion in service.criteria),
    )
    assert [words for words in wanted if words not in shown] == []


def test_only_the_toolbar_speaks_the_advisers(adviser: Member) -> None:
    shown = dossier(adviser, "nl", give=["microstart"])
    toolbar = shown.split('<header class="toolbar" lang="en">')[1].split("</header>")[0]
    assert "Print, or save as PDF" in toolbar
    assert "Print" not in shown.replace(toolbar, "").split("<body>")[1]
    assert '<html lang="en">' in adviser.get("/staff/desk").text


def test_it_has_what_was_ticked_in_that_order(adviser: Member, catalogue: Catalogue) -> None:
    keys = ["credal", "1819", "microstart"]
    titles = [plain(one) for one in TITLES.findall(dossier(adviser, give=keys))]
    assert titles == [plain(catalogue.services[key].words.title.fr) for key in keys]


def test_without_a_choice_it_has_what_the_page_proposes(adviser: Member) -> None:
    page = adviser.get(f"/staff/handover?{query(call(named=['credal']))}").text
    ticked = page.count(" checked>") - page.count('name="asked" value="yes" checked')
    assert len(TITLES.findall(dossier(adviser, named=["credal"]))) == ticked > 1


def test_the_answers_stand_in_it(adviser: Member) -> None:
    lines = re.findall(r"<dt>(.*?)</dt><dd>(.*?)</dd>", dossier(adviser, "en", give=["1819"]))
    assert [question for question, _ in lines[:4]] == ["Stage", "Sector", "Place", "Size"]
    assert all(answer for _, answer in lines)


def test_why_it_fits_and_what_does_not_is_said(adviser: Member) -> None:
    shown = adviser.get(f"/staff/handover/dossier?{NEEDLESS}&caller=en&give=microstart")
    assert "Does not fit" in shown.text
    assert "Not met:" in shown.text
    assert "You answered:" in shown.text
    fits = dossier(adviser, "en", give=["microstart"])
    assert "Fits your answers" in fits
    assert "Not met:" not in fits


def test_each_service_says_how_old_its_facts_are(adviser: Member, catalogue: Catalogue) -> None:
    shown = dossier(adviser, "en", give=["microstart"])
    year = catalogue.services["microstart"].as_of[:4]
    assert f"Newest source: {year}. Amounts and conditions change" in shown


def test_it_can_be_opened_again(adviser: Member, catalogue: Catalogue) -> None:
    shown = dossier(adviser, "nl", give=["1819"])
    answers = catalogue.journey.replay(call()).answers
    for word in speak(answers, "nl"):
        assert f"<span>{word}</span>" in shown
    assert "localhost/nl/code" in shown
    assert "http://localhost/nl/results?stage=starting&sector=horeca" in shown
    assert '<svg class="qr"' in shown
    assert "1819" in shown


def test_ticking_leads_to_it_and_drops_the_address(adviser: Member) -> None:
    adviser.get(f"/staff/handover?{query(call())}")
    answer = adviser.post("/staff/handover/dossier", {**call(), **letter(asked=[])})
    assert answer.status_code == 303
    assert str(answer.location).startswith("/staff/handover/dossier?stage=starting")
    assert "give=microstart&give=1819" in str(answer.location)
    assert "an%40example" not in str(answer.location)
    assert "an@example" not in str(answer.location)


def test_nothing_ticked_is_said_and_the_address_is_kept(adviser: Member) -> None:
    adviser.get(f"/staff/handover?{query(call())}")
    answer = adviser.post("/staff/handover/dossier", {**call(), **letter(give=[])})
    assert answer.status_code == 422
    assert "Choose at least one service" in answer.text
    assert "Type one e-mail address" not in answer.text
    assert 'value="an@example.be"' in answer.text


def test_services_that_are_not_there_are_left_out(adviser: Member) -> None:
    shown = dossier(adviser, give=["no-such-service", "microstart"])
    assert len(TITLES.findall(shown)) == 1


def test_an_empty_dossier_still_opens(adviser: Member) -> None:
    answer = adviser.get("/staff/handover/dossier?caller=nl")
    assert answer.status_code == 200
    assert TITLES.findall(answer.text) == []
