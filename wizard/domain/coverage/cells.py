"""How many services are on offer in each cell: stage by category, stage by sector."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal

from wizard.domain.answers import OTHER, Answers
from wizard.domain.catalogue import Catalogue
from wizard.domain.coverage.findings import Finding
from wizard.domain.coverage.rules import Reach, conditions, verdict
from wizard.domain.coverage.space import people
from wizard.domain.service import Service
from wizard.domain.truth import Truth

GridName = Literal["category", "sector", "sector-own"]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table of numbers: a row a stage, a column an option of `columns`.

    category: the services of the category that are made for the stage and not excluded
    for somebody of whom only the stage is known. sector: the same over all categories,
    for stage and sector. sector-own: those of them that are made for that sector by name,
    which no service can be for «other».
    """

    name: GridName
    columns: str
    rows: tuple[str, ...]
    column_keys: tuple[str, ...]
    numbers: tuple[tuple[int, ...], ...]


def grids(catalogue: Catalogue) -> tuple[Grid, ...]:
    """Return the three tables; none if the journey does not ask the stage."""
    stage = catalogue.journey.question("stage")
    if stage is None:
        return ()
    stages = [option.key for option in stage.options]
    categories = [term.key for term in catalogue.vocabularies["category"]]
    sectors = [term.key for term in catalogue.vocabularies["sector"]]
    own = [key for key in sectors if key != OTHER]
    return (
        _grid("category", "category", stages, categories, lambda s, c: len(_in(catalogue, s, c))),
        _grid("sector", "sector", stages, sectors, lambda s, o: len(_for(catalogue, s, o))),
        _grid("sector-own", "sector", stages, own, lambda s, o: len(_own(catalogue, s, o))),
    )


def offer(catalogue: Catalogue, **answers: str) -> list[Service]:
    """Return the services made for the stage that are not excluded by single answers."""
    given = Answers(tuple((key, (value,)) for key, value in answers.items()))
    mask = ~catalogue.masks.tally(catalogue.journey.known(given)).no
    mask &= catalogue.made_for.get(answers["stage"], 0)
    return [one for at, one in enumerate(catalogue.current) if mask >> at & 1]


def empty_stages(catalogue: Catalogue, reached: Iterable[Reach]) -> list[Finding]:
    """Return each stage and category without any service that anybody there could use.

    Unlike in the tables, being made for the stage does not count here: what is looked
    for is a stage at which the criteria of a whole category refuse everybody.
    """
    used: set[tuple[str, str]] = set()
    stage = catalogue.journey.question("stage")
    stages = [option.key for option in stage.options] if stage else []
    for each in reached:
        used |= {
            (key, each.service.category)
            for key in stages
            if (key, each.service.category) not in used and _usable(catalogue, each.service, key)
        }
    return [
        Finding("empty-stage", "services/", f"category.{term.key}", "stage", (key,))
        for key in stages
        for term in catalogue.vocabularies["category"]
        if (key, term.key) not in used
    ]


def _usable(catalogue: Catalogue, service: Service, stage: str) -> bool:
    everybody = people(
        catalogue.journey, conditions(service.criteria), given={"stage": frozenset({stage})}
    )
    return any(verdict(service.criteria, one.known) is not Truth.NO for one in everybody)


def _in(catalogue: Catalogue, stage: str, category: str) -> list[Service]:
    return [one for one in offer(catalogue, stage=stage) if one.category == category]


def _for(catalogue: Catalogue, stage: str, sector: str) -> list[Service]:
    return offer(catalogue, stage=stage, sector=sector)


def _own(catalogue: Catalogue, stage: str, sector: str) -> list[Service]:
    return [one for one in _for(catalogue, stage, sector) if sector in one.sectors]


def _grid(
    name: GridName,
    columns: str,
    rows: list[str],
    column_keys: list[str],
    count: Callable[[str, str], int],
) -> Grid:
    numbers = tuple(tuple(count(row, column) for column in column_keys) for row in rows)
    return Grid(name, columns, tuple(rows), tuple(column_keys), numbers)
