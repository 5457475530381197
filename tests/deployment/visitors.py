"""Visitors who read pages all the time, and look closely at each."""

import gzip
import http.client
import random
import threading
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from itertools import count

from tests.crowd import going_on
from tests.serving.clients import PATIENCE, PAUSE
from tests.web.words import said
from wizard.bench.mixed_load import edition_of
from wizard.domain.text import LANGUAGES

FROM = "127.0.0.2"
"""The address of all visitors: nothing else has it, so it can be looked for in logs."""

STAGES = ("preparing", "starting", "running", "growing", "difficulty", "handing-over")
SECTORS = ("retail", "horeca", "construction", "ict-digital", "care-personal-services")
PLACES = ("1000", "1030", "1060", "1080", "1090", "1190", "elsewhere-be")
SIZES = ("none", "solo", "micro", "small")


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back: `fault` says what is wrong with it, "" if nothing is."""

    path: str
    status: int
    headers: Mapping[str, str]
    text: str
    fault: str = ""

    @property
    def edition(self) -> int:
        """The edition that the page says it is of, 0 if it says none."""
        return edition_of(self.text)


class Visitor:
    """One connection, kept open between requests as browsers do."""

    def __init__(self, port: int) -> None:
        """Visit the server at `port`."""
        self._line = http.client.HTTPConnection(
            "127.0.0.1", port, timeout=PATIENCE, source_address=(FROM, 0)
        )

    def ask(
        self, path: str, method: str = "GET", body: bytes | None = None, **headers: str
    ) -> Answer:
        """Return the answer to a request; a header `X_Y` is sent as `X-Y`. Raises `OSError`."""
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        try:
            self._line.request(method, path, body, {"Accept-Encoding": "gzip", **sent})
            answer = self._line.getresponse()
            content = answer.read()
        except (http.client.HTTPException, OSError) as error:
            self._line.close()
            raise OSError(f"{path}: {error!r}") from error
        if answer.headers.get("Content-Encoding") == "gzip":
            content = gzip.decompress(content)
        return Answer(path, answer.status, dict(answer.headers), content.decode())

    def close(self) -> None:
        """End the connection."""
        self._line.close()


def fault_of(answer: Answer) -> str:
    """Return what is wrong with a page that must be whole and in its language, "" if nothing."""
    language = answer.path[1:3]
    if answer.status != 200:
        return f"{answer.path}: {answer.status}"
    if not answer.edition or "ETag" not in answer.headers:
        return f"{answer.path}: no edition or no ETag"
    if language in LANGUAGES and said(language, "Skip to the content") not in answer.text:
        return f"{answer.path}: another language"
    if not answer.text.rstrip().endswith(("</html>", "}")):
        return f"{answer.path}: not whole"
    return ""


@dataclass
class Load:
    """What came of it. `pages` has, for each address, the editions and ETags that went together."""

    answered: int = 0
    failed: list[str] = field(default_factory=list)
    pages: dict[str, set[tuple[int, str]]] = field(default_factory=lambda: defaultdict(set))

    def note(self, answer: Answer) -> None:
        """Take down one answer."""
        fault = fault_of(answer)
        if fault:
            self.failed.append(fault)
        else:
            self.answered += 1
            self.pages[answer.path].add((answer.edition, answer.headers["ETag"]))

    def mixed(self) -> list[str]:
        """Return the addresses where an edition had two ETags, or an ETag two editions."""
        return [
            path
            for path, seen in self.pages.items()
            if not len(seen) == len({one for one, _ in seen}) == len({tag for _, tag in seen})
        ]

    def editions(self) -> set[int]:
        """Return all editions that anybody saw."""
        return {edition for seen in self.pages.values() for edition, _ in seen}


def addresses(seed: int) -> Iterator[str]:
    """Yield addresses without end: lists, searches and the API, most of them never asked for
    before, some again and again, in the three languages alike."""
    dice, number = random.Random(seed), count()
    while True:
        language = dice.choice(LANGUAGES)
        answers = f"stage={dice.choice(STAGES)}&sector={dice.choice(SECTORS)}"
        answers += f"&place={dice.choice(PLACES)}&size={dice.choice(SIZES)}"
        yield f"/{language}/results?{answers}"
        yield f"/{language}/search?q=microkrediet+{seed}+{next(number)}"
        yield f"/api/v1/results?{answers}&lang={language}"
        yield dice.choice((f"/{language}/", f"/{language}/services/microstart"))


@contextmanager
def visitors(port: int, seed: int, number: int = 4) -> Iterator[Load]:
    """Let some visitors ask as long as the block lasts."""
    print(f"visitors with seed {seed}")
    load, over, writing = Load(), threading.Event(), threading.Lock()

    def visit(own: int) -> None:
        visitor = Visitor(port)
        for path in addresses(own):
            if over.wait(PAUSE):
                break
            try:
                answer = visitor.ask(path)
            except OSError as error:
                with writing:
                    load.failed.append(str(error))
            else:
                with writing:
                    load.note(answer)
        visitor.close()

    with going_on(over, [partial(visit, seed + place) for place in range(number)]):
        yield load


def answered(load: Load, more: int) -> Callable[[], bool]:
    """Return a question: have so many more requests been answered than now?"""
    wanted = load.answered + more
    return lambda: load.answered >= wanted
