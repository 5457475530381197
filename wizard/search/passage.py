"""The passage of a service that shows why it was found, and the words that it was found by."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from wizard.domain.catalogue import Catalogue
from wizard.domain.text import Language
from wizard.search.analysis import Analyser

LONGEST = 160
"""Letters of a passage: two lines on a wide screen, four on a telephone."""
BEFORE = 50
"""Letters shown at most before the match."""
REMEMBERED = 1200
"""Read services kept in memory: all of a catalogue of 400 services in three languages."""
CUT = "…"


@dataclass(frozen=True, slots=True)
class _Passage:
    """A text with the place of the first word for each stem, and the word at each place."""

    text: str
    places: Mapping[str, int]
    words: Mapping[int, str]


class Passages:
    """Finds passages; safe to share between threads."""

    def __init__(self, catalogue: Catalogue, analyser: Analyser) -> None:
        self._catalogue = catalogue
        self._analyser = analyser
        self._texts = lru_cache(REMEMBERED)(self._read)
        self._shown = lru_cache(REMEMBERED)(self._titled)

    def find(self, service: str, language: Language, stems: frozenset[str]) -> str:
        """Return the words around the first match in the summary or the offer.

        Without a match, or without texts in `language`, it is the summary's
        beginning. Plain text of at most `LONGEST` characters, cut between words.
        """
        texts = self._texts(service, language)
        for passage in texts:
            places = [passage.places[one] for one in passage.places.keys() & stems]
            if places:
                return excerpt(passage.text, min(places))
        return excerpt(texts[0].text, 0)

    def written(self, service: str, language: Language, stem: str) -> str:
        """Return the first word of the title, summary or offer that has this stem, as it stands there.

        An empty string if none of them has it: then it stands where a reader does not see it.
        """
        for passage in self._shown(service, language):
            place = passage.places.get(stem)
            if place is not None:
                return passage.words[place]
        return ""

    def _titled(self, service: str, language: Language) -> tuple[_Passage, ...]:
        title = self._catalogue.services[service].words.title.exact(language)
        return (self._passage(title, language), *self._texts(service, language))

    def _read(self, service: str, language: Language) -> tuple[_Passage, ...]:
        words = self._catalogue.services[service].words
        summary = words.summary.pick(language)
        texts = [(summary.words, summary.language)]
        texts += [(line, language) for line in words.offer.exact(language)]
        return tuple(self._passage(" ".join(text.split()), own) for text, own in texts)

    def _passage(self, text: str, language: Language) -> _Passage:
        places: dict[str, int] = {}
        words: dict[int, str] = {}
        for word in self._analyser.words(text, language):
            words[word.start] = text[word.start : word.end]
            for one in word.stems:
                places.setdefault(one, word.start)
        return _Passage(text, places, words)


def excerpt(text: str, place: int) -> str:
    """Return at most `LONGEST` characters of `text` around `place`, whole words only.

    >>> excerpt("word " * 40, 100).count("word") > 25
    True
    """
    text = text.strip()
    if len(text) <= LONGEST:
        return text
    start = _start(text, place) if place > BEFORE else 0
    left = CUT if start else ""
    room = LONGEST - len(left)
    if len(text) - start <= room:
        return left + text[start:]
    end = text.rfind(" ", start, start + room)
    if end < 0:
        end = start + room - len(CUT)
    return left + text[start:end].rstrip(" ,;:") + CUT


def _start(text: str, place: int) -> int:
    """Return where a passage begins: earlier than `BEFORE` asks if the text ends soon after."""
    last = len(text) - LONGEST + len(CUT)
    if place - BEFORE >= last:
        after = text.find(" ", last - 1, place) + 1
        return after or place
    return text.rfind(" ", 0, place - BEFORE + 1) + 1
