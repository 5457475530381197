"""The README is complete and does not lie; no text speaks of how the code was made."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from tests.conftest import ROOT
from tests.policy.source import text_files
from wizard.cli import main

README = ROOT / "README.md"
SETTINGS = sorted(
    {
        name
        for file in (ROOT / "wizard" / "settings").glob("*.py")
        for name in re.findall(r'"(WIZARD_[A-Z_]+)"', file.read_text("utf-8"))
    }
)
CODE = re.compile(r"```.*?\n(?P<block>.*?)```|`(?P<inline>[^`\n]+)`", re.DOTALL)
CALL = re.compile(r"(?:^|[\s/&|;(])wizard (?P<words>[a-z][a-z -]*)")
WORKPLACE = (
    "anthropic",
    "chatgpt",
    "claude",
    "copilot",
    "gemini",
    "gpt",
    "llm",
    "openai",
    "prompt",
)
"""Words of one way of making code, none of which belongs in the product."""

FOLDERS = ("wizard", "templates", "static", "translations", "catalogue", "tests", ".ci")
TEXT = (".py", ".md", ".toml", ".html", ".css", ".js", ".po", ".pot", ".svg", ".lock", ".txt", "")


def readme() -> str:
    return README.read_text(encoding="utf-8")


def commands(group: click.Command, name: str = "wizard") -> Iterator[str]:
    """Yield every command and sub-command as it is typed."""
    if not isinstance(group, click.Group):
        yield name
        return
    for part, command in group.commands.items():
        yield from commands(command, f"{name} {part}")


def known(words: list[str]) -> bool:
    """Return whether the words after `wizard` begin with an existing command."""
    here: click.Command = main
    while isinstance(here, click.Group) and words:
        following = here.commands.get(words[0])
        if following is None:
            return False
        here, words = following, words[1:]
    return True


def commands_named(text: str) -> Iterator[list[str]]:
    """Yield the words after each `wizard` in the code of a Markdown text."""
    for part in CODE.finditer(text):
        for line in (part["block"] or part["inline"]).splitlines():
            for call in CALL.finditer(line):
                yield call["words"].split()


def dependencies() -> list[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    lines = [*project["dependencies"], *project["optional-dependencies"]["test"]]
    return sorted(re.split(r"[<>=~! ;\[]", line)[0] for line in lines)


def test_settings_are_found() -> None:
    assert {"WIZARD_DATA", "WIZARD_CATALOGUE"} <= set(SETTINGS)


@pytest.mark.parametrize("name", SETTINGS)
def test_every_setting_is_explained(name: str) -> None:
    assert f"`{name}`" in readme(), f"explain {name} in README.md"


@pytest.mark.parametrize("command", list(commands(main)))
def test_every_command_is_explained(command: str) -> None:
    named = [" ".join(("wizard", *words)) for words in commands_named(readme())]
    assert any(one == command or one.startswith(f"{command} ") for one in named), (
        f"explain `{command}` in README.md"
    )


def test_every_command_of_the_readme_exists() -> None:
    wrong = [" ".join(words) for words in commands_named(readme()) if not known(words)]
    assert not wrong, f"README.md names commands that do not exist: {wrong}"


def test_a_command_that_does_not_exist_would_be_found() -> None:
    text = "Type `wizard catalogue burn` or\n```sh\n$ ./venv/bin/wizard run --port 80\n```\n"
    assert [known(words) for words in commands_named(text)] == [False, True]


@pytest.mark.parametrize("name", dependencies())
def test_every_dependency_has_a_reason(name: str) -> None:
    lines = [
        line
        for line in readme().splitlines()
        if re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", line, re.IGNORECASE)
    ]
    reasons = [line for line in lines if len(re.findall(r"[a-z]{3,}", line)) >= 5]
    assert reasons, f"say in README.md why {name} is needed"


def repository_texts() -> list[Path]:
    """Return all text files of the repository except this one, which holds the words."""
    files = text_files(*FOLDERS, suffixes=TEXT)
    files += [p for p in ROOT.iterdir() if p.is_file() and p.suffix in TEXT]
    return [path for path in files if path != Path(__file__)]


@pytest.mark.parametrize("word", WORKPLACE)
def test_no_word_of_a_workplace_stands_in_the_texts(word: str) -> None:
    pattern = re.compile(rf"\b{word}s?\b", re.IGNORECASE)
    found = [
        f"{path.relative_to(ROOT)}: {match.group()}"
        for path in repository_texts()
        for match in pattern.finditer(path.read_text(encoding="utf-8", errors="replace"))
    ]
    assert not found, "\n".join(found)
