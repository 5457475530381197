"""The wheel is the whole product: built from the sources, it serves the site away from them."""

import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.test_cli import running
from tests.web.words import said
from wizard.domain.text import LANGUAGES
from wizard.web.catalogs import TRANSLATED

pytestmark = pytest.mark.slow

SOURCES = (
    "wizard",
    "templates",
    "static",
    "translations",
    "catalogue",
    "pyproject.toml",
    "README.md",
)
LEFT_BY_TOOLS = shutil.ignore_patterns("__pycache__", "*.mo")
PAGE_WORDS = ("Skip to the content", "Start now", "No account, no cookies, no name asked")
"""Messages of the start page, which must come out in its language."""


def checked_run(*command: str | Path, folder: Path) -> None:
    """Run a command and show what it wrote if it fails."""
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory, files: dict[str, str]) -> Path:
    """A copy of the checkout without anything compiled, with the catalogue under test."""
    copy = tmp_path_factory.mktemp("checkout")
    for name in SOURCES:
        origin = ROOT / name
        if origin.is_dir():
            shutil.copytree(origin, copy / name, ignore=LEFT_BY_TOOLS)
        else:
            shutil.copy(origin, copy / name)
    shutil.rmtree(copy / "catalogue")
    for name, text in files.items():
        (copy / "catalogue" / name).parent.mkdir(parents=True, exist_ok=True)
        (copy / "catalogue" / name).write_text(text, encoding="utf-8")
    return copy


@pytest.fixture(scope="module")
def wheel(sources: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built as a packager would."""
    out = tmp_path_factory.mktemp("dist")
    checked_run(sys.executable, "-m", "build", "--wheel", "--outdir", out, ".", folder=sources)
    (built,) = out.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def contents(wheel: Path) -> set[str]:
    """The names of the files in the wheel."""
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder into which the wheel was installed, away from the checkout."""
    target = tmp_path_factory.mktemp("installed")
    pip = (sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check")
    checked_run(*pip, "--no-deps", "--target", target, wheel, folder=target)
    return target


def below(folder: Path, suffix: str = "") -> set[str]:
    """Return the paths of the files below a folder, relative to its parent."""
    return {
        path.relative_to(folder.parent).as_posix()
        for path in folder.rglob(f"*{suffix}")
        if path.is_file()
    }


@pytest.mark.parametrize("name", ["templates", "static", "catalogue"])
def test_the_content_is_inside(contents: set[str], sources: Path, name: str) -> None:
    missing = {f"wizard/_bundled/{path}" for path in below(sources / name)} - contents
    assert not missing, f"the wheel lacks {sorted(missing)}"


def test_the_code_is_inside(contents: set[str], sources: Path) -> None:
    missing = below(sources / "wizard", ".py") - contents - {"wizard/build_hook.py"}
    assert not missing, f"the wheel lacks {sorted(missing)}"


@pytest.mark.parametrize("language", TRANSLATED)
def test_the_compiled_translations_are_inside(contents: set[str], language: str) -> None:
    assert f"wizard/_bundled/translations/{language}/LC_MESSAGES/messages.mo" in contents


def test_nothing_needless_is_inside(contents: set[str]) -> None:
    assert "wizard/build_hook.py" not in contents, "it is of use to the build only"
    tops = {name.split("/")[0] for name in contents}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"wizard"}
    assert not [name for name in contents if "__pycache__" in name or name.endswith(".po")]


def test_the_installed_site_speaks_three_languages(installed: Path, tmp_path: Path) -> None:
    environment = {"PYTHONPATH": str(installed), "HOME": str(tmp_path)}
    with running([str(installed / "bin" / "wizard")], environment, tmp_path) as server:
        for language in LANGUAGES:
            page = server.get(f"/{language}/")
            assert f'<html lang="{language}">' in page
            for message in PAGE_WORDS:
                assert said(language, message) in page, f"{message!r} is not said in {language}"
        assert ".hero" in server.get("/static/web.css")
        assert "microstart" in server.get("/fr/services/microstart")
        assert server.stop() == 0, server.written()
    assert (tmp_path / ".local" / "share" / "parcours" / "parcours.sqlite3").is_file()


def test_the_installed_site_is_what_was_asked(installed: Path, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", "import wizard; print(wizard.__file__)"],
        env={"PYTHONPATH": str(installed)},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    assert Path(done.stdout.strip()).is_relative_to(installed), "another installation answered"


def test_the_words_of_the_languages_differ() -> None:
    for message in PAGE_WORDS:
        assert len({said(language, message) for language in LANGUAGES}) == len(LANGUAGES)
