"""The list of referrals: what waits and since when, then what is over."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from flask import request

from wizard.application.ports_referrals import Referral
from wizard.domain.referrals import CLOSED, STATUSES, next_step
from wizard.domain.text import Picked
from wizard.web import referral_words as words
from wizard.web.messages import gettext, ngettext
from wizard.web.pages.layout import Link
from wizard.web.staff import access
from wizard.web.staff.carried import Carried, carried
from wizard.web.staff.here import Here
from wizard.web.staff.pages.layout import StaffLayout, staff_layout

AT_FIRST = 50
"""Closed referrals shown until somebody asks for all."""


@dataclass(frozen=True, slots=True)
class ReferralLine:
    """One referral in a list. `since` is how long it waits or when it was closed.

    `next` is what comes of itself and when; `failed` is true if the newest mail did not
    arrive. `account` is the name of the adviser, "" in a list of one's own.
    """

    number: int
    url: str
    service: Picked
    provider: Picked
    status: str
    since: str
    next: str
    failed: bool
    account: str


@dataclass(frozen=True, slots=True)
class ReferralsPage:
    """All referrals that somebody may see. `filters` are links, one per status.

    `counts_url` is "" for who may not see the counts, `all_url` if all are shown.
    """

    layout: StaffLayout
    filters: tuple[Link, ...]
    waiting: tuple[ReferralLine, ...]
    closed: tuple[ReferralLine, ...]
    closed_count: int
    all_url: str
    accounts: bool
    counts_url: str
    back_url: str


def referrals_page(found: Sequence[Referral], at: Here, *, all_accounts: bool) -> ReferralsPage:
    """Return the list; `status` and `all` in the address say what of it is shown."""
    carry = carried(at.state(), at)
    asked = request.args.get("status", "")
    only = asked if asked in STATUSES else ""
    shown = [one for one in found if only in ("", one.status)]
    by_wait = sorted(shown, key=lambda one: one.wait.since)
    waiting = [one for one in by_wait if one.closed_at is None]
    closed = [one for one in reversed(by_wait) if one.closed_at is not None]
    every = request.args.get("all") == "yes" or len(closed) <= AT_FIRST
    names = access.account_names() if all_accounts else {}
    rest = [("status", only)] if only else []
    return ReferralsPage(
        layout=staff_layout(gettext("Referrals"), "referrals"),
        filters=_filters(found, only, carry),
        waiting=tuple(_line(one, at, carry, names) for one in waiting),
        closed=tuple(
            _line(one, at, carry, names) for one in (closed if every else closed[:AT_FIRST])
        ),
        closed_count=len(closed),
        all_url="" if every else carry.path("referrals", [*rest, ("all", "yes")]),
        accounts=all_accounts,
        counts_url=at.links.path("referrals/counts") if at.account.may("editor") else "",
        back_url=carry.back,
    )


def waits_for(since: datetime, now: datetime) -> str:
    """Return for how long something has been waiting."""
    days = (now - since) // timedelta(days=1)
    if days < 1:
        return gettext("since today")
    return ngettext("for %(num)s day", "for %(num)s days", days)


def next_words(one: Referral) -> str:
    """Return what comes of itself if nobody does anything; "" if nothing does."""
    days = access.office().terms.reminder_days
    moment = next_step(one.wait, days)
    if moment is None:
        return ""
    date = words.day_words(moment)
    if one.wait.reminders < len(days):
        return gettext("Reminder on %(date)s", date=date)
    return gettext("Closed as «no answer» on %(date)s", date=date)


def _line(one: Referral, at: Here, carry: Carried, names: dict[int, str]) -> ReferralLine:
    over = one.status in CLOSED
    return ReferralLine(
        number=one.id,
        url=carry.path(f"referrals/{one.id}"),
        service=words.service_title(one.matter, at.catalogue, at.language),
        provider=words.provider_name(one.matter.provider, at.catalogue, at.language),
        status=words.status_label(one.status),
        since=words.day_words(one.wait.since) if over else waits_for(one.wait.since, at.now),
        next=next_words(one),
        failed=one.delivery == "failed" and not over,
        account=names.get(one.account, ""),
    )


def _filters(found: Sequence[Referral], only: str, carry: Carried) -> tuple[Link, ...]:
    """Return a link for all and for each status that occurs."""
    counts = Counter(one.status for one in found)
    links = [Link(gettext("All referrals"), carry.path("referrals"), current=not only)]
    for status in STATUSES:
        if counts[status] or status == only:
            text = f"{words.status_label(status)} ({counts[status]})"
            address = carry.path("referrals", [("status", status)])
            links.append(Link(text, address, current=status == only))
    return tuple(links)
