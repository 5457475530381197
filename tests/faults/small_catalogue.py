"""A catalogue that is complete and small, so that it is published in a fraction of a second."""

import re
from collections.abc import Mapping
from pathlib import Path

from tests.conftest import ROOT
from wizard.content.folder import read_folder

EVERY = 12
"""One of so many services of the shipped catalogue is kept: some for each stage and category."""

MARK = "services/microstart.toml"
"""The service whose title tells which variant of the catalogue it is."""

ALSO = ("services/actiris-employer-services.toml", "services/brulingua.toml")
"""Services of the two categories that have few."""

LEFT_OUT = re.compile(r"services/|scenarios/|vocabulary/|searches\.toml|call-notes\.toml")
RELATIONS = re.compile(r"(?m)^\[relations\]\n(?:(?!\[).*\n)*")
PREDECESSORS = re.compile(r"(?m)^predecessors = \[[^\]]*\]\n")
LIST = re.compile(r"(?m)^services = \[[^\]]*\]")
NAME = re.compile(r'"([\w-]+)"')
TITLE = re.compile(r'(?m)^(\[title\]\n(?:\w+ = .*\n)*?en = )"[^"]*"')


def small_files(shipped: Path = ROOT / "catalogue") -> dict[str, str]:
    """Return the files of a valid catalogue with some thirty services."""
    files = read_folder(shipped)
    services = [name for name in files if name.startswith("services/")]
    chosen = {MARK, *ALSO, *services[::EVERY]}
    kept = {name: text for name, text in files.items() if not LEFT_OUT.match(name)}
    keys = {name.removeprefix("services/").removesuffix(".toml") for name in chosen}
    for name in [one for one in kept if one.startswith("packages/")]:
        kept[name] = LIST.sub(lambda found: _only(found[0], keys), kept[name])
    texts = {name: RELATIONS.sub("", files[name]) for name in chosen}
    said = set(NAME.findall("".join(texts.values())))
    used = {name: PREDECESSORS.sub("", kept[name]) for name in kept if _is_used(name, said)}
    return used | texts


def variant(files: Mapping[str, str], number: int) -> dict[str, str]:
    """Return the catalogue in which the marked service says its number in its English title."""
    text, changed = TITLE.subn(rf'\1"{title(number)}"', files[MARK])
    assert changed == 1, f"{MARK} has no English title"
    return {**files, MARK: text}


def title(number: int) -> str:
    """Return the English title of the marked service in a variant."""
    # No digits: each number in a text must be in what its sources say.
    return "Marker " + "".join(chr(ord("a") + int(digit)) for digit in f"{number:05}")


def _is_used(name: str, said: set[str]) -> bool:
    """Return whether a file is no provider, or one that a service names."""
    provider = name.removeprefix("providers/").removesuffix(".toml")
    return not name.startswith("providers/") or provider in said


def _only(block: str, keys: set[str]) -> str:
    return f"services = {[one for one in NAME.findall(block) if one in keys]}".replace("'", '"')
