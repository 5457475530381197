"""A sign-in leads on to a page of the staff area, and never anywhere else."""

from urllib.parse import quote, urljoin, urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.middleware.dispatcher import DispatcherMiddleware
from werkzeug.test import Client

from tests.staff.people import TOKEN, Clock, Member, NewMember
from wizard.web.staff.onward import LONGEST, is_page

GOOD = (
    "/staff/desk",
    "/staff/desk?stage=idea&q=boulanger+%C3%A0+Molenbeek",
    "/staff/accounts/12",
    "/staff/desk?q=%2e%2e%2f//evil.example/",
)
BAD = (
    "",
    "//evil.example",
    "///evil.example/staff/desk",
    "/\\evil.example",
    "\\\\evil.example",
    "/staff/\\evil.example",
    "https://evil.example/staff/desk",
    "https:evil.example",
    "javascript:alert(1)",
    "data:text/html,x",
    "staff/desk",
    "/staff",
    "/staff/",
    "/staff//evil.example",
    "/staff/../evil",
    "/staff/desk/../../evil",
    "/staff/./desk",
    "/staff/%2e%2e/evil",
    "/staff/..%2fevil",
    "/staff%2f..%2fevil",
    "/staff/%2f%2fevil.example",
    "/staff/%5cevil.example",
    "/staff/desk\t/evil",
    "/\t/evil.example",
    "/staff/desk\r\nSet-Cookie: a=b",
    "/staff/desk?a=b\r\nSet-Cookie: a=b",
    "/staff/desk?a=\\evil",
    "/staff/desk#/evil",
    "/staff/desk?q=é",
    "/staffed/desk",
    "/fr/results",
    " /staff/desk",
    "/staff/desk ",
    "/staff/@evil.example",
    f"/staff/desk?q={'x' * LONGEST}",
)


@pytest.mark.parametrize("asked", GOOD)
def test_pages_of_the_staff_area_are_gone_on_to(adviser: Member, asked: str) -> None:
    assert is_page(asked)
    answer = adviser.get(f"/staff/sign-in?next={quote(asked, safe='')}")
    assert (answer.status_code, answer.location) == (303, asked)


@pytest.mark.parametrize("asked", BAD)
def test_anything_else_leads_to_the_desk(adviser: Member, asked: str) -> None:
    assert not is_page(asked)
    answer = adviser.get(f"/staff/sign-in?next={quote(asked, safe='')}")
    assert (answer.status_code, answer.location) == (303, "/staff/desk")


@pytest.mark.parametrize("asked", ["//evil.example", "https://evil.example/", "/staff/../evil"])
def test_the_form_itself_leads_nowhere_else(guest: FlaskClient, asked: str) -> None:
    member = Member(guest)
    action = f"/staff/sign-in?next={quote(asked, safe='')}"
    member.get(action)
    values = {"name": "adviser", "password": "adviser password", "next": asked}
    assert member.post(action, values).location == "/staff/desk"


HOSTILE = st.lists(
    st.sampled_from(
        (
            *("/", "\\", "..", ".", "staff", "desk", "evil.example", "%2f", "%5c", "%2e", "%00"),
            *("#", "@", ":", "https:", "\t", "\n", "\r", " ", "a=b", "&", "é", "\u2044", "\uff0f"),
            "?",
        )
    ),
    max_size=9,
)


@given(st.one_of(st.text(max_size=40), HOSTILE.map("".join), HOSTILE.map("/staff/".join)))
def test_whatever_is_asked_the_place_is_a_page_of_ours(asked: str) -> None:
    if is_page(asked):
        found = urlsplit(urljoin("https://site.example/staff/sign-in", asked))
        assert (found.scheme, found.netloc) == ("https", "site.example")
        assert found.path.startswith("/staff/")
        assert not {"", ".", ".."} & set(found.path.split("/")[1:])
        assert "%" not in found.path
        assert asked.isprintable()


def test_a_page_that_was_asked_for_is_come_back_to(guest: FlaskClient) -> None:
    member = Member(guest)
    asked = "/staff/desk?stage=idea&q=boulanger+%C3%A0+Molenbeek"
    sign_in = guest.get(asked).location
    member.get(sign_in)
    answer = member.post(sign_in, {"name": "adviser", "password": "adviser password"})
    assert answer.location == asked


def test_a_call_that_was_long_is_come_back_to_without_its_words(guest: FlaskClient) -> None:
    answer = guest.get(f"/staff/desk?q={'x' * LONGEST}")
    assert answer.location == "/staff/sign-in?next=%2Fstaff%2Fdesk"


def test_a_form_that_comes_too_late_does_not_lose_the_call(
    new_member: NewMember, clock: Clock
) -> None:
    member = new_member()
    clock.forward(hours=13)
    answer = member.post("/staff/account", {"stage": "idea", "q": "boulanger", "language": "nl"})
    assert answer.status_code == 303
    following = urlsplit(answer.location)
    assert following.path == "/staff/sign-in"
    assert "stage%3Didea%26q%3Dboulanger" in following.query


def test_below_a_prefix_everything_stays_below_it(staff_app: Flask) -> None:
    client = Client(DispatcherMiddleware(staff_app, {"/parcours": staff_app}))
    first = client.get("/parcours/staff/desk?stage=idea")
    assert first.location == "/parcours/staff/sign-in?next=%2Fstaff%2Fdesk%3Fstage%3Didea"
    page = client.get(first.location)
    assert "Path=/parcours/staff;" in f"{page.headers['Set-Cookie']};"
    token = TOKEN.search(page.text)
    assert token is not None
    values = {"csrf_token": token[1], "name": "adviser", "password": "adviser password"}
    done = client.post(first.location, data=values)
    assert done.location == "/parcours/staff/desk?stage=idea"
    assert client.get(done.location).status_code == 200
    assert client.get("/staff/desk").status_code == 303, "another site, another cookie"
