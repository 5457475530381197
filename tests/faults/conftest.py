"""Where the faults happen: a prepared data folder to copy, and the moments by chance."""

import random
from pathlib import Path

import pytest

from tests.faults.house import House, new_house
from tests.faults.small_catalogue import small_files


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
    """How often a publisher is killed; dearer faults happen a part of that."""
    number: int = pytestconfig.getoption("--fault-rounds")
    return number


@pytest.fixture(scope="session")
def small() -> dict[str, str]:
    """The files of the small catalogue."""
    return small_files()


@pytest.fixture(scope="session")
def prepared(small: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> House:
    """A house in which variant 0 is in force; only to be copied."""
    house = new_house(tmp_path_factory.mktemp("prepared"), small)
    house.publish(0)
    return house


@pytest.fixture
def house(prepared: House, tmp_path: Path) -> House:
    """A house of the test's own, in which variant 0 is in force."""
    return prepared.copied(tmp_path / "house")
