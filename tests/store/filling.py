"""Rows for every table, of every type, drawn by a seed; and reading all of them again."""

import random
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any, TypeAlias

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    Engine,
    Float,
    Integer,
    LargeBinary,
    String,
    Table,
    insert,
    select,
)
from sqlalchemy.types import TypeEngine

from wizard.store.snapshot import PASSING
from wizard.store.tables import Base, Moment

WORDS = [
    "Prêt d’été",
    "5\u202f000 €",
    "日本 🙂",
    "a\tb\r\nc",
    "'); drop table account;--",
    "%s \\N",
]
START = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
Rows: TypeAlias = list[dict[str, Any]]

MAKERS: dict[type[TypeEngine[Any]], Callable[[int, random.Random], Any]] = {
    Boolean: lambda _, chance: chance.random() < 0.5,
    Integer: lambda place, chance: place * 7 + chance.randint(3, 9),
    Float: lambda _, chance: chance.random() * 1e9,
    Date: lambda _, chance: date(2026, 1, 1) + timedelta(days=chance.randint(0, 400)),
    LargeBinary: lambda _, chance: chance.randbytes(chance.choice([0, 1, 300])),
}
"""Type of a column -> a value of it, of a row's place and chance."""


def fill(engine: Engine, seed: int, rows: int = 6) -> None:
    """Put so many rows into every table; the numbers of rows have gaps."""
    print(f"seed {seed}")
    chance, made = random.Random(seed), dict[str, Rows]()
    with engine.begin() as connection:
        for table in Base.metadata.sorted_tables:
            made[table.name] = [_row(table, place, chance, made) for place in range(rows)]
            connection.execute(insert(table), made[table.name])


def everything(engine: Engine) -> Mapping[str, list[tuple[Any, ...]]]:
    """Return the rows of all tables that belong into a backup."""
    with engine.connect() as connection:
        return {
            table.name: sorted(map(tuple, connection.execute(select(table))), key=repr)
            for table in Base.metadata.sorted_tables
            if table.name not in PASSING
        }


def _row(
    table: Table, place: int, chance: random.Random, made: Mapping[str, Rows]
) -> dict[str, Any]:
    return {one.name: _value(one, place, chance, made) for one in table.columns}


def _value(column: Column[Any], place: int, chance: random.Random, made: Mapping[str, Rows]) -> Any:
    if column.nullable and chance.random() < 0.4:
        return None
    for key in column.foreign_keys:
        return made[key.column.table.name][place][key.column.name]
    if isinstance(column.type, Moment):
        return START + timedelta(seconds=chance.random() * 1e8)
    if isinstance(column.type, String):
        words = f"{place}{chance.getrandbits(64):x}{chance.choice(WORDS)}"
        return words[: column.type.length]
    make = next((one for kind, one in MAKERS.items() if isinstance(column.type, kind)), None)
    assert make is not None, f"no value is known for {column}: add its type to MAKERS"
    return make(place, chance)
