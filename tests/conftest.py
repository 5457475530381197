"""What the tests share: the shipped catalogue, an application over it, its clients."""

import gc
import os
import random
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.desks import examples
from tests.made_once import made_once
from tests.sites import app_over
from wizard.app import prepare
from wizard.content.folder import digest, read_folder
from wizard.content.load import Loaded, load_catalogue
from wizard.domain.catalogue import Catalogue
from wizard.memory import settle
from wizard.search import Search, ensure_index
from wizard.settings import Settings
from wizard.web import catalogs
from wizard.web.site import Site

pytest_plugins = ("tests.services.redis", "tests.services.postgresql", "tests.services.databases")
"""Servers that start when a test first wants one."""

ROOT = Path(__file__).parent.parent
SHIPPED = Path(os.environ.get("PARCOURS_TEST_CATALOGUE") or ROOT / "catalogue")
DAY = date(2026, 11, 21)
"""The day on which the tests stand; nothing in them reads the clock."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let whoever runs the tests choose which strange requests are made."""
    parser.addoption("--fuzz-seed", type=int, default=20261121, help="number of the fuzz runs")
    parser.addoption("--fault-seed", type=int, default=20261127, help="moments of the faults")
    parser.addoption("--fault-rounds", type=int, default=6, help="kills of each kind")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the slow files, then those with a browser: a worker that is done helps no other.

    Files stay whole, and the tests in them in their order.
    """
    slow = {item.path for item in items if item.get_closest_marker("slow")}
    browser = {item.path for item in items if item.get_closest_marker("browser")}
    items.sort(key=lambda item: (item.path not in slow, item.path not in browser))


def pytest_configure() -> None:
    """Let the garbage collector rest: it took a quarter of the time.

    Items, catalogue and search are millions of objects that stay, and it looks through all of
    them for every few that come; a site in production leaves them out as well (`wizard.memory`).
    """
    gc.set_threshold(20_000, 20, 20)


def pytest_collection_finish() -> None:
    """The items stay to the end."""
    gc.freeze()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say at the end of a run, also of one in several processes, whether advisories were asked."""
    for report in terminalreporter.getreports(""):
        for name, told in getattr(report, "user_properties", ()):
            if name == "advisories":
                terminalreporter.write_line(str(told))


@pytest.fixture(scope="session")
def fuzz_seed(pytestconfig: pytest.Config) -> int:
    """The number from which the fuzz runs make their requests."""
    number: int = pytestconfig.getoption("--fuzz-seed")
    return number


@pytest.fixture(scope="session")
def fault_seed(pytestconfig: pytest.Config) -> int:
    """The number from which all moments and places of faults follow."""
    number: int = pytestconfig.getoption("--fault-seed")
    return number


@pytest.fixture
def chance(fault_seed: int, request: pytest.FixtureRequest) -> random.Random:
    """Chance that is another one for each test, and the same in each run with one seed."""
    print(f"--fault-seed {fault_seed}")
    return random.Random(f"{fault_seed} {request.node.name}")


@pytest.fixture(scope="session")
def rounds(pytestconfig: pytest.Config) -> int:
    """How often who publishes, saves or sends is killed; dearer faults happen a part of that."""
    number: int = pytestconfig.getoption("--fault-rounds")
    return number


@pytest.fixture(scope="session", autouse=True)
def _translations() -> None:
    """The pages are tested with the translations as they are in the .po files now."""
    catalogs.compile_all(ROOT / "translations")


@pytest.fixture(scope="session")
def files() -> dict[str, str]:
    """The shipped catalogue as text."""
    return read_folder(SHIPPED)


@pytest.fixture(scope="session")
def loaded(files: dict[str, str]) -> Loaded:
    """The shipped catalogue, read and checked."""
    return load_catalogue(files, edition=1, published_on=DAY.isoformat())


@pytest.fixture(scope="session")
def catalogue(loaded: Loaded) -> Catalogue:
    """The shipped catalogue, which must be free of errors."""
    assert loaded.catalogue is not None, "\n".join(map(str, loaded.errors))
    settle()
    return loaded.catalogue


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of this run that its workers have in common, for what takes long to make."""
    own = tmp_path_factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


@pytest.fixture(scope="session")
def words(catalogue: Catalogue, files: dict[str, str], shared: Path) -> Search:
    """The search over the shipped catalogue, whose index one of the workers builds."""
    assert catalogue.digest == digest(files)
    search = ensure_index(catalogue, shared / "index")
    settle()
    return search


@pytest.fixture(scope="session")
def index(words: Search, shared: Path) -> Path:
    """The folder of that index, to copy into a data folder that a server shall start with."""
    assert words.search("microstart", "nl").hits
    return shared / "index"


@pytest.fixture(scope="session")
def published(index: Path, shared: Path) -> Path:
    """A data folder in which the shipped catalogue is published, to copy: that takes long."""

    def publish(half: Path) -> None:
        shutil.copytree(index, half / "data" / index.name)
        environment = {"WIZARD_DATA": str(half / "data"), "WIZARD_CATALOGUE": str(SHIPPED)}
        assert prepare(Settings.from_environment(environment)).edition is not None

    return made_once(shared, "published", publish) / "data"


@pytest.fixture(scope="session")
def app(catalogue: Catalogue, words: Search) -> Flask:
    """The site over the shipped catalogue, as it is in production but for the clock."""
    site = Site(catalogue, words, lambda: DAY, desks=examples())
    return app_over(site)


@pytest.fixture
def client(app: Flask) -> Iterator[FlaskClient]:
    """A browser without a memory: it would keep a cookie, if one came."""
    with app.test_client() as one:
        yield one
