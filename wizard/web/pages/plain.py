"""Pages that need little: start, text pages, errors."""

from dataclasses import dataclass

from flask import request

from wizard.web.messages import gettext, ngettext
from wizard.web.once_more import this_address
from wizard.web.pages.layout import Layout, layout
from wizard.web.pages.packages import PackageTeaser, teasers
from wizard.web.pages.partners_guide import PATH as PARTNERS
from wizard.web.pages.path import Stretch, path
from wizard.web.visit import Visit


@dataclass(frozen=True, slots=True)
class StartPage:
    """The first page: where do you stand, the packages, the search box.

    `go_on` is the address of the list when something was answered already.
    """

    layout: Layout
    path: tuple[Stretch, ...]
    packages: tuple[PackageTeaser, ...]
    services: int
    providers: int
    go_on: str


@dataclass(frozen=True, slots=True)
class TextPage:
    """A page whose words stand in its template: about, accessibility, privacy."""

    layout: Layout
    title: str
    name: str
    services: int
    api_url: str
    partners_url: str


@dataclass(frozen=True, slots=True)
class ErrorPage:
    """What went wrong, in words, and the ways on. `reference` names the error in the log.

    `again` is the address to try once more, "" where that is of no use.
    """

    layout: Layout
    code: int
    title: str
    message: str
    reference: str = ""
    again: str = ""


def start_page(visit: Visit) -> StartPage:
    """Return the start page."""
    title = gettext("The support that fits your business in Brussels")
    return StartPage(
        layout=layout(visit, "", title),
        path=path(visit),
        packages=teasers(visit),
        services=len(visit.catalogue.current),
        providers=len(visit.catalogue.by_provider),
        go_on=visit.links.results() if len(visit.answers) else "",
    )


def text_page(name: str, visit: Visit) -> TextPage:
    """Return one of the text pages by name."""
    titles = {
        "about": gettext("About this guide"),
        "accessibility": gettext("Accessibility"),
        "privacy": gettext("Privacy"),
    }
    title = titles[name]
    root = visit.links.root
    return TextPage(
        layout(visit, name, title),
        title,
        name,
        len(visit.catalogue.current),
        f"{root}/api/v1/openapi.json",
        visit.links.website.path(PARTNERS),
    )


def error_page(code: int, visit: Visit, reference: str = "", wait: int = 0) -> ErrorPage:
    """Return the page of an error that a visitor can meet; `wait` are seconds to be patient."""
    titles = {
        404: gettext("This page does not exist"),
        410: gettext("This page no longer exists"),
        413: gettext("This is too much"),
        422: gettext("This address cannot be read"),
        429: gettext("A moment of patience"),
        500: gettext("Something went wrong on our side"),
    }
    messages = {
        404: gettext("The address may be old or mistyped. Your answers are kept: go on below."),
        410: gettext("What stood here was taken away. Search for it by name, or go on below."),
        413: gettext("Send less at once."),
        422: gettext("A part of the address is not valid. Go on from the start page."),
        429: wait_words(wait),
        500: gettext(
            "It is not your fault and nothing is lost. Try again in a moment, or call 1819."
        ),
    }
    usual = 422 if code < 500 else 500
    title = titles.get(code, titles[usual])
    message = messages.get(code, messages[usual])
    # The address itself may be what is wrong, so the language links lead to the start page.
    around = layout(visit, "", title, indexed=False)
    again = this_address() if code == 429 and request.method == "GET" else ""
    return ErrorPage(around, code, title, message, reference, again)


def wait_words(seconds: int) -> str:
    """Return what to say to somebody from whose address too much was asked."""
    return ngettext(
        "Very many requests came from your connection, which others may share."
        " Wait %(num)s second, then try again. Your answers are kept.",
        "Very many requests came from your connection, which others may share."
        " Wait %(num)s seconds, then try again. Your answers are kept.",
        max(1, seconds),
    )
