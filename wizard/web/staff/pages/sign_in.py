"""The sign-in page."""

from dataclasses import dataclass

from wizard.web.messages import gettext
from wizard.web.staff.pages.layout import StaffLayout, staff_layout


@dataclass(frozen=True, slots=True)
class SignInPage:
    """Name and password; `following` is where it leads, `error` why it did not work."""

    layout: StaffLayout
    name: str
    following: str
    error: str


def sign_in_page(name: str, following: str, error: str = "") -> SignInPage:
    """Return the sign-in page with what was typed as name."""
    title = gettext("Sign in")
    if error:
        title = gettext("Error: %(title)s", title=title)
    return SignInPage(staff_layout(title), name, following, error)
