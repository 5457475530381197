"""Speaking another language than the page does: what the caller reads is in the caller's."""

from collections.abc import Iterator
from contextlib import contextmanager

from flask import g
from flask_babel import force_locale

from wizard.domain.text import Language

KEPT_BY_REQUEST = ("language", "translations")
"""What a request notes of its language, in `wizard.web.languages` and `wizard.web.messages`."""


@contextmanager
def in_language(language: Language) -> Iterator[None]:
    """Let gettext, templates and dates speak `language` as long as the block lasts.

    Afterwards, also after an error, the request speaks its own language again. Blocks may
    stand within blocks.
    """
    before = {name: g.get(name) for name in KEPT_BY_REQUEST}
    with force_locale(language):
        _keep({"language": language, "translations": None})
        try:
            yield
        finally:
            _keep(before)


def _keep(values: dict[str, object]) -> None:
    for name, value in values.items():
        if value is None:
            g.pop(name, None)
        else:
            setattr(g, name, value)
