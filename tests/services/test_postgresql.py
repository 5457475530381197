"""The tests' own PostgreSQL is a real one, with a migrated database for each test."""

import psycopg
import pytest

from tests.services.postgresql import PostgresqlServer, database_at, plain


@pytest.mark.parametrize("turn", [1, 2])
def test_each_test_begins_with_empty_tables(postgresql_url: str, turn: int) -> None:
    with psycopg.connect(plain(postgresql_url)) as one:
        assert one.execute("select count(*) from sign_in_ended").fetchone() == (0,)
        one.execute("insert into sign_in_ended values (%s, now())", [str(turn)])
        edition = "insert into edition (digest, published_at, files) values ('d', now(), '')"
        assert one.execute(f"{edition} returning number").fetchone() == (1,)


def test_it_is_unlike_the_default(postgresql_url: str) -> None:
    with psycopg.connect(plain(postgresql_url)) as one:
        assert one.execute("show timezone").fetchone() == ("Asia/Kathmandu",)
        assert one.execute("select 'a' < 'B', 'a' < '-b'").fetchone() == (True, False)


def test_it_can_go_away_and_come_back_with_what_it_held(
    postgresql_server: PostgresqlServer,
) -> None:
    with database_at(postgresql_server) as url:
        with psycopg.connect(plain(url)) as one:
            one.execute("insert into sign_in_ended values ('kept', now())")
        with psycopg.connect(plain(url)) as one:
            postgresql_server.stop()
            with pytest.raises(psycopg.OperationalError):
                one.execute("select 1")
        postgresql_server.start()
        with psycopg.connect(plain(url)) as one:
            assert one.execute("select key from sign_in_ended").fetchall() == [("kept",)]
