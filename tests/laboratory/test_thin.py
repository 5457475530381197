"""Who has little choice: the most general descriptions, checked with plain enumeration."""

from itertools import combinations, product

from hypothesis import given, settings

from tests.domain.examples import criterion, service
from tests.laboratory.small import SMALL, catalogue, catalogues, descriptions
from wizard.domain.catalogue import Catalogue
from wizard.domain.coverage.offers import Facts, Offers
from wizard.domain.coverage.thin import ENOUGH, ThinSearch, thin
from wizard.domain.matching import judge
from wizard.domain.truth import Truth

Description = frozenset[tuple[str, str]]


def number(found: Catalogue, category: str, given_answers: dict[str, str]) -> int:
    """Return how many services of a category are on offer, judged one by one."""
    answers = SMALL.replay({key: [value] for key, value in given_answers.items()}).answers
    known, stage = SMALL.known(answers), given_answers.get("stage")
    return sum(
        one.category == category
        and (stage is None or stage in one.stages)
        and judge(one, known).truth is not Truth.NO
        for one in found.current
    )


def plain(found: Catalogue, category: str) -> dict[Description, int]:
    """Return the most general thin descriptions by trying all of them."""
    numbers = {frozenset(one.items()): number(found, category, one) for one in descriptions(SMALL)}
    few = {one for one, count in numbers.items() if count < ENOUGH}
    return {
        one: numbers[one]
        for one in few
        if not any(
            frozenset(part) in few for size in range(len(one)) for part in combinations(one, size)
        )
    }


def single(facts: Facts) -> list[Description]:
    """Return the descriptions with one option each that some answers stand for."""
    keys = [key for key, _ in facts]
    return [
        frozenset(zip(keys, chosen, strict=True))
        for chosen in product(*(options for _, options in facts))
    ]


@settings(max_examples=60, deadline=None, derandomize=True)
@given(catalogues())
def test_the_most_general_descriptions_are_found_with_their_numbers(found: Catalogue) -> None:
    for category, facts in ThinSearch(Offers(found)).run().items():
        expanded = {one: count for fact, count in facts.items() for one in single(fact)}
        assert expanded == plain(found, category)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(catalogues())
def test_taking_them_together_says_the_same_of_every_complete_description(
    found: Catalogue,
) -> None:
    merged, _ = thin(Offers(found))
    complete = [one for one in descriptions(SMALL) if is_complete(one)]
    for category in ("guidance", "finance"):
        mine = [dict(one.answers) for one in merged if one.category == category]
        for one in complete:
            with_implied = one if "size" in one else {**one, "size": "none"}
            told = any(
                all(with_implied[key] in options for key, options in answers.items())
                for answers in mine
            )
            assert told is (number(found, category, one) < ENOUGH), (category, one)


def is_complete(one: dict[str, str]) -> bool:
    """Return whether every question is answered that is asked."""
    return len(one) == len(SMALL.questions) - (one.get("stage") == "idea")


def test_neighbours_are_taken_together_and_an_open_question_is_left_out() -> None:
    shop = criterion("shop", "sector", "retail")
    every = frozenset({"idea", "running", "growing"})
    few = [service(f"a{n}", shop, stages=every) for n in range(3)]
    many = [service(f"b{n}", stages=every, category="finance") for n in range(3)]
    merged, walked = thin(Offers(catalogue([*few, *many])))
    assert [(one.category, one.answers, one.fewest, one.most) for one in merged] == [
        ("guidance", (("sector", ("horeca", "other")),), 0, 0)
    ]
    assert walked > 1
