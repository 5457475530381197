"""The address of the database: what providers write is understood, and no password is shown."""

from pathlib import Path

import pytest
from sqlalchemy import make_url

from wizard.settings import Settings, SettingsError
from wizard.store.engine import open_engine

HARD = "p@s:/#?% é+&="
URL, PASSWORD, FILE = (
    "WIZARD_DATABASE_URL",
    "WIZARD_DATABASE_PASSWORD",
    "WIZARD_DATABASE_PASSWORD_FILE",
)


def url_of(**environment: str) -> str:
    return Settings.from_environment(environment).database_url


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
def test_every_way_to_begin_is_understood(scheme: str) -> None:
    found = url_of(WIZARD_DATABASE_URL=f"{scheme}://user:word@host:5433/name?sslmode=require")
    assert found == "postgresql+psycopg://user:word@host:5433/name?sslmode=require"
    engine = open_engine(found)
    assert (engine.dialect.name, engine.dialect.driver) == ("postgresql", "psycopg")


@pytest.mark.parametrize(
    ("written", "user", "host", "database"),
    [
        ("postgresql://parcours@db/parcours", "parcours", "db", "parcours"),
        ("postgresql://parcours@[::1]:5432/parcours", "parcours", "::1", "parcours"),
        ("postgresql:///parcours?host=/run/postgresql", "", None, "parcours"),
    ],
)
def test_a_password_from_a_file_is_read_whole(
    tmp_path: Path, written: str, user: str, host: str | None, database: str
) -> None:
    (tmp_path / "password").write_text(f"{HARD}\n", encoding="utf-8")
    found = make_url(url_of(**{URL: written, FILE: str(tmp_path / "password")}))
    assert (found.username, found.password) == (user, HARD)
    assert (found.host, found.database) == (host, database)
    assert make_url(url_of(**{URL: written, PASSWORD: HARD})) == found


def test_the_settings_do_not_show_the_address() -> None:
    found = Settings.from_environment({URL: "postgresql://user:a-secret@host/name"})
    assert "a-secret" in found.database_url
    assert "a-secret" not in repr(found)


@pytest.mark.parametrize(
    "address",
    [
        "postgresql://user:a-secret@part@host/name",
        "postgresql://user:a-secret/part@host/name",
        "postgresql://user:a-secret#part@host/name",
        "postgresql://user:a-secret?part@host/name",
        "postgresql://user:a-secret@host:port/name",
        "postgresql://user:a-secret@host:0/name",
        "postgresql://[a-secret",
        "mysql://user:a-secret@host/name",
        "a-secret",
    ],
)
def test_an_address_that_is_none_is_told_and_not_shown(address: str) -> None:
    with pytest.raises(SettingsError, match="WIZARD_DATABASE_URL cannot be used") as caught:
        url_of(**{URL: address})
    assert "a-secret" not in str(caught.value)


def test_a_password_is_given_once(tmp_path: Path) -> None:
    (tmp_path / "password").write_text("a-secret", encoding="utf-8")
    with pytest.raises(SettingsError, match="given twice") as caught:
        url_of(**{URL: "postgresql://user:other@host/name", FILE: str(tmp_path / "password")})
    assert "a-secret" not in str(caught.value)


@pytest.mark.parametrize("address", ["", "sqlite:////file"])
def test_a_password_is_for_a_server(address: str) -> None:
    with pytest.raises(SettingsError, match="WIZARD_DATABASE_PASSWORD is for PostgreSQL"):
        url_of(**{URL: address, PASSWORD: "a-secret"})


def test_a_file_that_cannot_be_read_is_named() -> None:
    with pytest.raises(SettingsError, match="WIZARD_DATABASE_PASSWORD_FILE names a file"):
        url_of(**{URL: "postgresql://user@host/name", FILE: "/nowhere/at-all"})
