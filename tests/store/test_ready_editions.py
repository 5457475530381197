"""Nodes hand editions over, and each process goes over to the newest one by itself."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import text

from tests.search import sample_services
from tests.sites import app_over
from wizard.domain.catalogue import Catalogue
from wizard.editions import IN_FORCE, Shop
from wizard.renewal import Renewal
from wizard.settings import Settings
from wizard.store import away
from wizard.store.editions import DatabaseEditions
from wizard.store.engine import Engine, open_engine
from wizard.store.ready import KEPT, ReadyEditions
from wizard.web.site import EXTENSION, Site, exchange, site

NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
FILES = {"a.toml": "what the files hold is not read where an edition is ready"}
OLD, NEW = "a" * 64, "b" * 64


@pytest.fixture(scope="module")
def sample() -> Catalogue:
    """A small catalogue."""
    return sample_services.catalogue(sample_services.SERVICES)


class Node:
    """A server: a data folder of its own, and the database of all."""

    def __init__(self, url: str, folder: Path, secret: str) -> None:
        folder.mkdir()
        (folder / "secret").write_text(secret, encoding="ascii")
        self.settings = Settings(folder, folder, url)
        self.engine: Engine = away.tell(open_engine(url))
        self.shop = Shop(self.settings, self.engine)

    def publish(self, catalogue: Catalogue, digest: str) -> None:
        """Make an edition ready, then let it count."""
        self.shop.make_before(replace(catalogue, digest=digest))
        DatabaseEditions(self.engine).add(digest, FILES, NOW)


@pytest.fixture
def nodes(url: str, tmp_path: Path) -> Iterator[tuple[Node, Node]]:
    """Two servers with the same secret."""
    both = Node(url, tmp_path / "one", "s" * 40), Node(url, tmp_path / "two", "s" * 40)
    yield both
    for node in both:
        node.engine.dispose()


def served(app: Flask) -> tuple[int, str]:
    found: Site = app.extensions[EXTENSION]
    return found.catalogue.edition, found.catalogue.digest


def app_of(node: Node) -> Flask:
    """Return the application that a worker of the node serves."""
    ready = node.shop.open()
    return app_over(Site(ready.catalogue, ready.words, lambda: date(2026, 11, 21)))


def test_another_node_takes_what_one_has_made(nodes: tuple[Node, Node], sample: Catalogue) -> None:
    one, two = nodes
    one.publish(sample, OLD)
    found = two.shop.fetch(1, OLD)
    assert found is not None
    assert found.catalogue.edition == 1
    assert found.catalogue.published_on == "2026-11-21"
    assert found.catalogue.services == sample.services
    assert found.words.search("lening", "nl").hits


def test_nobody_else_can_hand_an_edition_over(
    nodes: tuple[Node, Node], sample: Catalogue, url: str, tmp_path: Path
) -> None:
    nodes[0].publish(sample, OLD)
    stranger = Node(url, tmp_path / "three", "t" * 40)
    assert stranger.shop.fetch(1, OLD) is None
    stranger.engine.dispose()


def test_an_edition_that_was_altered_is_not_taken(
    nodes: tuple[Node, Node], sample: Catalogue
) -> None:
    one, two = nodes
    one.publish(sample, OLD)
    with one.engine.begin() as connection:
        packed = connection.execute(text("SELECT packed FROM ready_edition")).scalar_one()
        altered = bytes(packed)[:-1] + bytes([bytes(packed)[-1] ^ 1])
        connection.execute(text("UPDATE ready_edition SET packed = :packed"), {"packed": altered})
    assert two.shop.fetch(1, OLD) is None


def test_old_editions_do_not_pile_up(nodes: tuple[Node, Node]) -> None:
    shared = ReadyEditions(nodes[0].engine, "s" * 40)
    for number in range(KEPT + 3):
        shared.put(f"{number:064}", "p" * 64, b"packed", NOW.replace(minute=number))
    kept = [shared.get(f"{number:064}", "p" * 64) for number in range(KEPT + 3)]
    assert kept == [None] * 3 + [b"packed"] * KEPT


def test_each_process_goes_over_to_the_newest(nodes: tuple[Node, Node], sample: Catalogue) -> None:
    one, two = nodes
    one.publish(sample, OLD)
    app = app_of(two)
    renewal = Renewal(app, two.settings)
    assert not renewal.look()
    one.publish(sample, NEW)
    assert served(app) == (1, OLD)
    assert renewal.look()
    assert served(app) == (2, NEW)
    assert not renewal.look()
    renewal.stop()
    renewal.run()


def test_a_request_in_hand_keeps_its_edition(nodes: tuple[Node, Node], sample: Catalogue) -> None:
    nodes[0].publish(sample, OLD)
    app = app_of(nodes[0])
    with app.test_request_context("/fr/"):
        before = site()
        exchange(app, lambda present: replace(present, today=lambda: date(2027, 1, 1)))
        assert site() is before
    with app.test_request_context("/fr/"):
        assert site() is not before


def test_without_the_database_the_edition_known_last_is_served(
    nodes: tuple[Node, Node], sample: Catalogue
) -> None:
    one, _ = nodes
    one.publish(sample, OLD)
    one.shop.open()
    unreachable = replace(one.settings, database_url="postgresql+psycopg://nobody@127.0.0.1:9/x")
    engine = away.tell(open_engine(unreachable.database_url))
    found = Shop(unreachable, engine).open()
    assert (found.catalogue.edition, found.catalogue.digest) == (1, OLD)
    engine.dispose()


@pytest.mark.parametrize("damage", [b"", b"\xcc\x80", b"[]"])
def test_a_damaged_note_of_the_edition_in_force_is_written_again(
    nodes: tuple[Node, Node], sample: Catalogue, damage: bytes
) -> None:
    one, _ = nodes
    one.publish(sample, OLD)
    one.shop.open()
    note = one.settings.ready / IN_FORCE
    sound = note.read_bytes()
    note.write_bytes(damage)
    assert one.shop.open().catalogue.edition == 1
    assert note.read_bytes() == sound


def test_without_both_it_says_what_to_do(tmp_path: Path) -> None:
    node = Node("postgresql+psycopg://nobody@127.0.0.1:9/x", tmp_path / "one", "s" * 40)
    with pytest.raises(RuntimeError, match="wizard catalogue publish"):
        node.shop.open()
