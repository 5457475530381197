"""Whether a database is there: asked seldom, waited for briefly, told truthfully."""

import threading

from tests.serving.clients import until
from wizard.application.watching import KEPT, Watch


class Database:
    """A database that is there, away or silent."""

    def __init__(self) -> None:
        self.asked = 0
        self.away = False
        self.silent = threading.Event()
        self.silent.set()

    def ask(self) -> None:
        """Answer as it is."""
        self.asked += 1
        self.silent.wait()
        if self.away:
            raise ConnectionError("away")


def test_it_is_asked_once_in_a_while() -> None:
    now, database = [0.0], Database()
    watch = Watch(database.ask, lambda: now[0])
    assert [watch.state() for _ in range(10)] == ["ok"] * 10
    assert database.asked == 1
    now[0] += KEPT
    assert watch.state() == "ok"
    assert database.asked == 2


def test_it_is_away_and_back() -> None:
    now, database = [0.0], Database()
    watch = Watch(database.ask, lambda: now[0])
    states = []
    for database.away in (False, True, True, False):
        now[0] += KEPT
        states.append(watch.state())
    assert states == ["ok", "away", "away", "ok"]


def test_one_that_is_silent_keeps_nobody_and_is_asked_once() -> None:
    now, database = [0.0], Database()
    watch = Watch(database.ask, lambda: now[0])
    database.silent.clear()
    assert watch.state() == "away"
    now[0] += 10 * KEPT
    assert watch.state() == "away"
    assert database.asked == 1, "the first question is still open"
    database.silent.set()
    until(lambda: watch.state() == "ok", "it speaks again, and nobody listens")


def test_many_who_ask_at_once_ask_once() -> None:
    database = Database()
    watch = Watch(database.ask, lambda: 0.0)
    states: list[str] = []
    threads = [threading.Thread(target=lambda: states.append(watch.state())) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert states == ["ok"] * 20
    assert database.asked == 1
