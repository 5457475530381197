"""What became of a message, in words; to whom it went is not known here."""

from collections.abc import Iterable
from dataclasses import dataclass

from flask_babel import format_time

from wizard.application.ports_outbox import Medium, Trace
from wizard.web.messages import gettext

CLOCK = "HH:mm"
"""Hours as Brussels writes them, in English too."""


@dataclass(frozen=True, slots=True)
class SentLine:
    """One message that was sent during the call: what, when, and what became of it."""

    what: str
    time: str
    state: str
    words: str


def sent_lines(traces: Iterable[Trace]) -> tuple[SentLine, ...]:
    """Return messages in words."""
    return tuple(
        SentLine(medium_name(one.medium), _time(one), one.state, state_words(one)) for one in traces
    )


def medium_name(medium: Medium) -> str:
    """Return the words for a medium."""
    return {"mail": gettext("E-mail"), "text": gettext("Text message")}[medium]


def state_words(one: Trace) -> str:
    """Return what became of a message, and what to do where something is to be done."""
    if one.state == "sent":
        return gettext("sent; the address is deleted")
    if one.state == "failed":
        return gettext("not sent: %(reason)s; the address is deleted", reason=_failed(one.error))
    if one.state == "waiting" and one.error:
        return gettext(
            "waiting: %(reason)s; tried again at %(time)s",
            reason=_delayed(one.error),
            time=format_time(one.next_at, CLOCK),
        )
    return gettext("on its way")


def _failed(error: str) -> str:
    words = {
        "address": gettext("there is no such address, or it takes no mail"),
        "content": gettext("the mail server did not want it"),
        "given-up": gettext("it could not be sent for too long"),
        "unreadable": gettext("the key that it was sealed with is gone"),
    }
    return words.get(error, error)


def _delayed(error: str) -> str:
    words = {
        "unreachable": gettext("the mail server cannot be reached"),
        "busy": gettext("the mail server asks to wait"),
        "broken-off": gettext("the connection broke off"),
        "fault": gettext("a fault of this program"),
    }
    return words.get(error, gettext("sending is not set up right"))


def _time(one: Trace) -> str:
    return str(format_time(one.created_at, CLOCK))
