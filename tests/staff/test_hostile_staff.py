"""What an attacker sends to the staff area and to the partner's pages."""

import io
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine, event

from tests.conftest import DAY
from tests.sites import app_over
from tests.staff.handing import call, letter, queued
from tests.staff.people import Clock, Member, NewMember
from tests.staff.referral_steps import letters
from tests.staff.test_referrals_pages import FILLED, NEW, form_of
from wizard.app import MOST_BYTES
from wizard.application.ports_accounts import DatabaseAwayError
from wizard.domain.catalogue import Catalogue
from wizard.domain.staff import Account
from wizard.search import Search
from wizard.store import away
from wizard.store.accounts import DatabaseAccounts
from wizard.store.engine import open_engine, sqlite_url
from wizard.web.site import Site
from wizard.web.staff.office import Office
from wizard.web.staff.sheet import sheet

EVIL = {"Host": "evil.example"}


@pytest.mark.parametrize("path", ["/staff/sign-in", "/partner/x", "/partner/x/contact"])
def test_nobody_fills_the_memory_with_a_body(guest: FlaskClient, path: str) -> None:
    answer = guest.post(path, data={"name": "x" * MOST_BYTES}, headers={"Accept-Language": "en"})
    assert answer.status_code == 413
    assert "This is too much" in answer.text


@pytest.mark.parametrize("path", ["/staff/sign-in", "/partner/x"])
def test_a_body_that_does_not_tell_its_length_is_not_read_to_its_end(
    guest: FlaskClient, path: str
) -> None:
    """As with «Transfer-Encoding: chunked», where only the server knows when it is over."""
    body = io.BytesIO(b"name=" + b"x" * 4 * MOST_BYTES)
    answer = guest.post(
        path,
        input_stream=body,
        content_type="application/x-www-form-urlencoded",
        environ_overrides={"wsgi.input_terminated": True, "CONTENT_LENGTH": ""},
    )
    assert answer.status_code in (400, 404)
    assert 0 < body.tell() <= MOST_BYTES


def test_the_longest_form_of_ours_is_far_from_too_much(adviser: Member) -> None:
    values = call(notes=["é" * 5_000], named=["microstart"] * 300)
    assert adviser.post("/staff/calls/draft", values).status_code == 200


def test_a_nul_never_reaches_the_database(
    staff_app: Flask, adviser: Member, engine: Engine
) -> None:
    """PostgreSQL refuses it, which would be a failure (500) that anybody can cause."""
    seen: list[str] = []

    def look(_c: Any, _k: Any, statement: str, parameters: Any, *_more: Any) -> None:
        if "\x00" in repr(parameters).replace("\\x00", "\x00"):
            seen.append(statement)

    event.listen(engine, "before_cursor_execute", look)
    stranger = Member(staff_app.test_client())
    stranger.get("/staff/sign-in")
    answer = stranger.post("/staff/sign-in", {"name": "a\x00b", "password": "\x00"})
    assert answer.status_code == 422
    assert adviser.post("/staff/calls/drafts/%00/discard").status_code == 303
    hostile = {"text": "\x00", "reason": "closed", "service": "microstart", "notes": "\x00"}
    adviser.post("/staff/flags", hostile)
    adviser.post("/staff/calls/draft", {**call(), **hostile})
    values = form_of(adviser.get(NEW).text) | dict(FILLED) | {"name": "A\x00n", "line": "\x00"}
    assert adviser.client.post("/staff/referrals", data=values).status_code == 303
    assert seen == []


@pytest.mark.parametrize("key", ["", "x", "F" * 32, "f" * 33, "\x00" * 32])
def test_a_referral_needs_the_key_of_its_form(adviser: Member, engine: Engine, key: str) -> None:
    values = form_of(adviser.get(NEW).text) | dict(FILLED) | {"form": key}
    assert adviser.client.post("/staff/referrals", data=values).status_code == 400
    assert letters(engine) == []


