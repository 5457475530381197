"""Calls through the browser: saving, doubts, the list, corrections, and whose they are."""

from dataclasses import replace
from datetime import UTC, datetime
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.staff.call_examples import call
from tests.staff.people import Clock, Member
from wizard.application.cases import open_case
from wizard.domain.calls import Call
from wizard.domain.tokens import call_token
from wizard.web.staff.office import Office

TOKEN = call_token(datetime(2026, 11, 21, 8, 55, 30, tzinfo=UTC), "0" * 24)
FORM = {
    "stage": "idea",
    "sector": ["retail", "horeca"],
    "q": "baker in Molenbeek",
    "caller": "nl",
    "channel": "desk",
    "call": TOKEN,
    "named": ["microstart", "credal"],
    "outcome": "referred",
    "notes": "wants to begin in spring",
}
PRIVATE = "ask for Jan Janssens on 0478 12 34 56"


def the_call(office: Office, number: int = 1) -> Call:
    """Return a call that must be there."""
    found = office.calls.by_id(number)
    assert found is not None
    return found


def test_a_call_is_saved_and_leads_to_a_new_one(adviser: Member, office: Office) -> None:
    answer = adviser.post("/staff/calls", FORM)
    assert (answer.status_code, answer.location) == (303, "/staff/desk?done=saved&saved=1")
    saved = the_call(office)
    record = saved.record
    assert record.answers.raw() == {"stage": ("idea",), "sector": ("retail", "horeca")}
    assert (record.channel, record.language, record.outcome) == ("desk", "nl", "referred")
    assert record.named == ("microstart", "credal")
    assert record.notes == "wants to begin in spring"
    assert (saved.begun.minute, saved.seconds, saved.edition, saved.account) == (55, 270, 1, 1)


def test_what_was_typed_about_the_caller_is_not_kept(adviser: Member, office: Office) -> None:
    adviser.post("/staff/calls", FORM)
    assert "Molenbeek" not in repr(the_call(office))
    assert "Molenbeek" not in adviser.get("/staff/calls/1").text


def test_saving_twice_makes_one_record(adviser: Member, office: Office) -> None:
    first, again = (adviser.post("/staff/calls", FORM) for _ in range(2))
    assert first.location == again.location
    assert the_call(office).corrected_at is None
    assert office.calls.by_id(2) is None


def test_values_that_a_form_never_sends_are_left_out(adviser: Member, office: Office) -> None:
    wrong = {"outcome": "won", "channel": "pigeon", "caller": "de", "named": ["x"], "stage": "y"}
    answer = adviser.post("/staff/calls", {**FORM, **wrong, "referred": ["nobody", "credal"]})
    assert answer.status_code == 303
    record = the_call(office).record
    assert (record.outcome, record.channel, record.language) == ("informed", "phone", "en")
    assert (record.named, record.answers.of("stage")) == ((), ())
    assert record.referred == ("credal",), "only providers of the catalogue"


@pytest.mark.parametrize("token", ["", "0" * 31, "G" * 32])
def test_a_call_without_a_token_of_ours_is_refused(adviser: Member, token: str) -> None:
    assert adviser.post("/staff/calls", {**FORM, "call": token}).status_code == 400


def test_a_token_from_another_day_keeps_the_call_without_a_length(
    adviser: Member, office: Office, clock: Clock
) -> None:
    clock.forward(hours=11)
    adviser.post(
        "/staff/calls", {**FORM, "call": call_token(datetime(2026, 9, 1, tzinfo=UTC), "1" * 24)}
    )
    assert (the_call(office).begun, the_call(office).seconds) == (clock(), None)


def test_notes_that_may_tell_who_it_is_are_asked_about(adviser: Member, office: Office) -> None:
    answer = adviser.post("/staff/calls", {**FORM, "notes": PRIVATE})
    assert answer.status_code == 422
    page = unescape(answer.text)
    assert "telephone number: «0478 12 34 56»" in page
    assert "name of a person: «Jan Janssens»" in page
    assert office.calls.by_id(1) is None
    kept = office.calls.draft_of(1, TOKEN)
    assert kept is not None, "nothing is lost if the adviser goes away from the question"
    assert kept.notes == PRIVATE


