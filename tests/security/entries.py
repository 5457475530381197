"""Every way into the site in one table: who may go in, what it gives along, who may frame it."""

from dataclasses import dataclass, replace
from typing import Literal

from tests.desks import LEL
from tests.policy.desk_routes import DESK_ROUTES, NOBODY
from tests.policy.test_routes import ASSETS, NEVER, ROUTES, SENT
from tests.staff.test_routes_staff import STAFF, StaffRoute
from wizard.domain.desks import Desk
from wizard.domain.staff import ROLES, Role
from wizard.web.pages.desk_frame import logo_url, styles_url

Who = Literal["everyone", "our kiosk", "the link"] | Role
"""Who is let in: a role and those above it, who has the link, or a kiosk's own script."""

LINK = "<token>"
FOR_EVER = "public, max-age=31536000, immutable"


@dataclass(frozen=True)
class Entry:
    """One method of one rule of the site.

    `address` shows it; the token of a partner's link is still to be put in. `status` is what
    those get who are let in, 0 where it depends on what is sent. `without` is a role that may not
    though its place among the roles says so. `cookie` says whether an answer may set one, `csrf`
    whether a request must carry the token of a page of ours.
    """

    method: str
    rule: str
    endpoint: str
    address: str
    who: Who = "everyone"
    status: int = 200
    without: str = ""
    cookie: bool = False
    csrf: bool = False
    frame: str = NOBODY
    cache: str = NEVER

    @property
    def name(self) -> str:
        """How the tests call it."""
        return f"{self.method} {self.rule}"

    def lets_in(self, role: Role) -> bool:
        """Return whether somebody signed in with this role is let in."""
        if self.who not in ROLES:
            return self.who == "everyone"
        return role != self.without and ROLES.index(role) >= ROLES.index(self.who)


def _public() -> list[Entry]:
    site = [
        Entry("GET", one.rule, one.endpoint, one.address, status=one.status, cache=one.cache)
        for one in ROUTES
    ]
    desks = [
        Entry("GET", one.rule, one.endpoint, one.address, status=one.status, frame=one.frame)
        for one in DESK_ROUTES
    ]
    return [*site, *desks]


def _of_a_desk(desk: Desk) -> list[Entry]:
    addresses = (styles_url(desk, ""), logo_url(desk, ""))
    assets = [
        Entry("GET", rule, endpoint, address, cache=FOR_EVER)
        for (rule, endpoint), address in zip(ASSETS, addresses, strict=True)
    ]
    rule, endpoint = SENT
    return [*assets, Entry("POST", rule, endpoint, f"/kiosk/{LEL}/counts", "our kiosk", status=0)]


def _staff(route: StaffRoute) -> Entry:
    who: Who = "everyone" if route.access == "everyone" else route.access  # type: ignore[assignment]  # the others are roles
    sent = route.method == "POST"
    return Entry(
        route.method,
        f"/staff{route.rule}",
        "",
        route.address,
        who,
        status=0,
        without=route.without,
        cookie=True,
        csrf=sent,
    )


PARTNER = (
    Entry("GET", f"/partner/{LINK}", "partner.look", f"/partner/{LINK}", "the link"),
    Entry("POST", f"/partner/{LINK}", "partner.take_answer", f"/partner/{LINK}", "the link", 422),
    Entry(
        "POST",
        f"/partner/{LINK}/contact",
        "partner.show_contact",
        f"/partner/{LINK}/contact",
        "the link",
    ),
    Entry("GET", "/partner/done", "partner.done", "/partner/done?answer=accepted"),
)
"""A link is the secret itself: there is no cookie, so no other site can make use of one."""


def entries(desk: Desk) -> list[Entry]:
    """Return the whole table; `desk` is the example, whose files have addresses of their own."""
    return [*_public(), *_of_a_desk(desk), *map(_staff, STAFF), *PARTNER]


def with_token(entry: Entry, token: str) -> Entry:
    """Return a partner's entry with a link in its address."""
    return replace(entry, address=entry.address.replace(LINK, token))
