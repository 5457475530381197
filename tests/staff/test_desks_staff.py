"""Staff of a partner desk: they see their own desk, and nothing else of the staff area."""

from dataclasses import replace

import pytest
from flask import Flask

from tests.desks import CENTRE, LEL
from tests.staff.desk_forms import png, send, stored, values_of
from tests.staff.people import Member, NewMember, partners_of
from tests.staff.test_routes_staff import CLOSED
from tests.web.page_reader import read
from wizard.domain.staff import Account
from wizard.domain.text import Text
from wizard.web.staff.office import Office

OWN = f"/staff/desks/{LEL}"
OPEN = frozenset(
    {
        "/",
        "/account",
        "/account/password",
        "/account/sign-out",
        "/desks/<key>",
        "/desks/<key>/edit",
        "/desks/<key>/counts",
        "/desks/<key>/counts.csv",
    }
)
"""All that staff of a desk may open."""


@pytest.fixture
def member(new_member: NewMember) -> Member:
    """A browser in which somebody of the first example desk is signed in."""
    return new_member("desk")


@pytest.fixture
def account(office: Office) -> Account:
    """The account of the role `desk`."""
    found = office.accounts.by_name("desk")
    assert found is not None
    return found


def test_they_begin_at_their_desk(staff_app: Flask) -> None:
    member = Member(staff_app.test_client())
    assert member.sign_in("desk", "desk password").location == OWN
    assert member.get("/staff/").location == OWN
    assert member.get("/staff").location == OWN
    assert member.get("/staff/sign-in").location == OWN
    assert member.get(OWN).status_code == 200


def test_the_menu_has_their_desk_only(member: Member) -> None:
    for path in (OWN, "/staff/account", "/staff/calls", "/staff/nothing"):
        addresses = {
            one for one in read(member.get(path).text).addresses if one.startswith("/staff")
        }
        own = (OWN, "/staff/account", "/staff/sign-out")
        assert all(one.startswith(own) for one in addresses), path


@pytest.mark.parametrize("key", [CENTRE, "no-such-desk", "new", "counts", "a%00b"])
@pytest.mark.parametrize("path", ["", "/edit", "/remove"])
def test_other_desks_are_closed_whether_they_exist_or_not(
    member: Member, key: str, path: str
) -> None:
    assert member.get(f"/staff/desks/{key}{path}").status_code == 403


def test_no_route_but_those_for_them_is_open(member: Member, office: Office) -> None:
    before = (office.accounts.all(), partners_of(office).desks.all())
    for route in CLOSED:
        if route.rule in OPEN:
            continue
        answer = member.client.open(
            route.address, method=route.method, data={"csrf_token": member.token}
        )
        assert answer.status_code == 403, f"{route.method} {route.rule}"
        assert "Your account has no rights here." in answer.text
    for rule in OPEN:
        other = f"/staff{rule}".replace("<key>", CENTRE)
        if "<key>" in rule:
            assert member.get(other).status_code == 403, other
            assert member.post(other).status_code in (403, 405), other
    assert (office.accounts.all(), partners_of(office).desks.all()) == before


def test_they_change_contact_hours_note_and_logo(member: Member, office: Office) -> None:
    before, values = stored(office, LEL), values_of(member.get(f"{OWN}/edit"))
    assert not {"kind", "origins", "features", "name_nl", "idle", "example"} & values.keys()
    typed = {"email": ["new@example.org"], "hours_fr": ["10-12u30"], "plate": ["#ffffff"]}
    typed |= {"note_nl": ["A"], "note_fr": ["B"], "note_en": ["C"]}
    answer = send(member, f"{OWN}/edit", values | typed, png())
    assert answer.status_code == 303, answer.text
    after = stored(office, LEL)
    assert after.contact == replace(before.contact, email="new@example.org")
    assert after.hours[-1].hours == (("10:00", "12:30"),)
    assert after.hours_note == Text("A", "B", "C")
    assert after.logo is not None
    assert after.logo != before.logo
    parts = {"contact", "hours", "hours_note", "logo"}
    for name in before.__dataclass_fields__.keys() - parts:
        assert getattr(after, name) == getattr(before, name)


