"""The picture of the journey: the stages as a path, grouped by package."""

from dataclasses import dataclass

from wizard.domain.text import Picked
from wizard.web.visit import Visit

STAGES_OF_PACKAGE: dict[str, tuple[str, ...]] = {
    "start": ("idea", "preparing", "starting"),
    "growth": ("running", "growing"),
    "difficulties": ("difficulty", "restart"),
    "transfer": ("taking-over", "handing-over"),
}
"""The taxonomy's table of stages; each stage belongs to one package."""


@dataclass(frozen=True, slots=True)
class Stop:
    """One stage on the path; `url` goes on from there."""

    label: str
    sentence: Picked
    url: str
    current: bool


@dataclass(frozen=True, slots=True)
class Stretch:
    """The stages of one package."""

    package: str
    label: str
    stops: tuple[Stop, ...]


def path(visit: Visit) -> tuple[Stretch, ...]:
    """Return the path with the stage answered (if any) marked."""
    journey = visit.catalogue.journey
    question = journey.question("stage")
    chosen = visit.answers.of("stage")
    stretches = []
    for package, stages in STAGES_OF_PACKAGE.items():
        options = [question.option(stage) for stage in stages] if question else []
        stops = tuple(
            Stop(
                option.label.pick(visit.language).words,
                option.answer.pick(visit.language),
                visit.links.journey_from(option.key),
                option.key in chosen,
            )
            for option in options
            if option is not None
        )
        label = visit.catalogue.label("package", package).pick(visit.language).words
        stretches.append(Stretch(package, label, stops))
    return tuple(stretches)
