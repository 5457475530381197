"""The server itself: what it has counted is written when it stops, in the database or beside it."""

import shutil
import sqlite3
import urllib.request
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from tests.desks import LEL
from tests.test_cli import COMMAND, PATIENCE, Server, running, surroundings

pytestmark = pytest.mark.slow

BROWSER = {"User-Agent": "Mozilla/5.0 (X11; Linux x86_64)"}
VISITS = 5


def begin(server: Server) -> None:
    """Begin some visits at the kiosk, which several workers take."""
    for _ in range(VISITS):
        asked = urllib.request.Request(f"{server.url}/fr/kiosk/{LEL}/?begin=1", headers=BROWSER)  # noqa: S310  (our own server)
        with urllib.request.urlopen(asked, timeout=PATIENCE) as answer:  # noqa: S310  (our own server)
            assert answer.status == 200


@contextmanager
def locked(database: Path) -> Iterator[None]:
    """Let nobody write into the database as long as the block lasts."""
    with closing(sqlite3.connect(database, isolation_level=None)) as connection:
        connection.execute("begin immediate")
        yield
        connection.execute("rollback")


def visits(database: Path) -> int:
    """Return the visits in the database."""
    query = "select coalesce(sum(number), 0) from desk_count where kind = 'visit'"
    with closing(sqlite3.connect(database)) as connection:
        return int(connection.execute(query).fetchone()[0])


def test_counts_survive_stopping_and_a_database_that_is_away(
    published: Path, tmp_path: Path
) -> None:
    data = tmp_path / "data"
    shutil.copytree(published, data)
    database, spool = data / "parcours.sqlite3", data / "desk-counts"
    environment = surroundings({"WIZARD_DATA": str(data), "HOME": str(tmp_path)})
    with running([*COMMAND], environment, tmp_path) as server:
        begin(server)
        assert server.stop() == 0, server.written()
    assert visits(database) == VISITS, "it was written when the server stopped"
    assert not spool.exists()
    with running([*COMMAND], environment, tmp_path) as server, locked(database):
        begin(server)
        server.stop()
    assert list(spool.glob("*.json")), server.written()
    assert visits(database) == VISITS
    with running([*COMMAND], environment, tmp_path) as server:
        assert visits(database) == 2 * VISITS, "it was taken up before anybody came"
        assert not list(spool.iterdir())
        assert server.stop() == 0
    assert visits(database) == 2 * VISITS
