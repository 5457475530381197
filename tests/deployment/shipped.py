"""What the shipped files of `wizard/deployment` say, as values."""

import re
import shlex
from collections.abc import Iterator
from configparser import ConfigParser
from pathlib import Path
from typing import Any

import click
import yaml

from tests.conftest import ROOT
from wizard.cli import main

FOLDER = ROOT / "wizard" / "deployment"
UNITS = FOLDER / "systemd"
COMMON = "parcours-.service.d/common.conf"
SETTING = re.compile(r"\bWIZARD_[A-Z_]+\b")


def shipped_files() -> list[Path]:
    """Return all shipped files."""
    return sorted(one for one in FOLDER.rglob("*") if one.is_file())


def text(name: str) -> str:
    """Return a file as text."""
    return (FOLDER / name).read_text(encoding="utf-8")


def compose() -> dict[str, Any]:
    """Return compose.yaml, with what is repeated by reference filled in."""
    found: dict[str, Any] = yaml.safe_load(text("compose.yaml"))
    return found


def services() -> dict[str, dict[str, Any]]:
    """Return the services of compose.yaml by name."""
    found: dict[str, dict[str, Any]] = compose()["services"]
    return found


def own_services() -> dict[str, dict[str, Any]]:
    """Return the services that run our image."""
    return {name: one for name, one in services().items() if one["image"] == "parcours"}


def unit(name: str) -> dict[str, list[tuple[str, str]]]:
    """Return the sections of a unit, each with its lines as names and values in order."""
    sections: dict[str, list[tuple[str, str]]] = {}
    for line in text(f"systemd/{name}").splitlines():
        if line.startswith("["):
            current = sections.setdefault(line.strip("[]"), [])
        elif line and not line.startswith("#"):
            key, _, value = line.partition("=")
            current.append((key, value))
    return sections


def timer(name: str) -> ConfigParser:
    """Return a timer, whose lines are all different."""
    found = ConfigParser(interpolation=None)
    found.read_string(text(f"systemd/{name}"))
    return found


def commands() -> Iterator[list[str]]:
    """Yield the words after `wizard` of every command that the files start."""
    for one in own_services().values():
        entry = one.get("entrypoint")
        yield called(entry[-1]) if entry else one["command"]
    for path in sorted(UNITS.glob("*.service")):
        yield called(dict(unit(path.name)["Service"])["ExecStart"])
    container = re.search(r"^CMD \[(.*)\]$", text("Containerfile"), re.MULTILINE)
    assert container
    yield [one.strip('" ') for one in container[1].split(",")]


def called(line: str) -> list[str]:
    """Return the words after `wizard` in a line of a shell or unit."""
    words = shlex.split(line)
    if words[1:2] == ["-c"]:
        words = shlex.split(words[2])
    if words[0] == "exec":
        words = words[1:]
    assert words[0].rpartition("/")[2] == "wizard", line
    return words[1:]


def fault_of(words: list[str]) -> str:
    """Return what is wrong with a command and its options, "" if it can be typed."""
    here: click.Command = main
    rest = list(words)
    while isinstance(here, click.Group):
        following = here.commands.get(rest.pop(0)) if rest else None
        if following is None:
            return f"no such command: {words}"
        here = following
    try:
        here.make_context("wizard", rest)
    except click.ClickException as error:
        return f"{words}: {error.format_message()}"
    return ""
