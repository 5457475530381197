"""Signing in with name and password, and out again."""

import re
from dataclasses import dataclass, field
from typing import Literal
from unicodedata import normalize

import pytest
from argon2 import PasswordHasher
from flask import Flask
from flask.testing import FlaskClient

from tests.staff.people import QUICK, Member, NewMember
from tests.web.page_reader import read
from wizard.application.sign_in import Credentials, sign_in
from wizard.store.passwords import Argon2Passwords
from wizard.web.staff.office import Office

WRONG = "Name or password is not right"


def test_the_right_password_leads_to_the_desk(guest: FlaskClient) -> None:
    member = Member(guest)
    assert member.sign_in("adviser", "adviser password").location == "/staff/desk"
    assert member.get("/staff/desk").status_code == 200


def test_the_name_may_be_typed_in_any_case(new_member: NewMember) -> None:
    assert new_member(" ADVISER ", "adviser password").get("/staff/desk").status_code == 200


def test_accents_of_a_password_count_the_same_however_typed(
    office: Office, new_member: NewMember
) -> None:
    account = office.accounts.by_name("adviser")
    assert account is not None
    office.accounts.set_hash(account, office.passwords.hash(normalize("NFC", "zeeën zwijgen")))
    assert new_member("adviser", normalize("NFD", "zeeën zwijgen")).get("/staff/desk")


def test_whoever_is_signed_in_goes_on(adviser: Member) -> None:
    assert adviser.get("/staff/sign-in").location == "/staff/desk"
    assert adviser.get("/staff/sign-in?next=/staff/account").location == "/staff/account"


@pytest.fixture
def disabled(office: Office) -> str:
    """The name of an account that is disabled."""
    account = office.accounts.by_name("editor")
    assert account is not None
    office.accounts.manage(account, "editor", "en", active=False)
    return "editor"


def test_what_is_wrong_is_not_told(guest: FlaskClient, office: Office, disabled: str) -> None:
    """A wrong password, a name that is not there, a disabled account, no password at all."""
    office.accounts.add("by-provider", "adviser", "en", "", office.now())
    member, bodies = Member(guest), set()
    for name, password in (
        ("adviser", "wrong password"),
        ("nobody", "adviser password"),
        (disabled, f"{disabled} password"),
        ("by-provider", ""),
        ("adviser", "adviser password" + "x" * 200),
        ("", ""),
    ):
        member.get("/staff/sign-in")
        answer = member.post("/staff/sign-in", {"name": name, "password": password})
        assert answer.status_code == 422, name
        assert "Location" not in answer.headers
        # The name as it was typed comes back, and the cursor goes to what is to be typed next.
        text = re.sub(r' (?:value="[^"]*"|autofocus)', "", answer.text)
        bodies.add(text)
    assert len(bodies) == 1, "the page says the same in every case"
    assert WRONG in bodies.pop()


@dataclass
class Counted(PasswordHasher):
    """A hasher that notes the cost of each hash that it is asked to compare."""

    costs: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(time_cost=1, memory_cost=8, parallelism=1)

    def verify(self, hash: str | bytes, password: str | bytes) -> Literal[True]:
        self.costs.append(str(hash).split("$")[3])
        return super().verify(hash, password)


@pytest.mark.parametrize("name", ["adviser", "nobody", "editor", "by-provider"])
def test_each_answer_costs_the_same_work(office: Office, disabled: str, name: str) -> None:
    """The hash is what takes time: one is computed in every case, at the same cost."""
    assert disabled == "editor"
    office.accounts.add("by-provider", "adviser", "en", "", office.now())
    hasher = Counted()
    given = Credentials(name, "wrong", "203.0.113.7")
    passwords = Argon2Passwords(hasher)
    assert sign_in(office.accounts, passwords, office.sign_ins, given, office.now()) is None
    assert hasher.costs == ["m=8,t=1,p=1"]


