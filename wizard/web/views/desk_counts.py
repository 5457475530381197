"""Where a kiosk that was offline reports what it has counted: the only thing a desk can send."""

import json
from http import HTTPStatus
from urllib.parse import urlsplit

from flask import Blueprint, Response, request

from wizard.application.ports_accounts import DatabaseAwayError
from wizard.domain.desk_counts import BadCountsError, Batch, known_labels, read_batch
from wizard.web.errors import problem
from wizard.web.place import KIOSK, desk_here
from wizard.web.site import site

blueprint = Blueprint("desk_counts", __name__)

MOST_BYTES = 64 * 1024
"""Of one report: more than a kiosk counts in two months, which is some 20 KB."""

WAIT = 600
"""Seconds after which a kiosk may try again."""


class RefusedError(Exception):
    """A report that is not taken; `status` is that of the answer."""

    def __init__(self, status: int, why: str) -> None:
        """Refuse for the reason `why`, a sentence."""
        super().__init__(why)
        self.status = status


@blueprint.post(f"/{KIOSK.segment}/<desk>/counts")
def take(desk: str) -> Response:
    """Count a report once: 204, also for one that was counted before.

    403 from another site, 413 too long, 400 no JSON, 422 anything in it that is not as it
    must be, 429 too many from this desk, 503 while the database is away.
    """
    del desk
    here = desk_here()
    try:
        taken = site().tally.deliver(_report(here.key))
    except RefusedError as error:
        return _refused(error.status, str(error))
    except BadCountsError as error:
        return _refused(422, f"{error}.")
    except DatabaseAwayError:
        return _refused(503, "The report cannot be kept now.")
    if taken == "too-many":
        return _refused(429, "This desk has sent too many reports.")
    return Response(status=204)


def _report(desk: str) -> Batch:
    """Return what the request reports. Raises `RefusedError` or `BadCountsError`."""
    if not _from_our_pages():
        raise RefusedError(403, "The report does not come from a page of this site.")
    if request.mimetype != "application/json":
        raise RefusedError(415, "A report is JSON.")
    body = request.stream.read(MOST_BYTES + 1)
    if len(body) > MOST_BYTES:
        raise RefusedError(413, f"A report has {MOST_BYTES} bytes at most.")
    try:
        raw = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise RefusedError(400, "The report cannot be read.") from error
    here = site()
    return read_batch(raw, desk, here.today(), known_labels(here.catalogue))


def _from_our_pages() -> bool:
    """Return whether a page of this site sent the request, as its browser says.

    Browsers that do not say «same-origin» still name the origin; it may be hidden («null»)
    where they do. Who says neither is no browser.
    """
    asked_by, origin = request.headers.get("Sec-Fetch-Site"), request.headers.get("Origin", "")
    ours = urlsplit(origin).netloc == request.host
    if asked_by is None:
        return ours
    return asked_by == "same-origin" and (ours or origin in ("", "null"))


def _refused(status: int, why: str) -> Response:
    response = problem(status, HTTPStatus(status).phrase, detail=why)
    if status in (429, 503):
        response.headers["Retry-After"] = str(WAIT)
    return response
