"""The page of one's own account, and the one to change the password."""

from collections.abc import Sequence
from dataclasses import dataclass

from wizard.domain.passwords import LEAST
from wizard.web.messages import gettext
from wizard.web.staff.here import Here
from wizard.web.staff.pages.accounts import Choice, language_choices, role_name
from wizard.web.staff.pages.layout import StaffLayout, staff_layout
from wizard.web.staff.pages.problems import Problem, title_with


@dataclass(frozen=True, slots=True)
class AccountPage:
    """Who somebody is here, and what they may choose themselves.

    `password_url` is empty for an account that has no password here.
    """

    layout: StaffLayout
    name: str
    role: str
    action: str
    languages: tuple[Choice, ...]
    shortcuts: bool
    password_url: str
    sign_out_url: str
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class PasswordPage:
    """The form for another password; `must` is true as long as it is a start password."""

    layout: StaffLayout
    action: str
    name: str
    must: bool
    rules: str
    problems: tuple[Problem, ...]


def account_page(at: Here, done: str = "", problems: Sequence[Problem] = ()) -> AccountPage:
    """Return the page of the account that is signed in; `done` is the key of what was just done."""
    account, links = at.account, at.links
    words = {
        "saved": gettext("Your choices are saved."),
        "password": gettext("Your password is changed. Other browsers are signed out."),
    }
    title = title_with(problems, gettext("Your account"))
    return AccountPage(
        layout=staff_layout(title, "account", words.get(done, "")),
        name=account.name,
        role=role_name(account.role),
        action=links.path("account"),
        languages=language_choices(account.language),
        shortcuts=account.shortcuts,
        password_url=links.path("account/password") if account.has_password else "",
        sign_out_url=links.path("account/sign-out"),
        problems=tuple(problems),
    )


def password_page(at: Here, problems: Sequence[Problem] = ()) -> PasswordPage:
    """Return the form for another password of the account that is signed in."""
    return PasswordPage(
        layout=staff_layout(title_with(problems, gettext("Change your password")), "account"),
        action=at.links.path("account/password"),
        name=at.account.name,
        must=at.account.must_change,
        rules=gettext(
            "At least %(number)s characters. Three or four words that have nothing to do with"
            " each other are good.",
            number=LEAST,
        ),
        problems=tuple(problems),
    )
