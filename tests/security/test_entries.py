"""Every way into the site is in the table, and lets in whom the table says, and nobody else."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.conftest import DAY
from tests.desks import LEL, example
from tests.policy.desk_routes import NOBODY
from tests.security.conftest import HOME, TLS, WholeSite, whole_site
from tests.security.entries import Entry, entries, with_token
from tests.staff.people import Member
from wizard.domain.catalogue import Catalogue
from wizard.domain.staff import ROLES, Role
from wizard.search import Search
from wizard.web.staff.cookies import NAME

TABLE = entries(example(LEL))
EACH = pytest.mark.parametrize("entry", TABLE, ids=lambda one: one.name)
OF_STAFF = [one for one in TABLE if one.rule.startswith("/staff")]
PUBLIC = [one for one in TABLE if one.who == "everyone" and not one.rule.startswith("/staff")]
LINKED = [one for one in TABLE if one.who == "the link"]
OURS = {"Sec-Fetch-Site": "same-origin", "Origin": "http://localhost"}
REPORT = json.dumps({"id": "0123456789abcdef", "days": {DAY.isoformat(): {"visit": 3}}})


@pytest.fixture
def nobody(whole: WholeSite) -> Iterator[FlaskClient]:
    """A browser in which nobody is signed in."""
    with whole.app.test_client() as one:
        yield one


@pytest.fixture
def own(catalogue: Catalogue, words: Search, tmp_path: Path) -> Iterator[WholeSite]:
    """A site of its own, for a test that changes it."""
    with whole_site(catalogue, words, tmp_path) as one:
        yield one


@pytest.fixture(scope="module")
def members(whole: WholeSite) -> dict[Role, Member]:
    """A browser for each role."""
    return {role: whole.member(role) for role in ROLES}


def ask(client: FlaskClient, entry: Entry) -> TestResponse:
    """Return the answer, read to its end."""
    answer = client.open(entry.address, method=entry.method)
    answer.get_data()
    answer.close()
    return answer


def test_the_table_has_exactly_the_routes_of_the_site(whole: WholeSite) -> None:
    have = {
        (method, rule.rule)
        for rule in whole.app.url_map.iter_rules()
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    }
    assert len(have) == len(TABLE), "an entry stands there twice, or one is missing"
    assert have == {(one.method, one.rule) for one in TABLE}


def test_every_rule_that_is_read_also_gives_its_head_alone(whole: WholeSite) -> None:
    for rule in whole.app.url_map.iter_rules():
        methods = rule.methods or set()
        assert ("GET" in methods) == ("HEAD" in methods), rule.rule
        assert methods <= {"GET", "HEAD", "POST", "OPTIONS"}, rule.rule


@pytest.mark.parametrize("entry", PUBLIC, ids=lambda one: one.name)
def test_a_public_page_is_the_same_for_nobody_and_for_every_role(
    nobody: FlaskClient, members: dict[Role, Member], entry: Entry
) -> None:
    first = ask(nobody, entry)
    assert first.status_code == entry.status
    for role, member in members.items():
        answer = ask(member.client, entry)
        assert (answer.status_code, answer.data) == (first.status_code, first.data), role


@EACH
def test_nobody_gets_in_where_somebody_must_be_known(nobody: FlaskClient, entry: Entry) -> None:
    answer = ask(nobody, entry)
    if entry.csrf:
        assert answer.status_code == 400, "the token of a page of ours is asked for first"
    elif entry.who in ROLES:
        assert answer.status_code == 303
        assert answer.location.startswith("/staff/sign-in")
    elif entry.who == "the link":
        assert answer.status_code in (404, 429), "a link that nobody made"
    elif entry.who == "our kiosk":
        assert answer.status_code == 403
    else:
        assert answer.status_code in ({entry.status} if entry.status else {200, 303, 404})


@pytest.mark.parametrize("role", ROLES)
def test_a_role_gets_in_where_the_table_says(own: WholeSite, role: Role) -> None:
    reading = own.member(role)
    for entry in OF_STAFF:
        if entry.rule.endswith("/sign-out") or entry.rule.startswith("/staff/sign-in"):
            continue
        # A change may end the sign-in that makes it, such as one of one's own account.
        member = reading if entry.method == "GET" else own.member(role)
        sent = {"csrf_token": member.token} if entry.csrf else {}
        answer = member.client.open(entry.address, method=entry.method, data=sent)
        let_in = entry.lets_in(role)
        assert (answer.status_code != 403) == let_in, f"{role} {entry.name}: {answer.status}"
        assert answer.status_code < 500, f"{role} {entry.name}: {answer.status}"


@EACH
def test_a_change_in_the_staff_area_needs_the_token_of_a_page_of_ours(
    members: dict[Role, Member], entry: Entry
) -> None:
    if entry.csrf:
        client = members["admin"].client
        for sent in ({}, {"csrf_token": "forged"}):
            assert client.post(entry.address, data=sent).status_code == 400
    elif entry.method == "POST":
        assert entry.who in ("the link", "our kiosk"), "every other change has a token"


@pytest.mark.parametrize("entry", LINKED, ids=lambda one: one.name)
@pytest.mark.parametrize("role", [None, *ROLES])
def test_a_link_lets_in_whoever_has_it_and_a_forged_one_nobody(
    whole: WholeSite, members: dict[Role, Member], role: Role | None, entry: Entry
) -> None:
    client = members[role].client if role else whole.app.test_client()
    token = whole.partner_token()
    assert ask(client, with_token(entry, token)).status_code == entry.status
    for forged in (f"{token}x", token[:-1], token.swapcase(), "x"):
        assert ask(client, with_token(entry, forged)).status_code in (404, 429)


def test_only_a_kiosk_of_ours_reports(nobody: FlaskClient) -> None:
    (entry,) = [one for one in TABLE if one.who == "our kiosk"]
    for headers, status in ((OURS, 204), ({}, 403), ({"Sec-Fetch-Site": "cross-site"}, 403)):
        answer = nobody.post(
            entry.address, data=REPORT, content_type="application/json", headers=headers
        )
        assert answer.status_code == status


def at_home_as(at_home: Flask, role: Role) -> FlaskClient:
    """Return a browser that came by https and in which somebody is signed in."""
    client = at_home.test_client()
    member = Member(client)
    page = client.get("/staff/sign-in", base_url=HOME, headers=TLS)
    member.token = page.text.partition('name="csrf_token" value="')[2].partition('"')[0]
    values = {"csrf_token": member.token, "name": role, "password": f"{role} password"}
    answer = client.post("/staff/sign-in", data=values, base_url=HOME, headers=TLS)
    assert answer.status_code == 303
    return client


def test_cookies_are_set_below_staff_alone_and_have_every_flag(at_home: Flask) -> None:
    seen = 0
    for client in (at_home.test_client(), at_home_as(at_home, "admin")):
        for entry in TABLE:
            answer = client.open(entry.address, method=entry.method, base_url=HOME, headers=TLS)
            answer.close()
            for line in answer.headers.getlist("Set-Cookie"):
                assert entry.cookie, f"{entry.name} sets a cookie"
                name, _, flags = line.partition("=")
                parts = set(flags.split("; ")[1:])
                assert name == NAME
                assert parts == {"Secure", "HttpOnly", "Path=/staff", "SameSite=Lax"}
                seen += 1
    assert seen > 0


@EACH
def test_frames_and_caches_are_those_of_the_table(nobody: FlaskClient, entry: Entry) -> None:
    answer = ask(nobody, entry)
    policy = answer.headers["Content-Security-Policy"].split("; ")
    assert f"frame-ancestors {entry.frame}" in policy
    assert (answer.headers.get("X-Frame-Options") == "DENY") == (entry.frame == NOBODY)
    assert answer.headers["Cache-Control"] == entry.cache


METHODS = ("TRACE", "CONNECT", "PROPFIND", "PUT", "PATCH", "DELETE", "X")


@EACH
def test_no_other_method_is_taken_anywhere(members: dict[Role, Member], entry: Entry) -> None:
    for method in METHODS:
        answer = members["admin"].client.open(entry.address, method=method)
        answer.close()
        assert answer.status_code == 405, method
        assert entry.method in answer.headers["Allow"].split(", "), method
        assert "message/http" not in answer.content_type, method
