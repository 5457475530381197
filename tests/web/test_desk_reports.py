"""The only thing that a desk can send: what a kiosk counted while it was offline."""

import json
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.conftest import DAY
from tests.desks import LEL
from tests.web.recording import RecordingTally
from wizard.domain.catalogue import Catalogue
from wizard.domain.desk_counts import MOST_A_DAY, MOST_DAYS, Spot, known_labels
from wizard.web.views.desk_counts import MOST_BYTES

ADDRESS = f"/kiosk/{LEL}/counts"
ID = "0123456789abcdef"
TODAY = DAY.isoformat()
OURS = {"Sec-Fetch-Site": "same-origin", "Origin": "http://localhost"}


@pytest.fixture
def kiosk(counting_app: Flask, tally: RecordingTally) -> Iterator[FlaskClient]:
    """A kiosk that has reported nothing yet."""
    tally.batches.clear()
    tally.answer, tally.away = "counted", False
    with counting_app.test_client() as client:
        yield client


def report(**days: dict[str, Any]) -> dict[str, Any]:
    """Return a report of today, or of other days."""
    return {"id": ID, "days": days or {TODAY: {"visit": 3, "language:fr": 2}}}


def send(kiosk: FlaskClient, body: object, headers: dict[str, str] | None = None) -> TestResponse:
    """Send a report as the kiosk's script does, or a text as it is."""
    data = body if isinstance(body, str | bytes) else json.dumps(body)
    headers = OURS if headers is None else headers
    return kiosk.post(ADDRESS, data=data, content_type="application/json", headers=headers)


def test_a_report_is_counted(kiosk: FlaskClient, tally: RecordingTally) -> None:
    before = DAY - timedelta(days=MOST_DAYS)
    days = {TODAY: {"visit": 3, "language:fr": 2}, before.isoformat(): {"stage:idea": MOST_A_DAY}}
    answer = send(kiosk, {"id": ID, "days": days})
    assert (answer.status_code, answer.data) == (204, b"")
    assert answer.headers["Cache-Control"] == "no-store"
    assert "Set-Cookie" not in answer.headers
    (batch,) = tally.batches
    assert (batch.id, batch.desk) == (ID, LEL)
    assert dict(batch.numbers) == {
        Spot(LEL, "kiosk", DAY, "visit"): 3,
        Spot(LEL, "kiosk", DAY, "language:fr"): 2,
        Spot(LEL, "kiosk", before, "stage:idea"): MOST_A_DAY,
    }


def test_everything_that_can_be_counted_can_be_reported(
    kiosk: FlaskClient, tally: RecordingTally, catalogue: Catalogue
) -> None:
    answer = send(kiosk, report(**{TODAY: dict.fromkeys(known_labels(catalogue), 1)}))
    assert answer.status_code == 204
    assert len(tally.batches[0].numbers) == len(known_labels(catalogue))


def test_one_that_was_counted_before_is_accepted_again(
    kiosk: FlaskClient, tally: RecordingTally
) -> None:
    tally.answer = "known"
    assert send(kiosk, report()).status_code == 204


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site", "Origin": "https://evil.example"},
        {"Sec-Fetch-Site": "cross-site", "Origin": "http://localhost"},
        {"Sec-Fetch-Site": "same-site", "Origin": "http://localhost:81"},
        {"Sec-Fetch-Site": "same-origin", "Origin": "https://evil.example"},
        {"Sec-Fetch-Site": "none"},
        {"Origin": "http://localhost.evil.example"},
        {"Origin": "localhost"},
    ],
)
def test_other_sites_report_nothing(
    kiosk: FlaskClient, tally: RecordingTally, headers: dict[str, str]
) -> None:
    assert send(kiosk, report(), headers).status_code == 403
    assert not tally.batches


@pytest.mark.parametrize(
    "headers",
    [
        OURS,
        {"Origin": "http://localhost"},
        {"Sec-Fetch-Site": "same-origin"},
        {"Sec-Fetch-Site": "same-origin", "Origin": "null"},
    ],
)
def test_our_own_pages_report(kiosk: FlaskClient, headers: dict[str, str]) -> None:
    assert send(kiosk, report(), headers).status_code == 204


