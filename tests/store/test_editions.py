"""Editions are only ever added, whole; the newest one counts; nothing in them is altered."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine, event

from tests.conftest import ROOT
from wizard.application.ports import Edition
from wizard.application.ports_accounts import DatabaseAwayError
from wizard.content.folder import digest
from wizard.editions import load_edition
from wizard.store import away
from wizard.store.editions import DatabaseEditions, DatabaseNotReadyError
from wizard.store.engine import open_engine, sqlite_url
from wizard.store.migrate import migrate

NOW = datetime(2026, 11, 21, 10, 30, 15, tzinfo=UTC)
WORDS = {"services/é.toml": 'x = "Prêt d’été – «ça»: 5\u202f000 €, Ελλάδα, 日本, 🙂"\r\n\ttab'}


def test_at_first_there_is_none(engine: Engine) -> None:
    assert DatabaseEditions(engine).latest() is None


def test_the_newest_one_counts(engine: Engine) -> None:
    editions = DatabaseEditions(engine)
    assert [editions.add(f"{number:064}", {"a.toml": str(number)}, NOW) for number in (1, 2)] == [
        1,
        2,
    ]
    latest = editions.latest()
    assert latest == Edition(2, f"{2:064}", NOW, {"a.toml": "2"})


def test_every_character_comes_back(engine: Engine) -> None:
    editions = DatabaseEditions(engine)
    editions.add(digest(WORDS), WORDS, NOW)
    latest = editions.latest()
    assert latest is not None
    assert latest.files == WORDS
    assert digest(latest.files) == latest.digest


def test_the_moment_comes_back_in_utc(engine: Engine) -> None:
    editions = DatabaseEditions(engine)
    editions.add("d", {}, NOW)
    latest = editions.latest()
    assert latest is not None
    assert latest.published_at == NOW
    assert latest.published_at.utcoffset() == timedelta(0)


def test_the_whole_catalogue_comes_back(engine: Engine, files: dict[str, str]) -> None:
    editions = DatabaseEditions(engine)
    editions.add(digest(files), files, NOW)
    latest = editions.latest()
    assert latest is not None
    assert digest(latest.files) == digest(files)


def test_a_file_outlives_its_engine(tmp_path: Path) -> None:
    url = sqlite_url(tmp_path / "a.sqlite3")
    first = open_engine(url)
    migrate(first)
    DatabaseEditions(first).add("d", WORDS, NOW)
    first.dispose()
    second = open_engine(url)
    latest = DatabaseEditions(second).latest()
    second.dispose()
    assert latest is not None
    assert latest.files == WORDS


def test_two_that_add_at_once_get_two_numbers(url: str) -> None:
    engine = open_engine(url)
    editions = DatabaseEditions(engine)

    def add(number: int) -> int | None:
        return editions.add(f"{number:064}", {"a.toml": str(number)}, NOW)

    with ThreadPoolExecutor(8) as pool:
        numbers = list(pool.map(add, range(24)))
    assert sorted(numbers) == list(range(1, 25)), "every edition has a number of its own"
    latest = editions.latest()
    assert latest is not None
    assert latest.digest == f"{numbers.index(24):064}", "number and content belong together"
    engine.dispose()


def test_the_same_content_at_once_is_one_edition(url: str) -> None:
    engine = open_engine(url)
    editions = DatabaseEditions(engine)
    editions.add("before", {}, NOW)
    with ThreadPoolExecutor(8) as pool:
        numbers = list(pool.map(lambda _: editions.add("same", WORDS, NOW), range(16)))
    assert sorted(numbers, key=str) == [2, *[None] * 15]
    assert editions.newest() == (2, "same")
    engine.dispose()


PUBLISH = """
import sys
from datetime import UTC, datetime
from wizard.store.editions import DatabaseEditions
from wizard.store.engine import open_engine
editions = DatabaseEditions(open_engine(sys.argv[1]))
now = datetime(2026, 11, 21, tzinfo=UTC)
print("ready", flush=True)
sys.stdin.readline()
for number in range(10):
    done = editions.add(f"{sys.argv[2]}-{number}", {"a.toml": sys.argv[2]}, now)
    assert editions.newest()[0] >= done
    print(done, flush=True)
"""


def test_publishers_on_several_nodes_lose_no_edition(url: str) -> None:
    running = [
        subprocess.Popen(
            [sys.executable, "-c", PUBLISH, url, name],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for name in ("one", "two", "three")
    ]
    for one in running:
        assert one.stdout is not None
        assert one.stdout.readline() == "ready\n"
    said = [one.communicate("\n", timeout=120)[0].split() for one in running]
    assert [one.returncode for one in running] == [0, 0, 0]
    assert sorted(int(number) for lines in said for number in lines) == list(range(1, 31))


def test_the_newest_one_is_known_without_its_files(engine: Engine) -> None:
    editions = DatabaseEditions(engine)
    assert editions.newest() is None
    editions.add("a", WORDS, NOW)
    editions.add("b", WORDS, NOW)
    assert editions.newest() == (2, "b")


def test_asking_for_the_newest_one_reads_no_files(engine: Engine) -> None:
    editions, asked = DatabaseEditions(engine), []
    event.listen(engine, "before_cursor_execute", lambda *about: asked.append(about[2]))
    editions.newest()
    assert len(asked) == 1
    assert "files" not in asked[0]


def test_a_database_that_was_never_prepared_says_what_to_do(empty: Engine) -> None:
    for ask in (DatabaseEditions(empty).latest, DatabaseEditions(empty).newest):
        with pytest.raises(DatabaseNotReadyError, match="run `wizard catalogue publish` first"):
            ask()
    away.tell(empty)
    with pytest.raises(DatabaseAwayError):
        DatabaseEditions(empty).latest()


FAILING = """
id = "failing"
on = 2026-11-21
who = "Somebody whose expectation came true only in the past."
answers = { stage = ["idea"] }
expect = { excluded = ["microstart"], fits = ["microstart"] }
"""


def test_an_edition_in_force_is_served_whatever_the_personas_say_later(
    files: dict[str, str],
) -> None:
    stored = {**files, "scenarios/failing.toml": FAILING}
    catalogue = load_edition(Edition(3, digest(stored), NOW, stored))
    assert catalogue.edition == 3, "the order of a list depends on the year; the site must start"
    assert catalogue.published_on == "2026-11-21"


def test_an_edition_says_the_day_of_brussels(files: dict[str, str]) -> None:
    late = datetime(2026, 11, 21, 23, 30, tzinfo=UTC)
    assert load_edition(Edition(1, digest(files), late, files)).published_on == "2026-11-22"
