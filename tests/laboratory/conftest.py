"""One run of the command on the shipped catalogue, which the tests then look at."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from tests.conftest import DAY
from wizard.cli import main
from wizard.content.folder import write_folder
from wizard.domain.text import LANGUAGES, Language


@dataclass(frozen=True)
class Run:
    """What the command printed, and the files that it wrote."""

    done: Result
    folder: Path

    def page(self, language: Language) -> str:
        """Return the page in one language."""
        return (self.folder / f"coverage.{language}.html").read_text(encoding="utf-8")

    @property
    def data(self) -> dict[str, Any]:
        """The JSON file."""
        found: dict[str, Any] = json.loads((self.folder / "c.json").read_text(encoding="utf-8"))
        return found


@pytest.fixture(scope="session")
def run(files: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Run:
    """`wizard catalogue coverage` with everything that it can write, on the day of the tests."""
    folder = tmp_path_factory.mktemp("coverage")
    write_folder(files, folder / "catalogue")
    spoken = [word for language in LANGUAGES for word in ("--lang", language)]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("wizard.app.today", lambda: DAY)
        patch.setenv("WIZARD_PUBLIC_URL", "https://example.brussels")
        written = ("--html", str(folder / "coverage.html"), "--json", str(folder / "c.json"))
        done = CliRunner().invoke(
            main, ["catalogue", "coverage", str(folder / "catalogue"), *written, *spoken]
        )
    return Run(done, folder)
