"""The cookie of the staff area: signed, for `/staff` only, out of the reach of scripts."""

from flask import Flask, Request
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface

from wizard.web.visit import mounted_at

NAME = "parcours_staff"


class StaffCookie(SecureCookieSessionInterface):
    """Flask's signed cookie, sent back by the browser to the staff area alone."""

    def open_session(self, app: Flask, request: Request) -> SecureCookieSession | None:
        """Return what the cookie holds; None outside the staff area.

        There Flask gives a session that refuses to be written to, so that no public page can
        ever set a cookie. It also saves the sixth part of the time of a short answer.
        """
        within = f"{request.path}/".startswith("/staff/")
        return super().open_session(app, request) if within else None

    def get_cookie_path(self, app: Flask) -> str:  # noqa: ARG002  (Flask's signature)
        """Return the path below which the browser sends the cookie."""
        return f"{mounted_at()}/staff"


def install(app: Flask, *, secure: bool) -> None:
    """Set up the cookie; `secure` when the site is reached by https only."""
    app.session_interface = StaffCookie()
    app.config.update(
        SESSION_COOKIE_NAME=NAME,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=secure,
        # The token lives as long as the sign-in: a call may last longer than any fixed time.
        WTF_CSRF_TIME_LIMIT=None,
    )
