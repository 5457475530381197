"""A call as a form describes it, and what speaks against saving it as it is."""

from collections.abc import Collection, Mapping, Sequence
from typing import cast

from flask import abort, request

from wizard.application.ports_calls import NewCall
from wizard.domain.calls import CHANNELS, OUTCOMES, CallRecord, Channel, Outcome, is_token
from wizard.domain.catalogue import Catalogue
from wizard.domain.notes import NOTES_LONGEST, WORD, Sign, clean, signs
from wizard.domain.references import WrongReferenceError, read_reference
from wizard.domain.text import LANGUAGES
from wizard.web.messages import gettext
from wizard.web.staff.case_lookup import case_problem
from wizard.web.staff.here import Here
from wizard.web.staff.pages.problems import Problem
from wizard.web.staff.state import CallState, first

DRAFT_LONGEST = 5 * NOTES_LONGEST
"""Letters of notes that a draft keeps, so that what was too long can be made shorter."""

Values = Mapping[str, Sequence[str]]


def posted() -> dict[str, list[str]]:
    """Return the values of the form of the current request."""
    return {key: request.form.getlist(key) for key in request.form}


def new_call(state: CallState, at: Here) -> NewCall:
    """Return the call of the desk's form; answers 400 if it has no token, as our forms have."""
    if not is_token(state.call):
        abort(400, "The form has no call. Open the desk again.")
    values = posted()
    record = CallRecord(
        channel=cast(Channel, state.channel),
        language=state.caller,
        answers=state.answers,
        named=state.named,
        referred=_providers(values, at.catalogue),
        outcome=_outcome(values),
        case=reference_of(state.case),
        notes=notes_of(values)[:DRAFT_LONGEST],
    )
    return NewCall(state.call, at.account.id, record, at.catalogue.edition)


def corrected(before: CallRecord, at: Here) -> CallRecord:
    """Return a record as the form of a correction says; what is not in it stays."""
    values = posted()
    channel, language = first(values, "channel"), first(values, "caller")
    return CallRecord(
        channel=channel if channel in CHANNELS else before.channel,
        language=language if language in LANGUAGES else before.language,
        answers=before.answers,
        named=tuple(key for key in before.named if key in values.get("named", ())),
        referred=_providers(values, at.catalogue, before.referred),
        outcome=_outcome(values),
        case=reference_of(first(values, "case")),
        notes=notes_of(values)[:DRAFT_LONGEST],
    )


def problems_with(record: CallRecord, reference: str, at: Here) -> tuple[Problem, ...]:
    """Return what must be mended before a record can be kept.

    `reference` is what was typed as the case's reference.
    """
    found: list[Problem] = []
    if len(record.notes) > NOTES_LONGEST:
        found.append(
            Problem(
                "notes", gettext("Shorten the notes to %(number)s letters", number=NOTES_LONGEST)
            )
        )
    if reference:
        words = case_problem(reference, at)
        found += [Problem("case", words)] if words else []
    return tuple(found)


def identity_in(notes: str, catalogue: Catalogue) -> tuple[Sign, ...]:
    """Return what in notes may say who somebody is."""
    text = notes[:NOTES_LONGEST]
    found = signs(text)
    # Most notes have no capitals in a row: then the words of the catalogue need not be gathered.
    return (
        signs(text, known_words(catalogue)) if any(one.kind == "name" for one in found) else found
    )


def known_words(catalogue: Catalogue) -> Collection[str]:
    """Return the words of the names of organisations, services and options, in lower case."""
    texts = [one.name for one in catalogue.providers.values()]
    texts += [one.words.title for one in catalogue.services.values()]
    texts += [option.label for q in catalogue.journey.questions for option in q.options]
    return {
        word.lower()
        for text in texts
        for version in (text.nl, text.fr, text.en)
        for word in WORD.findall(version)
    }


def notes_of(values: Values) -> str:
    """Return the notes of a form, cleaned."""
    return clean(first(values, "notes"))


def anyway(values: Values) -> bool:
    """Return whether the adviser has seen the warning and saves all the same."""
    return first(values, "anyway") == "yes"


def reference_of(typed: str) -> str:
    """Return a reference as it is kept; "" if it is none: that is told where it is typed."""
    try:
        return read_reference(typed)
    except WrongReferenceError:
        return ""


def _outcome(values: Values) -> Outcome:
    outcome = first(values, "outcome")
    return outcome if outcome in OUTCOMES else OUTCOMES[0]


def _providers(values: Values, catalogue: Catalogue, before: Sequence[str] = ()) -> tuple[str, ...]:
    asked = dict.fromkeys(values.get("referred", ()))
    return tuple(key for key in asked if key in catalogue.providers or key in before)
