"""`wizard referrals remind`, the settings of referrals, and reminders as a part of housekeeping."""

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import Engine

from tests.staff.people import Clock
from tests.staff.referral_steps import LINK, PlainLetters, letters_of, new_referral
from wizard.application.ports_referrals import Referring
from wizard.application.refer import refer
from wizard.cli import main
from wizard.settings import Settings, SettingsError
from wizard.staffing import chores, open_office
from wizard.store.accounts import DatabaseAccounts
from wizard.store.editions import DatabaseEditions
from wizard.store.engine import open_engine
from wizard.store.migrate import migrate
from wizard.store.sealing import FernetSealing
from wizard.web.partner_links import SignedLinks

LONG_AGO = datetime(2020, 1, 1, 9, tzinfo=UTC)
"""The command asks the machine for the day; whatever it says, this is over three days ago."""


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """The variables under which the command sees a data folder of its own."""
    return {"WIZARD_DATA": str(tmp_path), "WIZARD_DATABASE_URL": "", "WIZARD_PUBLIC_URL": ""}


@pytest.fixture
def settings(environment: dict[str, str]) -> Settings:
    """The same as settings."""
    return Settings.from_environment(environment)


@pytest.fixture
def engine(settings: Settings) -> Engine:
    """The migrated database of the folder, with one account."""
    engine = open_engine(settings.database_url)
    migrate(engine)
    DatabaseAccounts(engine).add("adviser", "adviser", "en", "", LONG_AGO)
    return engine


def referred(settings: Settings, engine: Engine) -> None:
    """Make one referral long ago, to a partner that reads French."""
    office, clock = open_office(settings, engine), Clock(LONG_AGO)
    links = SignedLinks(settings.secret(), clock)
    parts = Referring(office.referrals, links, PlainLetters(), office.terms)
    refer(parts, new_referral(1, clock(), partner="fr"))


def remind(environment: Mapping[str, str]) -> Result:
    return CliRunner().invoke(main, ["referrals", "remind"], env=dict(environment))


def test_a_reminder_is_sent_once_and_its_link_is_ours(
    environment: dict[str, str], settings: Settings, engine: Engine, files: dict[str, str]
) -> None:
    DatabaseEditions(engine).add("d" * 64, files, LONG_AGO)
    referred(settings, engine)
    assert remind(environment).output == "1 reminders, 0 closed without answer\n"
    assert remind(environment).output == "0 reminders, 0 closed without answer\n"
    letter = letters_of(engine, FernetSealing(settings.sealing_keys()))[-1]
    assert letter.subject.startswith("L'orientation 1") or "Referral 1" in letter.subject
    found = LINK.search(letter.text)
    assert found
    office = open_office(settings, engine)
    nonce, _ = SignedLinks(settings.secret(), office.now).read(found[1], 14)
    assert nonce


def test_without_anything_due_no_catalogue_is_needed(
    environment: dict[str, str], settings: Settings, engine: Engine
) -> None:
    assert remind(environment).output == "0 reminders, 0 closed without answer\n"
    referred(settings, engine)
    failed = remind(environment)
    assert failed.exit_code == 1
    assert "publish one first" in failed.output
    assert open_office(settings, engine).referrals.waiting()[0].wait.reminders == 0
    engine.dispose()


def test_housekeeping_reminds_too(settings: Settings, engine: Engine) -> None:
    words = [one.words for one in chores(open_office(settings, engine))]
    assert words.index("contact data of referrals removed") < words.index(
        "reminders to partners sent"
    ), "nobody is reminded of what ends on the same day"
    engine.dispose()


@pytest.mark.parametrize(
    ("value", "days"), [("", (3, 7, 14)), ("5", (5,)), (" 2, 4 ", (2, 4)), ("none", ())]
)
def test_the_days_of_reminders_are_read(value: str, days: tuple[int, ...]) -> None:
    assert Settings.from_environment({"WIZARD_REMINDER_DAYS": value}).reminder_days == days


@pytest.mark.parametrize("value", ["7,3", "3,3", "0,3", "a", "3,,7", "-1", "３"])
def test_days_that_make_no_sense_are_refused(value: str) -> None:
    with pytest.raises(SettingsError, match="WIZARD_REMINDER_DAYS"):
        Settings.from_environment({"WIZARD_REMINDER_DAYS": value})
    failed = CliRunner().invoke(main, ["referrals", "remind"], env={"WIZARD_REMINDER_DAYS": value})
    assert failed.exit_code == 1
    assert "WIZARD_REMINDER_DAYS" in failed.output


def test_the_other_delays_are_numbers() -> None:
    settings = Settings.from_environment({"WIZARD_PARTNER_DAYS": "5", "WIZARD_CONTACT_DAYS": "0"})
    assert (settings.partner_days, settings.contact_days) == (5, 0)
    for name in ("WIZARD_PARTNER_DAYS", "WIZARD_CONTACT_DAYS"):
        with pytest.raises(SettingsError, match=name):
            Settings.from_environment({name: "soon"})
