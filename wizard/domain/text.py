"""One message in three languages, and the part of it that a reader gets."""

from dataclasses import dataclass
from typing import Literal

Language = Literal["nl", "fr", "en"]
LANGUAGES: tuple[Language, ...] = ("nl", "fr", "en")


@dataclass(frozen=True, slots=True)
class Picked:
    """Words together with the language they are really in.

    `foreign` is true when that is not the language asked for, so that a page
    can mark the passage with its own `lang` attribute (WCAG 3.1.2).
    """

    words: str
    language: Language
    foreign: bool = False

    def __str__(self) -> str:
        return self.words


@dataclass(frozen=True, slots=True)
class Text:
    """One text per language; an empty string stands for «not available».

    >>> Text(nl="", fr="Guichet", en="").pick("nl")
    Picked(words='Guichet', language='fr', foreign=True)
    """

    nl: str
    fr: str
    en: str

    def exact(self, language: Language) -> str:
        """Return the text in `language`, or an empty string if there is none."""
        return {"nl": self.nl, "fr": self.fr, "en": self.en}[language]

    def pick(self, language: Language) -> Picked:
        """Return the text in `language`, else in the first of fr, nl, en that has it."""
        own = self.exact(language)
        if own:
            return Picked(own, language)
        fallbacks: tuple[Language, ...] = ("fr", "nl", "en")
        for other in fallbacks:
            words = self.exact(other)
            if words:
                return Picked(words, other, foreign=True)
        return Picked("", language)

    def __bool__(self) -> bool:
        return bool(self.nl or self.fr or self.en)


NO_TEXT = Text("", "", "")


@dataclass(frozen=True, slots=True)
class Lines:
    """A list of lines per language, with the same number of lines in each."""

    nl: tuple[str, ...] = ()
    fr: tuple[str, ...] = ()
    en: tuple[str, ...] = ()

    def exact(self, language: Language) -> tuple[str, ...]:
        """Return the lines in `language`; an empty tuple if there are none."""
        return {"nl": self.nl, "fr": self.fr, "en": self.en}[language]


NO_LINES = Lines()
