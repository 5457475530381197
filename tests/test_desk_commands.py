"""`wizard desk ...` as it is typed: what it prints, what it changes, how it ends."""

import json
import shlex
import shutil
import tomllib
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.conftest import ROOT
from tests.desks import CENTRE, EXAMPLES, LEL, example
from wizard.cli import main
from wizard.content.desks import DeskRecords
from wizard.desking import add_examples
from wizard.domain.desks import Desk
from wizard.settings import Settings
from wizard.store.desks import DatabaseDesks
from wizard.store.engine import open_engine
from wizard.store.migrate import migrate

SHIPPED = ROOT / "catalogue" / "desks"
Command = Callable[..., Result]
Kept = Callable[[], tuple[Desk, ...]]


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """The variables of an installation that was never used; its folder is not there yet."""
    names = ("WIZARD_DATABASE_URL", "WIZARD_PUBLIC_URL", "WIZARD_CATALOGUE")
    return {"WIZARD_DATA": str(tmp_path / "data"), **dict.fromkeys(names, "")}


@pytest.fixture
def desk(environment: dict[str, str]) -> Command:
    """The command line: `desk("list")`, with what stands in the standard input."""
    runner = CliRunner()

    def run(*arguments: str | Path, typed: str = "", **more: str) -> Result:
        words = ["desk", *map(str, arguments)]
        return runner.invoke(main, words, input=typed, env={**environment, **more})

    return run


@pytest.fixture
def kept(environment: dict[str, str]) -> Kept:
    """What the database holds."""

    def look() -> tuple[Desk, ...]:
        settings = Settings.from_environment(environment)
        settings.make_folder()  # a command that refuses at once leaves nothing at all
        engine = open_engine(settings.database_url)
        try:
            migrate(engine)
            return DatabaseDesks(engine, DeskRecords()).all()
        finally:
            engine.dispose()

    return look


@pytest.fixture
def _stored(environment: dict[str, str]) -> None:
    """The examples are in the database already: adding one reads the whole catalogue."""
    settings = Settings.from_environment(environment)
    settings.make_folder()
    engine = open_engine(settings.database_url)
    try:
        migrate(engine)
        add_examples(engine, datetime(2026, 11, 21, 9, 0, tzinfo=UTC))
    finally:
        engine.dispose()


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A copy of an example's file, to be changed, with its logo beside it."""
    for kind in ("toml", "png"):
        shutil.copy(SHIPPED / f"{LEL}.{kind}", tmp_path / f"{LEL}.{kind}")
    return tmp_path / f"{LEL}.toml"


def change(file: Path, old: str, new: str) -> None:
    words = file.read_text(encoding="utf-8")
    assert old in words
    file.write_text(words.replace(old, new), encoding="utf-8")


def is_error(done: Result, words: str) -> bool:
    """Return whether a command ended with one line that says these words."""
    lines = done.stderr.strip().splitlines()
    return done.exit_code == 1 and len(lines) == 1 and words in lines[0]


def test_desks_are_added_replaced_and_listed(desk: Command, kept: Kept, own: Path) -> None:
    assert "There is no desk yet" in desk("list").output
    for key in EXAMPLES:
        done = desk("add", SHIPPED / f"{key}.toml")
        assert (done.exit_code, done.output) == (0, f"Desk «{key}» added.\n")
    assert kept() == (example(CENTRE), example(LEL))
    change(own, "idle_seconds = 90", "idle_seconds = 300")
    assert desk("add", own).output == f"Desk «{LEL}» replaced.\n"
    assert [one.idle for one in kept()] == [120, 300]
    lines = desk("list").output.splitlines()
    assert [line.split()[0] for line in lines] == [CENTRE, LEL]
    assert lines[1].split()[1:5] == ["local-desk", "fr,nl,en", "kiosk", "embed"]
    assert lines[1].endswith("Local economy desk (example)")


def test_every_problem_is_printed_and_nothing_is_stored(
    desk: Command, kept: Kept, own: Path
) -> None:
    change(own, 'link = "#8a1c52"', 'link = "#c0588a"')
    change(own, '"https://example.org"]', '"https://example.org/page"]')
    change(own, "idle_seconds = 90", "idle_seconds = 5")
    done = desk("add", own)
    assert done.exit_code == 1
    lines = done.stderr.splitlines()
    assert lines[-1] == "3 problems; nothing was stored"
    assert f"{own.name}: idle_seconds: is 5; give 30 to 900" in lines
    assert any(
        line.startswith(f"{own.name}: colours.light.link: #c0588a has a contrast of 3.6")
        for line in lines
    )
    assert any("origins.1: " in line and "e.g. https://example.org" in line for line in lines)
    assert kept() == ()


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('place = ["1080"]', 'stage = ["idea"]\nsize = ["solo"]', "start.size: is not asked"),
        (f'id = "{LEL}"', 'id = "counts"', "id: «counts» is a page of the staff area"),
        (f'id = "{LEL}"', f"id = {LEL}", "(file): is not valid TOML"),
        ('file = "example-lel.png"', 'file = "none.png"', "logo.file: the picture is missing"),
        ('file = "example-lel.png"', 'file = "../../etc/passwd"', "logo.file: the picture is"),
    ],
)
def test_a_wrong_file_is_refused(
    desk: Command, kept: Kept, own: Path, old: str, new: str, said: str
) -> None:
    change(own, old, new)
    done = desk("add", own)
    assert done.exit_code == 1
    assert f"{own.name}: {said}" in done.stderr
    assert kept() == ()


