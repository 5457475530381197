"""Cases: a reference is made with consent, found again, cannot be guessed, and is removed."""

from datetime import timedelta
from html import unescape
from urllib.parse import quote

import pytest
from flask import Flask, g
from sqlalchemy import Engine, text

from tests.staff.call_examples import NOW, call
from tests.staff.people import Clock, Member, NewMember
from tests.staff.referral_steps import SECRETS, made, parts_over
from wizard.application.cases import MOST_MISSES, find_case, open_case
from wizard.domain.answers import Answers
from wizard.domain.references import read_reference, reference
from wizard.web.staff.case_lookup import case_of_call
from wizard.web.staff.here import here
from wizard.web.staff.office import Office

LINE = {"stage": "idea", "caller": "nl", "call": "6b00df00" + "0" * 24}
QUERY = "stage=idea&caller=nl&call=6b00df00" + "0" * 24


@pytest.fixture
def code(office: Office) -> str:
    """The reference of a case."""
    return open_case(office.cases, lambda _: 123_456, NOW)


def test_a_reference_is_made_only_if_the_caller_agrees(adviser: Member, engine: Engine) -> None:
    answer = adviser.post("/staff/cases", LINE)
    assert answer.status_code == 422
    assert "Ask the caller first" in answer.text
    with engine.connect() as connection:
        assert connection.execute(text("select count(*) from case_path")).scalar() == 0


def test_a_reference_that_is_made_is_given_in_the_callers_language(
    adviser: Member, office: Office
) -> None:
    answer = adviser.post("/staff/cases", {**LINE, "agreed": "yes"})
    assert answer.status_code == 303
    page = unescape(adviser.get(answer.location).text)
    code = read_reference(answer.location.split("case=")[1].split("&")[0])
    assert office.cases.find(code) is not None
    assert f"{code[:3]} {code[3:]}" in page
    assert '<p lang="nl">' in page
    assert " ".join(code) in page
    assert f'href="/staff/desk?stage=idea&caller=nl&call={LINE["call"]}&case={code}"' in page


def test_two_references_are_never_the_same(office: Office) -> None:
    numbers = iter([5, 5, 5, 6])
    first = open_case(office.cases, lambda _: next(numbers), NOW)
    second = open_case(office.cases, lambda _: next(numbers), NOW)
    assert (first, second) == (reference(5), reference(6))


@pytest.mark.usefixtures("code")
def test_a_draw_that_is_not_random_is_noticed(office: Office) -> None:
    with pytest.raises(RuntimeError, match="not random"):
        open_case(office.cases, lambda _: 123_456, NOW)


def test_the_path_says_what_was_told_and_by_nobody(
    adviser: Member, office: Office, code: str
) -> None:
    office.calls.save(call(1, account=2, case=code, notes="secret words"))
    office.calls.save(call(2, account=3, case=code, named=(), referred=(), outcome="informed"))
    office.calls.save(call(3))
    page = adviser.get(f"/staff/cases?reference={code.lower()}&{QUERY}").text
    assert "21 November 2026" in page
    assert "Idea, Retail and trade, Hospitality (horeca)" in page
    for words in ("credal", "hub", "Referred", "Informed"):
        assert words in page
    for words in ("secret words", ">editor<", ">admin<", "editor,"):
        assert words not in page
    assert page.count('class="case-day"') == 2


def test_the_answers_of_earlier_calls_can_be_taken_over(
    adviser: Member, office: Office, code: str
) -> None:
    older = Answers((("stage", ("starting",)), ("sector", ("retail",)), ("place", ("1080",))))
    newer = Answers((("stage", ("growing",)), ("sector", ("horeca",))))
    office.calls.save(call(1, case=code, answers=older))
    office.calls.save(call(2, case=code, answers=newer, language="en", begun=NOW))
    page = unescape(adviser.get(f"/staff/cases?reference={code}&{QUERY}").text)
    kept = f'call={LINE["call"]}&case={code}"'
    assert f'href="/staff/desk?stage=idea&caller=nl&{kept}' in page
    assert f'href="/staff/desk?stage=idea&sector=horeca&place=1080&caller=en&{kept}' in page


def test_a_case_without_calls_says_so(adviser: Member, code: str) -> None:
    page = adviser.get(f"/staff/cases?reference={code[:3]}%20{code[3:]}").text
    assert "No call has been saved with this reference yet" in page
    assert "the earlier answers" not in page


def test_the_reference_of_the_call_is_looked_up_at_once(adviser: Member, code: str) -> None:
    page = adviser.get(f"/staff/cases?{QUERY}&case={code}").text
    assert "Kept since 21 November 2026" in page


@pytest.mark.parametrize(
    ("typed", "status", "words"),
    [
        ("", 422, "Type the reference"),
        ("222222", 422, "seven signs"),
        ("2222223", 422, "One sign is wrong"),
        ("<b>!", 422, "never has the sign"),
        ("2222222", 404, "There is no case"),
    ],
)
def test_a_wrong_reference_says_what_is_wrong(
    adviser: Member, typed: str, status: int, words: str
) -> None:
    answer = adviser.get(f"/staff/cases?reference={quote(typed)}")
    assert (answer.status_code, words in answer.text) == (status, True)
    assert "<b>" not in answer.text
    assert adviser.get("/staff/cases").status_code == 200


def miss(member: Member, count: int, first: int = 0) -> list[int]:
    """Ask for references that do not exist; return the statuses."""
    return [
        member.get(f"/staff/cases?reference={reference(number)}").status_code
        for number in range(first, first + count)
    ]


