"""Wiring the staff area: the ports over the database, and the clock."""

from datetime import UTC, datetime

from wizard.settings import Settings
from wizard.store.accounts import Argon2Passwords, DatabaseAccounts
from wizard.store.engine import open_engine
from wizard.web.staff.office import Office


def now() -> datetime:
    """Return this moment in UTC."""
    return datetime.now(UTC)


def open_office(settings: Settings) -> Office:
    """Return the parts of the staff area over the database of the settings, migrated before."""
    engine = open_engine(settings.database_url)
    return Office(
        now=now,
        accounts=DatabaseAccounts(engine),
        passwords=Argon2Passwords(),
    )
