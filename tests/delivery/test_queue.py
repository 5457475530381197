"""The queue: who gets what when, what is left afterwards, and the limits."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine, update
from sqlalchemy.orm import Session

from tests.delivery.messages import mail, parcel
from tests.staff.people import SEALING, Clock
from wizard.application.outbox import LEASE
from wizard.application.ports_outbox import Limits, Parcel, TooManyError
from wizard.store.accounts import DatabaseAccounts
from wizard.store.outbox import DatabaseOutbox
from wizard.store.sealing import FernetSealing
from wizard.store.tables.outbox import OutboxRow

pytestmark = pytest.mark.databases("sqlite", "postgresql")

CALL = "6b00df00000000000000000000000000"
LIMITS = Limits(per_call=3, per_account=5, window=timedelta(hours=1))
ADDRESS = "very.rare.name@example.be"


@pytest.fixture
def account(engine: Engine, clock: Clock) -> int:
    """The number of an account."""
    return DatabaseAccounts(engine).add("an", "adviser", "nl", "", clock()).id


def states(outbox: DatabaseOutbox) -> list[tuple[str, str, int]]:
    """Return state, error and attempts of all messages, the oldest first."""
    return [(one.state, one.error, one.attempts) for one in reversed(outbox.all())]


def test_a_message_comes_out_as_it_went_in(outbox: DatabaseOutbox, clock: Clock) -> None:
    outbox.add(parcel("an@example.be", "nl", "<p>é</p>"), clock())
    taken = outbox.take(clock(), LEASE)
    assert taken is not None
    assert taken.message == mail("an@example.be", "nl", "<p>é</p>")
    assert (taken.language, taken.created_at, taken.attempts) == ("nl", clock(), 1)
    assert taken.reference.endswith("@example.org")


def test_each_message_has_a_reference_of_its_own(outbox: DatabaseOutbox, clock: Clock) -> None:
    outbox.add(parcel(), clock())
    outbox.add(parcel(), clock())
    taken = [outbox.take(clock(), LEASE) for _ in range(2)]
    assert len({one.reference for one in taken if one}) == 2


def test_the_oldest_comes_first_and_each_once(outbox: DatabaseOutbox, clock: Clock) -> None:
    for to in ("a@example.be", "b@example.be"):
        outbox.add(parcel(to), clock())
        clock.forward(seconds=1)
    found = [outbox.take(clock(), LEASE) for _ in range(3)]
    assert [one and one.message.to for one in found] == ["a@example.be", "b@example.be", None]


def test_a_message_is_due_again_when_its_lease_ends(outbox: DatabaseOutbox, clock: Clock) -> None:
    outbox.add(parcel(), clock())
    first = outbox.take(clock(), LEASE)
    clock.forward(seconds=LEASE.total_seconds() - 1)
    assert outbox.take(clock(), LEASE) is None
    clock.forward(seconds=1)
    second = outbox.take(clock(), LEASE)
    assert first is not None
    assert second is not None
    assert (second.reference, second.attempts) == (first.reference, 2)
    assert second.claim != first.claim


def test_who_lost_a_message_cannot_put_it_back_or_give_it_up(
    outbox: DatabaseOutbox, clock: Clock
) -> None:
    outbox.add(parcel(), clock())
    late = outbox.take(clock(), LEASE)
    clock.forward(minutes=2)
    mine = outbox.take(clock(), LEASE)
    assert late is not None
    assert mine is not None
    outbox.later(late, clock(), "busy", clock())
    outbox.failed(late, "address", clock())
    assert states(outbox) == [("sending", "", 2)]
    outbox.failed(mine, "address", clock())
    assert states(outbox) == [("failed", "address", 2)]


def test_who_lost_a_message_but_sent_it_may_say_so(outbox: DatabaseOutbox, clock: Clock) -> None:
    outbox.add(parcel(), clock())
    late = outbox.take(clock(), LEASE)
    clock.forward(minutes=2)
    assert outbox.take(clock(), LEASE) is not None
    assert late is not None
    outbox.sent(late, clock())
    clock.forward(minutes=2)
    assert outbox.take(clock(), LEASE) is None, "sent is sent"


def test_a_message_put_back_waits(outbox: DatabaseOutbox, clock: Clock) -> None:
    outbox.add(parcel(), clock())
    taken = outbox.take(clock(), LEASE)
    assert taken is not None
    outbox.later(taken, clock() + timedelta(minutes=5), "busy", clock())
    assert states(outbox) == [("waiting", "busy", 1)]
    clock.forward(minutes=4)
    assert outbox.take(clock(), LEASE) is None
    clock.forward(minutes=1)
    assert outbox.take(clock(), LEASE) is not None


def test_what_is_too_old_is_given_up_unless_it_is_being_sent(
    outbox: DatabaseOutbox, clock: Clock
) -> None:
    outbox.add(parcel("old@example.be"), clock())
    assert outbox.take(clock(), LEASE) is not None
    outbox.add(parcel("older@example.be"), clock())
    clock.forward(minutes=1)
    outbox.add(parcel("new@example.be"), clock())
    before = clock() - timedelta(seconds=30)
    assert outbox.give_up(before, clock()) == 1
    assert [one[:2] for one in states(outbox)] == [
        ("sending", ""),
        ("failed", "given-up"),
        ("waiting", ""),
    ]
    clock.forward(minutes=1)
    assert outbox.give_up(before, clock()) == 1, "its sender let the lease end"


def test_a_message_that_no_key_opens_is_given_up(
    engine: Engine, outbox: DatabaseOutbox, clock: Clock
) -> None:
    outbox.add(parcel("lost@example.be"), clock())
    other = FernetSealing(["another-key-another-key-another-key-another="])
    DatabaseOutbox(engine, other, "example.org").add(parcel("good@example.be"), clock())
    with_other = DatabaseOutbox(engine, other, "example.org")
    taken = with_other.take(clock(), LEASE)
    assert taken is not None
    assert taken.message.to == "good@example.be"
    assert states(outbox)[0] == ("failed", "unreadable", 1)


def in_files(database: Path, words: bytes) -> bool:
    """Return whether words stand anywhere in the database's files."""
    return any(words in file.read_bytes() for file in database.parent.glob(f"{database.name}*"))


