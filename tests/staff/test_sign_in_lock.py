"""Wrong passwords are counted for all server processes at once, and cost more and more time."""

import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import Engine, text
from werkzeug.test import TestResponse

from tests.conftest import ROOT
from tests.staff.people import Clock, Member, NewMember
from wizard.store.sign_ins import DatabaseSignIns
from wizard.web import proxies
from wizard.web.staff.office import Office

pytestmark = pytest.mark.databases("sqlite", "postgresql")

HERE = "203.0.113.7"
Try = Callable[..., TestResponse]


@pytest.fixture
def attempt(staff_app: Flask) -> Try:
    """Try to sign in from an address, in a browser of its own."""

    def one(name: str, password: str, address: str = HERE) -> TestResponse:
        member = Member(staff_app.test_client())
        member.get("/staff/sign-in")
        return member.client.post(
            "/staff/sign-in",
            data={"csrf_token": member.token, "name": name, "password": password},
            environ_base={"REMOTE_ADDR": address},
        )

    return one


@pytest.mark.parametrize("name", ["adviser", "nobody-at-all"])
def test_after_five_wrong_tries_a_name_waits(attempt: Try, name: str) -> None:
    assert [attempt(name, "wrong").status_code for _ in range(6)] == [422] * 5 + [429]
    late = attempt(name, f"{name} password")
    assert (late.status_code, late.headers["Retry-After"]) == (429, "30")
    assert "Too many wrong passwords. Wait 1 minute, then try again." in late.text
    assert attempt(name, "wrong", "198.51.100.1").status_code == 429, "from anywhere"
    assert attempt("editor", "editor password").status_code == 303, "the others do not wait"


def test_the_wait_doubles_and_the_right_password_ends_it(attempt: Try, clock: Clock) -> None:
    for _ in range(5):
        attempt("adviser", "wrong")
    for seconds in (30, 60, 120, 240):
        late = attempt("adviser", "adviser password")
        assert (late.status_code, late.headers["Retry-After"]) == (429, str(seconds))
        clock.forward(seconds=seconds)
        assert attempt("adviser", "wrong").status_code == 422, "one more try, no more"
    assert "Wait 8 minutes" in attempt("adviser", "adviser password").text
    clock.forward(seconds=480)
    assert attempt("adviser", "adviser password").status_code == 303
    assert [attempt("adviser", "wrong").status_code for _ in range(5)] == [422] * 5, "from zero"


def test_a_name_waits_in_whatever_case_it_is_typed(attempt: Try) -> None:
    for name in ("adviser", "ADVISER", " Adviser ", "adviser", "Adviser"):
        attempt(name, "wrong")
    assert attempt("aDvIsEr", "adviser password").status_code == 429


def test_after_twenty_wrong_tries_an_address_waits(attempt: Try) -> None:
    statuses = [attempt(f"name-{number}", "wrong").status_code for number in range(21)]
    assert statuses == [422] * 20 + [429]
    assert attempt("adviser", "adviser password").status_code == 429
    assert attempt("adviser", "adviser password", "198.51.100.1").status_code == 303


def test_one_network_of_ipv6_is_one_address(attempt: Try) -> None:
    for number in range(20):
        attempt(f"name-{number}", "wrong", f"2001:db8::{number:x}")
    assert attempt("adviser", "adviser password", "2001:db8::ffff").status_code == 429
    assert attempt("adviser", "adviser password", "2001:db8:0:1::1").status_code == 303


def test_the_right_passwords_of_an_office_do_not_add_up(attempt: Try) -> None:
    statuses = {attempt("adviser", "adviser password").status_code for _ in range(30)}
    assert statuses == {303}


def test_a_right_password_takes_back_its_own_try_only(attempt: Try) -> None:
    """Somebody with one good account cannot use it to guess others for ever."""
    for number in range(19):
        attempt(f"name-{number}", "wrong")
    assert attempt("adviser", "adviser password").status_code == 303
    assert attempt("name-x", "wrong").status_code == 422
    assert attempt("adviser", "adviser password").status_code == 429


def test_a_header_does_not_change_the_address(staff_app: Flask, attempt: Try) -> None:
    for number in range(20):
        attempt(f"name-{number}", "wrong")
    member = Member(staff_app.test_client())
    member.get("/staff/sign-in")
    answer = member.client.post(
        "/staff/sign-in",
        data={"csrf_token": member.token, "name": "adviser", "password": "adviser password"},
        headers={"X-Forwarded-For": "198.51.100.1", "X-Real-IP": "198.51.100.1"},
        environ_base={"REMOTE_ADDR": HERE},
    )
    assert answer.status_code == 429


