"""Where all that is written is kept: an SQLite file, or a PostgreSQL server."""

from collections.abc import Mapping
from pathlib import Path
from urllib.parse import quote, urlsplit, urlunsplit

from wizard.settings.values import SettingsError, secret_of

POSTGRESQL = ("postgres", "postgresql", "postgresql+psycopg")
"""The ways in which providers and programs begin the address of a PostgreSQL database."""

PASSWORD = ("WIZARD_DATABASE_PASSWORD", "WIZARD_DATABASE_PASSWORD_FILE")


def database_url(environment: Mapping[str, str], data: Path) -> str:
    """Return the address of the database as SQLAlchemy reads it, with its password.

    `data` is the folder of the SQLite file that is used if nothing else is set. Raises
    `SettingsError`, which never quotes the address: a password may stand in it.
    """
    words = environment.get("WIZARD_DATABASE_URL", "").strip()
    password = secret_of(environment, *PASSWORD)
    scheme, _, rest = words.partition("://")
    if scheme in POSTGRESQL:
        return _postgresql(f"postgresql+psycopg://{rest}", password)
    if password:
        raise SettingsError(
            f"{PASSWORD[0]} is for PostgreSQL, and WIZARD_DATABASE_URL does not begin with"
            " postgresql://"
        )
    if not words:
        return f"sqlite:///{data / 'parcours.sqlite3'}"
    if scheme != "sqlite":
        raise SettingsError(
            "WIZARD_DATABASE_URL cannot be used: it begins with sqlite:/// and the path of a"
            " file, or with postgresql://"
        )
    return words


def _postgresql(url: str, password: str) -> str:
    try:
        found = urlsplit(url)
        inside = found.password
        whole = found.port != 0 and "@" not in found.netloc.rpartition("@")[0]
    except ValueError:
        whole, inside = False, None
    # A password with such a sign would end too early, and the rest of it pass for the host.
    if not whole or "@" in found.path:
        raise SettingsError(
            "WIZARD_DATABASE_URL cannot be used: it is no address such as"
            " postgresql://user@host:5432/name; a password with signs such as @ : / # ? is best"
            f" kept out of it, in {PASSWORD[1]}"
        )
    if not password:
        return url
    if inside is not None:
        raise SettingsError(
            "the password of the database is given twice: take it out of WIZARD_DATABASE_URL,"
            f" or leave out {PASSWORD[0]} and {PASSWORD[1]}"
        )
    user, _, host = found.netloc.rpartition("@")
    return urlunsplit(found._replace(netloc=f"{user}:{quote(password, safe='')}@{host}"))
