"""Referrals over the real store: links, answers, reminders, removal, two at once."""

import threading
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from tests.staff.people import Clock
from tests.staff.referral_steps import (
    LINE,
    NAME,
    PARTNER,
    PHONE,
    SECRETS,
    SITE,
    found,
    letters,
    look,
    made,
    new_referral,
    newest,
    parts_over,
    status_of,
    tokens,
)
from wizard.application.answer_referral import (
    DeadLinkError,
    answer,
    follow,
    open_contact,
)
from wizard.application.ports_referrals import Referring, TooLateError
from wizard.application.refer import (
    MOST_PER_HOUR,
    NoAddressError,
    TooManyReferralsError,
    TooSoonError,
    forget,
    refer,
    remind,
    send_again,
    settle,
)
from wizard.domain.referrals import IllegalChangeError, Status, Terms
from wizard.store.engine import open_engine
from wizard.store.outbox import DatabaseOutbox
from wizard.store.referrals import DatabaseReferrals
from wizard.store.sealing import FernetSealing
from wizard.web.partner_links import SignedLinks
from wizard.web.staff.office import Office

pytestmark = pytest.mark.databases("sqlite", "postgresql")

OTHER_KEY = "another-key-another-key-another-key-another="


@pytest.fixture
def account(office: Office) -> int:
    """The number of the adviser's account."""
    found = office.accounts.by_name("adviser")
    assert found is not None
    return found.id


@pytest.fixture
def parts(engine: Engine, clock: Clock) -> Referring:
    """What the use cases work with, over the tests' database."""
    return parts_over(engine, clock)


def history(parts: Referring, number: int) -> list[str]:
    return [one.what for one in parts.referrals.history(number)]


def dead(parts: Referring, token: str) -> str:
    with pytest.raises(DeadLinkError) as caught:
        follow(parts, token)
    return caught.value.kind


def test_a_referral_goes_from_link_to_link(
    parts: Referring, engine: Engine, clock: Clock, account: int
) -> None:
    number = made(parts, clock, account)
    first = newest(engine)
    clock.forward(days=1)
    second = answer(parts, follow(parts, first), "accepted", "", clock())
    assert second == newest(engine), "the page and the mail have the same link"
    clock.forward(days=1)
    third = answer(parts, follow(parts, second), "contacted", "", clock())
    clock.forward(days=1)
    assert answer(parts, follow(parts, third), "helped", "", clock()) == ""
    assert history(parts, number) == ["sent", "accepted", "contacted", "helped"]
    assert [dead(parts, token) for token in (first, second, third)] == ["used"] * 3
    assert found(parts, number).closed_at == clock()
    assert len(letters(engine)) == 3


def test_whoever_skips_a_step_has_passed_it(
    parts: Referring, engine: Engine, clock: Clock, account: int
) -> None:
    number = made(parts, clock, account)
    answer(parts, follow(parts, newest(engine)), "contacted", "", clock())
    assert history(parts, number) == ["sent", "accepted", "contacted"]


def test_a_refusal_has_its_reason_in_the_history(
    parts: Referring, engine: Engine, clock: Clock, account: int
) -> None:
    number = made(parts, clock, account)
    visited = follow(parts, newest(engine))
    for wrong in ("", "because"):
        with pytest.raises(IllegalChangeError):
            answer(parts, visited, "refused", wrong, clock())
    answer(parts, visited, "refused", "no-capacity", clock())
    last = parts.referrals.history(number)[-1]
    assert (last.what, last.by, last.reason) == ("refused", "partner", "no-capacity")


def test_looking_uses_nothing_up(
    parts: Referring, engine: Engine, clock: Clock, account: int
) -> None:
    number = made(parts, clock, account)
    for _ in range(5):
        assert look(parts, newest(engine)) == "sent"
    assert history(parts, number) == ["sent"]
    assert found(parts, number).opened_at is None


def test_contact_data_is_shown_and_the_first_time_noted(
    parts: Referring, engine: Engine, clock: Clock, account: int
) -> None:
    number = made(parts, clock, account)
    visited = follow(parts, newest(engine))
    clock.forward(hours=1)
    opened_at = clock()
    contact = open_contact(parts, visited, clock())
    clock.forward(hours=1)
    open_contact(parts, visited, clock())
    assert contact is not None
    assert (contact.name, contact.phone, contact.line) == (NAME, PHONE, LINE)
    assert history(parts, number) == ["sent", "opened"]
    assert found(parts, number).opened_at == opened_at