def fields(page: str) -> dict[str, list[str]]:
    """Return the hidden fields of the form in a page, as a browser would send them."""
    found: dict[str, list[str]] = {}
    for part in page.split('<input type="hidden" ')[1:]:
        name, value = part.split('name="')[1].split('"')[0], part.split('value="')[1].split('"')[0]
        found.setdefault(name, []).append(unescape(value))
    return found


def test_the_question_sends_the_whole_call_again(adviser: Member, office: Office) -> None:
    page = adviser.post("/staff/calls", {**FORM, "notes": PRIVATE, "referred": ["credal"]}).text
    hidden = {name: values for name, values in fields(page).items() if name != "csrf_token"}
    again = {**hidden, "notes": "somebody calls back", "outcome": "called-back"}
    assert adviser.post("/staff/calls", again).status_code == 303
    record = the_call(office).record
    assert record.named == ("microstart", "credal")
    assert record.referred == ("credal",)
    assert record.answers.raw() == {"stage": ("idea",), "sector": ("retail", "horeca")}
    assert (record.notes, record.outcome) == ("somebody calls back", "called-back")
    assert office.calls.draft_of(1, TOKEN) is None


def test_notes_are_saved_all_the_same_if_the_adviser_says_so(
    adviser: Member, office: Office
) -> None:
    answer = adviser.post("/staff/calls", {**FORM, "notes": PRIVATE, "anyway": "yes"})
    assert answer.status_code == 303
    assert the_call(office).record.notes == PRIVATE


def test_notes_that_are_too_long_are_not_cut(adviser: Member, office: Office) -> None:
    assert adviser.post("/staff/calls", {**FORM, "notes": "x" * 1000}).status_code == 303
    long = {**FORM, "call": TOKEN[:-1] + "1", "notes": "x" * 1001}
    answer = adviser.post("/staff/calls", {**long, "anyway": "yes"})
    assert answer.status_code == 422
    assert "x" * 1001 in answer.text
    assert office.calls.by_id(2) is None


def test_lines_of_notes_are_counted_as_they_are_shown(adviser: Member) -> None:
    assert adviser.post("/staff/calls", {**FORM, "notes": "x\r\n" * 500}).status_code == 303


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("222 2222 2", "seven signs"),
        ("222 2223", "One sign is wrong"),
        ("222 222o", "never has the sign «O»"),
        ("222 2222", "There is no case"),
    ],
)
def test_a_reference_that_is_wrong_is_asked_about(
    adviser: Member, office: Office, typed: str, words: str
) -> None:
    answer = adviser.post("/staff/calls", {**FORM, "case": typed})
    assert answer.status_code == 422
    assert words in answer.text
    assert office.calls.by_id(1) is None
    again = {**FORM, "case": ""}
    assert adviser.post("/staff/calls", again).status_code == 303


def test_a_call_belongs_to_its_case(adviser: Member, office: Office, clock: Clock) -> None:
    code = open_case(office.cases, lambda _: 7, clock())
    adviser.post("/staff/calls", {**FORM, "case": f" {code[:3]} {code[3:].lower()} "})
    assert the_call(office).record.case == code


def test_nobody_saves_over_the_call_of_another(
    adviser: Member, editor: Member, office: Office
) -> None:
    adviser.post("/staff/calls", FORM)
    answer = editor.post("/staff/calls", {**FORM, "outcome": "informed"})
    assert answer.status_code == 404
    assert the_call(office).record.outcome == "referred"


