"""The ports of the referrals: where they are kept, how links are signed, how letters are worded."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, Protocol

from wizard.application.ports_outbox import State
from wizard.domain.referral_counts import Course
from wizard.domain.referrals import Actor, Event, Note, Status, Terms, Wait
from wizard.domain.text import Language


@dataclass(frozen=True, slots=True, repr=False)
class Contact:
    """How the partner reaches the caller, and the adviser's one line beside it.

    At least one of `phone` and `email` is not "". All of it is sealed where it is kept,
    and removed together.
    """

    name: str
    phone: str = ""
    email: str = ""
    line: str = ""


@dataclass(frozen=True, slots=True)
class Matter:
    """What a referral is about: only what the partner needs.

    `answers` is the canonical query of the answers that are passed on, `need` what is
    asked. `caller` and `partner` are the languages of the two. `call` is the token of the
    call, `case` the reference that links several calls; both may be "".
    """

    service: str
    provider: str
    need: str
    answers: str
    caller: Language
    partner: Language
    call: str = ""
    case: str = ""


@dataclass(frozen=True, slots=True)
class Consent:
    """That the caller agreed: to which version of the sentence, in which language, when.

    `days` is what was promised: so long after closing contact data is removed at the latest.
    """

    version: str
    language: Language
    days: int
    at: datetime


@dataclass(frozen=True, slots=True)
class NewReferral:
    """A referral that is about to be made by `account`.

    `form` is the key of the form that was filled in: sent twice, it makes one referral.
    `address` is the partner's e-mail address, `site` the beginning of every link to the
    site, e.g. «https://guide.example».
    """

    form: str
    account: int
    matter: Matter
    consent: Consent
    contact: Contact
    address: str = field(repr=False)
    site: str


@dataclass(frozen=True, slots=True)
class Referral:
    """A referral as it stands. Contact data is not part of it: `has_contact` says if there is any.

    `opened_at` is when the partner first looked at the contact data, `letter_at` when the
    newest letter was queued, and `delivery` how far that one is ("" once its trace is gone).
    """

    id: int
    account: int
    matter: Matter
    consent: Consent
    site: str
    created_at: datetime
    wait: Wait
    closed_at: datetime | None
    opened_at: datetime | None
    letter_at: datetime
    delivery: State | Literal[""]
    has_contact: bool

    @property
    def status(self) -> Status:
        """The status that it has now."""
        return self.wait.status


@dataclass(frozen=True, slots=True)
class Link:
    """A link that was given to a partner: its referral, and whether it still works."""

    referral: Referral
    used_at: datetime | None
    ended_at: datetime | None


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter to a partner in the partner's language, without any personal data."""

    address: str
    subject: str
    text: str
    language: Language


@dataclass(frozen=True, slots=True)
class Change:
    """A change of status: what was passed on the way (the new status last), by whom, why.

    `used` is the digest of the link that it was made with ("" for none). With `forget` the
    contact data goes at once.
    """

    steps: tuple[Status, ...]
    by: Actor
    at: datetime
    reason: str = ""
    used: str = ""
    forget: bool = False


@dataclass(frozen=True, slots=True)
class Sending:
    """A letter on its way, with the digest of the new link in it ("" for a letter without).

    A link without a letter is one that only a page shows.
    """

    letter: Letter | None
    digest: str = ""


class TooLateError(Exception):
    """Somebody else changed the referral, or used its link, in the meantime."""


class Referrals(Protocol):
    """Where referrals are kept. Each method that writes does so in one transaction."""

    def add(self, new: NewReferral, digest: str, write: Callable[[int], Letter]) -> int:
        """Store a referral with its first link and letter, and return its number.

        `write` is given the number and returns the letter. A form that was stored before
        changes nothing: the number is that of the first time. Raises `TooLateError` if
        another account has used its key.
        """

    def by_id(self, number: int) -> Referral | None:
        """Return one referral, or None."""

    def by_account(self, account: int | None) -> tuple[Referral, ...]:
        """Return the referrals of an account (None: of all), newest first."""

    def waiting(self) -> tuple[Referral, ...]:
        """Return the open referrals of all accounts, those that wait longest first."""

    def history(self, number: int) -> tuple[Event, ...]:
        """Return what happened to a referral, in order."""

    def contact(self, number: int) -> Contact | None:
        """Return the contact data; None once it is removed, or if no key of ours opens it."""

    def address(self, number: int) -> str:
        """Return the partner's address; "" once it is removed."""

    def link(self, digest: str) -> Link | None:
        """Return the link with this digest and its referral as of one moment, or None."""

    def change(self, seen: Referral, change: Change, sending: Sending | None) -> None:
        """Make a change and queue what is sent because of it.

        Raises `TooLateError` if the status is no longer as `seen`, or the link was used
        or replaced in the meantime. A closed referral has no working link any more.
        """

    def send(self, seen: Referral, note: Note, by: Actor, sending: Sending, at: datetime) -> None:
        """Queue a letter with a new link: the older ones stop working.

        Raises `TooLateError` if the status is no longer as `seen`, or another letter went out.
        """

    def forget(self, seen: Referral, sending: Sending | None, at: datetime) -> None:
        """Remove the contact data because the caller asks for it, and queue a letter.

        Raises `TooLateError` if it is removed already.
        """

    def opened(self, number: int, at: datetime) -> None:
        """Note that the partner looked at the contact data; only the first time counts."""

    def remove_contacts(self, now: datetime, contact_days: int) -> int:
        """Remove contact data whose time is over, and return of how many referrals.

        What was promised with the consent counts if it is less than `contact_days`.
        One that is still open after all that time is closed as «no-answer».
        """

    def forget_case(self, case: str) -> int:
        """Take a reference away from its referrals, and return from how many."""

    def of_case(self, case: str) -> tuple[Referral, ...]:
        """Return the referrals with a case's reference, oldest first."""

    def of_call(self, call: str) -> tuple[Referral, ...]:
        """Return the referrals that were made in a call, oldest first."""

    def courses(self) -> tuple[Course, ...]:
        """Return the course of every referral, for counting."""

    def calls(self) -> tuple[tuple[datetime, bool], ...]:
        """Return when each saved call was saved, and whether a referral was made in it."""


class PartnerLinks(Protocol):
    """Signs what stands in a partner's link."""

    def sign(self, nonce: str) -> str:
        """Return the token of a link, signed and dated now."""

    def read(self, token: str, days: int) -> tuple[str, bool]:
        """Return the nonce of a token, and whether it is older than `days`.

        Raises `ForgedLinkError` if the token is not one of ours.
        """


class ForgedLinkError(ValueError):
    """A token that was not signed by us, or of which a letter was changed."""


LetterKind = Literal["new", "again", "reminder", "next", "withdrawn", "forget"]
"""The first letter, the same once more, a reminder, the link for the next step, the end.

With «forget» the caller asks for what is kept to be deleted after the end.
"""


class Letters(Protocol):
    """Words the letters to partners, in the partner's language."""

    def write(
        self, kind: LetterKind, number: int, matter: Matter, address: str, link: str
    ) -> Letter:
        """Return a letter; `link` is the whole address of the partner's page ("" for none)."""


@dataclass(frozen=True, slots=True)
class Referring:
    """All that the use cases of referrals work with."""

    referrals: Referrals
    links: PartnerLinks
    letters: Letters
    terms: Terms
