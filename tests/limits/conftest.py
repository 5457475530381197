"""The same gates over each kind of counter: this process, SQLite, PostgreSQL, Redis."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.limits.nodes import Nodes, Ticks
from tests.limits.stores import Kind, Store
from wizard.store.engine import sqlite_url

KINDS: tuple[Kind, ...] = ("sqlite", "postgresql", "redis")


def store_of(kind: Kind, request: pytest.FixtureRequest) -> Store:
    """Return the place of a kind, empty."""
    if kind == "sqlite":
        file: Path = request.getfixturevalue("sqlite_file")
        return Store(kind, sqlite_url(file))
    return Store(kind, request.getfixturevalue(f"{kind}_url"))


@pytest.fixture(params=KINDS)
def store(request: pytest.FixtureRequest) -> Store:
    """A place where several processes count together, empty."""
    return store_of(request.param, request)


@pytest.fixture
def sharing_nodes(store: Store) -> Iterator[Nodes]:
    """Gates of several server processes that share a counter."""
    one = Nodes(store.counter, Ticks())
    yield one
    one.close()


@pytest.fixture(params=["memory", *KINDS])
def nodes(request: pytest.FixtureRequest) -> Iterator[Nodes]:
    """Gates of several server processes; in memory there is one only."""
    kind = request.param
    one = Nodes(None if kind == "memory" else store_of(kind, request).counter, Ticks())
    yield one
    one.close()
