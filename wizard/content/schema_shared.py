"""The definitions of the shared files: questions, words, packages, providers, scenarios."""

from datetime import date
from typing import Literal, Self

from pydantic import Field, model_validator

from wizard.content import keys
from wizard.content.schema import (
    Condition,
    HttpUrl,
    Line,
    PartialDate,
    Phone,
    Slug,
    Strict,
    Trilingual,
)


class Names(Strict):
    """A name in the languages in which it is known; at least one."""

    nl: Line | None = None
    fr: Line | None = None
    en: Line | None = None

    @model_validator(mode="after")
    def _at_least_one(self) -> Self:
        if not (self.nl or self.fr or self.en):
            raise ValueError("is empty; give the name in at least one language")
        return self


class Term(Strict):
    """One word of a vocabulary, which is also one option where a question uses it."""

    key: Slug
    label: Trilingual = Field(description="Neutral and short, e.g. «Idea».")
    answer: Trilingual | None = Field(default=None, description="The words at the button.")
    hint: Trilingual | None = Field(default=None, description="One line of examples, if needed.")
    aliases: list[Slug] = Field(default_factory=list, description="Other values in an address.")


class VocabularyFile(Strict):
    """`catalogue/vocabularies/<name>.toml`: the labels of one list of the taxonomy."""

    term: list[Term] = Field(min_length=1)


class QuestionTable(Strict):
    """One question of `catalogue/journey.toml`; its options are the vocabulary of its key."""

    key: Slug
    kind: Literal["one", "many"]
    opening: bool = Field(default=False, description="Always asked first, in this order.")
    voluntary: bool = Field(default=False, description="Choosing nothing leaves it unsaid.")
    ask_when: list[Condition] = Field(
        default_factory=list, description="Conditions on earlier questions; all must hold."
    )
    implied: list[str] = Field(
        default_factory=list, description="What counts as the answer when it is skipped."
    )
    title: Trilingual
    short: Trilingual
    help: Trilingual
    why: Trilingual
    aloud: Trilingual | None = Field(
        default=None, description="How an adviser asks it on the phone, if not with the title."
    )

    @model_validator(mode="after")
    def _implied_goes_with_ask_when(self) -> Self:
        if bool(self.ask_when) != bool(self.implied):
            raise ValueError("needs `implied` together with `ask_when`, or neither")
        return self


class Reserved(Strict):
    """The words of a reserved option."""

    label: Trilingual


class JourneyFile(Strict):
    """`catalogue/journey.toml`: the questions in order."""

    question: list[QuestionTable] = Field(min_length=1, max_length=8)
    unsure: Reserved
    none: Reserved


class ElementTable(Strict):
    """One building block of a package."""

    id: Slug
    category: keys.Category
    lines: list[tuple[int, int]] = Field(min_length=1, description="Lines of sba-2016.")
    services: list[Slug] = Field(default_factory=list, description="Services that provide it.")
    title: Trilingual
    text: Trilingual


class PartTable(Strict):
    """A level or chapter of a package."""

    key: Slug
    includes: list[Slug] = Field(default_factory=list, description="Parts that it builds on.")
    title: Trilingual
    summary: Trilingual
    element: list[ElementTable] = Field(min_length=1)


class PackageFile(Strict):
    """`catalogue/packages/<key>.toml`."""

    key: keys.Package
    title: Trilingual
    summary: Trilingual
    intro: Trilingual
    part: list[PartTable] = Field(min_length=1)


class ProviderSource(Strict):
    """A passage of a document, or a page, that names the organisation."""

    doc: Slug | None = None
    lines: list[tuple[int, int]] = Field(default_factory=list)
    url: HttpUrl | None = None
    date: PartialDate | None = None


class ProviderFile(Strict):
    """`catalogue/providers/<id>.toml`: one organisation [Public Organisation]."""

    id: Slug
    kind: Literal["public", "subsidised", "private"]
    url: HttpUrl | None = None
    phone: Phone | None = None
    address: Line | None = None
    also: list[Line] = Field(
        default_factory=list,
        description="Other names, spellings and abbreviations by which people look for it.",
    )
    formerly: list[Line] = Field(
        default_factory=list, description="Names that the same organisation had before."
    )
    predecessors: list[Slug] = Field(
        default_factory=list, description="Ids of the organisations whose work it took over."
    )
    replaced_by: Slug | None = Field(
        default=None, description="Id of the organisation that took over its work."
    )
    part_of: Slug | None = Field(
        default=None, description="Id of the organisation that it belongs to today."
    )
    ended: bool = Field(default=False, description="A source says that it no longer exists.")
    name: Names
    abbreviation: Names | None = None
    role: Trilingual
    sources: list[ProviderSource] = Field(default_factory=list)


class DocumentTable(Strict):
    """One source document."""

    id: Slug
    year: int = Field(ge=1990, le=2100)
    language: Line
    title: Trilingual
    publisher: Trilingual


class DocumentsFile(Strict):
    """`catalogue/documents.toml`: the source documents."""

    document: list[DocumentTable]


class Expectation(Strict):
    """What a good adviser expects for a persona; every list may be empty."""

    first_steps: list[Slug] = Field(
        default_factory=list, description="All of these are among the first steps."
    )
    first_steps_from: list[Slug] = Field(
        default_factory=list, description="At least `at_least` of these are among the first steps."
    )
    at_least: int = Field(default=1, ge=1, le=5)
    fits: list[Slug] = Field(default_factory=list, description="The verdict is yes.")
    possible: list[Slug] = Field(default_factory=list, description="The verdict is unknown.")
    excluded: list[Slug] = Field(default_factory=list, description="The verdict is no.")
    prominent: list[Slug] = Field(
        default_factory=list, description="Among the three shown of its category."
    )
    not_first: list[Slug] = Field(default_factory=list, description="Never a first step.")


class ScenarioFile(Strict):
    """`catalogue/scenarios/<id>.toml`: a persona with what must come out."""

    id: Slug
    who: Line = Field(description="The persona in one English sentence, no real person.")
    on: date = Field(description="The date on which it is tried, e.g. 2026-11-21 without quotes.")
    answers: dict[Slug, list[str]] = Field(description="Question key -> option keys.")
    expect: Expectation
