"""Sign-in and accounts in a real browser: by keyboard alone, and accessible in every state."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import violations
from tests.browser.looks import assert_none, every_look
from tests.browser.staff_site import open_office
from tests.browser.visitor import Visitor
from tests.staff.call_examples import NOW
from wizard.web.staff.office import Office

NEW = "vier oude lampen zingen"
START = "start-password"  # a start password, shown once


def fill(office: Office) -> None:
    """Add somebody who has to change a start password."""
    hashed = office.passwords.hash(START)
    office.accounts.add("newcomer", "adviser", "nl", hashed, NOW, must_change=True)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """A staff area at which the admin has work to do."""
    with open_office(tmp_path, fill) as one:
        yield one


def type_and_enter(page: Page, *words: str) -> None:
    """Type words into the field that has the focus and those after it, then press Enter."""
    page.locator("input:focus, select:focus").wait_for()
    for number, one in enumerate(words):
        if number:
            page.keyboard.press("Tab")
        page.keyboard.insert_text(one)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def sign_in(window: Visitor, name: str = "admin") -> None:
    """Sign in by keyboard."""
    window.visit("/staff/sign-in")
    type_and_enter(window.page, name, f"{name} password")
    assert window.path == "/staff/desk"


@pytest.mark.browser
def test_from_the_first_key_to_the_desk_without_a_mouse(window: Visitor) -> None:
    window.visit("/staff/desk?stage=idea")
    assert window.path == "/staff/sign-in"
    expect(window.page.locator("#name")).to_be_focused()
    type_and_enter(window.page, "adviser", "wrong password")
    assert window.path == "/staff/sign-in"
    expect(window.page.get_by_role("alert")).to_contain_text("Name or password is not right")
    assert window.page.locator("#name").input_value() == "adviser", "what was typed is kept"
    assert window.page.locator("#password").input_value() == ""
    expect(window.page.locator("#password")).to_be_focused()
    type_and_enter(window.page, "adviser password")
    assert (window.path, window.query.split("&")[0]) == ("/staff/desk", "stage=idea")


@pytest.mark.browser
def test_a_newcomer_changes_the_start_password_by_keyboard(window: Visitor) -> None:
    window.visit("/staff/sign-in")
    type_and_enter(window.page, "newcomer", START)
    assert window.path == "/staff/account/password"
    expect(window.page.locator("#old")).to_be_focused()
    type_and_enter(window.page, START, "azerty", "azerty")
    expect(window.page.locator("#error-summary li")).to_have_count(2)
    assert_none(every_look(window))
    window.page.locator("#old").focus()
    type_and_enter(window.page, START, NEW, NEW)
    assert window.path == "/staff/account"
    expect(window.page.get_by_role("status")).to_be_visible()


@pytest.mark.browser
def test_an_admin_adds_an_account_by_keyboard(window: Visitor) -> None:
    sign_in(window)
    window.visit("/staff/accounts/new")
    expect(window.page.locator("#name")).to_be_focused()
    type_and_enter(window.page, "desk-3")
    expect(window.page.locator("h1")).to_have_text("Start password for desk-3")
    assert len(window.page.locator(".start-password code").inner_text()) == 19
    assert_none(every_look(window))


@pytest.mark.browser
@pytest.mark.parametrize(
    "path",
    [
        "account",
        "account/password",
        "accounts",
        "accounts/new",
        "accounts/1",
        "accounts/3?done=saved",
        "nothing?stage=idea",
    ],
)
def test_each_page_is_accessible(window: Visitor, path: str) -> None:
    sign_in(window)
    window.visit(f"/staff/{path}")
    assert_none(every_look(window))
    window.page.set_viewport_size({"width": 1920, "height": 1080})
    assert_none(violations(window.page))


@pytest.mark.browser
def test_the_sign_in_page_is_accessible_in_every_state(window: Visitor) -> None:
    window.visit("/staff/sign-in?done=out")
    assert_none(every_look(window))
    for _ in range(6):
        window.visit("/staff/sign-in")
        type_and_enter(window.page, "nobody", "wrong")
    expect(window.page.get_by_role("alert")).to_contain_text("Wait 1 minute")
    assert_none(every_look(window))


@pytest.mark.browser
def test_what_is_for_others_is_accessible(window: Visitor) -> None:
    sign_in(window, "adviser")
    window.visit("/staff/accounts")
    expect(window.page.locator("h1")).to_have_text("This is for others")
    assert_none(every_look(window))


@pytest.mark.browser
def test_every_target_is_large_enough(window: Visitor) -> None:
    sign_in(window)
    small: list[str] = []
    for path in ("account", "account/password", "accounts", "accounts/new", "accounts/1", "x"):
        window.visit(f"/staff/{path}")
        small += window.page.evaluate(
            """path => [...document.querySelectorAll('a, button, input:not([type=hidden]), select')]
            .filter(one => one.getClientRects().length && !one.closest('.visually-hidden, .skip'))
            .filter(one => !one.matches('.visually-hidden, .skip'))
            .map(one => [one, (one.closest('label') ?? one).getBoundingClientRect()])
            .filter(([, box]) => box.width < 24 || box.height < 24)
            .map(([one, box]) => `${path}: ${one.outerHTML.slice(0, 80)} ${box.width}x${box.height}`)
            """,
            path,
        )
    assert not small, "\n".join(small)
