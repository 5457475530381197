"""The page on which a spoken code is typed: the form, what is wrong, what an old code lost."""

from dataclasses import dataclass

from wizard.domain.spoken import Doubt, Meaning, Misheard
from wizard.web.links import Links, Pair
from wizard.web.messages import gettext
from wizard.web.pages.layout import Layout, Link, layout
from wizard.web.visit import Visit

PATH = "code"
TYPED = "code"
"""The parameter that holds the words as they were typed."""


@dataclass(frozen=True, slots=True)
class CodePage:
    """Where a code is typed.

    `typed` is what stands in the field. `errors` say what is wrong with it, `offers`
    are codes that may be meant, each with its list. `lost` names the questions of
    answers that no longer exist; `go_on` is then the address of the list without them.
    """

    layout: Layout
    typed: str
    action: str
    hidden: tuple[Pair, ...]
    errors: tuple[str, ...]
    offers: tuple[Link, ...]
    lost: tuple[str, ...]
    go_on: str


def code_page(
    visit: Visit,
    typed: str = "",
    misheard: Misheard | None = None,
    meaning: Meaning | None = None,
) -> CodePage:
    """Return the page, empty or with what was typed and what came of it."""
    title = gettext("I have a code")
    errors = _errors(misheard) if misheard else ()
    shown = f"{gettext('Error')}: {title}" if errors else title
    extra = ((TYPED, typed),) if misheard or meaning else ()
    return CodePage(
        layout=layout(visit, PATH, shown, extra=extra, indexed=not extra),
        typed=typed,
        action=f"{visit.links.home}/{PATH}",
        hidden=tuple(visit.answers.query()),
        errors=errors,
        offers=_offers(misheard, visit.links) if misheard else (),
        lost=_lost(meaning, visit) if meaning else (),
        go_on=visit.links.with_answers(meaning.answers).results() if meaning else "",
    )


def _errors(misheard: Misheard) -> tuple[str, ...]:
    if misheard.kind == "unknown":
        return tuple(_doubt(one) for one in misheard.doubts)
    return (
        {
            "empty": gettext("Type the words of your code"),
            "too-short": gettext("A code has at least two words: the rest is missing"),
            "too-long": gettext("These are more words than a code has"),
            "wrong": gettext(
                "These words do not belong together: one is wrong, missing or in another place. "
                "Have the code read out once more."
            ),
        }[misheard.kind],
    )


def _doubt(doubt: Doubt) -> str:
    place, word = doubt.place, doubt.typed
    if doubt.language is None:
        said = gettext(
            "Word %(place)s, «%(word)s», is not a word of our codes.", place=place, word=word
        )
    else:
        said = gettext(
            "Word %(place)s, «%(word)s», is in another language than the others.",
            place=place,
            word=word,
        )
    if not doubt.near:
        return said
    return f"{said} {gettext('Did you mean «%(words)s»?', words=', '.join(doubt.near))}"


def _offers(misheard: Misheard, links: Links) -> tuple[Link, ...]:
    return tuple(
        Link(" ".join(words), links.path(PATH, [(TYPED, " ".join(words))]))
        for words in misheard.offers
    )


def _lost(meaning: Meaning, visit: Visit) -> tuple[str, ...]:
    """Return the short names of the questions that lost an answer, each once."""
    questions = [visit.catalogue.journey.question(key) for key, _ in meaning.lost]
    names = (
        one.short.pick(visit.language).words if one else gettext("a question that is not asked now")
        for one in questions
    )
    return tuple(dict.fromkeys(names))
