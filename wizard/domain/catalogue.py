"""One edition of the whole catalogue, in memory and immutable."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from functools import cached_property
from typing import Any

from wizard.domain.bitsets import Masks
from wizard.domain.first_steps import FirstSteps
from wizard.domain.journey import Journey
from wizard.domain.lexicon import Lexicon
from wizard.domain.prospects import Prospect
from wizard.domain.question import Option
from wizard.domain.service import Document, Package, Provider, Service
from wizard.domain.standings import Standings
from wizard.domain.text import NO_TEXT, Text


@dataclass(frozen=True)
class Catalogue:
    """Everything that one request can see.

    `edition` is the number under which it was published (0 for one that was not)
    and `digest` the SHA-256 of its content. `vocabularies` maps a vocabulary's
    name to its terms in order.
    """

    services: Mapping[str, Service]
    providers: Mapping[str, Provider]
    packages: Mapping[str, Package]
    documents: Mapping[str, Document]
    journey: Journey
    vocabularies: Mapping[str, tuple[Option, ...]]
    lexicon: Lexicon = field(default_factory=Lexicon)
    edition: int = 0
    digest: str = ""
    published_on: str = field(default="")

    def __getstate__(self) -> dict[str, Any]:
        """Return what is written of it: the fields; the rest is worked out again when it is read."""
        return {one.name: getattr(self, one.name) for one in fields(self)}

    def work_out(self) -> None:
        """Compute now what advice needs, so that nobody's first request waits for it."""
        _ = self.masks, self.standings, self.steps, self.prospects, self.decided_by

    @cached_property
    def current(self) -> tuple[Service, ...]:
        """The services that may be recommended, by id. Bit n of a mask is the n-th."""
        chosen = (service for service in self.services.values() if service.recommended)
        return tuple(sorted(chosen, key=lambda service: service.key))

    @cached_property
    def masks(self) -> Masks:
        """The criteria of `current` as bit sets, built once per edition."""
        return Masks.of(self.current)

    @cached_property
    def standings(self) -> Standings:
        """What `current` is made for, as columns of points, built once per edition."""
        return Standings(self.current)

    @cached_property
    def steps(self) -> FirstSteps:
        """Chooses the first steps among `current`, built once per edition."""
        return FirstSteps(self.standings)

    @cached_property
    def prospects(self) -> Mapping[str, Prospect]:
        """Question -> what each answer to it does to the verdicts, built once per edition."""
        return {
            question.key: Prospect.of(self.masks, self.current, question)
            for question in self.journey.questions
        }

    @cached_property
    def made_for(self) -> Mapping[str, int]:
        """Stage -> the services of `current` made for it, as a bit set."""
        found: dict[str, int] = {}
        for position, service in enumerate(self.current):
            for stage in service.stages:
                found[stage] = found.get(stage, 0) | 1 << position
        return found

    @cached_property
    def decided_by(self) -> Mapping[str, tuple[str, ...]]:
        """Service id -> the questions that its criteria look at, each once."""
        return {
            key: tuple(dict.fromkeys(one for rule in service.criteria for one in rule.questions))
            for key, service in self.services.items()
        }

    @cached_property
    def by_provider(self) -> Mapping[str, tuple[Service, ...]]:
        """Provider id -> its services by id, ended ones last."""
        return self._group((key, s) for s in self.services.values() for key in s.providers)

    @cached_property
    def by_parent(self) -> Mapping[str, tuple[Provider, ...]]:
        """Provider id -> the providers that are part of it, by id."""
        groups: dict[str, list[Provider]] = {}
        for _, provider in sorted(self.providers.items()):
            if provider.part_of:
                groups.setdefault(provider.part_of, []).append(provider)
        return {key: tuple(parts) for key, parts in groups.items()}

    def successors(self, key: str) -> tuple[Provider, ...]:
        """Return what followed a provider, step by step; the last one is there today.

        Empty if nothing replaced it. `key` is the id of a provider of this edition,
        whose check has made sure that the steps end.
        """
        chain: list[Provider] = []
        provider = self.providers[key]
        while provider.replaced_by:
            provider = self.providers[provider.replaced_by]
            chain.append(provider)
        return tuple(chain)

    @cached_property
    def by_package(self) -> Mapping[str, tuple[Service, ...]]:
        """Package key -> its services."""
        return self._group((key, s) for s in self.services.values() for key in s.packages)

    def label(self, vocabulary: str, key: str) -> Text:
        """Return the label of a term; an empty text if the vocabulary has no such term."""
        for term in self.vocabularies.get(vocabulary, ()):
            if term.key == key:
                return term.label
        return NO_TEXT

    @staticmethod
    def _group(pairs: Iterable[tuple[str, Service]]) -> dict[str, tuple[Service, ...]]:
        groups: dict[str, list[Service]] = {}
        for key, service in pairs:
            groups.setdefault(key, []).append(service)
        return {
            key: tuple(sorted(services, key=lambda s: (not s.recommended, s.key)))
            for key, services in groups.items()
        }
