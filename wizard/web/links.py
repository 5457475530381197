"""Every address of the public site is made here, with the answers carried along."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from urllib.parse import quote, urlencode

from wizard.domain.answers import Answers
from wizard.domain.text import Language
from wizard.web.static_files import static_url

Pair = tuple[str, str]
BACK = "back"
STAGE = "stage"
"""The journey's first question, whose answers are the stops of the path."""

NOT_FITTING = "not-fitting"
"""The last part of the address of what does not fit, beside those of the categories."""

BACK_TO_RESULTS: Pair = (BACK, "results")
"""On a question's page: go back to the list after this one answer."""

PLAIN_QUERY, BACK_QUERY, AFTER_STAGE = "\x01", "\x02", "\x03"
"""Marks in addresses that are written before the answers are known: for their query, for the
query with the way back to the list, and for what follows the stage in it. No address has such
signs otherwise, and no template escapes them."""

BEGIN: Pair = ("begin", "1")
"""On the way from a kiosk's first screen to its start: here a visit begins, and is counted."""


@dataclass(frozen=True, slots=True)
class Links:
    """Addresses in one language for one set of answers.

    `root` is the prefix under which the site is mounted ("" at the top), so an
    address is a plain string without a look-up in the routing table. `inside` is the
    part of a desk's channel, "" on the website. With `deferred` a mark stands where the
    query belongs, so that a piece of a page can be kept for all answers.
    """

    root: str
    language: Language
    answers: Answers
    inside: str = ""
    deferred: bool = False

    @property
    def home(self) -> str:
        """The beginning of all addresses of pages, without a slash at its end."""
        return f"{self.root}/{self.language}{self.inside}"

    @property
    def answered(self) -> bool:
        """Whether there is an answer to carry along; where its place is held, there is."""
        return self.deferred or len(self.answers) > 0

    @property
    def website(self) -> "Links":
        """The same links to the pages of the website, for whoever leaves a frame or a kiosk."""
        return replace(self, inside="")

    def with_answers(self, answers: Answers) -> "Links":
        """Return the same links carrying other answers."""
        return replace(self, answers=answers, deferred=False)

    def in_language(self, language: Language) -> "Links":
        """Return the same links in another language."""
        return replace(self, language=language)

    def path(self, path: str, extra: Iterable[Pair] = (), fragment: str = "") -> str:
        """Return the address of `path` (below the language) with the canonical query."""
        query = _mark(tuple(extra)) if self.deferred else _query(self.answers, tuple(extra))
        return f"{self.home}/{path}{query}{'#' + fragment if fragment else ''}"

    def query(self, extra: Iterable[Pair] = ()) -> str:
        """Return the canonical query of an address, with its question mark."""
        return _query(self.answers, tuple(extra))

    @property
    def start(self) -> str:
        """The start page, with the answers."""
        return self.path("")

    @property
    def begin(self) -> str:
        """The address that counts a visit at a kiosk, and leads on to the start page."""
        return self.path("", [BEGIN])

    @property
    def fresh_start(self) -> str:
        """The start page without any answers."""
        return self.with_answers(Answers()).path("")

    @property
    def journey(self) -> str:
        """The address that leads to the next question."""
        return self.path("journey")

    def journey_from(self, stage: str) -> str:
        """Return the address that leads to the next question from another stage.

        The other answers stay as they are: those that no longer apply are left out there.
        """
        rest = AFTER_STAGE if self.deferred else after_stage(self.answers)
        return f"{self.home}/journey?{urlencode([(STAGE, stage)])}{rest}"

    def results(self, fragment: str = "") -> str:
        """Return the address of the list."""
        return self.path("results", fragment=fragment)

    def whole_category(self, key: str) -> str:
        """Return the address of all services of a category that fit or may fit."""
        return self.path(f"results/{key}")

    @property
    def not_fitting(self) -> str:
        """The address of the services that do not fit, with the reasons."""
        return self.path(f"results/{NOT_FITTING}")

    @property
    def finish(self) -> str:
        """Where a journey ends: the list, at a desk by way of where journeys are counted."""
        return self.path("list") if self.inside else self.results()

    def question(self, key: str, *, back: bool = False) -> str:
        """Return the page of one question; with `back` the list follows its answer."""
        return self.path(f"journey/{key}", [BACK_TO_RESULTS] if back else [])

    def answer(self, key: str) -> str:
        """Return the address that takes the answer to one question, without a query."""
        return f"{self.home}/journey/{key}/answer"

    def service(self, key: str) -> str:
        """Return the page of a service."""
        return self.path(f"services/{quote(key)}")

    def provider(self, key: str) -> str:
        """Return the page of a provider."""
        return self.path(f"providers/{quote(key)}")

    def package(self, key: str) -> str:
        """Return the page of a package."""
        return self.path(f"packages/{key}")

    def category(self, key: str) -> str:
        """Return the page of a category."""
        return self.path(f"categories/{key}")

    def search(self, query: str = "", more: Iterable[Pair] = ()) -> str:
        """Return the search page, with a query if one is given, and further parameters."""
        return self.path("search", [("q", query), *more] if query else [])

    @property
    def suggest(self) -> str:
        """The address that suggests names for what is typed, without the text typed."""
        return self.path("suggest")

    def static(self, file: str) -> str:
        """Return the address of a static file, which changes with it."""
        return static_url(self.root, file)


def query_of(answers: Answers) -> bytes:
    """Return the canonical query of some answers as it stands in a request, without «?»."""
    return _query(answers, ())[1:].encode("ascii")


@lru_cache(maxsize=1024)
def after_stage(answers: Answers) -> str:
    """Return the part of the query that follows the stage, with «&» before it; "" without any."""
    pairs = [(key, option) for key, option in answers.query() if key != STAGE]
    return f"&{urlencode(pairs)}" if pairs else ""


def _mark(extra: tuple[Pair, ...]) -> str:
    """Return the mark for a query with `extra` behind the answers."""
    return {(): PLAIN_QUERY, (BACK_TO_RESULTS,): BACK_QUERY}[extra]


@lru_cache(maxsize=1024)
def _query(answers: Answers, extra: tuple[Pair, ...]) -> str:
    """Return the query with its question mark; a page asks for the same one hundreds of times."""
    pairs = canonical(answers, extra)
    return f"?{urlencode(pairs)}" if pairs else ""


def canonical(answers: Answers, extra: Iterable[Pair] = ()) -> list[Pair]:
    """Return the query that a page's address has: the answers in order, then `extra`."""
    return [*answers.query(), *extra]


def same_query(actual: Sequence[Pair], wanted: Sequence[Pair]) -> bool:
    """Return whether two queries say the same in the same order.

    The decoded pairs are compared, not the text, so that a proxy that escapes
    differently cannot send a reader round in circles.
    """
    return list(actual) == list(wanted)
