"""What a template does with its page object, found by walking its tree with types.

The walk starts at a page template with `page` of a known dataclass, follows its
base template and every macro it calls, and notes each field that is looked up.
"""

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from jinja2 import Environment, FileSystemLoader, nodes

from tests.conftest import ROOT

TEMPLATES = ROOT / "templates"
ENVIRONMENT = Environment(
    loader=FileSystemLoader(TEMPLATES), extensions=["jinja2.ext.i18n"], autoescape=True
)
KEEP_ITEMS = {"selectattr", "rejectattr", "list", "sort", "reverse", "first", "last"}
"""Filters whose outcome is made of the same things as what they are given."""

Names = dict[str, Any]
"""Name in a template -> its type, or the macros of an imported template."""


@cache
def tree(name: str) -> nodes.Template:
    """Return the tree of a template by its name."""
    return ENVIRONMENT.parse((TEMPLATES / name).read_text(encoding="utf-8"))


def template_names() -> list[str]:
    """Return the names of all templates: pages, and mails in plain text."""
    files = (path for path in TEMPLATES.rglob("*") if path.suffix in {".html", ".txt"})
    return sorted(path.relative_to(TEMPLATES).as_posix() for path in files)


@cache
def bases() -> frozenset[str]:
    """Return the templates that others extend, which see the page of those."""
    above = (
        node.template for name in template_names() for node in tree(name).find_all(nodes.Extends)
    )
    return frozenset(one.value for one in above if isinstance(one, nodes.Const))


def leads_to(name: str) -> set[str]:
    """Return the templates that one extends, imports or includes."""
    kinds = (nodes.Extends, nodes.Import, nodes.FromImport, nodes.Include)
    found = (getattr(node, "template", None) for node in tree(name).find_all(kinds))
    return {node.value for node in found if isinstance(node, nodes.Const)}


@cache
def members(owner: type) -> dict[str, Any]:
    """Return the public members of a class with their types: fields, properties, methods."""
    found: dict[str, Any] = dict(get_type_hints(owner)) if is_dataclass(owner) else {}
    for name in dir(owner):
        attribute = getattr(owner, name, None)
        if name.startswith("_") or name in found:
            continue
        function = attribute.fget if isinstance(attribute, property) else attribute
        hints = get_type_hints(function) if callable(function) and is_dataclass(owner) else {}
        found[name] = hints.get("return")
    return found


def plain(annotation: Any) -> Any:
    """Return a type without its «or None»."""
    if get_origin(annotation) in (Union, UnionType):
        return next(one for one in get_args(annotation) if one is not NoneType)
    return annotation


def item(annotation: Any) -> Any:
    """Return the type of the items of a tuple or list; None if they are not known."""
    found = plain(annotation)
    return get_args(found)[0] if get_origin(found) in (tuple, list) else None


class Walk:
    """One walk over a page's templates: what was used, and what does not exist."""

    def __init__(self, more: Mapping[str, nodes.Template] | None = None) -> None:
        """Begin with nothing found; `more` are templates beside those of the site."""
        self._more = more or {}
        self.used: set[tuple[type, str]] = set()
        self.wrong: list[str] = []
        self._macros: set[tuple[int, str]] = set()
        self._file = ""

    def page(self, name: str, page: type) -> None:
        """Walk the template of a page object, and the one that it extends."""
        names: Names = {"page": page}
        for node in self._tree(name).find_all(nodes.Extends):
            self._body(node.template.value, names)  # type: ignore[attr-defined]  # a constant
        self._body(name, names)

    def _tree(self, name: str) -> nodes.Template:
        return self._more[name] if name in self._more else tree(name)

    def _body(self, file: str, names: Names) -> None:
        before, self._file = self._file, file
        for node in self._tree(file).body:
            self._visit(node, names)
        self._file = before

    def _visit(self, node: nodes.Node, names: Names) -> None:
        if isinstance(node, nodes.Import):
            names[node.target] = self._imported(node.template.value)  # type: ignore[attr-defined]  # a constant
        elif isinstance(node, nodes.Macro):
            names[node.name] = (self._file, node, names)
        elif isinstance(node, nodes.For):
            self._loop(node, names)
        elif isinstance(node, nodes.Assign) and isinstance(node.target, nodes.Name):
            names[node.target.name] = self._type(node.node, names)
        elif isinstance(node, nodes.Block):
            for one in node.body:
                self._visit(one, dict(names))
        elif isinstance(node, nodes.Expr):
            self._type(node, names)
        else:
            for one in node.iter_child_nodes():
                self._visit(one, names)

    def _imported(self, file: str) -> Names:
        inner: Names = {}
        self._body(file, inner)
        return inner

    def _loop(self, node: nodes.For, names: Names) -> None:
        of = item(self._type(node.iter, names))
        inner = dict(names)
        if isinstance(node.target, nodes.Name):
            inner[node.target.name] = of
        for one in filter(None, (node.test, *node.body, *node.else_)):
            self._visit(one, inner)

    def _type(self, node: nodes.Node, names: Names) -> Any:
        """Return the type of an expression, noting every member that it looks up."""
        if isinstance(node, nodes.Name):
            return names.get(node.name)
        if isinstance(node, nodes.Getattr):
            return self._member(self._type(node.node, names), node)
        if isinstance(node, nodes.Call):
            return self._call(node, names)
        if isinstance(node, nodes.CondExpr):
            self._type(node.test, names)
            found = [self._type(one, names) for one in (node.expr1, node.expr2) if one]
            return found[0]
        if isinstance(node, nodes.Filter) and node.node is not None:
            found = self._type(node.node, names)
            return found if node.name in KEEP_ITEMS else None
        for one in node.iter_child_nodes():
            self._visit(one, names)
        return None

    def _member(self, owner: Any, node: nodes.Getattr) -> Any:
        owner = plain(owner)
        if isinstance(owner, dict):
            if node.attr not in owner:
                self._missing(node, "the imported template")
            return owner.get(node.attr)
        if not isinstance(owner, type):
            return None
        if node.attr not in members(owner):
            self._missing(node, owner.__name__)
            return None
        self.used.add((owner, node.attr))
        return members(owner)[node.attr]

    def _missing(self, node: nodes.Getattr, owner: str) -> None:
        self.wrong.append(f"templates/{self._file}:{node.lineno}: {owner} has no «{node.attr}»")

    def _call(self, node: nodes.Call, names: Names) -> Any:
        called = self._type(node.node, names)
        given = [self._type(one, names) for one in node.args]
        named = {one.key: self._type(one.value, names) for one in node.kwargs}
        if isinstance(called, tuple):
            self._macro(called, given, named)
            return None
        return called

    def _macro(
        self, called: tuple[str, nodes.Macro, Names], given: list[Any], named: Names
    ) -> None:
        file, macro, outer = called
        parameters = dict(zip((one.name for one in macro.args), given, strict=False)) | named
        seen = (id(macro), repr(parameters))
        if seen in self._macros:
            return
        self._macros.add(seen)
        before, self._file = self._file, file
        for one in macro.body:
            self._visit(one, {**outer, **parameters})
        self._file = before


def reachable(page: type) -> Iterator[type]:
    """Yield a page object's class and the classes of all objects in its fields."""
    seen: set[type] = set()
    open_types: list[Any] = [page]
    while open_types:
        one = open_types.pop()
        if get_args(one):
            open_types.extend(get_args(one))
        elif isinstance(one, type) and is_dataclass(one) and one not in seen:
            seen.add(one)
            yield one
            hints = get_type_hints(one)
            open_types.extend(hints[field.name] for field in fields(one))
