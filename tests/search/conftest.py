"""The sample catalogue, its search, and the shipped one, each built once a run."""

from pathlib import Path

import pytest

from tests.search import sample_services
from wizard.domain.catalogue import Catalogue
from wizard.search import Search, ensure_index


@pytest.fixture(scope="session")
def sample() -> Catalogue:
    """Return the catalogue made by hand."""
    return sample_services.catalogue(sample_services.SERVICES)


@pytest.fixture(scope="session")
def search(sample: Catalogue, tmp_path_factory: pytest.TempPathFactory) -> Search:
    """Return the search over the sample."""
    return ensure_index(sample, tmp_path_factory.mktemp("search") / "index")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return where a test may build its own index."""
    return tmp_path / "index"
