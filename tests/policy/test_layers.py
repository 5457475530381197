"""Each layer knows only the layers below it, and each library has its place."""

import ast
import sys
from collections.abc import Iterable, Iterator, Mapping

import pytest

from tests.policy.source import Module, imports, modules

PORTS = tuple(
    f"wizard.application.{name}"
    for name in (
        "ports",
        "ports_accounts",
        "ports_calls",
        "ports_cases",
        "ports_desk_counts",
        "ports_desks",
        "ports_flags",
        "ports_limits",
        "ports_outbox",
        "ports_referrals",
        "ports_sealing",
    )
)
"""What an adapter knows of the use cases: what they need from it, and nothing else."""

LAYERS: dict[str, tuple[str, ...]] = {
    "domain": ("wizard.domain",),
    "application": ("wizard.application", "wizard.domain"),
    "content": ("wizard.content", "wizard.domain", "pydantic", "PIL"),
    "search": (
        "wizard.search",
        "wizard.domain",
        "whoosh",
        "numpy",
        "Stemmer",
        "rapidfuzz",
        "spellchecker",
    ),
    "store": (
        "wizard.store",
        *PORTS,
        "wizard.content",
        "wizard.domain",
        "sqlalchemy",
        "alembic",
        "argon2",
        "cryptography",
        "redis",
    ),
    "delivery": ("wizard.delivery", *PORTS, "wizard.domain"),
    "web": (
        "wizard.web",
        "wizard.application",
        "wizard.domain",
        "wizard.resources",
        "flask",
        "flask_babel",
        "werkzeug",
        "flask_wtf",
        "wtforms",
        "babel",
        "authlib",
        "itsdangerous",
        "joserfc",
        "requests",
        "segno",
    ),
    "__init__.py": (),
    "memory.py": (),
    "resources.py": (),
    "settings": ("wizard.settings", "wizard.resources", "wizard.domain.limits"),
    "logs.py": ("wizard.settings.serving", "wizard.web.request_ids"),
    "build_hook.py": ("babel", "hatchling"),
}
"""Layer -> what it may import beside the standard library."""

KNOW_SEVERAL = {
    "app.py",
    "cli.py",
    "serving",
    "editions.py",
    "renewal.py",
    "staffing.py",
    "desking.py",
    "limiting.py",
    "reminding.py",
    "bench",
    "laboratory",
    "commands",
}
"""The only parts that may know several layers: they wire them together.

The laboratory reads a folder (content), surveys it (domain) and writes a page (web).
"""

PLACES: dict[str, set[str]] = {
    "flask": {"app.py", "renewal.py", "cli.py", "bench", "laboratory", "serving", "web"},
    "flask_babel": {"app.py", "cli.py", "bench", "laboratory", "web"},
    "werkzeug": {"app.py", "cli.py", "bench", "web"},
    "wtforms": {"app.py", "cli.py", "bench", "web"},
    "babel": {"app.py", "cli.py", "bench", "web", "build_hook.py"},
    "flask_wtf": {"web"},
    "authlib": {"web"},
    "itsdangerous": {"web"},
    "joserfc": {"web"},
    "requests": {"web"},
    "segno": {"web"},
    "click": {"cli.py", "bench", "laboratory", "commands"},
    "gunicorn": {"serving"},
    "prometheus_client": {"serving"},
    "hatchling": {"build_hook.py"},
    "pydantic": {"content"},
    "PIL": {"content"},
    "tomli_w": {"commands"},
    "sqlalchemy": {"store"},
    "alembic": {"store"},
    "argon2": {"store"},
    "cryptography": {"store"},
    "redis": {"store"},
    "whoosh": {"search"},
    "rapidfuzz": {"search"},
    "numpy": {"search"},
    "spellchecker": {"search"},
    "Stemmer": {"search"},
}
"""Library -> the parts that may import it; a library that is not here is not used at all."""

CLOCK = {"today", "now", "utcnow", "time", "time_ns", "monotonic", "perf_counter"}
CLOCK_OWNERS = {"date", "datetime", "time"}
MAY_READ_THE_CLOCK = {
    "app.py",
    "editions.py",
    "cli.py",
    "serving",
    "staffing.py",
    "desking.py",
    "limiting.py",
    "bench",
}


def within(name: str, allowed: Iterable[str]) -> bool:
    """Return whether a dotted name is one of the allowed ones or lies below one."""
    return any(name == one or name.startswith(f"{one}.") for one in allowed)


def standard(name: str) -> bool:
    return name.partition(".")[0] in sys.stdlib_module_names


def test_every_part_has_its_rule() -> None:
    parts = {module.part for module in modules()}
    assert parts == LAYERS.keys() | KNOW_SEVERAL, "give a new part its line in LAYERS"


@pytest.mark.parametrize("layer", LAYERS)
def test_a_layer_knows_only_those_below_it(layer: str) -> None:
    for module in modules():
        if module.part == layer:
            foreign = {
                name
                for name in imports(module)
                if not standard(name) and not within(name, LAYERS[layer])
            }
            assert not foreign, f"{module.file} imports {sorted(foreign)}; {layer} may not"


def test_every_library_stays_in_its_place() -> None:
    for module in modules():
        for name in imports(module):
            library = name.split(".")[0]
            if standard(name) or library == "wizard":
                continue
            assert module.part in PLACES.get(library, set()), (
                f"{module.file} imports {library}; only {sorted(PLACES.get(library, ()))} may"
            )


def test_whoosh_is_in_one_module() -> None:
    users = [
        one.file for one in modules() if within("whoosh", {n.split(".")[0] for n in imports(one)})
    ]
    assert users == ["wizard/search/index.py"], "Whoosh may be replaced in one place only"


def clock_calls(module: Module) -> Iterator[int]:
    """Yield the lines on which a module asks what time or day it is."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Attribute) and node.attr in CLOCK:
            owner = node.value
            name = owner.attr if isinstance(owner, ast.Attribute) else getattr(owner, "id", "")
            if name in CLOCK_OWNERS:
                yield node.lineno
        if isinstance(node, ast.ImportFrom) and node.module == "time":
            yield node.lineno


def test_only_the_outermost_parts_read_the_clock() -> None:
    found = [
        f"{module.file}:{line}"
        for module in modules()
        if module.part not in MAY_READ_THE_CLOCK
        for line in clock_calls(module)
    ]
    assert not found, f"the date is an argument everywhere else: {found}"


def test_the_search_for_clocks_finds_one() -> None:
    readers = {module.part for module in modules() if any(clock_calls(module))}
    assert "app.py" in readers, "`today` asks for the date"


def cycle(graph: Mapping[str, set[str]]) -> list[str]:
    """Return the modules of one circle of imports, in order; empty if there is none."""
    done: set[str] = set()

    def walk(name: str, above: list[str]) -> list[str]:
        if name in above:
            return [*above[above.index(name) :], name]
        if name in done:
            return []
        for other in sorted(graph[name]):
            found = walk(other, [*above, name])
            if found:
                return found
        done.add(name)
        return []

    return next((found for name in graph if (found := walk(name, []))), [])


def test_nothing_imports_in_circles() -> None:
    names = {module.name for module in modules()}
    graph = {module.name: imports(module) & names - {module.name} for module in modules()}
    assert not cycle(graph), " -> ".join(cycle(graph))


def test_the_search_for_circles_finds_one() -> None:
    assert cycle({"a": {"b"}, "b": {"c"}, "c": {"b"}}) == ["b", "c", "b"]
