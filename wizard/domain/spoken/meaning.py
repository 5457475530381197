"""What the journey of today makes of the answers that a code says."""

from dataclasses import dataclass

from wizard.domain.answers import Answers
from wizard.domain.journey import Journey
from wizard.domain.spoken.packing import Raw


@dataclass(frozen=True, slots=True)
class Meaning:
    """The answers that go on, and what went: (question, option) pairs that the journey dropped.

    Something is lost when a question or option no longer exists, or when a question is
    no longer asked after the other answers.
    """

    answers: Answers
    lost: tuple[tuple[str, str], ...]


def understand(raw: Raw, journey: Journey) -> Meaning:
    """Return what of the answers of a code the journey still takes, and what it does not."""
    replay = journey.replay(raw)
    gone = [key for key in raw if journey.question(key) is None] + list(replay.skipped)
    lost = [(key, option) for key in gone for option in raw[key]]
    lost += [(problem.question, problem.value) for problem in replay.problems]
    return Meaning(replay.answers, tuple(lost))
