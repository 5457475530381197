"""The limits of the staff area and of partners' links: nothing that was typed is lost."""

import re
from dataclasses import replace
from html import unescape
from io import BytesIO

import pytest
from flask import Flask
from sqlalchemy import Engine

from tests.conftest import DAY, ROOT
from tests.sites import app_over
from tests.staff.people import TOKEN, Clock, Member, partners_of
from tests.staff.referral_steps import made, newest
from tests.web.page_reader import read
from tests.web.words import said
from wizard.application.limits import Gate
from wizard.domain.catalogue import Catalogue
from wizard.domain.limits import LIMITS, Limit
from wizard.domain.text import LANGUAGES
from wizard.search import Search
from wizard.web.referring import referring
from wizard.web.site import Site
from wizard.web.staff.office import Office
from wizard.web.staff.pages.again import PASSWORDS

FLAG = {
    "stage": "idea",
    "caller": "nl",
    "call": "6b00df00" + "0" * 24,
    "service": "microstart",
    "reason": "contact",
    "text": "«02 1» & co",
}
HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)">')


@pytest.fixture
def held(catalogue: Catalogue, words: Search, office: Office, clock: Clock) -> "Held":
    """The site with a staff area, with narrow limits that a test chooses."""
    site = Site(catalogue, words, lambda: DAY, office=office, desks=partners_of(office).shelf)
    return Held(site, clock)


class Held:
    """Makes applications over one site with limits of their own."""

    def __init__(self, site: Site, clock: Clock) -> None:
        """Use the site and the clock of the office."""
        self._site, self._clock = site, clock

    def app(self, **most: int) -> Flask:
        """Return an application whose limits have these numbers, within their usual time."""
        limits: dict[str, Limit] = {}
        for name, number in most.items():
            usual = LIMITS[name.replace("_", "-")]
            limits[usual.name] = replace(usual, most=number)
        gate = Gate(limits, lambda: self._clock().timestamp())
        return app_over(self._site, gate)

    def member(self, name: str = "adviser", **most: int) -> Member:
        """Return a browser in which somebody is signed in to such an application."""
        found = Member(self.app(**most).test_client())
        found.sign_in(name, f"{name} password")
        return found


def test_an_account_is_counted_and_not_its_office(held: Held) -> None:
    app = held.app(staff=3, pages=100)
    first, second = Member(app.test_client()), Member(app.test_client())
    first.sign_in("adviser", "adviser password")
    assert [first.get("/staff/flags").status_code for _ in range(3)] == [200, 200, 429]
    second.sign_in("editor", "editor password")
    assert second.get("/staff/flags").status_code == 200, "another account at the same address"


def test_a_page_that_was_asked_for_can_be_tried_again(held: Held, clock: Clock) -> None:
    member = held.member(staff=1)
    address = "/staff/calls?list=mine"
    answer = member.get(address)
    assert (answer.status_code, answer.headers["Retry-After"]) == (429, "10")
    assert "Wait 10 seconds, then try again." in answer.text
    assert address in read(answer.text).internal
    clock.forward(seconds=10)
    assert member.get(address).status_code == 200


def test_a_form_that_came_too_soon_is_kept_and_sent_again(
    held: Held, office: Office, clock: Clock
) -> None:
    member = held.member(staff=1)
    late = member.post("/staff/flags?a=b", FLAG)
    assert late.status_code == 429
    assert "What you typed is kept on this page." in late.text
    assert office.flags.in_state("open") == ()
    form = late.text.partition("<main")[2]
    action = re.search(r'action="([^"]+)"', form)
    assert action is not None
    assert action[1] == "/staff/flags?a=b"
    typed = {unescape(name): unescape(value) for name, value in HIDDEN.findall(form)}
    assert typed.pop("csrf_token")
    assert typed == FLAG
    clock.forward(seconds=10)
    token = TOKEN.search(late.text)
    assert token is not None
    member.token = token[1]
    assert member.post(unescape(action[1]), typed).status_code == 303
    (kept,) = office.flags.in_state("open")
    assert kept.text == FLAG["text"]


def test_a_file_is_not_kept_and_the_page_says_so(held: Held) -> None:
    member = held.member("editor", staff=1)
    values = {"csrf_token": member.token, "name": "x", "logo": (BytesIO(b"png"), "logo.png")}
    answer = member.client.post("/staff/desks/example-lel/edit", data=values)
    assert answer.status_code == 429
    assert "Only the file is not" in answer.text


