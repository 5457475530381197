"""Making referrals in tests, and the parts that they are made with."""

import json
import re
from datetime import datetime
from typing import Any

from sqlalchemy import Engine, text

from tests.staff.people import SEALING, Clock
from wizard.application.answer_referral import follow
from wizard.application.ports_outbox import Message
from wizard.application.ports_referrals import (
    Consent,
    Contact,
    Letter,
    LetterKind,
    Matter,
    NewReferral,
    Referral,
    Referring,
)
from wizard.application.ports_sealing import Sealing
from wizard.application.refer import refer
from wizard.domain.referrals import Status, Terms
from wizard.store.outbox import DatabaseOutbox
from wizard.store.referrals import DatabaseReferrals
from wizard.web.partner_links import SignedLinks

NAME, PHONE, MAIL = "Fatima Ouazzani", "+32470123456", "fatima@bakkerij.example"
LINE = "Rings best after six, ask for the bakery"
PARTNER = "intake@partner.example"
SITE = "https://guide.example"
SECRETS = (NAME, "Ouazzani", PHONE, "470123456", MAIL, "bakkerij", LINE, PARTNER)
"""What may never stand in a database file."""

LINK = re.compile(r"https?://\S+/partner/(\S+)")

MATTER = Matter(
    service="microstart",
    provider="microstart",
    need="money-small",
    answers="stage=starting&sector=retail",
    caller="fr",
    partner="nl",
)


class PlainLetters:
    """Letters of one line, in no language at all."""

    def write(
        self, kind: LetterKind, number: int, matter: Matter, address: str, link: str
    ) -> Letter:
        """Return kind, number and link."""
        return Letter(address, f"{kind} {number}", f"{kind} {number} {link}", matter.partner)


def parts_over(engine: Engine, clock: Clock, terms: Terms | None = None) -> Referring:
    """Return the parts over a database, with plain letters."""
    outbox = DatabaseOutbox(engine, SEALING, "example.org")
    return Referring(
        referrals=DatabaseReferrals(engine, SEALING, outbox),
        links=SignedLinks("only for tests", clock),
        letters=PlainLetters(),
        terms=terms or Terms(),
    )


def new_referral(account: int, at: datetime, form: str = "f1", **more: Any) -> NewReferral:
    """Return a referral to be made; `more` are other values of its matter."""
    values = {name: getattr(MATTER, name) for name in MATTER.__dataclass_fields__}
    return NewReferral(
        form=form,
        account=account,
        matter=Matter(**{**values, **more}),
        consent=Consent("2026-11", "fr", 30, at),
        contact=Contact(NAME, PHONE, MAIL, LINE),
        address=PARTNER,
        site=SITE,
    )


def made(parts: Referring, clock: Clock, account: int = 1, form: str = "f1", **more: Any) -> int:
    """Make a referral and return its number."""
    return refer(parts, new_referral(account, clock(), form, **more))


def found(parts: Referring, number: int) -> Referral:
    """Return a referral that must be there."""
    referral = parts.referrals.by_id(number)
    assert referral is not None
    return referral


def status_of(parts: Referring, number: int) -> Status:
    """Return the status that a referral has now."""
    return found(parts, number).status


def letters(engine: Engine) -> list[Message]:
    """Return the letters in the outbox without taking them, oldest first."""
    return letters_of(engine, SEALING)


def letters_of(engine: Engine, sealing: Sealing) -> list[Message]:
    """Return the letters in an outbox that is sealed with another key."""
    with engine.connect() as connection:
        rows = connection.execute(text("select content from outbox order by id")).scalars().all()
    return [Message(**json.loads(sealing.open(content))) for content in rows if content]


def tokens(engine: Engine) -> list[str]:
    """Return the tokens of the links in all letters so far, oldest first."""
    texts = (one.text for one in letters(engine))
    return [match[1] for words in texts if (match := LINK.search(words))]


def newest(engine: Engine) -> str:
    """Return the token of the newest letter."""
    return tokens(engine)[-1]


def look(parts: Referring, token: str) -> Status:
    """Return the status that a link shows."""
    return follow(parts, token).referral.status
