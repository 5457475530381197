"""Signed-in browsers, a clock that tests move, and the office that they work in."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import TypeAlias

from argon2 import PasswordHasher
from flask.testing import FlaskClient
from sqlalchemy import Engine
from werkzeug.test import TestResponse

from tests.desks import EXAMPLES, example
from wizard.application.desk_records import DeskKeeping
from wizard.application.desks import Shelf
from wizard.content.desks import DeskRecords
from wizard.domain.staff import ROLES
from wizard.store import away
from wizard.store.accounts import DatabaseAccounts
from wizard.store.calls import DatabaseCalls
from wizard.store.cases import DatabaseCases
from wizard.store.desk_counts import DatabaseDeskCounts
from wizard.store.desks import DatabaseDesks
from wizard.store.flags import DatabaseFlags
from wizard.store.outbox import DatabaseOutbox
from wizard.store.passwords import Argon2Passwords
from wizard.store.referrals import DatabaseReferrals
from wizard.store.sealing import FernetSealing
from wizard.store.sign_ins import DatabaseSignIns
from wizard.web.staff.office import Office

TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')
Values: TypeAlias = Mapping[str, str | Sequence[str]]


@dataclass
class Clock:
    """A clock that stands until it is moved."""

    at: datetime

    def __call__(self) -> datetime:
        """Return the moment."""
        return self.at

    def forward(self, **by: float) -> None:
        """Move on by `timedelta`'s arguments."""
        self.at += timedelta(**by)


QUICK = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
"""Argon2 at its smallest cost: the tests sign in hundreds of times."""


SEALING = FernetSealing(["only-for-tests-only-for-tests-only-for-test="])
"""A key that everybody knows."""


def office_over(engine: Engine, clock: Clock, folder: Path) -> Office:
    """Return the parts of the staff area over a database; files go into `folder`."""
    assert folder.is_dir()
    engine = away.tell(engine)
    outbox = DatabaseOutbox(engine, SEALING, "example.org")
    desks = DatabaseDesks(engine, DeskRecords())
    return Office(
        now=clock,
        accounts=DatabaseAccounts(engine),
        passwords=Argon2Passwords(QUICK),
        sign_ins=DatabaseSignIns(engine, "only for tests"),
        outbox=outbox,
        calls=DatabaseCalls(engine),
        cases=DatabaseCases(engine),
        flags=DatabaseFlags(engine),
        referrals=DatabaseReferrals(engine, SEALING, outbox),
        desk_counts=DatabaseDeskCounts(engine),
        partners=DeskKeeping(desks, DeskRecords(), Shelf(desks, lambda: clock().timestamp())),
    )


def partners_of(office: Office) -> DeskKeeping:
    """Return what keeps the partner desks of an office that has some."""
    assert office.partners is not None
    return office.partners


def add_accounts(office: Office) -> None:
    """Put the example desks and an account of each role into an office.

    Each is called like its role; that of the role «desk» belongs to the first example, and
    comes last, so that the adviser's is number 1.
    """
    for key in EXAMPLES:
        partners_of(office).desks.save(example(key), office.now())
    for role in (*ROLES[1:], ROLES[0]):
        hashed = office.passwords.hash(f"{role} password")
        office.accounts.add(role, role, "en", hashed, office.now(), desk=EXAMPLES[0])


@dataclass
class Member:
    """A browser with its cookies; `token` is what its forms send."""

    client: FlaskClient
    token: str = field(default="", repr=False)

    def sign_in(self, name: str, password: str) -> TestResponse:
        """Sign in through the form; the answer must be the way onward."""
        self.get("/staff/sign-in")
        answer = self.post("/staff/sign-in", {"name": name, "password": password})
        assert answer.status_code == 303, answer.text
        self.get("/staff/desk")
        return answer

    def get(self, address: str) -> TestResponse:
        """Open a page, and keep the token of its forms."""
        answer = self.client.get(address)
        found = TOKEN.search(answer.text)
        if found:
            self.token = found[1]
        return answer

    def post(self, address: str, values: Values | None = None) -> TestResponse:
        """Send a form with the token of the page that was opened last."""
        return self.client.post(address, data={"csrf_token": self.token, **(values or {})})


NewMember: TypeAlias = Callable[..., Member]
