"""The checks between providers: history, belonging, and names that nobody else has."""

from collections.abc import Callable, Iterator, Mapping

from wizard.content.problems import Problem
from wizard.content.schema_shared import ProviderFile

Providers = Mapping[str, ProviderFile]


def check_providers(providers: Providers) -> list[Problem]:
    """Return every problem between the provider files, which are keyed by id."""
    return [
        *_check_ids(providers),
        *_check_mirror(providers),
        *_check_cycles(providers, "replaced_by", lambda one: one.replaced_by),
        *_check_cycles(providers, "part_of", lambda one: one.part_of),
        *_check_names(providers),
    ]


def _file(key: str) -> str:
    return f"providers/{key}.toml"


def _check_ids(providers: Providers) -> Iterator[Problem]:
    for key, record in providers.items():
        for name, ids in (
            ("predecessors", record.predecessors),
            ("replaced_by", [record.replaced_by]),
            ("part_of", [record.part_of]),
        ):
            for other in ids:
                if other and other not in providers:
                    yield Problem(
                        _file(key),
                        name,
                        f"names {other}, which is not in providers; add it or correct the id",
                    )


def _check_mirror(providers: Providers) -> Iterator[Problem]:
    """What one file says about another, the other one says too."""
    for key, record in providers.items():
        after = providers.get(record.replaced_by or "")
        if after is not None and key not in after.predecessors:
            yield Problem(
                _file(after.id), "predecessors", f"lacks {key}, which it replaced; add it"
            )
        for other in record.predecessors:
            before = providers.get(other)
            if before is not None and before.replaced_by != key:
                yield Problem(
                    _file(other), "replaced_by", f"is not {key}, which took over its work; write it"
                )


def _check_cycles(
    providers: Providers, name: str, follow: Callable[[ProviderFile], str | None]
) -> Iterator[Problem]:
    for key in providers:
        seen = [key]
        while (record := providers.get(seen[-1])) and (after := follow(record)):
            if after in seen:
                # The files that only lead into a circle are not at fault.
                if after == key:
                    circle = " -> ".join([*seen, key])
                    yield Problem(_file(key), name, f"goes round: {circle}; break the circle")
                break
            seen.append(after)


def _check_names(providers: Providers) -> Iterator[Problem]:
    """A name leads to one organisation, or to one and those that it came from."""
    owners: dict[str, list[str]] = {}
    for key, record in providers.items():
        for name in _names(record):
            owners.setdefault(name, []).append(key)
    for name, keys in owners.items():
        last = {_newest(key, providers) for key in keys}
        if len(last) > 1:
            yield Problem(
                _file(keys[-1]),
                "also",
                f"has the name «{name}», as {keys[0]} does; keep it in one of them",
            )


def _names(record: ProviderFile) -> set[str]:
    """Return all names of an organisation, in small letters."""
    known = [*record.also, *record.formerly]
    for part in filter(None, (record.name, record.abbreviation)):
        known += [name for name in (part.nl, part.fr, part.en) if name]
    return {name.casefold() for name in known}


def _newest(key: str, providers: Providers) -> str:
    """Return the id of what there is today of an organisation, following `replaced_by`."""
    seen = {key}
    while (record := providers.get(key)) and record.replaced_by and record.replaced_by not in seen:
        key = record.replaced_by
        seen.add(key)
    return key
