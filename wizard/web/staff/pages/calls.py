"""The calls of a day, and the words for what was done to a call."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from wizard.domain.calls import Call
from wizard.domain.periods import period
from wizard.web.links import Pair
from wizard.web.messages import gettext, ngettext
from wizard.web.staff.carried import Carried, call_in_address, carried
from wizard.web.staff.here import Here
from wizard.web.staff.pages.call_words import (
    answers_line,
    channel_name,
    day_words,
    length_words,
    outcome_name,
    time_words,
)
from wizard.web.staff.pages.controls import Hidden, hidden
from wizard.web.staff.pages.layout import StaffLayout, staff_layout


@dataclass(frozen=True, slots=True)
class CallRowView:
    """One call in the list of a day; `services` is how many were named.

    `account` is "" where all are the reader's own."""

    url: str
    time: str
    length: str
    account: str
    channel: str
    answers: str
    services: int
    outcome: str
    corrected: bool


@dataclass(frozen=True, slots=True)
class AccountCount:
    """How many calls one account had on the day."""

    name: str
    url: str
    count: str


@dataclass(frozen=True, slots=True)
class DayPager:
    """From day to day: `after_url` is "" today."""

    action: str
    hidden: tuple[Hidden, ...]
    day: str
    words: str
    before_url: str
    after_url: str


@dataclass(frozen=True, slots=True)
class CallsPage:
    """The calls of one day: the reader's own, or an admin's choice of accounts.

    `accounts` and `everyone_url` are for admins; `whose` is the account shown, "" for all.
    """

    layout: StaffLayout
    pager: DayPager
    count: str
    whose: str
    accounts: tuple[AccountCount, ...]
    everyone_url: str
    rows: tuple[CallRowView, ...]
    drafts_url: str
    drafts: str
    back_url: str


@dataclass(frozen=True, slots=True)
class Listed:
    """What is listed: the calls of a day that may be seen.

    `names` are those of the accounts for an admin, else empty; `whose` is an account to
    which the list is narrowed; `drafts` how many own drafts there are.
    """

    day: date
    calls: Sequence[Call]
    names: Mapping[int, str]
    whose: int | None
    drafts: int


def calls_page(listed: Listed, at: Here, done: str = "") -> CallsPage:
    """Return the list of a day."""
    carry, whose = carried(call_in_address(at), at), listed.whose
    shown = [one for one in listed.calls if whose in (None, one.account)]
    chosen = [("account", str(whose))] if whose is not None else []
    day = ("day", listed.day.isoformat())
    return CallsPage(
        layout=staff_layout(gettext("Calls"), "calls", notice(done)),
        pager=_pager(listed.day, chosen, carry),
        count=call_count(len(shown)),
        whose=listed.names.get(whose, "") if whose is not None else "",
        accounts=_accounts(listed, carry),
        everyone_url=carry.path("calls", [day]) if chosen else "",
        rows=tuple(_row(one, listed.names, carry) for one in shown),
        drafts_url=carry.path("calls/drafts"),
        drafts=draft_count(listed.drafts) if listed.drafts else "",
        back_url=carry.back,
    )


def call_count(number: int) -> str:
    """Return how many calls, in words."""
    return ngettext("%(num)s call", "%(num)s calls", number)


def draft_count(number: int) -> str:
    """Return how many calls are not saved yet, in words."""
    return ngettext("%(num)s call not saved yet", "%(num)s calls not saved yet", number)


def notice(done: str) -> str:
    """Return what was just done to a call, by the key in the address; "" for none of them."""
    return call_notices().get(done, "")


def call_notices() -> dict[str, str]:
    """Return the words for what is done to calls, on any page of the staff area."""
    return {
        "saved": gettext("The call is saved"),
        "corrected": gettext("The correction is saved"),
        "late": gettext("This call was saved more than 30 days ago and stays as it is"),
        "discarded": gettext("The draft is removed"),
        "flagged": gettext("Thank you: the editors will look at it"),
    }


def _pager(day: date, chosen: list[Pair], carry: Carried) -> DayPager:
    here = period("day", day)

    def on(other: date) -> str:
        return carry.path("calls", [("day", other.isoformat()), *chosen])

    return DayPager(
        action=carry.at.links.path("calls"),
        hidden=hidden([*chosen, *carry.pairs]),
        day=day.isoformat(),
        words=day_words(day),
        before_url=on(here.before().first),
        after_url=on(here.after) if day < carry.at.today else "",
    )


def _accounts(listed: Listed, carry: Carried) -> tuple[AccountCount, ...]:
    counted = Counter(one.account for one in listed.calls)
    day = ("day", listed.day.isoformat())
    return tuple(
        AccountCount(
            name,
            carry.path("calls", [day, ("account", str(number))]),
            call_count(counted[number]),
        )
        for number, name in listed.names.items()
        if counted[number]
    )


def _row(call: Call, names: Mapping[int, str], carry: Carried) -> CallRowView:
    record = call.record
    return CallRowView(
        url=carry.path(f"calls/{call.id}"),
        time=time_words(call.begun),
        length=length_words(call.seconds),
        account=names.get(call.account, ""),
        channel=channel_name(record.channel),
        answers=answers_line(record.answers, carry.at) or gettext("nothing answered"),
        services=len(record.named),
        outcome=outcome_name(record.outcome),
        corrected=call.corrected_at is not None,
    )
