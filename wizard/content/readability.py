"""How easy the texts of a service read, by the Flesch formula of each language.

The formulas weigh the words in a sentence and the syllables in a word:
Flesch-Douma for Dutch (W. H. Douma, «De leesbaarheid van landbouwbladen», 1960),
Kandel-Moles for French (L. Kandel and A. Moles, «Application de l'indice de
Flesch à la langue française», 1958) and Flesch Reading Ease for English
(R. Flesch, «A new readability yardstick», 1948).

Nobody has fixed a score for level B1. Flesch calls 60 to 70 «standard», Douma
«normaal», understood after primary school; 50 to 60 is «fairly difficult», the
quality newspaper. Titles, amounts and names are left out of the count, but the
words of the trade («onderneming», «accompagnement») stay, and they are long in
every language, so `PASS` is 50 for all three: what lies below is harder than a
newspaper. A formula sees only length: a text that passes may still be unclear.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from wizard.content import keys
from wizard.content.evidence import passages
from wizard.content.problems import Problem
from wizard.content.reader import Records
from wizard.content.schema import ServiceFile
from wizard.content.syllables import syllables

PASS = 50.0
"""The lowest score of a text that passes."""

STANDARD = 60.0
"""Where «standard» begins for Flesch and «normaal» for Douma: reported, not demanded."""

LONGEST = 25
"""The most words in a sentence; plain-language guides of the three languages say 15 to 25."""

ENOUGH = 4
"""From how many words on a sentence says something about a text."""

FORMULAS: Mapping[str, tuple[float, float, float]] = {
    "nl": (206.84, 0.93, 77.0),
    "fr": (207.0, 1.015, 73.6),
    "en": (206.835, 1.015, 84.6),
}
"""Language -> the constant, the weight of words per sentence, of syllables per word."""

_QUOTED = re.compile(r"«[^»]*»|“[^”]*”|\"[^\"]*\"")
_ADDRESS = re.compile(
    r"\S+@\S+|https?://\S+|\b[\w-]+(?:\.[\w-]+)*\.(?:be|brussels|eu|com|org)\b\S*"
)
_END = re.compile(r"[.!?…]+(?:\s+|$)")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_APOSTROPHE = re.compile(r"['’-]")


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence: as it stands, how many words it has, and the words that are counted."""

    text: str
    length: int
    counted: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """The result for one service in one language."""

    key: str
    language: str
    score: float
    worst: Sentence
    longest: Sentence

    @property
    def passes(self) -> bool:
        """Whether the text reads easily enough."""
        return self.score >= PASS


def read_all(records: Records) -> list[Reading]:
    """Return the result for every service in every language."""
    return [
        reading(key, service, language, names_of(service, records))
        for key, service in records.services.items()
        for language in keys.LANGUAGES
    ]


def reading(key: str, service: ServiceFile, language: str, names: Iterable[str]) -> Reading:
    """Return how the running text of a service reads; `names` are left out of the count."""
    pattern = _pattern(names)
    lines = (
        one.text
        for one in passages(service)
        if one.language == language and not one.key.startswith(("title", "criteria"))
    )
    found = [sentence for line in lines for sentence in sentences(line, pattern)]
    return Reading(
        key,
        language,
        score(found, language),
        min(found, key=lambda one: (len(one.counted) < ENOUGH, score([one], language))),
        max(found, key=lambda one: one.length),
    )


def names_of(service: ServiceFile, records: Records) -> set[str]:
    """Return the names that a text cannot choose: of the service and of its providers."""
    found = {getattr(service.title, language) for language in keys.LANGUAGES}
    for key in service.providers:
        provider = records.providers.get(key)
        for names in (provider.name, provider.abbreviation) if provider else ():
            found |= {one for one in names.model_dump().values() if one} if names else set()
    return found


def sentences(text: str, names: re.Pattern[str]) -> Iterator[Sentence]:
    """Yield the sentences of a text.

    A name, a quotation and an address count as one word without syllables. So do
    words with a capital inside a sentence, which are names in all three languages.
    """
    plain = names.sub(" Xx ", _ADDRESS.sub(" Xx ", _QUOTED.sub(" Xx ", text)))
    spoken = zip(_END.split(text), _END.split(plain), strict=False)
    for said, part in spoken:
        words = _WORD.findall(part)
        counted = tuple(word for place, word in enumerate(words) if _counts(word, first=place == 0))
        if words:
            yield Sentence(said.strip(), len(words), counted)


def score(found: Iterable[Sentence], language: str) -> float:
    """Return the score of some sentences by the formula of their language, 100 for none.

    >>> plain = Sentence("You pay nothing.", 3, ("You", "pay", "nothing"))
    >>> round(score([plain], "en"))
    91
    """
    taken = [one for one in found if one.counted]
    words = [word for one in taken for word in one.counted]
    if not words:
        return 100.0
    constant, per_sentence, per_word = FORMULAS[language]
    length = sum(one.length for one in taken) / len(taken)
    spoken = sum(_spoken(word, language) for word in words) / len(words)
    return constant - per_sentence * length - per_word * spoken


def share(found: Iterable[Reading], language: str) -> str:
    """Return the line of a report: «nl: 93 % of 360 texts pass (a score of 50 ...)»."""
    scores = [one.score for one in found if one.language == language]

    def percent(wanted: float) -> int:
        return 100 * sum(one >= wanted for one in scores) // len(scores) if scores else 100

    return (
        f"{language}: {percent(PASS)} % of {len(scores)} texts pass "
        f"(a score of {PASS:.0f} or more; {percent(STANDARD)} % reach {STANDARD:.0f})"
    )


def warnings(found: Iterable[Reading]) -> Iterator[Problem]:
    """Yield what an editor may do for each text that reads hard or has an endless sentence."""
    for one in found:
        file = f"services/{one.key}.toml"
        if not one.passes:
            yield Problem(
                file,
                one.language,
                f"reads hard ({one.score:.0f}, wanted {PASS:.0f}); "
                f"use shorter words, or two sentences, first in: «{one.worst.text}»",
                "warning",
            )
        if one.longest.length > LONGEST:
            yield Problem(
                file,
                one.language,
                f"has a sentence of {one.longest.length} words; make two of it: "
                f"«{one.longest.text}»",
                "warning",
            )


def _counts(word: str, *, first: bool) -> bool:
    """Return whether a word is one that the writer could have chosen shorter."""
    return word != "Xx" and not word.isupper() and (first or word[0].islower())


def _spoken(word: str, language: str) -> int:
    """Return the syllables of a word, «l'entreprise» and «micro-onderneming» in their parts."""
    parts = [part for part in _APOSTROPHE.split(word) if part]
    whole = [part for part in parts if len(part) > 1 or len(parts) == 1]
    return sum(syllables(part, language) for part in whole)


def _pattern(names: Iterable[str]) -> re.Pattern[str]:
    """Return a pattern of names, the longest first, and of a title's part before its colon."""
    parts = {part for name in names for part in (name, re.split(r"\s*[:(]", name)[0])}
    longest = sorted((part for part in parts if part.strip()), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, longest)) or r"(?!)", re.IGNORECASE)
