"""One call that is kept: what was noted, and the form that corrects it."""

from dataclasses import dataclass

from wizard.domain.calls import CHANNELS, OUTCOMES, Call, CallRecord
from wizard.domain.periods import BRUSSELS
from wizard.domain.references import said
from wizard.domain.text import LANGUAGES
from wizard.web.languages import OWN_NAMES
from wizard.web.messages import gettext
from wizard.web.pages.layout import Link
from wizard.web.staff.carried import Carried, call_in_address, carried
from wizard.web.staff.here import Here
from wizard.web.staff.pages.call_words import (
    Fact,
    answer_facts,
    channel_name,
    length_words,
    moment_words,
    outcome_name,
    provider_name,
    service_links,
    service_name,
)
from wizard.web.staff.pages.calls import notice
from wizard.web.staff.pages.controls import ControlOption
from wizard.web.staff.pages.layout import StaffLayout, staff_layout
from wizard.web.staff.pages.problems import Problem, title_with


@dataclass(frozen=True, slots=True)
class Correction:
    """The form that corrects a call, filled with what is kept or was typed.

    `services` are those named, `providers` those to whom the caller may have been sent.
    `warnings` say what in the notes may tell who somebody is. `with_notes` is false once
    the time of notes is over. `desk_url` opens the call on the desk to change the answers.
    """

    action: str
    desk_url: str
    outcomes: tuple[ControlOption, ...]
    channels: tuple[ControlOption, ...]
    callers: tuple[ControlOption, ...]
    services: tuple[ControlOption, ...]
    providers: tuple[ControlOption, ...]
    case: str
    notes: str
    with_notes: bool
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CallPage:
    """One call. `form` is None for somebody else's call, or when it can no longer change."""

    layout: StaffLayout
    problems: tuple[Problem, ...]
    heading: str
    facts: tuple[Fact, ...]
    answers: tuple[Fact, ...]
    services: tuple[Link, ...]
    referred: tuple[str, ...]
    notes: str
    form: Correction | None
    list_url: str
    back_url: str


@dataclass(frozen=True, slots=True)
class Refused:
    """A correction that was not taken: as it was typed, why, and what it warns of."""

    record: CallRecord
    case: str
    problems: tuple[Problem, ...] = ()
    warnings: tuple[str, ...] = ()


def call_page(
    call: Call, at: Here, *, with_notes: bool, refused: Refused | None = None, done: str = ""
) -> CallPage:
    """Return the page of a call; `with_notes` is true as long as notes may be kept."""
    carry = carried(call_in_address(at), at)
    problems = refused.problems if refused else ()
    own = call.account == at.account.id
    heading = gettext("Call of %(moment)s", moment=moment_words(call.begun))
    return CallPage(
        layout=staff_layout(title_with(problems, heading), "calls", notice(done)),
        problems=problems,
        heading=heading,
        facts=_facts(call),
        answers=answer_facts(call.record.answers, at),
        services=service_links(call.record.named, carry),
        referred=tuple(provider_name(key, at) for key in call.record.referred),
        notes=call.record.notes,
        form=_correction(call, carry, refused, with_notes=with_notes)
        if own and call.correctable(at.now)
        else None,
        list_url=carry.path("calls", [("day", moment_day(call))]),
        back_url=carry.back,
    )


def moment_day(call: Call) -> str:
    """Return the day of a call in Brussels, as an address writes it."""
    return call.begun.astimezone(BRUSSELS).date().isoformat()


def _facts(call: Call) -> tuple[Fact, ...]:
    record = call.record
    facts = [
        Fact(gettext("Channel"), channel_name(record.channel)),
        Fact(gettext("Caller's language"), OWN_NAMES[record.language]),
        Fact(gettext("Length"), length_words(call.seconds)),
        Fact(gettext("Outcome"), outcome_name(record.outcome)),
        Fact(gettext("Saved"), moment_words(call.saved_at)),
        Fact(gettext("Edition of the catalogue"), str(call.edition)),
    ]
    if record.case:
        facts.insert(4, Fact(gettext("Reference"), said(record.case)))
    if call.corrected_at is not None:
        facts.append(Fact(gettext("Corrected"), moment_words(call.corrected_at)))
    return tuple(facts)


def _correction(
    call: Call, carry: Carried, refused: Refused | None, *, with_notes: bool
) -> Correction:
    record = refused.record if refused else call.record
    case = refused.case if refused else said(record.case) if record.case else ""
    at = carry.at
    return Correction(
        action=carry.path(f"calls/{call.id}"),
        desk_url=at.links.path("desk", _desk_pairs(call)),
        outcomes=_options([(key, outcome_name(key)) for key in OUTCOMES], record.outcome),
        channels=_options([(key, channel_name(key)) for key in CHANNELS], record.channel),
        callers=_options([(key, OWN_NAMES[key]) for key in LANGUAGES], record.language),
        services=_options(
            [(key, service_name(key, at)) for key in call.record.named], *record.named
        ),
        providers=_options(
            [(key, provider_name(key, at)) for key in providers_of(call.record, at)],
            *record.referred,
        ),
        case=case,
        notes=record.notes,
        with_notes=with_notes,
        warnings=refused.warnings if refused else (),
    )


def providers_of(record: CallRecord, at: Here) -> tuple[str, ...]:
    """Return to whom a caller may have been sent: the providers of the services named."""
    services = (at.catalogue.services[key] for key in record.named if key in at.catalogue.services)
    keys = [*record.referred, *(key for one in services for key in one.providers)]
    return tuple(dict.fromkeys(keys))


def _desk_pairs(call: Call) -> list[tuple[str, str]]:
    record = call.record
    return [
        *record.answers.query(),
        ("caller", record.language),
        ("channel", record.channel),
        ("call", call.token),
        *([("case", record.case)] if record.case else []),
        *(("named", key) for key in record.named),
    ]


def _options(pairs: list[tuple[str, str]], *chosen: str) -> tuple[ControlOption, ...]:
    return tuple(ControlOption(key, label, key in chosen) for key, label in pairs)
