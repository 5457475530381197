"""The kiosk's first screen, and what stands there when the kiosk's desk is gone."""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import quote

from wizard.domain.text import LANGUAGES, Language, Picked, Text
from wizard.web import languages
from wizard.web.messages import gettext
from wizard.web.pages.layout import Layout, layout
from wizard.web.speaking import in_language
from wizard.web.static_files import static_url
from wizard.web.visit import Visit

RETRY = 60
"""Seconds after which a kiosk without a desk tries its first screen again."""


@dataclass(frozen=True, slots=True)
class FirstLanguage:
    """One language of the kiosk's first screen, in its own words, and where it leads."""

    code: Language
    name: str
    url: str
    promise: str
    invitation: str


@dataclass(frozen=True, slots=True)
class FirstPackage:
    """One package of the first screen: its title in each language that the desk offers."""

    key: str
    titles: tuple[Picked, ...]


@dataclass(frozen=True, slots=True)
class FirstScreen:
    """The kiosk's first screen: the languages that the desk offers, nothing else to decide.

    `names` are the desk's names in those languages, each once.
    """

    layout: Layout
    names: tuple[Picked, ...]
    languages: tuple[FirstLanguage, ...]
    packages: tuple[FirstPackage, ...]


@dataclass(frozen=True, slots=True)
class ClosedLine:
    """What a screen without a desk says in one language."""

    code: Language
    title: str
    message: str


@dataclass(frozen=True, slots=True)
class ClosedKiosk:
    """A screen whose desk does not exist (any more): it waits, and nothing leads out of it.

    `styles_url` and `base_styles_url` are addresses of style sheets, `script_url` that of the
    script which looks every `retry` seconds whether `again_url`, the first screen, is back.
    """

    title: str
    base_styles_url: str
    styles_url: str
    script_url: str
    again_url: str
    retry: int
    lines: tuple[ClosedLine, ...]


def first_screen(visit: Visit) -> FirstScreen:
    """Return the kiosk's first screen; without a desk there is nothing to choose."""
    desk = visit.place.desk
    offered = desk.languages if desk else ()
    return FirstScreen(
        layout=layout(visit, "", gettext("Choose your language"), indexed=False),
        names=_each(desk.name, offered) if desk else (),
        languages=tuple(_language(code, visit) for code in offered),
        packages=tuple(
            FirstPackage(one.key, _each(one.title, offered))
            for one in visit.catalogue.packages.values()
        ),
    )


def closed_kiosk(root: str, segment: str, key: str) -> ClosedKiosk:
    """Return the screen for the desk `key` that is not there, of the channel with `segment`.

    The desk's languages are not known, so all three are there.
    """
    return ClosedKiosk(
        title=gettext("This screen is resting"),
        base_styles_url=static_url(root, "web.css"),
        styles_url=static_url(root, "kiosk-first.css"),
        script_url=static_url(root, "kiosk-closed.js"),
        again_url=f"{root}/{segment}/{quote(key, safe='')}/",
        retry=RETRY,
        lines=tuple(_closed(code) for code in LANGUAGES),
    )


def _language(code: Language, visit: Visit) -> FirstLanguage:
    with in_language(code):
        return FirstLanguage(
            code,
            languages.OWN_NAMES[code],
            visit.links.in_language(code).begin,
            gettext("Find the support that fits your business in Brussels."),
            gettext("Touch here to begin"),
        )


def _closed(code: Language) -> ClosedLine:
    with in_language(code):
        return ClosedLine(
            code,
            gettext("This screen is resting"),
            gettext("It looks by itself whether it can go on. Please ask at the desk."),
        )


def _each(text: Text, offered: Iterable[Language]) -> tuple[Picked, ...]:
    """Return a text in each of the languages, but the same words only once."""
    found = {picked.words: picked for picked in map(text.pick, reversed(tuple(offered)))}
    return tuple(reversed(found.values()))
