"""Every address of the staff area with who may use it: a table that is complete."""

from dataclasses import dataclass, field

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.desks import LEL
from tests.policy.test_routes import ROUTES as PUBLIC
from tests.policy.test_routes import Route, check_every_answer
from tests.staff.people import Member, NewMember
from wizard.domain.staff import ROLES, Role
from wizard.web.staff.access import access_of

NUMBER = "<int(max=2147483647):number>"


@dataclass(frozen=True)
class StaffRoute:
    """One rule below `/staff`: its method, and the least role («everyone» for no sign-in).

    `without` is a role above the least one that may not all the same.
    """

    method: str
    rule: str
    access: str = "adviser"
    without: str = field(default="", compare=False)

    @property
    def address(self) -> str:
        """An address that the rule matches; the desk is that of the account of the role `desk`."""
        rule = self.rule.replace(NUMBER, "1").replace("<token>", "0" * 32)
        return "/staff" + rule.replace("<key>", LEL)

    def allows(self, role: Role) -> bool:
        """Return whether an account of this role may use it."""
        least: Role = self.access  # type: ignore[assignment]  # not «everyone»
        return role != self.without and ROLES.index(role) >= ROLES.index(least)


STAFF = (
    StaffRoute("GET", "/", "desk"),
    StaffRoute("GET", "/account", "desk"),
    StaffRoute("POST", "/account", "desk"),
    StaffRoute("GET", "/account/password", "desk"),
    StaffRoute("POST", "/account/password", "desk"),
    StaffRoute("POST", "/account/sign-out", "desk"),
    StaffRoute("GET", "/accounts", "admin"),
    StaffRoute("GET", f"/accounts/{NUMBER}", "admin"),
    StaffRoute("POST", f"/accounts/{NUMBER}", "admin"),
    StaffRoute("POST", f"/accounts/{NUMBER}/password", "admin"),
    StaffRoute("POST", f"/accounts/{NUMBER}/sign-out", "admin"),
    StaffRoute("POST", f"/accounts/{NUMBER}/unlock", "admin"),
    StaffRoute("GET", "/accounts/new", "admin"),
    StaffRoute("POST", "/accounts/new", "admin"),
    StaffRoute("GET", "/calls"),
    StaffRoute("POST", "/calls"),
    StaffRoute("GET", f"/calls/{NUMBER}"),
    StaffRoute("POST", f"/calls/{NUMBER}"),
    StaffRoute("GET", "/calls/counts", "editor"),
    StaffRoute("GET", "/calls/counts.csv", "editor"),
    StaffRoute("POST", "/calls/draft"),
    StaffRoute("GET", "/calls/drafts"),
    StaffRoute("POST", "/calls/drafts/<token>/discard"),
    StaffRoute("GET", "/cases"),
    StaffRoute("POST", "/cases"),
    StaffRoute("GET", "/cases/remove"),
    StaffRoute("POST", "/cases/remove"),
    StaffRoute("GET", "/desk"),
    StaffRoute("GET", "/desk/board"),
    StaffRoute("GET", "/desks"),
    StaffRoute("GET", "/desks/<key>", "desk"),
    StaffRoute("GET", "/desks/<key>/counts", "desk"),
    StaffRoute("GET", "/desks/<key>/counts.csv", "desk"),
    StaffRoute("GET", "/desks/<key>/edit", "desk", without="adviser"),
    StaffRoute("POST", "/desks/<key>/edit", "desk", without="adviser"),
    StaffRoute("GET", "/desks/<key>/remove", "editor"),
    StaffRoute("POST", "/desks/<key>/remove", "editor"),
    StaffRoute("GET", "/desks/counts", "editor"),
    StaffRoute("GET", "/desks/new", "editor"),
    StaffRoute("POST", "/desks/new", "editor"),
    StaffRoute("GET", "/flags"),
    StaffRoute("POST", "/flags"),
    StaffRoute("POST", f"/flags/{NUMBER}", "editor"),
    StaffRoute("GET", "/handover"),
    StaffRoute("GET", "/handover/dossier"),
    StaffRoute("POST", "/handover/dossier"),
    StaffRoute("POST", "/handover/mail"),
    StaffRoute("POST", "/handover/text"),
    StaffRoute("GET", "/messages"),
    StaffRoute("GET", "/oidc", "everyone"),
    StaffRoute("GET", "/oidc/callback", "everyone"),
    StaffRoute("GET", "/referrals"),
    StaffRoute("POST", "/referrals"),
    StaffRoute("GET", f"/referrals/{NUMBER}"),
    StaffRoute("POST", f"/referrals/{NUMBER}/again"),
    StaffRoute("POST", f"/referrals/{NUMBER}/contact"),
    StaffRoute("POST", f"/referrals/{NUMBER}/forget"),
    StaffRoute("POST", f"/referrals/{NUMBER}/status"),
    StaffRoute("GET", "/referrals/counts", "editor"),
    StaffRoute("GET", "/referrals/counts.csv", "editor"),
    StaffRoute("GET", "/referrals/new"),
    StaffRoute("GET", "/sign-in", "everyone"),
    StaffRoute("POST", "/sign-in", "everyone"),
    StaffRoute("POST", "/sign-out", "everyone"),
)
CLOSED = tuple(route for route in STAFF if route.access != "everyone")
EACH = pytest.mark.parametrize("route", STAFF, ids=lambda one: f"{one.method}-{one.rule}")
EACH_CLOSED = pytest.mark.parametrize("route", CLOSED, ids=lambda one: f"{one.method}-{one.rule}")


