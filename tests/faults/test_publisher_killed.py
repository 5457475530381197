"""`kill -9` of a publisher at random moments, while calls are saved and mails are queued.

Other kills are tested where their parts are: those of workers and senders in
`tests/staff/test_calls_killed.py`, `tests/staff/test_referrals_killed.py` and
`tests/delivery/test_killed.py`; of the workers of a whole site in `test_site_in_trouble.py`.
"""

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from tests.conftest import ROOT
from tests.faults.house import House
from tests.faults.press import BOOKED, PUBLISHED, address
from tests.staff.call_examples import NOW
from tests.staff.people import SEALING, Clock, add_accounts, office_over
from tests.staff.saving import expected
from wizard.application.outbox import LEASE, Post, deliver
from wizard.delivery.files import MailFolder
from wizard.store.calls import DatabaseCalls
from wizard.store.engine import open_engine
from wizard.store.outbox import DatabaseOutbox

pytestmark = pytest.mark.slow

UNDISTURBED = 2
"""Publications at the beginning that nobody disturbs: they tell how long one takes."""

STEPS = (("", 1.0), ("index/manifest.json", 0.5), ("ready/manifest.json", 0.2))
"""What a publication goes through, and what share of its time may come after that."""

PATIENCE = 120.0


@pytest.fixture
def engine(house: House) -> Iterator[Engine]:
    """The database of the house, with its staff."""
    one = open_engine(house.settings.database_url)
    add_accounts(office_over(one, Clock(NOW), house.folder))
    yield one
    one.dispose()


