"""Errors as pages in the reader's language, and as problem JSON under /api."""

import logging
from http import HTTPStatus
from urllib.parse import urlsplit

from flask import Flask, Response, jsonify, request
from werkzeug.exceptions import HTTPException, InternalServerError
from werkzeug.wrappers import Response as BaseResponse

from wizard.application.ports_accounts import DatabaseAwayError
from wizard.web import languages
from wizard.web.logged import logged_path
from wizard.web.pages.kiosk_first import closed_kiosk
from wizard.web.pages.plain import error_page
from wizard.web.place import lost_kiosk
from wizard.web.render import show, show_closed
from wizard.web.request_ids import current_request_id
from wizard.web.site import site
from wizard.web.staff import access
from wizard.web.staff.pages.error import staff_error_page
from wizard.web.staff.render import show as show_staff
from wizard.web.visit import mounted_at, visit

log = logging.getLogger(__name__)


def install(app: Flask) -> None:
    """Let `app` answer every error with a page or problem JSON."""
    app.after_request(_without_host)
    app.register_error_handler(HTTPException, _expected)
    app.register_error_handler(DatabaseAwayError, _away)
    app.register_error_handler(Exception, _unexpected)


def problem(status: int, title: str, **more: object) -> Response:
    """Return a problem document (RFC 9457) with extra members."""
    response = jsonify(type="about:blank", title=title, status=status, **more)
    response.status_code = status
    response.mimetype = "application/problem+json"
    return response


def _open_problem(status: int, title: str, **more: object) -> Response:
    """Return a problem document that a page of any origin can read, as all answers of the API."""
    response = problem(status, title, **more)
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response


def _expected(error: HTTPException) -> BaseResponse:
    code = error.code or 500
    if code < 400:
        return error.get_response()
    own = error.get_response().headers
    if request.path.startswith("/api/"):
        response: BaseResponse = _open_problem(code, error.name, detail=error.description or "")
    else:
        response = _page(code, wait=int(own.get("Retry-After", 0)))
    for name in ("Allow", "Retry-After"):
        if name in own:
            response.headers[name] = own[name]
    return response


def _without_host(response: Response) -> Response:
    """Return an answer whose way to the address with a slash, if it is one, names no host.

    The router names the scheme and host that it sees: behind a proxy, kiosks and frames may
    not follow there. Its redirects reach no error handler.
    """
    if response.status_code == HTTPStatus.PERMANENT_REDIRECT and response.location:
        to = urlsplit(response.location)
        query = f"?{to.query}" if to.query else ""
        response.headers["Location"] = f"/{to.path.lstrip('/')}{query}"
    return response


def _unexpected(error: Exception) -> BaseResponse:
    # The query is left out of the log: it holds the answers.
    reference = current_request_id()
    log.error("error %s at %s", reference, logged_path(request.path), exc_info=error)
    if request.path.startswith("/api/"):
        return _open_problem(500, InternalServerError().name, reference=reference)
    return _page(500, reference)


def _away(error: DatabaseAwayError) -> BaseResponse:
    log.error("the database is away at %s: %s", logged_path(request.path), error)
    response = _page(503)
    response.headers["Retry-After"] = "30"
    return response


def _page(code: int, reference: str = "", wait: int = 0) -> BaseResponse:
    """Return the page of an error in the frame of the part of the site where it happened.

    `wait` are the seconds until it is of use to try again, 0 if nobody knows.
    """
    if site().office is not None and f"{request.path}/".startswith("/staff/"):
        access.recognise()
        return show_staff(staff_error_page(code, reference, wait), code)
    if (lost := lost_kiosk()) is not None:
        return show_closed(closed_kiosk(mounted_at(), lost[0].segment, lost[1]), code)
    return show(error_page(code, visit(languages.current()), reference, wait), code)
