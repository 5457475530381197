"""What a partner does with the link of a letter: look, see the contact data, answer."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from wizard.application.ports_referrals import (
    Change,
    Contact,
    ForgedLinkError,
    Link,
    Referral,
    Referring,
    Sending,
)
from wizard.application.refer import NewLink, NoAddressError, digest_of, new_link, next_letter
from wizard.domain.referrals import CLOSED, Status, steps

DeadKind = Literal["unknown", "withdrawn", "used", "closed", "replaced", "expired"]
"""Why a link does not work: not one of ours, taken back, used up, over, an older one, too old."""


class DeadLinkError(Exception):
    """A link that does not work (any more): why, and its referral if it has one."""

    def __init__(self, kind: DeadKind, referral: Referral | None = None) -> None:
        """Note the reason."""
        super().__init__(kind)
        self.kind = kind
        self.referral = referral


@dataclass(frozen=True, slots=True)
class Visited:
    """A referral as a partner sees it through a link that works; `digest` is the link's."""

    referral: Referral
    digest: str


def follow(parts: Referring, token: str) -> Visited:
    """Return what a link leads to, as often as somebody looks: only an answer uses it up.

    Raises `DeadLinkError` if it does not work.
    """
    try:
        nonce, too_old = parts.links.read(token, parts.terms.partner_days)
    except ForgedLinkError as error:
        raise DeadLinkError("unknown") from error
    digest = digest_of(nonce)
    link = parts.referrals.link(digest)
    if link is None:
        raise DeadLinkError("unknown")
    dead = _why_dead(link, too_old)
    if dead is not None:
        raise DeadLinkError(dead, link.referral)
    return Visited(link.referral, digest)


def open_contact(parts: Referring, visited: Visited, now: datetime) -> Contact | None:
    """Return the contact data and note that it was looked at; None if it is gone."""
    contact = parts.referrals.contact(visited.referral.id)
    if contact is not None:
        parts.referrals.opened(visited.referral.id, now)
    return contact


def answer(parts: Referring, visited: Visited, wanted: Status, reason: str, now: datetime) -> str:
    """Note the partner's answer, which uses up the link.

    Returns the token of a new link for the next step, which is also sent by mail, or "" if
    nothing is left to do. Raises `IllegalChangeError`, or `TooLateError` if the link was
    used or the referral changed in the meantime: nothing is noted then.
    """
    seen = visited.referral
    passed = steps(seen.status, wanted, "partner", reason)
    change = Change(passed, "partner", now, reason, used=visited.digest)
    if wanted in CLOSED:
        parts.referrals.change(seen, change, None)
        return ""
    link = new_link(parts, seen.site)
    parts.referrals.change(seen, change, _following(parts, seen, link))
    return link.token


def _following(parts: Referring, seen: Referral, link: NewLink) -> Sending:
    """Return the link for the next step, with its letter if there is somewhere to send it."""
    try:
        return next_letter(parts, "next", seen.id, seen.matter, link)
    except NoAddressError:
        return Sending(None, link.digest)


def _why_dead(link: Link, too_old: bool) -> DeadKind | None:
    """Return why a link does not work, or None; what says most comes first."""
    if link.referral.status == "withdrawn":
        return "withdrawn"
    if link.used_at is not None:
        return "used"
    if link.referral.status in CLOSED:
        return "closed"
    if link.ended_at is not None:
        return "replaced"
    return "expired" if too_old else None
