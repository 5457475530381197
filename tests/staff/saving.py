"""Programs that the tests kill while they save calls: a loop over the store, and a server.

python -m tests.staff.saving loop URL FIRST
python -m tests.staff.saving serve URL PORT FOLDER
"""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from flask import Flask

from tests.domain.examples import JOURNEY, service
from tests.sites import app_over
from tests.staff.call_examples import NOW, call, draft
from tests.staff.people import Clock, office_over
from tests.web.scripted_words import ScriptedWords
from wizard.domain.answers import Answers
from wizard.domain.calls import Call
from wizard.domain.catalogue import Catalogue
from wizard.serving.server import Server
from wizard.settings import Settings
from wizard.store.calls import DatabaseCalls
from wizard.store.engine import open_engine
from wizard.web.site import Site

SERVICES = tuple(f"service-{number}" for number in range(6))


def expected(number: int) -> Call:
    """Return the call with this number: each has other services, answers and notes."""
    return call(
        number,
        answers=Answers((("stage", (("idea", "running")[number % 2],)),)),
        named=SERVICES[: number % 7],
        referred=(),
        outcome=("informed", "called-back")[number % 2],
        notes=f"call number {number}" + ", and more" * (number % 40) if number % 5 else "",
    )


def loop(url: str, first: int) -> None:
    """Save calls from `first` on, for ever; print the number of each that is saved.

    For two of three a draft is kept before.
    """
    calls = DatabaseCalls(open_engine(url))
    number = first
    while True:
        one = expected(number)
        if number % 3:
            calls.keep(draft(number, record=one.record))
        calls.save(one)
        sys.stdout.write(f"{number}\n")
        sys.stdout.flush()
        number += 1


class SmallServer(Server):
    """The production server over a small catalogue, which starts at once."""

    def __init__(self, url: str, port: int, folder: Path) -> None:
        """Serve on `port` with two workers."""
        self._url, self._folder = url, folder
        super().__init__("127.0.0.1", port, Settings(folder, folder, url))

    def load_config(self) -> None:
        """Write nothing for each request."""
        super().load_config()
        self.cfg.set("accesslog", None)
        self.cfg.set("loglevel", "critical")

    def load(self) -> Flask:
        """Return the application of one worker."""
        return small_app(self._url, self._folder)


def small_app(url: str, folder: Path) -> Flask:
    """Return a site with its staff area over a database, and a small catalogue."""
    services = {key: service(key) for key in SERVICES}
    catalogue = Catalogue(services, {}, {}, {}, JOURNEY, {}, edition=1)
    office = office_over(open_engine(url), Clock(NOW), folder)
    words: Any = ScriptedWords(found=None)  # type: ignore[arg-type]  # nothing is searched
    site = Site(catalogue, words, NOW.date, office=office)
    return app_over(site)


def main(arguments: Sequence[str]) -> None:
    """Run one of the two programs."""
    if arguments[0] == "loop":
        loop(arguments[1], int(arguments[2]))
    SmallServer(arguments[1], int(arguments[2]), Path(arguments[3])).run()


if __name__ == "__main__":
    main(sys.argv[1:])
