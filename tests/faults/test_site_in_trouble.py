"""One whole site, and what may befall it: each test leaves it as sound as it found it.

Slow and hostile clients are tested in `tests/serving/test_slow_clients.py`, an index damaged
under the shipped catalogue in `tests/test_index_while_serving.py`, the answers of the health
addresses without a whole server in `tests/serving/test_health.py`.
"""

import random
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial

import pytest

from tests.desks import LEL
from tests.faults.damage import HOSTILE_SIGN, flip_all, plant_hostile
from tests.faults.house import House
from tests.faults.site import PAGE, Site, heading, site_on
from tests.services.postgresql import running_postgresql
from tests.serving.clients import Load, until, until_all, visitors

pytestmark = pytest.mark.slow

REQUEST = f"GET {PAGE} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode()
VISITORS, VISITS = 4, 5
BROWSER = {"User-Agent": "Mozilla/5.0 (X11; Linux x86_64)"}
COUNTED = "select coalesce(sum(number), 0)::int from desk_count where kind = 'visit'"


@pytest.fixture(scope="module")
def site(prepared: House, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The site; what serves it is started once, and once again by a test."""
    house = prepared.copied(tmp_path_factory.mktemp("site") / "house")
    with running_postgresql() as database:
        one = site_on(house, database)
        with one.served():
            until(lambda: one.health()["status"] == "ready", "it is not ready")
            yield one


def publish(site: Site, number: int) -> int:
    """Publish a variant and wait until all workers serve it; return its edition."""
    done = site.house.publish(number)
    assert done.changed
    assert done.edition is not None
    edition = done.edition.number
    # Also a worker that was still starting, with what was in force when it began.
    until_all(
        lambda: (site.variant(), site.health()["edition"]) == (number, edition),
        "not all workers have it",
    )
    return edition


def assert_well(site: Site, edition: int, variant: int) -> None:
    """Assert that all is as it should be, in every worker."""
    until_all(lambda: site.health()["status"] == "ready", "it is not ready again")
    for _ in range(8):
        told = site.health()
        assert (told["code"], told["status"], told["index"]) == (200, "ready", "ok"), told
        assert (told["edition"], site.variant()) == (edition, variant)


def test_workers_killed_under_load_and_editions_published_meanwhile(
    site: Site, chance: random.Random, rounds: int
) -> None:
    turns, edition = max(rounds // 5, 3), 0
    wrong: list[str] = []
    with visitors(site.port, VISITORS, REQUEST) as load:
        for turn in range(1, turns + 1):
            site.kill_worker(chance.choice(sorted(site.workers())))
            until(partial(served_since, load, load.answered), "nobody is served any more")
            if turn % 3 == 0:
                edition = publish(site, turn)
            wrong += [f"turn {turn}"] if site.health()["code"] != 200 else []
    print(f"{turns} workers killed, {load.answered} answers, {len(load.failed)} cut off")
    assert wrong == []
    assert not [one for one in load.failed if "HTTP/1.1" in one], "an error was answered"
    assert len(load.failed) <= VISITORS * turns, "more than what the dead had in their hands"
    assert_well(site, edition, turns - turns % 3)


def served_since(load: Load, before: int) -> bool:
    """Return whether more visitors have been served than so many."""
    return load.answered > before


def test_a_broken_catalogue_is_refused_and_the_edition_in_force_stays(site: Site) -> None:
    before, variant = site.health()["edition"], site.variant()
    journey = site.house.settings.catalogue / "journey.toml"
    text = journey.read_text("utf-8")
    journey.write_text("question =", encoding="utf-8")
    done = site.wizard("catalogue", "publish")
    journey.write_text(text, encoding="utf-8")
    assert done.returncode == 1
    assert "journey.toml: (file): is not valid TOML" in done.stderr
    assert "not published; the edition in force stays" in done.stderr
    assert "Traceback" not in done.stderr
    assert isinstance(before, int)
    assert_well(site, before, variant)


def test_what_is_damaged_or_hostile_on_the_disk_is_never_served(
    site: Site, chance: random.Random
) -> None:
    edition, variant = site.health()["edition"], site.variant()
    assert isinstance(edition, int)
    for harm in (flip_all, plant_hostile):
        harm(site.house.settings.ready, chance)
        flip_all(site.house.settings.index, chance)
        for worker in sorted(site.workers()):
            site.kill_worker(worker)
        assert_well(site, edition, variant)
    assert not (site.house.settings.ready / HOSTILE_SIGN).exists(), "the hostile pickle was run"
    assert site.house.in_force() == (edition, variant), "it was not mended"


@contextmanager
def away(site: Site) -> Iterator[None]:
    """Stop the database for the length of the block."""
    site.database.stop()
    try:
        yield
    finally:
        # A test may have started it within the block.
        if site.database.process is None:
            site.database.start()


def assert_goes_on_alone(site: Site, variant: int) -> None:
    """Assert that the public site is whole without a database, and that the staff area says so."""
    until_all(lambda: site.health()["database"] == "away", "nobody notices")
    for _ in range(8):
        told = site.health()
        assert (told["code"], told["status"]) == (200, "degraded"), told
        assert (told["index"], told["database"], told["staff"]) == ("ok", "away", "away")
        assert site.variant() == variant
    assert site.get("/fr/results?stage=idea&sector=horeca")[0] == 200
    assert '"microstart"' in site.get("/api/v1/search?lang=en&q=microstart")[1]
    assert known_kiosk(site), "a kiosk goes on too, also of who started without the database"
    status, page = site.try_to_sign_in()
    assert status == 503
    assert heading(page) == "The staff area cannot reach its database"


def begin_visits(site: Site) -> None:
    """Begin some visits at a kiosk."""
    for _ in range(VISITS):
        assert site.get(f"/fr/kiosk/{LEL}/?begin=1", **BROWSER)[0] == 200


def test_without_its_database_the_site_goes_on_even_when_it_is_started_anew(site: Site) -> None:
    edition, variant = site.health()["edition"], site.variant()
    assert isinstance(edition, int)
    until(partial(known_kiosk, site), "the kiosk is not there")
    counted = site.ask_database(COUNTED)
    with away(site):
        assert_goes_on_alone(site, variant)
        # Before the visits: a worker that is killed takes along what it alone has counted.
        worker = min(site.workers())
        site.kill_worker(worker)
        assert_goes_on_alone(site, variant)
        begin_visits(site)
        done = site.wizard("catalogue", "publish")
        assert (done.returncode, "Traceback" in done.stderr) == (1, False), done.stderr
        assert "the site cannot be prepared" in done.stderr
        assert site.running.stop() == 0, site.running.written()
        assert list((site.house.settings.data / "desk-counts").glob("*.json")), "counts are lost"
        with site.served() as second:
            assert "as known last" in second.written()
            assert_goes_on_alone(site, variant)
            site.database.start()
            assert_well(site, edition, variant)
            begin_visits(site)
            until(
                lambda: site.ask_database(COUNTED) == counted + 2 * VISITS,
                "what was counted without a database is not written, or twice",
            )
            publish(site, variant + 1)
            assert second.stop() == 0
    site.server = None


def known_kiosk(site: Site) -> bool:
    """Return whether each worker knows the desks."""
    return all(site.get(f"/fr/kiosk/{LEL}/", **BROWSER)[0] == 200 for _ in range(6))
