"""What is to be mended in a form, in words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from wtforms import Form

from wizard.domain.passwords import LEAST, MOST, Rule
from wizard.web.messages import gettext, ngettext

NO_IDS: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to mend; `field` is the id of the field that it is about."""

    field: str
    text: str


def problems_of(form: Form, ids: Mapping[str, str] = NO_IDS) -> tuple[Problem, ...]:
    """Return what is to be mended in a form that was checked, in the order of its fields.

    `ids` are those of fields whose id is not their name.
    """
    return tuple(
        Problem(ids.get(name, name), str(text))
        for name, texts in form.errors.items()
        if name
        for text in texts
    )


def title_with(problems: Iterable[Problem], title: str) -> str:
    """Return the title of a page, which says first that something is to be mended."""
    return gettext("Error: %(title)s", title=title) if tuple(problems) else title


def broken(rules: Iterable[Rule], field: str) -> tuple[Problem, ...]:
    """Return a problem for each rule that a new password breaks."""
    words: dict[Rule, str] = {
        "short": gettext("Use at least %(number)s characters", number=LEAST),
        "long": gettext("Use at most %(number)s characters", number=MOST),
        "name": gettext("Use something else than your name"),
        "obvious": gettext("Use more than common words, digits and keys in a row"),
        "same": gettext("Use another password than the one you have now"),
    }
    return tuple(Problem(field, words[rule]) for rule in rules)


def wait(minutes: int, field: str) -> Problem:
    """Return what to say when too many passwords were wrong."""
    text = ngettext(
        "Too many wrong passwords. Wait %(num)s minute, then try again.",
        "Too many wrong passwords. Wait %(num)s minutes, then try again.",
        minutes,
    )
    return Problem(field, text)
