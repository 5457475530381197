"""Whoever once opened a kiosk's page keeps the website as it is: the worker stays out of it."""

import pytest
from playwright.sync_api import Browser

from tests.browser.kiosk_gate import gate_before
from tests.browser.kiosk_offline import kiosk_at
from tests.browser.steps import wait_until

pytestmark = pytest.mark.browser

LOAD = """(file) => fetch(file, { cache: 'no-store' }).then(
  (answer) => String(answer.status),
  () => 'nothing',
)"""
"""What a page gets when it asks for a file."""

IN_CHARGE = "navigator.serviceWorker.controller !== null"


def test_a_page_of_the_website_gets_its_files_from_the_server_alone(
    browser: Browser, base: str
) -> None:
    file = "/static/web.css"
    with gate_before(base) as gate, kiosk_at(browser, gate) as kiosk:
        kiosk.first()
        wait_until(kiosk.page, IN_CHARGE)
        gate.close()
        assert kiosk.page.evaluate(LOAD, file) == "200"
        # A page of another program names its files with other hashes.
        assert kiosk.page.evaluate(LOAD, "/static/web.0123456789.css") == "200"
        assert kiosk.page.evaluate(LOAD, "/static/nothing.0123456789.css") == "nothing"
        gate.open()
        kiosk.visit("/fr/")
        assert kiosk.page.evaluate(IN_CHARGE)
        assert kiosk.page.evaluate(LOAD, file) == "200"
        gate.failing()
        assert kiosk.page.evaluate(LOAD, file) == "500"
        gate.close()
        assert kiosk.page.evaluate(LOAD, file) == "nothing"
