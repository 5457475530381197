"""`wizard staff ...` as it is typed: what it prints, what it changes, how it ends."""

import os
import pty
import re
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.conftest import ROOT
from wizard.cli import main
from wizard.domain.staff import Account
from wizard.settings import Settings
from wizard.store.accounts import DatabaseAccounts
from wizard.store.engine import open_engine
from wizard.store.passwords import Argon2Passwords
from wizard.store.sign_ins import DatabaseSignIns

GOOD = "vier oude lampen zingen"
NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
DRAWN = re.compile(r"shown only now: ([a-z0-9-]{19})$", re.MULTILINE)
Staff = Callable[..., Result]


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """The variables of an installation that was never used; its folder is not there yet."""
    names = ("WIZARD_DATABASE_URL", "WIZARD_OIDC_ISSUER", "WIZARD_OIDC_CLIENT_ID")
    return {"WIZARD_DATA": str(tmp_path / "data"), **dict.fromkeys(names, "")}


@pytest.fixture
def staff(environment: dict[str, str]) -> Staff:
    """The command line: `staff("list")`, with what stands in the standard input."""
    runner = CliRunner()

    def run(*arguments: str, typed: str = "", **more: str) -> Result:
        return runner.invoke(main, ["staff", *arguments], input=typed, env={**environment, **more})

    return run


@pytest.fixture
def kept(environment: dict[str, str]) -> Callable[[str], tuple[Account | None, str]]:
    """What the database holds: the account with a name and its hash."""

    def look(name: str) -> tuple[Account | None, str]:
        engine = open_engine(Settings.from_environment(environment).database_url)
        try:
            return DatabaseAccounts(engine).credentials(name)
        finally:
            engine.dispose()

    return look


Kept = Callable[[str], tuple[Account | None, str]]


def is_error(done: Result, words: str) -> bool:
    """Return whether a command ended with one line that says these words."""
    lines = done.stderr.strip().splitlines()
    return done.exit_code == 1 and len(lines) == 1 and words in lines[0]


def test_the_first_admin_is_made_on_an_empty_machine(staff: Staff, kept: Kept) -> None:
    assert "There is no account yet" in staff("list").output
    done = staff("add", " Ana ", "--role", "admin", "--language", "nl", "--generate")
    assert done.exit_code == 0, done.output
    drawn = DRAWN.search(done.output)
    assert drawn is not None
    account, hashed = kept("ana")
    assert account is not None
    assert (account.role, account.language, account.active) == ("admin", "nl", True)
    assert account.must_change
    assert Argon2Passwords().verify(hashed, drawn[1])


@pytest.mark.parametrize("written", [f"{GOOD}\n", GOOD, f"{GOOD}\r\nsecond line\n"])
def test_a_password_comes_from_a_file_or_the_input(
    staff: Staff, kept: Kept, tmp_path: Path, written: str
) -> None:
    file = tmp_path / "password"
    file.write_text(written, encoding="utf-8", newline="")
    assert staff("add", "ana", "--password-file", str(file)).exit_code == 0
    assert staff("add", "bo", "--password-file", "-", typed=written).exit_code == 0
    for name in ("ana", "bo"):
        account, hashed = kept(name)
        assert account is not None
        assert not account.must_change
        assert Argon2Passwords().verify(hashed, GOOD)


def test_a_weak_password_is_refused_with_every_reason(staff: Staff, kept: Kept) -> None:
    done = staff("add", "ana", "--password-file", "-", typed="azerty\n")
    assert is_error(done, "it has fewer than 12 characters; it is made of common words")
    assert kept("ana") == (None, "")


@pytest.mark.parametrize("name", ["a", "a b", "", "a/b", "x" * 81])
def test_a_bad_name_is_refused(staff: Staff, name: str) -> None:
    assert is_error(staff("add", name, "--generate"), "a name has 2 to 80 letters")


def test_a_taken_name_is_refused(staff: Staff) -> None:
    assert staff("add", "ana", "--no-password").exit_code == 0
    done = staff("add", "ANA", "--no-password")
    assert is_error(done, "there is an account «ana» already; see `wizard staff list`")


