"""The program's source as the policy tests read it: modules, their trees, their imports."""

import ast
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tests.conftest import ROOT

PACKAGE = ROOT / "wizard"


@dataclass(frozen=True)
class Module:
    """One file of the program: its dotted name, its place in the checkout, its tree."""

    name: str
    path: Path
    tree: ast.Module

    @property
    def file(self) -> str:
        """The path from the checkout's root, with forward slashes."""
        return self.path.relative_to(ROOT).as_posix()

    @property
    def part(self) -> str:
        """The layer: the folder below `wizard`, or the file's own name at the top."""
        inner = self.path.relative_to(PACKAGE).parts
        return inner[0] if len(inner) > 1 else self.path.name


@cache
def modules() -> tuple[Module, ...]:
    """Return all modules of the program, by path."""
    return tuple(_read(path) for path in sorted(PACKAGE.rglob("*.py")))


def imports(module: Module) -> set[str]:
    """Return what a module imports, also inside functions, as dotted names.

    `from a import b` counts as `a.b` when that is one of our modules, else as `a`.
    """
    ours = {one.name for one in modules()}
    found: set[str] = set()
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{module.file}:{node.lineno}: import by the full name"
            origin = node.module or ""
            inner = {f"{origin}.{alias.name}" for alias in node.names}
            found |= (inner & ours) or {origin}
            if inner - ours:
                found.add(origin)
    return found


def text_files(*folders: str, suffixes: tuple[str, ...] = ()) -> list[Path]:
    """Return the files below some folders of the checkout, without what tools leave there."""
    return sorted(
        path
        for folder in folders
        for path in (ROOT / folder).rglob("*")
        if path.is_file()
        and not {"__pycache__", ".output"} & set(path.parts)
        and (not suffixes or path.suffix in suffixes)
    )


def _read(path: Path) -> Module:
    parts = path.relative_to(ROOT).with_suffix("").parts
    name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
    return Module(name, path, ast.parse(path.read_text(encoding="utf-8")))
