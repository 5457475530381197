"""The cookie of a sign-in: whose it is, how long it counts, and what makes it useless."""

import pytest
from flask import Flask
from flask.sessions import SecureCookieSessionInterface
from flask.testing import FlaskClient
from sqlalchemy import Engine, text

from tests.conftest import DAY
from tests.sites import app_over
from tests.staff.people import Clock, Member, NewMember
from wizard.app import build_app
from wizard.domain.catalogue import Catalogue
from wizard.domain.staff import Account
from wizard.search import Search
from wizard.web.site import Site
from wizard.web.staff.cookies import NAME
from wizard.web.staff.office import Office


def held(client: FlaskClient) -> str:
    """Return what the browser holds."""
    cookie = client.get_cookie(NAME, path="/staff")
    assert cookie is not None
    return cookie.value


def with_cookie(app: Flask, value: str) -> Member:
    """Return a browser into which somebody put a cookie."""
    client = app.test_client()
    client.set_cookie(NAME, value, path="/staff")
    return Member(client)


def signed_in(member: Member) -> bool:
    return member.get("/staff/desk").status_code == 200


@pytest.fixture
def account(office: Office) -> Account:
    """The adviser's account."""
    found = office.accounts.by_name("adviser")
    assert found is not None
    return found


def test_a_sign_in_gives_another_cookie_and_another_token(staff_app: Flask) -> None:
    """Who put a cookie into somebody's browser before gains nothing by it (no fixation)."""
    member = Member(staff_app.test_client())
    member.get("/staff/sign-in")
    planted, token = held(member.client), member.token
    member.sign_in("adviser", "adviser password")
    assert held(member.client) != planted
    assert not signed_in(with_cookie(staff_app, planted))
    member.token = token
    assert member.post("/staff/account", {"language": "nl"}).status_code == 400


def test_signing_in_again_ends_the_sign_in_before(staff_app: Flask, adviser: Member) -> None:
    before = held(adviser.client)
    token = adviser.get("/staff/account") and adviser.token
    values = {"csrf_token": token, "name": "editor", "password": "editor password"}
    assert adviser.client.post("/staff/sign-in", data=values).status_code == 303
    assert "editor" in adviser.get("/staff/account").text
    assert not signed_in(with_cookie(staff_app, before))


def test_after_twelve_hours_somebody_signs_in_again(adviser: Member, clock: Clock) -> None:
    clock.forward(hours=11, minutes=59)
    assert signed_in(adviser)
    clock.forward(minutes=1)
    assert not signed_in(adviser)


def test_after_signing_out_a_copy_of_the_cookie_is_useless(
    staff_app: Flask, adviser: Member
) -> None:
    copy = held(adviser.client)
    assert signed_in(with_cookie(staff_app, copy))
    adviser.post("/staff/sign-out")
    assert not signed_in(with_cookie(staff_app, copy))


def test_signing_out_here_leaves_the_other_browser_alone(new_member: NewMember) -> None:
    one, other = new_member(), new_member()
    one.post("/staff/sign-out")
    assert not signed_in(one)
    assert signed_in(other)


def test_what_admins_change_ends_every_sign_in(
    new_member: NewMember, office: Office, account: Account
) -> None:
    member = new_member()
    office.accounts.manage(account, "editor", "en", active=True)
    assert not signed_in(member), "another role"
    member = new_member()
    office.accounts.manage(account, "editor", "nl", active=True)
    assert signed_in(member), "another language alone ends nothing"
    office.accounts.manage(account, "editor", "nl", active=False)
    assert not signed_in(member), "disabled"
    office.accounts.manage(account, "editor", "nl", active=True)
    assert not signed_in(member), "enabled again: the old cookie does not come back to life"


def test_another_password_ends_every_sign_in(
    new_member: NewMember, office: Office, account: Account
) -> None:
    member = new_member()
    office.accounts.set_hash(account, office.passwords.hash("vier oude lampen"))
    assert not signed_in(member)
    member = new_member("adviser", "vier oude lampen")
    office.accounts.end_sign_ins(account)
    assert not signed_in(member)


