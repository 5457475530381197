"""The desk: what is on the line decides what stands there, in which language, and where it leads."""

import html
import re
from urllib.parse import parse_qsl, urlencode, urlsplit

import pytest
from flask import Flask

from tests.conftest import DAY, ROOT
from tests.staff.people import Clock, Member
from tests.web.page_reader import read
from wizard.domain.advice import advise
from wizard.domain.catalogue import Catalogue
from wizard.domain.front_door import OWN_SERVICES, for_callers
from wizard.domain.text import LANGUAGES
from wizard.domain.tokens import begun_at, call_token
from wizard.web.staff.pages.shortcuts import shortcuts

BAKER = "boulanger à Molenbeek, ne paie plus son loyer"
TROUBLE = [("stage", "difficulty"), ("sector", "food-agriculture"), ("place", "1080")]
ROW = re.compile(r'<li class="desk-row (\w+)[^"]*" data-key="([^"]+)">(.*?)</li>', re.DOTALL)
CHIP = re.compile(r'<a class="chip" href="([^"]+)" data-chip="\d">(.*?)</a>', re.DOTALL)


def address(*pairs: tuple[str, str], path: str = "desk") -> str:
    """Return the address of the desk with some parameters."""
    return f"/staff/{path}?{urlencode(pairs)}"


