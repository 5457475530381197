"""Dates are written as each language writes them."""

from datetime import UTC, date, datetime

import pytest
from flask import Flask

from wizard.domain.text import LANGUAGES, Language
from wizard.web.dates import day_as, moment_as
from wizard.web.speaking import in_language

FIRST = {"nl": "1 december 2026", "fr": "1er décembre 2026", "en": "1 December 2026"}
SECOND = {"nl": "2 december 2026", "fr": "2 décembre 2026", "en": "2 December 2026"}
OTHERS = {"nl": "11 december 2026", "fr": "11 décembre 2026", "en": "11 December 2026"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_french_counts_the_first_of_a_month(app: Flask, language: Language) -> None:
    with app.test_request_context(f"/{language}/"), in_language(language):
        for day, words in ((1, FIRST), (2, SECOND), (11, OTHERS)):
            assert day_as("d MMMM y", date(2026, 12, day)) == words[language]


def test_the_day_is_that_of_brussels(app: Flask) -> None:
    late = datetime(2026, 11, 30, 23, 30, tzinfo=UTC)
    with app.test_request_context("/fr/"), in_language("fr"):
        assert moment_as("d MMMM y, HH:mm", late) == "1er décembre 2026, 00:30"


def test_a_weekday_is_no_day_of_the_month(app: Flask) -> None:
    with app.test_request_context("/fr/"), in_language("fr"):
        assert day_as("EEEE d MMMM y", date(2026, 12, 1)) == "mardi 1er décembre 2026"
        assert day_as("LLLL y", date(2026, 12, 1)) == "décembre 2026"
