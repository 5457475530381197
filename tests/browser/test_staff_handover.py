"""Giving it to the caller in a real browser: by keyboard alone, accessible, and on paper."""

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.looks import assert_none, every_look
from tests.browser.staff_site import press, sign_in, window_on
from tests.browser.steps import follow, pasted
from tests.browser.visitor import Visitor
from tests.staff.call_examples import NOW
from tests.staff.handing import call, query, queued
from wizard.application.ports_outbox import Message, Parcel
from wizard.web.staff.office import Office

pytestmark = pytest.mark.browser

PAGE = f"/staff/handover?{query(call('fr', named=['microstart', 'credal']))}"
DOSSIER = f"/staff/handover/dossier?{query(call('fr', named=['microstart', 'credal']))}"


@pytest.fixture
def window(browser: Browser, staff_base: str) -> Iterator[Visitor]:
    """A window on the staff area in which an adviser is signed in."""
    with window_on(browser, staff_base, permissions=["clipboard-write"]) as one:
        sign_in(one, "/staff/messages")
        yield one


def send_some(office: Office) -> None:
    """Put messages in every state into the queue."""
    message = Message("mail", "an@example.be", "text", "subject")
    for _ in range(4):
        office.outbox.add(Parcel(message, "shortlist", "nl", 1, call()["call"][0]), NOW)
    lease = timedelta(minutes=2)
    for end in ("sent", "failed", "later"):
        taken = office.outbox.take(NOW, lease)
        assert taken is not None
        if end == "sent":
            office.outbox.sent(taken, NOW)
        elif end == "failed":
            office.outbox.failed(taken, "address", NOW)
        else:
            office.outbox.later(taken, NOW + lease, "unreachable", NOW)


@pytest.mark.parametrize(
    "path", [PAGE, f"{PAGE}&done=mail", "/staff/handover", "/staff/messages", DOSSIER]
)
def test_every_page_is_accessible(window: Visitor, office: Office, path: str) -> None:
    send_some(office)
    window.visit(path)
    assert_none(every_look(window))


def test_a_mail_is_sent_by_keys_alone(window: Visitor, office: Office) -> None:
    page = window.page
    window.visit(PAGE)
    expect(page.locator("#to")).to_be_focused()
    page.keyboard.insert_text("an")
    press(page, "Tab", "Space", "Enter")
    expect(page.get_by_role("alert")).to_contain_text("Type one e-mail address")
    expect(page.locator("#to")).to_be_focused()
    assert_none(every_look(window))
    page.keyboard.press("End")
    page.keyboard.insert_text("@example.be")
    press(page, "Enter")
    expect(page.get_by_role("status").first).to_have_text("The e-mail is on its way.")
    [message] = queued(office)
    assert message.to == "an@example.be"


def test_every_way_has_its_key(window: Visitor, office: Office) -> None:
    page = window.page
    window.visit(PAGE)
    page.keyboard.press("Escape")
    page.keyboard.press("k")
    expect(page.locator("#copied")).to_have_text("Copied")
    link = page.locator("#link").input_value()
    assert pasted(page) == link
    page.keyboard.press("t")
    expect(page.locator("#number")).to_be_focused()
    page.keyboard.insert_text("0470 12 34 56")
    press(page, "Tab", "Space", "Enter")
    expect(page.get_by_role("status").first).to_have_text("The text message is on its way.")
    assert [one.to for one in queued(office)] == ["+32470123456"]
    page.keyboard.press("Escape")
    press(page, "p")
    assert window.path == "/staff/handover/dossier"
    expect(page.locator("[data-print]")).to_be_focused()
    press(page, "Shift+Tab", "Enter")
    assert window.path == "/staff/handover"
    page.keyboard.press("Escape")
    press(page, "b")
    assert window.path == "/staff/desk"
    assert "named=microstart" in window.query


def test_letters_typed_into_a_field_do_nothing_else(window: Visitor) -> None:
    page = window.page
    window.visit(PAGE)
    page.locator("#to:focus").wait_for()
    page.keyboard.type("bkept@x")
    assert window.path == "/staff/handover"
    expect(page.locator("#to")).to_have_value("bkept@x")


def test_single_keys_can_be_switched_off(window: Visitor, office: Office) -> None:
    account = office.accounts.by_name("adviser")
    assert account is not None
    office.accounts.set_preferences(account, "en", shortcuts=False)
    page = window.page
    window.visit(PAGE)
    page.keyboard.press("Escape")
    page.keyboard.press("b")
    page.keyboard.press("t")
    assert window.path == "/staff/handover"
    expect(page.locator("#number")).not_to_be_focused()


def test_two_presses_of_the_button_are_one_message(window: Visitor, office: Office) -> None:
    page = window.page
    window.visit(PAGE)
    page.fill("#to", "an@example.be")
    page.check("#asked-mail")
    with page.expect_navigation():
        page.evaluate("{ const b = document.querySelector('.give button'); b.click(); b.click(); }")
    assert len(queued(office)) == 1


def test_it_works_without_a_script(browser: Browser, window: Visitor, office: Office) -> None:
    state = window.context.storage_state()
    context = browser.new_context(java_script_enabled=False, storage_state=state)
    page = context.new_page()
    page.goto(window.base + PAGE)
    page.fill("#to", "an@example.be")
    page.check("#asked-mail")
    follow(page.locator(".give button").first)
    assert "done=mail" in page.url
    follow(page.locator(".give button").nth(1))
    assert "/staff/handover/dossier" in page.url
    context.close()
    assert len(queued(office)) == 1


@pytest.mark.parametrize("width", [1280, 1920])
def test_all_ways_are_in_one_view(window: Visitor, width: int) -> None:
    page = window.page
    page.set_viewport_size({"width": width, "height": 1080 if width == 1920 else 800})
    window.visit(PAGE)
    for name in ("#link", "#to", "#number", ".code-words", ".qr"):
        expect(page.locator(name)).to_be_in_viewport(ratio=1)
    expect(page.locator(".give button").first).to_be_in_viewport()


def test_the_paper_is_a4_with_its_pages_numbered(window: Visitor) -> None:
    window.visit(DOSSIER)
    paper = window.page.pdf(prefer_css_page_size=True)
    boxes = re.findall(rb"/MediaBox \[([\d. ]+)\]", paper)
    assert 2 <= len(boxes) <= 5
    for box in boxes:
        _, _, width, height = map(float, box.split())
        assert (round(width / 72 * 25.4), round(height / 72 * 25.4)) == (210, 297)


def test_on_paper_there_is_no_toolbar_and_no_service_in_two_parts(window: Visitor) -> None:
    page = window.page
    window.visit(DOSSIER)
    page.emulate_media(media="print")
    expect(page.locator(".toolbar")).to_be_hidden()
    breaks = page.locator(".sheet").evaluate_all(
        "sheets => sheets.map(one => getComputedStyle(one).breakInside)"
    )
    assert breaks
    assert set(breaks) == {"avoid"}
