"""The commands as they are typed: what they print, what they change, how they end."""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.conftest import DAY, ROOT
from tests.faults.small_catalogue import small_files
from tests.made_once import lay_ready
from tests.ports import free_port
from tests.web.words import said
from wizard.bench import questions as asking
from wizard.cli import main
from wizard.content.folder import write_folder
from wizard.domain.catalogue import Catalogue
from wizard.domain.text import LANGUAGES

PEOPLE, SEED = 150, 1
PATIENCE = 240.0
"""Seconds until a server that does not answer counts as broken."""

JOURNEY = "journey.toml: (file): is not valid TOML"
PROVIDER = "services/microstart.toml: providers: names nobody, which is not in providers"

Wizard = Callable[..., Result]
"""Runs `wizard` with some arguments."""


@pytest.fixture
def folder(files: dict[str, str], tmp_path: Path) -> Path:
    """A copy of the shipped catalogue that a test may change."""
    write_folder(files, tmp_path / "catalogue")
    return tmp_path / "catalogue"


@pytest.fixture
def small_folder(folder: Path) -> Path:
    """The same folder with a small catalogue in it, of which an index is soon built."""
    shutil.rmtree(folder)
    write_folder(small_files(), folder)
    return folder


@pytest.fixture
def environment(folder: Path, published: Path, tmp_path: Path) -> dict[str, str]:
    """The variables under which the commands see that copy and a data folder without edition."""
    return {
        "WIZARD_CATALOGUE": str(folder),
        "WIZARD_DATA": str(lay_ready(published, tmp_path / "data")),
        "WIZARD_DATABASE_URL": "",
        "WIZARD_PUBLIC_URL": "",
    }


@pytest.fixture
def wizard(environment: dict[str, str]) -> Wizard:
    """The command line."""
    runner = CliRunner()
    return lambda *arguments: runner.invoke(main, arguments, env=environment)


def break_two_files(folder: Path) -> None:
    """Make one mistake inside a file and one between two files."""
    (folder / "journey.toml").write_text("question =", encoding="utf-8")
    file = folder / "services" / "microstart.toml"
    text = file.read_text(encoding="utf-8")
    file.write_text(re.sub(r"(?m)^providers = \[", 'providers = ["nobody", ', text), "utf-8")


def test_a_good_folder_passes_the_check(wizard: Wizard, folder: Path) -> None:
    done = wizard("catalogue", "check", str(folder))
    assert done.exit_code == 0, done.output
    assert re.search(r"^\d+ services, \d+ scenarios, 0 errors$", done.output, re.MULTILINE)


def test_the_check_takes_the_folder_of_the_settings(wizard: Wizard) -> None:
    done = wizard("catalogue", "check")
    assert (done.exit_code, "0 errors" in done.output) == (0, True)


def test_the_check_prints_every_problem(wizard: Wizard, folder: Path) -> None:
    break_two_files(folder)
    done = wizard("catalogue", "check", str(folder))
    assert done.exit_code == 1
    assert JOURNEY in done.output
    assert PROVIDER in done.output
    assert re.search(r" services, \d+ scenarios, \d+ errors", done.output)


def test_the_check_prints_the_share_of_texts_that_read_easily(wizard: Wizard) -> None:
    done = wizard("catalogue", "check")
    for language in LANGUAGES:
        assert re.search(rf"(?m)^{language}: \d+ % of \d+ texts pass ", done.output), done.output
    assert "reads hard" not in done.output, "an editor asks for the list"


def make_hard(folder: Path) -> None:
    """Give a service an English text that reads hard."""
    file = folder / "services" / "microstart.toml"
    hard = '"Entrepreneurial internationalisation considerations, organisational accountability"'
    text = file.read_text(encoding="utf-8")
    start = text.index("en = [", text.index("[ask]"))
    lines = text[start : text.index("]", start)].count('",')
    # Each line is hard thrice over: the texts for the phone, which read easily, count as well.
    ask = "en = [" + ", ".join([hard[:-1] + 3 * f". {hard[1:-1]}" + '"'] * max(lines, 1))
    file.write_text(text[:start] + ask + text[text.index("]", start) :], "utf-8")


def test_hard_texts_are_listed_on_request_and_forbid_nothing(
    wizard: Wizard, small_folder: Path
) -> None:
    make_hard(small_folder)
    done = wizard("catalogue", "check", "--warnings")
    assert done.exit_code == 0, done.output
    assert re.search(r"warning: services/microstart\.toml: en: reads hard", done.output)
    assert wizard("catalogue", "publish").exit_code == 0
    assert "sentences to make easier; see them with --warnings" in (
        wizard("catalogue", "check").output
    )


