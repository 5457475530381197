"""Whether every number in a reader's text is stated by the source that it cites.

An amount that no source says is the worst mistake that a guide to support can
make. A fact, a check or a criterion answers to the one source that it cites;
the other texts of a file to any of its sources. The labels in `criteria.toml`
are definitions (an SME has fewer than 250 people) and have no source of a file.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from wizard.content import keys
from wizard.content.numbers import missing, readings, spelled
from wizard.content.problems import Problem
from wizard.content.reader import Records
from wizard.content.schema import ServiceFile, Source, Trilingual, TrilingualList

ALWAYS = frozenset({"1819"})
"""The telephone number of the Region's own advice line."""

TEXTS = ("title", "summary", "offer", "audience", "apply", "ask")
"""The texts of a service that have no source of their own."""

SPOKEN = ("script", "not_here", "have_ready")
"""The texts of a service that are for the phone."""

_FIGURE = re.compile(r"\d")
_LONG = re.compile(r"\d\d")


@dataclass(frozen=True, slots=True)
class Passage:
    """One text in one language: its key in the file, and the source it cites, if any."""

    key: str
    language: str
    text: str
    source: str = ""


def check_numbers(records: Records) -> Iterator[Problem]:
    """Yield one problem for each number that a text states and its source does not.

    A figure that no source of the file states is an error. A figure that another
    source of the file states is a warning, and so are number words («three years»),
    because a writer may count what the source lists.
    """
    names = _names_with_figures(records)
    for key, service in records.services.items():
        stated = stated_by_source(service, records)
        for passage in passages(service):
            yield from _check_passage(f"services/{key}.toml", passage, stated, names)


def passages(service: ServiceFile) -> Iterator[Passage]:
    """Yield every text of a service that a reader sees, language by language."""
    for name in TEXTS:
        yield from _in_languages(name, getattr(service, name), "")
    if service.spoken is not None:
        for name in SPOKEN:
            yield from _in_languages(f"spoken.{name}", getattr(service.spoken, name), "")
    for number, fact in enumerate(service.facts):
        yield from _in_languages(f"facts.{number}.text", fact.text, fact.source)
    for number, check in enumerate(service.checks):
        yield from _in_languages(f"checks.{number}.text", check.text, check.source)
    for number, criterion in enumerate(service.criteria):
        if criterion.label is not None:
            key = f"criteria.{number}.label"
            yield from _in_languages(key, criterion.label, criterion.source)


def stated_by_source(service: ServiceFile, records: Records) -> dict[str, set[str]]:
    """Return the id of each source of a service -> the numbers it states; "" -> all of them.

    A source states what it says and its date, a document its year. All sources
    together also know the date of the record and its contact.
    """
    stated = {source.id: _stated(source, records) for source in service.sources}
    contact = service.contact
    reach = (contact.url, contact.phone, contact.email, contact.address, service.as_of)
    known = readings(" ".join(text for text in reach if text))
    stated[""] = known.union(*stated.values())
    return stated


def _stated(source: Source, records: Records) -> set[str]:
    found = set(ALWAYS) | readings(" ".join([*source.says, source.date or "", source.doc or ""]))
    document = records.documents.get(source.doc or "")
    return found | ({str(document.year)} if document else set())


def _in_languages(key: str, text: Trilingual | TrilingualList, source: str) -> Iterator[Passage]:
    for language in keys.LANGUAGES:
        value: str | list[str] = getattr(text, language)
        for line in [value] if isinstance(value, str) else value:
            yield Passage(key, language, line, source)


def _check_passage(
    file: str, passage: Passage, stated: dict[str, set[str]], names: re.Pattern[str]
) -> Iterator[Problem]:
    known = stated[passage.source]
    key = f"{passage.key}.{passage.language}"
    whose = f"{passage.source}, which it cites," if passage.source else "any source of the file"
    for number in missing(names.sub(" ", passage.text), known):
        elsewhere = number in stated[""]
        todo = "cite the source that says it" if elsewhere else "correct it, or add what is said"
        yield Problem(
            file,
            key,
            f"{number} is not in what {whose} says; {todo}: «{passage.text}»",
            "warning" if elsewhere else "error",
        )
    for word, number in spelled(passage.text, passage.language).items():
        if number not in known:
            yield Problem(
                file,
                key,
                f"«{word}» is not in what {whose} says; correct it, or add what is said: "
                f"«{passage.text}»",
                "warning",
            )


def _names_with_figures(records: Records) -> re.Pattern[str]:
    """Return a pattern of the names with a single figure: «7 Jours Santé», «Growth 4 Impact».

    Longer numbers in a title are checked like any other.
    """
    found = {name for name in _names(records) if _FIGURE.search(name) and not _LONG.search(name)}
    longest = sorted(found, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, longest)) or r"(?!)", re.IGNORECASE)


def _names(records: Records) -> Iterable[str]:
    for service in records.services.values():
        for language in keys.LANGUAGES:
            title: str = getattr(service.title, language)
            yield re.split(r"\s*[:(«“]", title)[0].strip()
    for provider in records.providers.values():
        for names in (provider.name, provider.abbreviation):
            yield from (one for one in names.model_dump().values() if one) if names else ()