def test_what_was_typed_as_a_name_is_kept_and_the_password_is_not(guest: FlaskClient) -> None:
    member = Member(guest)
    member.get("/staff/sign-in")
    answer = member.post("/staff/sign-in", {"name": "ad<b>viser", "password": "secret thing"})
    assert 'value="ad&lt;b&gt;viser"' in answer.text
    assert "secret thing" not in answer.text
    assert read(answer.text).title.startswith("Error: Sign in")


def test_a_hash_of_less_cost_is_made_anew(office: Office, new_member: NewMember) -> None:
    account = office.accounts.by_name("adviser")
    assert account is not None
    weak = PasswordHasher(time_cost=1, memory_cost=16, parallelism=1).hash("adviser password")
    office.accounts.rehash(account, office.accounts.credentials("adviser")[1], weak)
    new_member()
    now = office.accounts.credentials("adviser")[1]
    assert now != weak
    assert not QUICK.check_needs_rehash(now)
    new_member()
    assert office.accounts.credentials("adviser")[1] == now, "once is enough"


def test_a_better_hash_never_undoes_a_changed_password(office: Office) -> None:
    account, before = office.accounts.credentials("adviser")
    assert account is not None
    office.accounts.set_hash(account, "changed meanwhile")
    office.accounts.rehash(account, before, "better hash of the old one")
    assert office.accounts.credentials("adviser")[1] == "changed meanwhile"


def test_signing_out_ends_the_sign_in(adviser: Member) -> None:
    answer = adviser.post("/staff/sign-out")
    assert answer.location == "/staff/sign-in?done=out"
    assert adviser.get("/staff/desk").status_code == 303
    assert "You are signed out." in adviser.get(answer.location).text


def test_the_language_is_chosen_before_and_kept_through_an_error(guest: FlaskClient) -> None:
    member = Member(guest)
    page = read(member.get("/staff/sign-in?language=nl&next=/staff/account").text)
    assert page.language == "nl"
    action = "/staff/sign-in?language=nl&next=%2Fstaff%2Faccount"
    answer = member.post(action, {"name": "adviser", "password": "wrong"})
    assert read(answer.text).language == "nl"
    assert f'action="{action.replace("&", "&amp;")}"' in answer.text
    done = member.post(action, {"name": "adviser", "password": "adviser password"})
    assert done.location == "/staff/account"
    assert read(member.get("/staff/desk").text).language == "en", "from here on the account's"


def test_the_page_speaks_the_language_of_the_browser(guest: FlaskClient) -> None:
    page = guest.get("/staff/sign-in", headers={"Accept-Language": "fr"})
    assert read(page.text).language == "fr"


def test_without_a_provider_there_is_no_other_way_in(guest: FlaskClient) -> None:
    assert "/staff/oidc" not in guest.get("/staff/sign-in").text
    assert guest.get("/staff/oidc").status_code == 404
    assert guest.get("/staff/oidc/callback?code=a&state=b").status_code == 404


def test_the_way_in_needs_the_token(staff_app: Flask) -> None:
    member = Member(staff_app.test_client())
    member.get("/staff/sign-in")
    mine, values = member.token, {"name": "adviser", "password": "adviser password"}
    other = Member(staff_app.test_client())
    other.get("/staff/sign-in")
    for token in ("", "x", other.token):
        member.token = token
        assert member.post("/staff/sign-in", values).status_code == 400
    member.token = mine
    assert member.post("/staff/sign-in", values).status_code == 303


def test_a_form_of_another_site_is_refused_even_with_a_token(guest: FlaskClient) -> None:
    member = Member(guest)
    member.get("/staff/sign-in")
    values = {"csrf_token": member.token, "name": "adviser", "password": "adviser password"}
    for site in ("cross-site", "same-site"):
        answer = guest.post("/staff/sign-in", data=values, headers={"Sec-Fetch-Site": site})
        assert answer.status_code == 400
