"""The whole-catalogue checks: what no single file can know about itself."""

from collections.abc import Iterable, Iterator

from wizard.content import keys
from wizard.content.check_words import check_words
from wizard.content.problems import Problem
from wizard.content.providers import check_providers
from wizard.content.reader import VOCABULARIES, Records
from wizard.content.relations import check_relations


def check_records(records: Records) -> list[Problem]:
    """Return every problem between the files: references, keys, order, coverage."""
    return [
        *_check_services(records),
        *check_relations(records),
        *check_providers(records.providers),
        *_check_packages(records),
        *_check_vocabularies(records),
        *_check_journey(records),
        *_check_coverage(records),
        *check_words(records),
    ]


def _check_services(records: Records) -> Iterator[Problem]:
    for key, service in records.services.items():
        file = f"services/{key}.toml"
        yield from _missing(file, "providers", service.providers, records.providers, "providers")
        for name, ids in service.relations.model_dump().items():
            yield from _missing(file, f"relations.{name}", ids, records.services, "services")
        for number, criterion in enumerate(service.criteria):
            if criterion.use is not None and criterion.use not in records.criteria:
                yield Problem(
                    file,
                    f"criteria.{number}.use",
                    f"names {criterion.use}, which criteria.toml does not have; "
                    f"choose one of {', '.join(records.criteria)}",
                )
        yield from _missing(
            file,
            "sources.doc",
            [source.doc for source in service.sources if source.doc],
            records.documents,
            "documents.toml",
        )
        if service.status == "ended" and service.criteria:
            yield Problem(
                file, "criteria", "are given for an ended service; remove them, nobody can use it"
            )


def _check_packages(records: Records) -> Iterator[Problem]:
    for wanted in keys.PACKAGES:
        if wanted not in records.packages:
            yield Problem(f"packages/{wanted}.toml", "(file)", "is missing; write the package")
    for key, package in records.packages.items():
        file = f"packages/{key}.toml"
        parts = {part.key for part in package.part}
        for part in package.part:
            for other in part.includes:
                if other not in parts:
                    yield Problem(
                        file, f"part.{part.key}.includes", f"names {other}, which is no part here"
                    )
            for element in part.element:
                where = f"part.{part.key}.element.{element.id}.services"
                yield from _missing(file, where, element.services, records.services, "services")


def _check_vocabularies(records: Records) -> Iterator[Problem]:
    expected: dict[str, tuple[str, ...]] = {
        **keys.QUESTION_OPTIONS,
        "package": keys.PACKAGES,
        "category": keys.CATEGORIES,
    }
    for name in VOCABULARIES:
        if name not in expected or name not in records.vocabularies:
            continue
        have = tuple(term.key for term in records.vocabularies[name])
        if have != expected[name]:
            yield Problem(
                f"vocabularies/{name}.toml",
                "term",
                f"has the keys {', '.join(have)}; the taxonomy has {', '.join(expected[name])}, in that order",
            )


def _check_journey(records: Records) -> Iterator[Problem]:
    if records.journey is None:
        return
    earlier: list[str] = []
    for question in records.journey.question:
        where = f"question.{question.key}"
        if question.key not in keys.QUESTION_OPTIONS:
            yield Problem(
                "journey.toml", where, "is not a question of the taxonomy; correct its key"
            )
            continue
        for one in question.ask_when:
            if one.question not in earlier:
                yield Problem(
                    "journey.toml",
                    f"{where}.ask_when",
                    f"depends on {one.question}, which does not come earlier; move the question down",
                )
        for option in question.implied:
            if option not in keys.QUESTION_OPTIONS[question.key]:
                yield Problem(
                    "journey.toml", f"{where}.implied", f"names {option}, which is no option"
                )
        earlier.append(question.key)


def _check_coverage(records: Records) -> Iterator[Problem]:
    """Every stage, category and package must have something to offer."""
    usable = [service for service in records.services.values() if service.status != "ended"]
    if not usable:
        return
    for name, wanted, found in (
        ("stage", keys.STAGES, {stage for service in usable for stage in service.stages}),
        ("category", keys.CATEGORIES, {service.category for service in usable}),
        ("package", keys.PACKAGES, {key for service in usable for key in service.packages}),
    ):
        for key in wanted:
            if key not in found:
                yield Problem("services/", name, f"no usable service for {key}; add or correct one")


def _missing(
    file: str, where: str, ids: Iterable[str], have: Iterable[str], place: str
) -> Iterator[Problem]:
    known = set(have)
    for key in ids:
        if key not in known:
            yield Problem(
                file, where, f"names {key}, which is not in {place}; add it or correct the id"
            )
