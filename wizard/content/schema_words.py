"""The definitions of `catalogue/vocabulary/` and `catalogue/searches.toml`: the words of visitors."""

from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from wizard.content import keys
from wizard.content.schema import Line, Slug, Strict, Trilingual

MOST_WORDS = 6
"""Longer phrases are hardly ever typed in the same way twice."""

Word = Annotated[Line, StringConstraints(max_length=80)]
DivisionCode = Annotated[str, StringConstraints(pattern=r"^\d\d$")]


class Words(Strict):
    """What is said in each language; the first word is the label."""

    nl: list[Word] = Field(min_length=1, description="Dutch words and phrases, lower case.")
    fr: list[Word] = Field(min_length=1, description="French words and phrases, lower case.")
    en: list[Word] = Field(min_length=1, description="English words and phrases, lower case.")

    @model_validator(mode="after")
    def _short_phrases_once(self) -> Self:
        for language in keys.LANGUAGES:
            words: list[str] = getattr(self, language)
            long = [word for word in words if len(word.split()) > MOST_WORDS]
            if long:
                raise ValueError(
                    f"{language}: «{long[0]}» has more than {MOST_WORDS} words; cut it"
                )
            double = [word for word in words if words.count(word) > 1]
            if double:
                raise ValueError(f"{language}: «{double[0]}» stands there twice; remove one")
        return self


class ConceptTable(Words):
    """One concept: near-synonyms, and the taxonomy's keys that they stand for."""

    id: Slug
    business: bool = Field(
        default=False,
        description="True if only somebody with a business, or a plan for one, says these words.",
    )
    stage: list[keys.Stage] = Field(default_factory=list)
    sector: list[keys.Sector] = Field(default_factory=list)
    place: list[keys.Place] = Field(default_factory=list)
    profile: list[keys.Profile] = Field(default_factory=list)
    venture: list[keys.Venture] = Field(default_factory=list)
    need: list[keys.Need] = Field(default_factory=list)
    category: list[keys.Category] = Field(default_factory=list)
    instrument: list[keys.Instrument] = Field(default_factory=list)


class ConceptsFile(Strict):
    """`catalogue/vocabulary/concepts.toml`: words that mean the same."""

    concept: list[ConceptTable]


class TradeTable(Words):
    """One trade or occupation, with the sectors to which it belongs, the main one first."""

    id: Slug
    sectors: list[keys.Sector] = Field(min_length=1, max_length=3)
    nace: list[DivisionCode] = Field(
        min_length=1, description="Divisions of NACE-BEL 2025, the main one first."
    )


class TradesFile(Strict):
    """`catalogue/vocabulary/trades.toml`: what people do for a living."""

    trade: list[TradeTable]


class DivisionTable(Trilingual):
    """One division of NACE-BEL 2025, with its sectors of the taxonomy."""

    code: DivisionCode
    section: Annotated[str, StringConstraints(pattern=r"^[A-V]$")]
    sectors: list[keys.Sector] = Field(min_length=1)


class DivisionsFile(Strict):
    """`catalogue/vocabulary/nace.toml`: the divisions of economic activity."""

    division: list[DivisionTable]


class TopicTable(Words):
    """Something that people ask but that this catalogue cannot answer."""

    id: Slug
    hint: Trilingual = Field(description="One sentence: where such a thing belongs in general.")


class TopicsFile(Strict):
    """`catalogue/vocabulary/elsewhere.toml`: what is not in this catalogue."""

    topic: list[TopicTable]


class JudgedQuery(Strict):
    """One query as a visitor types it, with the services that answer it."""

    text: Annotated[str, StringConstraints(min_length=1, max_length=200)]
    language: keys.Language = Field(description="The language of the pages on which it is typed.")
    kind: Literal[
        "known-item",
        "need",
        "trade",
        "typo",
        "morphology",
        "synonym",
        "cross-language",
        "zero",
    ]
    best: list[Slug] = Field(default_factory=list, description="Services that answer it (grade 2).")
    good: list[Slug] = Field(default_factory=list, description="Services that help too (grade 1).")
    why: str = ""

    @model_validator(mode="after")
    def _zero_has_no_answers(self) -> Self:
        if (self.kind == "zero") != (not self.best):
            raise ValueError("`best` must be empty for the kind zero and only for it")
        if set(self.best) & set(self.good):
            raise ValueError("a service stands in `best` and in `good`; keep it in one")
        return self


class SearchesFile(Strict):
    """`catalogue/searches.toml`: judged queries that `wizard search evaluate` runs."""

    query: list[JudgedQuery]
