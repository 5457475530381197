"""The rounds of the process that sends: housekeeping is done daily, and soon again after a fault."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from wizard.application.housekeeping import DAILY
from wizard.application.refer import Reminded
from wizard.commands.post import AFTER_A_FAULT, Round, Stop
from wizard.settings import Settings
from wizard.staffing import open_office, open_post
from wizard.store.engine import open_engine
from wizard.store.migrate import migrate


class NeverStop(Stop):
    """Nobody tells this process to stop."""

    def __init__(self) -> None:
        """Leave the signals as they are."""

    def within(self, seconds: float) -> bool:
        """Do not wait."""
        return seconds < 0


def fail(_: datetime) -> Reminded:
    """Fail as a chore does."""
    raise RuntimeError("name and address of somebody")


@pytest.fixture
def work(tmp_path: Path) -> Round:
    """A round over a database of its own."""
    settings = Settings.from_environment({"WIZARD_DATA": str(tmp_path)})
    engine = open_engine(settings.database_url)
    migrate(engine)
    return Round(open_post(settings), open_office(settings, engine))


def next_time(work: Round) -> timedelta:
    """Return how long after the last time housekeeping is due, to the hour."""
    assert work.tidied is not None
    hours = (timedelta(hours=hour) for hour in range(48))
    return next(one for one in hours if work.is_time(work.tidied + one))


def test_housekeeping_is_done_once_a_day(work: Round) -> None:
    assert work.is_time(datetime(2026, 11, 21, tzinfo=UTC))
    work.once(NeverStop())
    assert next_time(work) == DAILY


def test_what_failed_is_tried_again_soon(work: Round, caplog: pytest.LogCaptureFixture) -> None:
    work.office = replace(work.office, remind=fail)
    work.once(NeverStop())
    assert next_time(work) == AFTER_A_FAULT
    assert "housekeeping was not finished: RuntimeError" in caplog.text
    assert "somebody" not in caplog.text


def test_a_clock_that_was_put_back_does_not_stop_it(work: Round) -> None:
    work.once(NeverStop())
    assert work.tidied is not None
    assert work.is_time(work.tidied - timedelta(days=400))
