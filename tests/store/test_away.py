"""A database that is away, slow, or not ours: told in one way, and used again when it is back."""

import traceback
from collections.abc import Iterator
from datetime import UTC, datetime

import psycopg
import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from tests.services.postgresql import PostgresqlServer, database_at, plain, running_postgresql
from wizard.application.ports_accounts import DatabaseAwayError
from wizard.store import away
from wizard.store.accounts import DatabaseAccounts
from wizard.store.editions import DatabaseEditions, DatabaseNotReadyError
from wizard.store.engine import open_engine
from wizard.store.tables.staff import AccountRow, EndedSignInRow

NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)


@pytest.fixture
def server() -> Iterator[PostgresqlServer]:
    """A server that is the test's own, to be stopped."""
    with running_postgresql() as one:
        yield one


def test_a_server_that_goes_away_and_comes_back(server: PostgresqlServer) -> None:
    with database_at(server) as url:
        engine, plain_engine = away.open_told(url), open_engine(url)
        accounts, editions = DatabaseAccounts(engine), DatabaseEditions(plain_engine)
        first = accounts.add("first", "adviser", "nl", "", NOW)
        assert editions.newest() is None
        server.stop()
        for _ in range(2):
            with pytest.raises(DatabaseAwayError):
                accounts.end_sign_ins(first)
            with pytest.raises(DatabaseNotReadyError, match="run `wizard catalogue publish`"):
                editions.newest()
        server.start()
        assert accounts.end_sign_ins(first).version == first.version + 1
        assert editions.latest() is None
        engine.dispose()
        plain_engine.dispose()


def test_a_server_that_restarts_between_two_requests_is_not_missed(
    server: PostgresqlServer,
) -> None:
    with database_at(server) as url:
        engine = away.open_told(url)
        accounts = DatabaseAccounts(engine)
        assert accounts.all() == ()
        server.stop()
        server.start()
        assert accounts.all() == (), "the old connection was replaced before it was used"
        engine.dispose()


def test_a_server_that_goes_away_in_the_middle_of_writing(server: PostgresqlServer) -> None:
    with database_at(server) as url:
        engine = away.open_told(url)

        def write() -> None:
            with Session(engine) as session, session.begin():
                session.add(EndedSignInRow(key="half", until=NOW))
                session.flush()
                server.stop()
                session.add(EndedSignInRow(key="other half", until=NOW))

        with pytest.raises(DatabaseAwayError):
            write()
        server.start()
        with engine.connect() as connection:
            assert connection.scalar(text("select count(*) from sign_in_ended")) == 0
        engine.dispose()


@pytest.fixture
def told(postgresql_url: str) -> Iterator[Engine]:
    """An engine for PostgreSQL that tells."""
    engine = away.open_told(postgresql_url)
    yield engine
    engine.dispose()


def test_a_connection_that_is_cut_in_the_middle(told: Engine) -> None:
    def cut() -> None:
        with told.connect() as one, told.connect() as other:
            number = one.scalar(text("select pg_backend_pid()"))
            other.execute(text("select pg_terminate_backend(:n, 5000)"), {"n": number})
            one.execute(text("select 1"))

    with pytest.raises(DatabaseAwayError):
        cut()
    assert DatabaseAccounts(told).all() == ()


@pytest.mark.parametrize(
    ("limit", "statement"),
    [
        ("statement_timeout", "select pg_sleep(60)"),
        ("lock_timeout", "lock table account in share mode"),
    ],
)
def test_who_would_wait_too_long_is_told(told: Engine, limit: str, statement: str) -> None:
    def wait() -> None:
        with told.connect() as holder, told.connect() as waiting:
            holder.execute(text("lock table account"))
            waiting.execute(text(f"set local {limit} = 50"))
            waiting.execute(text(statement))

    with pytest.raises(DatabaseAwayError, match="timeout"):
        wait()
    assert DatabaseAccounts(told).all() == ()


