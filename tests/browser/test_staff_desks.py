"""Partner desks in the staff area, in a real browser: accessible, by keyboard, without a script."""

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.looks import NARROW, assert_none, every_look
from tests.browser.staff_site import sign_in, window_on
from tests.browser.steps import SIDEWAYS, follow
from tests.browser.visitor import NOT_LOADED, Visitor
from tests.desks import LEL
from tests.staff.people import partners_of
from wizard.web.staff.office import Office

pytestmark = pytest.mark.browser

PAGE = f"/staff/desks/{LEL}"


@pytest.mark.parametrize(
    ("name", "paths"),
    [
        ("editor", ("/staff/desks", f"{PAGE}/edit")),
        ("editor", (f"{PAGE}?screen=landscape&kiosk=nl", f"{PAGE}/remove")),
        ("desk", (PAGE, f"{PAGE}/edit")),
        ("admin", ("/staff/accounts", "/staff/accounts/new", "/staff/desks/new")),
    ],
)
def test_the_pages_are_accessible(window: Visitor, name: str, paths: tuple[str, ...]) -> None:
    sign_in(window, PAGE, name)
    found = []
    for path in paths:
        window.page.set_viewport_size({"width": 1280, "height": 800})
        assert window.visit(path).status == 200
        found += [f"{path}: {line}" for line in every_look(window)]
    assert_none(found)


def test_a_form_with_errors_is_accessible_and_the_cursor_stands_at_the_first(
    window: Visitor,
) -> None:
    window.allowed = (NOT_LOADED,)
    page = sign_in(window, f"{PAGE}/edit", "editor")
    page.fill("#name_fr", "")
    page.fill("#hours_mo", "in the morning")
    page.fill("#dark_link", "reddish")
    page.locator("#features-kiosk").uncheck()
    follow(page.locator(".desk-form button[type=submit]"))
    expect(page.locator("#name_fr")).to_be_focused()
    expect(page.get_by_role("alert").locator("a")).to_have_count(3)
    assert page.locator("#hours_mo").input_value() == "in the morning"
    assert not page.locator("#features-kiosk").is_checked()
    page.get_by_role("alert").get_by_role("link", name="Monday").click()
    expect(page.locator("#hours_mo")).to_be_focused()
    assert_none(every_look(window))


def test_the_preview_is_the_kiosk_itself_made_small(window: Visitor) -> None:
    page = sign_in(window, PAGE, "adviser")
    kiosk = page.frame_locator("#kiosk iframe")
    page.locator("#kiosk iframe").scroll_into_view_if_needed()
    for width, height in ((1280, 800), (320, 800)):
        page.set_viewport_size({"width": width, "height": height})
        box = page.locator("#kiosk .preview").bounding_box()
        screen = page.locator("#kiosk iframe").bounding_box()
        assert box is not None
        assert screen is not None
        assert screen["height"] / screen["width"] == pytest.approx(1920 / 1080, rel=0.01)
        assert screen["width"] <= box["width"] <= width
        assert not page.evaluate(SIDEWAYS)
    page.set_viewport_size({"width": 1280, "height": 800})
    assert (
        kiosk.locator("html").evaluate("html => html.ownerDocument.defaultView.innerWidth") == 1080
    )
    kiosk.get_by_role("link", name="Nederlands").click()
    expect(kiosk.locator("html")).to_have_attribute("lang", "nl")
    assert window.path == PAGE, "only the preview goes on"
    follow(page.get_by_role("link", name="Wide screen"))
    page.locator("#kiosk iframe").scroll_into_view_if_needed()
    screen = page.locator("#kiosk iframe").bounding_box()
    assert screen is not None
    assert screen["height"] / screen["width"] == pytest.approx(1080 / 1920, rel=0.01)
    frame = page.frame_locator("#frame iframe")
    page.locator("#frame iframe").scroll_into_view_if_needed()
    expect(frame.locator("html")).to_have_attribute("lang", "fr")


def test_a_desk_is_added_and_changed_by_keyboard(window: Visitor, office: Office) -> None:
    window.allowed = (NOT_LOADED,)
    page = sign_in(window, "/staff/desks", "editor")
    page.get_by_role("link", name="Add a desk").focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    page.locator("#id").focus()
    for words in ("lel-noord", None, "Noord", "Nord"):
        if words is not None:
            page.keyboard.insert_text(words)
        page.keyboard.press("Tab")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.locator("#name_en")).to_be_focused()
    assert page.locator("#id").input_value() == "lel-noord"
    page.keyboard.insert_text("North")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert window.path == "/staff/desks/lel-noord"
    expect(page.get_by_role("status")).to_have_text("The desk is added.")
    added = partners_of(office).desks.by_key("lel-noord")
    assert added is not None
    assert added.name.en == "North"


def test_everything_works_without_a_script(
    browser: Browser, staff_base: str, office: Office
) -> None:
    with window_on(browser, staff_base, java_script_enabled=False) as window:
        page = window.page
        page.goto(f"{staff_base}/staff/sign-in?next={PAGE}")
        page.fill("#name", "desk")
        page.fill("#password", "desk password")
        page.locator("main button[type=submit]").click()
        page.set_viewport_size(NARROW)
        page.locator("#kiosk nav").get_by_role("link", name="English").click()
        page.locator("#kiosk iframe").scroll_into_view_if_needed()
        expect(page.frame_locator("#kiosk iframe").locator("html")).to_have_attribute("lang", "en")
        page.get_by_role("link", name="Change contact, hours and logo").click()
        page.fill("#hours_sa", "10-12")
        page.locator(".desk-form button[type=submit]").click()
        expect(page.get_by_role("status")).to_contain_text("The desk is saved.")
        expect(page.locator(".facts")).to_contain_text("Saturday: 10:00-12:00")
    changed = partners_of(office).desks.by_key(LEL)
    assert changed is not None
    assert [one.day for one in changed.hours][-1] == "sa"