WRONG: dict[str, object] = {
    "a list": [],
    "a text": "text",
    "null": None,
    "nothing": {},
    "no days": {"id": ID},
    "no id": {"days": {TODAY: {"visit": 1}}},
    "more": {**report(), "more": 1},
    "a short id": {**report(), "id": "short"},
    "a long id": {**report(), "id": "a" * 65},
    "an id with signs": {**report(), "id": "0123456789abcde/"},
    "an id with a line": {**report(), "id": f"{ID}\n"},
    "a number for an id": {**report(), "id": 1234567890123456},
    "days as a list": {"id": ID, "days": [TODAY]},
    "empty days": {"id": ID, "days": {}},
    "an empty day": {"id": ID, "days": {TODAY: {}}},
    "a day as a list": {"id": ID, "days": {TODAY: [1]}},
    "tomorrow": report(**{(DAY + timedelta(days=1)).isoformat(): {"visit": 1}}),
    "long ago": report(**{(DAY - timedelta(days=MOST_DAYS + 1)).isoformat(): {"visit": 1}}),
    "no date": report(yesterday={"visit": 1}),
    "another date": report(**{DAY.strftime("%Y%m%d"): {"visit": 1}}),
    "a week": report(**{"2026-W47-6": {"visit": 1}}),
    "the first day of all": report(**{date.min.isoformat(): {"visit": 1}}),
    "an unknown kind": report(**{TODAY: {"visits": 1}}),
    "an unknown value": report(**{TODAY: {"stage:nothing": 1}}),
    "an unknown service": report(**{TODAY: {"service:nothing": 1}}),
    "a language of others": report(**{TODAY: {"language:de": 1}}),
    "a kind without its value": report(**{TODAY: {"stage": 1}}),
    "a value too much": report(**{TODAY: {"visit:fr": 1}}),
    "one good, one bad": report(**{TODAY: {"visit": 1, "nothing": 1}}),
    "zero": report(**{TODAY: {"visit": 0}}),
    "less than nothing": report(**{TODAY: {"visit": -1}}),
    "too many": report(**{TODAY: {"visit": MOST_A_DAY + 1}}),
    "a fraction": report(**{TODAY: {"visit": 1.0}}),
    "true": report(**{TODAY: {"visit": True}}),
    "a number as text": report(**{TODAY: {"visit": "1"}}),
    "no number": report(**{TODAY: {"visit": float("nan")}}),
}


@pytest.mark.parametrize("what", WRONG)
def test_what_is_not_as_it_must_be_is_refused_whole(
    kiosk: FlaskClient, tally: RecordingTally, what: str
) -> None:
    answer = send(kiosk, json.dumps(WRONG[what]))
    assert answer.status_code == 422, answer.text
    assert answer.mimetype == "application/problem+json"
    assert answer.get_json()["detail"]
    assert not tally.batches


@pytest.mark.parametrize(
    "body", ["", "{", "[" * 30_000, "9" * 5_000, b"\xff\xfe", '{"id": "\x00"}']
)
def test_what_is_no_json_is_refused(
    kiosk: FlaskClient, tally: RecordingTally, body: str | bytes
) -> None:
    assert send(kiosk, body).status_code == 400
    assert not tally.batches


@pytest.mark.parametrize("size", [MOST_BYTES + 1, 1024 * 1024])
def test_what_is_too_long_is_refused(kiosk: FlaskClient, tally: RecordingTally, size: int) -> None:
    assert send(kiosk, " " * size).status_code == 413
    assert not tally.batches


def test_only_json_is_taken(kiosk: FlaskClient) -> None:
    # A page of another site can send these without asking first (CORS).
    for kind in ("text/plain", "application/x-www-form-urlencoded", "multipart/form-data"):
        answer = kiosk.post(ADDRESS, data=json.dumps(report()), content_type=kind, headers=OURS)
        assert answer.status_code == 415


def test_too_many_reports_must_wait(kiosk: FlaskClient, tally: RecordingTally) -> None:
    tally.answer = "too-many"
    answer = send(kiosk, report())
    assert (answer.status_code, answer.headers["Retry-After"]) == (429, "600")


def test_a_database_that_is_away_is_said(kiosk: FlaskClient, tally: RecordingTally) -> None:
    tally.away = True
    answer = send(kiosk, report())
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "600")


def test_only_the_kiosk_of_a_desk_reports(kiosk: FlaskClient, tally: RecordingTally) -> None:
    body = json.dumps(report())
    for address in (
        "/kiosk/nowhere/counts",
        f"/kiosk-preview/{LEL}/counts",
        f"/embed/{LEL}/counts",
        f"/fr/kiosk/{LEL}/counts",
    ):
        answer = kiosk.post(address, data=body, content_type="application/json", headers=OURS)
        assert answer.status_code in (404, 405), address
    assert not tally.batches


def test_it_is_not_read(kiosk: FlaskClient) -> None:
    for method in ("GET", "HEAD", "PUT", "PATCH", "DELETE"):
        answer = kiosk.open(ADDRESS, method=method)
        assert answer.status_code == 405
        assert set(answer.headers["Allow"].split(", ")) == {"POST", "OPTIONS"}
