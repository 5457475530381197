"""The few services to begin with: useful, spread over categories, for the needs named.

They are chosen one by one for their gain: the points, less for a category that is already
there, more for a need that is not yet answered. Candidates of one category and one main
need differ in their points only, so of each such kind only the best is compared, and the
list is read no further than a gain can reach.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from heapq import heappop, heappush
from itertools import compress
from operator import attrgetter

from wizard.domain.answers import Known
from wizard.domain.criteria import Condition
from wizard.domain.facets import columns
from wizard.domain.ranking import MOST_PROMINENT, Ranked, wanted
from wizard.domain.service import Service
from wizard.domain.standings import Standings
from wizard.domain.truth import Truth, any_of

FIRST_STEPS_MOST = 5
FIRST_STEPS_LEAST = 3
SAME_CATEGORY = -12
"""Each first step of the same category already chosen: spread the steps."""
NEW_NEED = 12
"""A first step whose main need was named and is not yet the main need of a chosen one."""
NO_NEED = -20
"""A first step that answers none of the needs named, unless everybody should hear of it."""
MOST_EXTRA = max(0, NEW_NEED, NO_NEED)
"""The most by which a gain can exceed the points."""
FOR_A_FEW = 0.4
"""Less likely than this, and not more than a half: what a «maybe» counts for."""
GROUP_QUESTIONS = ("profile", "venture")
"""A service for a group that nobody has named waits until the group is named."""
WORTH_A_FOURTH = 40
"""Below this many points a fourth or fifth step would only be filling."""

REMEMBERED_GROUPS = 256
"""Answers about groups and projects for which it is kept whose rules they meet."""

_Rule = tuple[Condition, ...]
"""A criterion without its words."""
_KEY = attrgetter("service.key")
_NONE_MET = ""
"""Instead of a need: none of those named is answered."""


_Kind = tuple[str, str | None]
"""What makes gains differ: the category, and the main need if it was named."""
_Head = tuple[int, int, _Kind]
"""The best candidate of a kind: its gain, how early its id comes, and the kind."""


class FirstSteps:
    """Chooses among the services of some standings. Safe in several threads."""

    def __init__(self, standings: Standings) -> None:
        """Note what decides whether a service may be among the first."""
        services, lanes = standings.services, standings.lanes
        self._standings = standings
        self._place = {service.key: place for place, service in enumerate(services)}
        ordered = sorted(self._place, key=_reverse)
        self._earliness = {key: number for number, key in enumerate(ordered)}
        known_to = columns(lanes, [_renown(service) for service in services])
        self._well_known, self._lesser_known = known_to.get(2, 0), known_to.get(1, 0)
        rules = columns(lanes, [_group_rules(service) for service in services])
        self._conditions = _by_question(rules)
        self._for_groups = _for_groups_only(rules)
        self._met = lru_cache(maxsize=REMEMBERED_GROUPS)(self._who_is_named)
        self._waiting = lru_cache(maxsize=REMEMBERED_GROUPS)(self._who_waits)

    def choose(self, ranked: Sequence[Ranked], known: Known) -> tuple[Ranked, ...]:
        """Return three to five of the ranked services to begin with, the most useful first.

        Planned services, those for rare cases, for another stage or for a group not named
        are never among them, and lesser known ones only if they answer something; so there
        may be fewer. `ranked` is the whole list for what is known, best first.
        """
        allowed = self._standings.lanes.read(self._allowed(known))
        places = map(self._place.__getitem__, map(_KEY, ranked))
        candidates = compress(ranked, map(allowed.__getitem__, places))
        race = _Race(candidates, wanted(known), self._earliness)
        chosen: list[Ranked] = []
        while len(chosen) < FIRST_STEPS_MOST:
            best = race.best()
            if best is None:
                break
            gain, _, kind = best
            if len(chosen) >= FIRST_STEPS_LEAST and gain < WORTH_A_FOURTH:
                break
            chosen.append(race.take(kind))
        return tuple(chosen)

    def _allowed(self, known: Known) -> int:
        """Return the column of those for this stage, and not for a few only."""
        stage = known.get("stage")
        found = self._well_known | (self._lesser_known & self._answering(known))
        if stage is not None:
            found &= self._standings.stages.facet.meets(stage)
        for questions in self._for_groups:
            chosen = tuple(known.get(key) for key in questions)
            if None in chosen:
                found &= ~self._waiting(questions, chosen)
        return found

    def _answering(self, known: Known) -> int:
        """Return the column of those that meet a need, sector, group or project named."""
        at = self._standings
        found = 0
        for question, facet in (
            ("need", at.needs.facet),
            ("sector", at.sectors),
            ("profile", at.profiles),
            ("venture", at.ventures),
        ):
            found |= facet.meets(known.get(question, ()))
        for question in self._conditions:
            if question in known:
                found |= self._met(question, known[question])
        return found

    def _who_is_named(self, question: str, chosen: frozenset[str]) -> int:
        """Return the column of those with a rule about groups that the answer meets."""
        known = {question: chosen}
        return _union(
            column
            for condition, column in self._conditions[question].items()
            if condition.truth(known) is Truth.YES
        )

    def _who_waits(
        self, questions: tuple[str, ...], chosen: tuple[frozenset[str] | None, ...]
    ) -> int:
        """Return the column of those with a rule on these questions that waits for a group.

        Only asked while one of them is open: a rule whose questions are all answered is at
        least as likely as `FOR_A_FEW` if it is still unknown.
        """
        pairs = zip(questions, chosen, strict=True)
        known = {key: options for key, options in pairs if options is not None}
        return _union(
            column
            for rule, column in self._for_groups[questions].items()
            if any_of(condition.truth(known) for condition in rule) is Truth.UNKNOWN
            and max(condition.chance(known) for condition in rule) < FOR_A_FEW
        )


class _Race:
    """The candidates that were read so far, those of each kind in a heap, the best on top."""

    def __init__(
        self, ranked: Iterator[Ranked], wanted: frozenset[str], earliness: dict[str, int]
    ) -> None:
        self._ranked, self._wanted, self._earliness = ranked, wanted, earliness
        self._next = next(ranked, None)
        self._heaps: dict[_Kind, list[tuple[int, int, Ranked]]] = {}
        self._categories: Counter[str] = Counter()
        self._mains: set[str] = set()

    def best(self) -> _Head | None:
        """Return the best of all that could be best, reading on as far as that takes."""
        best = max((self._head(kind) for kind in self._heaps), default=None)
        while self._next and (best is None or self._next.points + MOST_EXTRA >= best[0]):
            kind = self._add(self._next)
            if kind is not None:
                head = self._head(kind)
                best = head if best is None else max(best, head)
            self._next = next(self._ranked, None)
        return best

    def take(self, kind: _Kind) -> Ranked:
        """Return the best of a kind, which is chosen."""
        heap = self._heaps[kind]
        *_, taken = heappop(heap)
        if not heap:
            del self._heaps[kind]
        self._categories[taken.service.category] += 1
        self._mains.update(taken.service.needs[:1])
        return taken

    def _add(self, one: Ranked) -> _Kind | None:
        """Add a candidate; return its kind if it is the best of it, which a later one seldom is."""
        service, points = one.service, one.points
        kind = self._kind(service)
        entry = (-points, -self._earliness[service.key], one)
        heap = self._heaps.get(kind)
        if heap is None:
            self._heaps[kind] = [entry]
            return kind
        heappush(heap, entry)
        return kind if heap[0] is entry else None

    def _kind(self, service: Service) -> _Kind:
        if not self._wanted:
            return service.category, None
        if self._wanted.isdisjoint(service.needs) and service.prominence < MOST_PROMINENT:
            return service.category, _NONE_MET
        main = next(iter(service.needs), None)
        return service.category, main if main in self._wanted else None

    def _head(self, kind: _Kind) -> _Head:
        minus_points, minus_earliness, _ = self._heaps[kind][0]
        category, need = kind
        gain = SAME_CATEGORY * self._categories[category] - minus_points
        if need == _NONE_MET:
            gain += NO_NEED
        elif need is not None and need not in self._mains:
            gain += NEW_NEED
        return gain, -minus_earliness, kind


def _renown(service: Service) -> tuple[int, ...]:
    """Return 2 for a service that many should hear of, 1 for a lesser known, else nothing."""
    if service.status == "planned" or service.prominence == 0:
        return ()
    return (1,) if service.prominence == 1 else (2,)


def _group_rules(service: Service) -> Iterator[_Rule]:
    """Yield the criteria of a service that look at groups or projects, among other things."""
    for criterion in service.criteria:
        if not set(GROUP_QUESTIONS).isdisjoint(criterion.questions):
            yield criterion.conditions


def _by_question(rules: Mapping[_Rule, int]) -> dict[str, dict[Condition, int]]:
    """Return for each question the conditions on it, each with the services of its rules."""
    found: dict[str, dict[Condition, int]] = {}
    for rule, column in rules.items():
        for condition in rule:
            same = found.setdefault(condition.question, {})
            same[condition] = same.get(condition, 0) | column
    return found


def _for_groups_only(rules: Mapping[_Rule, int]) -> dict[tuple[str, ...], dict[_Rule, int]]:
    """Return the rules that look at groups or projects and at nothing else, by their questions."""
    found: dict[tuple[str, ...], dict[_Rule, int]] = {}
    for rule, column in rules.items():
        questions = tuple(sorted({condition.question for condition in rule}))
        if set(questions) <= set(GROUP_QUESTIONS):
            found.setdefault(questions, {})[rule] = column
    return found


def _union(found: Iterable[int]) -> int:
    united = 0
    for column in found:
        united |= column
    return united


def _reverse(key: str) -> tuple[int, ...]:
    """Return a value that is larger for an id that comes earlier in the alphabet."""
    return tuple(-ord(letter) for letter in key)
