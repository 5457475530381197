"""A catalogue with an error never replaces a good one, and the same one is not stored twice."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine

from tests.conftest import DAY
from tests.made_once import lay_ready
from wizard.app import create_app, prepare
from wizard.application.ports import Edition
from wizard.application.publish import Publication, publish
from wizard.content.folder import digest, write_folder
from wizard.content.load import load_catalogue
from wizard.domain.catalogue import Catalogue
from wizard.settings import Settings
from wizard.store.editions import DatabaseEditions

NOW = datetime(2026, 11, 21, 10, tzinfo=UTC)
LATER = datetime(2026, 11, 22, 10, tzinfo=UTC)
GOOD, BETTER, BROKEN = {"a.toml": "good"}, {"a.toml": "better"}, {"a.toml": "broken"}


@dataclass
class ListedEditions:
    """Editions in a list."""

    added: list[Edition] = field(default_factory=list)

    def latest(self) -> Edition | None:
        return self.added[-1] if self.added else None

    def newest(self) -> tuple[int, str] | None:
        return (self.added[-1].number, self.added[-1].digest) if self.added else None

    def add(self, digest: str, files: Mapping[str, str], published_at: datetime) -> int | None:
        if self.added and self.added[-1].digest == digest:
            return None
        number = len(self.added) + 1
        self.added.append(Edition(number, digest, published_at, files))
        return number


class MeanwhileEditions(ListedEditions):
    """Somebody else publishes the same after we have looked and before we write."""

    def add(self, digest: str, files: Mapping[str, str], published_at: datetime) -> int | None:
        super().add(digest, files, LATER)
        return super().add(digest, files, published_at)


@dataclass
class Outcome:
    """What a check found; no catalogue is needed for publishing."""

    errors: Sequence[object]
    catalogue: Catalogue | None = None


class Checker:
    """Finds files that say «broken», and counts how often it was asked."""

    def __init__(self) -> None:
        """Begin at nought."""
        self.asked = 0

    def __call__(self, files: Mapping[str, str]) -> Outcome:
        """Return an error for each file that is broken."""
        self.asked += 1
        return Outcome([f"{name}: broken" for name, text in files.items() if text == "broken"])


@pytest.fixture
def editions() -> ListedEditions:
    """No edition yet."""
    return ListedEditions()


@pytest.fixture
def checker() -> Checker:
    """A check that was never asked."""
    return Checker()


def put(
    files: Mapping[str, str], editions: ListedEditions, checker: Checker, now: datetime = NOW
) -> Publication:
    return publish(files, digest(files), checker, editions, now)


def test_the_first_one_is_stored(editions: ListedEditions, checker: Checker) -> None:
    done = put(GOOD, editions, checker)
    assert done == Publication(Edition(1, digest(GOOD), NOW, GOOD), changed=True)
    assert editions.latest() == done.edition


def test_the_same_one_is_not_stored_again(editions: ListedEditions, checker: Checker) -> None:
    first = put(GOOD, editions, checker)
    again = put(GOOD, editions, checker, LATER)
    assert again == Publication(first.edition, changed=False)
    assert (len(editions.added), checker.asked) == (1, 1), "what is in force was checked before"


def test_a_changed_one_is_the_next(editions: ListedEditions, checker: Checker) -> None:
    put(GOOD, editions, checker)
    done = put(BETTER, editions, checker, LATER)
    assert done == Publication(Edition(2, digest(BETTER), LATER, BETTER), changed=True)


def test_the_same_one_published_meanwhile_is_not_stored_again(checker: Checker) -> None:
    editions = MeanwhileEditions()
    done = put(GOOD, editions, checker)
    assert done == Publication(Edition(1, digest(GOOD), LATER, GOOD), changed=False)
    assert len(editions.added) == 1


def test_a_broken_one_leaves_the_good_one(editions: ListedEditions, checker: Checker) -> None:
    first = put(GOOD, editions, checker)
    done = put(BROKEN, editions, checker, LATER)
    assert done == Publication(first.edition, changed=False, errors=["a.toml: broken"])
    assert len(editions.added) == 1


def test_a_broken_one_is_not_stored_as_the_first(
    editions: ListedEditions, checker: Checker
) -> None:
    done = put(BROKEN, editions, checker)
    assert done == Publication(None, changed=False, errors=["a.toml: broken"])
    assert editions.added == []


def test_going_back_to_an_earlier_one_is_a_new_edition(
    editions: ListedEditions, checker: Checker
) -> None:
    for files in (GOOD, BETTER, GOOD):
        put(files, editions, checker)
    assert [one.digest for one in editions.added] == [digest(GOOD), digest(BETTER), digest(GOOD)]


def test_the_real_store_keeps_the_good_one(engine: Engine, files: dict[str, str]) -> None:
    store = DatabaseEditions(engine)

    def put_real(files: Mapping[str, str]) -> Publication:
        return publish(files, digest(files), load_catalogue, store, NOW)

    first = put_real(files)
    assert first.changed, "\n".join(map(str, first.errors))
    broken = put_real({**files, "journey.toml": "question ="})
    assert any("journey.toml: (file): is not valid TOML" in str(one) for one in broken.errors)
    assert (broken.edition, broken.changed) == (first.edition, False)
    assert store.latest() == first.edition
    assert not put_real(files).changed


@pytest.fixture
def settings(files: dict[str, str], published: Path, tmp_path: Path) -> Settings:
    """The shipped catalogue in a folder of its own, and a data folder without an edition."""
    write_folder(files, tmp_path / "catalogue")
    data = lay_ready(published, tmp_path / "deep" / "data")
    return Settings(data, tmp_path / "catalogue", f"sqlite:///{data / 'a.sqlite3'}")


def test_a_start_publishes_and_a_second_start_does_not(settings: Settings) -> None:
    first, second = prepare(settings), prepare(settings)
    assert (first.changed, second.changed) == (True, False)
    assert first.edition is not None
    assert second.edition is not None
    assert first.edition.number == second.edition.number == 1


def test_a_start_with_a_broken_folder_serves_the_edition_in_force(settings: Settings) -> None:
    prepare(settings)
    (settings.catalogue / "journey.toml").write_text("question =", encoding="utf-8")
    with create_app(settings, lambda: DAY).test_client() as client:
        ready = client.get("/health/ready").get_json()
        assert (ready["status"], ready["edition"]) == ("ready", 1)
        assert client.get("/fr/").status_code == 200


def test_a_start_with_nothing_to_serve_says_so(settings: Settings) -> None:
    (settings.catalogue / "journey.toml").write_text("question =", encoding="utf-8")
    done = prepare(settings)
    assert done.edition is None
    assert any("journey.toml: (file): is not valid TOML" in str(one) for one in done.errors)
    with pytest.raises(RuntimeError, match="there is no edition to serve"):
        create_app(settings, lambda: DAY)


def test_an_application_without_any_preparation_says_so(settings: Settings) -> None:
    with pytest.raises(RuntimeError, match="there is no edition to serve"):
        create_app(settings, lambda: DAY)


def test_a_start_with_a_file_in_another_encoding_serves_the_edition_in_force(
    settings: Settings,
) -> None:
    prepare(settings)
    (settings.catalogue / "journey.toml").write_bytes("é".encode("latin-1"))
    done = prepare(settings)
    assert done.edition is not None
    assert any("UTF-8" in str(error) for error in done.errors)
