"""From answers to words."""

from collections.abc import Sequence

from wizard.domain.answers import Answers
from wizard.domain.spoken.book import BOOKS, Book
from wizard.domain.spoken.check import to_numbers
from wizard.domain.spoken.lists import WORD_LISTS
from wizard.domain.spoken.packing import pack
from wizard.domain.text import Language


def speak(answers: Answers, language: Language, books: Sequence[Book] = BOOKS) -> tuple[str, ...]:
    """Return the words that say these answers, at least two.

    The same answers give the words of the same numbers in each language. Raises
    `ValueError` for an answer that the newest code book does not have.
    """
    return tuple(WORD_LISTS[language][number] for number in to_numbers(pack(answers.raw(), books)))
