"""What admins do with accounts, and that nobody else can."""

import re

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.staff.people import Member, NewMember
from tests.web.page_reader import read
from wizard.domain.staff import Account
from wizard.web.staff.office import Office

PASSWORD = re.compile(r"<code>([a-z0-9-]+)</code>")


@pytest.fixture
def other(office: Office) -> Account:
    """The account that the admin works on."""
    found = office.accounts.by_name("adviser")
    assert found is not None
    return found


def problems(answer: TestResponse) -> list[str]:
    """Return the fields that an answer says something about."""
    return [one for one in read(answer.text).addresses if one.startswith("#") and one != "#main"]


def paths(number: int) -> dict[str, str]:
    """Return each address with its method."""
    return {
        "/staff/accounts": "GET",
        "/staff/accounts/new": "GET POST",
        f"/staff/accounts/{number}": "GET POST",
        f"/staff/accounts/{number}/password": "POST",
        f"/staff/accounts/{number}/sign-out": "POST",
        f"/staff/accounts/{number}/unlock": "POST",
    }


@pytest.mark.parametrize("role", ["adviser", "editor"])
def test_others_are_refused(
    new_member: NewMember, office: Office, other: Account, role: str
) -> None:
    member, before = new_member(role), office.accounts.all()
    for path, methods in paths(other.id).items():
        for method in methods.split():
            answer = member.get(path) if method == "GET" else member.post(path, {"role": "admin"})
            assert answer.status_code == 403, f"{method} {path}"
            assert "Your account has no rights here." in answer.text
    assert office.accounts.all() == before
    assert "/staff/accounts" not in member.get("/staff/account").text


def test_guests_are_led_to_the_sign_in(guest: FlaskClient, other: Account) -> None:
    member = Member(guest)
    member.get("/staff/sign-in")
    for path, methods in paths(other.id).items():
        for method in methods.split():
            answer = member.get(path) if method == "GET" else member.post(path)
            assert answer.status_code == 303
            assert answer.location.startswith("/staff/sign-in")


def test_each_form_needs_its_token(admin: Member, office: Office, other: Account) -> None:
    before = office.accounts.all()
    admin.token = ""
    for path, methods in paths(other.id).items():
        if "POST" in methods:
            assert admin.post(path, {"role": "admin", "language": "nl"}).status_code == 400
    assert office.accounts.all() == before


def test_the_list_has_every_account(admin: Member, office: Office) -> None:
    office.accounts.add("by-provider", "editor", "nl", "", office.now())
    page = admin.get("/staff/accounts")
    assert page.status_code == 200
    for account in office.accounts.all():
        assert f'href="/staff/accounts/{account.id}">{account.name}</a>' in page.text
    assert "None: give a start password" in page.text


def test_an_account_is_added_with_a_start_password_that_is_shown_once(
    admin: Member, office: Office, new_member: NewMember
) -> None:
    admin.get("/staff/accounts/new")
    answer = admin.post(
        "/staff/accounts/new", {"name": " Desk-3 ", "role": "editor", "language": "nl"}
    )
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"
    found = PASSWORD.search(answer.text)
    assert found is not None
    added = office.accounts.by_name("desk-3")
    assert added is not None
    assert (added.role, added.language, added.active, added.must_change) == (
        *("editor", "nl"),
        *(True, True),
    )
    assert "Start password" in admin.get("/staff/accounts").text
    assert found[1] not in admin.get(f"/staff/accounts/{added.id}").text
    member = Member(new_member("desk-3", found[1]).client)
    assert member.get("/staff/desk").location == "/staff/account/password"


@pytest.mark.parametrize(
    ("values", "fields"),
    [
        ({}, ["#name", "#role", "#language"]),
        ({"name": "a b", "role": "adviser", "language": "nl"}, ["#name"]),
        ({"name": "ADVISER", "role": "adviser", "language": "nl"}, ["#name"]),
        ({"name": "new", "role": "owner", "language": "nl"}, ["#role"]),
        ({"name": "new", "role": "admin", "language": "de"}, ["#language"]),
        ({"name": "x" * 81, "role": "admin", "language": "fr"}, ["#name"]),
    ],
)
def test_a_new_account_that_cannot_be_is_explained(
    admin: Member, office: Office, values: dict[str, str], fields: list[str]
) -> None:
    before = office.accounts.all()
    admin.get("/staff/accounts/new")
    answer = admin.post("/staff/accounts/new", values)
    assert (answer.status_code, problems(answer)) == (422, fields)
    assert f'value="{values.get("name", "")}"' in answer.text, "what was typed is kept"
    assert office.accounts.all() == before


def test_without_a_provider_no_account_does_without_a_password(
    admin: Member, office: Office
) -> None:
    admin.get("/staff/accounts/new")
    values = {"name": "new", "role": "adviser", "language": "nl", "by_provider": "yes"}
    assert PASSWORD.search(admin.post("/staff/accounts/new", values).text)
    added = office.accounts.by_name("new")
    assert added is not None
    assert added.has_password


