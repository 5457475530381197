"""Where the faults happen: a prepared data folder to copy."""

from pathlib import Path

import pytest

from tests.faults.house import House, new_house
from tests.faults.small_catalogue import small_files


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