def test_a_link_is_used_once(parts: Referring, engine: Engine, clock: Clock, account: int) -> None:
    made(parts, clock, account)
    visited = follow(parts, newest(engine))
    answer(parts, visited, "accepted", "", clock())
    with pytest.raises(TooLateError):
        answer(parts, visited, "helped", "", clock())


def test_links_that_are_not_ours_lead_nowhere(
    parts: Referring, engine: Engine, clock: Clock, account: int
) -> None:
    made(parts, clock, account)
    good = newest(engine)
    for forged in (
        "",
        "x",
        good[:-1],
        good[1:],
        good[:-2] + ("aa" if not good.endswith("aa") else "bb"),
        SignedLinks("another secret", clock).sign("nonce"),
        SignedLinks("only for tests", clock).sign("never given out"),
    ):
        assert dead(parts, forged) == "unknown", forged


def test_a_link_ends_by_its_age(
    parts: Referring, engine: Engine, clock: Clock, account: int
) -> None:
    made(parts, clock, account)
    token = newest(engine)
    clock.forward(days=14)
    assert look(parts, token) == "sent"
    clock.forward(seconds=2)
    assert dead(parts, token) == "expired"


def test_a_withdrawn_referral_says_so_on_every_link(
    parts: Referring, engine: Engine, clock: Clock, account: int
) -> None:
    number = made(parts, clock, account)
    first = newest(engine)
    second = answer(parts, follow(parts, first), "accepted", "", clock())
    settle(parts, found(parts, number), "withdrawn", "adviser", "", clock())
    assert [dead(parts, one) for one in (first, second)] == ["withdrawn"] * 2
    told = letters(engine)[-1]
    assert (told.to, told.subject) == (PARTNER, f"withdrawn {number}")
    assert "partner/" not in told.text


def test_what_the_adviser_closes_closes_the_link(
    parts: Referring, engine: Engine, clock: Clock, account: int
) -> None:
    number = made(parts, clock, account)
    settle(parts, found(parts, number), "refused", "adviser", "conditions", clock())
    assert dead(parts, newest(engine)) == "closed"
    with pytest.raises(IllegalChangeError):
        settle(parts, found(parts, number), "accepted", "adviser", "", clock())


def test_what_a_partner_said_on_the_phone_leaves_the_link_for_the_next_step(
    parts: Referring, engine: Engine, clock: Clock, account: int
) -> None:
    number = made(parts, clock, account)
    settle(parts, found(parts, number), "accepted", "adviser", "", clock())
    assert look(parts, newest(engine)) == "accepted"
    answer(parts, follow(parts, newest(engine)), "helped", "", clock())
    assert [one.by for one in parts.referrals.history(number)] == [
        "adviser",
        "adviser",
        "partner",
        "partner",
    ]


def test_a_new_link_stops_the_older_one(
    parts: Referring, engine: Engine, clock: Clock, account: int
) -> None:
    number = made(parts, clock, account)
    with pytest.raises(TooSoonError):
        send_again(parts, found(parts, number), clock())
    clock.forward(minutes=10)
    send_again(parts, found(parts, number), clock())
    first, second = tokens(engine)
    assert dead(parts, first) == "replaced"
    assert look(parts, second) == "sent"
    assert history(parts, number) == ["sent", "sent-again"]
    settle(parts, found(parts, number), "no-answer", "adviser", "", clock())
    clock.forward(hours=1)
    with pytest.raises(IllegalChangeError):
        send_again(parts, found(parts, number), clock())


def test_a_form_sent_twice_makes_one_referral_and_one_letter(
    parts: Referring, engine: Engine, clock: Clock, account: int
) -> None:
    assert made(parts, clock, account) == made(parts, clock, account)
    assert len(letters(engine)) == 1
    assert made(parts, clock, account, form="f2") != 1


def test_a_flood_is_stopped(parts: Referring, clock: Clock, account: int) -> None:
    for number in range(MOST_PER_HOUR):
        made(parts, clock, account, form=str(number))
    with pytest.raises(TooManyReferralsError):
        made(parts, clock, account, form="one more")
    clock.forward(hours=1)
    made(parts, clock, account, form="later")


