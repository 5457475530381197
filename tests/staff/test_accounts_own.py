"""One's own account: language, single keys, password, the end of all sign-ins."""

import pytest
from flask import Flask

from tests.staff.people import Member, NewMember
from tests.web.page_reader import read
from wizard.domain.staff import Account
from wizard.web.staff.office import Office

NEW = "vier oude lampen zingen"
FORM = "/staff/account/password"


def account_of(office: Office, name: str = "adviser") -> Account:
    found = office.accounts.by_name(name)
    assert found is not None
    return found


def test_the_page_says_who_is_signed_in(adviser: Member) -> None:
    page = adviser.get("/staff/account")
    assert "adviser" in page.text
    assert "Adviser</span>" in page.text


def test_the_language_of_the_pages_is_chosen(adviser: Member, office: Office) -> None:
    adviser.get("/staff/account")
    answer = adviser.post("/staff/account", {"language": "nl", "shortcuts": "yes"})
    assert answer.location == "/staff/account?done=saved"
    assert read(adviser.get(answer.location).text).language == "nl"
    assert account_of(office).language == "nl"


def test_single_keys_are_on_until_they_are_switched_off(adviser: Member, office: Office) -> None:
    assert account_of(office).shortcuts
    adviser.get("/staff/account")
    adviser.post("/staff/account", {"language": "en"})
    assert not account_of(office).shortcuts
    adviser.post("/staff/account", {"language": "en", "shortcuts": "yes"})
    assert account_of(office).shortcuts


def test_a_language_that_is_not_on_the_list_is_refused(adviser: Member, office: Office) -> None:
    adviser.get("/staff/account")
    for language in ("de", "", "xx<b>"):
        answer = adviser.post("/staff/account", {"language": language})
        assert answer.status_code == 422
        assert 'href="#language">Choose from the list' in answer.text
    assert account_of(office).language == "en"


def test_the_password_is_changed(new_member: NewMember, staff_app: Flask) -> None:
    here, elsewhere = new_member(), new_member()
    here.get(FORM)
    values = {"old": "adviser password", "new": NEW, "again": NEW}
    answer = here.post(FORM, values)
    assert answer.location == "/staff/account?done=password"
    assert "Your password is changed." in here.get(answer.location).text, "still signed in"
    assert elsewhere.get("/staff/desk").status_code == 303, "other browsers are not"
    assert new_member("adviser", NEW).get("/staff/desk").status_code == 200
    guest = Member(staff_app.test_client())
    guest.get("/staff/sign-in")
    old = guest.post("/staff/sign-in", {"name": "adviser", "password": "adviser password"})
    assert old.status_code == 422


@pytest.mark.parametrize(
    ("old", "new", "again", "problems"),
    [
        ("", "", "", ("#old", "#new")),
        ("adviser password", NEW, NEW + "x", ("#again",)),
        ("wrong", NEW, NEW, ("#old",)),
        ("wrong", "azerty", "azerty", ("#old", "#new", "#new")),
        ("adviser password", "adviser", "adviser", ("#new", "#new")),
        ("adviser password", "adviser password", "adviser password", ("#new", "#new")),
        ("adviser password", "x" * 201, "x" * 201, ("#new", "#new")),
        ("x" * 300, NEW, NEW, ("#old",)),
    ],
)
def test_everything_that_is_wrong_is_said_at_once(
    adviser: Member, office: Office, old: str, new: str, again: str, problems: tuple[str, ...]
) -> None:
    before = office.accounts.credentials("adviser")
    adviser.get(FORM)
    answer = adviser.post(FORM, {"old": old, "new": new, "again": again})
    assert answer.status_code == 422
    page = read(answer.text)
    assert page.title.startswith("Error: ")
    assert tuple(one for one in page.addresses if one.startswith("#") and one != "#main") == (
        problems
    )
    targets = {one.target for one in page.references}
    assert targets <= set(page.ids), "each field points to its own errors"
    assert office.accounts.credentials("adviser") == before
    for typed in (old, new):
        assert not typed or f'value="{typed}"' not in answer.text or typed == "adviser"


def test_a_start_password_opens_nothing_but_the_form_to_change_it(
    office: Office, new_member: NewMember
) -> None:
    hashed = office.passwords.hash("start-password")
    office.accounts.set_hash(account_of(office), hashed, must_change=True)
    member = Member(new_member("adviser", "start-password").client)
    for address in ("/staff/desk", "/staff/account", "/staff/desk?stage=idea"):
        assert member.get(address).location == FORM
    page = member.get(FORM)
    assert "You came in with a start password." in page.text
    assert '<nav class="sections"' not in page.text
    assert member.post("/staff/account", {"language": "nl"}).location == FORM
    same = {"old": "start-password", "new": "start-password", "again": "start-password"}
    assert member.post(FORM, same).status_code == 422, "it cannot be kept"
    done = member.post(FORM, {"old": "start-password", "new": NEW, "again": NEW})
    assert done.location == "/staff/account?done=password"
    assert member.get("/staff/desk").status_code == 200


def test_whoever_must_change_the_password_can_leave(office: Office, new_member: NewMember) -> None:
    hashed = office.passwords.hash("start-password")
    office.accounts.set_hash(account_of(office), hashed, must_change=True)
    member = Member(new_member("adviser", "start-password").client)
    member.get(FORM)
    assert member.post("/staff/sign-out").location == "/staff/sign-in?done=out"


def test_signing_out_everywhere(new_member: NewMember) -> None:
    here, elsewhere = new_member(), new_member()
    here.get("/staff/account")
    answer = here.post("/staff/account/sign-out")
    assert answer.location == "/staff/sign-in?done=everywhere"
    assert "in every browser" in here.get(answer.location).text
    for member in (here, elsewhere):
        assert member.get("/staff/desk").status_code == 303


@pytest.mark.parametrize("path", ["", "/password", "/sign-out"])
def test_each_form_needs_its_token(new_member: NewMember, path: str) -> None:
    member = new_member()
    member.token = ""
    assert member.post(f"/staff/account{path}", {"language": "nl"}).status_code == 400
    assert read(member.get("/staff/account").text).language == "en"
