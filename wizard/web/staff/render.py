"""From a page object of the staff area to HTML: each has one template, and sees nothing else."""

from typing import Protocol

from flask import Response, make_response, render_template

from wizard.web.staff.pages.layout import StaffLayout
from wizard.web.staff.pages.sign_in import SignInPage

TEMPLATES: dict[type[object], str] = {
    SignInPage: "staff/sign-in.html",
}
"""The template of each page object of the staff area."""


class StaffPage(Protocol):
    """A page object of the staff area."""

    @property
    def layout(self) -> StaffLayout:
        """What surrounds it."""


def show(page: StaffPage, status: int = 200) -> Response:
    """Return the response that shows `page`."""
    response = make_response(render_template(TEMPLATES[type(page)], page=page), status)
    response.headers["Content-Language"] = page.layout.language
    return response
