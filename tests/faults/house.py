"""A data folder with its small catalogue, and what must always be true of it."""

import json
import shutil
import sqlite3
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

from tests.conftest import DAY
from tests.faults.small_catalogue import MARK, title, variant
from wizard.app import create_app, prepare
from wizard.application.publish import Publication
from wizard.content.folder import digest, write_folder
from wizard.editions import IN_FORCE, Shop
from wizard.search.generations import LOCK, MANIFEST
from wizard.settings import Settings
from wizard.store import away
from wizard.store.editions import DatabaseEditions
from wizard.store.engine import open_engine, sqlite_url

SERVICE = MARK.removeprefix("services/").removesuffix(".toml")


@dataclass(frozen=True)
class House:
    """What one node has: data folder, catalogue folder, database."""

    folder: Path
    files: dict[str, str]
    settings: Settings

    def copied(self, folder: Path) -> "House":
        """Return the same in another folder, with its own database."""
        shutil.copytree(self.folder, folder)
        return replace(self, folder=folder, settings=settings_in(folder))

    @property
    def database(self) -> Path:
        """The file of the database."""
        return self.settings.data / "parcours.sqlite3"

    def lay_out(self, number: int) -> None:
        """Let the catalogue folder hold the variant with this number."""
        file = self.settings.catalogue / MARK
        file.write_text(variant(self.files, number)[MARK], encoding="utf-8")

    def publish(self, number: int) -> Publication:
        """Publish a variant here and now."""
        self.lay_out(number)
        return self.publish_laid_out()

    def publish_laid_out(self) -> Publication:
        """Publish what the catalogue folder holds."""
        done = prepare(self.settings)
        assert not done.errors, done.errors
        return done

    def environment(self) -> dict[str, str]:
        """Return the variables under which a `wizard` of its own sees this house."""
        return {
            "HOME": str(self.folder),
            "WIZARD_DATA": str(self.settings.data),
            "WIZARD_CATALOGUE": str(self.settings.catalogue),
            "WIZARD_DATABASE_URL": self.settings.database_url,
        }

    def in_force(self) -> tuple[int, int]:
        """Return number and variant of the edition in force, which must be whole and open.

        Its files have the digest that it says, and the search over it finds the marked
        service under the title of this very variant.
        """
        engine = away.tell(open_engine(self.settings.database_url))
        try:
            edition = DatabaseEditions(engine).latest()
            assert edition is not None, "no edition is left"
            assert digest(edition.files) == edition.digest, "the files are not those published"
            ready = Shop(self.settings, engine).open()
        finally:
            engine.dispose()
        assert ready.catalogue.digest == edition.digest, "another edition is served"
        assert ready.catalogue.edition == edition.number
        said = ready.catalogue.services[SERVICE].words.title.pick("en").words
        assert said in edition.files[MARK], "catalogue and files are of two editions"
        hits = ready.words.search(said, "en", limit=1).hits
        assert [hit.service for hit in hits] == [SERVICE], "the index does not find it"
        return edition.number, number_in(said)

    def answers(self) -> dict[str, object]:
        """Return what the whole site over this house says of its health, after a look at it."""
        with create_app(self.settings, lambda: DAY).test_client() as client:
            assert client.get("/health/live").status_code == 200
            assert client.get(f"/en/services/{SERVICE}").status_code == 200
            told = client.get("/health/ready")
            found: dict[str, object] = {"code": told.status_code, **told.get_json()}
            return found

    def assert_nothing_half(self) -> None:
        """Assert that index and edition made ready are one whole generation each, and no more."""
        for folder in (self.settings.index, self.settings.ready):
            named = json.loads((folder / MANIFEST).read_bytes())["generation"]
            found = {one.name for one in folder.iterdir()}
            assert found <= {named, MANIFEST, LOCK, IN_FORCE}, f"{folder}: {found}"

    def assert_sound(self) -> None:
        """Assert that SQLite finds nothing wrong with the file of the database."""
        with closing(sqlite3.connect(self.database)) as connection:
            assert connection.execute("pragma integrity_check").fetchall() == [("ok",)]
            assert connection.execute("pragma foreign_key_check").fetchall() == []


def new_house(folder: Path, files: dict[str, str]) -> House:
    """Return a house in which nothing was published yet."""
    house = House(folder, files, settings_in(folder))
    write_folder(files, house.settings.catalogue)
    return house


def settings_in(folder: Path) -> Settings:
    """Return the settings of a house in a folder."""
    data = folder / "data"
    return Settings(data, folder / "catalogue", sqlite_url(data / "parcours.sqlite3"))


def number_in(said: str) -> int:
    """Return which variant has this title; what no variant says is a failure."""
    number = int("".join(str(ord(sign) - ord("a")) for sign in said.removeprefix("Marker ")))
    assert said == title(number)
    return number