def test_a_call_opened_again_on_the_desk_is_corrected(
    adviser: Member, office: Office, clock: Clock
) -> None:
    adviser.post("/staff/calls", FORM)
    clock.forward(days=20)
    adviser.sign_in("adviser", "adviser password")
    page = adviser.get("/staff/calls/1").text
    link = unescape(page.split('<a class="button secondary small" href="')[1].split('"')[0])
    values = parse_qs(urlsplit(link).query)
    assert (values["call"], values["named"]) == ([TOKEN], ["microstart", "credal"])
    values["stage"] = ["running"]
    answer = adviser.post("/staff/calls", {**values, "outcome": "informed", "notes": ""})
    assert answer.location == "/staff/desk?done=saved&saved=1"
    corrected = the_call(office)
    assert corrected.corrected_at == clock()
    assert corrected.record.answers.of("stage") == ("running",)
    assert corrected.seconds == 270, "how long it lasted is not changed by a correction"


def test_a_call_is_corrected_by_its_form(adviser: Member, office: Office, clock: Clock) -> None:
    adviser.post("/staff/calls", FORM)
    clock.forward(hours=1)
    changed = {
        "outcome": "not-for-us",
        "channel": "mail",
        "caller": "fr",
        "named": "credal",
        "referred": "credal",
        "notes": "",
    }
    answer = adviser.post("/staff/calls/1?stage=running&caller=nl", changed)
    assert answer.status_code == 303
    assert answer.location.startswith("/staff/calls/1?done=corrected&stage=running")
    assert "The correction is saved" in adviser.get(answer.location).text
    record = the_call(office).record
    assert (record.outcome, record.channel, record.language) == ("not-for-us", "mail", "fr")
    assert (record.named, record.referred, record.notes) == (("credal",), ("credal",), "")
    assert record.answers.of("stage") == ("idea",), "the call on the line is another one"
    assert the_call(office).corrected_at == clock()


def test_a_correction_is_held_to_the_same_rules(adviser: Member, office: Office) -> None:
    adviser.post("/staff/calls", FORM)
    before = the_call(office)
    for wrong in ({"notes": PRIVATE}, {"notes": "x" * 1001}, {"case": "222 2223"}):
        answer = adviser.post("/staff/calls/1", {"outcome": "informed", **wrong})
        assert answer.status_code == 422
        assert next(iter(wrong.values())) in answer.text
    assert the_call(office) == before
    adviser.post("/staff/calls/1", {"outcome": "informed", "notes": PRIVATE, "anyway": "yes"})
    assert the_call(office).record.notes == PRIVATE


def test_after_thirty_days_a_call_stays_as_it_is(
    adviser: Member, office: Office, clock: Clock
) -> None:
    adviser.post("/staff/calls", FORM)
    clock.forward(days=31)
    adviser.sign_in("adviser", "adviser password")
    assert 'name="outcome"' not in adviser.get("/staff/calls/1").text
    answer = adviser.post("/staff/calls/1", {"outcome": "informed"})
    assert "stays as it is" in adviser.get(answer.location).text
    again = adviser.post("/staff/calls", {**FORM, "outcome": "informed"})
    assert "stays as it is" in adviser.get(again.location).text
    assert the_call(office).record.outcome == "referred"


def test_notes_are_not_taken_once_their_time_is_over(
    adviser: Member, office: Office, clock: Clock
) -> None:
    days = office.keeping.notes_days
    assert days == 30
    adviser.post("/staff/calls", FORM)
    clock.forward(days=days)
    adviser.sign_in("adviser", "adviser password")
    assert 'name="notes"' in adviser.get("/staff/calls/1").text
    clock.forward(seconds=1)
    assert 'name="notes"' not in adviser.get("/staff/calls/1").text


def test_the_call_of_another_is_not_there(adviser: Member, editor: Member, office: Office) -> None:
    adviser.post("/staff/calls", FORM)
    assert editor.get("/staff/calls/1").status_code == 404
    assert editor.post("/staff/calls/1", {"outcome": "informed"}).status_code == 404
    assert editor.get("/staff/calls").text.count("/staff/calls/1") == 0
    assert the_call(office).record.outcome == "referred"


