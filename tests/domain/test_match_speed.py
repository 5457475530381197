"""`wizard bench match`: what it measures is the same work, on services that differ."""

from datetime import date

from click.testing import CliRunner

from wizard.bench.match_speed import plain_list
from wizard.bench.synthetic import with_criteria
from wizard.cli import main
from wizard.domain.advice import advise
from wizard.domain.answers import Answers
from wizard.domain.catalogue import Catalogue

DAY = date(2026, 11, 21)


def test_the_plain_loop_makes_the_same_list(catalogue: Catalogue) -> None:
    made = with_criteria(catalogue, 400, 5)
    answers = Answers((("stage", ("idea",)), ("sector", ("horeca",))))
    ours = [(-o.points, o.service.key, o.truth) for o in advise(made, answers, DAY).ranked]
    assert ours == plain_list(made, made.journey.known(answers), DAY)


def test_made_services_differ_in_what_decides(catalogue: Catalogue) -> None:
    made = with_criteria(catalogue, 1_000, 5)
    assert len(made.current) == 1_000
    assert made.services == with_criteria(catalogue, 1_000, 5).services
    assert made.services != with_criteria(catalogue, 1_000, 6).services
    own = [one for one in made.current if one.key.startswith("made-")]
    assert len({tuple(c.conditions for c in one.criteria) for one in own}) > len(own) / 2
    assert len({(one.stages, one.needs, one.sectors) for one in own}) > len(own) / 2


def test_a_smaller_catalogue_is_cut_from_the_shipped_one(catalogue: Catalogue) -> None:
    assert with_criteria(catalogue, 50, 1).current == catalogue.current[:50]


def test_the_bench_prints_a_line_for_each_size() -> None:
    done = CliRunner().invoke(main, ["bench", "match", "--services", "40,60", "--answers", "12"])
    assert done.exit_code == 0, done.output
    assert "12 different sets of answers, seed 1" in done.output
    assert [line.split()[0] for line in done.output.splitlines()[3:]] == ["40", "a", "60"]
    assert "times ours" in done.output


def test_the_bench_refuses_what_is_no_number() -> None:
    done = CliRunner().invoke(main, ["bench", "match", "--services", "few"])
    assert done.exit_code == 1
    assert "is no list of numbers" in done.output
