"""Flags: one key for an adviser, a queue for the editors, an answer that comes back."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from html import unescape

import pytest

from tests.staff.call_examples import NOW
from tests.staff.people import Clock, Member
from wizard.application.ports_flags import NewFlag
from wizard.domain.flags import REASONS
from wizard.web.staff.office import Office

pytestmark = pytest.mark.databases("sqlite", "postgresql")

LINE = {"stage": "idea", "caller": "nl", "call": "6b00df00" + "0" * 24}
FORM = {**LINE, "service": "microstart", "reason": "contact", "text": " new  number\r\n02 1 "}


def flag(account: int = 1, service: str = "microstart", reason: str = "contact") -> NewFlag:
    """Return a flag; one account, service and reason is one flag."""
    return NewFlag(account, service, reason, "", 1)  # type: ignore[arg-type]  # one of REASONS


def test_a_flag_is_kept_and_leads_back_to_the_call(adviser: Member, office: Office) -> None:
    answer = adviser.post("/staff/flags", FORM)
    assert answer.status_code == 303
    assert answer.location == f"/staff/desk?stage=idea&caller=nl&call={LINE['call']}&done=flagged"
    (kept,) = office.flags.in_state("open")
    assert (kept.service, kept.reason, kept.text) == ("microstart", "contact", "new number 02 1")
    assert (kept.account, kept.edition, kept.answered_at) == (1, 1, None)


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"service": "nothing"}, "There is no such service"),
        ({"reason": "ugly"}, "Choose what is wrong"),
        ({"text": "x" * 301}, "Shorten the line to 300 letters"),
    ],
)
def test_a_flag_that_is_wrong_comes_back_as_it_was_typed(
    adviser: Member, office: Office, wrong: dict[str, str], words: str
) -> None:
    answer = adviser.post("/staff/flags", {**FORM, **wrong})
    assert answer.status_code == 422
    assert words in answer.text
    assert (wrong.get("text") or "new number 02 1") in answer.text
    assert f'name="call" value="{LINE["call"]}"' in answer.text
    assert office.flags.in_state("open") == ()


def test_the_same_flag_counts_once_and_keeps_the_newest_line(
    adviser: Member, office: Office, clock: Clock
) -> None:
    adviser.post("/staff/flags", FORM)
    clock.forward(minutes=5)
    adviser.post("/staff/flags", {**FORM, "text": ""})
    adviser.post("/staff/flags", {**FORM, "text": "better"})
    (kept,) = office.flags.in_state("open")
    assert (kept.text, kept.made_at) == ("better", NOW)
    adviser.post("/staff/flags", {**FORM, "reason": "amount"})
    assert len(office.flags.in_state("open")) == 2


def test_one_that_is_closed_can_be_flagged_again(office: Office) -> None:
    first = office.flags.add(flag(), NOW)
    assert office.flags.answer(first, "solved", "", 2, NOW)
    assert office.flags.add(flag(), NOW) != first


def test_two_that_flag_at_once_make_one(office: Office) -> None:
    with ThreadPoolExecutor(8) as pool:
        numbers = set(pool.map(lambda _: office.flags.add(flag(), NOW), range(16)))
    assert len(numbers) == 1


def test_only_the_first_answer_counts(office: Office) -> None:
    number = office.flags.add(flag(), NOW)
    with ThreadPoolExecutor(8) as pool:
        done = list(
            pool.map(lambda who: office.flags.answer(number, "solved", str(who), 2, NOW), range(16))
        )
    assert done.count(True) == 1
    (kept,) = office.flags.in_state("solved")
    assert kept.answer == str(done.index(True))


def test_the_queue_is_for_editors(adviser: Member, office: Office) -> None:
    number = office.flags.add(flag(account=2), NOW)
    assert adviser.post(f"/staff/flags/{number}", {"verdict": "solved"}).status_code == 403
    page = adviser.get("/staff/flags?list=open").text
    assert "My flags" in page
    assert "microstart.toml" not in page
    assert len(office.flags.in_state("open")) == 1


def test_the_queue_is_grouped_by_service_newest_first(editor: Member, office: Office) -> None:
    office.flags.add(flag(service="credal", reason="closed"), NOW)
    office.flags.add(flag(service="microstart"), NOW + timedelta(hours=1))
    office.flags.add(flag(service="credal", reason="amount"), NOW + timedelta(hours=2))
    office.flags.add(flag(service="credal", reason="amount", account=2), NOW)
    page = editor.get("/staff/flags").text
    assert page.count('class="flag-group"') == 2
    order = [page.index(f"catalogue/services/{key}.toml") for key in ("credal", "microstart")]
    assert order == sorted(order), "the service with the newest flag comes first"
    group = page.split('class="flag-group"')[1]
    assert group.index("An amount is wrong") < group.index("It no longer exists")
    assert "/en/services/credal" in group
    assert 'href="/staff/desk?show=credal"' in group
    assert "adviser, edition 1" in " ".join(group.split())


def test_an_answer_comes_back_to_the_adviser(editor: Member, adviser: Member) -> None:
    adviser.post("/staff/flags", FORM)
    answer = editor.post("/staff/flags/1", {"verdict": "solved", "answer": "In edition 9, thanks"})
    assert "The answer is kept" in editor.get(answer.location).text
    page = unescape(adviser.get("/staff/flags").text)
    assert "In edition 9, thanks" in page
    assert "Solved" in page
    assert 'name="verdict"' not in page
    assert "editor" not in page.split("<main")[1], "who answered is not said"


def test_a_flag_answered_by_another_says_so(editor: Member, office: Office) -> None:
    number = office.flags.add(flag(), NOW)
    editor.post(f"/staff/flags/{number}", {"verdict": "rejected", "answer": "is right"})
    again = editor.post(f"/staff/flags/{number}", {"verdict": "solved"})
    assert "Somebody else has answered" in editor.get(again.location).text
    (kept,) = office.flags.in_state("rejected")
    assert kept.answer == "is right"
    assert "is right" in editor.get("/staff/flags?list=rejected").text


def test_a_flag_on_a_service_that_is_gone_can_still_be_read(editor: Member, office: Office) -> None:
    office.flags.add(flag(service="gone-service"), NOW)
    page = editor.get("/staff/flags").text
    assert "catalogue/services/gone-service.toml" in page
    assert "/en/services/gone-service" not in page


def test_an_editor_sees_the_own_flags_too(editor: Member, office: Office) -> None:
    office.flags.add(flag(account=2, reason="text"), NOW)
    office.flags.add(flag(account=1, reason="other"), NOW)
    page = editor.get("/staff/flags?list=mine").text
    assert "The text is wrong or unclear" in page
    assert "Something else" not in page


def test_every_reason_has_words(adviser: Member) -> None:
    for reason in REASONS:
        assert adviser.post("/staff/flags", {**FORM, "reason": reason}).status_code == 303
    assert adviser.get("/staff/flags").text.count("flag-open") == len(REASONS)
