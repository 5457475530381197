"""Speaking the caller's language for a moment: nothing of it stays behind."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from flask import Flask, g
from flask.ctx import RequestContext
from jinja2 import Environment

from wizard.domain.text import LANGUAGES, Language
from wizard.web import languages, wording
from wizard.web.messages import gettext
from wizard.web.speaking import in_language

WORDS: dict[Language, str] = {
    "nl": "Naar de inhoud",
    "fr": "Aller au contenu",
    "en": "Skip to the content",
}
DATES: dict[Language, str] = {
    "nl": "21 november 2026",
    "fr": "21 novembre 2026",
    "en": "21 November 2026",
}


def spoken() -> tuple[str, str, str]:
    """Return language, words and date as the request speaks now."""
    return (
        languages.current(),
        gettext("Skip to the content"),
        wording.date_words(date(2026, 11, 21).isoformat()),
    )


def speech(language: Language) -> tuple[str, str, str]:
    """Return what `spoken` says in a language."""
    return language, WORDS[language], DATES[language]


@pytest.fixture
def request_in_english(staff_app: Flask) -> Iterator[RequestContext]:
    """A request whose page speaks English."""
    with staff_app.test_request_context("/staff/desk") as context:
        g.language = "en"
        yield context


@pytest.mark.usefixtures("request_in_english")
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("looked_up_before", [True, False])
def test_a_block_speaks_its_language_and_the_page_its_own(
    language: Language, looked_up_before: bool
) -> None:
    if looked_up_before:
        assert spoken() == speech("en")
    with in_language(language):
        assert spoken() == speech(language)
    assert spoken() == speech("en")


@pytest.mark.usefixtures("request_in_english")
def test_blocks_stand_in_blocks() -> None:
    with in_language("nl"):
        with in_language("fr"):
            assert spoken() == speech("fr")
        assert spoken() == speech("nl")
    assert spoken() == speech("en")


@pytest.mark.usefixtures("request_in_english")
def test_an_error_changes_nothing() -> None:
    with pytest.raises(ZeroDivisionError), in_language("nl"):
        raise ZeroDivisionError
    assert spoken() == speech("en")


def test_templates_speak_it_too(staff_app: Flask, request_in_english: RequestContext) -> None:
    assert request_in_english.request.path == "/staff/desk"
    environment: Environment = staff_app.jinja_env
    template = environment.from_string('{{ _("Skip to the content") }}')
    with in_language("nl"):
        assert template.render() == WORDS["nl"]
    assert template.render() == WORDS["en"]


def test_before_anything_was_looked_up_nothing_is_kept(staff_app: Flask) -> None:
    with staff_app.test_request_context("/fr/"):
        with in_language("nl"):
            assert spoken() == speech("nl")
        assert "language" not in g
        assert "translations" not in g
        assert spoken() == speech("fr")


def test_requests_at_the_same_time_do_not_hear_each_other(staff_app: Flask) -> None:
    def speak(number: int) -> bool:
        own, other = LANGUAGES[number % 3], LANGUAGES[(number + 1) % 3]
        with staff_app.test_request_context("/staff/desk"):
            g.language = own
            for _ in range(20):
                with in_language(other):
                    inside = spoken()
                if inside != speech(other) or spoken() != speech(own):
                    return False
        return True

    with ThreadPoolExecutor(6) as pool:
        assert all(pool.map(speak, range(30)))
