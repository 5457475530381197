"""Accounts in the database: several processes at once, and a kill at any moment."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import Engine

from tests.conftest import ROOT
from wizard.application.ports_accounts import DatabaseAwayError, LastAdminError, NameTakenError
from wizard.store import away
from wizard.store.accounts import DatabaseAccounts
from wizard.store.engine import open_engine
from wizard.web.staff.office import Office

pytestmark = pytest.mark.databases("sqlite", "postgresql")

START = """
import sys
from wizard.application.ports_accounts import LastAdminError, NameTakenError
from wizard.store.accounts import DatabaseAccounts
from wizard.store.engine import open_engine
accounts = DatabaseAccounts(open_engine(sys.argv[1]))
mine = accounts.by_name(sys.argv[2])
print("ready", flush=True)
sys.stdin.readline()
"""
STEP_DOWN = """
try:
    accounts.manage(mine, "adviser", "nl", active=True)
    print("went")
except LastAdminError:
    print("stayed")
"""
END = """
for _ in range(25):
    accounts.end_sign_ins(mine)
"""
ADD = """
from datetime import UTC, datetime
try:
    accounts.add("the-same", "adviser", "nl", "x", datetime(2026, 1, 1, tzinfo=UTC))
    print("added")
except NameTakenError:
    print("taken")
"""
CHANGE = """
while True:
    accounts.manage(mine, "adviser", "nl", active=False)
    accounts.manage(mine, "admin", "fr", active=True)
"""


@contextmanager
def processes(engine: Engine, code: str, *names: str) -> Iterator[list["subprocess.Popen[str]"]]:
    """Run `code` in one process for each name, and let all of them go at once."""
    running = [
        subprocess.Popen(
            [sys.executable, "-c", START + code, str(engine.url), name],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for name in names
    ]
    for one in running:
        assert one.stdout is not None
        assert one.stdout.readline() == "ready\n"
    for one in running:
        assert one.stdin is not None
        one.stdin.write("\n")
        one.stdin.flush()
    try:
        yield running
    finally:
        for one in running:
            one.kill()
            one.communicate()


def said(running: list["subprocess.Popen[str]"]) -> list[str]:
    """Return what each process printed at its end."""
    return [one.communicate(timeout=60)[0].strip() for one in running]


def test_two_admins_who_step_down_at_once_leave_one(engine: Engine, office: Office) -> None:
    names = [f"admin-{number}" for number in range(4)]
    for name in names:
        office.accounts.add(name, "admin", "nl", "x", office.now())
    first = office.accounts.by_name("admin")
    assert first is not None
    office.accounts.manage(first, "editor", "nl", active=True)
    with processes(engine, STEP_DOWN, *names) as running:
        assert sorted(said(running)) == ["stayed", "went", "went", "went"]
    admins = [one for one in office.accounts.all() if one.role == "admin" and one.active]
    assert len(admins) == 1


def test_no_end_of_sign_ins_is_lost(engine: Engine, office: Office) -> None:
    with processes(engine, END, "adviser", "adviser", "adviser") as running:
        said(running)
    account = office.accounts.by_name("adviser")
    assert account is not None
    assert account.version == 1 + 3 * 25


def test_a_name_is_given_once(engine: Engine, office: Office) -> None:
    with processes(engine, ADD, "admin", "admin", "admin") as running:
        assert sorted(said(running)) == ["added", "taken", "taken"]
    assert [one.name for one in office.accounts.all()].count("the-same") == 1


@pytest.mark.parametrize("killed", range(4))
def test_a_kill_in_the_middle_leaves_the_old_or_the_new(
    engine: Engine, office: Office, killed: int
) -> None:
    office.accounts.add("second", "admin", "nl", "x", office.now())
    with processes(engine, CHANGE, "second") as running:
        account = office.accounts.by_name("second")
        while account is None or account.version < 4 + killed:
            account = office.accounts.by_name("second")
        os.kill(running[0].pid, signal.SIGKILL)
        running[0].wait()
    now = office.accounts.by_name("second")
    assert now is not None
    assert (now.role, now.language, now.active) in {
        ("adviser", "nl", False),
        ("admin", "fr", True),
        ("admin", "nl", True),
    }
    assert office.accounts.end_sign_ins(now).version == now.version + 1, "it can be written"


def test_the_last_admin_is_told(office: Office) -> None:
    last = office.accounts.by_name("admin")
    assert last is not None
    with pytest.raises(LastAdminError, match="«admin» is the last admin"):
        office.accounts.manage(last, "adviser", "nl", active=True)
    same = office.accounts.manage(last, "admin", "fr", active=True)
    assert (same.language, same.version) == ("fr", last.version), "nothing ended"


def test_a_taken_name_is_told(office: Office) -> None:
    with pytest.raises(NameTakenError, match="«admin»"):
        office.accounts.add(" ADMIN ", "adviser", "nl", "", office.now())


def test_a_database_that_is_away_is_told() -> None:
    engine = away.tell(open_engine("sqlite:////nowhere/at-all.sqlite3"))
    with pytest.raises(DatabaseAwayError):
        DatabaseAccounts(engine).all()


@pytest.mark.parametrize("url", ["", "nonsense", "nosuch://host/name"])
def test_an_address_that_is_none_is_told(url: str) -> None:
    with pytest.raises(DatabaseAwayError, match="WIZARD_DATABASE_URL"):
        away.open_told(url)


@pytest.mark.databases("sqlite")
def test_a_locked_database_counts_as_away(engine: Engine, office: Office) -> None:
    account = office.accounts.by_name("adviser")
    assert account is not None
    hasty = away.open_told(str(engine.url))
    with hasty.connect() as one:
        one.exec_driver_sql("pragma busy_timeout = 50")
    with engine.connect() as holder:
        holder.exec_driver_sql("begin immediate")
        assert DatabaseAccounts(hasty).by_name("adviser") == account, "reading goes on"
        with pytest.raises(DatabaseAwayError, match="locked"):
            DatabaseAccounts(hasty).end_sign_ins(account)
        holder.rollback()
    assert DatabaseAccounts(hasty).end_sign_ins(account).version == account.version + 1
    hasty.dispose()
