"""The course of a referral: every pair of statuses, every actor, every delay."""

from datetime import UTC, datetime, timedelta
from hashlib import sha256
from itertools import pairwise, product
from string import Formatter
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wizard.domain import consent
from wizard.domain.referral_counts import Course, figures, percent, shares
from wizard.domain.referrals import (
    CHAIN,
    CLOSED,
    LONGEST,
    MAY,
    REASONS,
    STATUSES,
    WAITING,
    Actor,
    Event,
    IllegalChangeError,
    Status,
    Wait,
    choices,
    contact_ends,
    due,
    first_answer,
    next_step,
    read_status,
    steps,
)
from wizard.domain.text import LANGUAGES

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
PAIRS = tuple(product(STATUSES, STATUSES))

LEGAL: dict[Status, set[Status]] = {
    "sent": {"accepted", "contacted", "helped", "refused", "no-answer", "withdrawn"},
    "accepted": {"contacted", "helped", "refused", "no-answer", "withdrawn"},
    "contacted": {"helped", "refused", "no-answer", "withdrawn"},
    "helped": set(),
    "refused": set(),
    "no-answer": set(),
    "withdrawn": set(),
}
"""Written out on purpose: the table that the machine has to be."""

moments = st.datetimes(datetime(2026, 1, 1), datetime(2027, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001  (the zone is put on)
delays = st.lists(st.integers(1, 60), min_size=1, max_size=5, unique=True).map(
    lambda days: tuple(sorted(days))
)


def reason_for(status: Status) -> str:
    return REASONS[0] if status == "refused" else ""


def may_change(before: Status, after: Status, by: Actor) -> bool:
    try:
        return bool(steps(before, after, by, reason_for(after)))
    except IllegalChangeError:
        return False


@pytest.mark.parametrize("by", MAY)
@pytest.mark.parametrize(("before", "after"), PAIRS)
def test_every_pair_is_legal_or_refused_as_the_table_says(
    before: Status, after: Status, by: Actor
) -> None:
    wanted = after in LEGAL[before] and after in MAY[by]
    assert may_change(before, after, by) == wanted
    assert (after in choices(before, by)) == wanted, "what is offered is what is taken"


@pytest.mark.parametrize(("before", "after"), PAIRS)
def test_the_steps_passed_are_single_steps_of_the_line(before: Status, after: Status) -> None:
    if after not in LEGAL[before]:
        return
    passed = steps(before, after, "adviser", reason_for(after))
    assert passed[-1] == after
    for one, following in zip((before, *passed), passed, strict=False):
        assert following not in CHAIN or CHAIN.index(following) == CHAIN.index(one) + 1


@pytest.mark.parametrize("status", STATUSES)
@pytest.mark.parametrize("reason", ["", *REASONS, "because"])
def test_a_refusal_and_nothing_else_has_a_reason(status: Status, reason: str) -> None:
    if status == "sent":
        return
    if (status == "refused") == (reason in REASONS) and reason != "because":
        assert steps("sent", status, "adviser", reason)
    else:
        with pytest.raises(IllegalChangeError):
            steps("sent", status, "adviser", reason)


def test_open_and_closed_are_all_there_is() -> None:
    assert {*WAITING, *CLOSED} == set(STATUSES)
    assert not {*WAITING} & {*CLOSED}
    assert all(bool(LEGAL[status]) == (status in WAITING) for status in STATUSES)


@given(st.lists(st.tuples(st.sampled_from(STATUSES), st.sampled_from(tuple(MAY))), max_size=12))
def test_no_sequence_of_wishes_leaves_a_closed_status(wishes: list[tuple[Status, Actor]]) -> None:
    status: Status = "sent"
    closed_as: Status | None = None
    for wanted, by in wishes:
        try:
            status = steps(status, wanted, by, reason_for(wanted))[-1]
        except IllegalChangeError:
            continue
        assert closed_as is None, f"{closed_as} was left for {status}"
        if status in CLOSED:
            closed_as = status


def test_a_status_is_read_from_a_form() -> None:
    assert [read_status(one) for one in STATUSES] == list(STATUSES)
    assert read_status("opened") is None


def run(days: tuple[int, ...], status: Status, every: int) -> list[tuple[str, int]]:
    """Return what falls due on which day if somebody looks every so many days."""
    wait, found = Wait(status, NOON), []
    for day in range(0, 1_000, every):
        now = NOON + timedelta(days=day)
        what = due(wait, days, now)
        if what:
            found.append((what, day))
        if what == "give-up":
            break
        if what == "remind":
            wait = Wait(status, NOON, wait.reminders + 1, now)
    return found


def test_the_usual_delays_looked_at_each_day() -> None:
    assert run((3, 7, 14), "sent", 1) == [
        ("remind", 3),
        ("remind", 7),
        ("remind", 14),
        ("give-up", 21),
    ]
    assert run((3, 7, 14), "contacted", 1)[-1] == ("give-up", 84)
    assert run((5,), "accepted", 1) == [("remind", 5), ("give-up", 10)]


def test_nobody_is_reminded_without_delays_or_after_the_end() -> None:
    assert due(Wait("sent", NOON), (), NOON + timedelta(days=900)) == ""
    for status in CLOSED:
        assert due(Wait(status, NOON), (3,), NOON + timedelta(days=900)) == ""


@given(delays, st.sampled_from(WAITING), st.integers(1, 40))
def test_however_seldom_somebody_looks_every_reminder_comes_and_never_too_soon(
    days: tuple[int, ...], status: Status, every: int
) -> None:
    found = run(days, status, every)
    assert [what for what, _ in found] == ["remind"] * len(days) + ["give-up"]
    patience = 4 if status == "contacted" else 1
    gaps = [b - a for a, b in zip((0, *days), days, strict=False)]
    gaps.append(days[-1] - (days[-2] if len(days) > 1 else 0))
    came = [0, *(day for _, day in found)]
    assert all(
        later - earlier >= gap * patience
        for (earlier, later), gap in zip(pairwise(came), gaps, strict=True)
    )


def test_fewer_delays_than_there_were_reminders_end_it_too() -> None:
    wait = Wait("sent", NOON, 3, NOON + timedelta(days=14))
    assert due(wait, (3,), NOON + timedelta(days=16)) == ""
    assert due(wait, (3,), NOON + timedelta(days=17)) == "give-up"


@given(delays, st.sampled_from(WAITING), moments)
def test_what_is_due_is_due_from_the_moment_that_is_announced(
    days: tuple[int, ...], status: Status, since: datetime
) -> None:
    wait = Wait(status, since)
    moment = next_step(wait, days)
    assert moment is not None
    assert due(wait, days, moment - timedelta(seconds=1)) == ""
    assert due(wait, days, moment) == "remind"


@given(moments, st.none() | st.integers(0, 400), st.integers(0, 400))
def test_contact_data_ends_in_time(created: datetime, closed: int | None, days: int) -> None:
    closed_at = None if closed is None else created + timedelta(days=closed)
    end = contact_ends(created, closed_at, days)
    assert end <= created + LONGEST
    assert closed_at is None or end <= closed_at + timedelta(days=days)
    assert end in {created + LONGEST, closed_at and closed_at + timedelta(days=days)}


def test_the_first_answer_is_what_the_partner_said_first() -> None:
    later = NOON + timedelta(days=2)
    history = (
        Event("sent", NOON, "adviser"),
        Event("reminded", NOON + timedelta(days=1), "system"),
        Event("accepted", later, "partner"),
        Event("helped", later + timedelta(days=3), "adviser"),
    )
    assert first_answer(history) == later
    assert first_answer((history[0], Event("withdrawn", later, "caller"))) is None


def course(day: int, *statuses: Status, provider: str = "actiris", **more: object) -> Course:
    sent = datetime(2026, 11, day, 9, tzinfo=UTC)
    return Course(provider, sent, frozenset(("sent", *statuses)), **more)  # type: ignore[arg-type]  # a test's short cut


def test_the_figures_of_a_month_by_provider() -> None:
    answered = datetime(2026, 11, 3, 9, tzinfo=UTC)
    found = figures(
        (
            course(1, "accepted", "contacted", "helped", answered_at=answered),
            course(2, "refused", reason="conditions", answered_at=answered),
            course(3, "no-answer"),
            course(4),
            course(4, "withdrawn", provider="beci"),
        ),
        UTC,
    )
    assert [(one.month, one.provider, one.sent) for one in found] == [
        ("2026-11", "actiris", 4),
        ("2026-11", "beci", 1),
    ]
    actiris = found[0]
    assert actiris.reached == {
        "accepted": 1,
        "contacted": 1,
        "helped": 1,
        "refused": 1,
        "no-answer": 1,
        "withdrawn": 0,
    }
    assert actiris.reasons == {"conditions": 1}
    assert actiris.days == 1.5
    assert found[1].days is None


def test_months_are_those_of_the_place_and_the_newest_comes_first() -> None:
    late = datetime(2026, 10, 31, 23, 30, tzinfo=UTC)  # half past midnight in Brussels
    found = figures(
        (Course("a", late, frozenset({"sent"})), Course("a", NOON, frozenset({"sent"}))),
        ZoneInfo("Europe/Brussels"),
    )
    assert [(one.month, one.sent) for one in found] == [("2026-11", 2)]
    before = datetime(2026, 9, 1, tzinfo=UTC)
    assert [one.month for one in shares([(before, True), (NOON, False)], UTC)] == [
        "2026-11",
        "2026-09",
    ]


@given(st.lists(st.tuples(moments, st.booleans())))
def test_the_shares_add_up_to_the_calls(calls: list[tuple[datetime, bool]]) -> None:
    found = shares(calls, UTC)
    assert sum(one.calls for one in found) == len(calls)
    assert sum(one.passed_on for one in found) == sum(referred for _, referred in calls)
    assert all(0 <= percent(one.passed_on, one.calls) <= 100 for one in found)


def test_a_share_of_nothing_is_nothing() -> None:
    assert percent(0, 0) == 0


@pytest.mark.parametrize("version", consent.SENTENCES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_sentence_of_consent_says_all_that_it_must(version: str, language: str) -> None:
    words = consent.SENTENCES[version].exact(language)  # type: ignore[arg-type]  # one of the three
    names = {name for _, name, _, _ in Formatter().parse(words) if name}
    assert names == {"provider", "days"}
    said = consent.sentence(version, language, "Actiris", 30)  # type: ignore[arg-type]  # one of the three
    for must in ("Actiris", "30", "1819", "?"):
        assert must in said
    assert 90 <= len(said.split()) <= 130, "it is read out: three quarters of a minute"


def test_a_version_of_the_sentence_is_never_changed() -> None:
    prints = {
        version: sha256("\n".join((text.nl, text.fr, text.en)).encode()).hexdigest()[:16]
        for version, text in consent.SENTENCES.items()
    }
    assert prints == {"2026-11": "5fcbd7f35e07987d"}, (
        "add a new version; callers agreed to the old words"
    )
    assert consent.CURRENT in consent.SENTENCES
