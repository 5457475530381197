"""Catalogues of any size for benchmarks, made from the words of the shipped one.

Every text is drawn word by word from the words that the shipped texts of that language
really use, as often as they use them, so the lists of services per word grow as they
would in a larger catalogue. The facets are those of a shipped service drawn at random.
"""

import random
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from wizard.domain.answers import UNSURE
from wizard.domain.catalogue import Catalogue
from wizard.domain.criteria import Criterion
from wizard.domain.service import Service, Words
from wizard.domain.text import LANGUAGES, Language, Lines, Text
from wizard.search.fields import parts
from wizard.search.stems import tokens

TITLE, SUMMARY, LINE = 6, 16, 7
"""Words of each part of a made service, about those of a shipped one."""


@dataclass(frozen=True)
class _Words:
    """The words of one language, with the running sums of how often each is used."""

    words: Sequence[str]
    sums: Sequence[int]

    def draw(self, chance: random.Random, number: int) -> str:
        return " ".join(chance.choices(self.words, cum_weights=self.sums, k=number))


def grown(catalogue: Catalogue, size: int, seed: int) -> Catalogue:
    """Return the catalogue with `size` services: cut, or filled up with made ones.

    The same seed gives the same catalogue; it has no digest, so no index is kept for it.
    """
    shipped = dict(list(catalogue.services.items())[:size])
    chance = random.Random(seed)  # noqa: S311  (a benchmark, no secret)
    words = {language: _words(catalogue, language) for language in LANGUAGES}
    models = list(catalogue.services.values())
    made = {
        f"made-{number:06d}": _service(f"made-{number:06d}", chance.choice(models), words, chance)
        for number in range(size - len(shipped))
    }
    return replace(catalogue, services={**shipped, **made}, digest=f"made-{size}-{seed}")


def with_criteria(catalogue: Catalogue, size: int, seed: int) -> Catalogue:
    """Return a catalogue of `size` services that may be recommended, varied in all that decides.

    The shipped ones come first, cut or filled up with made ones. A made one has as many
    criteria as a shipped one drawn at random, each drawn from all, half of them with other
    options; stages, sectors and so on come from a shipped service each. Its words are
    those of a shipped one. The same seed gives the same catalogue.
    """
    shipped = catalogue.current[:size]
    chance = random.Random(seed)  # noqa: S311  (a benchmark, no secret)
    options = {
        question.key: [one for one in question.allowed if one != UNSURE]
        for question in catalogue.journey.questions
    }
    rules = [rule for service in catalogue.current for rule in service.criteria]
    made = [
        _decided(f"made-{number:06d}", catalogue.current, rules, options, chance)
        for number in range(size - len(shipped))
    ]
    services = {service.key: service for service in (*shipped, *made)}
    return replace(catalogue, services=services, digest=f"decided-{size}-{seed}")


def _decided(
    key: str,
    models: Sequence[Service],
    rules: Sequence[Criterion],
    options: Mapping[str, list[str]],
    chance: random.Random,
) -> Service:
    model, aim, group, need = chance.choices(models, k=4)
    number = len(chance.choice(models).criteria)
    return replace(
        model,
        key=key,
        stages=aim.stages,
        sectors=group.sectors,
        profiles=need.profiles,
        ventures=aim.ventures,
        needs=need.needs,
        as_of=group.as_of,
        criteria=tuple(_varied(chance.choice(rules), options, chance) for _ in range(number)),
    )


def _varied(rule: Criterion, options: Mapping[str, list[str]], chance: random.Random) -> Criterion:
    """Return a criterion, every other time with one to three options moved in or out."""
    if chance.random() < 0.5:
        return rule
    conditions = []
    for one in rule.conditions:
        pool = options[one.question]
        moved = frozenset(chance.sample(pool, chance.randint(1, 3))) - one.maybe - one.no
        yes = one.yes ^ moved or one.yes
        share = (len(yes) + len(one.maybe) / 2) / len(pool)
        conditions.append(replace(one, yes=yes, share=share))
    return replace(rule, conditions=tuple(conditions))


def _words(catalogue: Catalogue, language: Language) -> _Words:
    counts = Counter(
        text[start:end]
        for service in catalogue.services.values()
        for _, text in parts(service, catalogue, language)
        for start, end, _ in tokens(text)
    )
    ordered = sorted(counts)
    return _Words(ordered, list(accumulate(counts[word] for word in ordered)))


def _service(
    key: str, model: Service, words: dict[Language, _Words], chance: random.Random
) -> Service:
    def text(number: int) -> Text:
        return Text(*(words[language].draw(chance, number) for language in LANGUAGES))

    def lines(number: int) -> Lines:
        return Lines(*(tuple(_lines(words[one], chance, number)) for one in LANGUAGES))

    made = Words(
        title=text(TITLE),
        summary=text(SUMMARY),
        offer=lines(2),
        audience=text(LINE),
        apply=Lines(),
        ask=Lines(),
        search=lines(1),
    )
    return replace(model, key=key, words=made, criteria=(), checks=(), facts=(), sources=())


def _lines(words: _Words, chance: random.Random, number: int) -> Iterator[str]:
    for _ in range(number):
        yield words.draw(chance, LINE)
