"""Errors as pages in the reader's language, and as problem JSON under /api."""

import logging
import secrets

from flask import Flask, Response, jsonify, request
from werkzeug.exceptions import HTTPException, InternalServerError
from werkzeug.wrappers import Response as BaseResponse

from wizard.web import languages
from wizard.web.pages.plain import error_page
from wizard.web.render import show
from wizard.web.visit import visit

log = logging.getLogger(__name__)


def install(app: Flask) -> None:
    """Let `app` answer every error with a page or problem JSON."""
    app.register_error_handler(HTTPException, _expected)
    app.register_error_handler(Exception, _unexpected)


def problem(status: int, title: str, **more: object) -> Response:
    """Return a problem document (RFC 9457) with extra members."""
    response = jsonify(type="about:blank", title=title, status=status, **more)
    response.status_code = status
    response.mimetype = "application/problem+json"
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response


def _expected(error: HTTPException) -> BaseResponse:
    code = error.code or 500
    if code < 400:
        return error.get_response()
    response: BaseResponse
    if request.path.startswith("/api/"):
        response = problem(code, error.name, detail=error.description or "")
    else:
        response = show(error_page(code, visit(languages.current())), code)
    allow = error.get_response().headers.get("Allow")
    if allow:
        response.headers["Allow"] = allow
    return response


def _unexpected(error: Exception) -> BaseResponse:
    # The query is left out of the log: it holds the answers.
    reference = secrets.token_hex(4)
    log.error("error %s at %s", reference, request.path, exc_info=error)
    if request.path.startswith("/api/"):
        return problem(500, InternalServerError().name, reference=reference)
    return show(error_page(500, visit(languages.current()), reference), 500)
