"""`wizard catalogue coverage` as it is typed: what it prints and how it ends."""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.conftest import DAY
from wizard.cli import main
from wizard.content.folder import write_folder
from wizard.domain.catalogue import Catalogue
from wizard.domain.coverage.practice import never_shown, seen, shown, visitors
from wizard.domain.coverage.rules import reach

IN_BELGIUM = 'any_of = [{ question = "place", is_not = ["abroad"] }]'


@pytest.mark.slow
def test_a_fault_ends_the_command_with_1(
    files: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("wizard.app.today", lambda: DAY)
    monkeypatch.setattr("wizard.domain.coverage.survey.visitors", lambda _: [])
    assert IN_BELGIUM in files["criteria.toml"]
    places = re.findall(r'(?m)^key = "(.+)"', files["vocabularies/place.toml"])
    every = ", ".join(f'"{key}"' for key in places)
    faulty = files["criteria.toml"].replace(
        IN_BELGIUM, f'any_of = [{{ question = "place", is = [{every}] }}]'
    )
    write_folder({**files, "criteria.toml": faulty}, tmp_path / "catalogue")
    done = CliRunner().invoke(main, ["catalogue", "coverage", str(tmp_path / "catalogue")])
    assert done.exit_code == 1, done.output
    assert re.search(r"^Faults: [1-9]", done.output, re.MULTILINE)
    assert re.search(r"services/[a-z0-9-]+\.toml: criteria\.in-belgium: ", done.output)


def test_a_catalogue_with_errors_is_not_surveyed(files: dict[str, str], tmp_path: Path) -> None:
    write_folder({**files, "journey.toml": "question ="}, tmp_path / "catalogue")
    done = CliRunner().invoke(main, ["catalogue", "coverage", str(tmp_path / "catalogue")])
    assert done.exit_code == 1
    assert "run `wizard catalogue check`" in done.output


def test_the_visitors_are_every_stage_sector_and_need_once(catalogue: Catalogue) -> None:
    crowd = visitors(catalogue)
    sizes = [len(catalogue.vocabularies[key]) for key in ("stage", "sector", "need")]
    assert len(crowd) == len(set(crowd)) == sizes[0] * sizes[1] * (sizes[2] + 1)


def test_a_service_that_nobody_sees_is_told(catalogue: Catalogue) -> None:
    few = visitors(catalogue)[::900]
    found = seen(catalogue, few, DAY)
    assert found == frozenset().union(*(shown(catalogue, one, DAY) for one in few))
    visible = next(one for one in catalogue.current if one.key in found)
    last = min(catalogue.current, key=lambda one: (one.prominence, one.status != "planned"))
    reached = [reach(one, catalogue.journey) for one in (visible, last)]
    hidden, tried = never_shown(catalogue, reached, DAY)
    assert visible.key not in hidden
    assert tried >= len(reached)