def test_reminders_come_by_their_days_and_then_it_is_given_up(
    parts: Referring, engine: Engine, clock: Clock, account: int
) -> None:
    number, day, came = made(parts, clock, account), 0, []
    while status_of(parts, number) == "sent":
        clock.forward(days=1)
        day += 1
        done = remind(parts, clock())
        came += [(day, "reminder")] * done.reminders + [(day, "end")] * done.given_up
    assert came == [(3, "reminder"), (7, "reminder"), (14, "reminder"), (21, "end")]
    kinds = [one.subject.split()[0] for one in letters(engine)]
    assert kinds == ["new", "reminder", "reminder", "reminder"]
    assert history(parts, number) == ["sent", *["reminded"] * 3, "no-answer"]
    assert parts.referrals.history(number)[-1].by == "system"
    assert [dead(parts, token) for token in tokens(engine)] == ["closed"] * 4


def test_each_reminder_has_the_only_link_that_works(
    parts: Referring, engine: Engine, clock: Clock, account: int
) -> None:
    made(parts, clock, account)
    for days in (3, 4, 7):
        clock.forward(days=days)
        remind(parts, clock())
        *older, last = tokens(engine)
        assert {dead(parts, one) for one in older} == {"replaced"}
        assert look(parts, last) == "sent"


def test_an_answer_begins_the_waiting_anew(
    parts: Referring, engine: Engine, clock: Clock, account: int
) -> None:
    number = made(parts, clock, account)
    clock.forward(days=3)
    remind(parts, clock())
    answer(parts, follow(parts, newest(engine)), "accepted", "", clock())
    wait = found(parts, number).wait
    assert (wait.status, wait.since, wait.reminders, wait.reminded_at) == (
        "accepted",
        clock(),
        0,
        None,
    )
    clock.forward(days=2)
    assert remind(parts, clock()).reminders == 0


def test_nothing_is_sent_without_delays(engine: Engine, clock: Clock, account: int) -> None:
    parts = parts_over(engine, clock, Terms(reminder_days=()))
    made(parts, clock, account)
    clock.forward(days=100)
    assert remind(parts, clock()).reminders == 0


@pytest.mark.parametrize(
    ("ending", "by", "days"),
    [
        ("refused", "adviser", 30),
        ("no-answer", "adviser", 30),
        ("withdrawn", "adviser", 30),
        ("withdrawn", "caller", 0),
        (None, None, 180),
    ],
)
def test_contact_data_goes_when_its_time_is_over(
    parts: Referring, clock: Clock, account: int, ending: Status | None, by: str, days: int
) -> None:
    number = made(parts, clock, account)
    if ending:
        reason = "other" if ending == "refused" else ""
        settle(parts, found(parts, number), ending, by, reason, clock())  # type: ignore[arg-type]  # one of the actors
    if days:
        clock.forward(days=days, seconds=-1)
        assert parts.referrals.remove_contacts(clock(), parts.terms.contact_days) == 0
        assert parts.referrals.contact(number) is not None
        clock.forward(seconds=1)
        assert parts.referrals.remove_contacts(clock(), parts.terms.contact_days) == 1
    assert parts.referrals.contact(number) is None
    assert parts.referrals.address(number) == ""
    assert not found(parts, number).has_contact
    assert history(parts, number)[-1] == "contact-removed"
    assert status_of(parts, number) == (ending or "no-answer")
    assert parts.referrals.remove_contacts(clock(), parts.terms.contact_days) == 0


def test_a_caller_is_forgotten_after_the_end_too(
    parts: Referring, engine: Engine, clock: Clock, account: int
) -> None:
    number = made(parts, clock, account)
    with pytest.raises(IllegalChangeError):
        forget(parts, found(parts, number), clock())
    settle(parts, found(parts, number), "helped", "adviser", "", clock())
    closed = found(parts, number)
    forget(parts, closed, clock())
    assert parts.referrals.contact(number) is None
    assert status_of(parts, number) == "helped"
    last = parts.referrals.history(number)[-1]
    assert (last.what, last.by) == ("contact-removed", "caller")
    assert (letters(engine)[-1].to, letters(engine)[-1].subject) == (PARTNER, f"forget {number}")
    with pytest.raises(TooLateError):
        forget(parts, closed, clock())


