"""The things of the catalogue: services, providers, packages and their sources."""

from dataclasses import dataclass, field
from typing import Literal

from wizard.domain.criteria import Criterion
from wizard.domain.text import LANGUAGES, NO_LINES, NO_TEXT, Lines, Text

Status = Literal["active", "unconfirmed", "call", "planned", "ended"]


@dataclass(frozen=True, slots=True)
class Source:
    """Where a statement rests: passages (first, last line) of a document, or a page.

    `date` has the precision that the source states: YYYY, YYYY-MM or YYYY-MM-DD;
    empty when a page states none.
    """

    key: str
    document: str = ""
    lines: tuple[tuple[int, int], ...] = ()
    url: str = ""
    date: str = ""
    official: bool = False
    says: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence with the id of the source that it comes from."""

    text: Text
    source: str


@dataclass(frozen=True, slots=True)
class Contact:
    """Where a service or provider is reached, as found in the sources."""

    url: str = ""
    phone: str = ""
    email: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class Relations:
    """Ids of other services, by what they are to this one."""

    replaces: tuple[str, ...] = ()
    replaced_by: tuple[str, ...] = ()
    requires: tuple[str, ...] = ()
    excludes: tuple[str, ...] = ()
    combines_with: tuple[str, ...] = ()
    part_of: tuple[str, ...] = ()
    related: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Words:
    """What a reader sees of a service, each part in three languages.

    `search` and `asked` are not shown: words that a visitor would type, and whole
    lines as a visitor would ask.
    """

    title: Text
    summary: Text
    offer: Lines
    audience: Text
    apply: Lines
    ask: Lines
    search: Lines
    asked: Lines = NO_LINES


@dataclass(frozen=True, slots=True)
class Spoken:
    """What an adviser says of a service on the phone, and knows before naming it.

    `script` is read out in some twenty seconds; `not_here` says for whom or what it is the
    wrong door; `have_ready` is what the caller has at hand before calling the provider.
    """

    script: Text = NO_TEXT
    not_here: Lines = NO_LINES
    have_ready: Lines = NO_LINES


@dataclass(frozen=True, slots=True)
class Service:
    """One support service. `criteria` decide; stages, needs and the like only rank.

    `as_of` is the date of the newest source, empty if none states one.
    """

    key: str
    status: Status
    as_of: str
    providers: tuple[str, ...]
    packages: tuple[str, ...]
    stages: frozenset[str]
    category: str
    also_categories: tuple[str, ...]
    instruments: tuple[str, ...]
    sectors: frozenset[str]
    profiles: frozenset[str]
    ventures: frozenset[str]
    needs: tuple[str, ...]
    prominence: int
    words: Words
    sources: tuple[Source, ...]
    spoken: Spoken = Spoken()
    criteria: tuple[Criterion, ...] = ()
    checks: tuple[Statement, ...] = ()
    facts: tuple[Statement, ...] = ()
    contact: Contact = field(default_factory=Contact)
    relations: Relations = field(default_factory=Relations)
    levels: tuple[str, ...] = ()
    verified_on: str = ""
    closes: str = ""
    apply_before: str = ""

    @property
    def recommended(self) -> bool:
        """Whether it may be recommended at all: an ended service never is."""
        return self.status != "ended"

    def source(self, key: str) -> Source | None:
        """Return the source with this key, or None."""
        return next((source for source in self.sources if source.key == key), None)


@dataclass(frozen=True, slots=True)
class Provider:
    """An organisation that answers for services, now or in the past.

    `also` are further names by which people look for it, and `formerly` the names
    that it had itself. `predecessors`, `replaced_by` and `part_of` are ids of other
    providers.
    """

    key: str
    name: Text
    kind: Literal["public", "subsidised", "private"]
    role: Text
    abbreviation: Text = NO_TEXT
    contact: Contact = field(default_factory=Contact)
    also: tuple[str, ...] = ()
    formerly: tuple[str, ...] = ()
    predecessors: tuple[str, ...] = ()
    replaced_by: str = ""
    part_of: str = ""
    ended: bool = False
    sources: tuple[Source, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """Every name by which it can be found, in any language, each one once.

        Names that differ only in capitals count as one.
        """
        known = (self.name, self.abbreviation)
        words = [text.exact(language) for text in known for language in LANGUAGES]
        first: dict[str, str] = {}
        for word in (*words, *self.also, *self.formerly):
            if word:
                first.setdefault(word.casefold(), word)
        return tuple(first.values())


@dataclass(frozen=True, slots=True)
class Element:
    """One building block of a package, with the services that provide it."""

    key: str
    category: str
    title: Text
    text: Text
    lines: tuple[tuple[int, int], ...]
    services: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A level or chapter of a package; `includes` are the parts it builds on."""

    key: str
    title: Text
    summary: Text
    includes: tuple[str, ...]
    elements: tuple[Element, ...]


@dataclass(frozen=True, slots=True)
class Package:
    """One of the four packages of the Small Business Act of 2016."""

    key: str
    title: Text
    summary: Text
    intro: Text
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """A source document: its title, publisher, year and language(s)."""

    key: str
    year: int
    title: Text
    publisher: Text
    language: str
