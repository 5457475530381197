"""Killed with SIGKILL in the middle of referrals: each step is there whole, or not at all."""

import random
import signal
import subprocess
import sys
import time

import pytest
from sqlalchemy import Engine, text

from tests.conftest import ROOT

pytestmark = [pytest.mark.slow, pytest.mark.databases("sqlite", "postgresql")]


WHOLE = """
select r.id, r.status,
  (select count(*) from referral_contact c where c.referral_id = r.id) as contacts,
  (select count(*) from referral_link l where l.referral_id = r.id) as links,
  (select count(*) from referral_link l where l.referral_id = r.id
     and l.used_at is null and l.ended_at is null) as alive,
  (select count(*) from referral_event e where e.referral_id = r.id) as events
from referral r order by r.id
"""
AS_IT_MUST_BE = {
    "sent": (1, 1, 1, 1),
    "accepted": (1, 2, 1, 2),
    "withdrawn": (0, 2, 0, 4),
}
"""Status -> contact data, links, links that work, lines of history."""

LETTERS = {"sent": 1, "accepted": 2, "withdrawn": 3}


@pytest.mark.usefixtures("office")
def test_a_kill_leaves_every_step_whole(engine: Engine, chance: random.Random, rounds: int) -> None:
    acknowledged: dict[int, str] = {}
    for place in range(rounds):
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.staff.referring_loop", str(engine.url), f"{place}0000"],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert process.stdout is not None
        first = process.stdout.readline()
        time.sleep(chance.uniform(0.0, 0.12))
        process.send_signal(signal.SIGKILL)
        process.wait()
        for line in (first + process.stdout.read()).splitlines():
            status, number = line.split()
            acknowledged[int(number)] = status
        process.stdout.close()
        check(engine, acknowledged)
    assert len(acknowledged) >= rounds


def check(engine: Engine, acknowledged: dict[int, str]) -> None:
    """Assert that nothing acknowledged is lost, nothing is half, and each step has its letter."""
    with engine.connect() as connection:
        rows = connection.execute(text(WHOLE)).all()
        letters = connection.execute(text("select count(*) from outbox")).scalar()
    order = list(AS_IT_MUST_BE)
    for number, status, *counts in rows:
        assert tuple(counts) == AS_IT_MUST_BE[status], f"referral {number} is half: {status}"
        known = acknowledged.get(number)
        assert known is None or order.index(status) >= order.index(known)
    assert acknowledged.keys() <= {row[0] for row in rows}
    assert letters == sum(LETTERS[row[1]] for row in rows)
