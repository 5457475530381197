"""What the desk shows while a caller is on the line: the same engine as the website, at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from wizard.application.find import FoundService, find
from wizard.application.ports import Found, Proposal, WordSearch
from wizard.domain.advice import Advice, advise
from wizard.domain.answers import Answers
from wizard.domain.catalogue import Catalogue
from wizard.domain.front_door import OWN_SERVICES, for_callers
from wizard.domain.nearness import NearMiss, near_misses
from wizard.domain.ranking import Ranked
from wizard.domain.text import Language
from wizard.domain.truth import Truth

FOUND = 8
"""Services found by their words that are shown above the others."""

NEAREST = 8
"""Near misses shown at first."""

DESCRIBES = 2
"""From so many answers on the words describe a caller; with fewer they look for something."""

CIRCUMSTANCES = frozenset({"place", "size"})
"""Answers whose words tell where and how big, and would only find what shares a name."""


@dataclass(frozen=True, slots=True)
class Consultation:
    """All that the desk knows of a call.

    `proposals` are answers that the words typed say and that were not given yet,
    `found` and `hits` what the same words find, those that do not fit last. Where
    `described` is true the words tell about a caller more than they look for something.
    `fitting` are the services that fit or may fit, the first steps first, without those
    that are among the hits above them; `nearest` come closest of what does not fit.
    """

    advice: Advice
    proposals: Sequence[Proposal]
    described: bool
    found: Found | None
    hits: Sequence[FoundService]
    fitting: Sequence[Ranked]
    nearest: Sequence[NearMiss]


def consult(
    catalogue: Catalogue,
    words: WordSearch,
    answers: Answers,
    query: str,
    language: Language,
    today: date,
    *,
    every: bool = False,
) -> Consultation:
    """Return what the desk shows for the answers and the words typed, in the adviser's language.

    With `every` all services that do not fit are returned.
    """
    advice = advise(catalogue, answers, today)
    said = words.propose(query, language) if query else ()
    described, rest = _describes(said), _without_circumstances(query, said)
    found, hits = _found(catalogue, words, rest, language, answers)
    if described:
        hits = _that_may_fit(hits)
    return Consultation(
        advice=advice,
        proposals=() if found and found.hint else _new(said, answers),
        described=described,
        found=found,
        hits=hits,
        fitting=_without(_steps_first(advice), () if described else hits),
        nearest=near_misses(advice, today.year, None if every else NEAREST),
    )


def _describes(said: Sequence[Proposal]) -> bool:
    """Return whether words tell about a caller; a need is what somebody looks for."""
    return len({one.question for one in said} - {"need"}) >= DESCRIBES


def _found(
    catalogue: Catalogue, words: WordSearch, query: str, language: Language, answers: Answers
) -> tuple[Found | None, Sequence[FoundService]]:
    """Return what the words find, those that do not fit last; None for no words."""
    if not query:
        return None, ()
    found, hits = find(catalogue, words, query, language, answers, FOUND)
    return found, sorted(hits, key=_does_not_fit)


def _without(ranked: Sequence[Ranked], above: Sequence[FoundService]) -> tuple[Ranked, ...]:
    """Return the services that do not stand in the list above."""
    shown = {one.service.key for one in above}
    return tuple(one for one in ranked if one.service.key not in shown)


def _that_may_fit(hits: Sequence[FoundService]) -> list[FoundService]:
    """Return the hits that may fit: who looks for a service wants to know why one does not.

    Who only describes a caller does not.
    """
    return [one for one in hits if not _does_not_fit(one)]


def _does_not_fit(one: FoundService) -> bool:
    return one.verdict is not None and one.verdict.truth is Truth.NO


def _steps_first(advice: Advice) -> tuple[Ranked, ...]:
    """Return what fits or may fit: the first steps, the rest in its order, ourselves last."""
    steps = tuple(for_callers(advice.first_steps))
    first = {one.service.key for one in steps} | OWN_SERVICES
    rest = (one for one in advice.ranked if one.service.key not in first)
    own = (one for one in advice.ranked if one.service.key in OWN_SERVICES)
    return (*steps, *rest, *own)


def _without_circumstances(query: str, said: Sequence[Proposal]) -> str:
    """Return the words typed without those that say where the caller is and with how many."""
    kept = query
    for one in sorted(said, key=lambda one: one.start, reverse=True):
        if one.question in CIRCUMSTANCES:
            kept = f"{kept[: one.start]} {kept[one.end :]}"
    return kept.strip()


def _new(proposals: Sequence[Proposal], answers: Answers) -> tuple[Proposal, ...]:
    """Return the proposals that say something that was not answered yet."""
    return tuple(one for one in proposals if one.option not in answers.of(one.question))