def test_the_list_says_what_each_account_is(staff: Staff) -> None:
    staff("add", "ana", "--role", "admin", "--generate")
    staff("add", "bo", "--role", "editor", "--language", "en", "--no-password")
    staff("add", "chris", "--password-file", "-", typed=GOOD)
    staff("disable", "chris")
    assert staff("list").output.splitlines() == [
        "ana    admin    fr  active, start password",
        "bo     editor   en  active, no password",
        "chris  adviser  fr  disabled",
    ]


def test_an_account_of_a_partner_desk(
    staff: Staff, kept: Kept, environment: dict[str, str]
) -> None:
    assert is_error(staff("add", "noord", "--role", "desk", "--no-password"), "name it with --desk")
    missing = ("add", "noord", "--role", "desk", "--desk", "example-lel", "--no-password")
    assert is_error(staff(*missing), "there is no desk «example-lel»; see `wizard desk list`")
    assert kept("noord") == (None, "")
    file = str(ROOT / "catalogue" / "desks" / "example-lel.toml")
    assert CliRunner().invoke(main, ["desk", "add", file], env=environment).exit_code == 0
    assert staff(*missing).exit_code == 0
    account, _ = kept("noord")
    assert account is not None
    assert (account.role, account.desk) == ("desk", "example-lel")
    staff("disable", "noord")
    staff("enable", "noord")
    assert staff("list").output == "noord  desk     fr  active, no password, at example-lel\n"
    wrong = staff("add", "ana", "--desk", "example-lel", "--no-password")
    assert wrong.exit_code == 2
    assert "--desk is for the role desk, not for the role adviser" in wrong.stderr
    assert staff("role", "noord", "editor").output == "«noord» is editor.\n"
    again = staff("role", "noord", "desk", "--desk", "example-lel")
    assert again.output == "«noord» is desk of example-lel.\n"


def test_role_and_state_are_changed_and_end_the_sign_ins(staff: Staff, kept: Kept) -> None:
    staff("add", "ana", "--no-password")
    assert staff("role", "Ana", "editor").output == "«ana» is editor.\n"
    assert staff("disable", "ana").output == "«ana» is disabled.\n"
    assert staff("enable", "ana").output == "«ana» is active.\n"
    assert staff("sign-out", "ana").output == "All sign-ins of «ana» have ended.\n"
    account, _ = kept("ana")
    assert account is not None
    assert (account.role, account.active, account.version) == ("editor", True, 5)


@pytest.mark.parametrize("command", [("role", "ana", "adviser"), ("disable", "ana")])
def test_the_last_admin_stays_one(staff: Staff, command: tuple[str, ...]) -> None:
    staff("add", "ana", "--role", "admin", "--no-password")
    assert is_error(staff(*command), "make somebody else admin first")
    staff("add", "bo", "--role", "admin", "--no-password")
    assert staff(*command).exit_code == 0


def test_a_password_is_replaced(staff: Staff, kept: Kept) -> None:
    staff("add", "ana", "--generate")
    assert staff("password", "ana", "--password-file", "-", typed=GOOD).exit_code == 0
    account, hashed = kept("ana")
    assert account is not None
    assert (account.must_change, account.version) == (False, 2)
    assert Argon2Passwords().verify(hashed, GOOD)
    done = staff("password", "ana", "--generate")
    drawn = DRAWN.search(done.output)
    assert drawn is not None
    account, hashed = kept("ana")
    assert account is not None
    assert account.must_change
    assert Argon2Passwords().verify(hashed, drawn[1])


def test_the_wait_of_a_name_or_an_address_is_ended(
    staff: Staff, environment: dict[str, str]
) -> None:
    staff("add", "ana", "--no-password")
    settings = Settings.from_environment(environment)
    engine = open_engine(settings.database_url)
    sign_ins = DatabaseSignIns(engine, settings.secret())
    for _ in range(6):
        late = sign_ins.begin("ana", "203.0.113.7", NOW)
    assert late is not None
    assert staff("unlock", "Ana").output == "Forgotten.\n"
    assert sign_ins.begin("ana", "203.0.113.7", NOW) is None
    assert staff("unlock", "--address", "203.0.113.7").output == "Forgotten.\n"
    assert staff("unlock", "--address", "203.0.113.7").output == "There was nothing to forget.\n"
    engine.dispose()


