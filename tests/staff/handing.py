"""A call that is handed over to its caller, as the tests post it."""

from collections.abc import Sequence
from datetime import timedelta
from urllib.parse import urlencode

from wizard.application.ports_outbox import Message
from wizard.web.staff.office import Office

CALL = "6b00df00000000000000000000000000"

ANSWERS = {"stage": ["starting"], "sector": ["horeca"], "place": ["1080"], "size": ["solo"]}

Values = dict[str, Sequence[str]]


def call(caller: str = "fr", **more: Sequence[str]) -> Values:
    """Return the fields of a call whose caller speaks a language."""
    return {**ANSWERS, "caller": [caller], "call": [CALL], **more}


def query(values: Values) -> str:
    """Return fields as a query."""
    return urlencode(list(values.items()), doseq=True)


def letter(**more: Sequence[str]) -> Values:
    """Return what is typed to send a mail: two services, asked for."""
    typed = {"to": ["an@example.be"], "give": ["microstart", "1819"], "asked": ["yes"]}
    return {**typed, **more}


def queued(office: Office) -> list[Message]:
    """Return everything in the queue, opened, in order; it is taken out."""
    found = []
    while (taken := office.outbox.take(office.now(), timedelta(minutes=2))) is not None:
        found.append(taken.message)
    return found