def test_a_cookie_of_another_key_is_ignored(
    catalogue: Catalogue, words: Search, office: Office, staff_app: Flask, adviser: Member
) -> None:
    site = Site(catalogue, words, lambda: DAY, office=office)
    other = build_app(site, secret="another key")  # noqa: S106  (no secret)
    assert not signed_in(with_cookie(other, held(adviser.client)))
    assert signed_in(with_cookie(staff_app, held(adviser.client)))


def sealed(app: Flask, values: dict[str, object]) -> str:
    """Return a cookie with these values, signed with the key of `app`."""
    serializer = SecureCookieSessionInterface().get_signing_serializer(app)
    assert serializer is not None
    return str(serializer.dumps(values))


@pytest.mark.parametrize(
    "values",
    [
        None,
        [],
        [1, 1, 0],
        ["1", 1, 1764000000, "k", True],
        [1, 1, 1764000000, "k"],
        [1, None, 1764000000, "k", True],
        {"account": 1},
        "1",
    ],
)
def test_a_cookie_with_other_contents_is_nobodys(staff_app: Flask, values: object) -> None:
    assert not signed_in(with_cookie(staff_app, sealed(staff_app, {"sign-in": values})))


def test_a_forged_cookie_is_ignored(staff_app: Flask, adviser: Member) -> None:
    good = held(adviser.client)
    body, _, signature = good.rpartition(".")
    for bad in (
        "",
        "x",
        f"{good}x",
        f"x{good}",
        body,
        f"{body}.{signature[::-1]}",
        good.replace(".", "", 1),
        "a" * 3000,
        "\u00e9",
    ):
        forged = with_cookie(staff_app, bad)
        assert not signed_in(forged), bad
        assert forged.get("/staff/sign-in").status_code == 200


def test_a_sign_in_of_somebody_who_is_no_more_is_nobodys(staff_app: Flask, clock: Clock) -> None:
    since = int(clock().timestamp())
    for number in (0, -1, 999):
        cookie = sealed(staff_app, {"sign-in": [number, 1, since, "k", True]})
        assert not signed_in(with_cookie(staff_app, cookie))


@pytest.mark.parametrize(("public", "secure"), [("https://site.example", True), ("", False)])
def test_the_flags_of_the_cookie(
    catalogue: Catalogue, words: Search, office: Office, public: str, secure: bool
) -> None:
    site = Site(catalogue, words, lambda: DAY, public_url=public, office=office)
    app = app_over(site)
    host = {"Host": "site.example"} if public else {}
    flags = app.test_client().get("/staff/sign-in", headers=host).headers["Set-Cookie"].split("; ")
    assert {"HttpOnly", "Path=/staff", "SameSite=Lax"} <= set(flags)
    assert ("Secure" in flags) == secure
    assert not [flag for flag in flags if flag.startswith(("Expires", "Max-Age", "Domain"))]


def test_the_cookie_holds_nothing_about_the_person(staff_app: Flask, adviser: Member) -> None:
    serializer = SecureCookieSessionInterface().get_signing_serializer(staff_app)
    assert serializer is not None
    values = serializer.loads(held(adviser.client))
    assert values.keys() == {"sign-in", "csrf_token"}
    assert "adviser" not in str(values)


def test_sign_ins_that_ended_are_forgotten_when_their_cookies_stop(
    new_member: NewMember, engine: Engine, clock: Clock
) -> None:
    def kept() -> int:
        with engine.connect() as connection:
            found = connection.execute(text("select count(*) from sign_in_ended")).scalar()
            return int(found or 0)

    for _ in range(3):
        new_member().post("/staff/sign-out")
    assert kept() == 3
    clock.forward(hours=13)
    new_member().post("/staff/sign-out")
    assert kept() == 1


def test_signing_out_twice_is_no_error(staff_app: Flask, adviser: Member) -> None:
    again = with_cookie(staff_app, held(adviser.client))
    again.get("/staff/account")
    for member in (adviser, again):
        assert member.post("/staff/sign-out").status_code == 303