def test_an_open_referral_ends_with_its_contact_data(
    parts: Referring, engine: Engine, clock: Clock, account: int
) -> None:
    made(parts, clock, account)
    clock.forward(days=180)
    parts.referrals.remove_contacts(clock(), parts.terms.contact_days)
    assert dead(parts, newest(engine)) == "closed"


def test_a_lost_key_stops_letters_and_nothing_else(
    parts: Referring, engine: Engine, clock: Clock, account: int
) -> None:
    number = made(parts, clock, account)
    token = newest(engine)
    sealing = FernetSealing([OTHER_KEY])
    outbox = DatabaseOutbox(engine, sealing, "example.org")
    keyless = Referring(
        DatabaseReferrals(engine, sealing, outbox), parts.links, parts.letters, parts.terms
    )
    clock.forward(days=3)
    assert remind(keyless, clock()).without_address == 1
    with pytest.raises(NoAddressError):
        send_again(keyless, found(keyless, number), clock())
    assert open_contact(keyless, follow(keyless, token), clock()) is None
    following = answer(keyless, follow(keyless, token), "accepted", "", clock())
    assert look(keyless, following) == "accepted"


def raw(folder: Path) -> bytes:
    """Return the bytes of all files of the database."""
    return b"".join(path.read_bytes() for path in sorted(folder.glob("parcours.sqlite3*")))


@pytest.mark.databases("sqlite")
def test_the_files_hold_no_word_of_anybody_and_then_not_even_sealed_ones(
    parts: Referring, engine: Engine, clock: Clock, account: int, tmp_path: Path
) -> None:
    number = made(parts, clock, account)
    answer(parts, follow(parts, newest(engine)), "accepted", "", clock())
    with engine.connect() as connection:
        sealed = connection.execute(text("select sealed from referral_contact")).scalar_one()
    stored = raw(tmp_path)
    assert sealed.encode() in stored, "the search looks at the right files"
    for secret in SECRETS:
        assert secret.encode() not in stored, secret
        assert secret.encode("utf-16-le") not in stored, secret
    settle(parts, found(parts, number), "withdrawn", "caller", "", clock())
    assert sealed.encode() not in raw(tmp_path)
    assert sealed[20:60].encode() not in raw(tmp_path)


@pytest.mark.databases("sqlite")
def test_after_its_time_the_sealed_words_are_gone_too(
    parts: Referring, engine: Engine, clock: Clock, account: int, tmp_path: Path
) -> None:
    made(parts, clock, account)
    with engine.connect() as connection:
        sealed = connection.execute(text("select sealed from referral_contact")).scalar_one()
    clock.forward(days=180)
    parts.referrals.remove_contacts(clock(), parts.terms.contact_days)
    assert sealed[20:60].encode() not in raw(tmp_path)


def test_the_letters_say_nothing_of_the_caller(
    parts: Referring, engine: Engine, clock: Clock, account: int
) -> None:
    number = made(parts, clock, account)
    clock.forward(days=3)
    remind(parts, clock())
    settle(parts, found(parts, number), "withdrawn", "caller", "", clock())
    for letter in letters(engine):
        for secret in (*SECRETS[:-1], "retail", "starting"):
            assert secret not in letter.text + letter.subject + letter.html


def at_once(*jobs: Callable[[], object]) -> list[object]:
    """Do all jobs at the same moment, each in a thread; return what came of each, or its error."""
    gate, came = threading.Barrier(len(jobs)), [None for _ in jobs]

    def run(place: int, job: Callable[[], object]) -> None:
        gate.wait()
        try:
            came[place] = job()  # type: ignore[call-overload]  # any outcome
        except Exception as error:
            came[place] = error  # type: ignore[call-overload]  # the test looks at it

    threads = [threading.Thread(target=run, args=(place, job)) for place, job in enumerate(jobs)]
    for one in threads:
        one.start()
    for one in threads:
        one.join(60)
    return came  # type: ignore[return-value]  # filled by the threads


