"""What surrounds every page: title, languages, search box, footer."""

from dataclasses import dataclass

from wizard.domain.text import LANGUAGES, Language, Picked
from wizard.web import languages, wording
from wizard.web.fragments import slot
from wizard.web.links import Links, Pair
from wizard.web.messages import gettext
from wizard.web.pages.desk_frame import DeskFrame, desk_frame
from wizard.web.visit import Visit


@dataclass(frozen=True, slots=True)
class Link:
    """An address with its words; `current` marks the page that is shown.

    `language` is that of the words where it is not the page's ("" if it is).
    """

    text: str
    url: str
    current: bool = False
    language: str = ""


def named(name: Picked, url: str) -> Link:
    """Return a link with a name that may be in another language than the page."""
    return Link(name.words, url, language=name.language if name.foreign else "")


@dataclass(frozen=True, slots=True)
class LanguageLink:
    """The same page in another language, named in that language."""

    code: Language
    name: str
    url: str
    current: bool


@dataclass(frozen=True, slots=True)
class Layout:
    """Everything around the main part of a page.

    `title` is the page's own part of the window title. `hidden` are the answers
    as hidden fields, so that the search box does not lose them. `edition` is the
    number and date of the catalogue shown. `frame` is what a partner desk puts around
    the page; None on the website.
    """

    language: Language
    title: str
    description: str
    languages: tuple[LanguageLink, ...]
    navigation: tuple[Link, ...]
    footer: tuple[Link, ...]
    links: Links
    hidden: tuple[Pair, ...]
    query: str
    edition: int
    published_on: str
    indexed: bool
    frame: DeskFrame | None = None
    hidden_place: str = slot("hidden")

    @property
    def search_action(self) -> str:
        """The address of the search form, whose query comes from its fields."""
        return f"{self.links.home}/search"


def layout(
    visit: Visit,
    path: str,
    title: str,
    *,
    description: str = "",
    extra: tuple[Pair, ...] = (),
    query: str = "",
    indexed: bool = True,
) -> Layout:
    """Return the surroundings of the page at `path` (below the language).

    `extra` are the query parameters beside the answers; the language links keep
    both. `indexed` is false for pages that search engines should leave out.
    """
    links, desk = visit.links, visit.place.desk
    return Layout(
        language=visit.language,
        title=title,
        description=description or gettext("Find the support that fits your business in Brussels."),
        languages=tuple(
            LanguageLink(
                code,
                languages.OWN_NAMES[code],
                links.in_language(code).path(path, extra),
                code == visit.language,
            )
            for code in (desk.languages if desk else LANGUAGES)
        ),
        navigation=_navigation(links, path),
        footer=_footer(links, path),
        links=links,
        hidden=tuple(visit.answers.query()),
        query=query,
        edition=visit.catalogue.edition,
        published_on=wording.date_words(visit.catalogue.published_on or str(visit.today)),
        indexed=indexed and desk is None,
        frame=desk_frame(visit.place, links, path, extra),
    )


def _navigation(links: Links, path: str) -> tuple[Link, ...]:
    entries = (
        (gettext("Find support"), links.journey, "journey"),
        (gettext("Four packages"), links.path("packages"), "packages"),
        (gettext("All services"), links.path("services"), "services"),
        (gettext("Providers"), links.path("providers"), "providers"),
    )
    section = {"results": "journey", "categories": "services"}.get(
        path.partition("/")[0], path.partition("/")[0]
    )
    return tuple(Link(text, url, section == name) for text, url, name in entries)


def _footer(links: Links, path: str) -> tuple[Link, ...]:
    entries = (
        (gettext("I have a code"), "code"),
        (gettext("For partners"), "partners"),
        (gettext("About"), "about"),
        (gettext("Accessibility"), "accessibility"),
        (gettext("Privacy"), "privacy"),
    )
    return tuple(Link(text, links.path(name), path == name) for text, name in entries)
