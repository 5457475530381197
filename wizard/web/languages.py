"""The three languages of the pages: address, negotiation, names."""

from typing import cast

from flask import Flask, g, request
from flask_babel import Babel
from werkzeug.routing import BaseConverter

from wizard import resources
from wizard.domain.text import LANGUAGES, Language
from wizard.web import messages

OWN_NAMES: dict[Language, str] = {"nl": "Nederlands", "fr": "Français", "en": "English"}
"""Each language by the name its own speakers use (W3C: Internationalization)."""

FALLBACK: Language = "en"
"""For a browser that asks for none of the three."""


class LanguageConverter(BaseConverter):
    """Matches the first part of an address, and nothing else."""

    regex = "nl|fr|en"


def preferred() -> Language:
    """Return the language that the browser asks for, among the three."""
    return cast(Language, request.accept_languages.best_match(LANGUAGES) or FALLBACK)


def current() -> Language:
    """Return the language of the current request: of its address, else the preferred one."""
    language: Language | None = g.get("language")
    if language is None:
        path = request.path.split("/", 2)
        language = path[1] if path[1] in LANGUAGES else preferred()
        g.language = language
    return language


def install(app: Flask) -> None:
    """Let flask-babel and WTForms speak the language of the address."""
    app.url_map.converters["lang"] = LanguageConverter
    app.config["BABEL_TRANSLATION_DIRECTORIES"] = str(resources.folder("translations"))
    Babel(app, locale_selector=current, default_timezone="Europe/Brussels")
    messages.install(app)
