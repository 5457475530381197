"""Index and edition made ready, damaged in any way: made anew or refused, never believed."""

import pickle
import random
from collections.abc import Callable
from zlib import compress

import pytest
from sqlalchemy import Engine, text, update

from tests.faults.damage import (
    HOSTILE_SIGN,
    Harm,
    Hostile,
    cut,
    flip_all,
    plant_hostile,
    remove_some,
)
from tests.faults.house import House
from wizard.search.generations import IndexDamaged
from wizard.search.packing import unpack
from wizard.store.engine import open_engine
from wizard.store.tables.ready import ReadyRow

HARMS: tuple[Harm, ...] = (flip_all, cut, remove_some, plant_hostile)
FOLDERS = ("index", "ready")


@pytest.mark.parametrize("harm", HARMS, ids=lambda one: str(one.__name__))
def test_damage_on_the_disk_is_mended(house: House, chance: random.Random, harm: Harm) -> None:
    harm(house.settings.ready, chance)
    assert house.in_force() == (1, 0)
    told = house.answers()
    assert (told["code"], told["status"], told["index"]) == (200, "ready", "ok")
    assert not (house.settings.ready / HOSTILE_SIGN).exists()


def test_without_any_copy_it_is_made_from_the_files(house: House, chance: random.Random) -> None:
    forget_shared(house)
    for name, harm in zip(FOLDERS, (flip_all, plant_hostile), strict=True):
        harm(house.settings.data / name, chance)
    assert house.in_force() == (1, 0)
    assert not (house.settings.ready / HOSTILE_SIGN).exists()


def forget_shared(house: House) -> None:
    """Remove what other nodes could read."""
    change_shared(house, lambda engine: run(engine, "delete from ready_edition"))


def change_shared(house: House, change: Callable[[Engine], None]) -> None:
    """Let `change` work on the database of a house."""
    engine = open_engine(house.settings.database_url)
    change(engine)
    engine.dispose()


def run(engine: Engine, statement: str) -> None:
    """Carry out a statement."""
    with engine.begin() as connection:
        connection.execute(text(statement))


def test_a_copy_in_the_database_that_nobody_sealed_is_refused(
    house: House, chance: random.Random
) -> None:
    sign = house.folder / HOSTILE_SIGN
    packed = compress(pickle.dumps(Hostile(sign)))

    def plant(engine: Engine) -> None:
        with engine.begin() as connection:
            changed = connection.execute(update(ReadyRow).values(packed=packed))
            assert changed.rowcount == 1

    change_shared(house, plant)
    remove_some(house.settings.ready, chance)
    assert house.in_force() == (1, 0)
    assert not sign.exists()


@pytest.mark.parametrize("module", ["os", "builtins", "wizard.store.engine", "pathlib"])
def test_a_name_that_no_edition_has_is_refused(module: str) -> None:
    name = {"os": "system", "builtins": "eval", "pathlib": "Path"}.get(module, "open_engine")
    named = f"c{module}\n{name}\n(S'1'\ntR.".encode()
    with pytest.raises(IndexDamaged, match=f"{module}.{name} has no place"):
        unpack(compress(named))


def test_any_bytes_are_an_edition_or_damage(house: House, chance: random.Random) -> None:
    file = next(house.settings.ready.glob("generation-*/*"))
    whole = file.read_bytes()
    for _ in range(30):
        size = chance.randrange(len(whole))
        for torn in (whole[:size], chance.randbytes(size % 1000), compress(chance.randbytes(200))):
            with pytest.raises(IndexDamaged):
                unpack(torn)
