"""The whole site as one application: public pages, desks, staff area, partner's links."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import Engine

from tests.conftest import DAY
from tests.sites import app_over
from tests.staff.people import Clock, Member, add_accounts, office_over, partners_of
from tests.staff.referral_steps import made, newest
from wizard.domain.catalogue import Catalogue
from wizard.search import Search
from wizard.store.engine import open_engine, sqlite_url
from wizard.store.migrate import migrate
from wizard.web import proxies
from wizard.web.referring import referring
from wizard.web.site import Site
from wizard.web.staff.office import Office

HOME = "https://guide.example"
"""Where the site of these tests is at home."""

TLS = {"X-Forwarded-For": "203.0.113.7", "X-Forwarded-Proto": "https", "Host": "guide.example"}
"""What a proxy of ours adds to a request that came by https."""


@dataclass(frozen=True)
class WholeSite:
    """An application with everything, and what is needed to make things happen in it."""

    app: Flask
    office: Office
    engine: Engine
    clock: Clock

    def member(self, role: str) -> Member:
        """Return a browser in which somebody of this role is signed in."""
        member = Member(self.app.test_client())
        member.sign_in(role, f"{role} password")
        return member

    def partner_token(self) -> str:
        """Return the link of a referral that is sent now."""
        with self.app.app_context():
            made(referring(), self.clock)
            return newest(self.engine)


@contextmanager
def whole_site(catalogue: Catalogue, words: Search, folder: Path) -> Iterator[WholeSite]:
    """Return the site without a proxy, on this machine, as a trial has it; its data in `folder`."""
    engine = open_engine(sqlite_url(folder / "staff.sqlite3"))
    migrate(engine)
    clock = Clock(datetime(2026, 11, 21, 9, 0, tzinfo=UTC))
    office = office_over(engine, clock, folder)
    add_accounts(office)
    site = Site(catalogue, words, lambda: DAY, office=office, desks=partners_of(office).shelf)
    yield WholeSite(app_over(site), office, engine, clock)
    engine.dispose()


@pytest.fixture(scope="package")
def whole(
    catalogue: Catalogue, words: Search, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[WholeSite]:
    """The site that these tests look at, and leave as it is."""
    with whole_site(catalogue, words, tmp_path_factory.mktemp("whole")) as one:
        yield one


@pytest.fixture(scope="package")
def at_home(catalogue: Catalogue, words: Search, whole: WholeSite) -> Flask:
    """The same site at its own address, behind one proxy that speaks https to visitors."""
    shelf = partners_of(whole.office).shelf
    app = app_over(Site(catalogue, words, lambda: DAY, HOME, whole.office, shelf))
    proxies.behind(app, 1)
    return app
