"""The calls that an adviser began and did not save."""

from collections.abc import Sequence
from dataclasses import dataclass

from wizard.application.ports_calls import Draft
from wizard.web.messages import gettext
from wizard.web.staff.carried import call_in_address, carried
from wizard.web.staff.here import Here
from wizard.web.staff.pages.call_words import answers_line, moment_words
from wizard.web.staff.pages.calls import draft_count, notice
from wizard.web.staff.pages.controls import Hidden, hidden
from wizard.web.staff.pages.layout import StaffLayout, staff_layout


@dataclass(frozen=True, slots=True)
class DraftRow:
    """One draft: what is known of the call, a link that goes on with it, where it is removed."""

    token: str
    title: str
    about: str
    kept: str
    continue_url: str
    discard_url: str


@dataclass(frozen=True, slots=True)
class DraftsPage:
    """The own drafts, the newest first; `days` is how long they are kept."""

    layout: StaffLayout
    count: str
    rows: tuple[DraftRow, ...]
    days: int
    hidden: tuple[Hidden, ...]
    calls_url: str
    back_url: str


def drafts_page(drafts: Sequence[Draft], days: int, at: Here, done: str = "") -> DraftsPage:
    """Return the list of drafts."""
    carry = carried(call_in_address(at), at)
    return DraftsPage(
        layout=staff_layout(gettext("Calls not saved yet"), "calls", notice(done)),
        count=draft_count(len(drafts)) if drafts else "",
        rows=tuple(draft_row(one, at) for one in drafts),
        days=days,
        hidden=hidden(list(carry.pairs)),
        calls_url=carry.path("calls"),
        back_url=carry.back,
    )


def draft_row(draft: Draft, at: Here) -> DraftRow:
    """Return one draft, for the list and for the desk's banner."""
    typed = dict(draft.query).get("q", "")
    about = (
        answers_line(draft.record.answers, at),
        gettext("«%(word)s»", word=typed) if typed else "",
    )
    begun = draft.begun or draft.saved_at
    return DraftRow(
        token=draft.token,
        title=gettext("Call of %(moment)s", moment=moment_words(begun)),
        about="; ".join(filter(None, about)) or gettext("nothing answered"),
        kept=gettext("last kept %(moment)s", moment=moment_words(draft.saved_at)),
        continue_url=at.links.path("desk", draft.query),
        discard_url=at.links.path(f"calls/drafts/{draft.token}/discard"),
    )