def words(markup: str) -> str:
    """Return the words of a piece of HTML on one line."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", markup)).split())


def part(page: str, name: str) -> str:
    """Return the part of a page that the script replaces under this name."""
    found = re.search(
        rf'data-part="{name}"[^>]*>(.*?)(?=<[a-z]+ [^>]*data-part="|\Z)', page, re.DOTALL
    )
    assert found, f"no part {name}"
    return found[1]


def test_every_question_is_there_at_once(adviser: Member, catalogue: Catalogue) -> None:
    page = adviser.get(address(*TROUBLE)).text
    for question in catalogue.journey.questions:
        for option in question.options:
            assert f'value="{option.key}"' in part(page, "controls"), (question.key, option.key)
    assert '<option value="difficulty" selected>' in page
    assert re.search(r'value="food-agriculture"[^>]* checked', page)


def test_a_question_that_does_not_apply_says_so(adviser: Member) -> None:
    idea = part(adviser.get(address(("stage", "idea"))).text, "controls")
    running = part(adviser.get(address(("stage", "running"))).text, "controls")
    assert words(idea).count("does not apply") == 1
    assert "does not apply" not in words(running)


def test_the_list_is_the_one_of_the_website(adviser: Member, catalogue: Catalogue) -> None:
    advice = advise(catalogue, catalogue.journey.replay({k: [v] for k, v in TROUBLE}).answers, DAY)
    page = adviser.get(address(*TROUBLE, ("rows", "400"), ("every", "yes"))).text
    rows = ROW.findall(page)
    fitting = [key for truth, key, _ in rows if truth != "no"]
    first = [one.service.key for one in for_callers(advice.first_steps)]
    assert fitting[: len(first)] == first
    assert set(fitting) == {one.service.key for one in advice.ranked}
    assert {key for truth, key, _ in rows if truth == "no"} == {one.key for one in advice.excluded}
    counts = advice.counts
    assert f"{counts.yes} fit, {counts.unknown} possible" in page
    assert f"{counts.no} services do not fit" in page


def test_the_caller_is_not_sent_to_the_line_that_was_called(adviser: Member) -> None:
    page = adviser.get(address(*TROUBLE, ("rows", "400"))).text
    fitting = [key for truth, key, _ in ROW.findall(page) if truth != "no"]
    assert set(fitting[-len(OWN_SERVICES) :]) == OWN_SERVICES


def test_what_is_not_ours_proposes_nothing(adviser: Member) -> None:
    page = adviser.get(address(("q", "rijbewijs vernieuwen"), ("caller", "nl"))).text
    assert not CHIP.findall(part(page, "chips"))
    assert words(part(page, "chips")), "it says where this belongs"


def test_an_excluded_service_names_the_answer_that_excludes_it(adviser: Member) -> None:
    page = adviser.get(address(*TROUBLE, ("every", "yes"))).text
    rows = {key: words(text) for truth, key, text in ROW.findall(page) if truth == "no"}
    assert rows, "something does not fit"
    assert all(
        re.search(r"(Stage|Sector|Place|Size|Extra support|Kind of project): ", row)
        for row in rows.values()
    )
    assert any(
        "It would fit with: " in row or "It could fit with: " in row for row in rows.values()
    )


def test_words_become_answers_to_confirm(adviser: Member) -> None:
    page = adviser.get(address(("q", BAKER))).text
    chips = {words(text): html.unescape(url) for url, text in CHIP.findall(part(page, "chips"))}
    place = next(url for text, url in chips.items() if "Molenbeek" in text)
    assert ("place", "1080") in parse_qsl(urlsplit(place).query)
    assert ("q", BAKER) in parse_qsl(urlsplit(place).query)
    after = adviser.get(place).text
    assert '<option value="1080" selected>' in after
    assert not any("Molenbeek" in text for _, text in CHIP.findall(part(after, "chips")))


def test_all_proposals_are_confirmed_at_once(adviser: Member) -> None:
    page = adviser.get(address(("q", BAKER))).text
    found = re.search(r'href="([^"]+)" data-chip="all"', page)
    assert found
    after = adviser.get(html.unescape(found[1])).text
    assert not CHIP.findall(part(after, "chips"))
    assert '<option value="1080" selected>' in after


def test_where_the_caller_is_finds_no_namesake(adviser: Member) -> None:
    found = [
        [key for _, key, _ in ROW.findall(adviser.get(address(("q", typed))).text)]
        for typed in ("microcrédit Molenbeek", "microcrédit")
    ]
    assert found[0] == found[1]


def test_words_that_look_for_a_service_find_it_first(adviser: Member) -> None:
    page = adviser.get(address(("q", "microstart"))).text
    assert ROW.findall(part(page, "list"))[0][1] == "microstart"


@pytest.mark.parametrize("caller", LANGUAGES)
def test_the_script_is_in_the_callers_language_and_the_frame_in_ones_own(
    adviser: Member, catalogue: Catalogue, caller: str
) -> None:
    page = adviser.get(address(*TROUBLE, ("caller", caller), ("show", "microstart"))).text
    spoken = catalogue.services["microstart"].spoken
    detail = html.unescape(part(page, "detail"))
    assert f'<p lang="{caller}">{spoken.script.exact(caller)}</p>' in detail  # type: ignore[arg-type]  # one of the three
    assert all(line in detail for line in spoken.have_ready.exact(caller))  # type: ignore[arg-type]  # one of the three
    assert all(line in detail for line in spoken.not_here.en)
    assert "When not to send here" in detail
    assert read(page).language == "en"


def test_the_rest_of_the_text_can_be_read_in_the_callers_language(
    adviser: Member, catalogue: Catalogue
) -> None:
    texts = catalogue.services["microstart"].words.apply
    own = html.unescape(adviser.get(address(("caller", "nl"), ("show", "microstart"))).text)
    aloud = html.unescape(
        adviser.get(address(("caller", "nl"), ("show", "microstart"), ("aloud", "yes"))).text
    )
    assert (texts.en[0] in own, texts.nl[0] in own) == (True, False)
    assert (texts.en[0] in aloud, texts.nl[0] in aloud) == (False, True)


def test_what_to_ask_next_is_said_in_the_callers_language(
    adviser: Member, catalogue: Catalogue
) -> None:
    page = html.unescape(adviser.get(address(("stage", "running"), ("caller", "fr"))).text)
    place = catalogue.journey.question("place")
    assert place is not None
    assert re.search(rf'<q class="say">.*?{re.escape(place.said.fr)}.*?</q>', page, re.DOTALL)


def test_the_board_says_what_the_desk_says(adviser: Member, clock: Clock) -> None:
    token = call_token(clock(), "0" * 24)
    query = (*TROUBLE, ("q", "loyer"), ("show", "microstart"), ("call", token))
    desk = adviser.get(address(*query)).text
    board = adviser.get(address(*query, path="desk/board")).text
    for name in ("controls", "chips", "list", "detail"):
        assert words(part(board, name)).startswith(words(part(desk, name))[:200]), name


def test_a_call_keeps_its_token_and_a_stale_one_begins_anew(adviser: Member, clock: Clock) -> None:
    first = dict(read(adviser.get("/staff/desk").text).hidden)["call"]
    assert begun_at(first, clock()) == clock()
    clock.forward(minutes=7)
    page = adviser.get(address(("call", first)))
    assert dict(read(page.text).hidden)["call"] == first
    assert 'data-elapsed="420"' in page.text
    again = dict(read(adviser.get(address(("call", "made-up"))).text).hidden)["call"]
    assert again != first
    assert begun_at(again, clock()) == clock()


def test_an_ended_service_is_said_to_be_gone(adviser: Member) -> None:
    page = words(part(adviser.get(address(("show", "cairgo-bike-premium"))).text, "detail"))
    assert page.startswith("No longer exists") or "No longer exists" in page


def test_the_script_has_every_key_that_is_explained(staff_app: Flask) -> None:
    with staff_app.test_request_context("/en/"):
        printed = [one.keys for one in shortcuts()]
    script = (ROOT / "static" / "desk.js").read_text(encoding="utf-8")
    keys = re.search(r"var KEYS = \{(.*?)\n  \};", script, re.DOTALL)
    assert keys
    handled = set(re.findall(r'^    "(.)":', keys[1], re.MULTILINE))
    explained = {key for keys in printed for key in re.split(r" (?:/|…) ", keys) if len(key) == 1}
    assert explained - set("17") == handled


@pytest.mark.parametrize("path", ["desk", "desk/board"])
def test_anything_in_the_address_is_answered(adviser: Member, path: str) -> None:
    odd = [("stage", "\x00"), ("q", "<script>alert(1)</script>" * 40), ("rows", "9" * 30)]
    odd += [("show", "../etc"), ("named", "nothing"), ("call", "é"), ("caller", "de")]
    answer = adviser.get(address(*odd, path=path))
    assert answer.status_code == 200
    assert "<script>alert" not in answer.text
