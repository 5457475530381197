"""Drafts: kept while a call goes on, there again after any crash, and gone when it is saved."""

from datetime import UTC, datetime
from html import unescape
from urllib.parse import parse_qsl, urlencode, urlsplit

import pytest
from flask import Flask

from tests.staff.people import Clock, Member, NewMember
from wizard.domain.tokens import call_token
from wizard.web.staff.office import Office

pytestmark = pytest.mark.databases("sqlite", "postgresql")

BEGUN = datetime(2026, 11, 21, 8, 55, 30, tzinfo=UTC)
TOKEN = call_token(BEGUN, "0" * 24)
STATE = [
    ("stage", "idea"),
    ("sector", "retail"),
    ("sector", "horeca"),
    ("q", "bakker in Molenbeek & co"),
    ("caller", "nl"),
    ("channel", "mail"),
    ("call", TOKEN),
    ("named", "microstart"),
    ("named", "credal"),
    ("show", "credal"),
]
FORM = {
    **{name: [value for key, value in STATE if key == name] for name, _ in STATE},
    "outcome": "called-back",
    "notes": "wants to begin in spring",
}


def test_a_draft_is_kept_and_says_when(adviser: Member, clock: Clock) -> None:
    answer = adviser.post("/staff/calls/draft", FORM)
    assert answer.status_code == 200
    assert answer.get_json() == {"call": TOKEN, "saved": clock().isoformat(), "warnings": []}


def test_a_draft_warns_of_what_may_tell_who_it_is(adviser: Member) -> None:
    answer = adviser.post("/staff/calls/draft", {**FORM, "notes": "mail an@x.be"})
    assert answer.get_json()["warnings"] == ["e-mail address: «an@x.be»"]


def test_a_draft_kept_again_is_one(adviser: Member, office: Office, clock: Clock) -> None:
    adviser.post("/staff/calls/draft", FORM)
    clock.forward(minutes=1)
    adviser.post("/staff/calls/draft", {**FORM, "notes": "", "outcome": "informed"})
    (draft,) = office.calls.unfinished(1)
    assert (draft.notes, draft.outcome, draft.begun) == ("", "informed", BEGUN)
    assert draft.saved_at == clock()


def test_a_draft_is_there_after_the_browser_and_the_server_are_gone(
    adviser: Member, staff_app: Flask
) -> None:
    adviser.post("/staff/calls/draft", FORM)
    other = Member(staff_app.test_client())
    other.sign_in("adviser", "adviser password")
    page = other.get("/staff/calls/drafts").text
    link = unescape(page.split('<a class="button small" href="')[1].split('"')[0])
    assert urlsplit(link).path == "/staff/desk"
    assert parse_qsl(urlsplit(link).query) == STATE, "the desk opens just as it was"


def test_the_desk_gets_notes_and_outcome_back(adviser: Member, office: Office) -> None:
    adviser.post("/staff/calls/draft", FORM)
    draft = office.calls.draft_of(1, TOKEN)
    assert draft is not None
    assert (draft.notes, draft.outcome) == ("wants to begin in spring", "called-back")
    assert list(draft.query) == STATE


def test_a_draft_is_saved_as_it_goes_on(adviser: Member, office: Office) -> None:
    adviser.post("/staff/calls/draft", FORM)
    adviser.post("/staff/calls", FORM)
    assert office.calls.unfinished(1) == ()
    assert "All your calls are saved" in adviser.get("/staff/calls/drafts").text


def test_a_draft_that_comes_after_the_saving_is_refused(adviser: Member, clock: Clock) -> None:
    saved = clock()
    adviser.post("/staff/calls", FORM)
    clock.forward(seconds=2)
    answer = adviser.post("/staff/calls/draft", FORM)
    assert answer.status_code == 409
    assert answer.get_json()["saved"] == saved.isoformat()
    assert "All your calls are saved" in adviser.get("/staff/calls/drafts").text


def test_a_call_that_goes_on_days_later_counts_until_it_was_left(
    adviser: Member, office: Office, clock: Clock
) -> None:
    clock.forward(minutes=5)
    adviser.post("/staff/calls/draft", FORM)
    clock.forward(days=3)
    adviser.sign_in("adviser", "adviser password")
    assert adviser.post("/staff/calls", FORM).status_code == 303
    call = office.calls.by_id(1)
    assert call is not None
    assert (call.begun, call.seconds) == (BEGUN, 570)


def test_the_draft_of_another_is_not_there(
    adviser: Member, new_member: NewMember, office: Office
) -> None:
    adviser.post("/staff/calls/draft", FORM)
    for name in ("editor", "admin"):
        other = new_member(name)
        assert other.post("/staff/calls/draft", {**FORM, "notes": "x"}).status_code == 404
        assert "All your calls are saved" in other.get("/staff/calls/drafts").text
        other.post(f"/staff/calls/drafts/{TOKEN}/discard")
    assert office.calls.unfinished(1)[0].notes == "wants to begin in spring"


def test_a_draft_is_removed(adviser: Member, office: Office) -> None:
    adviser.post("/staff/calls/draft", FORM)
    answer = adviser.post(f"/staff/calls/drafts/{TOKEN}/discard")
    assert "The draft is removed" in adviser.get(answer.location).text
    assert office.calls.unfinished(1) == ()
    assert adviser.post(f"/staff/calls/drafts/{TOKEN}/discard").status_code == 303


def test_the_call_on_screen_is_not_among_those_left_behind(adviser: Member) -> None:
    adviser.post("/staff/calls/draft", FORM)
    page = adviser.get(f"/staff/calls/drafts?{urlencode(STATE)}").text
    assert "All your calls are saved" in page
    assert "1 call not saved yet" in adviser.get("/staff/calls").text


@pytest.mark.parametrize("token", ["", "x", "0" * 31])
def test_a_draft_without_a_token_of_ours_is_refused(adviser: Member, token: str) -> None:
    assert adviser.post("/staff/calls/draft", {**FORM, "call": token}).status_code == 400


def test_long_notes_of_a_draft_are_kept_so_that_they_can_be_shortened(
    adviser: Member, office: Office
) -> None:
    adviser.post("/staff/calls/draft", {**FORM, "notes": "x" * 1500})
    assert len(office.calls.unfinished(1)[0].notes) == 1500
