"""From a page object to HTML: each page has one template, and sees nothing else."""

from typing import TypeAlias

from flask import Response, make_response, render_template

from wizard.web.pages import results_parts as results
from wizard.web.pages.browse import ProviderPage, ProvidersPage, ServiceListPage
from wizard.web.pages.code import CodePage
from wizard.web.pages.desk_start import DeskStartPage
from wizard.web.pages.kiosk_first import ClosedKiosk, FirstScreen
from wizard.web.pages.packages import PackagePage, PackagesPage
from wizard.web.pages.partner import PartnerNote, PartnerPage
from wizard.web.pages.partners_guide import EmbedGuidePage, KioskGuidePage, PartnersPage
from wizard.web.pages.plain import ErrorPage, StartPage, TextPage
from wizard.web.pages.question import QuestionPage
from wizard.web.pages.search import SearchPage
from wizard.web.pages.service import ServicePage
from wizard.web.pages.suggestions import SuggestionsPage
from wizard.web.pages.take_home import TakeHomePage
from wizard.web.snapshot.shell import OfflineShell

Page: TypeAlias = (
    StartPage
    | QuestionPage
    | ServicePage
    | PackagesPage
    | PackagePage
    | ServiceListPage
    | ProvidersPage
    | ProviderPage
    | SearchPage
    | CodePage
    | FirstScreen
    | DeskStartPage
    | TakeHomePage
    | OfflineShell
    | PartnerPage
    | PartnerNote
    | PartnersPage
    | EmbedGuidePage
    | KioskGuidePage
    | TextPage
    | ErrorPage
)

TEMPLATES: dict[type[object], str] = {
    StartPage: "start.html",
    QuestionPage: "question.html",
    ServicePage: "service.html",
    PackagesPage: "packages.html",
    PackagePage: "package.html",
    ServiceListPage: "services.html",
    ProvidersPage: "providers.html",
    ProviderPage: "provider.html",
    SearchPage: "search.html",
    SuggestionsPage: "suggestions.html",
    CodePage: "code.html",
    FirstScreen: "desk/first.html",
    ClosedKiosk: "desk/closed.html",
    DeskStartPage: "desk/start.html",
    TakeHomePage: "desk/take-home.html",
    OfflineShell: "desk/offline.html",
    PartnerPage: "partner.html",
    PartnerNote: "partner-note.html",
    PartnersPage: "guide/partners.html",
    EmbedGuidePage: "guide/embed.html",
    KioskGuidePage: "guide/kiosk.html",
    TextPage: "text.html",
    ErrorPage: "error.html",
    results.ResultsPage: "results.html",
    results.Headline: "results/headline.html",
    results.PathPart: "results/path.html",
    results.HiddenAnswer: "results/hidden.html",
    results.GivenAnswer: "results/given.html",
    results.NextQuestions: "results/next.html",
    results.Invitation: "results/invitation.html",
    results.SpokenWords: "results/words.html",
    results.FirstSteps: "results/first.html",
    results.FirstStep: "results/step.html",
    results.OwnServices: "results/own.html",
    results.MapCell: "results/map-cell.html",
    results.CategorySection: "results/section.html",
    results.ResultCard: "results/card.html",
    results.ResultRow: "results/row.html",
    results.NotFitting: "results/not-fitting.html",
    results.ToCategory: "results/to-category.html",
    results.WholeList: "results/whole-list.html",
    results.NotFittingRow: "results/not-fitting-row.html",
}
"""The template of each page object; a test renders each with strict undefined names."""


def show(page: Page, status: int = 200) -> Response:
    """Return the response that shows `page`."""
    return rendered(TEMPLATES[type(page)], page, page.layout.language, status)


def show_closed(page: ClosedKiosk, status: int) -> Response:
    """Return the response for a kiosk whose desk is not there, in all languages at once."""
    return rendered(TEMPLATES[type(page)], page, "en", status)


def show_fragment(page: SuggestionsPage) -> Response:
    """Return the response with a part of a page, for a script to put into its place."""
    return rendered(TEMPLATES[type(page)], page, page.language)


def piece(part: results.ResultsPart) -> str:
    """Return the HTML of a part of the list; marks stand where queries and other parts belong."""
    return render_template(TEMPLATES[type(part)], page=part)


def show_html(html: bytes, language: str) -> Response:
    """Return the response with a page that was put together from its parts."""
    response = make_response(html)
    response.headers["Content-Language"] = language
    return response


def rendered(template: str, page: object, language: str, status: int = 200) -> Response:
    """Return the response with the page object `page` in its template, and its language."""
    response = make_response(render_template(template, page=page), status)
    response.headers["Content-Language"] = language
    return response
