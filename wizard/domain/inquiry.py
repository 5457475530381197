"""Which question is worth asking next, and when no answer changes the list any more.

The value of a question is the number of services made for the person's stage that
it is expected to move out of «unknown», every option counted as equally likely. A
question that decides nothing may still order the list (the need does only that).
"""

from dataclasses import dataclass
from functools import reduce
from operator import and_, or_

from wizard.domain.answers import Answers, Known
from wizard.domain.catalogue import Catalogue
from wizard.domain.question import Question


@dataclass(frozen=True, slots=True)
class Outlook:
    """What asking one open question could bring.

    `could_settle`: the services that at least one option would settle.
    `expected`: the mean number settled over the options, of those made for the stage.
    `could_reorder`: the services still possible whose place depends on it.
    """

    question: Question
    could_settle: int
    expected: float
    could_reorder: int

    @property
    def matters(self) -> bool:
        """Whether any answer could change the list."""
        return self.could_settle > 0 or self.could_reorder > 0


def outlooks(
    catalogue: Catalogue, answers: Answers, known: Known | None = None
) -> tuple[Outlook, ...]:
    """Return the open questions that matter, best first: the opening, then by value.

    `known` is what the answers say, for who has it at hand. Ties are broken by how many
    services the question could reorder, then by the journey's order.
    """
    facts = catalogue.journey.known(answers) if known is None else known
    masks = catalogue.masks
    slots = tuple(masks.in_slots(facts))
    met = [yes for yes, _ in slots]
    possible = reduce(and_, (may for _, may in slots), masks.everyone)
    unknown = possible & ~reduce(and_, met, masks.everyone)
    relevant = _made_for_stage(catalogue, facts)
    found = []
    for question in catalogue.journey.open_questions(answers, facts):
        prospect = catalogue.prospects[question.key]
        moved = prospect.moved(masks, facts, met, unknown)
        could_settle = reduce(or_, moved, 0).bit_count()
        settled = sum((mask & relevant).bit_count() for mask in moved)
        expected = settled / len(moved) if moved else 0.0
        found.append(
            Outlook(question, could_settle, expected, (possible & prospect.orders).bit_count())
        )
    return tuple(sorted((one for one in found if one.matters), key=_order))


def _made_for_stage(catalogue: Catalogue, known: Known) -> int:
    """Return the services made for the stage as a bit set; all while it is not known."""
    found = 0
    for stage in known.get("stage", frozenset()):
        found |= catalogue.made_for.get(stage, 0)
    return found or catalogue.masks.everyone


def _order(one: Outlook) -> tuple[bool, float, int]:
    return (
        not one.question.opening,
        0.0 if one.question.opening else -one.expected,
        -one.could_reorder,
    )
