"""gettext with types, and with the language looked up once per request.

flask-babel finds the translations anew for every message, which was the largest
part of the time of a page with some thousand messages; here the request keeps
what flask-babel found the first time.
"""

from gettext import NullTranslations

from flask import Flask, g
from flask_babel import get_domain


def gettext(message: str, **values: object) -> str:
    """Return `message` in the language of the request, with the values put in."""
    text = _translations().gettext(message)
    return text % values if values else text


def ngettext(singular: str, plural: str, num: int, **values: object) -> str:
    """Return the form that fits the number `num`, which is also the value `%(num)s`."""
    return _translations().ngettext(singular, plural, num) % {"num": num, **values}


def install(app: Flask) -> None:
    """Let the templates use the same look-up; after flask-babel has installed its own."""
    app.jinja_env.install_gettext_callables(  # type: ignore[attr-defined]  # jinja2.ext.i18n adds it
        lambda message: _translations().gettext(message),
        lambda singular, plural, num: _translations().ngettext(singular, plural, num),
        newstyle=True,
    )


def _translations() -> NullTranslations:
    found: NullTranslations | None = g.get("translations")
    if found is None:
        found = g.translations = get_domain().get_translations()
    return found
