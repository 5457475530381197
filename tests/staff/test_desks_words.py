"""What is said of a partner desk's record that is wrong: every code, every part of the record."""

import re

import pytest
from flask import Flask, g

from tests.desks import LEL, example
from tests.staff.people import partners_of
from wizard.domain.catalogue import Catalogue
from wizard.domain.desks import PROBLEM_CODES, DeskProblem
from wizard.domain.text import LANGUAGES, Language
from wizard.web.staff.desk_problems import said, words_of
from wizard.web.staff.office import Office
from wizard.web.staff.partner_fields import WHOLE, field_of, labels
from wizard.web.staff.partner_form import Typed, hours, typed_of

FIGURES = tuple(
    (name, f"<{name}>")
    for name in ("ratio", "least", "most", "colour", "on", "value", "allowed", "write", "form")
)


@pytest.mark.parametrize("code", PROBLEM_CODES)
def test_every_code_has_words_in_every_language(staff_app: Flask, code: str) -> None:
    said_in = set()
    for language in LANGUAGES:
        with staff_app.test_request_context("/staff/desks"):
            g.language = language
            words = words_of(DeskProblem("start.stage", "", code, FIGURES))  # type: ignore[arg-type]  # a code
        assert words.strip()
        assert "?" not in words, "a figure of another name"
        said_in.add(words)
    assert len(said_in) == len(LANGUAGES), said_in


def keys(record: object, before: str = "") -> list[str]:
    """Return the dotted keys of all values of a record."""
    if isinstance(record, dict):
        return [key for name, value in record.items() for key in keys(value, f"{before}{name}.")]
    if isinstance(record, list):
        each = (keys(value, f"{before}{place}.") for place, value in enumerate(record))
        return [before[:-1], *(key for found in each for key in found)]
    return [before[:-1]]


def test_every_part_of_a_record_has_its_field(
    staff_app: Flask, office: Office, catalogue: Catalogue
) -> None:
    record = partners_of(office).reader.write(example(LEL))
    with staff_app.test_request_context("/staff/desks"):
        names = labels(catalogue, "en")
    typed = typed_of(record)
    found = {key: field_of(key, typed) for key in keys(record)}
    assert len(found) > 50, "the example fills in everything"
    assert {key for key, field in found.items() if field not in names} == set()


def test_what_belongs_to_no_field_is_said_of_the_whole(
    staff_app: Flask, catalogue: Catalogue
) -> None:
    with staff_app.test_request_context("/staff/desks"):
        problems = (DeskProblem("(file)", "is strange"), DeskProblem("kind", "", "missing"))
        told = said(problems, {}, catalogue, "en")
    assert [(one.field, one.text) for one in told] == [
        ("kind", "Kind: fill this in"),
        (WHOLE, "(file): is strange"),
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_problem_names_its_field_in_the_language_of_the_reader(
    staff_app: Flask, catalogue: Catalogue, language: Language
) -> None:
    with staff_app.test_request_context("/staff/desks"):
        g.language = language
        told = said((DeskProblem("hours.sa", "", "overlap"),), {}, catalogue, language)
    assert told[0].field == "hours_sa"
    day = {"nl": "Zaterdag", "fr": "Samedi", "en": "Saturday"}[language]
    assert re.match(rf"{day}\s?: ", told[0].text)


def test_an_empty_field_between_two_does_not_shift_the_error() -> None:
    typed: Typed = {"first_1": ["a"], "first_2": [""], "first_3": ["b"], "first_6": ["c"]}
    assert [field_of(f"first.{place}", typed) for place in range(3)] == [
        "first_1",
        "first_3",
        "first_6",
    ]


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("", []),
        ("09:00-12:30", ["09:00-12:30"]),
        ("9-12", ["09:00-12:00"]),
        ("9u30 - 12.00 ; 13h–17h15", ["09:30-12:00", "13:00-17:15"]),
        ("9:00", ["9:00"]),
        ("9:5-12", ["9:5-12"]),
        ("09:00-12:30-13:00", ["09:00-12:30-13:00"]),
        ("25:00-26:00", ["25:00-26:00"]),
        (", ,", []),
    ],
)
def test_hours_are_read_in_the_ways_people_write_them(typed: str, read: list[str]) -> None:
    assert hours(typed) == read
