"""What leaves a process says nothing about anybody, and nothing hangs on what is elsewhere."""

import logging
import signal
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event

import pytest
from redis import Redis

from tests.limits.nodes import LIMITS, PUBLIC, SECRET, START, STRICT, ByHand, Nodes, Ticks
from tests.limits.stores import Store
from tests.limits.test_counting import ONE, OTHER, over, used
from tests.services.postgresql import PostgresqlServer, database_at
from tests.services.redis import running_redis
from wizard.application.limits import Gate
from wizard.application.limits_shared import RETRY, Sharing
from wizard.application.ports_limits import CounterAwayError, Hits
from wizard.store.engine import sqlite_url
from wizard.store.limits import KEPT, TIDY_EVERY
from wizard.store.limits_redis import RedisCounter

DAY = 86_400
PATIENCE = 30.0
"""Seconds after which a thread that should have done something counts as dead."""


@dataclass
class Told:
    """A counter that keeps what it is told, or is away."""

    hits: list[Hits] = field(default_factory=list)
    heard: Event = field(default_factory=Event)
    away: bool = False
    asked: int = 0
    closed: bool = False

    def add(self, hits: Sequence[Hits], now: float) -> list[int]:
        """Keep all, or be away."""
        del now
        self.asked += 1
        self.heard.set()
        if self.away:
            raise CounterAwayError("nobody answers")
        self.hits += hits
        return [one.number for one in hits]

    def close(self) -> None:
        """Note it."""
        self.closed = True


def key(who: str, window: int = 5, secret: str = SECRET) -> str:
    """Return what a visitor is called outside the process."""
    return Sharing(Told(), secret, Ticks()).hits(STRICT, who, window, 1).key


def test_a_visitor_has_one_name_at_all_servers_and_another_one_each_day() -> None:
    windows = DAY // STRICT.seconds
    assert key(ONE, 0) == key(ONE, windows - 2)
    assert key(ONE, 0) != key(ONE, windows)
    assert key(ONE) != key("203.0.113.78")
    assert key(ONE) != key(ONE, secret="another secret")  # noqa: S106  (no secret)
    assert key(ONE).startswith("sign-in:")
    assert len(key(ONE)) <= 64, "the column has so many"


def test_nothing_that_is_kept_or_logged_names_a_visitor(
    sharing_nodes: Nodes, store: Store, caplog: pytest.LogCaptureFixture
) -> None:
    gate = sharing_nodes.new()
    with caplog.at_level(logging.DEBUG):
        for _ in range(10):
            for who in (ONE, OTHER):
                used(gate, STRICT, who)
                used(gate, PUBLIC, who)
        sharing_nodes.exchange()
    rows = store.rows()
    assert sorted(number for _, number in rows) == [10, 10, 10, 10]
    for text in (str(rows), caplog.text):
        assert "203.0.113" not in text
        assert "2001:db8" not in text


def test_what_is_over_is_forgotten(sharing_nodes: Nodes, store: Store) -> None:
    gate = sharing_nodes.new()
    used(gate)
    if store.kind == "redis":
        with Redis.from_url(store.url) as one:
            (name,) = one.keys()
            assert 0 < one.ttl(name) <= STRICT.seconds + KEPT
        return
    sharing_nodes.clock.at += STRICT.seconds + KEPT + TIDY_EVERY
    used(gate, who=OTHER)
    assert len(store.rows()) == 1


def test_one_key_twice_at_once_is_added_twice(store: Store) -> None:
    hits = [Hits("a:1", 7, int(START) + 60, 2), Hits("b:1", 7, int(START) + 60, 1)]
    with closing(store.counter()) as counter:
        assert counter.add([*hits, hits[0]], START) == [2, 1, 4]
        assert counter.add(hits, START) == [6, 2]


# -- Away, and back -----------------------------------------------------------------------


@dataclass
class Outage:
    """A store that can be taken away and given back."""

    store: Store
    end: Callable[[], object]
    begin_again: Callable[[], object]


@contextmanager
def locked(file: Path) -> Iterator[Outage]:
    """Return an SQLite file that another process can hold so that nobody else may write."""
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        yield Outage(
            Store("sqlite", sqlite_url(file)),
            lambda: other.execute("begin immediate"),
            lambda: other.execute("rollback"),
        )


@pytest.fixture(params=["sqlite", "postgresql", "redis"])
def outage(request: pytest.FixtureRequest) -> Iterator[Outage]:
    """A store of each kind that can be taken away."""
    if request.param == "sqlite":
        with locked(request.getfixturevalue("sqlite_file")) as one:
            yield one
    elif request.param == "redis":
        with running_redis() as redis:
            yield Outage(Store("redis", redis.url), redis.stop, redis.start)
    else:
        server: PostgresqlServer = request.getfixturevalue("postgresql_server")
        with database_at(server) as url:
            yield Outage(Store("postgresql", url), server.stop, server.start)