def test_the_table_has_exactly_the_routes_below_staff(staff_app: Flask) -> None:
    with staff_app.app_context():
        have = {
            StaffRoute(method, rule.rule.removeprefix("/staff"), access_of(rule.endpoint))
            for rule in staff_app.url_map.iter_rules()
            if rule.rule.startswith("/staff")
            for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
        }
    assert have == set(STAFF), "correct STAFF"


@EACH_CLOSED
def test_a_guest_gets_nothing(guest: FlaskClient, route: StaffRoute) -> None:
    answer = guest.open(route.address, method=route.method)
    if route.method == "GET":
        assert answer.status_code == 303
        assert answer.location.startswith("/staff/sign-in")
    else:
        assert answer.status_code == 400, "a guest has no token"
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("role", ROLES)
def test_a_role_sees_what_the_table_says(new_member: NewMember, role: Role) -> None:
    member = new_member(role)
    for route in CLOSED:
        if route.method != "GET":
            continue
        answer = member.get(route.address)
        allowed = route.allows(role)
        assert (answer.status_code != 403) == allowed, f"{role} {route.rule} {answer.status}"
        assert answer.status_code in (200, 303, 403, 404), f"{role} {route.rule} {answer.status}"
        assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("role", ROLES)
def test_a_role_does_only_what_the_table_says(new_member: NewMember, role: Role) -> None:
    for route in CLOSED:
        if route.method != "POST" or route.rule == "/account/sign-out":
            continue
        member = new_member(role)
        answer = member.post(route.address)
        allowed = route.allows(role)
        assert (answer.status_code != 403) == allowed, f"{role} {route.rule} {answer.status}"
        assert answer.status_code < 500, f"{role} {route.rule} {answer.status}"


@EACH
def test_a_change_without_its_token_is_refused(adviser: Member, route: StaffRoute) -> None:
    if route.method == "POST":
        for token in ("", "forged", f"{adviser.token}x"):
            adviser.token = token
            assert adviser.post(route.address).status_code == 400


@EACH
def test_a_change_from_another_site_is_refused(adviser: Member, route: StaffRoute) -> None:
    if route.method == "POST":
        values = {"csrf_token": adviser.token}
        answer = adviser.client.post(
            route.address, data=values, headers={"Sec-Fetch-Site": "cross-site"}
        )
        assert answer.status_code == 400


@pytest.mark.parametrize("route", PUBLIC, ids=lambda route: route.endpoint)
def test_the_public_site_knows_no_cookie_also_with_a_staff_area(
    adviser: Member, route: Route
) -> None:
    answer = adviser.client.get(route.address)
    assert answer.status_code == route.status
    check_every_answer(answer, route.cache)
    answer.close()
