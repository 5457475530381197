"""What in a free note may say who somebody is, and what is not taken for it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wizard.domain.notes import NOTES_LONGEST, Sign, clean, clean_line, signs

pytestmark = pytest.mark.databases("sqlite", "postgresql")

KNOWN = {"impulse", "brussels", "saint", "gilles", "hub", "finance"}


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("mail naar an.peeters+zaak@voorbeeld.be.", "mail", "an.peeters+zaak@voorbeeld.be"),
        ("bel 0478 12 34 56 terug", "phone", "0478 12 34 56"),
        ("tél.02/123.45.67", "phone", "02/123.45.67"),
        ("GSM 0478-12-11-10", "phone", "0478-12-11-10"),
        ("call +44 20 7946 0958", "phone", "+44 20 7946 0958"),
        ("0033612345678", "phone", "0033612345678"),
        ("478123456", "phone", "478123456"),
        ("KBO 0203.430.576", "company", "0203.430.576"),
        ("TVA BE 0203.430.577", "company", "BE 0203.430.577"),
        ("INSZ 85.07.30-033.28", "national", "85.07.30-033.28"),
        ("85073003328", "national", "85073003328"),
        ("compte BE68 5390 0754 7034", "bank", "BE68 5390 0754 7034"),
        ("habite rue de la Loi 16", "address", "rue de la Loi 16"),
        ("avenue Louise, 500", "address", "avenue Louise, 500"),
        ("in de Wetstraat 16", "address", "Wetstraat 16"),
        ("Mme Dupont rappelle", "name", "Mme Dupont"),
        ("dhr. Van den Berg", "name", "dhr. Van den Berg"),
        ("M. Ahmed Benali", "name", "M. Ahmed Benali"),
        ("ik heet fatima", "name", "ik heet fatima"),
        ("Nom : dupont", "name", "Nom : dupont"),
        ("gesproken met Jan Janssens", "name", "Jan Janssens"),
        ("pour Fatima El Amrani", "name", "Fatima El Amrani"),
    ],
)
def test_a_sign_is_found(text: str, kind: str, words: str) -> None:
    assert [(one.kind, one.words) for one in signs(text, KNOWN)] == [(kind, words)]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "wants to begin in spring 2027, 2 workers, 150.000 euro",
        "budget 25.000.000 euro tussen 2019-2024",
        "omzet 1 250 000 000",
        "2019 2020 2021 2022",
        "avant le 01/02/2024, 10 h 30",
        "01-02-2024 2025",
        "€ 0,123456789",
        "place pour 12 personnes",
        "Saint-Gilles, Hub Brussels, Finance Brussels",
        "Hij belt terug. Wil een lening.",
        "Klant vraagt uitstel voor RSZ en BTW.",
    ],
)
def test_what_is_nobody_is_no_sign(text: str) -> None:
    assert signs(text, KNOWN) == ()


def test_a_name_of_which_one_word_is_known_is_still_a_name() -> None:
    assert signs("Jean Brussels", KNOWN) == (Sign("name", "Jean Brussels"),)


def test_signs_come_by_kind_and_each_once() -> None:
    found = signs("Jan Janssens 0478123456, jan@x.be, 0478123456", KNOWN)
    assert [one.kind for one in found] == ["mail", "phone", "name"]


@given(st.text(max_size=NOTES_LONGEST))
def test_any_text_can_be_read(text: str) -> None:
    for sign in signs(text, KNOWN):
        assert sign.words


@pytest.mark.parametrize(
    "part", ["a", "0", "rue a ", "A A ", "Mme ", ".", "0-", "BE 0", "a@", "é "]
)
def test_no_note_takes_long_to_read(part: str) -> None:
    # A pattern that tries all ways would not end within the time of the whole test run.
    signs(part * NOTES_LONGEST, KNOWN)


@given(st.text(max_size=200))
def test_cleaning_is_done_once(text: str) -> None:
    once = clean(text)
    assert clean(once) == once
    assert not any(not sign.isprintable() for sign in once.replace("\n", ""))
    assert "\n" not in clean_line(text)


def test_lines_stay_lines() -> None:
    assert clean("  one\r\ntwo \x00\rthree\x1b ") == "one\ntwo\nthree"
    assert clean_line(" one\r\n two ") == "one two"
