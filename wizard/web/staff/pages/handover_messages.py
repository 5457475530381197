"""What became of the messages that an adviser has sent in the last days."""

from collections.abc import Iterable
from dataclasses import dataclass

from wizard.application.ports_outbox import Trace
from wizard.web.dates import moment_as
from wizard.web.languages import OWN_NAMES
from wizard.web.messages import gettext
from wizard.web.staff.pages.handover_sent import CLOCK, medium_name, state_words
from wizard.web.staff.pages.layout import StaffLayout, staff_layout


@dataclass(frozen=True, slots=True)
class MessageRow:
    """One message: when, what, in which language, and what became of it."""

    time: str
    what: str
    language: str
    state: str
    words: str


@dataclass(frozen=True, slots=True)
class MessagesPage:
    """The messages, the newest first."""

    layout: StaffLayout
    rows: tuple[MessageRow, ...]


def messages_page(traces: Iterable[Trace]) -> MessagesPage:
    """Return the page for an adviser's own messages."""
    return MessagesPage(
        layout=staff_layout(gettext("Messages to callers"), "messages"),
        rows=tuple(_row(one) for one in traces),
    )


def _row(one: Trace) -> MessageRow:
    return MessageRow(
        time=moment_as(f"d MMMM, {CLOCK}", one.created_at),
        what=medium_name(one.medium),
        language=OWN_NAMES[one.language],
        state=one.state,
        words=state_words(one),
    )
