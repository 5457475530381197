"""Whether the relations between services make sense together.

`replaces` and `replaced_by` are two ways to say the same thing, both files say
it. `combines_with` and `excludes` hold in both directions; one file is enough,
and `both_ways` gives the other its half.
"""

from collections.abc import Iterator, Mapping

from wizard.content.problems import Problem
from wizard.content.reader import Records
from wizard.content.schema import Relations

MIRRORS = {"replaces": "replaced_by", "replaced_by": "replaces"}
ONE_WAY = ("requires", "part_of", "replaces")
"""Relations that must never lead back to where they began."""

MUTUAL = ("combines_with", "excludes")
"""Relations that hold in both directions."""

NEEDS_A_LIVING_ONE = {
    "requires": "nobody can get it any more",
    "part_of": "nothing can be part of it any more",
    "combines_with": "nobody can combine it any more",
    "excludes": "nobody can have it any more",
    "related": "a reader would be sent to what is over",
}
"""Relation -> why it may not name an ended service."""


def check_relations(records: Records) -> Iterator[Problem]:
    """Yield every relation that contradicts itself, another one or a status.

    Ids that do not exist are told by the check of references and passed over here.
    """
    for key, service in records.services.items():
        yield from _check_self(key, service.relations)
        yield from _check_mirrors(key, service.relations, records)
        yield from _check_status(key, records)
        yield from _check_pairs(key, records)
    for name in ONE_WAY:
        yield from _check_circles(name, records)


def both_ways(records: Records) -> Mapping[str, Relations]:
    """Return the relations of every service with the mutual ones completed.

    >>> both_ways(Records())
    {}
    """
    halves: dict[str, dict[str, list[str]]] = {
        key: {name: list(getattr(service.relations, name)) for name in MUTUAL}
        for key, service in records.services.items()
    }
    for key, service in records.services.items():
        for name in MUTUAL:
            for other in getattr(service.relations, name):
                if other in halves and key not in halves[other][name]:
                    halves[other][name].append(key)
    return {
        key: service.relations.model_copy(update=halves[key])
        for key, service in records.services.items()
    }


def _file(key: str) -> str:
    return f"services/{key}.toml"


def _check_self(key: str, relations: Relations) -> Iterator[Problem]:
    for name, ids in relations.model_dump().items():
        where = f"relations.{name}"
        if key in ids:
            yield Problem(_file(key), where, "names the service itself; remove it")
        for other in sorted({one for one in ids if ids.count(one) > 1}):
            yield Problem(_file(key), where, f"names {other} twice; remove one")


def _check_mirrors(key: str, relations: Relations, records: Records) -> Iterator[Problem]:
    for name, mirror in MIRRORS.items():
        for other in getattr(relations, name):
            if other in records.services and key not in getattr(
                records.services[other].relations, mirror
            ):
                yield Problem(
                    _file(other),
                    f"relations.{mirror}",
                    f"does not name {key}, which has this service in {name}; add it or correct {key}",
                )


def _check_status(key: str, records: Records) -> Iterator[Problem]:
    service = records.services[key]
    if service.status == "ended":
        return
    relations = service.relations
    for name, why in NEEDS_A_LIVING_ONE.items():
        for other in getattr(relations, name):
            target = records.services.get(other)
            said = other in relations.replaces or other in relations.replaced_by
            if target and target.status == "ended" and not said:
                yield Problem(
                    _file(key),
                    f"relations.{name}",
                    f"names {other}, which has ended: {why}; remove it, name its successor, "
                    "or say under replaces that this service followed it",
                    "warning" if name == "related" else "error",
                )
    if relations.replaced_by:
        yield Problem(
            _file(key),
            "relations.replaced_by",
            f"names {', '.join(relations.replaced_by)}, but the status is {service.status}; "
            "set it to ended, or use related",
            "warning" if service.status in ("unconfirmed", "planned") else "error",
        )


def _check_pairs(key: str, records: Records) -> Iterator[Problem]:
    """Two services cannot exclude each other and also need or complete each other."""
    relations = records.services[key].relations
    for other in relations.excludes:
        back = records.services[other].relations if other in records.services else Relations()
        for name in ("requires", "combines_with", "part_of"):
            if other in getattr(relations, name) or key in getattr(back, name):
                yield Problem(
                    _file(key),
                    "relations.excludes",
                    f"names {other}, and {name} joins the same two; keep the one that is true",
                )


def _check_circles(name: str, records: Records) -> Iterator[Problem]:
    graph = {
        key: getattr(service.relations, name) for key, service in sorted(records.services.items())
    }
    done: set[str] = set()

    def walk(key: str, above: list[str]) -> list[str]:
        if key in above:
            return [*above[above.index(key) :], key]
        if key in done or key not in graph:
            return []
        others = (other for other in graph[key] if other != key)
        found = next((circle for other in others if (circle := walk(other, [*above, key]))), [])
        done.add(key)
        return found

    for start in graph:
        circle = walk(start, [])
        if circle:
            yield Problem(
                _file(circle[0]),
                f"relations.{name}",
                f"leads back to itself: {' -> '.join(circle)}; remove one of these",
            )
