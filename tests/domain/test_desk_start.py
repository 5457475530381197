"""The answers that a desk begins with: what the journey keeps passes, the rest has its code."""

import pytest

from wizard.domain.catalogue import Catalogue
from wizard.domain.desk_start import start_problems


@pytest.mark.parametrize(
    "start",
    [
        (),
        (("place", "1080"),),
        (("stage", "starting"), ("size", "solo")),
        (("place", "1070"), ("need", "premises")),
        (("sector", "retail"), ("sector", "horeca")),
    ],
)
def test_answers_that_the_journey_keeps(
    start: tuple[tuple[str, str], ...], catalogue: Catalogue
) -> None:
    assert start_problems(start, catalogue.journey) == ()


@pytest.mark.parametrize(
    ("start", "key", "code", "words"),
    [
        ((("colour", "red"),), "start.colour", "unknown-question", "take one of stage, sector"),
        ((("place", "9999"),), "start.place", "unknown-option", "take one of 1000, 1030"),
        ((("place", "1080"), ("place", "1070")), "start.place", "only-one", "keep one"),
        ((("need", "premises"), ("need", "none")), "start.need", "not-together", "remove"),
        ((("stage", "idea"), ("size", "solo")), "start.size", "not-asked", "not asked after"),
    ],
)
def test_answers_that_it_would_drop(
    start: tuple[tuple[str, str], ...], key: str, code: str, words: str, catalogue: Catalogue
) -> None:
    problems = start_problems(start, catalogue.journey)
    assert [(one.key, one.code) for one in problems] == [(key, code)]
    assert words in problems[0].message
    assert problems[0].figure("value" if code != "not-asked" else "question")