@pytest.fixture
def several(engine: Engine, clock: Clock) -> Iterator[list[Referring]]:
    """The parts of three server processes: an engine each."""
    engines = [open_engine(str(engine.url)) for _ in range(3)]
    yield [parts_over(one, clock) for one in engines]
    for one in engines:
        one.dispose()


@pytest.mark.parametrize("round_", range(10))
def test_an_answer_and_a_withdrawal_at_once_leave_one_of_both(
    several: list[Referring], engine: Engine, clock: Clock, account: int, round_: int
) -> None:
    one, two, _ = several
    number = made(one, clock, account, form=str(round_))
    visited, seen = follow(one, newest(engine)), found(two, number)
    came = at_once(
        lambda: answer(one, visited, "accepted", "", clock()),
        lambda: settle(two, seen, "withdrawn", "caller", "", clock()),
    )
    lost = [isinstance(what, TooLateError) for what in came]
    assert sorted(lost) == [False, True], came
    if lost[0]:
        assert history(one, number) == ["sent", "withdrawn", "contact-removed"]
        assert one.referrals.contact(number) is None
    else:
        assert history(one, number) == ["sent", "accepted"]
        assert one.referrals.contact(number) is not None
    assert len(letters(engine)) == 2, "the letter of the one that counts, and only that"


def test_the_same_answer_three_times_at_once_counts_once(
    several: list[Referring], engine: Engine, clock: Clock, account: int
) -> None:
    number = made(several[0], clock, account)
    token = newest(engine)
    came = at_once(
        *(
            lambda parts=parts: answer(parts, follow(parts, token), "accepted", "", clock())  # type: ignore[misc]  # a thread's own
            for parts in several
        )
    )
    assert sum(isinstance(what, str) for what in came) == 1, came
    assert sum(isinstance(what, TooLateError | DeadLinkError) for what in came) == 2
    assert history(several[0], number) == ["sent", "accepted"]
    assert len(letters(engine)) == 2


def test_three_runs_of_the_reminders_at_once_send_each_once(
    several: list[Referring], engine: Engine, clock: Clock, account: int
) -> None:
    for form in range(8):
        made(several[0], clock, account, form=str(form))
    clock.forward(days=3)
    came = at_once(*(lambda parts=parts: remind(parts, clock()) for parts in several))  # type: ignore[misc]  # a thread's own
    assert sum(one.reminders for one in came) == 8, came  # type: ignore[attr-defined]  # outcomes of runs
    assert len(letters(engine)) == 16


def test_the_same_form_three_times_at_once_makes_one_referral(
    several: list[Referring], engine: Engine, clock: Clock, account: int
) -> None:
    new = new_referral(account, clock())
    came = at_once(*(lambda parts=parts: refer(parts, new) for parts in several))  # type: ignore[misc]  # a thread's own
    assert came == [1, 1, 1]
    assert len(letters(engine)) == 1


def test_referrals_are_found_by_case_and_by_call(
    parts: Referring, clock: Clock, account: int
) -> None:
    one = made(parts, clock, account, form="a", call="c" * 32, case="2222239")
    two = made(parts, clock, account, form="b", case="2222239")
    made(parts, clock, account, form="c")
    referrals = parts.referrals
    assert [item.id for item in referrals.of_case("2222239")] == [one, two]
    assert [item.id for item in referrals.of_call("c" * 32)] == [one]
    assert referrals.of_case("") == referrals.of_call("") == ()
    assert referrals.forget_case("") == 0
    assert referrals.forget_case("2222239") == 2
    assert referrals.of_case("2222239") == ()
    assert [item.id for item in referrals.of_call("c" * 32)] == [one]


def test_the_link_in_the_letter_is_whole(
    parts: Referring, engine: Engine, clock: Clock, account: int
) -> None:
    made(parts, clock, account)
    assert f"{SITE}/partner/" in letters(engine)[0].text


def test_courses_tell_what_became_of_each(
    parts: Referring, engine: Engine, clock: Clock, account: int
) -> None:
    sent_at = clock()
    made(parts, clock, account)
    clock.forward(days=2)
    answer(parts, follow(parts, newest(engine)), "contacted", "", clock())
    (course,) = parts.referrals.courses()
    assert course.provider == "microstart"
    assert course.sent_at == sent_at
    assert course.statuses == {"sent", "accepted", "contacted"}
    assert course.answered_at == sent_at + timedelta(days=2)
