"""Between the rows of the referrals and the values that the application knows."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Literal, cast

from wizard.application.ports_outbox import State
from wizard.application.ports_referrals import Consent, Contact, Matter, NewReferral, Referral
from wizard.domain.referral_counts import Course
from wizard.domain.referrals import STATUSES, Actor, Event, Note, Status, Wait, first_answer
from wizard.domain.text import Language
from wizard.store.tables.referrals import ReferralEventRow, ReferralRow


def referral(row: ReferralRow, sealed: str | None, delivery: str | None) -> Referral:
    """Return a referral; `sealed` is its contact data, `delivery` the state of its letter."""
    return Referral(
        id=row.id,
        account=row.account_id,
        matter=_matter(row),
        consent=Consent(
            version=row.consent_version,
            language=cast(Language, row.consent_language),
            days=row.consent_days,
            at=row.consent_at,
        ),
        site=row.site,
        created_at=row.created_at,
        wait=Wait(cast(Status, row.status), row.since, row.reminders, row.reminded_at),
        closed_at=row.closed_at,
        opened_at=row.opened_at,
        letter_at=row.letter_at,
        delivery=cast("State | Literal['']", delivery or ""),
        has_contact=sealed is not None,
    )


def new_row(new: NewReferral) -> ReferralRow:
    """Return the row of a referral that is made at the moment of its consent."""
    matter, consent = new.matter, new.consent
    return ReferralRow(
        form=new.form,
        account_id=new.account,
        call=matter.call,
        case_reference=matter.case,
        service=matter.service,
        provider=matter.provider,
        need=matter.need,
        answers=matter.answers,
        caller_language=matter.caller,
        partner_language=matter.partner,
        consent_version=consent.version,
        consent_language=consent.language,
        consent_days=consent.days,
        consent_at=consent.at,
        site=new.site,
        created_at=consent.at,
        status="sent",
        since=consent.at,
        reminders=0,
        letter_at=consent.at,
        letter="",
    )


def event(row: ReferralEventRow) -> Event:
    """Return one line of a history."""
    return Event(cast("Status | Note", row.what), row.at, cast(Actor, row.by), row.reason)


def course(provider: str, sent_at: datetime, events: Sequence[Event]) -> Course:
    """Return what became of a referral, from its history."""
    return Course(
        provider=provider,
        sent_at=sent_at,
        statuses=frozenset(one.what for one in events if one.what in STATUSES),
        reason=next((one.reason for one in events if one.reason), ""),
        answered_at=first_answer(events),
    )


def to_words(contact: Contact, address: str) -> str:
    """Return contact data and the partner's address as the text that is sealed."""
    return json.dumps({**asdict(contact), "address": address}, ensure_ascii=False)


def from_words(words: str) -> tuple[Contact, str]:
    """Return contact data and the partner's address from the text that was sealed."""
    values = json.loads(words)
    address: str = values.pop("address")
    return Contact(**values), address


def _matter(row: ReferralRow) -> Matter:
    return Matter(
        service=row.service,
        provider=row.provider,
        need=row.need,
        answers=row.answers,
        caller=cast(Language, row.caller_language),
        partner=cast(Language, row.partner_language),
        call=row.call,
        case=row.case_reference,
    )