def test_a_service_that_cannot_be_used_is_a_warning(
    desk: Command, kept: Kept, own: Path, files: dict[str, str]
) -> None:
    ended = next(
        name.split("/")[1].removesuffix(".toml")
        for name, words in files.items()
        if name.startswith("services/") and 'status = "ended"' in words
    )
    change(own, '["local-economy-desks"]', f'["local-economy-desks", "no-such", "{ended}"]')
    done = desk("add", own)
    assert done.exit_code == 0
    lines = done.stderr.splitlines()
    assert lines[0].startswith(f"warning: {own.name}: first.1: «no-such» is not in the catalogue")
    assert lines[1].startswith(f"warning: {own.name}: first.2: «{ended}» has ended")
    assert len(kept()) == 1


@pytest.mark.usefixtures("_stored")
def test_a_record_that_is_shown_can_be_added_again(
    desk: Command, kept: Kept, tmp_path: Path
) -> None:
    before = kept()
    for key in EXAMPLES:
        shown = desk("show", key, "--logo", tmp_path / "picture.png")
        assert (shown.exit_code, shown.stderr) == (0, "")
        assert tomllib.loads(shown.stdout)["logo"]["file"] == "picture.png"
        file = tmp_path / "shown.toml"
        file.write_text(shown.stdout, encoding="utf-8")
        assert desk("remove", key, "--yes").exit_code == 0
        assert desk("add", file).output == f"Desk «{key}» added.\n"
    assert kept() == before


@pytest.mark.usefixtures("_stored")
def test_a_logo_is_written_only_where_there_is_one(
    desk: Command, own: Path, tmp_path: Path
) -> None:
    shown = desk("show", LEL)
    assert "--logo FILE writes it" in shown.stderr
    assert tomllib.loads(shown.stdout)["id"] == LEL
    assert is_error(desk("show", LEL, "--logo", tmp_path / "no" / "a.png"), "cannot be written")
    change(own, own.read_text(encoding="utf-8").partition("[logo]")[2], "")
    change(own, "[logo]", "")
    desk("add", own)
    assert desk("show", LEL).stderr == ""
    assert is_error(desk("show", LEL, "--logo", tmp_path / "a.png"), "has no logo")


@pytest.mark.usefixtures("_stored")
def test_removing_asks_first(desk: Command, kept: Kept) -> None:
    asked = desk("remove", LEL, typed="n\n")
    assert asked.exit_code == 1
    assert "Its kiosks and frames end." in asked.output
    assert len(kept()) == 2
    assert desk("remove", LEL, typed="y\n").output.endswith(f"Desk «{LEL}» removed.\n")
    assert kept() == (example(CENTRE),)


@pytest.mark.parametrize("command", ["show", "remove", "kiosk"])
def test_a_desk_that_is_not_there_is_said(desk: Command, command: str) -> None:
    assert is_error(desk(command, "nobody"), "there is no desk «nobody»; see `wizard desk list`")


@pytest.mark.usefixtures("_stored")
def test_the_kiosk_is_started_on_the_address_of_the_site(desk: Command) -> None:
    by_setting = desk("kiosk", LEL, WIZARD_PUBLIC_URL="https://guide.example/")
    words = shlex.split(by_setting.output)
    assert (words[0], words[-1]) == ("chromium", f"https://guide.example/kiosk/{LEL}/")
    assert "--kiosk-printing" in words
    by_option = desk("kiosk", CENTRE, "--url", "http://127.0.0.1:8000")
    words = shlex.split(by_option.output)
    assert words[-1] == f"http://127.0.0.1:8000/kiosk/{CENTRE}/"
    assert "--kiosk-printing" not in words, "this desk does not print"


@pytest.mark.usefixtures("_stored")
def test_the_policy_is_json_for_the_site_alone(desk: Command) -> None:
    done = desk("kiosk", LEL, "--policy", "--url", "https://guide.example/parcours/")
    assert json.loads(done.stdout)["URLAllowlist"][0] == "https://.guide.example"


@pytest.mark.usefixtures("_stored")
@pytest.mark.parametrize(
    "url",
    [
        "",
        "guide.example",
        "ftp://guide.example",
        "https://",
        "https://[a",
        "https://a@guide.example",
        "https://guide.example/?",
    ],
)
def test_a_kiosk_needs_the_address_of_the_site(desk: Command, url: str) -> None:
    assert is_error(desk("kiosk", LEL, "--url", url), "set WIZARD_PUBLIC_URL, or --url")


def test_a_desk_without_a_kiosk_has_no_line(desk: Command, own: Path) -> None:
    change(own, '["kiosk", ', "[")
    desk("add", own)
    done = desk("kiosk", LEL, "--url", "https://guide.example")
    assert is_error(done, "has no kiosk; add «kiosk» to the `features`")


@pytest.mark.parametrize("command", ["", "add", "list", "show", "remove", "kiosk"])
def test_the_help_suffices(desk: Command, command: str) -> None:
    done = desk(*([command] if command else []), "--help")
    assert done.exit_code == 0
    assert "Usage: " in done.output
