"""A form that was refused for a moment, kept so that it can be sent once more as it is."""

from dataclasses import dataclass

from flask import request

from wizard.web.once_more import this_address
from wizard.web.staff.pages.controls import Hidden, hidden

PASSWORDS = frozenset({"password", "old", "new", "again"})
"""Fields in which passwords are typed: no page ever says them."""


@dataclass(frozen=True, slots=True)
class Again:
    """All that was typed, as hidden fields; `loses_file`: a file was chosen, which is not kept."""

    action: str
    hidden: tuple[Hidden, ...]
    loses_file: bool


def sent_again() -> Again | None:
    """Return the form of the current request; None if it sent none, or one with a password."""
    if request.method != "POST" or PASSWORDS & request.form.keys():
        return None
    typed = [pair for pair in request.form.items(multi=True) if pair[0] != "csrf_token"]
    lost = any(file.filename for file in request.files.values())
    return Again(this_address(), hidden(typed), lost)