def test_no_page_ever_says_a_password(held: Held) -> None:
    member = held.member(staff=1)
    typed = {"old": "adviser password", "new": "my very own secret", "again": "my very own secret"}
    answer = member.post("/staff/account/password", typed)
    assert answer.status_code == 429
    assert "secret" not in answer.text
    assert "What you typed is kept" not in answer.text


def test_the_fields_of_passwords_are_known() -> None:
    found = set()
    for file in (ROOT / "templates" / "staff").rglob("*.html"):
        text = file.read_text(encoding="utf-8")
        found |= set(re.findall(r'forms\.password\("(\w+)"', text))
        found |= set(re.findall(r'name="(\w+)" type="password"', text))
    assert found == PASSWORDS


def test_signing_in_waits_and_keeps_the_name(held: Held, clock: Clock) -> None:
    guest = Member(held.app(sign_in=2).test_client())
    guest.get("/staff/sign-in")
    typed = {"name": "adviser", "password": "adviser password"}
    answers = [guest.post("/staff/sign-in", {**typed, "password": "no"}) for _ in range(2)]
    assert [one.status_code for one in answers] == [422, 422]
    late = guest.post("/staff/sign-in", typed)
    assert (late.status_code, late.headers["Retry-After"]) == (429, "600")
    assert "Wait 10 minutes, then try again." in late.text
    assert 'value="adviser"' in late.text
    assert "adviser password" not in late.text
    clock.forward(minutes=10)
    assert guest.post("/staff/sign-in", typed).status_code == 303


def test_the_way_through_a_provider_waits_too(held: Held) -> None:
    client = held.app(sign_in=0).test_client()
    for path in ("/staff/oidc", "/staff/oidc/callback"):
        answer = client.get(path)
        assert (answer.status_code, answer.headers["Retry-After"]) == (429, "600"), path


def test_guests_are_counted_by_address(held: Held) -> None:
    client = held.app(pages=1).test_client()
    statuses = [client.get("/staff/sign-in").status_code for _ in range(2)]
    assert statuses == [200, 429]
    assert client.get("/fr/").status_code == 429, "all pages together"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_speaks_the_readers_language(held: Held, language: str) -> None:
    client = held.app(pages=0).test_client()
    answer = client.get(f"/staff/sign-in?language={language}")
    page = read(answer.text)
    assert (page.language, page.headings) == (language, [said(language, "Too much at once")])


def test_too_many_flags_wait_and_keep_their_words(held: Held, office: Office) -> None:
    member = held.member(flags=1)
    assert member.post("/staff/flags", FLAG).status_code == 303
    late = member.post("/staff/flags", {**FLAG, "reason": "amount"})
    assert (late.status_code, late.headers["Retry-After"]) == (429, "3600")
    assert "Wait 60 minutes" in late.text
    assert FLAG["text"] in unescape(late.text)
    assert len(office.flags.in_state("open")) == 1


# -- Partners -----------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_too_many_answers_wait_and_keep_what_was_chosen(
    held: Held, engine: Engine, clock: Clock, language: str
) -> None:
    app = held.app(answers=0)
    with app.app_context():
        made(referring(), clock)
    token = newest(engine)
    client = app.test_client()
    typed = {"status": "refused", "reason": "no-capacity", "language": language}
    late = client.post(f"/partner/{token}", data=typed)
    assert (late.status_code, late.headers["Retry-After"]) == (429, "3600")
    assert said(language, "Too much at once. Wait a while, then send.") in unescape(late.text)
    assert 'value="refused" checked' in late.text
    assert 'value="no-capacity" selected' in late.text
    assert client.get(f"/partner/{token}").status_code == 200, "reading goes on"
    with app.app_context():
        (found,) = app.extensions["parcours"].office.referrals.by_account(None)
        assert found.status == "sent", "nothing was noted"


def test_one_network_tries_links_together(held: Held) -> None:
    client = held.app(links=1).test_client()

    def tried(address: str) -> int:
        return client.get("/partner/x", environ_overrides={"REMOTE_ADDR": address}).status_code

    assert tried("2001:db8:1:2::3") == 404
    assert tried("2001:db8:1:2:ffff::") == 429
    assert tried("2001:db8:1:3::3") == 404
