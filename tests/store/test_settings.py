"""The settings: defaults that just work, the environment, and a signing key that is kept well."""

import stat
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT
from wizard import resources
from wizard.domain.keeping import Keeping
from wizard.settings import PostSettings, Settings, SettingsError


def test_without_any_variable_everything_has_a_place(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/home/somebody")
    found = Settings.from_environment({})
    assert found.data == Path("/home/somebody/.local/share/parcours")
    assert found.catalogue == resources.folder("catalogue")
    assert found.database_url == f"sqlite:///{found.data}/parcours.sqlite3"
    assert (found.public_url, found.index) == ("", found.data / "index")


def test_the_data_folder_follows_the_desktop_rule() -> None:
    found = Settings.from_environment({"XDG_DATA_HOME": "/data"})
    assert found.data == Path("/data/parcours")


def test_every_variable_counts(tmp_path: Path) -> None:
    found = Settings.from_environment(
        {
            "WIZARD_DATA": str(tmp_path / "data"),
            "WIZARD_CATALOGUE": str(tmp_path / "catalogue"),
            "WIZARD_DATABASE_URL": "sqlite:////elsewhere.sqlite3",
            "WIZARD_PUBLIC_URL": "https://parcours.example/",
            "XDG_DATA_HOME": "/not/this",
        }
    )
    assert found == Settings(
        tmp_path / "data",
        tmp_path / "catalogue",
        "sqlite:////elsewhere.sqlite3",
        "https://parcours.example",
        post=PostSettings(sender="Parcours <no-reply@parcours.example>"),
    )


def test_an_empty_variable_is_as_good_as_none() -> None:
    names = ("WIZARD_DATA", "WIZARD_CATALOGUE", "WIZARD_DATABASE_URL", "WIZARD_PUBLIC_URL")
    assert Settings.from_environment(dict.fromkeys(names, "")) == Settings.from_environment({})


@pytest.mark.parametrize(
    "words",
    [
        "guide.example",
        "ftp://guide.example",
        "https://",
        "https:guide.example",
        "https://guide.example?x=1",
        "https://guide.example/#x",
        "https://an:secret@guide.example",
        "https://guide.example/a b",
        "https://guide.example:99999",
        "https://[guide",
        "https://guide.example\nHost: evil",
    ],
)
def test_the_public_address_is_an_address(words: str) -> None:
    with pytest.raises(SettingsError, match="WIZARD_PUBLIC_URL is an address such as"):
        Settings.from_environment({"WIZARD_PUBLIC_URL": words})


@pytest.mark.parametrize("words", ["http://localhost:8000", "https://guide.example/wizard/"])
def test_the_public_address_may_have_a_port_and_a_path(words: str) -> None:
    found = Settings.from_environment({"WIZARD_PUBLIC_URL": words})
    assert found.public_url == words.rstrip("/")


@pytest.mark.parametrize(
    ("name", "words", "limits"),
    [
        ("WIZARD_NOTES_DAYS", "367", "from 1 to 366"),
        ("WIZARD_CASE_MONTHS", "121", "from 1 to 120"),
        ("WIZARD_CONTACT_DAYS", "9" * 5000, "from 0 to 3650"),
        ("WIZARD_PARTNER_DAYS", "3651", "from 1 to 3650"),
        ("WIZARD_SMTP_PORT", "65536", "from 1 to 65535"),
        ("WIZARD_PROXIES", "17", "from 0 to 16"),
        ("WIZARD_REMINDER_DAYS", f"3,{'9' * 5000}", "3,7,14"),
    ],
)
def test_no_number_is_beyond_what_can_be_counted(name: str, words: str, limits: str) -> None:
    with pytest.raises(SettingsError, match=f"{name} .*{limits}"):
        Settings.from_environment({name: words})


def test_what_the_settings_let_pass_is_kept_so_long() -> None:
    found = Settings.from_environment({"WIZARD_NOTES_DAYS": "366", "WIZARD_CASE_MONTHS": "120"})
    assert Keeping(found.notes_days, case_months=found.case_months).notes_days == 366


def test_a_file_with_a_password_that_is_not_there_is_named() -> None:
    with pytest.raises(SettingsError, match="WIZARD_SMTP_PASSWORD_FILE names a file"):
        Settings.from_environment({"WIZARD_SMTP_PASSWORD_FILE": "/nowhere/at-all"})


def test_the_home_folder_may_be_written_as_a_tilde(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/home/somebody")
    found = Settings.from_environment({"WIZARD_DATA": "~/d", "WIZARD_CATALOGUE": "~/c"})
    assert (found.data, found.catalogue) == (Path("/home/somebody/d"), Path("/home/somebody/c"))


def test_nobody_else_looks_into_the_data_folder(tmp_path: Path) -> None:
    for name, make in (("a", Settings.make_folder), ("b", Settings.secret)):
        found = Settings.from_environment({"WIZARD_DATA": str(tmp_path / name)})
        make(found)
        assert stat.S_IMODE(found.data.stat().st_mode) == 0o700


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Settings whose data folder is there and empty."""
    return Settings.from_environment({"WIZARD_DATA": str(tmp_path)})


def test_the_key_is_made_once_and_for_its_owner_only(settings: Settings) -> None:
    key = settings.secret()
    assert len(key) >= 48
    assert settings.secret() == key
    assert stat.S_IMODE((settings.data / "secret").stat().st_mode) == 0o600


def test_each_installation_has_its_own_key(tmp_path: Path) -> None:
    keys = set()
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        keys.add(Settings.from_environment({"WIZARD_DATA": str(tmp_path / name)}).secret())
    assert len(keys) == 2


def test_a_key_that_was_never_finished_is_made_anew(settings: Settings) -> None:
    (settings.data / "secret").touch(0o600)
    assert len(settings.secret()) >= 48, "an empty key would let anybody sign"


ASK = """
import sys
from wizard.settings import Settings
settings = Settings.from_environment({"WIZARD_DATA": sys.argv[1]})
sys.stdin.readline()
print(settings.secret())
"""


def test_two_processes_that_start_at_once_share_one_key(tmp_path: Path) -> None:
    running = [
        subprocess.Popen(
            [sys.executable, "-c", ASK, str(tmp_path)],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(6)
    ]
    for one in running:
        assert one.stdin is not None
        one.stdin.write("\n")
        one.stdin.flush()
    keys = {one.communicate(timeout=60)[0].strip() for one in running}
    assert len(keys) == 1
    assert len(keys.pop()) >= 48
