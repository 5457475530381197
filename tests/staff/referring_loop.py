"""A program that makes, answers and withdraws referrals until it is killed."""

import sys
from datetime import UTC, datetime

from tests.staff.people import Clock
from tests.staff.referral_steps import found, made, newest, parts_over
from wizard.application.answer_referral import answer, follow
from wizard.application.refer import settle
from wizard.store.engine import open_engine

EACH = 10_000
"""Numbers of one run of this program."""


def main(url: str, first: int) -> None:
    """Work on the database `url`; print a line after each thing that is done.

    Who begins later does so days later, so nobody makes more referrals in an hour than one may.
    """
    engine, clock = open_engine(url), Clock(datetime(2026, 11, 21, 9, tzinfo=UTC))
    clock.forward(days=first // EACH)
    parts = parts_over(engine, clock)
    for place in range(first, first + EACH):
        clock.forward(hours=1)
        number = made(parts, clock, form=str(place))
        say(f"sent {number}")
        answer(parts, follow(parts, newest(engine)), "accepted", "", clock())
        say(f"accepted {number}")
        settle(parts, found(parts, number), "withdrawn", "caller", "", clock())
        say(f"withdrawn {number}")


def say(line: str) -> None:
    """Print a line at once: what it says has been committed."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
