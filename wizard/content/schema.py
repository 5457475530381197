"""The one definition of a service file: parser, validator and writing guide.

Every field's description is shown in the field reference and in the JSON
Schema that editors load, so it says what to write, in which unit, with an
example. Terms of the EU vocabulary CPSV-AP stand in brackets.
"""

import re
from typing import Annotated, Literal, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    model_validator,
)

from wizard.content import keys


def _no_markup(value: str) -> str:
    if re.search(r"[<>]|\]\(", value):
        raise ValueError("contains markup (<, > or a Markdown link); write plain text")
    return value


UNSEEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")
"""Signs that steer a terminal, break a page, or turn the direction of what follows."""


def _nothing_unseen(value: str) -> str:
    if found := UNSEEN.search(value):
        raise ValueError(f"contains a sign that nobody sees ({found[0]!a}); remove it")
    return value


Line = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=600),
    AfterValidator(_no_markup),
    AfterValidator(_nothing_unseen),
]
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=64)]
PartialDate = Annotated[
    str, StringConstraints(pattern=r"^(19|20)\d\d(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$")
]
HttpUrl = Annotated[str, StringConstraints(pattern=r"^https?://[^\s<>\"]+$", max_length=500)]
Phone = Annotated[str, StringConstraints(pattern=r"^[+0-9][0-9 ()./-]{2,24}$")]
Email = Annotated[str, StringConstraints(pattern=r"^[^@\s<>]+@[^@\s<>]+\.[a-z]{2,}$")]


class Strict(BaseModel):
    """A table that refuses keys it does not know, so that a typing error is seen."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Trilingual(Strict):
    """One short text, written separately in each of the three languages."""

    nl: Line = Field(description="Dutch as written in Belgium; the reader is addressed with «je».")
    fr: Line = Field(
        description="French as written in Belgium; the reader is addressed with «vous»."
    )
    en: Line = Field(description="Plain international English; the reader is «you».")


class TrilingualList(Strict):
    """A short list of lines, the same number of lines in each language."""

    nl: list[Line] = Field(min_length=1, max_length=8)
    fr: list[Line] = Field(min_length=1, max_length=8)
    en: list[Line] = Field(min_length=1, max_length=8)

    @model_validator(mode="after")
    def _same_length(self) -> Self:
        if not len(self.nl) == len(self.fr) == len(self.en):
            raise ValueError(
                f"has {len(self.nl)} lines in nl, {len(self.fr)} in fr and {len(self.en)} in en; "
                "give every language the same number of lines"
            )
        return self


class TrilingualWords(Strict):
    """Words per language that only the search reads; the number may differ between languages."""

    nl: list[Line] = Field(default_factory=list)
    fr: list[Line] = Field(default_factory=list)
    en: list[Line] = Field(default_factory=list)


class Spoken(Strict):
    """What an adviser says on the phone, in the caller's language, and what to watch for."""

    script: Trilingual = Field(
        description="Said aloud in some 20 seconds, 30 to 60 words: what it is, whose, for whom, the first step."
    )
    not_here: TrilingualList = Field(
        description="When not to send somebody here: 1 to 3 lines, only what follows from the record."
    )
    have_ready: TrilingualList = Field(
        description="What the caller has ready before calling the provider: 1 to 4 lines."
    )

    @model_validator(mode="after")
    def _twenty_seconds(self) -> Self:
        for language in keys.LANGUAGES:
            words = len(getattr(self.script, language).split())
            if not 30 <= words <= 60:
                raise ValueError(f"script.{language} has {words} words; write 30 to 60")
        return self


class Condition(Strict):
    """One test on the answer to one question; give `is`, `is_not` or `maybe` alone."""

    question: Literal["stage", "sector", "place", "size", "profile", "venture"] = Field(
        description="The key of the question whose answer decides. `need` never decides: it only ranks."
    )
    is_: list[str] = Field(
        default_factory=list,
        alias="is",
        description='Option keys for which the condition holds, e.g. ["jobseeker"].',
    )
    maybe: list[str] = Field(
        default_factory=list,
        description="Option keys for which it depends on a detail that is not asked; the result stays «unknown».",
    )
    is_not: list[str] = Field(
        default_factory=list,
        description="Option keys for which it does not hold, all others do. Not together with `is`.",
    )

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)

    @model_validator(mode="after")
    def _one_form_and_known_options(self) -> Self:
        if self.is_ and self.is_not:
            raise ValueError("has both `is` and `is_not`; keep one")
        if not (self.is_ or self.is_not or self.maybe):
            raise ValueError("needs `is`, `is_not` or `maybe`")
        if set(self.maybe) & (set(self.is_) | set(self.is_not)):
            raise ValueError("names an option in `maybe` and again in `is` or `is_not`")
        allowed = keys.QUESTION_OPTIONS[self.question]
        unknown = [key for key in (*self.is_, *self.maybe, *self.is_not) if key not in allowed]
        if unknown:
            raise ValueError(f"does not know {', '.join(unknown)}; allowed: {', '.join(allowed)}")
        return self


