"""Signing in through the OpenID Connect provider, if one is configured."""

from flask import request
from werkzeug.wrappers import Response

from wizard.domain.staff import LONGEST_NAME, Account
from wizard.web.messages import gettext
from wizard.web.staff import access, oidc
from wizard.web.staff.area import blueprint
from wizard.web.staff.onward import onward
from wizard.web.staff.pages.problems import Problem
from wizard.web.staff.pages.sign_in import sign_in_page
from wizard.web.staff.render import show
from wizard.web.visit import see_other


@blueprint.get("/oidc")
@access.needs("everyone")
def to_provider() -> Response:
    """Lead to the provider (302), or say that it is away (502)."""
    account = access.guest_or_me()
    if account is not None:
        return see_other(onward(request.args.get("next", ""), account))
    try:
        return oidc.begin(request.args.get("next", ""))
    except oidc.ProviderAwayError:
        return _away()


@blueprint.get("/oidc/callback")
@access.needs("everyone")
def from_provider() -> Response:
    """Let in who comes back with an active account (303); else say what went wrong."""
    try:
        name, following = oidc.finish()
    except oidc.ProviderAwayError:
        return _away()
    except oidc.NotProvenError:
        return _again(gettext("The sign-in was not completed. Start it again."), 422)
    account = _account(name)
    if account is None or not account.active:
        return _again(
            gettext(
                "There is no active account «%(name)s» here. Ask an admin.",
                name=name[:LONGEST_NAME],
            ),
            403,
        )
    access.sign_in(account, with_password=False)
    return see_other(onward(following, account))


def _account(name: str) -> Account | None:
    """Return the account with the name that a provider gives.

    We forgive spaces around a name and fold its letters, the sign of Kelvin to a «k» too;
    for a provider those may be different people, and only one of them is ours.
    """
    found = access.office().accounts.by_name(name)
    if found is None or name != name.strip() or name.isascii() != found.name.isascii():
        return None
    return found


def _away() -> Response:
    late = gettext(
        "The sign-in service does not answer. Try again in a moment, or use your password."
    )
    return _again(late, 502)


def _again(text: str, status: int) -> Response:
    return show(sign_in_page(problems=[Problem("name", text)]), status)
