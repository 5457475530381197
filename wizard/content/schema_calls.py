"""The definitions of `vocabulary/calls.toml` and `call-notes.toml`: from words to answers."""

from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from wizard.content import keys
from wizard.content.schema import Line, Slug, Strict
from wizard.content.schema_words import Word

ALWAYS_USED = frozenset({"not", "and", "breaks", "asks", "own", "seeks", "the", "city"})
"""The groups that the search uses by itself; the file says what for."""
MOST_WORDS = 8
"""Longer patterns are hardly ever typed in the same way twice."""
GAP, NUMBER, AMOUNT = "*", "#", "€"
"""What stands in a pattern for up to three other words, for a number, for an amount of money."""

PHRASES = (
    "phrases, lower case; `*` is up to three other words, `#` a number, `€` an amount, "
    "`a/b` either word, `@id` any word of a group, `=word` no other form of it, `-word` the "
    "end of a compound."
)


class Patterns(Strict):
    """What callers say, in the languages in which it is said."""

    nl: list[Word] = Field(default_factory=list, description=f"Dutch {PHRASES}")
    fr: list[Word] = Field(default_factory=list, description=f"French {PHRASES}")
    en: list[Word] = Field(default_factory=list, description=f"English {PHRASES}")

    @property
    def all(self) -> list[str]:
        """The phrases of all languages."""
        return [*self.nl, *self.fr, *self.en]

    @model_validator(mode="after")
    def _readable(self) -> Self:
        if not self.all:
            raise ValueError("has no phrase; write one in a language")
        for phrase in self.all:
            parts = phrase.split()
            if len(parts) > MOST_WORDS:
                raise ValueError(f"«{phrase}» has more than {MOST_WORDS} words; cut it")
            if GAP in (parts[0], parts[-1]) or f"{GAP} {GAP}" in phrase:
                raise ValueError(f"«{phrase}» may have `{GAP}` only between two words; move it")
        return self


class RuleTable(Patterns):
    """One thing that callers say in so many words, and the answers that it gives."""

    id: Slug
    stage: keys.Stage | None = Field(default=None, description="At most one stage.")
    sector: list[keys.Sector] = Field(default_factory=list)
    place: keys.Place | None = Field(default=None, description="At most one place.")
    size: keys.Size | None = Field(default=None, description="At most one size.")
    profile: list[keys.Profile] = Field(default_factory=list)
    venture: list[keys.Venture] = Field(default_factory=list)
    need: list[keys.Need] = Field(default_factory=list)
    count: keys.Count | None = Field(
        default=None, description="The bands in which the pattern's number is looked up."
    )
    whole: bool = Field(
        default=False, description="True if it counts only where a clause says nothing else."
    )
    near: list[Slug] = Field(
        default_factory=list, description="Groups of which one must stand in the same clause."
    )
    unless: list[Slug] = Field(
        default_factory=list, description="Groups of which none may stand in the same clause."
    )
    shared: bool = Field(
        default=False, description="True if the lexicon reads the rule's words too."
    )
    deaf: int = Field(
        default=0,
        ge=-9,
        le=9,
        description="How many words behind it (below zero: in front of it) say nothing.",
    )

    @model_validator(mode="after")
    def _counts_a_number(self) -> Self:
        for phrase in self.all if self.count else ():
            if sum(part in (NUMBER, AMOUNT) for part in phrase.split()) != 1:
                raise ValueError(f"«{phrase}» must have one `{NUMBER}` or `{AMOUNT}` to count")
        return self


class GroupTable(Patterns):
    """Words that rules name or look for in the same clause; some are used by themselves."""

    id: Slug


class NumberTable(Patterns):
    """The words for a number: «deux», «dizaine»."""

    value: float = Field(gt=0)


class BandTable(Strict):
    """The answer for a number of people, years, months or euros."""

    count: keys.Count
    least: float = Field(ge=0, description="From this number on.")
    most: float | None = Field(default=None, description="Up to this one; none: without end.")
    stage: keys.Stage | None = None
    size: keys.Size | None = None
    need: keys.Need | None = None

    @model_validator(mode="after")
    def _says_one_thing(self) -> Self:
        if sum(one is not None for one in (self.stage, self.size, self.need)) != 1:
            raise ValueError("must name one stage, size or need; correct it")
        return self


class CallsFile(Strict):
    """`catalogue/vocabulary/calls.toml`: how notes of a call are read."""

    quiet: list[Slug] = Field(
        default_factory=list,
        description="Concepts that notes mention without asking for them.",
    )
    asked: list[Slug] = Field(
        default_factory=list,
        description="Concepts that say something only where a clause asks or says nothing else.",
    )
    opening: list[Slug] = Field(
        default_factory=list,
        description="Trades that are the caller's own only where a clause begins with them.",
    )
    rule: list[RuleTable] = Field(default_factory=list)
    group: list[GroupTable] = Field(default_factory=list)
    number: list[NumberTable] = Field(default_factory=list)
    band: list[BandTable] = Field(default_factory=list)


class CallNote(Strict):
    """One note as an adviser types it, with the answers that its words plainly say."""

    id: Slug
    text: Annotated[Line, StringConstraints(max_length=300)]
    language: keys.Language = Field(description="The language of the desk on which it is typed.")
    mixed: bool = Field(default=False, description="True if it mixes languages.")
    part: Literal["tune", "held-out", "later"] = Field(
        default="tune",
        description="Held-out notes are measured, never looked at while rules are written; "
        "later ones were written after the rules and measured once.",
    )
    answers: dict[Slug, list[str]] = Field(description="Question key -> options to propose.")
    also: dict[Slug, list[str]] = Field(
        default_factory=dict, description="Options that are neither right nor wrong."
    )


class CallNotesFile(Strict):
    """`catalogue/call-notes.toml`: judged notes that `wizard search listen` runs."""

    note: list[CallNote]
