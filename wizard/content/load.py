"""One call from files to a checked catalogue, with everything that is wrong."""

from dataclasses import dataclass

from wizard.content.check import check_records
from wizard.content.convert import to_catalogue
from wizard.content.evidence import check_numbers
from wizard.content.folder import Files, digest
from wizard.content.problems import Problem
from wizard.content.reader import Records, read_records
from wizard.domain.catalogue import Catalogue
from wizard.domain.scenario import Scenario, try_scenario


@dataclass(frozen=True)
class Loaded:
    """A catalogue (None if anything is in error) with the problems found."""

    catalogue: Catalogue | None
    records: Records
    problems: tuple[Problem, ...]

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems that forbid publishing."""
        return tuple(problem for problem in self.problems if problem.weight == "error")


def load_catalogue(
    files: Files, *, edition: int = 0, published_on: str = "", personas: bool = True
) -> Loaded:
    """Read and check `files`, their numbers and personas too unless `personas` is false.

    An edition in force is loaded without those: it was tried when it was published.
    """
    tried = files if personas else _without_personas(files)
    records, problems = read_records(tried)
    problems += check_records(records)
    if personas:
        problems += check_numbers(records)
    if any(problem.weight == "error" for problem in problems):
        return Loaded(None, records, tuple(sorted(set(problems))))
    catalogue = to_catalogue(
        records, edition=edition, digest=digest(files), published_on=published_on
    )
    for scenario in scenarios(records):
        problems += [
            Problem(f"scenarios/{scenario.key}.toml", "expect", wrong)
            for wrong in try_scenario(catalogue, scenario)
        ]
    failed = any(problem.weight == "error" for problem in problems)
    return Loaded(None if failed else catalogue, records, tuple(sorted(set(problems))))


def _without_personas(files: Files) -> Files:
    return {name: text for name, text in files.items() if not name.startswith("scenarios/")}


def scenarios(records: Records) -> tuple[Scenario, ...]:
    """Return the personas of the records, by id."""
    return tuple(
        Scenario(
            key=key,
            who=record.who,
            on=record.on,
            answers={question: tuple(values) for question, values in record.answers.items()},
            first_steps=tuple(record.expect.first_steps),
            first_steps_from=tuple(record.expect.first_steps_from),
            at_least=record.expect.at_least,
            fits=tuple(record.expect.fits),
            possible=tuple(record.expect.possible),
            excluded=tuple(record.expect.excluded),
            prominent=tuple(record.expect.prominent),
            not_first=tuple(record.expect.not_first),
        )
        for key, record in sorted(records.scenarios.items())
    )