@pytest.mark.databases("sqlite")
@pytest.mark.parametrize("end", ["sent", "failed", "given-up"])
def test_nothing_of_a_message_is_left_in_the_files(
    sqlite_file: Path, engine: Engine, outbox: DatabaseOutbox, clock: Clock, end: str
) -> None:
    outbox.add(parcel(ADDRESS, html=f"<p>{ADDRESS}</p>"), clock())
    assert not in_files(sqlite_file, ADDRESS.encode()), "it is sealed"
    with engine.connect() as connection:
        sealed = connection.exec_driver_sql("select content from outbox").scalar_one()
    assert ADDRESS in SEALING.open(sealed)
    # Pages hold a long value in pieces: one from the middle stands for all of it.
    piece = sealed[200:260].encode()
    assert in_files(sqlite_file, piece)
    if end == "given-up":
        outbox.give_up(clock(), clock())
    else:
        taken = outbox.take(clock(), LEASE)
        assert taken is not None
        if end == "sent":
            outbox.sent(taken, clock())
        else:
            outbox.failed(taken, "address", clock())
    outbox.scrub()
    assert not in_files(sqlite_file, piece)
    assert not in_files(sqlite_file, sealed[:60].encode())


@pytest.mark.databases("sqlite")
def test_scrubbing_while_somebody_reads_waits_for_nobody(
    engine: Engine, outbox: DatabaseOutbox, clock: Clock
) -> None:
    outbox.add(parcel(), clock())
    with engine.connect() as reader:
        reader.exec_driver_sql("begin")
        reader.exec_driver_sql("select * from outbox").all()
        outbox.add(parcel(), clock())
        outbox.scrub()
        reader.exec_driver_sql("rollback")
    with engine.connect() as connection:
        assert connection.exec_driver_sql("pragma busy_timeout").scalar() == 5_000


