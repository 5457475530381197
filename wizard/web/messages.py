"""gettext with types: the frame's words in the language of the request."""

from flask_babel import gettext as _gettext
from flask_babel import ngettext as _ngettext


def gettext(message: str, **values: object) -> str:
    """Return `message` in the language of the request, with the values put in."""
    return str(_gettext(message, **values))


def ngettext(singular: str, plural: str, num: int, **values: object) -> str:
    """Return the form that fits the number `num`, which is also the value `%(num)s`."""
    return str(_ngettext(singular, plural, num, **values))
