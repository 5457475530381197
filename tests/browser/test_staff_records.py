"""Calls, cases and flags in a real browser: by keyboard alone, and accessible in every state."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.looks import assert_none, every_look
from tests.browser.staff_site import open_office, press, sign_in
from tests.browser.steps import follow
from tests.browser.visitor import Visitor
from tests.staff.call_examples import NOW, call, draft, token
from wizard.application.cases import open_case
from wizard.application.ports_flags import NewFlag
from wizard.web.staff.office import Office

pytestmark = pytest.mark.browser

CODE = "22F5CM3"
LINE = f"stage=idea&caller=nl&call={token(99)}"
PRIVATE = "ask for Jan Janssens on 0478 12 34 56"


def fill(office: Office) -> None:
    """Put calls, drafts, a case and flags in the database."""
    assert open_case(office.cases, lambda _: 123_456, NOW) == CODE
    for number in range(6):
        office.calls.save(call(number, account=1 + number % 2, case=CODE if number < 2 else ""))
    office.calls.keep(draft(10))
    for service in ("microstart", "credal"):
        office.flags.add(NewFlag(1, service, "contact", "It is 02 123 45 67 now", 1), NOW)
        office.flags.add(NewFlag(2, service, "closed", "", 1), NOW)
    office.flags.answer(1, "solved", "Thank you", 2, NOW)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """A staff area with something in it."""
    with open_office(tmp_path, fill) as one:
        yield one


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("adviser", f"/staff/calls?{LINE}"),
        ("adviser", "/staff/calls?day=2020-01-01"),
        ("adviser", f"/staff/calls/1?{LINE}"),
        ("adviser", "/staff/calls/drafts"),
        ("adviser", f"/staff/calls/drafts?call={token(10)}"),
        ("adviser", f"/staff/cases?{LINE}"),
        ("adviser", f"/staff/cases?{LINE}&reference={CODE}"),
        ("adviser", f"/staff/cases?{LINE}&case={CODE}&done=made"),
        ("adviser", "/staff/cases?reference=2222223"),
        ("adviser", "/staff/cases?reference=2222222"),
        ("adviser", f"/staff/cases/remove?{LINE}&reference={CODE}"),
        ("adviser", "/staff/flags"),
        ("editor", "/staff/flags?done=answered"),
        ("editor", "/staff/flags?list=solved"),
        ("editor", "/staff/calls/counts?unit=month"),
        ("editor", "/staff/calls/counts?on=2020-01-01"),
        ("admin", "/staff/calls"),
        ("admin", "/staff/calls/1"),
    ],
)
def test_every_page_is_accessible(window: Visitor, name: str, path: str) -> None:
    sign_in(window, "/staff/calls", name)
    window.visit(path)
    assert_none(every_look(window))


def test_the_question_about_notes_is_accessible_and_answered_by_keys(
    window: Visitor, office: Office
) -> None:
    page = sign_in(window, "/staff/calls")
    window.visit(f"/staff/desk?{LINE}")
    page.evaluate("document.getElementById('call-details').open = true")
    page.fill("#notes", PRIVATE)
    page.locator("#notes").blur()
    follow(page.locator("#save button[type=submit]"))
    assert window.path == "/staff/calls"
    expect(page.get_by_role("alert")).to_contain_text("name of a person: «Jan Janssens»")
    assert_none(every_look(window))
    expect(page.locator("#notes")).to_be_focused()
    expect(page.locator("#notes")).to_have_value(PRIVATE)
    press(page, "Control+A", "Delete", "w", "e", "b", "Tab", "Tab", "Enter")
    assert window.path == "/staff/desk"
    saved = office.calls.by_token(1, token(99))
    assert saved is not None
    assert saved.record.notes == "web"


def test_a_correction_that_is_refused_is_accessible(window: Visitor) -> None:
    page = sign_in(window, "/staff/calls")
    window.visit("/staff/calls/1")
    expect(page.locator("#outcome")).to_be_focused()
    page.fill("#notes", PRIVATE)
    page.fill("#case", "2222223")
    follow(page.get_by_role("button", name="Save", exact=True))
    assert page.title().startswith("Error: ")
    assert_none(every_look(window))


def test_a_case_is_looked_up_and_taken_along_by_keys(window: Visitor) -> None:
    page = sign_in(window, "/staff/calls")
    window.visit(f"/staff/cases?{LINE}")
    expect(page.locator("#reference")).to_be_focused()
    page.keyboard.type("22f 5cm4")
    press(page, "Enter")
    expect(page.get_by_role("alert")).to_contain_text("One sign is wrong")
    expect(page.locator("#reference")).to_be_focused()
    expect(page.locator("#reference")).to_have_value("22f 5cm4")
    press(page, "Control+A", *"22f 5cm3", "Enter")
    assert page.locator(".case-calls > li").count() == 2
    press(page, "Enter")
    assert (window.path, window.query) == ("/staff/desk", f"{LINE}&case={CODE}")


def test_a_case_is_made_and_taken_along_by_keys(window: Visitor, office: Office) -> None:
    page = sign_in(window, "/staff/calls")
    window.visit(f"/staff/cases?{LINE}")
    press(page, "Tab", "Tab", "Space", "Tab", "Enter")
    code = page.locator(".case-code").inner_text().replace(" ", "")
    assert office.cases.find(code) is not None
    press(page, "Enter")
    assert (window.path, window.query) == ("/staff/desk", f"{LINE}&case={code}")


def test_a_case_is_not_removed_by_mistake(window: Visitor, office: Office) -> None:
    page = sign_in(window, "/staff/calls")
    window.visit(f"/staff/cases/remove?{LINE}&reference={CODE}")
    press(page, "Enter")
    assert window.path == "/staff/cases"
    assert office.cases.find(CODE) is not None
    window.visit(f"/staff/cases/remove?{LINE}&reference={CODE}")
    press(page, "Shift+Tab", "Enter")
    expect(page.locator(".staff-notice")).to_contain_text("The reference is removed")
    assert office.cases.find(CODE) is None


def test_a_draft_is_gone_on_with_in_another_browser(window: Visitor) -> None:
    page = sign_in(window, "/staff/calls")
    follow(page.locator(".to-do a"))
    follow(page.get_by_role("link", name="Go on with it"))
    assert window.path == "/staff/desk"
    assert f"call={token(10)}" in window.query
    expect(page.locator("#box")).to_have_value("a bakery & more")


def test_a_flag_is_answered_by_keys(window: Visitor, office: Office) -> None:
    page = sign_in(window, "/staff/calls", "editor")
    window.visit("/staff/flags")
    page.locator("input[name=answer]").first.focus()
    page.keyboard.type("Put right in edition 2")
    press(page, "Tab", "Enter")
    expect(page.locator(".staff-notice")).to_contain_text("The answer is kept")
    assert "Put right in edition 2" in {one.answer for one in office.flags.in_state("solved")}