def test_traces_are_removed_after_a_while(outbox: DatabaseOutbox, clock: Clock) -> None:
    outbox.add(parcel(), clock())
    taken = outbox.take(clock(), LEASE)
    assert taken is not None
    outbox.sent(taken, clock())
    outbox.add(parcel(), clock())
    assert outbox.forget(clock() - timedelta(seconds=1)) == 0
    assert outbox.forget(clock()) == 1
    assert states(outbox) == [("waiting", "", 0)], "what is not sent yet is no trace"


def queued(account: int, call: str = CALL) -> Parcel:
    return replace(parcel(), account=account, call=call)


def test_a_call_takes_only_so_many(outbox: DatabaseOutbox, clock: Clock, account: int) -> None:
    for _ in range(LIMITS.per_call):
        outbox.add(queued(account), clock(), LIMITS)
    with pytest.raises(TooManyError) as error:
        outbox.add(queued(account), clock(), LIMITS)
    assert error.value.limit == "call"
    outbox.add(queued(account, CALL[::-1]), clock(), LIMITS)
    assert len(outbox.all()) == LIMITS.per_call + 1


def test_an_account_sends_only_so_many_in_a_time(
    outbox: DatabaseOutbox, clock: Clock, account: int
) -> None:
    for number in range(LIMITS.per_account):
        outbox.add(queued(account, f"{number:032}"), clock(), LIMITS)
    with pytest.raises(TooManyError) as error:
        outbox.add(queued(account, ""), clock(), LIMITS)
    assert error.value.limit == "account"
    clock.forward(hours=1)
    outbox.add(queued(account, ""), clock(), LIMITS)


def test_without_a_call_only_the_account_counts(
    outbox: DatabaseOutbox, clock: Clock, account: int
) -> None:
    for _ in range(LIMITS.per_account):
        outbox.add(queued(account, ""), clock(), LIMITS)
    with pytest.raises(TooManyError):
        outbox.add(queued(account, ""), clock(), LIMITS)


def test_the_limit_holds_when_many_ask_at_once(
    outbox: DatabaseOutbox, clock: Clock, account: int
) -> None:
    def add(_: int) -> bool:
        try:
            outbox.add(queued(account), clock(), LIMITS)
        except TooManyError:
            return False
        return True

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(add, range(16))) == LIMITS.per_call


def test_traces_say_nothing_of_the_message(
    outbox: DatabaseOutbox, clock: Clock, account: int
) -> None:
    outbox.add(replace(parcel(ADDRESS), account=account, call=CALL), clock())
    for found in (
        outbox.of_call(account, CALL),
        outbox.of_account(account, clock()),
        outbox.all(),
    ):
        assert len(found) == 1
        assert ADDRESS not in repr(found)


def test_only_the_own_messages_are_found(
    engine: Engine, outbox: DatabaseOutbox, clock: Clock, account: int
) -> None:
    other = DatabaseAccounts(engine).add("bo", "adviser", "fr", "", clock()).id
    outbox.add(queued(account), clock())
    assert not outbox.of_call(other, CALL)
    assert not outbox.of_account(other, clock() - timedelta(days=1))
    assert not outbox.of_call(account, "")


def test_a_row_can_be_written_with_other_rows(
    engine: Engine, outbox: DatabaseOutbox, clock: Clock
) -> None:
    with Session(engine) as session, session.begin():
        session.add(outbox.row(parcel(), clock()))
        session.flush()
        session.rollback()
    assert outbox.all() == []
    with Session(engine) as session, session.begin():
        session.add(outbox.row(parcel(), clock()))
    assert outbox.take(clock(), LEASE) is not None


@pytest.fixture
def broken(engine: Engine, outbox: DatabaseOutbox, clock: Clock) -> DatabaseOutbox:
    """A queue whose one message was spoilt in the database."""
    outbox.add(parcel(), clock())
    with engine.begin() as connection:
        connection.execute(update(OutboxRow).values(content="spoilt"))
    return outbox


def test_a_spoilt_message_stops_nobody(broken: DatabaseOutbox, clock: Clock) -> None:
    broken.add(parcel("next@example.be"), clock())
    taken = broken.take(clock(), LEASE)
    assert taken is not None
    assert taken.message.to == "next@example.be"
