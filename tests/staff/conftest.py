"""A staff area over a database of its own, with one account per role."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine

from tests.conftest import DAY
from tests.sites import app_over
from tests.staff.people import Clock, Member, NewMember, add_accounts, office_over, partners_of
from wizard.domain.catalogue import Catalogue
from wizard.limiting import only_strict_limits
from wizard.search import Search
from wizard.web import limits
from wizard.web.site import EXTENSION, Site
from wizard.web.staff.office import Office


@pytest.fixture
def clock() -> Clock:
    """The moment at which the staff area stands; a test moves it on."""
    return Clock(datetime(2026, 11, 21, 9, 0, tzinfo=UTC))


@pytest.fixture(scope="session")
def programs() -> list[Flask]:
    """The application of the staff area, once there is one: to build it takes long."""
    return []


@pytest.fixture
def office(engine: Engine, clock: Clock, tmp_path: Path) -> Office:
    """The parts of the staff area, with an account of each role and the example desks."""
    office = office_over(engine, clock, tmp_path)
    add_accounts(office)
    return office


@pytest.fixture
def staff_app(
    catalogue: Catalogue, words: Search, office: Office, programs: list[Flask]
) -> Iterator[Flask]:
    """The whole site with its staff area: the program of all tests, with this one's own state."""
    site = Site(catalogue, words, lambda: DAY, office=office, desks=partners_of(office).shelf)
    if not programs:
        programs.append(app_over(site))
    (app,) = programs
    before = dict(app.extensions)
    app.extensions |= {EXTENSION: site, limits.EXTENSION: only_strict_limits()}
    yield app
    app.extensions.clear()
    app.extensions |= before


@pytest.fixture
def guest(staff_app: Flask) -> Iterator[FlaskClient]:
    """A browser in which nobody is signed in."""
    with staff_app.test_client() as one:
        yield one


@pytest.fixture
def new_member(staff_app: Flask) -> NewMember:
    """Make signed-in browsers: `new_member("editor")`, or by name and password."""

    def make(name: str = "adviser", password: str = "") -> Member:
        member = Member(staff_app.test_client())
        member.sign_in(name, password or f"{name} password")
        return member

    return make


@pytest.fixture
def adviser(new_member: NewMember) -> Member:
    """A browser in which an adviser is signed in."""
    return new_member("adviser")


@pytest.fixture
def editor(new_member: NewMember) -> Member:
    """A browser in which an editor is signed in."""
    return new_member("editor")


@pytest.fixture
def admin(new_member: NewMember) -> Member:
    """A browser in which an admin is signed in."""
    return new_member("admin")