class SharedCriterion(Strict):
    """A criterion that many services use; `catalogue/criteria.toml` holds them."""

    id: Slug = Field(description="The key that services name in `use`.")
    label: Trilingual = Field(
        description="The rule itself, without «you», e.g. «Activity in the Brussels-Capital Region»."
    )
    any_of: list[Condition] = Field(min_length=1, description="At least one of these must hold.")


class CriteriaFile(Strict):
    """`catalogue/criteria.toml`: the criteria that services share by name."""

    criterion: list[SharedCriterion]


class Criterion(Strict):
    """One rule of eligibility [Requirement]; all criteria of a service must hold."""

    id: Slug | None = Field(default=None, description="A key of its own; leave out with `use`.")
    use: Slug | None = Field(
        default=None, description="The id of a shared criterion from `catalogue/criteria.toml`."
    )
    label: Trilingual | None = Field(
        default=None,
        description="The rule itself in at most twelve words, without «you». May be left out with `use`.",
    )
    source: Slug = Field(description="The id of one of this file's [[sources]].")
    any_of: list[Condition] = Field(
        default_factory=list, description="At least one of these must hold."
    )

    @model_validator(mode="after")
    def _own_or_shared(self) -> Self:
        if self.use is not None and (self.id is not None or self.any_of):
            raise ValueError("has `use` beside `id` or `any_of`; a shared criterion brings its own")
        if self.use is None and not (self.id and self.label and self.any_of):
            raise ValueError("needs `id`, `label` and `any_of`, or else `use`")
        asked = [condition.question for condition in self.any_of]
        if len(set(asked)) < len(asked):
            raise ValueError("has two conditions on the same question; make them one")
        return self


class Check(Strict):
    """A condition that the questions cannot test: the reader checks it with the provider."""

    text: Trilingual = Field(description="One sentence, e.g. «A jury chooses the projects.»")
    source: Slug = Field(description="The id of one of this file's [[sources]].")


class Fact(Strict):
    """An amount, rate, term or date, shown as «according to X (year)»."""

    text: Trilingual = Field(
        description="One sentence with its numbers, e.g. «Loans from 500 to 25,000 euro.»"
    )
    source: Slug = Field(
        description="The id of one of this file's [[sources]]; the newest official one leads."
    )


class Contact(Strict):
    """Where the service is reached [Channel], only as found in the sources."""

    url: HttpUrl | None = Field(
        default=None, description="The service's own page; official before others."
    )
    phone: Phone | None = Field(
        default=None, description="As printed in the source, e.g. «02 123 45 67»."
    )
    email: Email | None = None
    address: Line | None = None
    source: Slug | None = Field(
        default=None, description="The id of the source that gives this contact."
    )


class Source(Strict):
    """Where a fact comes from: a passage of a source document or a public page."""

    id: Slug = Field(
        description="A key within this file: the document's id, or p1, p2 … for pages."
    )
    doc: Slug | None = Field(
        default=None, description="A document of `catalogue/documents.toml`, e.g. «sba-2016»."
    )
    lines: list[tuple[int, int]] = Field(
        default_factory=list,
        description="First and last line of each passage in the document's text.",
    )
    url: HttpUrl | None = Field(default=None, description="The address of the public page.")
    date: PartialDate | None = Field(
        default=None,
        description="The date the page states for itself (YYYY, YYYY-MM or YYYY-MM-DD); leave out if it states none.",
    )
    official: bool = Field(
        default=False, description="True for a page of the provider or of a public authority."
    )
    says: list[Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]] = Field(
        default_factory=list,
        description="What the passage or page says, in English, in our own words. Numbers in the texts are checked against it.",
    )

    @model_validator(mode="after")
    def _document_or_page(self) -> Self:
        if (self.doc is None) == (self.url is None):
            raise ValueError("needs either `doc` with `lines` or `url`, not both and not neither")
        if self.doc is not None and not self.lines:
            raise ValueError("names a document without `lines`; give the passages that were read")
        if any(first > last or first < 1 for first, last in self.lines):
            raise ValueError("has a passage whose first line comes after its last")
        return self


class Relations(Strict):
    """How this service stands to others, by their ids."""

    replaces: list[Slug] = Field(default_factory=list)
    replaced_by: list[Slug] = Field(default_factory=list)
    requires: list[Slug] = Field(default_factory=list)
    excludes: list[Slug] = Field(default_factory=list)
    combines_with: list[Slug] = Field(default_factory=list)
    part_of: list[Slug] = Field(default_factory=list)
    related: list[Slug] = Field(default_factory=list)


