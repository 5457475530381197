"""What is wrong with a partner desk's record, in the reader's words and at the right field."""

from collections.abc import Callable, Iterable, Mapping

from wizard.domain.catalogue import Catalogue
from wizard.domain.desks import DeskProblem, ProblemCode
from wizard.domain.text import Language
from wizard.web.messages import gettext
from wizard.web.staff.pages.problems import Problem
from wizard.web.staff.partner_fields import WHOLE, field_of, labels
from wizard.web.staff.partner_form import Typed

Found = tuple[DeskProblem, ...]
Words = Callable[[DeskProblem], str]


def said(
    problems: Iterable[DeskProblem], typed: Typed, catalogue: Catalogue, language: Language
) -> tuple[Problem, ...]:
    """Return the problems in words, in the order of the form, each once.

    Each names its field, since the list above the form is read without it.
    """
    names = labels(catalogue, language)
    places = {field: place for place, field in enumerate(names)}
    found = dict.fromkeys(_said(one, typed, names) for one in problems)
    return tuple(sorted(found, key=lambda one: places.get(one.field, len(places))))


def words_of(problem: DeskProblem) -> str:
    """Return what is wrong and what to do, without the name of the field."""
    write = _words().get(problem.code)
    return write(problem) if write else _wrong_form(problem)


def _said(problem: DeskProblem, typed: Typed, names: Mapping[str, str]) -> Problem:
    field = field_of(problem.key, typed)
    name = names.get(field)
    if name is None:
        # Nothing on the form can be meant: the sentence for the command says at least what it is.
        return Problem(WHOLE, str(problem))
    return Problem(field, gettext("%(field)s: %(problem)s", field=name, problem=words_of(problem)))


def _words() -> dict[ProblemCode, Words]:
    return {**_of_words(), **_of_lists(), **_of_looks()}


def _of_words() -> dict[ProblemCode, Words]:
    return {
        "empty": lambda _: gettext("fill this in"),
        "missing": lambda _: gettext("fill this in"),
        "markup": lambda _: gettext("write plain words, without HTML or Markdown"),
        "out-of-range": lambda one: gettext(
            "give a number from %(least)s to %(most)s",
            least=one.figure("least"),
            most=one.figure("most"),
        ),
        "too-long": lambda one: gettext(
            "write at most %(number)s letters", number=one.figure("most")
        ),
        "wrong-order": lambda _: gettext(
            "the end comes after the beginning, and earlier hours come first"
        ),
        "overlap": lambda _: gettext("these hours overlap; join them or correct them"),
    }


def _of_lists() -> dict[ProblemCode, Words]:
    return {
        "not-an-option": lambda _: gettext("choose from the list"),
        "unknown-option": lambda _: gettext("choose from the list"),
        "not-asked": lambda _: gettext(
            "this is not asked after the other answers; leave it open, or change those"
        ),
        "not-together": lambda _: gettext("these answers do not go together; keep one"),
        "only-one": lambda _: gettext("choose one answer only"),
        "too-many": lambda one: gettext("give at most %(number)s", number=one.figure("most")),
        "twice": lambda _: gettext("this is named twice; take one of them away"),
        "unknown-service": lambda one: gettext(
            "«%(value)s» is no service that can be used now; choose another one",
            value=one.figure("value"),
        ),
        "not-an-origin": lambda one: gettext(
            "write each site as %(example)s, with nothing after the name",
            example=one.figure("write") or "https://www.example.org",
        ),
        "not-https": lambda _: gettext("each site begins with https://"),
    }


def _of_looks() -> dict[ProblemCode, Words]:
    return {
        "contrast": _contrast,
        "logo-broken": lambda _: gettext("the picture cannot be read; save it again as PNG"),
        "logo-faint": _faint,
        "logo-missing": lambda _: gettext("choose a PNG file"),
        "logo-not-png": lambda _: gettext("only PNG is taken; save the picture as PNG"),
        "logo-pixels": lambda one: gettext(
            "make it %(least)s to %(most)s pixels wide and high",
            least=one.figure("least"),
            most=one.figure("most"),
        ),
        "logo-weight": lambda _: gettext("the file has more than 64 KB; make the picture smaller"),
    }


def _contrast(problem: DeskProblem) -> str:
    return gettext(
        "%(colour)s on %(on)s has a contrast of %(ratio)s; at least %(least)s is needed. Take a"
        " darker or a lighter colour.",
        **_figures(problem, "colour", "on", "ratio", "least"),
    )


def _faint(problem: DeskProblem) -> str:
    return gettext(
        "it can hardly be seen on this colour (contrast %(ratio)s, at least %(least)s is"
        " needed); take another colour behind it",
        **_figures(problem, "ratio", "least"),
    )


def _figures(problem: DeskProblem, *names: str) -> dict[str, str]:
    return {name: problem.figure(name) or "?" for name in names}


def _wrong_form(problem: DeskProblem) -> str:
    """Return how something is written, by where it stands in the record."""
    key = problem.key
    if key.startswith("colours.") or key == "logo.plate":
        return gettext("write a colour as #0f4c5c")
    if key.startswith("hours."):
        return gettext("write hours as 09:00-12:30, 13:30-17:00")
    words = {
        "id": gettext("use small letters, digits and hyphens, such as «lel-noord»"),
        "contact.phone": gettext("write a telephone number in digits, such as 1819"),
        "contact.email": gettext("write one e-mail address, such as name@example.be"),
        "contact.url": gettext("write an address that begins with https://"),
        "idle_seconds": gettext("write a whole number"),
        "kind": gettext("choose from the list"),
        "municipality": gettext("choose from the list"),
    }
    return words.get(key) or gettext("this is not in the right form")
