"""Referrals in a real browser: an adviser by keyboard alone, a partner without script."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import Engine

from tests.browser.looks import assert_none, every_look
from tests.browser.staff_site import sign_in, window_on
from tests.browser.steps import follow
from tests.browser.visitor import Visitor
from tests.staff.people import Clock, add_accounts, office_over
from tests.staff.referral_steps import NAME, PARTNER, made, newest, parts_over
from wizard.application.refer import settle
from wizard.store.engine import open_engine, sqlite_url
from wizard.store.migrate import migrate
from wizard.web.staff.office import Office

pytestmark = pytest.mark.browser

LINE = "stage=starting&sector=retail&place=1080&profile=woman&caller=fr"


@pytest.fixture
def clock() -> Clock:
    """The moment at which the site stands."""
    return Clock(datetime(2026, 11, 21, 9, 0, tzinfo=UTC))


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    """A migrated database."""
    engine = open_engine(sqlite_url(tmp_path / "staff.sqlite3"))
    migrate(engine)
    yield engine
    engine.dispose()


@pytest.fixture
def office(engine: Engine, clock: Clock, tmp_path: Path) -> Office:
    """A staff area with accounts, two referrals that wait and one that is closed."""
    office = office_over(engine, clock, tmp_path)
    add_accounts(office)
    parts = parts_over(engine, clock)
    for form in "abc":
        made(parts, clock, form=form)
    third = office.referrals.by_id(3)
    assert third is not None
    settle(parts, third, "refused", "adviser", "conditions", clock())
    return office


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("adviser", f"/staff/referrals?{LINE}"),
        ("adviser", "/staff/referrals?status=refused"),
        ("adviser", f"/staff/referrals/new?{LINE}&service=microstart"),
        ("adviser", "/staff/referrals/1?done=sent"),
        ("adviser", "/staff/referrals/3"),
        ("editor", "/staff/referrals/counts"),
        ("admin", "/staff/referrals"),
        ("admin", "/staff/referrals/3"),
    ],
)
def test_every_page_is_accessible(window: Visitor, name: str, path: str) -> None:
    sign_in(window, "/staff/referrals", name)
    window.visit(path)
    assert_none(every_look(window))


def tab_to(page: Page, field: str) -> None:
    """Go on with the Tab key until a field has the focus."""
    for _ in range(40):
        if page.evaluate("document.activeElement.id") == field:
            return
        page.keyboard.press("Tab")
    pytest.fail(f"the Tab key never reaches {field}")


def test_a_caller_is_referred_by_keyboard_alone(window: Visitor) -> None:
    page = sign_in(window, "/staff/referrals")
    window.visit(f"/staff/referrals/new?{LINE}&service=microstart")
    expect(page.locator("#asked")).to_be_focused()
    tab_to(page, "name")
    page.keyboard.type(NAME)
    page.keyboard.press("Tab")
    page.keyboard.type("0470 12 34 56")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.title().startswith("Error: ")
    assert_none(every_look(window))
    expect(page.get_by_role("alert")).to_contain_text("if the caller agrees")
    tab_to(page, "consent")
    page.keyboard.press("Space")
    tab_to(page, "address")
    page.keyboard.type(PARTNER)
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert window.path == "/staff/referrals/4"
    expect(page.get_by_role("status")).to_contain_text("The referral is made.")
    tab_to(page, "status-accepted")
    page.keyboard.press("ArrowUp")
    expect(page.locator("#status-withdrawn-caller")).to_be_checked()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.locator("h1")).to_contain_text("Withdrawn")


@pytest.mark.parametrize("script", [True, False])
def test_a_partner_answers_with_nothing_but_the_link(
    browser: Browser, staff_base: str, engine: Engine, clock: Clock, script: bool
) -> None:
    made(parts_over(engine, clock), clock, form="of the partner", partner="en")
    with window_on(browser, staff_base, java_script_enabled=script) as partner:
        page, token = partner.page, newest(engine)
        partner.visit(f"/partner/{token}")
        if script:
            assert_none(every_look(partner))
        expect(page.get_by_text(NAME)).to_have_count(0)
        follow(page.get_by_role("button", name="Show the contact data"))
        expect(page.get_by_text(NAME)).to_be_visible()
        page.check("#status-refused")
        follow(page.get_by_role("button", name="Send the answer"))
        if script:
            assert_none(every_look(partner))
        page.check("#status-accepted")
        follow(page.get_by_role("button", name="Send the answer"))
        expect(page.get_by_role("status")).to_contain_text("you take this on")
        assert partner.path not in ("", f"/partner/{token}")
        if script:
            assert_none(every_look(partner))
        page.check("#status-helped")
        follow(page.get_by_role("button", name="Send the answer"))
        assert partner.path == "/partner/done"
        partner.visit(f"/partner/{token}")
        expect(page.locator("h1")).to_have_text("You have answered with this link")
        if script:
            assert_none(every_look(partner))
            partner.leave()