def test_a_forged_form_changes_nothing_else(
    member: Member, new_member: NewMember, office: Office
) -> None:
    before = stored(office, LEL)
    whole = values_of(new_member("editor").get(f"{OWN}/edit"))
    forged = whole | values_of(member.get(f"{OWN}/edit"))
    forged |= {"origins": ["https://evil.example"], "kind": ["other"], "id": [CENTRE]}
    forged |= {"name_nl": ["X"], "features": ["embed"], "idle": ["900"], "first_1": ["microstart"]}
    assert send(member, f"{OWN}/edit", forged).status_code == 303
    assert stored(office, LEL) == before
    assert stored(office, CENTRE).key == CENTRE


def test_a_service_that_ended_does_not_stop_them(member: Member, office: Office) -> None:
    partners, values = partners_of(office), values_of(member.get(f"{OWN}/edit"))
    partners.desks.save(replace(stored(office, LEL), first=("no-such-service",)), office.now())
    values |= {"seen": [partners.version(stored(office, LEL))], "phone": ["0800 12345"]}
    assert send(member, f"{OWN}/edit", values).status_code == 303
    assert stored(office, LEL).contact.phone == "0800 12345"
    assert "no-such-service" in member.get(OWN).text


def test_errors_of_theirs_stand_at_their_fields(member: Member, office: Office) -> None:
    before, values = stored(office, LEL), values_of(member.get(f"{OWN}/edit"))
    answer = send(member, f"{OWN}/edit", values | {"hours_mo": ["soon"], "address_nl": [""]})
    assert answer.status_code == 422
    assert {"#hours_mo", "#address_nl"} <= set(read(answer.text).addresses)
    assert values_of(answer)["hours_mo"] == ["soon"]
    assert stored(office, LEL) == before


def test_another_desk_or_role_ends_the_sign_ins(
    member: Member, account: Account, office: Office
) -> None:
    moved = office.accounts.manage(account, "desk", "en", active=True, desk=CENTRE)
    assert moved.version == account.version + 1
    assert member.get(OWN).location.startswith("/staff/sign-in")
    adviser = office.accounts.manage(moved, "adviser", "en", active=True, desk=CENTRE)
    assert adviser.desk == "", "an adviser belongs to no desk"


def test_admins_choose_the_desk_of_an_account(
    new_member: NewMember, account: Account, office: Office
) -> None:
    admin = new_member("admin")
    address = f"/staff/accounts/{account.id}"
    assert f'value="{LEL}" selected' in admin.get(address).text
    values = {"role": "desk", "language": "en", "active": "yes"}
    for desk in ("", "no-such-desk"):
        answer = admin.post(address, values | {"desk": desk})
        assert answer.status_code == 422
        assert "Choose the partner desk" in answer.text
    assert admin.post(address, values | {"desk": CENTRE}).status_code == 303
    now = office.accounts.by_id(account.id)
    assert now is not None
    assert now.desk == CENTRE
    assert CENTRE in admin.get("/staff/accounts").text
    new = {"name": "noord", "role": "desk", "language": "nl"}
    admin.get("/staff/accounts/new")
    assert admin.post("/staff/accounts/new", new).status_code == 422
    assert admin.post("/staff/accounts/new", new | {"desk": LEL}).status_code == 200
    added = office.accounts.by_name("noord")
    assert added is not None
    assert (added.role, added.desk, added.must_change) == ("desk", LEL, True)


def test_without_a_desk_there_is_the_account_only(office: Office, staff_app: Flask) -> None:
    hashed = office.passwords.hash("lost password")
    office.accounts.add("lost", "desk", "en", hashed, office.now())
    member = Member(staff_app.test_client())
    assert member.sign_in("lost", "lost password").location == "/staff/account"
    for key in (LEL, "no-such-desk"):
        assert member.get(f"/staff/desks/{key}").status_code == 403