def test_an_admin_reads_the_calls_of_all_and_changes_none(
    adviser: Member, admin: Member, office: Office
) -> None:
    adviser.post("/staff/calls", FORM)
    page = admin.get("/staff/calls/1").text
    assert "wants to begin in spring" in page
    assert 'name="outcome"' not in page
    assert admin.post("/staff/calls/1", {"outcome": "informed"}).status_code == 404
    assert the_call(office).record.outcome == "referred"


@pytest.mark.parametrize("number", ["0", "2", "99999999999999999999", "-1", "x"])
def test_a_call_that_does_not_exist_is_not_there(adviser: Member, number: str) -> None:
    assert adviser.get(f"/staff/calls/{number}").status_code == 404
    assert adviser.post(f"/staff/calls/{number}").status_code in (404, 405)


def test_the_list_shows_the_calls_of_a_day(adviser: Member, office: Office) -> None:
    yesterday = datetime(2026, 11, 20, 23, 30, tzinfo=UTC)
    office.calls.save(call(1, begun=yesterday))
    office.calls.save(call(2, begun=yesterday.replace(hour=22)))
    office.calls.save(call(3, account=2))
    today = adviser.get("/staff/calls").text
    assert ("00:30" in today, "23:30" in today) == (True, False)
    assert "1 call" in today
    before = adviser.get("/staff/calls?day=2026-11-20").text
    assert ("00:30" in before, "23:30" in before) == (False, True)


@pytest.mark.parametrize("day", ["", "yesterday", "2026-13-01", "9999-12-31", "0001-01-01"])
def test_any_day_can_be_asked_for(adviser: Member, day: str) -> None:
    assert adviser.get(f"/staff/calls?day={day}").status_code == 200
    assert adviser.get(f"/staff/calls?day={day}&account=x").status_code == 200


def test_an_admin_sees_all_with_counts_and_narrows_to_one(admin: Member, office: Office) -> None:
    for number in (1, 2):
        office.calls.save(call(number))
    office.calls.save(call(3, account=2))
    page = admin.get("/staff/calls").text
    assert "3 calls" in page
    assert "adviser</a> – 2 calls" in page
    assert "editor</a> – 1 call" in page
    narrowed = admin.get("/staff/calls?account=2").text
    assert "Calls – editor" in narrowed
    assert narrowed.count("row-way") == 1


def test_an_adviser_cannot_ask_for_the_calls_of_another(adviser: Member, office: Office) -> None:
    office.calls.save(call(1, account=2))
    page = adviser.get("/staff/calls?account=2").text
    assert "No calls on this day" in page
    assert "editor" not in page


def test_the_call_on_the_line_is_carried_along(adviser: Member, office: Office) -> None:
    office.calls.save(call(1))
    line = f"stage=idea&caller=nl&call={TOKEN}"
    for path in ("/staff/calls", "/staff/calls/1", "/staff/calls/drafts"):
        page = unescape(adviser.get(f"{path}?{line}").text)
        assert f'href="/staff/desk?{line}"' in page, path
    assert "Back to the call" not in adviser.get("/staff/calls").text


def test_a_record_of_an_older_edition_can_be_read(adviser: Member, office: Office) -> None:
    old = call(1, named=("gone-service",), referred=("gone-provider",))
    answers = replace(old.record.answers, given=(("gone", ("x",)), ("stage", ("gone-stage",))))
    office.calls.save(replace(old, record=replace(old.record, answers=answers)))
    page = adviser.get("/staff/calls/1").text
    for words in ("gone-service", "gone-provider", "gone-stage"):
        assert words in page


def test_markup_in_notes_is_words(adviser: Member) -> None:
    adviser.post("/staff/calls", {**FORM, "notes": "<script>alert(1)</script> & more"})
    page = adviser.get("/staff/calls/1").text
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; more" in page


def test_a_form_without_its_token_saves_nothing(adviser: Member, office: Office) -> None:
    adviser.token = ""
    assert adviser.post("/staff/calls", FORM).status_code == 400
    assert adviser.post("/staff/calls/draft", FORM).status_code == 400
    assert office.calls.by_id(1) is None
