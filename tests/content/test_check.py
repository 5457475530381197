"""What no single file can know: references, order, coverage; and that nothing is overlooked."""

import re
from collections.abc import Callable

import pytest

from tests.content.examples import NAME, SERVICE, changed, new_problems
from wizard.content import keys
from wizard.content.folder import SINGLE_FILES
from wizard.content.load import load_catalogue
from wizard.content.problems import Problem
from wizard.content.reader import VOCABULARIES

Files = dict[str, str]
Change = Callable[[Files], dict[str, str | None]]
"""From a catalogue's files to those that change; None for a file that goes."""


@pytest.fixture(scope="module")
def few(files: Files) -> Files:
    """The shipped catalogue with every twentieth service; quicker to read."""
    names = [name for name in files if name.startswith("services/")]
    left_out = set(names) - set(names[::20])
    return {name: text for name, text in files.items() if name not in left_out}


def with_service(*pairs: str) -> Change:
    return lambda _: {NAME: changed(*pairs)}


def edit(name: str, old: str, new: str) -> Change:
    """Return the change that replaces the first passage matching a pattern in a file."""

    def change(files: Files) -> dict[str, str | None]:
        assert re.search(old, files[name]), f"{name} has no {old}"
        return {name: re.sub(old, new, files[name], count=1)}

    return change


def without(name: str) -> Change:
    return lambda _: {name: None}


SHARED = 'use = "sme"\nsource = "p1"\n\n[[facts]]'
OWN = SERVICE[SERVICE.index('id = "tailors"') : SERVICE.index("[[facts]]") + len("[[facts]]")]
QUESTION = r'key = "size"\n(?:(?!\[)[^\n]*\n)*'
"""The keys of one question before its texts."""

KIND = 'key = "size"\nkind = "one"\n'
ASK_WHEN = KIND + 'ask_when = [{{ question = "{0}", is = ["{1}"] }}]\nimplied = ["{2}"]\n'
IMPLIED_ALONE = KIND + 'implied = ["none"]\n'
ASK_ALONE = KIND + 'ask_when = [{ question = "stage", is = ["idea"] }]\n'

MISTAKES: dict[str, tuple[Change, str, str, str]] = {
    "unknown provider": (
        with_service('["1819"]', '["1819", "nobody"]'),
        NAME,
        "providers",
        "names nobody, which is not in providers; add it or correct the id",
    ),
    "unknown relation": (
        with_service("[[sources]]", '[relations]\nrequires = ["nothing"]\n\n[[sources]]'),
        NAME,
        "relations.requires",
        "names nothing, which is not in services; add it or correct the id",
    ),
    "unknown shared criterion": (
        with_service(OWN, SHARED.replace("sme", "smes")),
        NAME,
        "criteria.0.use",
        "names smes, which criteria.toml does not have; choose one of brussels-region",
    ),
    "unknown document": (
        with_service(
            'url = "https://1819.brussels/"\ndate', 'doc = "sba-2061"\nlines = [[1, 2]]\ndate'
        ),
        NAME,
        "sources.doc",
        "names sba-2061, which is not in documents.toml; add it or correct the id",
    ),
    "ended with criteria": (
        with_service('"active"', '"ended"'),
        NAME,
        "criteria",
        "are given for an ended service; remove them, nobody can use it",
    ),
    "package to an unknown service": (
        edit("packages/start.toml", r"services = \[", 'services = ["nothing", '),
        "packages/start.toml",
        "services",
        "names nothing, which is not in services; add it or correct the id",
    ),
    "package part on an unknown part": (
        edit("packages/start.toml", r"includes = \[", 'includes = ["nothing", '),
        "packages/start.toml",
        "includes",
        "names nothing, which is no part here",
    ),
    "implied without ask_when": (
        edit("journey.toml", QUESTION, IMPLIED_ALONE),
        "journey.toml",
        "question.",
        "needs `implied` together with `ask_when`, or neither",
    ),
    "ask_when without implied": (
        edit("journey.toml", QUESTION, ASK_ALONE),
        "journey.toml",
        "question.",
        "needs `implied` together with `ask_when`, or neither",
    ),
    "ask_when on a later question": (
        edit("journey.toml", QUESTION, ASK_WHEN.format("venture", "social", "none")),
        "journey.toml",
        "question.size.ask_when",
        "depends on venture, which does not come earlier; move the question down",
    ),
    "ask_when on itself": (
        edit("journey.toml", QUESTION, ASK_WHEN.format("size", "solo", "none")),
        "journey.toml",
        "question.size.ask_when",
        "depends on size, which does not come earlier",
    ),
    "implied is no option": (
        edit("journey.toml", QUESTION, ASK_WHEN.format("stage", "idea", "huge")),
        "journey.toml",
        "question.size.implied",
        "names huge, which is no option",
    ),
    "question that is not in the taxonomy": (
        edit("journey.toml", r'key = "size"', 'key = "colour"'),
        "journey.toml",
        "question.colour",
        "is not a question of the taxonomy; correct its key",
    ),
    "vocabulary out of order": (
        lambda files: {"vocabularies/size.toml": swapped(files["vocabularies/size.toml"])},
        "vocabularies/size.toml",
        "term",
        "has the keys solo, none, micro, small, medium, large; the taxonomy has none, solo, micro",
    ),
    **{
        f"missing {name}": (without(name), name, "(file)", "is missing; every catalogue needs it")
        for name in (*SINGLE_FILES, *(f"vocabularies/{one}.toml" for one in VOCABULARIES))
    },
    **{
        f"missing package {name}": (
            without(f"packages/{name}.toml"),
            f"packages/{name}.toml",
            "(file)",
            "is missing; write the package",
        )
        for name in keys.PACKAGES
    },
}
"""Name -> the change, and file, key and message of the line that must come of it."""