@pytest.fixture
def sources(folder: Path, tmp_path: Path) -> tuple[str, ...]:
    """Options that name five empty documents and notes on nothing."""
    for name in ("documents", "research"):
        (tmp_path / name).mkdir()
    for number in range(5):
        (tmp_path / "documents" / f"{number}.txt").write_text("een\n", encoding="utf-8")
    for name in ("public-facts.jsonl", "public-new.jsonl"):
        (tmp_path / "research" / name).write_text("", encoding="utf-8")
    assert folder.is_dir()
    return (
        *("--documents", str(tmp_path / "documents")),
        *("--research", str(tmp_path / "research")),
    )


def test_the_record_of_sources_is_written_and_held_against_the_texts(
    wizard: Wizard, folder: Path, sources: tuple[str, ...]
) -> None:
    assert "evidence.json: (file): is missing" in wizard("catalogue", "check").output
    done = wizard("catalogue", "passages", *sources)
    assert done.exit_code == 1
    assert "is not among the pages that were read" in done.output
    assert re.search(r"^\d+ passages, \d+ pages, \d+ problems$", done.output, re.MULTILINE)
    assert json.loads((folder / "evidence.json").read_text(encoding="utf-8"))["documents"]
    checked = wizard("catalogue", "check")
    assert checked.exit_code == 1, "a passage beyond the end of a document is an error"
    assert re.search(r"ends at line \d+, but sba-2016 has 1 lines", checked.output)


def test_documents_that_are_not_there_are_told(
    wizard: Wizard, sources: tuple[str, ...], tmp_path: Path
) -> None:
    (tmp_path / "documents" / "4.txt").unlink()
    done = wizard("catalogue", "passages", *sources)
    assert done.exit_code == 1
    assert "has 4 text files, documents.toml names 5 documents" in done.output


def test_a_folder_that_is_not_there_is_a_wrong_call(wizard: Wizard, tmp_path: Path) -> None:
    done = wizard("catalogue", "check", str(tmp_path / "nowhere"))
    assert done.exit_code == 2
    assert "does not exist" in done.output


def test_publishing_once_twice_and_broken(wizard: Wizard, folder: Path) -> None:
    first, again = wizard("catalogue", "publish"), wizard("catalogue", "publish", str(folder))
    assert (first.exit_code, first.output) == (0, "Edition 1 published.\n")
    assert (again.exit_code, again.output) == (0, "Edition 1 has this already.\n")
    break_two_files(folder)
    broken = wizard("catalogue", "publish")
    assert broken.exit_code == 1
    assert JOURNEY in broken.output
    assert PROVIDER in broken.output
    assert "not published; the edition in force stays" in broken.output


def test_a_change_is_the_next_edition(wizard: Wizard, small_folder: Path) -> None:
    wizard("catalogue", "publish")
    with (small_folder / "journey.toml").open("a", encoding="utf-8") as file:
        file.write("# a remark\n")
    assert wizard("catalogue", "publish").output == "Edition 2 published.\n"


def test_the_schemas_are_written(wizard: Wizard, tmp_path: Path) -> None:
    done = wizard("catalogue", "schema", str(tmp_path / "new" / "schemas"))
    assert done.exit_code == 0, done.output
    written = sorted((tmp_path / "new" / "schemas").glob("*.schema.json"))
    assert sorted(done.output.split()) == [str(file) for file in written]
    assert "service.schema.json" in {file.name for file in written}
    for file in written:
        assert json.loads(file.read_text(encoding="utf-8"))["type"] == "object"


def test_the_fields_are_explained(wizard: Wizard) -> None:
    done = wizard("catalogue", "fields")
    assert done.exit_code == 0
    assert "| `apply_before` | no |" in done.output


def test_the_translations_are_checked(wizard: Wizard) -> None:
    done = wizard("translations", "check")
    assert (done.exit_code, done.output) == (0, "0 problems\n")


def test_every_command_explains_itself(wizard: Wizard) -> None:
    for group in ((), ("catalogue",), ("translations",), ("bench",)):
        done = wizard(*group, "--help")
        assert done.exit_code == 0
        commands = done.output.partition("Commands:")[2].strip().splitlines()
        assert commands
        assert all(len(line.split()) >= 4 for line in commands), f"say what it does: {commands}"


def test_the_bench_prints_both_orders(wizard: Wizard) -> None:
    done = wizard("bench", "questions", "--people", "5", "--seed", "3")
    assert done.exit_code == 0, done.output
    lines = done.output.splitlines()
    assert lines[0].startswith("5 people, seed 3, ")
    assert [line.split("  ")[0] for line in lines[1:]] == ["fixed order", "best next"]
    again = wizard("bench", "questions", "--people", "5", "--seed", "3")
    assert again.output == done.output, "the same seed gives the same figures"