def test_the_key_of_anothers_form_makes_no_referral_and_no_failure(
    adviser: Member, new_member: NewMember, engine: Engine
) -> None:
    key = {"form": "a" * 32}
    values = form_of(adviser.get(NEW).text) | dict(FILLED) | key
    assert adviser.client.post("/staff/referrals", data=values).status_code == 303
    other = new_member("editor")
    values = form_of(other.get(NEW).text) | dict(FILLED) | key
    assert other.client.post("/staff/referrals", data=values).status_code == 400
    assert len(letters(engine)) == 1


@pytest.mark.parametrize("path", ["mail", "text"])
def test_no_letter_names_a_host_that_only_the_request_vouches_for(
    adviser: Member, office: Office, path: str
) -> None:
    values = {**call(), **letter(number=["0470123456"]), "csrf_token": adviser.token}
    answer = _forged(adviser, f"/staff/handover/{path}", values)
    assert answer.status_code == 421
    assert "WIZARD_PUBLIC_URL" in answer.text
    assert queued(office) == []
    assert adviser.client.post(f"/staff/handover/{path}", data=values).status_code == 303
    assert "http://localhost/" in queued(office)[0].text


def test_no_referral_leads_to_a_forged_host(adviser: Member, engine: Engine) -> None:
    values = form_of(adviser.get(NEW).text) | dict(FILLED)
    assert _forged(adviser, "/staff/referrals", values).status_code == 421
    assert letters(engine) == []


def test_with_the_setting_a_forged_host_is_not_served_and_letters_have_the_right_one(
    catalogue: Catalogue, words: Search, office: Office
) -> None:
    site = Site(catalogue, words, lambda: DAY, public_url="http://guide.example/x", office=office)
    app = app_over(site)
    assert app.test_client().get("/staff/sign-in", headers=EVIL).status_code == 400
    member = Member(app.test_client())
    member.sign_in("adviser", "adviser password")
    values: dict[str, Any] = {**call(), **letter()}
    assert member.post("/staff/handover/mail", values).status_code == 303
    text = queued(office)[0].text
    assert "http://guide.example/x/fr/" in text
    assert "localhost" not in text


def test_the_way_in_without_a_slash_names_no_host(guest: FlaskClient, adviser: Member) -> None:
    """Behind a proxy that speaks https Flask's own redirect would lead to http."""
    assert guest.get("/staff", headers=EVIL).location == "/staff/sign-in"
    assert adviser.get("/staff").location == "/staff/desk"


def test_a_spreadsheet_takes_nothing_for_a_formula() -> None:
    cells = ("=1+1", "+32 2", "-1", "@sum", "\tx", "plain", "a=b", "", "<5")
    assert sheet([cells, (-1, 2.5)]) == ("'=1+1;'+32 2;'-1;'@sum;'\tx;plain;a=b;;<5\r\n-1;2.5\r\n")


@pytest.mark.parametrize("what", [b"no database at all " * 100, b""])
def test_a_damaged_database_is_told_like_one_that_is_away(tmp_path: Path, what: bytes) -> None:
    file = tmp_path / "damaged.sqlite3"
    file.write_bytes(what)
    engine = away.tell(open_engine(sqlite_url(file)))
    with pytest.raises(DatabaseAwayError):
        DatabaseAccounts(engine).all()
    engine.dispose()


@pytest.mark.parametrize("given", [" adviser", "adviser ", "edi\u212aate"])
def test_a_provider_vouches_for_no_name_but_its_own(
    staff_app: Flask, office: Office, clock: Clock, given: str
) -> None:
    """The sign of Kelvin becomes a «k» in lower case; for the provider it is somebody else."""
    office.accounts.add("edikate", "admin", "nl", "", clock())
    found: Account | None = office.accounts.by_name(given)
    assert found is not None
    with staff_app.test_request_context("/staff/oidc/callback"):
        from wizard.web.staff.views import oidc  # noqa: PLC0415  (the view's own look-up)

        assert oidc._account(given) is None
        assert oidc._account(found.name.upper()) == replace(found)


def _forged(member: Member, path: str, values: Any) -> Any:
    """Send a form as `member`, with a Host of somebody else's."""
    cookie = member.client.get_cookie("parcours_staff", path="/staff")
    assert cookie is not None
    client = member.client.application.test_client()
    client.set_cookie("parcours_staff", cookie.value, domain="evil.example", path="/staff")
    return client.post(path, data=values, base_url="http://evil.example")
