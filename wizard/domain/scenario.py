"""Personas with what a good adviser expects, tried on a catalogue."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from wizard.domain.advice import Advice, advise
from wizard.domain.catalogue import Catalogue
from wizard.domain.truth import Truth


@dataclass(frozen=True, slots=True)
class Scenario:
    """A persona: raw answers, and ids of services by what is expected of them.

    `on` is the date on which it is tried, so that an expectation that holds once
    holds in every later year.
    """

    key: str
    who: str
    on: date
    answers: dict[str, tuple[str, ...]]
    first_steps: tuple[str, ...] = ()
    first_steps_from: tuple[str, ...] = ()
    at_least: int = 1
    fits: tuple[str, ...] = ()
    possible: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    prominent: tuple[str, ...] = ()
    not_first: tuple[str, ...] = ()


def try_scenario(catalogue: Catalogue, scenario: Scenario) -> tuple[str, ...]:
    """Return what did not come out as expected, one sentence each; empty if all did."""
    replay = catalogue.journey.replay(scenario.answers)
    wrong = [
        f"answers the question {key}, which the journey does not have; correct the key"
        for key in scenario.answers
        if catalogue.journey.question(key) is None
    ]
    wrong += [
        f"the answer {problem.question}={problem.value} is {problem.kind}; correct it"
        for problem in replay.problems
    ]
    wrong += [
        f"the question {key} is not asked of this persona; remove it" for key in replay.skipped
    ]
    advice = advise(catalogue, replay.answers, scenario.on)
    return (
        *wrong,
        *_unknown_ids(catalogue, scenario),
        *_steps(scenario, advice),
        *_verdicts(scenario, advice),
    )


def _unknown_ids(catalogue: Catalogue, scenario: Scenario) -> Iterator[str]:
    named = (
        *scenario.first_steps,
        *scenario.first_steps_from,
        *scenario.fits,
        *scenario.possible,
        *scenario.excluded,
        *scenario.prominent,
        *scenario.not_first,
    )
    for key in dict.fromkeys(named):
        if key not in catalogue.services:
            yield f"names the service {key}, which the catalogue does not have"


def _steps(scenario: Scenario, advice: Advice) -> Iterator[str]:
    steps = [one.service.key for one in advice.first_steps]
    listing = ", ".join(steps)
    for key in scenario.first_steps:
        if key not in steps:
            yield f"{key} is not among the first steps ({listing})"
    found = [key for key in scenario.first_steps_from if key in steps]
    if scenario.first_steps_from and len(found) < scenario.at_least:
        yield (
            f"only {len(found)} of {', '.join(scenario.first_steps_from)} among the first steps "
            f"({listing}); expected {scenario.at_least}"
        )
    for key in scenario.not_first:
        if key in steps:
            yield f"{key} is among the first steps ({listing})"
    shown = {one.service.key for group in advice.groups for one in group.shown}
    for key in scenario.prominent:
        if key not in shown:
            yield f"{key} is not among the three shown of its category"


def _verdicts(scenario: Scenario, advice: Advice) -> Iterator[str]:
    for truth, keys in (
        (Truth.YES, scenario.fits),
        (Truth.UNKNOWN, scenario.possible),
        (Truth.NO, scenario.excluded),
    ):
        for key in keys:
            service = advice.catalogue.services.get(key)
            if service is None:
                continue
            verdict = advice.verdict(service)
            if verdict.truth is not truth:
                because = ", ".join(f"{r.criterion.key}={r.truth.key}" for r in verdict.reasons)
                yield f"{key} is {verdict.truth.key}, expected {truth.key} ({because})"