@pytest.mark.slow
def test_the_best_next_question_is_not_worse_than_a_fixed_order(catalogue: Catalogue) -> None:
    crowd = asking.people(catalogue, PEOPLE, SEED)
    fixed = asking.measure(catalogue, crowd, asking.in_fixed_order, DAY)
    best = asking.measure(catalogue, crowd, asking.best_next, DAY)
    print(f"fixed order: {fixed.summary()}\nbest next:   {best.summary()}")
    middle = PEOPLE // 2
    assert sorted(best.stable)[middle] <= sorted(fixed.stable)[middle], (
        f"best next {best.summary()}; fixed order {fixed.summary()}"
    )


@dataclass
class Server:
    """A running `wizard run`: where it listens, and what it has written so far."""

    process: "subprocess.Popen[str]"
    url: str
    log: Path

    def get(self, path: str, language: str = "en") -> str:
        """Return the page at `path` as a browser gets it that asks for `language`."""
        asked = urllib.request.Request(self.url + path, headers={"Accept-Language": language})  # noqa: S310  (our own server)
        with urllib.request.urlopen(asked, timeout=PATIENCE) as answer:  # noqa: S310  (our own server)
            text: str = answer.read().decode()
            return text

    def written(self) -> str:
        """Return everything written, to both outputs."""
        return self.log.read_text(encoding="utf-8")

    def stop(self) -> int:
        """Ask it to end and return its exit code."""
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(PATIENCE)

    def ready(self) -> bool:
        """Return whether it answers."""
        try:
            return '"status":"ready"' in self.get("/health/ready").replace(" ", "")
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            return False


@contextmanager
def running(
    command: list[str], environment: dict[str, str], folder: Path, port: int = 0
) -> Iterator[Server]:
    """Start a server in `folder` and wait until it answers; end it in any case.

    It listens on `port`, or on a free one.
    """
    port, log = port or free_port(), folder / "server.log"
    with log.open("w", encoding="utf-8") as output:
        process = subprocess.Popen(
            [*command, "run", "--port", str(port)],
            env=environment,
            cwd=folder,
            stdout=output,
            stderr=subprocess.STDOUT,
            text=True,
        )
    server = Server(process, f"http://127.0.0.1:{port}", log)
    try:
        until = time.monotonic() + PATIENCE
        while not server.ready():
            assert process.poll() is None, f"it ended by itself:\n{server.written()}"
            assert time.monotonic() < until, f"it does not answer:\n{server.written()}"
            time.sleep(0.1)
        yield server
    finally:
        process.kill()
        process.wait(PATIENCE)


COMMAND = [sys.executable, "-c", "from wizard.cli import main; main()"]


def surroundings(environment: dict[str, str]) -> dict[str, str]:
    """Return the environment of a process of its own."""
    return {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), **environment}


@pytest.mark.slow
def test_the_site_runs_and_ends_when_it_is_told(
    environment: dict[str, str], tmp_path: Path
) -> None:
    with running(COMMAND, surroundings(environment), tmp_path) as server:
        for language in LANGUAGES:
            assert f'<html lang="{language}">' in server.get("/", language)
            page = server.get(f"/{language}/?stage=idea")
            assert f'<html lang="{language}">' in page
            assert said(language, "Skip to the content") in page
        assert server.stop() == 0, server.written()
        written = server.written()
    assert f"Parcours on {server.url}/ (edition 1)" in written
    lines = [line for line in written.splitlines() if '"GET /' in line]
    assert any('"GET /fr/" 200' in line for line in lines), written
    assert "stage=idea" not in written, "the log holds somebody's answers"
    assert not [line for line in lines if "127.0.0.1" in line], "the log holds an address"
    assert "Traceback" not in written


@pytest.mark.slow
def test_a_broken_catalogue_leaves_the_site_on_the_edition_in_force(
    wizard: Wizard, environment: dict[str, str], folder: Path, tmp_path: Path
) -> None:
    assert wizard("catalogue", "publish").exit_code == 0
    break_two_files(folder)
    with running(COMMAND, surroundings(environment), tmp_path) as server:
        assert '<html lang="fr">' in server.get("/fr/services/microstart")
        assert server.stop() == 0
        written = server.written()
    assert JOURNEY in written
    assert PROVIDER in written
    assert "The catalogue was NOT published; edition 1 stays in force." in written


@pytest.mark.slow
def test_a_broken_catalogue_and_no_edition_do_not_start(
    environment: dict[str, str], folder: Path, tmp_path: Path
) -> None:
    break_two_files(folder)
    done = subprocess.run(
        [*COMMAND, "run", "--port", str(free_port())],
        env=surroundings(environment),
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    assert done.returncode == 1
    assert JOURNEY in done.stderr
    assert PROVIDER in done.stderr
    assert "nothing to serve: mend the lines above and start again" in done.stderr
    assert "Traceback" not in done.stderr