def test_limits_of_time_outlive_a_transaction_that_is_rolled_back(told: Engine) -> None:
    with told.connect() as connection:
        connection.execute(text("select 1"))
        connection.rollback()
        for name, value in (
            ("statement_timeout", "20s"),
            ("lock_timeout", "5s"),
            ("idle_in_transaction_session_timeout", "1min"),
        ):
            assert connection.scalar(text(f"show {name}")) == value


def test_a_database_that_may_only_be_read_is_told(told: Engine, postgresql_url: str) -> None:
    with psycopg.connect(plain(postgresql_url), autocommit=True) as other:
        name = other.info.dbname
        other.execute(f"alter database {name} set default_transaction_read_only = on".encode())
        with pytest.raises(DatabaseAwayError, match="read-only"):
            DatabaseAccounts(told).add("a-name", "adviser", "nl", "", NOW)
        other.execute(f"alter database {name} reset default_transaction_read_only".encode())


def test_a_database_that_is_not_ours_is_told(postgresql_url: str) -> None:
    with psycopg.connect(plain(postgresql_url), autocommit=True) as owner:
        owner.execute("create role stranger login")
        stranger = away.open_told(postgresql_url.replace("//wizard@", "//stranger@"))
        with pytest.raises(DatabaseAwayError, match="permission denied"):
            DatabaseAccounts(stranger).all()
        stranger.dispose()
        owner.execute("drop role stranger")


def test_more_threads_than_are_kept_open_find_a_connection(told: Engine) -> None:
    open_ones = [told.connect() for _ in range(12)]
    assert [one.scalar(text("select 1")) for one in open_ones] == [1] * 12
    for one in open_ones:
        one.close()


@pytest.mark.parametrize(
    "url",
    [
        "postgresql+psycopg://wizard:a-secret@127.0.0.1:1/name",
        "postgresql+psycopg://wizard:a-secret@127.0.0.1:port/name",
        "postgresql+psycopg://wizard:a-secret@127.0.0.1/name?no_such_option=1",
    ],
)
def test_the_password_is_in_no_message(url: str) -> None:
    with pytest.raises(DatabaseAwayError) as caught:
        DatabaseAccounts(away.open_told(url)).all()
    assert "a-secret" not in "".join(traceback.format_exception(caught.value))


def test_an_error_does_not_quote_the_row(engine: Engine) -> None:
    def twice() -> None:
        for _ in range(2):
            with Session(engine) as session, session.begin():
                session.add(_account("unmistakable-name"))

    with pytest.raises(IntegrityError) as caught:
        twice()
    assert "unmistakable-name" not in "".join(traceback.format_exception(caught.value))
    with pytest.raises(IntegrityError) as caught, engine.begin() as connection:
        connection.execute(
            text("insert into sign_in_ended (key, until) values (:key, null)"),
            {"key": "unmistakable-key"},
        )
    assert "unmistakable-key" not in "".join(traceback.format_exception(caught.value))


def _account(name: str) -> AccountRow:
    return AccountRow(
        name=name,
        role="adviser",
        language="nl",
        password="",
        must_change=False,
        shortcuts=True,
        active=True,
        version=1,
        created_at=NOW,
    )


def test_moments_are_in_utc_whatever_the_server_thinks(engine: Engine) -> None:
    with Session(engine) as session, session.begin():
        session.add(EndedSignInRow(key="k", until=NOW))
    with Session(engine) as session:
        found = session.get_one(EndedSignInRow, "k").until
    assert (found, found.isoformat()) == (NOW, NOW.isoformat())


def test_accounts_are_in_the_same_order_everywhere(engine: Engine) -> None:
    accounts = DatabaseAccounts(engine)
    for name in ("ab", "a.b", "-ab", "_ab", "éa", "zb", "0a"):
        accounts.add(name, "adviser", "nl", "", NOW)
    assert [one.name for one in accounts.all()] == ["-ab", "0a", "_ab", "a.b", "ab", "zb", "éa"]