class ServiceFile(Strict):
    """One support service [Public Service] as its file in `catalogue/services/`."""

    id: Slug = Field(
        description="The same as the file's name without `.toml`. Never changes [identifier]."
    )
    status: keys.Status = Field(
        description="active: confirmed by a public page or a source of the last four years; unconfirmed: older; "
        "call: opens and closes by date; planned: announced only; ended: never recommended."
    )
    as_of: PartialDate | None = Field(
        default=None,
        description="The date of the newest source, e.g. «2024-01-25» or «2022». "
        "Leave out if no source states a date.",
    )
    verified_on: PartialDate | None = Field(
        default=None,
        description="When somebody confirmed the record with the provider; leave out until then.",
    )
    closes: PartialDate | None = Field(
        default=None, description="For a call: the last known closing date."
    )
    providers: list[Slug] = Field(
        min_length=1,
        description="Ids of providers, the responsible one first [competent authority].",
    )
    packages: list[keys.Package] = Field(min_length=1)
    levels: list[Literal["universal", "creation", "high-potential"]] = Field(
        default_factory=list, description="Levels of the start package that name this service."
    )
    stages: list[keys.Stage] = Field(
        min_length=1, description="Stages for which it is useful; ranks, never excludes."
    )
    category: keys.Category = Field(description="The step of the journey under which it is listed.")
    also_categories: list[keys.Category] = Field(default_factory=list)
    instruments: list[keys.Instrument] = Field(min_length=1)
    sectors: list[keys.Sector] = Field(
        default_factory=list,
        description="Sectors it is made for; empty means every sector. Ranks only.",
    )
    profiles: list[keys.Profile] = Field(
        default_factory=list, description="Groups it pays special attention to. Ranks only."
    )
    ventures: list[keys.Venture] = Field(
        default_factory=list, description="Kinds of project it is made for. Ranks only."
    )
    needs: list[keys.Need] = Field(
        min_length=1, description="Questions it answers, the main one first. Ranks only."
    )
    prominence: Literal[0, 1, 2, 3] = Field(
        description="3: everybody in these stages should hear of it; 2: the usual answer to its main need; "
        "1: a useful addition; 0: for rare cases."
    )
    apply_before: (
        Literal["starting", "hiring", "signing", "investing", "training", "works"] | None
    ) = Field(
        default=None,
        description="The step that must wait until the application is in, if a source says so.",
    )
    title: Trilingual = Field(
        description="The official name in each language where there is one; else a plain description."
    )
    summary: Trilingual = Field(description="8 to 25 words: what it does for whom. No amounts.")
    offer: TrilingualList = Field(description="What you get: 2 to 6 lines.")
    audience: Trilingual = Field(description="Who it is for: one or two sentences.")
    apply: TrilingualList = Field(
        description="How to apply: 1 to 6 steps. Only what the sources say; else «Contact ...»."
    )
    ask: TrilingualList = Field(
        description="What to ask the provider: 1 to 5 questions on what the sources leave open or may have changed."
    )
    search_words: TrilingualWords = Field(
        default_factory=TrilingualWords,
        description="Words a visitor would type, 3 to 10 a language.",
    )
    asked: TrilingualWords = Field(
        default_factory=TrilingualWords,
        description="How visitors would ask for exactly this, in their own words, up to 14 lines a "
        "language: the problem, the wish, everyday words. Only the search reads them.",
    )
    spoken: Spoken | None = Field(
        default=None,
        description="What an adviser says on the phone; only an ended record has none.",
    )
    criteria: list[Criterion] = Field(default_factory=list)
    checks: list[Check] = Field(default_factory=list)
    facts: list[Fact] = Field(default_factory=list)
    contact: Contact = Field(default_factory=Contact)
    relations: Relations = Field(default_factory=Relations)
    sources: list[Source] = Field(min_length=1)

    @model_validator(mode="after")
    def _summary_length(self) -> Self:
        for language in keys.LANGUAGES:
            words = len(getattr(self.summary, language).split())
            if not 8 <= words <= 25:
                raise ValueError(f"summary.{language} has {words} words; write 8 to 25")
        return self

    @model_validator(mode="after")
    def _said_on_the_phone(self) -> Self:
        if self.spoken is None and self.status != "ended":
            raise ValueError(
                "has no [spoken]; write script, not_here and have_ready, or set status to ended"
            )
        return self

    @model_validator(mode="after")
    def _cited_sources_exist(self) -> Self:
        known = {source.id for source in self.sources}
        cited = [criterion.source for criterion in self.criteria]
        cited += [check.source for check in self.checks]
        cited += [fact.source for fact in self.facts]
        if self.contact.source:
            cited.append(self.contact.source)
        missing = sorted(set(cited) - known)
        if missing:
            raise ValueError(
                f"cites {', '.join(missing)}, which [[sources]] does not list; listed: {', '.join(sorted(known))}"
            )
        return self

    @model_validator(mode="after")
    def _as_of_rests_on_a_dated_source(self) -> Self:
        dated = any(source.doc or source.date for source in self.sources)
        if self.as_of is None and dated:
            raise ValueError("has dated sources but no as_of; give the date of the newest")
        return self

    @model_validator(mode="after")
    def _category_once(self) -> Self:
        if self.category in self.also_categories:
            raise ValueError("names its category again in also_categories; leave it out there")
        return self
