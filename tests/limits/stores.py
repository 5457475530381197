"""Where several server processes count together: an SQLite file, PostgreSQL, Redis."""

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from typing import Literal

import psycopg
from redis import Redis

from tests.services.postgresql import plain
from wizard.application.ports_limits import HitCounter
from wizard.store.limits import DatabaseCounter
from wizard.store.limits_redis import RedisCounter

Kind = Literal["sqlite", "postgresql", "redis"]


@dataclass(frozen=True)
class Store:
    """One place with its address."""

    kind: Kind
    url: str

    def counter(self) -> HitCounter:
        """Return a counter with connections of its own."""
        return RedisCounter(self.url) if self.kind == "redis" else DatabaseCounter(self.url)

    def rows(self) -> list[tuple[str, int]]:
        """Return all that is counted: the key, and how often."""
        if self.kind == "redis":
            with Redis.from_url(self.url, decode_responses=True) as one:
                return sorted((key, int(one.get(key))) for key in one.scan_iter())
        query = "select key, number from limit_hit order by key, window_number"
        if self.kind == "sqlite":
            with closing(sqlite3.connect(self.url.removeprefix("sqlite:///"))) as base:
                return base.execute(query).fetchall()
        with psycopg.connect(plain(self.url)) as base:
            return base.execute(query).fetchall()