def test_behind_a_proxy_of_ours_the_visitor_counts(staff_app: Flask, attempt: Try) -> None:
    """The last entry is the one that our own proxy wrote; those before it are the visitor's."""
    proxies.behind(staff_app, 1)

    def visitor(address: str, number: int) -> int:
        member = Member(staff_app.test_client())
        member.get("/staff/sign-in")
        values = {"csrf_token": member.token, "name": f"name-{number}", "password": "wrong"}
        headers = {"X-Forwarded-For": f"198.51.100.{number}, {address}"}
        where = {"REMOTE_ADDR": "127.0.0.1"}
        answer = member.client.post(
            "/staff/sign-in", data=values, headers=headers, environ_base=where
        )
        return answer.status_code

    assert [visitor(HERE, number) for number in range(21)] == [422] * 20 + [429]
    assert visitor("203.0.113.8", 22) == 422
    assert attempt("adviser", "adviser password", "127.0.0.1").status_code == 303


def test_where_no_address_is_known_only_names_wait(attempt: Try) -> None:
    statuses = {attempt(f"name-{number}", "wrong", "").status_code for number in range(25)}
    assert statuses == {422}


def test_everything_is_forgotten_after_a_day(attempt: Try, clock: Clock, engine: Engine) -> None:
    for _ in range(5):
        attempt("adviser", "wrong")
    clock.forward(hours=25)
    attempt("editor", "wrong", "198.51.100.1")
    assert _rows(engine) == 2, "what was old is gone: left are this name and this address"
    assert [attempt("adviser", "wrong").status_code for _ in range(5)] == [422] * 5


def test_neither_names_nor_addresses_are_kept(attempt: Try, engine: Engine) -> None:
    attempt("adviser", "wrong")
    with engine.connect() as connection:
        rows = connection.execute(text("select * from sign_in_failure")).all()
    assert len(rows) == 2
    for part in ("adviser", HERE, "203"):
        assert part not in str([row[0] for row in rows])
    assert DatabaseSignIns(engine, "another key").unlock(name="adviser") is False


def test_old_passwords_that_are_wrong_count_as_well(new_member: NewMember) -> None:
    """A browser that somebody left open is no way to find a password out."""
    member = new_member()
    values = {"old": "wrong", "new": "vier oude lampen", "again": "vier oude lampen"}
    member.get("/staff/account/password")
    statuses = [member.post("/staff/account/password", values).status_code for _ in range(6)]
    assert statuses == [422] * 5 + [429]
    right = member.post("/staff/account/password", {**values, "old": "adviser password"})
    assert (right.status_code, right.headers["Retry-After"]) == (429, "30")


def test_many_tries_at_once_get_no_more_than_their_share(office: Office) -> None:
    def one(_: int) -> bool:
        return office.sign_ins.begin("adviser", HERE, office.now()) is None

    with ThreadPoolExecutor(16) as pool:
        passed = list(pool.map(one, range(80)))
    assert sum(passed) == 5


HAMMER = """
import sys
from datetime import datetime
from wizard.store.engine import open_engine
from wizard.store.sign_ins import DatabaseSignIns
sign_ins = DatabaseSignIns(open_engine(sys.argv[1]), "key")
now = datetime.fromisoformat(sys.argv[2])
sys.stdin.readline()
for number in range(40):
    name = "adviser" if sys.argv[3] == "name" else f"{sys.argv[4]}-{number}"
    print(sign_ins.begin(name, "203.0.113.7" if sys.argv[3] == "address" else "", now) is None)
"""


@pytest.mark.parametrize(("kind", "share"), [("name", 5), ("address", 20)])
def test_several_processes_share_one_count(
    engine: Engine, clock: Clock, kind: str, share: int
) -> None:
    running = [
        subprocess.Popen(
            [sys.executable, "-c", HAMMER, str(engine.url), clock().isoformat(), kind, str(number)],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for number in range(4)
    ]
    for one in running:
        assert one.stdin is not None
        one.stdin.write("\n")
        one.stdin.flush()
    done = [one.communicate(timeout=60) for one in running]
    assert [one.returncode for one in running] == [0] * 4, "\n".join(errors for _, errors in done)
    assert sum(output.count("True") for output, _ in done) == share


def test_an_admin_ends_the_wait(attempt: Try, new_member: NewMember, office: Office) -> None:
    for _ in range(5):
        attempt("adviser", "wrong")
    admin, adviser = new_member("admin"), office.accounts.by_name("adviser")
    assert adviser is not None
    answer = admin.post(f"/staff/accounts/{adviser.id}/unlock")
    assert answer.location == f"/staff/accounts/{adviser.id}?done=unlocked"
    assert attempt("adviser", "adviser password").status_code == 303


def _rows(engine: Engine) -> int:
    with engine.connect() as connection:
        return int(connection.execute(text("select count(*) from sign_in_failure")).scalar() or 0)


@pytest.mark.databases("sqlite")
def test_the_database_of_the_tests_is_a_file(engine: Engine, tmp_path: Path) -> None:
    assert str(tmp_path) in str(engine.url), "or the processes above would count for themselves"
