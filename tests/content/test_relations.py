"""Relations between services: what contradicts itself is told, what holds both ways is completed."""

import pytest

from tests.content.examples import SERVICE
from wizard.content.load import Loaded
from wizard.content.reader import Records, read_records
from wizard.content.relations import MUTUAL, both_ways, check_relations


def records(*services: str) -> Records:
    """Return services «id [status] relation=id ...» as records."""
    files = {}
    for line in services:
        key, *words = line.split()
        text = SERVICE.replace('id = "tailor-loan"', f'id = "{key}"')
        if words and "=" not in words[0]:
            text = text.replace('"active"', f'"{words.pop(0)}"')
        relations = [word.split("=") for word in words]
        table = "".join(f"{name} = {ids.split(',')}\n" for name, ids in relations)
        files[f"services/{key}.toml"] = f"{text}\n[relations]\n{table}"
    found, problems = read_records(files)
    assert len(found.services) == len(services), problems
    return found


GOOD: list[tuple[str, ...]] = [
    ("a requires=b", "b"),
    ("a replaces=b", "b ended replaced_by=a"),
    ("a replaces=b related=b", "b ended replaced_by=a"),
    ("a part_of=c", "b part_of=c", "c"),
    ("a requires=b,c", "b requires=d", "c requires=d", "d"),
    ("a ended related=b requires=b", "b ended"),
    ("a combines_with=b", "b combines_with=a"),
    ("a excludes=b", "b"),
]

BAD: dict[str, tuple[tuple[str, ...], str]] = {
    "itself": (("a related=a",), "services/a.toml: relations.related: names the service itself"),
    "twice": (("a related=b,b", "b"), "services/a.toml: relations.related: names b twice"),
    "no mirror": (
        ("a replaces=b", "b ended"),
        "services/b.toml: relations.replaced_by: does not name a, which has this service in replaces",
    ),
    "no mirror the other way": (
        ("a", "b ended replaced_by=a"),
        "services/a.toml: relations.replaces: does not name b",
    ),
    "circle of requires": (
        ("a requires=b", "b requires=c", "c requires=a"),
        "services/a.toml: relations.requires: leads back to itself: a -> b -> c -> a",
    ),
    "circle of parts": (
        ("a part_of=b", "b part_of=a"),
        "services/a.toml: relations.part_of: leads back to itself: a -> b -> a",
    ),
    "requires what ended": (
        ("a requires=b", "b ended"),
        "services/a.toml: relations.requires: names b, which has ended",
    ),
    "part of what ended": (
        ("a part_of=b", "b ended"),
        "services/a.toml: relations.part_of: names b, which has ended",
    ),
    "related to what ended": (
        ("a related=b", "b ended"),
        "warning: services/a.toml: relations.related: names b, which has ended",
    ),
    "replaced but active": (
        ("a replaced_by=b", "b replaces=a"),
        "services/a.toml: relations.replaced_by: names b, but the status is active; set it to ended",
    ),
    "excluded and combined": (
        ("a excludes=b", "b combines_with=a"),
        "services/a.toml: relations.excludes: names b, and combines_with joins the same two",
    ),
    "excluded and required": (
        ("a excludes=b requires=b", "b"),
        "services/a.toml: relations.excludes: names b, and requires joins the same two",
    ),
}


@pytest.mark.parametrize("services", GOOD, ids=str)
def test_what_makes_sense_is_no_problem(services: tuple[str, ...]) -> None:
    assert list(check_relations(records(*services))) == []


@pytest.mark.parametrize("name", BAD)
def test_what_contradicts_itself_is_told(name: str) -> None:
    services, start = BAD[name]
    told = [str(problem) for problem in check_relations(records(*services))]
    assert len(told) == 1, told
    assert told[0].startswith(start)


def test_what_holds_both_ways_is_completed() -> None:
    completed = both_ways(records("a combines_with=b excludes=c", "b", "c related=a"))
    assert completed["b"].combines_with == ["a"]
    assert completed["c"].excludes == ["a"]
    assert completed["a"].related == [], "«see also» holds one way"


def test_the_shipped_catalogue_holds_both_ways(loaded: Loaded) -> None:
    assert loaded.catalogue is not None, "\n".join(map(str, loaded.errors))
    services = loaded.catalogue.services
    for key, service in services.items():
        for name in MUTUAL:
            for other in getattr(service.relations, name):
                assert key in getattr(services[other].relations, name), f"{key} {name} {other}"