def test_nobody_walks_through_the_references(
    adviser: Member, new_member: NewMember, code: str, clock: Clock
) -> None:
    assert miss(adviser, MOST_MISSES) == [404] * MOST_MISSES
    answer = adviser.get(f"/staff/cases?reference={code}")
    assert answer.status_code == 429, "also for a right one: else it would be told apart"
    assert "Wait 60 minutes" in answer.text
    assert int(answer.headers["Retry-After"]) == 3601
    assert adviser.get(f"/staff/cases/remove?reference={code}").status_code == 429
    assert adviser.post("/staff/calls", {**LINE, "case": code}).status_code == 422
    assert new_member("editor").get(f"/staff/cases?reference={code}").status_code == 200
    clock.forward(hours=1)
    assert adviser.get(f"/staff/cases?reference={code}").status_code == 200


def test_every_way_to_a_reference_counts(adviser: Member, code: str) -> None:
    for number in range(5):
        wrong = reference(number)
        assert adviser.get(f"/staff/cases/remove?reference={wrong}").status_code == 404
        assert adviser.post("/staff/calls", {**LINE, "case": reference(100 + number)}).status_code
    assert adviser.get(f"/staff/cases?reference={code}").status_code == 429


def test_the_same_mistake_again_counts_once(adviser: Member, code: str) -> None:
    for _ in range(3 * MOST_MISSES):
        assert adviser.get(f"/staff/cases?reference={reference(9)}").status_code == 404
    assert adviser.get(f"/staff/cases?reference={code}").status_code == 200


def test_a_mistyped_sign_is_no_miss(adviser: Member, code: str) -> None:
    for _ in range(2 * MOST_MISSES):
        adviser.get("/staff/cases?reference=2222223")
    assert adviser.get(f"/staff/cases?reference={code}").status_code == 200


def test_a_reference_is_removed_when_the_caller_asks(
    adviser: Member, office: Office, code: str
) -> None:
    saved = office.calls.save(call(1, case=code))
    asked = adviser.get(f"/staff/cases/remove?reference={code}&{QUERY}")
    assert "Nobody can undo this" in asked.text
    answer = adviser.post("/staff/cases/remove", {**LINE, "case": code, "reference": code})
    assert answer.status_code == 303
    assert "case=" not in answer.location
    assert "nothing links those calls" in adviser.get(answer.location).text
    assert office.cases.find(code) is None
    kept = office.calls.by_id(saved.id)
    assert kept is not None
    assert kept.record.case == ""
    assert office.calls.of_case(code) == ()
    assert adviser.post("/staff/cases/remove", {**LINE, "reference": code}).status_code == 404


def test_a_call_keeps_its_case_alive(office: Office, code: str) -> None:
    later = NOW + timedelta(days=40)
    office.calls.save(call(1, case=code, saved_at=later))
    found = find_case(office.cases, 1, code, later)
    assert found is not None
    assert (found.agreed_at, found.last_at) == (NOW, later)
    office.calls.save(call(2, case=code))
    again = office.cases.find(code)
    assert again is not None
    assert again.last_at == later, "a call from before does not make it older"


def test_a_call_with_a_case_that_is_gone_is_kept(office: Office) -> None:
    assert office.calls.save(call(1, case="2222222")).record.case == ""


def test_the_page_carries_the_call_along(adviser: Member, code: str) -> None:
    for path in ("cases?", f"cases?reference={code}&", "cases?reference=2222223&"):
        page = unescape(adviser.get(f"/staff/{path}{QUERY}").text)
        assert f'href="/staff/desk?{QUERY}"' in page, path
        assert f'<input type="hidden" name="call" value="{LINE["call"]}">' in page, path


def test_the_path_says_how_far_the_referrals_are(
    adviser: Member, office: Office, engine: Engine, clock: Clock, code: str
) -> None:
    parts = parts_over(engine, clock)
    made(parts, clock, account=2, case=code)
    made(parts, clock, account=2, form="f2")
    page = unescape(adviser.get(f"/staff/cases?reference={code}").text)
    line = page.split('<ul class="case-referrals">')[1].split("</ul>")[0]
    assert line.count("<li>") == 1
    assert "21 November 2026: microStart" in line
    for secret in SECRETS:
        assert secret not in page
    adviser.post("/staff/cases/remove", {**LINE, "reference": code})
    assert office.referrals.of_case(code) == (), "nothing links it any more"


@pytest.mark.parametrize(
    ("typed", "problem", "calls"),
    [
        ("22f 5cm3", "", 1),
        ("2222222", "There is no case with this reference", 0),
        ("2222223", "One sign is wrong: let the caller read it out again", 0),
    ],
)
def test_the_desk_gets_the_path_or_what_is_wrong(
    staff_app: Flask, office: Office, code: str, typed: str, problem: str, calls: int
) -> None:
    office.calls.save(call(1, case=code))
    with staff_app.test_request_context(f"/staff/desk?{QUERY}&case={quote(typed)}"):
        g.account, g.language = office.accounts.by_id(1), "en"
        part = case_of_call(here().state(), here())
    assert part is not None
    assert (part.problem, len(part.calls)) == (problem, calls)


def test_the_desk_shows_no_path_without_a_reference(staff_app: Flask, office: Office) -> None:
    with staff_app.test_request_context(f"/staff/desk?{QUERY}"):
        g.account, g.language = office.accounts.by_id(1), "en"
        assert case_of_call(here().state(), here()) is None
