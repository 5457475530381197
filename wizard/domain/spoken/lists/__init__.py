"""The words of codes, one list per language, and what is known of each word.

How they were chosen: things that everybody knows and can picture, of 4 to 8 letters;
nothing of faith, politics, money, drink, the body, weapons or misfortune; no word that
sounds like another one that people know. In a list no two words are alike: at least two
letters and two sounds are different (by the transcriptions of eSpeak NG when the lists
were made), of words with six letters or more three; over the lists at least two letters,
so a mistyped letter never makes another word, in any language. No word is the beginning
of another of its list, so words may be typed without spaces. The tests hold what can be
computed of this without a dictionary of sounds.

A list never changes once codes were spoken with it.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from wizard.domain.spoken.folding import fold
from wizard.domain.spoken.lists import en, fr, nl
from wizard.domain.text import LANGUAGES, Language

WORD_LISTS: Mapping[Language, tuple[str, ...]] = {
    "nl": tuple(nl.WORDS.split()),
    "fr": tuple(fr.WORDS.split()),
    "en": tuple(en.WORDS.split()),
}
"""The words as they are written, by number."""


@dataclass(frozen=True, slots=True)
class Word:
    """One word of one list; `folded` is how it is compared with what is typed."""

    written: str
    folded: str
    language: Language
    number: int


BY_FOLDED: Mapping[str, Word] = {
    fold(written): Word(written, fold(written), language, number)
    for language in LANGUAGES
    for number, written in enumerate(WORD_LISTS[language])
}
"""Every word of every list; no two are the same, in whatever language."""

SHORTEST = min(map(len, BY_FOLDED))
LONGEST = max(map(len, BY_FOLDED))


def word(number: int, language: Language) -> Word:
    """Return the word that says `number` in `language`."""
    return BY_FOLDED[fold(WORD_LISTS[language][number])]
