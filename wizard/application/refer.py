"""Referring a caller to a partner, and what advisers and the clock do with a referral."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from secrets import token_urlsafe

from wizard.application.ports_referrals import (
    Change,
    Letter,
    LetterKind,
    Matter,
    NewReferral,
    Referral,
    Referrals,
    Referring,
    Sending,
    TooLateError,
)
from wizard.domain.referrals import (
    CLOSED,
    Actor,
    IllegalChangeError,
    Note,
    Status,
    Terms,
    due,
    steps,
)

NOISE = 24
"""Random bytes in a link: nobody guesses it."""

MOST_PER_HOUR = 30
"""Referrals of one account in an hour: more than any desk makes, few enough to stop a flood."""

PAUSE = timedelta(minutes=10)
"""Between two letters that an adviser sends to a partner: a second click sends no second one."""


class TooManyReferralsError(Exception):
    """The account has made too many referrals in the last hour."""


class TooSoonError(Exception):
    """The partner got a letter a moment ago."""


class NoAddressError(Exception):
    """The partner's address is gone, or sealed with a key that is gone."""


@dataclass(frozen=True, slots=True)
class Reminded:
    """What one run did: reminders sent, referrals given up, and those that had no address."""

    reminders: int = 0
    given_up: int = 0
    without_address: int = 0


@dataclass(frozen=True, slots=True)
class NewLink:
    """A link that was just made: its token, the digest that is kept, the whole address."""

    token: str
    digest: str
    url: str


def digest_of(nonce: str) -> str:
    """Return what is kept of a link: with it alone nobody can make the link."""
    return sha256(nonce.encode()).hexdigest()


def new_link(parts: Referring, site: str) -> NewLink:
    """Return a new link to the partner's page below `site`."""
    nonce = token_urlsafe(NOISE)
    token = parts.links.sign(nonce)
    return NewLink(token, digest_of(nonce), f"{site}/partner/{token}")


def refer(parts: Referring, new: NewReferral) -> int:
    """Store a referral, queue the partner's letter, and return its number.

    Raises `TooManyReferralsError` if the account has made too many in an hour, and
    `TooLateError` if the form is another account's.
    """
    earlier = parts.referrals.by_account(new.account)
    since = new.consent.at - timedelta(hours=1)
    if sum(one.created_at > since for one in earlier) >= MOST_PER_HOUR:
        raise TooManyReferralsError
    link = new_link(parts, new.site)

    def write(number: int) -> Letter:
        return parts.letters.write("new", number, new.matter, new.address, link.url)

    return parts.referrals.add(new, link.digest, write)


def settle(
    parts: Referring, seen: Referral, wanted: Status, by: Actor, reason: str, now: datetime
) -> None:
    """Make the change that an adviser notes: what a partner said on the phone, a withdrawal.

    If the caller withdraws, the contact data goes at once. The partner is told of every
    withdrawal. Raises `IllegalChangeError`, or `TooLateError` if the status is not as `seen`.
    """
    change = Change(steps(seen.status, wanted, by, reason), by, now, reason, forget=by == "caller")
    letter = _last_letter(parts, "withdrawn", seen) if wanted == "withdrawn" else None
    parts.referrals.change(seen, change, letter)


def forget(parts: Referring, seen: Referral, now: datetime) -> None:
    """Delete the contact data of a closed referral now, because the caller asks for it.

    The partner is asked to do the same. An open one is withdrawn instead: raises
    `IllegalChangeError`. Raises `TooLateError` if the contact data is removed already.
    """
    if seen.status not in CLOSED:
        raise IllegalChangeError("an open referral is withdrawn")
    parts.referrals.forget(seen, _last_letter(parts, "forget", seen), now)


def send_again(parts: Referring, seen: Referral, now: datetime) -> None:
    """Send the partner a new link; the older ones stop working.

    Raises `IllegalChangeError` for a closed referral, `TooSoonError` if a letter was just
    queued, `NoAddressError`, or `TooLateError` if something changed in the meantime.
    """
    if seen.status in CLOSED:
        raise IllegalChangeError(f"a referral that is «{seen.status}» is closed")
    if now - seen.letter_at < PAUSE:
        raise TooSoonError
    _send(parts, seen, "again", "sent-again", "adviser", now)


def anything_due(referrals: Referrals, terms: Terms, now: datetime) -> bool:
    """Return whether a run of `remind` would do anything."""
    return any(due(one.wait, terms.reminder_days, now) for one in referrals.waiting())


def remind(parts: Referring, now: datetime) -> Reminded:
    """Send the reminders that are due, and give up what nobody answered after the last one.

    May run at any time and several times at once: each reminder is sent once.
    """
    reminders = given_up = without = 0
    for one in parts.referrals.waiting():
        what = due(one.wait, parts.terms.reminder_days, now)
        try:
            if what == "remind":
                _send(parts, one, "reminder", "reminded", "system", now)
                reminders += 1
            elif what == "give-up":
                change = Change(steps(one.status, "no-answer", "system"), "system", now)
                parts.referrals.change(one, change, None)
                given_up += 1
        except NoAddressError:
            without += 1
        except TooLateError:
            # The partner, an adviser or another run was first: nothing is due any more.
            continue
    return Reminded(reminders, given_up, without)


def _last_letter(parts: Referring, kind: LetterKind, seen: Referral) -> Sending | None:
    """Return a letter without a link; None if there is nowhere to send it."""
    address = parts.referrals.address(seen.id)
    if not address:
        return None
    return Sending(parts.letters.write(kind, seen.id, seen.matter, address, ""))


def _send(
    parts: Referring, seen: Referral, kind: LetterKind, note: Note, by: Actor, now: datetime
) -> None:
    sending = next_letter(parts, kind, seen.id, seen.matter, new_link(parts, seen.site))
    parts.referrals.send(seen, note, by, sending, now)


def next_letter(
    parts: Referring, kind: LetterKind, number: int, matter: Matter, link: NewLink
) -> Sending:
    """Return the letter with a new link; raises `NoAddressError` if there is nowhere to send it."""
    address = parts.referrals.address(number)
    if not address:
        raise NoAddressError
    return Sending(parts.letters.write(kind, number, matter, address, link.url), link.digest)
