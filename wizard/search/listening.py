"""From what a caller says to answers: the notes that an adviser types during a call.

«boulanger à Molenbeek, ne paie plus son loyer, 2 salariés» says a sector, a place, a
stage, a need and a size. The rules of `vocabulary/calls.toml` are read first, then the
lexicon reads the words that are left. What is denied, what is about somebody else and
what may mean two things is not proposed: a wrong proposal costs the adviser more than
none.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from rapidfuzz.distance import OSA

from wizard.domain.catalogue import Catalogue
from wizard.domain.text import LANGUAGES, Language
from wizard.search.analysis import Analyser
from wizard.search.corrections import Corrections
from wizard.search.listening_lexicon import Lexical, Meant
from wizard.search.listening_sense import Rules
from wizard.search.listening_words import Heard, Spoken, heard
from wizard.search.phrases import Phrases, Read
from wizard.search.spelling import Spelling
from wizard.search.stems import tokens

SUREST_STAGES = (
    "restart",
    "taking-over",
    "handing-over",
    "difficulty",
    "growing",
    "running",
    "idea",
    "starting",
    "preparing",
)
"""Of several stages the first is meant: who wants to begin again after a bankruptcy had
difficulties, and who is in difficulty often says for how long the business exists."""

SHORTEST_SLIP, LONG_SLIP = 6, 8
"""Shorter words that nobody knows are names and shorthand sooner than typing errors; from the
second length on two letters may be wrong."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """An answer that the words `said`, at `start:end` of the text, say.

    `question` and `option` are a question of the journey and one of its options.
    """

    question: str
    option: str
    start: int
    end: int
    said: str


class Listener:
    """Reads call notes for one edition of the catalogue; safe to share between threads."""

    def __init__(
        self,
        catalogue: Catalogue,
        analyser: Analyser,
        phrases: Phrases,
        corrections: Corrections,
        spelling: Spelling,
    ) -> None:
        self._analyser = analyser
        self._corrections = corrections
        self._spelling = spelling
        self._rules = Rules(catalogue.lexicon.calls)
        self._lexical = Lexical(catalogue, phrases, analyser.compounds)
        self._options = {one.key: one.allowed for one in catalogue.journey.questions}
        self._single = {one.key for one in catalogue.journey.questions if one.kind == "one"}

    def propose(self, text: str, language: Language) -> tuple[Proposal, ...]:
        """Return the answers that a note says, in the text's order; any text is fine.

        `language` is that of the desk; it decides where the words do not. At most 300
        letters and 60 words are read. A question with one answer is proposed once at most.
        """
        words = heard(text)
        if not words:
            return ()
        read = self._read(words)
        likely = self._likely(read, range(len(words)), language)
        words, read = self._corrected(words, read, likely)
        spoken = Spoken(words, self._languages(words, read, likely))
        sense = self._rules.read(spoken)
        meant = [
            Meant(facet, match.taken[0], match.taken[-1])
            for match in sense.matches
            for facet in self._rules.facets(match)
        ]
        meant += self._lexical.read(read, sense)
        return tuple(self._proposals(text, words, self._chosen(meant)))

    def _read(self, words: Iterable[Heard]) -> Read:
        cut = [(one.start, one.end, one.parts) for one in words]
        return {one: self._analyser.read(cut, one) for one in LANGUAGES}

    def _likely(self, read: Read, places: range, otherwise: Language) -> Language:
        """Return the language in which most of the words are known; `otherwise` if it is even."""

        def known(language: Language) -> tuple[float, bool]:
            words = read[language][places.start : places.stop]
            points = sum(self._spelling.familiar(word.plain, language) for word in words)
            return points, language == otherwise

        return max(LANGUAGES, key=known)

    def _languages(self, words: list[Heard], read: Read, likely: Language) -> list[Language]:
        """Return the language of each word: that of its clause."""
        found: list[Language] = []
        while len(found) < len(words):
            start = len(found)
            end = start
            while end < len(words) and words[end].clause == words[start].clause:
                end += 1
            found += [self._likely(read, range(start, end), likely)] * (end - start)
        return found

    def _corrected(
        self, words: list[Heard], read: Read, likely: Language
    ) -> tuple[list[Heard], Read]:
        """Return the words with mistyped ones put right; they stay where they stand."""
        better = {
            at: word
            for at, word in self._corrections.of(read, likely).items()
            if _is_slip(words[at].plain, word)
        }
        if not better:
            return words, read
        mended = [
            replace(one, plain="".join(parts), parts=parts)
            if (parts := _parts(better.get(at, "")))
            else one
            for at, one in enumerate(words)
        ]
        return mended, self._read(mended)

    def _chosen(self, meant: Iterable[Meant]) -> Iterator[Meant]:
        """Yield each answer once; for a question with one answer the surest, if one is surer."""
        options: dict[str, dict[str, Meant]] = {}
        for one in _certain(meant):
            question, option = one.facet
            if option in self._options.get(question, ()):
                options.setdefault(question, {}).setdefault(option, one)
        for question, found in options.items():
            if question in self._single:
                yield from _surest(question, found)
            else:
                yield from found.values()

    def _proposals(
        self, text: str, words: list[Heard], chosen: Iterable[Meant]
    ) -> Iterator[Proposal]:
        order = list(self._options)
        for one in sorted(chosen, key=lambda one: (one.first, order.index(one.facet[0]))):
            start, end = words[one.first].start, words[one.last].end
            yield Proposal(*one.facet, start, end, text[start:end])


def _certain(meant: Iterable[Meant]) -> Iterator[Meant]:
    """Yield what is said, and a guess where nothing is said of its question."""
    found = list(meant)
    said = {one.facet[0] for one in found if not one.guessed}
    yield from (one for one in found if not one.guessed or one.facet[0] not in said)


def _surest(question: str, found: Mapping[str, Meant]) -> Iterator[Meant]:
    """Yield the surest answer to a question that takes one; none if two are as sure."""
    if question == "stage":
        yield from [found[one] for one in SUREST_STAGES if one in found][:1]
        return
    inside = [one for option, one in found.items() if option.isdecimal()]
    options = inside if question == "place" and inside else list(found.values())
    if len(options) == 1:
        yield options[0]


def _is_slip(plain: str, better: str) -> bool:
    """Say whether a correction is believable in a note, where names and shorthand abound."""
    mended = "".join(_parts(better))
    if len(plain) < SHORTEST_SLIP or plain[0] != mended[:1]:
        return False
    most = 2 if len(plain) >= LONG_SLIP else 1
    return OSA.distance(plain, mended, score_cutoff=most) <= most


def _parts(word: str) -> tuple[str, ...]:
    return tuple(part for _, _, parts in tokens(word) for part in parts)
