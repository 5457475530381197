"""`wizard bench match`: verdicts, order and advice at growing catalogues, beside a plain loop."""

import gc
import random
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from functools import partial

import click

from wizard import app as application
from wizard.bench.questions import people
from wizard.bench.searching import shipped
from wizard.bench.synthetic import with_criteria
from wizard.domain.advice import advise
from wizard.domain.answers import Answers, Known
from wizard.domain.catalogue import Catalogue
from wizard.domain.inquiry import outlooks
from wizard.domain.matching import judge
from wizard.domain.ranking import points
from wizard.domain.truth import Truth

SIZES = "309,1000,10000,100000"
LEAST, MOST_JUDGED = 30, 1_000_000
"""At large sizes fewer answers are taken, for so many services judged a round."""
PLAIN_MOST = 40
"""The plain loop is timed for so many of the answers only."""

Times = list[float]
WORK = ("verdicts", "list", "advice", "outlooks")


@click.command("match")
@click.option("--services", default=SIZES, show_default=True, help="Numbers of them, by commas.")
@click.option("--answers", "number", default=300, show_default=True, help="Different sets of them.")
@click.option("--seed", default=1, show_default=True)
def match_speed(services: str, number: int, seed: int) -> None:
    """Verdicts, list, advice and outlooks: median and 95th percentile, in milliseconds.

    «verdicts» says yes, no or not known of all services; «list» adds the complete order with
    points and what is excluded; «advice» adds first steps, groups and counts; «outlooks»
    weighs the open questions. The answers are all different: «first» is when they are new to
    a catalogue, «again» a second round. Times are those of the processor, so that other work
    on the machine counts little. Services beyond the shipped ones are made, with criteria,
    stages and needs drawn apart from each other and half of the criteria changed; «lists»
    counts the different lists of criteria.
    """
    catalogue, _ = shipped()
    crowd = _crowd(catalogue, number, seed)
    click.echo(f"{len(crowd)} different sets of answers, seed {seed}; ms: median, 95th percentile")
    click.echo(
        f"{'services':>8} {'lists':>7} {'answers':>7} {'built':>7}  "
        + "".join(f"{one:^36}" for one in WORK)
    )
    click.echo(f"{'':33}" + "".join(f"{'first':^18}{'again':^18}" for _ in WORK))
    for position, size in enumerate(_sizes(services)):
        grown = with_criteria(catalogue, size, seed)
        _line(grown, crowd[: max(LEAST, MOST_JUDGED // size)])
        if position == 0:
            _beside_plain(grown, crowd)
        gc.unfreeze()


def _sizes(services: str) -> list[int]:
    try:
        return [int(one) for one in services.split(",")]
    except ValueError as error:
        raise click.ClickException(f"{services!r} is no list of numbers like {SIZES}") from error


def _crowd(catalogue: Catalogue, number: int, seed: int) -> list[Answers]:
    """Return different answers, of people who answered none to all of the questions."""
    chance = random.Random(seed)  # noqa: S311  (a simulation, no secret)
    found: dict[Answers, None] = {}
    for person in people(catalogue, 10 * number, seed):
        asked = chance.sample(sorted(person), chance.randint(0, len(person)))
        found[catalogue.journey.replay({key: person[key] for key in asked}).answers] = None
        if len(found) == number:
            break
    return list(found)


def _line(catalogue: Catalogue, crowd: Sequence[Answers]) -> None:
    """Print the times at one size, with how many lists of criteria are different."""
    built = _seconds(partial(_build, catalogue))
    gc.collect()
    gc.freeze()  # as the server does once it has its catalogue
    today = application.today()
    rounds = [[_times(catalogue, answers, today) for answers in crowd] for _ in range(2)]
    lists = len({tuple(c.conditions for c in one.criteria) for one in catalogue.current})
    columns = (
        f"{statistics.median(times):8.3f} {_p95(times):8.3f} "
        for work in range(len(WORK))
        for times in ([each[work] for each in one] for one in rounds)
    )
    click.echo(
        f"{len(catalogue.current):>8} {lists:>7} {len(crowd):>7} {built:5.1f} s  "
        + "".join(columns)
    )


def _build(catalogue: Catalogue) -> tuple[object, ...]:
    """Build what an edition builds once."""
    return catalogue.masks, catalogue.steps, catalogue.prospects


def _times(catalogue: Catalogue, answers: Answers, today: date) -> Times:
    """Return the milliseconds of each kind of work for one set of answers."""
    known = catalogue.journey.known(answers)
    verdicts = _seconds(lambda: catalogue.masks.tally(known))
    began = time.thread_time()
    advice = advise(catalogue, answers, today)
    listed = time.thread_time()
    whole = (advice.first_steps, advice.groups, advice.counts)
    ended = time.thread_time()
    del whole
    weighed = _seconds(lambda: outlooks(catalogue, answers, known))
    return [1000 * one for one in (verdicts, listed - began, ended - began, weighed)]


def _beside_plain(catalogue: Catalogue, crowd: Sequence[Answers]) -> None:
    """Print how long a plain loop over the services takes for the same list.

    Ours starts with nothing remembered, so the answers are new to it.
    """
    today, some = application.today(), crowd[:PLAIN_MOST]
    fresh = replace(catalogue)
    _build(fresh)
    facts = [catalogue.journey.known(answers) for answers in some]
    plain = statistics.median(_seconds(partial(plain_list, catalogue, one, today)) for one in facts)
    own = statistics.median(_seconds(partial(advise, fresh, one, today)) for one in some)
    click.echo(
        f"{'':10}a plain loop for the list of {len(some)} of them: {1000 * plain:.3f} ms, "
        f"{plain / own:.1f} times ours in the same run ({1000 * own:.3f} ms)"
    )


def plain_list(catalogue: Catalogue, known: Known, today: date) -> list[tuple[int, str, Truth]]:
    """Return minus points, id and truth of all that is not excluded, service by service."""
    found = []
    for service in catalogue.current:
        truth = judge(service, known).truth
        if truth is not Truth.NO:
            found.append((-points(service, truth, known, today.year), service.key, truth))
    return sorted(found)


def _seconds(work: Callable[[], object]) -> float:
    began = time.thread_time()
    work()
    return time.thread_time() - began


def _p95(times: Sequence[float]) -> float:
    return statistics.quantiles(times, n=20)[-1]
