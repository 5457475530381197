"""Personas: each shipped one comes out as a good adviser expects, and a wrong expectation fails."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from tests.conftest import DAY
from tests.content.examples import SHIPPED
from wizard.content.load import Loaded, load_catalogue, scenarios
from wizard.domain.advice import advise
from wizard.domain.catalogue import Catalogue
from wizard.domain.scenario import Scenario, try_scenario
from wizard.domain.truth import Truth

PERSONAS = sorted(path.stem for path in (SHIPPED / "scenarios").glob("*.toml"))
FEWEST = 25


@pytest.fixture(scope="module")
def personas(loaded: Loaded) -> dict[str, Scenario]:
    """The shipped personas by their id."""
    return {one.key: one for one in scenarios(loaded.records)}


def test_there_are_enough_personas() -> None:
    assert len(PERSONAS) >= FEWEST, f"write {FEWEST - len(PERSONAS)} more in catalogue/scenarios/"


@pytest.mark.parametrize("key", PERSONAS)
def test_a_persona_gets_what_an_adviser_expects(
    catalogue: Catalogue, personas: dict[str, Scenario], key: str
) -> None:
    wrong = try_scenario(catalogue, personas[key])
    assert not wrong, f"scenarios/{key}.toml: " + "\n".join(wrong)


def test_every_stage_has_a_persona(personas: dict[str, Scenario], catalogue: Catalogue) -> None:
    question = catalogue.journey.question("stage")
    assert question is not None
    told = {value for one in personas.values() for value in one.answers.get("stage", ())}
    missing = {option.key for option in question.options} - told
    assert not missing, f"no persona stands at {sorted(missing)}"


def test_a_persona_expects_something(personas: dict[str, Scenario]) -> None:
    for key, one in personas.items():
        assert any((one.first_steps, one.first_steps_from, one.fits, one.possible, one.excluded)), (
            f"scenarios/{key}.toml expects nothing"
        )


@pytest.fixture(scope="module")
def correct(catalogue: Catalogue) -> Scenario:
    """A persona whose expectations are read off the advice, so that they are right."""
    answers: dict[str, tuple[str, ...]] = {
        "stage": ("preparing",),
        "sector": ("horeca",),
        "place": ("1080",),
    }
    advice = advise(catalogue, catalogue.journey.replay(answers).answers, DAY)
    by_truth: dict[Truth, list[str]] = {truth: [] for truth in Truth}
    for service in catalogue.current:
        by_truth[advice.verdict(service).truth].append(service.key)
    steps = tuple(one.service.key for one in advice.first_steps)
    return Scenario(
        key="correct",
        on=DAY,
        who="Somebody who prepares a restaurant in Molenbeek.",
        answers=answers,
        first_steps=steps,
        first_steps_from=steps,
        at_least=2,
        fits=tuple(by_truth[Truth.YES]),
        possible=tuple(by_truth[Truth.UNKNOWN]),
        excluded=tuple(by_truth[Truth.NO]),
        prominent=tuple(group.shown[0].service.key for group in advice.groups if group.shown),
        not_first=tuple(by_truth[Truth.NO]),
    )


def test_right_expectations_come_out(catalogue: Catalogue, correct: Scenario) -> None:
    assert try_scenario(catalogue, correct) == ()


PLANTED: dict[str, tuple[Callable[[Scenario], Scenario], str]] = {
    "first step": (
        lambda s: replace(s, first_steps=s.excluded[:1]),
        "is not among the first steps",
    ),
    "number of first steps": (
        lambda s: replace(s, first_steps_from=s.excluded[:3], at_least=1),
        "only 0 of",
    ),
    "never first": (lambda s: replace(s, not_first=s.first_steps[:1]), "is among the first steps"),
    "fits": (lambda s: replace(s, fits=s.excluded[:1]), "is no, expected yes"),
    "possible": (lambda s: replace(s, possible=s.fits[:1]), "is yes, expected unknown"),
    "excluded": (lambda s: replace(s, excluded=s.possible[:1]), "is unknown, expected no"),
    "prominent": (
        lambda s: replace(s, prominent=s.excluded[:1]),
        "is not among the three shown of its category",
    ),
    "unknown service": (
        lambda s: replace(s, fits=("nothing",)),
        "names the service nothing, which the catalogue does not have",
    ),
    "wrong answer": (
        lambda s: replace(s, answers={**s.answers, "place": ("9999",)}),
        "the answer place=9999 is not-an-option; correct it",
    ),
}
"""What is planted -> how, and what the report must say."""


@pytest.mark.parametrize("name", PLANTED)
def test_a_wrong_expectation_is_found(catalogue: Catalogue, correct: Scenario, name: str) -> None:
    plant, message = PLANTED[name]
    wrong = try_scenario(catalogue, plant(correct))
    assert any(message in line for line in wrong), f"«{message}» is not in {wrong}"


FILE = """
id = "planted"
on = 2026-11-21
who = "Somebody who prepares a restaurant."
answers = { stage = ["preparing"], colour = ["red"] }
[expect]
fits = ["nothing"]
"""


def test_a_wrong_expectation_forbids_publishing(
    catalogue: Catalogue, files: dict[str, str]
) -> None:
    assert catalogue.digest, "the catalogue itself is correct"
    loaded = load_catalogue({**files, "scenarios/planted.toml": FILE})
    assert loaded.catalogue is None
    told = [str(one) for one in loaded.errors if one.file == "scenarios/planted.toml"]
    assert any("names the service nothing" in line for line in told), told


def test_an_answer_to_a_question_that_does_not_exist_is_found(files: dict[str, str]) -> None:
    text = FILE.replace('fits = ["nothing"]', "")
    loaded = load_catalogue({**files, "scenarios/planted.toml": text})
    told = [str(one) for one in loaded.errors if one.file == "scenarios/planted.toml"]
    assert any("colour" in line for line in told), "a typing error in a question's key goes unseen"