def test_without_the_counter_a_process_counts_alone_until_it_is_back(
    outage: Outage, caplog: pytest.LogCaptureFixture
) -> None:
    clock = Ticks()
    nodes = Nodes(outage.store.counter, clock)
    gate, second = nodes.new(), nodes.new()
    assert [used(gate), used(second)] == [1, 2]
    with caplog.at_level(logging.INFO):
        outage.end()
        try:
            assert not over(gate, STRICT)
            assert [over(gate, STRICT) for _ in range(6)] == [False] * 3 + [True] * 3
            for _ in range(PUBLIC.most):
                assert not over(gate, PUBLIC), "reading goes on"
            nodes.exchange()
            assert used(second) == 2, "it knows of its own"
        finally:
            outage.begin_again()
        warned = [one.message for one in caplog.records]
        assert len(warned) == 2, "once by each process, however often it was asked"
        assert all("counts alone" in words for words in warned)
        clock.at += RETRY
        while not over(second, STRICT):
            used(second, PUBLIC)
        nodes.exchange()
    assert [one.message for one in caplog.records[2:]] == [
        "the shared counter of limits is back"
    ] * 2
    assert over(second, PUBLIC), "what was counted alone is told afterwards"
    nodes.close()


def test_a_counter_that_is_away_is_not_asked_by_everybody() -> None:
    clock, counter = Ticks(), Told(away=True)
    gate = Gate(LIMITS, clock, ByHand(counter, SECRET, clock))
    for _ in range(20):
        used(gate)
    assert counter.asked == 1
    clock.at += RETRY
    assert used(gate) == 21
    assert counter.asked == 2


def test_a_counter_that_comes_back_empty_forgets_nothing_of_here() -> None:
    clock, counter = Ticks(), Told()
    gate = Gate(LIMITS, clock, ByHand(counter, SECRET, clock))
    assert [used(gate) for _ in range(4)] == [1, 2, 3, 4], "though it answers 1 each time"


def test_a_redis_that_hangs_is_given_up() -> None:
    clock = Ticks()
    with running_redis() as server:
        nodes = Nodes(lambda: RedisCounter(server.url), clock)
        gate = nodes.new()
        assert used(gate) == 1
        assert server.process is not None
        server.process.send_signal(signal.SIGSTOP)
        try:
            assert [over(gate, STRICT) for _ in range(5)] == [False] * 4 + [True]
        finally:
            server.process.send_signal(signal.SIGCONT)
        clock.at += RETRY
        assert over(gate, STRICT)
        nodes.close()


def test_a_redis_with_a_password_opens_with_it_only() -> None:
    hits = [Hits("a:1", 7, int(START) + 60, 1)]
    with running_redis() as server:
        with Redis.from_url(server.url) as one:
            one.config_set("requirepass", "open up")
        with closing(RedisCounter(server.url)) as shut, pytest.raises(CounterAwayError):
            shut.add(hits, START)
        with closing(RedisCounter(server.url, "open up")) as counter:
            assert counter.add(hits, START) == [1]


# -- The thread that exchanges ------------------------------------------------------------


def test_a_thread_tells_by_itself_and_ends_with_the_gate() -> None:
    clock, counter = Ticks(), Told()
    sharing = Sharing(counter, SECRET, clock)
    gate = Gate(LIMITS, clock, sharing)
    assert not counter.heard.is_set()
    for _ in range(4):
        used(gate, PUBLIC)
    assert counter.heard.wait(PATIENCE)
    gate.close()
    assert counter.closed
    assert {one.window for one in counter.hits} == {PUBLIC.window(clock.at)}
    assert 2 <= sum(one.number for one in counter.hits) <= 4
    told = counter.asked
    used(gate, PUBLIC)
    assert counter.asked == told, "nothing is told after the end"


def test_the_thread_survives_what_nobody_thought_of(caplog: pytest.LogCaptureFixture) -> None:
    again = Event()

    class Broken(Told):
        def add(self, hits: Sequence[Hits], now: float) -> list[int]:
            if self.heard.is_set():
                again.set()
            super().add(hits, now)
            raise ZeroDivisionError("broken on purpose")

    clock, counter = Ticks(), Broken()
    gate = Gate(LIMITS, clock, Sharing(counter, SECRET, clock))
    for _ in range(4):
        used(gate, PUBLIC)
    assert again.wait(PATIENCE), "it asks once more after it failed"
    gate.close()
    assert "limits could not be shared" in caplog.text
