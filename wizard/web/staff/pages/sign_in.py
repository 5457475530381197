"""The sign-in page."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import request

from wizard.web import languages
from wizard.web.messages import gettext
from wizard.web.staff import access
from wizard.web.staff.links import StaffLinks
from wizard.web.staff.pages.layout import StaffLayout, staff_layout
from wizard.web.staff.pages.problems import Problem, title_with
from wizard.web.visit import mounted_at


@dataclass(frozen=True, slots=True)
class SignInPage:
    """Name and password, and a link to the provider if there is one (`provider` is its words)."""

    layout: StaffLayout
    action: str
    name: str
    provider: str
    provider_url: str
    problems: tuple[Problem, ...]


def sign_in_page(name: str = "", problems: Sequence[Problem] = ()) -> SignInPage:
    """Return the sign-in page with what was typed as name.

    It keeps the page that it leads to in its addresses, in which this request found it.
    """
    provider = access.office().provider
    links = StaffLinks(mounted_at())
    following = request.args.get("next", "")
    onward = [("next", following)] if following else []
    return SignInPage(
        layout=staff_layout(title_with(problems, gettext("Sign in")), notice=_notice()),
        action=links.path("sign-in", [("language", languages.current()), *onward]),
        name=name,
        provider=gettext("Sign in with %(name)s", name=provider.name) if provider else "",
        provider_url=links.path("oidc", onward),
        problems=tuple(problems),
    )


def _notice() -> str:
    words = {
        "out": gettext("You are signed out."),
        "everywhere": gettext("You are signed out in every browser."),
    }
    return words.get(request.args.get("done", ""), "")
