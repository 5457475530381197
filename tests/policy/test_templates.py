"""A template sees its page object and nothing else, and uses all of it."""

import re
from dataclasses import fields
from functools import cache

import pytest
from flask import Flask
from jinja2 import StrictUndefined, meta, nodes
from jinja2.defaults import DEFAULT_NAMESPACE

from tests.policy.source import modules
from tests.policy.template_types import (
    ENVIRONMENT,
    TEMPLATES,
    Walk,
    bases,
    leads_to,
    reachable,
    template_names,
    tree,
)
from tests.web.site_pages import BOOM, SAMPLES, Sample, breaking_app
from wizard.domain.text import LANGUAGES
from wizard.laboratory import writing
from wizard.web import render
from wizard.web.staff import mails
from wizard.web.staff import render as staff_render

OWNERS = [
    *render.TEMPLATES.items(),
    *staff_render.TEMPLATES.items(),
    *writing.TEMPLATES.items(),
    *((page, name) for page, names in mails.MAILS.items() for name in names),
]
"""Page object and template: those of the site, those that are written into files, and mails."""
SENT = {"subject"}
"""What the fields of a mail hold beside its templates' words: the program sends it."""
PAGES = {name: page for page, name in OWNERS}
GETTEXT = {"_", "gettext", "ngettext"}
PARTS_OF_VIEWS = ("wizard.web.pages.", "wizard.web.staff.pages.")
"""The classes that are made for templates; others (links, texts) have more than one use."""

EACH_TEMPLATE = pytest.mark.parametrize("name", template_names())
EACH_PAGE = pytest.mark.parametrize("name", sorted(PAGES))
EACH_OWNER = pytest.mark.parametrize("page", dict.fromkeys(page for page, _ in OWNERS))

UNSAFE = {
    "an inline style": re.compile(r"<style\b|\sstyle\s*=", re.IGNORECASE),
    "an inline script": re.compile(r"<script\b(?![^>]*\bsrc=)|javascript:", re.IGNORECASE),
    "an inline handler": re.compile(r"<[^>]*\son[a-z]+\s*=", re.IGNORECASE),
    "unescaped words": re.compile(r"\|\s*safe\b|autoescape\s+false|\bMarkup\b"),
}
"""What the content security policy would block, or what would let content become markup."""

INTO_A_FILE = {("laboratory/style.html", "an inline style")}
"""A page that is written into one file brings its style along: no site serves it with a policy."""


@cache
def walked(name: str) -> Walk:
    """Return the walk over one page's templates."""
    walk = Walk()
    walk.page(name, PAGES[name])
    return walk


def test_every_page_object_has_its_own_template() -> None:
    assert len(PAGES) == len(OWNERS), "two page objects share a template"
    pages = [page for page, _ in OWNERS if page not in mails.MAILS]
    assert len(set(pages)) == len(pages), "a page object has two templates"


def test_every_template_is_used() -> None:
    used, new = set[str](), set(PAGES)
    while new:
        used |= new
        new = {other for name in new for other in leads_to(name)} - used
    assert set(template_names()) == used


def names_at_top(name: str) -> set[str]:
    """Return the imports and macros of a template and its base, which its blocks see."""
    above = (node.template for node in tree(name).find_all(nodes.Extends))
    bases = [one.value for one in above if isinstance(one, nodes.Const)]
    body = [node for one in (name, *bases) for node in tree(one).body]
    found = {node.target for node in body if isinstance(node, nodes.Import)}
    return found | {node.name for node in body if isinstance(node, nodes.Macro)}


@EACH_TEMPLATE
def test_a_template_sees_its_page_and_nothing_else(name: str) -> None:
    page = {"page"} if name in PAGES or name in bases() else set()
    allowed = page | GETTEXT | DEFAULT_NAMESPACE.keys() | names_at_top(name)
    foreign = meta.find_undeclared_variables(tree(name)) - allowed
    assert not foreign, f"templates/{name} uses {sorted(foreign)}; put it on the page object"


@EACH_PAGE
def test_a_template_names_only_what_its_page_has(name: str) -> None:
    assert not walked(name).wrong, "\n".join(walked(name).wrong)


@EACH_OWNER
def test_the_templates_of_a_page_use_every_field_of_it(page: type) -> None:
    names = [name for owner, name in OWNERS if owner is page]
    used = {field for name in names for owner, field in walked(name).used if owner is page}
    used |= SENT if page in mails.MAILS else set()
    unused = {field.name for field in fields(page)} - used
    assert not unused, f"templates/{names} show nothing of {sorted(unused)}; remove the fields"


def test_every_field_of_a_view_is_shown_somewhere() -> None:
    used = {pair for name in PAGES for pair in walked(name).used}
    unused = {
        f"{view.__module__}: {view.__name__}.{field.name}"
        for page in PAGES.values()
        for view in reachable(page)
        if view.__module__.startswith(PARTS_OF_VIEWS)
        for field in fields(view)
        if (view, field.name) not in used
        if not (view in mails.MAILS and field.name in SENT)
    }
    assert not unused, "no template shows these; remove them:\n" + "\n".join(sorted(unused))


WRONG = """{% extends "base.html" %}
{% block main %}
{% for row in page.rows %}{{ row.nothing }}{% endfor %}
{{ page.nowhere }}
{% endblock %}"""


def test_the_walk_finds_what_does_not_exist() -> None:
    walk = Walk({"wrong.html": ENVIRONMENT.parse(WRONG)})
    walk.page("wrong.html", PAGES["services.html"])
    assert walk.wrong == [
        "templates/wrong.html:3: Row has no «nothing»",
        "templates/wrong.html:4: ServiceListPage has no «nowhere»",
    ]


@EACH_TEMPLATE
@pytest.mark.parametrize("what", UNSAFE)
def test_a_template_is_safe(name: str, what: str) -> None:
    found = UNSAFE[what].search((TEMPLATES / name).read_text(encoding="utf-8"))
    if (name, what) in INTO_A_FILE:
        assert found, f"templates/{name} has not {what} any more; take it off the list"
        return
    assert found is None, f"templates/{name} has {what}: {found and found.group()}"


def test_what_is_written_into_a_file_has_no_part_in_the_site() -> None:
    reached, new = set[str](), set(render.TEMPLATES.values())
    while new:
        reached |= new
        new = {other for name in new for other in leads_to(name)} - reached
    assert not reached & {name for name, _ in INTO_A_FILE}


def test_no_code_makes_markup() -> None:
    found = [
        module.file
        for module in modules()
        if re.search(r"\bMarkup\b|render_template_string", module.path.read_text(encoding="utf-8"))
    ]
    assert not found, f"HTML is made in templates only, not in {found}"


@pytest.fixture(scope="module")
def strict(app: Flask) -> Flask:
    """The same site, where an undefined name in a template is an error."""
    site = breaking_app(app)
    site.jinja_env.undefined = StrictUndefined
    return site


@pytest.mark.parametrize("sample", [*SAMPLES, Sample(BOOM, BOOM, 500)], ids=lambda one: one.name)
def test_a_page_renders_without_undefined_names(strict: Flask, sample: Sample) -> None:
    client = strict.test_client()
    for language in LANGUAGES:
        answer = client.get(sample.address(language))
        assert answer.status_code == sample.status, f"{sample.address(language)}: {answer.status}"
        assert f'<html lang="{language}">' in answer.text


def test_an_undefined_name_would_be_an_error(strict: Flask) -> None:
    with strict.test_request_context("/fr/"), pytest.raises(Exception, match="undefined"):
        strict.jinja_env.from_string("{{ page.title }}").render()