@contextmanager
def press(house: House) -> Iterator["subprocess.Popen[str]"]:
    """Run what publishers are split off from; it ends with the block."""
    with subprocess.Popen(
        [sys.executable, "-m", "tests.faults.press", str(house.folder)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            assert line(process) == "ready"
            yield process
        finally:
            process.kill()


def line(process: "subprocess.Popen[str]") -> str:
    """Return the next line that a process says."""
    assert process.stdout is not None
    return process.stdout.readline().rstrip("\n")


@dataclass(frozen=True)
class Moment:
    """When a publisher is killed: so many seconds after a file has changed («»: its begin)."""

    after: str
    seconds: float


def run(
    house: House, process: "subprocess.Popen[str]", variant: int, first: int, moment: Moment | None
) -> float:
    """Publish a variant; kill all at a moment, or (None) when it is published.

    Returns how long it took.
    """
    file = house.settings.data / (moment.after if moment else "")
    before = file.stat().st_mtime_ns
    assert process.stdin is not None
    process.stdin.write(f"{variant} {first}\n")
    process.stdin.flush()
    publisher, bookkeeper = map(int, line(process).split())
    begun = time.monotonic()
    while running(publisher) and (moment is None or file.stat().st_mtime_ns == before):
        assert time.monotonic() < begun + PATIENCE, "it is never published"
        if moment is not None and not moment.after:
            break
        time.sleep(0.002)
    time.sleep(moment.seconds if moment else 0)
    took = time.monotonic() - begun
    for pid in (publisher, bookkeeper):
        os.kill(pid, signal.SIGKILL)
    process.stdin.write("\n")
    process.stdin.flush()
    assert line(process) == "over"
    return took


def some_moment(chance: random.Random, took: float) -> Moment:
    """Return a moment of a publication that takes so many seconds, many near its end."""
    after, share = chance.choice(STEPS)
    return Moment(after, chance.uniform(0, share * took))


def running(pid: int) -> bool:
    """Return whether a process that nobody has looked after yet has not ended."""
    state = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[0]
    return state != "Z"


def noted(house: House, name: str) -> list[list[str]]:
    """Return the lines that were written down, in their words."""
    file = house.folder / name
    return [one.split() for one in file.read_text("ascii").splitlines()] if file.exists() else []


def acknowledged_edition(house: House, variant: int) -> int | None:
    """Return as which edition a variant was published, None if nobody was told so."""
    found = {int(one): int(edition) for one, edition in noted(house, PUBLISHED)}
    return found.get(variant)


def booked(house: House) -> tuple[set[int], set[int]]:
    """Return the numbers of the calls and of the mails that were acknowledged."""
    found = noted(house, BOOKED)
    calls = {int(number) for kind, number in found if kind == "call"}
    return calls, {int(number) for kind, number in found if kind == "mail"}


def assert_calls_kept(engine: Engine, acknowledged: set[int]) -> int:
    """Assert that every call that was acknowledged is there, whole and once; return all calls."""
    calls = DatabaseCalls(engine)
    for number in acknowledged:
        wanted = expected(number)
        found = calls.by_token(1, wanted.token)
        assert found is not None, f"call {number} was acknowledged and is lost"
        assert found.record == wanted.record, f"call {number} is half"
    query = text("select count(*), count(distinct token) from call_record")
    with engine.connect() as connection:
        total, different = connection.execute(query).one()
    assert total == different
    return int(total)


def deliver_all(engine: Engine, folder: Path) -> list[str]:
    """Send all that is queued into a folder; return to whom, one for each letter."""
    outbox = DatabaseOutbox(engine, SEALING, "example.org")
    clock = Clock(NOW)
    clock.forward(seconds=LEASE.total_seconds())
    post = Post(outbox, {"mail": MailFolder(folder, "post@example.org")}, 3 * LEASE)
    done = deliver(post, clock)
    assert (done.delayed, done.failed) == (0, 0)
    letters = [one.read_text("utf-8") for one in folder.glob("*.eml")]
    assert done.sent == len(letters), "two letters with one reference"
    return [letter.partition("\nTo: ")[2].partition("\n")[0].strip() for letter in letters]


def test_a_publisher_killed_at_any_moment_leaves_a_whole_edition(
    house: House, engine: Engine, chance: random.Random, rounds: int
) -> None:
    in_force, took, following = (1, 0), 0.0, 0
    published = cut = old = 0
    with press(house) as process:
        for variant in range(1, UNDISTURBED + rounds + 1):
            moment = None if variant <= UNDISTURBED else some_moment(chance, took)
            length = run(house, process, variant, following, moment)
            took = length if moment is None else took
            acknowledged = acknowledged_edition(house, variant)
            now = house.in_force()
            if acknowledged is not None:
                assert now == (acknowledged, variant), "published, acknowledged, and lost"
                published += 1
            assert now in {in_force, (in_force[0] + 1, variant)}, f"round {variant}: {now}"
            cut, old = cut + (acknowledged is None), old + (now == in_force)
            in_force = now
            calls, mails = booked(house)
            following = max(calls | mails, default=-1) + 2
            if variant % 10 == 0:
                house.assert_sound()
                assert_calls_kept(engine, calls)
    print(f"{rounds} kills over {took:.2f} s: {cut} cut, {old} of them without a new edition")
    assert published >= UNDISTURBED
    assert cut, "no publisher was ever killed in time"
    house.assert_sound()
    assert_calls_kept(engine, booked(house)[0])
    assert_mails_kept(engine, house)
    told = house.answers()
    assert (told["code"], told["status"], told["edition"]) == (200, "ready", in_force[0])
    leftovers = [*house.settings.index.glob("generation-*"), *house.settings.ready.glob("gen*-*")]
    assert house.publish(0).changed, "the next one is published as ever"
    assert house.in_force() == (in_force[0] + 1, 0)
    kept = [*house.settings.index.glob("generation-*"), *house.settings.ready.glob("gen*-*")]
    print(f"{len(leftovers)} generations lay there before the last publication")
    assert len(kept) == 2, "what the dead left behind is never removed"


def assert_mails_kept(engine: Engine, house: House) -> None:
    """Assert that every mail that was acknowledged is sent, and none twice."""
    _, mails = booked(house)
    sent = deliver_all(engine, house.folder / "outgoing")
    assert {address(number) for number in mails} <= set(sent), "a mail is lost"
    assert len(sent) == len(set(sent)), "a mail was queued twice"
    print(f"{len(sent)} mails, {len(mails)} acknowledged")
    assert deliver_all(engine, house.folder / "outgoing-again") == [], "sent again"
