"""The kiosk's own engine gives what the program gives: the same answers to the same people."""

import json
import random
from collections.abc import Iterator, Sequence
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page

from tests.conftest import DAY, ROOT
from tests.desks import LEL
from wizard.domain.advice import advise
from wizard.domain.answers import NONE_OF_THESE, UNSURE, Answers
from wizard.domain.catalogue import Catalogue
from wizard.domain.journey import Journey
from wizard.domain.matching import Flip, judge, smallest_flip
from wizard.domain.question import Question
from wizard.web.pages.question import asked_order
from wizard.web.snapshot.data import snapshot_data
from wizard.web.visit import visit

pytestmark = pytest.mark.browser

PEOPLE = 2_400
BATCH = 200
FLIPS = 6
"""Of so many excluded services a person the reasons and the way round are compared as well."""

Raw = dict[str, list[str]]

ASK = """([people, year, flips]) => JSON.stringify(JSON.parse(people).map((raw) => {
  const engine = window.engine, answers = engine.replay((key) => raw[key] || []);
  const advice = engine.advise(answers, year);
  const key = (one) => one.service.key;
  return {
    answers: answers,
    ranked: advice.ranked.map((one) => [one.service.key, one.truth, one.points]),
    excluded: advice.excluded.map((one) => one.key),
    first: advice.firstSteps.map(key),
    groups: advice.groups.map((one) => [one.key, one.shown.map(key), one.rest.map(key)]),
    outlooks: engine.outlooks(answers).map((one) =>
      [one.question.key, one.couldSettle, one.expected, one.couldReorder]),
    order: engine.askedOrder(answers),
    flips: advice.excluded.slice(0, flips).map((service) => {
      const verdict = KioskEngine.judge(service, advice.known);
      const flip = KioskEngine.smallestFlip(service, verdict, advice.known);
      return [verdict.reasons.map((one) => [one.truth, one.tellUs, one.excludedBy]),
        flip && [flip.certain, flip.changes.map((one) => [one.question, one.options])]];
    })
  };
}))"""
"""As text, because the browser's driver takes long for many small values."""


@pytest.fixture(scope="module")
def engine(full_browser: Browser, app: Flask) -> Iterator[Page]:
    """A page with the engine over the snapshot of the shipped catalogue.

    In the full browser, which compiles well what runs for long.
    """
    with app.test_request_context(f"/fr/kiosk/{LEL}/offline"):
        data = json.dumps(snapshot_data(visit("fr"), "test"))
    context = full_browser.new_context()
    page = context.new_page()
    page.add_script_tag(path=ROOT / "static" / "kiosk-offline-engine.js")
    page.evaluate("text => { window.engine = KioskEngine.open(JSON.parse(text)); }", data)
    yield page
    context.close()


def asked(engine: Page, people: Sequence[Raw], year: int, flips: int = 0) -> list[Any]:
    """Return what the engine says to the parameters of some people."""
    found: list[Any] = json.loads(engine.evaluate(ASK, [json.dumps(people), year, flips]))
    return found


def expected(catalogue: Catalogue, raw: Raw) -> dict[str, object]:
    """Return what the program says to the parameters `raw`, as JSON would hold it."""
    answers = catalogue.journey.replay(raw).answers
    advice = advise(catalogue, answers, DAY)
    return {
        "answers": [[key, list(options)] for key, options in answers],
        "ranked": [[one.service.key, int(one.truth), one.points] for one in advice.ranked],
        "excluded": [one.key for one in advice.excluded],
        "first": [one.service.key for one in advice.first_steps],
        "groups": [
            [
                group.category,
                [one.service.key for one in group.shown],
                [one.service.key for one in group.rest],
            ]
            for group in advice.groups
        ],
        "outlooks": [
            [one.question.key, one.could_settle, one.expected, one.could_reorder]
            for one in advice.outlooks
        ],
        "order": asked_order(catalogue, answers),
        "flips": [_flip(catalogue, answers, one.key) for one in advice.excluded[:FLIPS]],
    }


def _flip(catalogue: Catalogue, answers: Answers, key: str) -> list[object]:
    service, known = catalogue.services[key], catalogue.journey.known(answers)
    verdict = judge(service, known)
    reasons = [
        [int(one.truth), list(one.tell_us), list(one.excluded_by)] for one in verdict.reasons
    ]
    return [reasons, _as_list(smallest_flip(service, verdict, known))]


def _as_list(flip: Flip | None) -> list[object] | None:
    if flip is None:
        return None
    return [flip.certain, [[one.question, list(one.options)] for one in flip.changes]]


def person(chance: random.Random, journey: Journey) -> Raw:
    """Return parameters as an address may carry them: mostly answers, now and then nonsense."""
    answered = chance.random()
    return {
        question.key: _values(chance, question)
        for question in journey.questions
        if chance.random() < answered
    }


def _values(chance: random.Random, question: Question) -> list[str]:
    aliases = [alias for option in question.options for alias in sorted(option.aliases)]
    pool = [*question.allowed, *aliases]
    kind = chance.random()
    if kind < 0.6:
        return [chance.choice(question.allowed)]
    if kind < 0.9:
        return chance.sample(pool, chance.randint(1, min(4, len(pool))))
    if kind < 0.95:
        return [chance.choice(pool), "nothing-like-this", "", "é𝄞"]
    return [UNSURE, NONE_OF_THESE, chance.choice(pool)]


def edges(journey: Journey) -> list[Raw]:
    """Return nothing at all, every single option, everything unsure, and everything at once."""
    single = [{one.key: [option]} for one in journey.questions for option in one.allowed]
    return [
        {},
        *single,
        {one.key: [UNSURE] for one in journey.questions},
        {one.key: [NONE_OF_THESE] for one in journey.questions},
        {one.key: list(one.allowed) for one in journey.questions},
        {one.key: list(reversed(one.allowed)) for one in journey.questions},
    ]


def compare(engine: Page, catalogue: Catalogue, people: Sequence[Raw]) -> None:
    """Fail with the first person to whom the two say different things."""
    for at in range(0, len(people), BATCH):
        batch = people[at : at + BATCH]
        found = asked(engine, batch, DAY.year, FLIPS)
        for raw, said in zip(batch, found, strict=True):
            right = expected(catalogue, raw)
            for name, value in right.items():
                assert said[name] == value, f"{name} for {raw}"


@pytest.mark.slow
def test_random_people_are_told_the_same(engine: Page, catalogue: Catalogue) -> None:
    seed = random.randrange(10**9)
    print(f"seed {seed}")
    chance = random.Random(seed)
    compare(engine, catalogue, [person(chance, catalogue.journey) for _ in range(PEOPLE)])


def test_the_edges_are_told_the_same(engine: Page, catalogue: Catalogue) -> None:
    compare(engine, catalogue, edges(catalogue.journey))


def test_all_years_are_told_the_same(engine: Page, catalogue: Catalogue) -> None:
    raw = {"stage": ["growing"]}
    answers = catalogue.journey.replay(raw).answers
    for year in range(2010, 2040):
        right = advise(catalogue, answers, DAY.replace(year=year))
        found = asked(engine, [raw], year)[0]["ranked"]
        assert found == [[one.service.key, int(one.truth), one.points] for one in right.ranked]


def test_halves_are_rounded_as_the_program_does(engine: Page) -> None:
    halves = [-2.5, -1.5, -0.5, 0.5, 1.5, 2.5, -18 * 0.25, -18 * 0.75, 30 * 3 / 9, 0.0, -7.49]
    found = engine.evaluate("all => all.map(KioskEngine.round)", halves)
    assert found == [round(one) for one in halves]
