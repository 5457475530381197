"""Housekeeping: each thing goes when its time is over, and not before."""

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlalchemy import Engine

from tests.staff.call_examples import NOW, call, draft, token
from tests.staff.people import Clock
from wizard.application.cases import find_case, open_case
from wizard.application.housekeeping import Chore, Done, chores_of_calls, tidy
from wizard.cli import main
from wizard.domain.keeping import Keeping
from wizard.domain.references import reference
from wizard.store.calls import DatabaseCalls
from wizard.store.engine import open_engine, sqlite_url
from wizard.web.staff.office import Office

pytestmark = pytest.mark.databases("sqlite", "postgresql")

KEEPING = Keeping(notes_days=30, draft_days=7, case_months=24)


@pytest.fixture
def clean_up(office: Office) -> Callable[[datetime], dict[str, int]]:
    """Do the chores of calls at a moment; return what was done and how many times."""
    chores = chores_of_calls(office.calls, office.cases, office.referrals, KEEPING)

    def run(now: datetime) -> dict[str, int]:
        return {done.words: done.count for done in tidy(chores, now) if done.count}

    return run


def test_notes_go_after_their_days(
    office: Office, clean_up: Callable[[datetime], dict[str, int]]
) -> None:
    saved = office.calls.save(call())
    assert clean_up(NOW + timedelta(days=30)) == {}
    assert clean_up(NOW + timedelta(days=30, seconds=1)) == {"notes removed": 1}
    kept = office.calls.by_id(saved.id)
    assert kept is not None
    assert (kept.record.notes, kept.record.named) == ("", ("microstart", "credal"))
    assert kept.corrected_at is None


def test_a_correction_does_not_keep_notes_longer(
    office: Office, clean_up: Callable[[datetime], dict[str, int]]
) -> None:
    office.calls.save(call())
    office.calls.save(call(notes="other words", saved_at=NOW + timedelta(days=29)))
    assert clean_up(NOW + timedelta(days=31)) == {"notes removed": 1}


def test_a_draft_left_behind_is_an_unfinished_call_without_notes(
    office: Office, clean_up: Callable[[datetime], dict[str, int]]
) -> None:
    office.calls.keep(draft())
    assert clean_up(NOW + timedelta(days=7)) == {}
    later = NOW + timedelta(days=7, seconds=1)
    assert clean_up(later) == {"drafts kept as unfinished calls": 1}
    assert clean_up(later) == {}
    assert office.calls.unfinished(1) == ()
    kept = office.calls.by_token(1, token(1))
    assert kept is not None
    assert (kept.record.outcome, kept.record.notes) == ("unfinished", "")
    assert (kept.record.named, kept.begun, kept.seconds) == (
        ("microstart", "credal"),
        NOW - timedelta(minutes=5),
        300,
    )


def test_a_draft_that_nobody_knows_the_beginning_of_is_kept_too(
    office: Office, clean_up: Callable[[datetime], dict[str, int]]
) -> None:
    office.calls.keep(draft(begun=None))
    clean_up(NOW + timedelta(days=8))
    kept = office.calls.by_token(1, token(1))
    assert kept is not None
    assert (kept.begun, kept.seconds) == (NOW, None)


def test_a_case_goes_after_its_months(
    office: Office, clean_up: Callable[[datetime], dict[str, int]]
) -> None:
    code = open_case(office.cases, lambda _: 1, NOW)
    office.calls.save(call(case=code, notes="", saved_at=NOW + timedelta(days=10)))
    assert clean_up(datetime(2028, 12, 1, 9, 0, tzinfo=NOW.tzinfo)) == {}
    assert clean_up(datetime(2028, 12, 1, 9, 1, tzinfo=NOW.tzinfo)) == {
        "references of cases removed": 1
    }
    kept = office.calls.by_token(1, token(1))
    assert kept is not None
    assert kept.record.case == ""


def test_wrong_references_are_forgotten_after_an_hour(
    office: Office, clean_up: Callable[[datetime], dict[str, int]]
) -> None:
    find_case(office.cases, 1, reference(3), NOW)
    assert clean_up(NOW + timedelta(hours=1)) == {}
    assert clean_up(NOW + timedelta(hours=2)) == {"wrong references forgotten": 1}


def test_a_chore_that_fails_does_not_stop_the_others() -> None:
    done: list[str] = []

    def fail(_now: datetime) -> int:
        raise RuntimeError("no")

    def work(_now: datetime) -> int:
        done.append("worked")
        return 1

    with pytest.raises(ExceptionGroup) as caught:
        tidy((Chore("fails", fail), Chore("works", work)), NOW)
    assert done == ["worked"]
    assert [str(one) for one in caught.value.exceptions] == ["no"]
    assert tidy((Chore("works", work),), NOW) == (Done("works", 1),)


def test_the_command_says_what_it_removed(
    engine: Engine, office: Office, clock: Clock, tmp_path: Path
) -> None:
    office.calls.save(call())
    clock.forward(days=40)
    url = str(engine.url)
    environment = {"WIZARD_DATA": str(tmp_path / "data"), "WIZARD_DATABASE_URL": url}
    first = CliRunner().invoke(main, ["tidy"], env=environment)
    assert first.exit_code == 0, first.output
    # The command reads the clock: the call was saved in 2026, so its notes may be young.
    assert "notes removed" in first.output
    assert DatabaseCalls(engine).by_token(1, token(1)) is not None


def test_the_command_says_what_to_do_without_a_database(tmp_path: Path) -> None:
    url = sqlite_url(tmp_path / "nowhere" / "a.sqlite3")
    environment = {"WIZARD_DATA": str(tmp_path), "WIZARD_DATABASE_URL": url}
    answer = CliRunner().invoke(main, ["tidy"], env=environment)
    assert answer.exit_code == 1
    assert "WIZARD_DATABASE_URL" in answer.output


@pytest.mark.databases("sqlite")
def test_notes_leave_no_trace_in_the_file(
    office: Office, clean_up: Callable[[datetime], dict[str, int]], engine: Engine, tmp_path: Path
) -> None:
    office.calls.save(call(notes="unmistakable-words-of-a-note"))
    clean_up(NOW + timedelta(days=31))
    engine.dispose()
    with open_engine(str(engine.url)).connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    held = b"".join(path.read_bytes() for path in tmp_path.glob("parcours.sqlite3*"))
    assert b"unmistakable" not in held
