"""The rules behind accounts: names, passwords, how long somebody waits."""

import string
import unicodedata
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wizard.application.accounts import LETTERS, start_password
from wizard.domain.lockout import FOR_A_NAME, FOR_AN_ADDRESS, source
from wizard.domain.passwords import LEAST, MOST, Rule, broken_rules
from wizard.domain.staff import ROLES, Account, Role, account_name, is_account_name

GOOD = "vier oude lampen zingen"


@pytest.mark.parametrize(
    ("password", "rules"),
    [
        (GOOD, ()),
        ("correct horse battery staple", ()),
        ("Kx7-pq2w-Rm9t", ()),
        ("пароль из многих слов", ()),
        ("short lamp", ("short",)),
        ("x" * (MOST + 1), ("long", "obvious")),
        ("desk-1", ("short", "name")),
        ("Desk-1DESK-1desk-1!!", ("name",)),
        ("password1234", ("obvious",)),
        ("P@ssw0rd2026!", ("obvious",)),
        ("Wachtwoord123", ("obvious",)),
        ("Motdepasse!!!", ("obvious",)),
        ("Zomer2026Brussel", ("obvious",)),
        ("azertyuiop123", ("obvious",)),
        ("lkjhgfdsqlkjhgfdsq", ("obvious",)),
        ("abcdefghijklmnop", ("obvious",)),
        ("1234567890123456", ("obvious",)),
        ("aaaaaaaaaaaaaaaa", ("obvious",)),
        ("!!!!!!!!!!!!!!", ("obvious",)),
        ("azerty", ("short", "obvious")),
    ],
)
def test_every_broken_rule_is_said_at_once(password: str, rules: tuple[Rule, ...]) -> None:
    assert broken_rules(password, "desk-1") == rules


def test_the_password_before_is_not_taken_again() -> None:
    assert broken_rules(GOOD, "ana", GOOD) == ("same",)
    one, other = (
        unicodedata.normalize(form, "vijf blauwe zeeën zwijgen") for form in ("NFC", "NFD")
    )
    assert broken_rules(one, "ana", other) == ("same",), "the same, typed on another keyboard"


def test_accents_count_as_one_letter_however_they_are_typed() -> None:
    eleven = unicodedata.normalize("NFD", "éàüïçôzwkpq")
    assert len(eleven) > LEAST
    assert broken_rules(eleven, "ana") == ("short",)


@given(st.text(max_size=250), st.text(max_size=30))
def test_any_text_is_judged(password: str, name: str) -> None:
    rules = broken_rules(password, name)
    length = len(unicodedata.normalize("NFC", password))
    assert ("short" in rules, "long" in rules) == (length < LEAST, length > MOST)


@given(st.from_regex(r"[a-z0-9.@-]{2,20}", fullmatch=True))
def test_a_start_password_keeps_the_rules_and_can_be_read_out(name: str) -> None:
    drawn = start_password(name)
    assert broken_rules(drawn, name) == ()
    assert set(drawn) <= {*LETTERS, "-"}
    assert not set(LETTERS) & set("0O1lIio"), "nothing that is misread"


def test_start_passwords_differ() -> None:
    assert len({start_password("ana") for _ in range(200)}) == 200


@pytest.mark.parametrize(
    ("typed", "stored"),
    [(" Ana ", "ana"), ("J.Peeters@hub.brussels", "j.peeters@hub.brussels"), ("DESK-1", "desk-1")],
)
def test_a_name_is_stored_in_one_way(typed: str, stored: str) -> None:
    assert account_name(typed) == stored
    assert is_account_name(stored)


def test_a_name_with_accents_is_the_same_from_every_keyboard() -> None:
    assert len({account_name(unicodedata.normalize(form, "Zoë")) for form in ("NFC", "NFD")}) == 1


@pytest.mark.parametrize("name", ["", "a", "a b", "a\nb", "<b>", "a" * 81, "a/b", "a\x00b"])
def test_a_name_that_cannot_be(name: str) -> None:
    assert not is_account_name(name)


@pytest.mark.parametrize("role", ROLES)
def test_each_role_may_what_those_before_it_may(role: Role) -> None:
    account = Account(1, "ana", role, "nl", True, 1, True)
    assert [account.may(other) for other in ROLES] == [
        ROLES.index(other) <= ROLES.index(role) for other in ROLES
    ]


def test_a_disabled_account_may_nothing() -> None:
    account = Account(1, "ana", "admin", "nl", False, 1, True)
    assert not any(account.may(role) for role in ROLES)


def test_the_wait_begins_with_the_fifth_try_and_doubles_up_to_an_hour() -> None:
    waits = [FOR_A_NAME.wait(failures).total_seconds() for failures in range(1, 15)]
    assert waits == [0, 0, 0, 0, 30, 60, 120, 240, 480, 960, 1920, 3600, 3600, 3600]
    assert [FOR_AN_ADDRESS.wait(n) for n in (19, 20)] == [timedelta(), timedelta(seconds=30)]


@given(st.integers(0, 10**9))
def test_the_wait_never_shrinks_and_never_exceeds_an_hour(failures: int) -> None:
    wait = FOR_A_NAME.wait(failures)
    assert wait <= FOR_A_NAME.wait(failures + 1) <= timedelta(hours=1)


@pytest.mark.parametrize(
    ("address", "counted"),
    [
        ("203.0.113.7", "203.0.113.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2:ffff::1", "2001:db8:1:2::/64"),
        ("::ffff:203.0.113.7", "203.0.113.7"),
        ("", ""),
        ("unix:", "unix:"),
    ],
)
def test_what_counts_as_one_address(address: str, counted: str) -> None:
    assert source(address) == counted


@given(st.text(alphabet=string.printable, max_size=60))
def test_any_address_counts_as_something(address: str) -> None:
    assert isinstance(source(address), str)
