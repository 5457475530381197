"""Changing a partner desk in the database: whoever is first wins, and nobody is undone."""

from dataclasses import replace

import pytest
from sqlalchemy import Engine

from tests.desks import LEL, example
from tests.staff.people import partners_of
from tests.staff.test_accounts_store import processes, said
from wizard.application.desk_records import ChangedMeanwhileError, DeskTakenError
from wizard.domain.desks import Desk, DeskProblem
from wizard.domain.text import Text
from wizard.web.staff.office import Office

pytestmark = pytest.mark.databases("sqlite", "postgresql")

READY = """
import dataclasses
from datetime import UTC, datetime
from tests.desks import example
from wizard.content.desks import DeskRecords
from wizard.store.desks import DatabaseDesks
desks = DatabaseDesks(open_engine(sys.argv[1]), DeskRecords())
before = example("example-lel")
moment = datetime(2026, 11, 21, tzinfo=UTC)
"""
REPLACE = (
    READY
    + "print(desks.replace(before, dataclasses.replace(before, idle=int(sys.argv[2])), moment))"
)
ADD = READY + "print(desks.add(dataclasses.replace(before, key='the-same'), moment))"


def test_a_change_of_what_is_not_there_any_more_is_refused(office: Office) -> None:
    partners = partners_of(office)
    first = partners.desks.by_key(LEL)
    assert first == example(LEL)
    second = replace(first, idle=100)
    assert partners.desks.replace(first, second, office.now())
    assert not partners.desks.replace(first, replace(first, idle=200), office.now())
    assert partners.desks.by_key(LEL) == second
    partners.remove(LEL, office.accounts)
    assert not partners.desks.replace(second, first, office.now())
    assert partners.desks.by_key(LEL) is None


def test_of_several_at_once_one_writes(engine: Engine, office: Office) -> None:
    with processes(engine, REPLACE, "101", "102", "103") as running:
        assert sorted(said(running)) == ["False", "False", "True"]
    now = partners_of(office).desks.by_key(LEL)
    assert now is not None
    assert now.idle in (101, 102, 103)


def test_an_id_is_given_once(engine: Engine, office: Office) -> None:
    with processes(engine, ADD, "a", "b", "c") as running:
        assert sorted(said(running)) == ["False", "False", "True"]
    assert [one.key for one in partners_of(office).desks.all()].count("the-same") == 1


def test_a_change_must_know_the_version_before_it(office: Office) -> None:
    partners = partners_of(office)
    before = partners.desks.by_key(LEL)
    assert before is not None
    seen = partners.version(before)
    partners.change(replace(before, idle=100), seen, office.now())
    with pytest.raises(ChangedMeanwhileError) as told:
        partners.change(replace(before, idle=200), seen, office.now())
    assert told.value.current == replace(before, idle=100)
    assert partners.shelf.get(LEL) == replace(before, idle=100), "the shelf is told at once"
    partners.remove(LEL, office.accounts)
    with pytest.raises(ChangedMeanwhileError) as told:
        partners.change(before, seen, office.now())
    assert told.value.current is None
    assert partners.shelf.get(LEL) is None


def test_a_version_says_the_same_in_every_process_and_changes_with_the_logo(
    office: Office,
) -> None:
    partners = partners_of(office)
    desk = partners.desks.by_key(LEL)
    assert desk is not None
    assert partners.version(desk) == partners.version(example(LEL))
    other = replace(desk, features=frozenset(sorted(desk.features, reverse=True)))
    assert partners.version(other) == partners.version(desk)
    without = replace(desk, logo=None)
    assert (partners.version(without) == partners.version(desk)) == (desk.logo is None)


@pytest.mark.parametrize("key", ["new", "counts", LEL])
def test_a_taken_or_reserved_id_is_told(office: Office, key: str) -> None:
    with pytest.raises(DeskTakenError):
        partners_of(office).add(Desk(key, "other", Text("a", "b", "c")), office.now())


def test_own_services_must_be_usable(office: Office, catalogue: object) -> None:
    partners = partners_of(office)
    record = partners.reader.write(example(LEL)) | {"first": ["microstart", "no-such", "No such"]}
    logo = example(LEL).logo
    found = partners.read(record, logo.png if logo else b"", catalogue)  # type: ignore[arg-type]  # the catalogue
    assert not isinstance(found, Desk)
    assert [(one.key, one.code) for one in found] == [
        ("first.1", "unknown-service"),
        ("first.2", "unknown-service"),
    ]
    assert all(isinstance(one, DeskProblem) and one.figure("value") for one in found)
