"""Calls and drafts in the database: whole, once, and only for those they belong to."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, text

from tests.staff.call_examples import NOW, RECORD, call, draft, token
from wizard.application.ports_calls import (
    Calls,
    NotYoursError,
    RecordClosedError,
    SavedAlreadyError,
)
from wizard.domain.answers import Answers
from wizard.domain.calls import CORRECTED_WITHIN
from wizard.web.staff.office import Office

pytestmark = pytest.mark.databases("sqlite", "postgresql")

PARTS = ("call_answer", "call_service", "call_referred", "call_note")
LATER = NOW + timedelta(hours=1)
DAY = (NOW - timedelta(days=1), NOW + timedelta(days=1))


@pytest.fixture
def calls(office: Office) -> Calls:
    """Where calls are kept; «adviser» is account 1, «editor» 2, «admin» 3."""
    return office.calls


@pytest.fixture
def rows(engine: Engine) -> Callable[[str], int]:
    """Count the rows of a table."""

    def count(table: str) -> int:
        with engine.connect() as connection:
            return connection.execute(text(f"select count(*) from {table}")).scalar() or 0  # noqa: S608  (our own names)

    return count


def test_a_call_comes_back_as_it_was_saved(calls: Calls) -> None:
    saved = calls.save(call())
    assert saved == replace(call(), id=saved.id)
    assert calls.by_id(saved.id) == calls.by_token(1, token(1)) == saved


def test_a_call_without_anything_comes_back(calls: Calls) -> None:
    bare = call(answers=Answers(), named=(), referred=(), notes="", seconds=None)
    saved = calls.save(bare)
    assert calls.by_id(saved.id) == replace(bare, id=saved.id)


@given(
    st.text(st.characters(codec="utf-8", exclude_categories=["C"]), max_size=200),
    st.lists(st.sampled_from(["a", "b", "c", "d"]), unique=True),
)
@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30, deadline=None
)
def test_any_words_and_any_order_come_back(calls: Calls, notes: str, named: list[str]) -> None:
    one = call(notes=notes, named=tuple(named))
    calls.save(one)
    found = calls.by_token(1, one.token)
    assert found is not None
    assert (found.record.notes, found.record.named) == (notes, tuple(named))


def test_the_same_call_saved_twice_is_one(calls: Calls, rows: Callable[[str], int]) -> None:
    first = calls.save(call())
    assert calls.save(call(saved_at=LATER)) == first
    assert rows("call_record") == 1
    assert [rows(one) for one in PARTS] == [3, 2, 1, 1]


def test_another_record_under_the_same_token_corrects_it(
    calls: Calls, rows: Callable[[str], int]
) -> None:
    first = calls.save(call())
    again = calls.save(
        call(saved_at=LATER, outcome="informed", named=("credal",), referred=(), notes="")
    )
    assert (again.id, again.saved_at, again.corrected_at) == (first.id, NOW, LATER)
    assert (again.begun, again.seconds, again.edition) == (first.begun, 300, 1)
    assert (again.record.outcome, again.record.named) == ("informed", ("credal",))
    assert [rows(one) for one in PARTS] == [3, 1, 0, 0]


def test_a_record_can_be_corrected_for_thirty_days(calls: Calls) -> None:
    calls.save(call())
    last = NOW + CORRECTED_WITHIN
    assert calls.save(call(outcome="informed", saved_at=last)).corrected_at == last
    late = call(outcome="referred", saved_at=last + timedelta(seconds=1))
    with pytest.raises(RecordClosedError):
        calls.save(late)
    unchanged = calls.by_token(1, token(1))
    assert unchanged is not None
    assert unchanged.record.outcome == "informed"


def test_nobody_saves_over_the_call_of_another(calls: Calls) -> None:
    calls.save(call())
    with pytest.raises(NotYoursError):
        calls.save(call(account=2, outcome="informed"))
    assert calls.by_token(2, token(1)) is None
    mine = calls.by_token(1, token(1))
    assert mine is not None
    assert mine.record == RECORD


def test_saving_removes_the_draft_at_once(calls: Calls) -> None:
    calls.keep(draft())
    calls.save(call())
    assert calls.draft_of(1, token(1)) is None
    assert calls.unfinished(1) == ()


def test_a_draft_comes_back_as_it_was(calls: Calls) -> None:
    calls.keep(draft())
    assert calls.draft_of(1, token(1)) == draft()
    assert calls.known(1, token(1))


def test_a_draft_takes_the_place_of_the_one_before(calls: Calls) -> None:
    calls.keep(draft())
    later = draft(notes="", named=(), outcome="informed", saved_at=LATER)
    calls.keep(later)
    assert calls.unfinished(1) == (later,)


def test_a_draft_that_comes_late_does_not_bring_a_saved_call_back(calls: Calls) -> None:
    saved = calls.save(call())
    with pytest.raises(SavedAlreadyError) as caught:
        calls.keep(draft(saved_at=LATER))
    assert (caught.value.number, caught.value.saved_at) == (saved.id, NOW)
    assert calls.unfinished(1) == ()


def test_a_draft_belongs_to_its_account(calls: Calls) -> None:
    calls.keep(draft())
    with pytest.raises(NotYoursError):
        calls.keep(draft(account=2, notes="overwritten"))
    assert calls.draft_of(2, token(1)) is None
    assert not calls.known(2, token(1))
    assert not calls.discard(2, token(1))
    assert calls.draft_of(1, token(1)) == draft()


def test_the_token_of_a_saved_call_of_another_takes_no_draft(calls: Calls) -> None:
    calls.save(call())
    with pytest.raises(NotYoursError):
        calls.keep(draft(account=2))


def test_a_draft_is_discarded_once(calls: Calls) -> None:
    calls.keep(draft())
    assert [calls.discard(1, token(1)), calls.discard(1, token(1))] == [True, False]


def test_drafts_come_newest_first_without_the_one_on_screen(calls: Calls) -> None:
    for number in (1, 2, 3):
        calls.keep(draft(number, saved_at=NOW + timedelta(minutes=number)))
    calls.keep(draft(4, account=2))
    assert [one.token for one in calls.unfinished(1, without=token(2))] == [token(3), token(1)]


def test_only_old_drafts_are_left_behind(calls: Calls) -> None:
    calls.keep(draft(1))
    calls.keep(draft(2, saved_at=LATER))
    assert [one.token for one in calls.left_behind(LATER)] == [token(1)]


def test_a_draft_that_has_changed_since_is_not_finished(calls: Calls) -> None:
    calls.keep(draft())
    seen = draft()
    calls.keep(draft(saved_at=LATER))
    assert not calls.finish(seen, call(outcome="unfinished"))
    assert calls.by_token(1, token(1)) is None
    assert calls.finish(draft(saved_at=LATER), call(outcome="unfinished"))
    assert not calls.finish(draft(saved_at=LATER), call(outcome="unfinished"))
    assert calls.unfinished(1) == ()


def test_calls_of_a_time_come_newest_first(calls: Calls) -> None:
    def at(begun: datetime, number: int, account: int = 1) -> None:
        calls.save(call(number, account, begun=begun))

    start, end = DAY
    at(start, 1)
    at(end, 2)
    at(NOW, 3)
    at(NOW, 4, account=2)
    at(start - timedelta(seconds=1), 5)
    assert [one.token for one in calls.between(start, end)] == [token(4), token(3), token(1)]
    assert [one.token for one in calls.between(start, end, 1)] == [token(3), token(1)]


def test_calls_are_counted_by_all_that_is_asked(calls: Calls) -> None:
    calls.save(call(1))
    calls.save(call(2, channel="mail", answers=Answers((("stage", ("idea",)),)), named=()))
    calls.save(call(3, begun=DAY[1]))
    counted = calls.tally(*DAY)
    assert counted.calls == 2
    assert counted.of("channel") == (("mail", 1), ("phone", 1))
    assert counted.of("language") == (("nl", 2),)
    assert counted.of("outcome") == (("referred", 2),)
    assert counted.of("stage") == (("idea", 2),)
    assert counted.of("sector") == (("horeca", 1), ("retail", 1))
    assert counted.of("service") == (("credal", 1), ("microstart", 1))
    assert counted.of("need") == ()


def test_nothing_is_counted_as_nothing(calls: Calls) -> None:
    assert calls.tally(*DAY).calls == 0


def test_notes_are_removed_by_the_age_of_their_call(
    calls: Calls, rows: Callable[[str], int]
) -> None:
    calls.save(call(1))
    calls.save(call(2, saved_at=LATER))
    assert calls.forget_notes(LATER) == 1
    assert calls.forget_notes(LATER) == 0
    assert rows("call_note") == 1
    first = calls.by_token(1, token(1))
    assert first is not None
    assert first.record == replace(RECORD, notes="")


def test_two_that_save_the_same_call_at_once_make_one(
    calls: Calls, rows: Callable[[str], int]
) -> None:
    with ThreadPoolExecutor(8) as pool:
        saved = list(pool.map(lambda _: calls.save(call()), range(16)))
    assert {one.id for one in saved} == {saved[0].id}
    assert [rows(one) for one in ("call_record", *PARTS)] == [1, 3, 2, 1, 1]


def test_many_that_save_at_once_each_keep_theirs(calls: Calls) -> None:
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda number: calls.save(call(number, account=1 + number % 2)), range(60)))
    assert len(calls.between(*DAY)) == 60
    assert all(one.record == RECORD for one in calls.between(*DAY))


def test_two_that_keep_the_same_draft_at_once_keep_one(calls: Calls) -> None:
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda number: calls.keep(draft(notes=str(number))), range(24)))
    assert len(calls.unfinished(1)) == 1


def test_a_draft_and_its_saving_at_once_leave_the_call_only(calls: Calls) -> None:
    def keep(number: int) -> None:
        try:
            calls.keep(draft(number % 12))
        except SavedAlreadyError:
            return

    def save(number: int) -> None:
        calls.save(call(number % 12))

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda number: (keep, save)[number % 2](number // 2), range(96)))
    assert calls.unfinished(1) == ()
    assert len(calls.between(*DAY)) == 12