@pytest.mark.parametrize(
    "command",
    [
        ("role", "nobody", "admin"),
        ("password", "nobody", "--generate"),
        ("disable", "nobody"),
        ("enable", "nobody"),
        ("sign-out", "nobody"),
    ],
)
def test_an_account_that_is_not_there_is_told(staff: Staff, command: tuple[str, ...]) -> None:
    assert is_error(staff(*command), "there is no account «nobody»; see `wizard staff list`")


@pytest.mark.parametrize(
    "command",
    [
        ("add", "ana", "--generate", "--no-password"),
        ("add", "ana", "--generate", "--password-file", "-"),
        ("password", "ana", "--generate", "--password-file", "-"),
        ("unlock",),
        ("add",),
        ("role", "ana", "owner"),
    ],
)
def test_options_that_do_not_go_together_are_told(staff: Staff, command: tuple[str, ...]) -> None:
    done = staff(*command)
    assert done.exit_code == 2
    assert "Try 'wizard staff" in done.stderr.replace("main staff", "wizard staff")


def test_without_a_terminal_nobody_is_asked(staff: Staff) -> None:
    assert is_error(staff("add", "ana"), "give --password-file FILE or --generate")


def test_a_file_that_cannot_be_read_is_told(staff: Staff, tmp_path: Path) -> None:
    missing = str(tmp_path / "missing")
    assert is_error(staff("add", "ana", "--password-file", missing), "cannot be read")
    (tmp_path / "latin").write_bytes(b"\xe9\xe9\xe9")
    latin = str(tmp_path / "latin")
    assert is_error(staff("add", "ana", "--password-file", latin), "cannot be read")


@pytest.mark.parametrize(
    ("setting", "words"),
    [
        ({"WIZARD_DATABASE_URL": "sqlite:////nowhere/x.sqlite3"}, "look at WIZARD_DATABASE_URL"),
        ({"WIZARD_DATABASE_URL": "nonsense"}, "WIZARD_DATABASE_URL cannot be used"),
        ({"WIZARD_DATA": "/dev/null/x"}, "Not a directory"),
        ({"WIZARD_OIDC_ISSUER": "https://sso.example"}, "WIZARD_OIDC_CLIENT_ID"),
    ],
)
def test_what_is_wrong_with_the_installation_is_told(
    staff: Staff, setting: dict[str, str], words: str
) -> None:
    assert is_error(staff("list", **setting), words)


def at_a_terminal(environment: dict[str, str], *typed: str) -> tuple[int, str]:
    """Run `wizard staff add ana` at a real terminal, and return its exit code and the screen."""
    master, slave = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-c", "from wizard.cli import main; main()", "staff", "add", "ana"],
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), **environment},
        stdin=slave,
        stdout=slave,
        stderr=slave,
        start_new_session=True,
    )
    screen = b""
    for number, line in enumerate(typed, 1):
        while screen.count(b": ") < number:
            screen += os.read(master, 1024)
        os.write(master, line.encode() + b"\n")
    process.wait(60)
    os.set_blocking(master, False)
    screen += os.read(master, 10_000)
    os.close(slave)
    os.close(master)
    return process.returncode, screen.decode()


def test_a_password_is_asked_for_twice_and_not_shown(
    environment: dict[str, str], kept: Kept
) -> None:
    code, screen = at_a_terminal(environment, GOOD, GOOD)
    assert code == 0, screen
    assert GOOD not in screen
    assert "Account «ana» added." in screen
    assert Argon2Passwords().verify(kept("ana")[1], GOOD)


def test_two_different_passwords_are_none(environment: dict[str, str], kept: Kept) -> None:
    code, screen = at_a_terminal(environment, GOOD, f"{GOOD}!")
    assert code == 1
    assert "these were two different passwords; start again" in screen
    assert kept("ana") == (None, "")
