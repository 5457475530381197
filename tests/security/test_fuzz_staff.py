"""Strange requests to the staff area and the partner's pages, by people who are signed in."""

import re
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from urllib.parse import quote, urlencode

import pytest
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from tests.desks import LEL
from tests.security.conftest import WholeSite, whole_site
from tests.security.fuzzing import Run, check
from tests.security.hostile_values import MARKUP, query, weighted, written
from tests.security.hostile_values import words as hostile
from tests.security.wire import Sent, send
from tests.staff.people import Member
from tests.staff.test_routes_staff import CLOSED, StaffRoute
from wizard.domain.catalogue import Catalogue
from wizard.domain.staff import ROLES, Role
from wizard.search import Search
from wizard.web.staff.cookies import NAME

ROUNDS = 1_500
LEAVING = ("/account/sign-out",)
"""What ends the sign-in."""

FIELDS = (
    "name", "password", "new", "again", "role", "language", "active", "desk", "text", "reason",
    "service", "notes", "status", "number", "mail", "consent", "form", "provider", "address",
    "outcome", "named", "reference", "stage", "sector", "q", "caller", "key", "names", "origins",
    "features", "hours", "phone", "idle", "first", "answers", "colour", "month", "from", "until",
    "next", "to", "line", "contact", "minutes", "done",
)  # fmt: skip

fields = st.lists(
    st.tuples(
        weighted((6, st.sampled_from(FIELDS)), (1, st.just(MARKUP)), (1, st.text(max_size=6))),
        hostile,
    ),
    max_size=6,
)
numbers = weighted(
    (6, st.integers(1, 6).map(str)),
    (1, st.sampled_from(("0", "2147483647", "2147483648", "9" * 30, "-1", "1.5", "x", "%00"))),
)


@pytest.fixture
def whole(catalogue: Catalogue, words: Search, tmp_path: Path) -> Iterator[WholeSite]:
    """A site of its own: the storm changes it."""
    with whole_site(catalogue, words, tmp_path) as one:
        yield one


def filled(route: StaffRoute) -> st.SearchStrategy[str]:
    """Return addresses of a rule: with numbers, tokens and desks that are there, and others."""
    part = hostile.map(lambda word: written(word, raw=False))
    key = weighted((3, st.just(LEL)), (1, part))
    token = weighted((1, st.just("0" * 32)), (1, part))

    def build(number: str, desk: str, draft: str) -> str:
        rule = re.sub(r"<int[^>]+>", lambda _: number, route.rule)
        return "/staff" + rule.replace("<key>", desk).replace("<token>", draft)

    return st.builds(build, numbers, key, token)


def made(role: Role) -> st.SearchStrategy[Sent]:
    """Return requests to every address that a role may use, with forms whose token is right."""

    def of_route(route: StaffRoute) -> st.SearchStrategy[Sent]:
        def build(path: str, asked: str, sent: list[tuple[str, str]]) -> Sent:
            pairs = [(key, word.encode("utf-8", "surrogatepass")) for key, word in sent]
            body = urlencode(pairs).encode() if route.method == "POST" else b""
            return Sent(route.method, path, asked, {}, body, route=f"{route.method} {route.rule}")

        return st.builds(build, filled(route), query, fields.map(_writable))

    return st.one_of(
        [of_route(one) for one in CLOSED if one.rule not in LEAVING and one.allows(role)]
    )


def _writable(pairs: list[tuple[str, str]]) -> list[tuple[str, str]]:
    return [(quote(key, safe=""), word) for key, word in pairs]


def browser(whole: WholeSite, role: Role, name: str) -> tuple[str, str]:
    """Return cookie and token of a new account that has just signed in."""
    office = whole.office
    hashed = office.passwords.hash("four old lamps")
    office.accounts.add(name, role, "nl", hashed, office.now(), desk=LEL)
    member = Member(whole.app.test_client())
    member.sign_in(name, "four old lamps")
    member.get("/staff/account")
    cookie = member.client.get_cookie(NAME, path="/staff")
    assert cookie is not None
    assert member.token
    return cookie.value, member.token


def storm(
    number: int, most: int, requests: st.SearchStrategy[Sent], answer: Callable[[Sent], None]
) -> None:
    """Let hypothesis make requests of that number, and answer each."""

    @seed(number)
    @settings(
        max_examples=most,
        deadline=None,
        database=None,
        phases=(Phase.generate,),
        suppress_health_check=list(HealthCheck),
    )
    @given(one=requests)
    def blow(one: Sent) -> None:
        answer(one)

    blow()


@pytest.mark.slow
@pytest.mark.parametrize("role", ROLES)
def test_no_page_of_the_staff_area_fails_or_reflects(
    whole: WholeSite, fuzz_seed: int, role: Role
) -> None:
    run, accounts, kept = Run(), count(), list[tuple[str, str]]()

    def answer(sent: Sent) -> None:
        if not kept:
            kept.append(browser(whole, role, f"{role}-{next(accounts)}"))
        cookie, token = kept[0]
        form = f"csrf_token={token}&".encode() + sent.body if sent.method == "POST" else b""
        headers = {
            "Cookie": f"{NAME}={cookie}",
            "Content-Type": "application/x-www-form-urlencoded",
        }
        whole_one = Sent(sent.method, sent.path, sent.query, headers, form, sent.route)
        found = send(whole.app, whole_one)
        run.note(sent, found)
        check(whole_one, found, cookie=True)
        if found.first("Location").startswith("/staff/sign-in"):
            # What was sent ended the sign-in, as a change of one's own account does.
            kept.clear()

    try:
        storm(fuzz_seed + ROLES.index(role), ROUNDS // len(ROLES), made(role), answer)
    finally:
        print(run.report(f"staff area as {role}", fuzz_seed, worst=2))
    assert run.statuses[200] > run.total / 8


@pytest.mark.slow
def test_no_page_of_a_partner_fails_or_reflects(whole: WholeSite, fuzz_seed: int) -> None:
    run, token = Run(), whole.partner_token()
    part = hostile.map(lambda word: written(word, raw=False))
    link = weighted((2, st.just(token)), (1, part))
    path = st.builds(
        lambda link, end: f"/partner/{link}{end}",
        link,
        st.sampled_from(("", "/contact", "/", "/x")),
    )
    pairs = st.lists(
        st.tuples(st.sampled_from(("status", "reason", "language")), hostile), max_size=3
    )

    def build(method: str, path: str, asked: str, sent: list[tuple[str, str]]) -> Sent:
        written_ = [(key, word.encode("utf-8", "surrogatepass")) for key, word in sent]
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        return Sent(method, path, asked, headers, urlencode(written_).encode(), route="partner")

    def answer(sent: Sent) -> None:
        found = send(whole.app, sent, f"10.1.{run.total >> 8 & 255}.{run.total & 255}")
        run.note(sent, found)
        check(sent, found)

    try:
        methods = st.sampled_from(("GET", "POST", "HEAD"))
        storm(fuzz_seed, 400, st.builds(build, methods, path, query, pairs), answer)
    finally:
        print(run.report("partner's pages", fuzz_seed, worst=2))
    assert run.statuses[200] + run.statuses[422] > 20