def swapped(text: str) -> str:
    """Return a vocabulary with its first two terms exchanged."""
    head, first, second, *rest = text.split("[[term]]")
    return "[[term]]".join([head, second, first, *rest])


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_between_files_is_told(few: Files, name: str) -> None:
    change, file, key, message = MISTAKES[name]
    found = new_problems(few, change(few))
    told = [
        one
        for one in found
        if one.file == file and key in one.key and one.message.startswith(message)
    ]
    assert len(told) == 1, f"expected {file}: {key}: {message}; got {sorted(map(str, found))}"


def test_a_good_service_more_is_no_problem(few: Files) -> None:
    assert new_problems(few, {NAME: SERVICE}) == set()


@pytest.mark.parametrize("stage", keys.STAGES)
def test_a_stage_without_any_service_is_told(few: Files, stage: str) -> None:
    changes = {
        name: re.sub(r"(?m)^stages = \[[^]]*\]", 'stages = ["STAGE"]', text)
        for name, text in few.items()
        if name.startswith("services/")
    }
    other = next(one for one in keys.STAGES if one != stage)
    after = {**few, **{name: text.replace("STAGE", other) for name, text in changes.items()}}
    told = Problem("services/", "stage", f"no usable service for {stage}; add or correct one")
    assert told in load_catalogue(after).problems


def test_an_error_leaves_no_catalogue(few: Files) -> None:
    broken = {**few, NAME: changed('["1819"]', '["nobody"]')}
    loaded = load_catalogue(broken)
    assert loaded.catalogue is None
    assert loaded.errors


BREAKINGS: tuple[tuple[str, str, str], ...] = (
    (r'(?m)^status = "', 'statut = "', "statut"),
    (r'(?m)^category = "[a-z]+"', 'category = "money"', "category"),
    (r'(?m)^as_of = "', 'as_of = "in ', "as_of"),
    (r"(?m)^providers = \[", 'providers = ["nobody", ', "providers"),
    (r"(?m)^prominence = \d", "prominence = 7", "prominence"),
    (r"(?m)^needs = \[", 'needs = ["luck", ', "needs.0"),
    (r"(?m)^id = ", "id == ", "(file)"),
    (r"(?m)^\[summary\]", "[summery]", "summery"),
    (r"(?m)^packages = \[", 'packages = ["nothing", ', "packages.0"),
    (r"(?m)^\[ask\]\n", '[ask]\nde = ["Wie lange?"]\n', "ask.de"),
)
"""Ten ways to break a service file: what is replaced, by what, and the key that must be told."""


def test_ten_files_broken_in_ten_ways_are_all_told(files: Files) -> None:
    names = [name for name in files if name.startswith("services/")]
    changes: dict[str, str | None] = {}
    wanted = set()
    for name, (old, new, key) in zip(names[:: len(names) // 10], BREAKINGS, strict=False):
        assert re.search(old, files[name]), f"{name} has no {old}"
        changes[name] = re.sub(old, new, files[name], count=1)
        wanted.add((name, key))
    found = {(one.file, one.key) for one in new_problems(files, changes)}
    assert len(wanted) == 10
    assert wanted <= found, f"not told: {sorted(wanted - found)}"
