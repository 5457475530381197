"""The sentences that the kiosk's script puts values into, in the language of the request.

They are the very messages of the pages, so that both say the same; their placeholders stay.
"""

from collections.abc import Callable
from dataclasses import dataclass

from wizard.web.messages import gettext, ngettext


@dataclass(frozen=True, slots=True)
class SnapshotWord:
    """A sentence by its name; `many` is its plural, the same as `one` where there is none."""

    name: str
    one: str
    many: str


class _AnyNumber(int):
    """A number that chooses the form but stands in the sentence as its placeholder."""

    def __str__(self) -> str:
        return "%(num)s"


ONE, MANY = _AnyNumber(1), _AnyNumber(2)


def snapshot_words() -> tuple[SnapshotWord, ...]:
    """Return all sentences of the script."""
    plain = {**_titles(), **_verdicts(), **_errors(), **_notes()}
    return (
        *(SnapshotWord(name, words, words) for name, words in plain.items()),
        *(SnapshotWord(name, form(ONE), form(MANY)) for name, form in COUNTED.items()),
    )


COUNTED: dict[str, Callable[[int], str]] = {
    "fits": lambda n: ngettext("%(num)s service fits", "%(num)s services fit", n),
    "maybe": lambda n: ngettext("%(num)s more is possible", "%(num)s more are possible", n),
    "begin": lambda n: ngettext("Begin with this one.", "Begin with these %(num)s.", n),
    "left": lambda n: ngettext(
        "%(num)s question could still change this list.",
        "%(num)s questions could still change this list.",
        n,
    ),
    "settles": lambda n: ngettext(
        "could settle %(num)s service", "could settle %(num)s services", n
    ),
    "show-all": lambda n: ngettext("Show all %(num)s", "Show all %(num)s", n),
    "excluded": lambda n: ngettext(
        "%(num)s service does not fit: see why", "%(num)s services do not fit: see why", n
    ),
    "not-fitting-number": lambda n: ngettext(
        "%(num)s service does not fit your answers. Here you see why.",
        "%(num)s services do not fit your answers. Here you see why.",
        n,
    ),
    "met": lambda n: ngettext(
        "%(met)s of %(num)s condition met", "%(met)s of %(num)s conditions met", n, met="%(met)s"
    ),
    "progress": lambda n: ngettext(
        "Question %(number)s, at most %(num)s more after this",
        "Question %(number)s, at most %(num)s more after this",
        n,
        number="%(number)s",
    ),
    "minutes": lambda n: ngettext("saved %(num)s minute ago", "saved %(num)s minutes ago", n),
    "hours": lambda n: ngettext("saved %(num)s hour ago", "saved %(num)s hours ago", n),
    "days": lambda n: ngettext("saved %(num)s day ago", "saved %(num)s days ago", n),
}
"""Name -> the sentence for a number."""


def _titles() -> dict[str, str]:
    return {
        "title-start": gettext("The support that fits your business"),
        "title-results": gettext("Support that fits"),
        "title-packages": gettext("Four packages of support"),
        "title-take-home": gettext("Take your list home"),
        "title-away": gettext("This is not possible without a connection"),
        "error": gettext("Error"),
    }


def _verdicts() -> dict[str, str]:
    return {
        "verdict-yes": gettext("Fits your answers"),
        "verdict-unknown": gettext("Possible"),
        "verdict-no": gettext("Does not fit"),
        "truth-yes": gettext("Met"),
        "truth-unknown": gettext("Not known yet"),
        "truth-no": gettext("Not met"),
        "with-answers": gettext("With your answers: %(verdict)s"),
        "open-to-all": gettext("Open to everyone"),
        "change-this": gettext("Change this answer"),
        "tell-us": gettext("Tell us: %(question)s"),
        "detail": gettext("%(rule)s: a detail decides, check it with the provider"),
        "not-asked-for": gettext("You did not ask for this extra support."),
        "follows": gettext("This follows from your earlier answers."),
        "answered": gettext("You answered: %(answer)s."),
        "and": gettext(" and "),
        "or": gettext(" or "),
        "would": gettext("It would fit with: %(change)s"),
        "could": gettext("It could fit with: %(change)s"),
        "change": gettext("%(question)s «%(options)s»"),
    }


def _errors() -> dict[str, str]:
    """Return what `wizard.web.forms` says to an answer that is none."""
    return {
        "choose-many": gettext("Choose at least one answer, or say that you do not know"),
        "choose-one": gettext("Choose one answer, or say that you do not know"),
        "not-in-list": gettext("Choose an answer from the list"),
        "one-only": gettext("Choose one answer only"),
        "not-both": gettext(
            "Choose either answers from the list or one of the last lines, not both"
        ),
    }


def _notes() -> dict[str, str]:
    return {
        "last-question": gettext("Question %(number)s, the last one"),
        "settled": gettext("No further answer changes this list."),
        "reorders": gettext("puts the most useful first"),
        "not-fitting": gettext("What does not fit"),
        "all-fit": gettext("Every service fits your answers, or may fit."),
        "none-fits": gettext(
            "No service fits these answers as they are. Change an answer, or call 1819: an adviser"
            " looks further with you."
        ),
        "map": gettext("%(yes)s fit, %(unknown)s possible"),
        "question-answer": gettext("%(question)s: %(answer)s"),
        "just-now": gettext("saved a moment ago"),
    }