def test_role_language_and_state_are_changed(
    admin: Member, office: Office, other: Account, new_member: NewMember
) -> None:
    member, address = new_member(), f"/staff/accounts/{other.id}"
    admin.get(address)
    answer = admin.post(address, {"role": "editor", "language": "fr", "active": "yes"})
    assert answer.location == f"{address}?done=saved"
    assert "The account is changed." in admin.get(answer.location).text
    now = office.accounts.by_id(other.id)
    assert now is not None
    assert (now.role, now.language, now.active) == ("editor", "fr", True)
    assert member.get("/staff/desk").status_code == 303, "another role ends the sign-in"
    admin.post(address, {"role": "editor", "language": "fr"})
    gone = office.accounts.by_id(other.id)
    assert gone is not None
    assert not gone.active
    assert "Disabled" in admin.get("/staff/accounts").text


@pytest.mark.parametrize(
    ("values", "fields"),
    [
        ({}, ["#role", "#language"]),
        ({"role": "owner", "language": "nl", "active": "yes"}, ["#role"]),
        ({"role": "editor", "language": "de", "active": "yes"}, ["#language"]),
    ],
)
def test_a_change_that_cannot_be_is_explained(
    admin: Member, office: Office, other: Account, values: dict[str, str], fields: list[str]
) -> None:
    admin.get(f"/staff/accounts/{other.id}")
    answer = admin.post(f"/staff/accounts/{other.id}", values)
    assert (answer.status_code, problems(answer)) == (422, fields)
    assert office.accounts.by_id(other.id) == other


@pytest.mark.parametrize(
    "values",
    [
        {"role": "editor", "language": "en", "active": "yes"},
        {"role": "admin", "language": "en"},
        {"role": "adviser", "language": "en"},
    ],
)
def test_the_last_admin_stays_one(admin: Member, office: Office, values: dict[str, str]) -> None:
    own = office.accounts.by_name("admin")
    assert own is not None
    admin.get(f"/staff/accounts/{own.id}")
    answer = admin.post(f"/staff/accounts/{own.id}", values)
    assert answer.status_code == 422
    assert "This is the last active admin." in answer.text
    assert office.accounts.by_id(own.id) == own
    office.accounts.add("second", "admin", "nl", "x", office.now())
    assert admin.post(f"/staff/accounts/{own.id}", values).status_code == 303
    assert admin.get("/staff/accounts").status_code == 303, "no admin any more"


def test_a_disabled_admin_does_not_count(admin: Member, office: Office) -> None:
    own, second = (
        office.accounts.by_name("admin"),
        office.accounts.add("second", "admin", "nl", "x", office.now()),
    )
    assert own is not None
    office.accounts.manage(second, "admin", "nl", active=False)
    admin.get(f"/staff/accounts/{own.id}")
    answer = admin.post(f"/staff/accounts/{own.id}", {"role": "editor", "language": "en"})
    assert answer.status_code == 422


def test_a_forgotten_password_is_replaced(
    admin: Member, other: Account, new_member: NewMember
) -> None:
    member, address = new_member(), f"/staff/accounts/{other.id}/password"
    admin.get(f"/staff/accounts/{other.id}")
    first, second = (PASSWORD.search(admin.post(address).text) for _ in range(2))
    assert first is not None
    assert second is not None
    assert first[1] != second[1]
    assert member.get("/staff/desk").status_code == 303, "the sign-ins have ended"
    again = Member(new_member("adviser", second[1]).client)
    assert again.get("/staff/desk").location == "/staff/account/password"


def test_all_sign_ins_of_an_account_are_ended(
    admin: Member, other: Account, new_member: NewMember
) -> None:
    member = new_member()
    admin.get(f"/staff/accounts/{other.id}")
    answer = admin.post(f"/staff/accounts/{other.id}/sign-out")
    assert answer.location == f"/staff/accounts/{other.id}?done=ended"
    assert member.get("/staff/desk").status_code == 303
    assert admin.get("/staff/accounts").status_code == 200
    assert new_member().get("/staff/desk").status_code == 200, "the password still counts"


@pytest.mark.parametrize("number", ["0", "9999", "2147483648", "9" * 30, "-1", "x", "1.5"])
def test_an_account_that_is_not_there(admin: Member, number: str) -> None:
    admin.get("/staff/accounts")
    assert admin.get(f"/staff/accounts/{number}").status_code == 404
    for path in ("", "/password", "/sign-out", "/unlock"):
        # Werkzeug says 405 where GET would match but for the size of the number.
        assert admin.post(f"/staff/accounts/{number}{path}").status_code in (404, 405)


def test_a_notice_is_one_of_ours(admin: Member) -> None:
    page = admin.get("/staff/accounts?done=%3Cb%3Epay+me%3C/b%3E")
    assert "pay me" not in page.text
    assert "staff-notice" not in page.text
