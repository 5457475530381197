"""A spoken code as the JSON of the API."""

from typing import Any

from wizard.domain.spoken import Heard, Meaning, Misheard, speak
from wizard.web.visit import Visit

Record = dict[str, Any]
"""A JSON object."""

REASONS = {
    "empty": "has no words",
    "unknown": "has words that are not of one list; see doubts",
    "too-short": "has fewer words than a code",
    "too-long": "has more words than a code",
    "wrong": "is no code: a word is wrong, missing, too many or in another place",
}
"""What is wrong with a code, by kind, after the value."""


def decoded(heard: Heard, meaning: Meaning, here: Visit) -> Record:
    """Return what a code says: its answers, its words in the language of `here`, its list."""
    return {
        "lang": here.language,
        "heard_in": heard.language,
        "code": list(speak(meaning.answers, here.language)),
        "answers": {key: list(options) for key, options in meaning.answers},
        "lost": [{"question": question, "option": option} for question, option in meaning.lost],
        "url": here.links.results(),
    }


def misheard(wrong: Misheard) -> Record:
    """Return why words are no code, and what may be meant."""
    return {
        "kind": wrong.kind,
        "doubts": [
            {"word": one.typed, "place": one.place, "near": list(one.near)} for one in wrong.doubts
        ],
        "offers": [list(words) for words in wrong.offers],
    }
