"""A snapshot is renewed as a whole or not at all, at the first screen and never during a visit."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from playwright.sync_api import expect

from tests.browser.kiosk import FIRST
from tests.browser.kiosk_gate import Gate
from tests.browser.kiosk_offline import KEPT, Kiosk
from tests.browser.serving import serving
from tests.conftest import DAY
from tests.desks import LEL, FixedShelf, example, examples
from tests.sites import app_over
from tests.web.site_pages import SHOP
from wizard.domain.catalogue import Catalogue
from wizard.domain.desks import Desk
from wizard.domain.text import Text
from wizard.search import Search
from wizard.web.site import Site

pytestmark = pytest.mark.browser

LATER = "2026-12-01"
NEW_TITLE = "A title of the next edition"
SERVICE = f"/en/kiosk/{LEL}/services/microstart?{SHOP}"

TOUCHED_AS_IT_ARRIVES = """(desk) => {
  document.querySelector('.first-languages a[hreflang=fr]').click();
  const data = { kind: 'renewed', desk: desk, ok: true, changed: true };
  navigator.serviceWorker.dispatchEvent(new MessageEvent('message', { data: data }));
}"""


@contextmanager
def site_with(catalogue: Catalogue, words: Search, *desks: Desk) -> Iterator[str]:
    """Serve another state of the site as long as the block lasts; yields its address."""
    shelf = FixedShelf(*desks) if desks else examples()
    with serving(app_over(Site(catalogue, words, lambda: DAY, desks=shelf))) as address:
        yield address


@pytest.fixture(scope="module")
def renewed(catalogue: Catalogue, words: Search) -> Iterator[str]:
    """The address of the site with the next edition."""
    service = catalogue.services["microstart"]
    text = replace(service.words, title=Text(NEW_TITLE, NEW_TITLE, NEW_TITLE))
    services = {**catalogue.services, service.key: replace(service, words=text)}
    following = replace(catalogue, services=services, edition=2, published_on=LATER)
    with site_with(following, words) as address:
        yield address


def title_without_the_network(kiosk: Kiosk) -> str:
    """Return what the snapshot in force calls a service."""
    kiosk.gate.close()
    kiosk.visit(SERVICE)
    kiosk.page.wait_for_selector("#offline article.service")
    title = kiosk.heading
    kiosk.gate.open()
    return title


def test_the_next_edition_comes_at_the_first_screen(kiosk: Kiosk, renewed: str) -> None:
    before = kiosk.version
    kiosk.gate.upstream = renewed
    kiosk.visit(FIRST)
    kiosk.wait_for_other(before)
    assert title_without_the_network(kiosk) == NEW_TITLE
    expect(kiosk.page.locator(".offline-note")).to_contain_text("1 December 2026")
    assert before not in json.dumps(kiosk.page.evaluate("() => caches.keys()"))


def test_a_new_snapshot_does_not_take_a_touch_back(kiosk: Kiosk) -> None:
    kiosk.renew()
    kiosk.page.evaluate(TOUCHED_AS_IT_ARRIVES, LEL)
    kiosk.page.wait_for_load_state()
    expect(kiosk.page.locator("html[lang=fr] .hero")).to_be_visible()


def test_nothing_is_fetched_again_while_nothing_is_new(kiosk: Kiosk) -> None:
    before, asked = kiosk.version, len(kiosk.gate.asked)
    said = kiosk.renew()
    assert said == {"kind": "renewed", "desk": LEL, "ok": True, "changed": False}
    assert kiosk.version == before
    assert kiosk.gate.asked[asked:] == [f"{FIRST}snapshot.json"]


def test_a_visit_ends_with_the_edition_that_it_began_with(kiosk: Kiosk, renewed: str) -> None:
    before = kiosk.version
    kiosk.gate.close()
    kiosk.choose("en")
    kiosk.gate.upstream = renewed
    kiosk.gate.open()
    # Even if somebody lets the worker renew it now, it is kept for later.
    assert kiosk.renew()["changed"] is False
    assert kiosk.version == before
    kiosk.page.click(".hero a.button")
    kiosk.page.wait_for_selector("form")
    kiosk.page.click(".languages a[hreflang=nl]")
    kiosk.page.wait_for_selector("html[lang=nl] #offline form")
    assert kiosk.version == before
    asked = len(kiosk.gate.asked)
    kiosk.page.click(".bar-done")
    kiosk.page.wait_for_selector(".page-first")
    kiosk.wait_for_other(before)
    fetched = [path for path in kiosk.gate.asked[asked:] if "snapshot=" in path]
    assert not fetched, "what was fetched during the visit is not fetched again"


@pytest.mark.parametrize(
    "part", ["/nl/kiosk/example-lel/snapshot.json", "/fr/kiosk/example-lel/offline", "engine."]
)
def test_half_a_download_changes_nothing(kiosk: Kiosk, renewed: str, part: str) -> None:
    before = kiosk.version
    names = kiosk.page.evaluate("() => caches.keys()")
    kiosk.gate.upstream = renewed
    kiosk.gate.cut = part
    assert kiosk.renew()["ok"] is False, "half of a part is none"
    assert kiosk.version == before
    assert kiosk.page.evaluate("() => caches.keys()") == names
    assert title_without_the_network(kiosk) != NEW_TITLE


def test_two_editions_are_never_mixed(kiosk: Kiosk, renewed: str, base: str) -> None:
    """While a server is renewed, one of its processes may still have the edition before."""
    before = kiosk.version

    def other_process(gate: Gate) -> None:
        gate.upstream = base if "/nl/" in gate.asked[-1] else renewed

    kiosk.gate.upstream = renewed
    kiosk.gate.before_each = other_process
    assert kiosk.renew()["ok"] is False
    assert kiosk.version == before
    kiosk.gate.before_each = None
    kiosk.gate.upstream = renewed
    assert kiosk.renew()["ok"] is True
    assert kiosk.version != before


def test_files_of_another_program_are_never_mixed_in(kiosk: Kiosk, renewed: str) -> None:
    before = kiosk.version
    kiosk.gate.upstream = renewed
    kiosk.gate.spoilt = "kiosk-offline-engine."
    assert kiosk.renew()["ok"] is False
    assert kiosk.version == before


def test_a_page_of_the_snapshot_loads_nothing_from_the_network(kiosk: Kiosk) -> None:
    asked = len(kiosk.gate.asked)
    kiosk.gate.failing()
    kiosk.visit(SERVICE)
    kiosk.page.wait_for_selector("#offline article.service")
    later = kiosk.gate.asked[asked:]
    assert [path for path in later if "/static/" in path or "/desks/" in path] == []


def test_the_worker_is_killed_and_goes_on(kiosk: Kiosk) -> None:
    session = kiosk.context.new_cdp_session(kiosk.page)
    session.send("ServiceWorker.enable")
    session.send("ServiceWorker.stopAllWorkers")
    kiosk.gate.close()
    kiosk.choose("fr")
    assert kiosk.offline
    session.send("ServiceWorker.stopAllWorkers")
    kiosk.visit(SERVICE)
    kiosk.page.wait_for_selector("#offline article.service")
    session.detach()


def test_a_desk_that_keeps_no_snapshot_any_more_is_forgotten(
    kiosk: Kiosk, catalogue: Catalogue, words: Search
) -> None:
    desk = example(LEL)
    without = replace(desk, features=desk.features - {"offline"})
    with site_with(catalogue, words, without) as address:
        kiosk.gate.upstream = address
        assert kiosk.renew()["ok"] is True
        assert kiosk.version == ""
        assert kiosk.page.evaluate(KEPT) == []


def test_counts_without_the_network_are_sent_once(kiosk: Kiosk) -> None:
    # The clock of the kiosk stands where that of the site does.
    kiosk.page.clock.set_fixed_time(datetime(DAY.year, DAY.month, DAY.day, 12, tzinfo=UTC))
    kiosk.gate.close()
    kiosk.choose("fr")
    kiosk.visit(f"/fr/kiosk/{LEL}/list?stage=idea&need=money-small&need=business-plan")
    kiosk.page.wait_for_selector(".results-head")
    kiosk.visit(SERVICE)
    kiosk.page.wait_for_selector("#offline article.service")
    kiosk.page.click(".kiosk-bar a[href*='/take-home']")
    kiosk.page.wait_for_selector("svg.qr")
    kept = [line for line in kiosk.page.evaluate(KEPT) if "/counts" in line]
    assert len(kept) == 1
    sums = json.loads(kept[0][kept[0].index("{") :])
    assert len(sums) == 1
    (day,) = sums
    assert day == DAY.isoformat()
    assert sums[day] == {
        "visit": 1,
        "language:fr": 1,
        "journey": 1,
        "stage:idea": 1,
        "need:money-small": 1,
        "need:business-plan": 1,
        "service:microstart": 1,
        "taken": 1,
    }
    kiosk.page.click(".bar-done")
    kiosk.page.wait_for_selector(".page-first")
    kiosk.gate.open()
    kiosk.renew()
    kiosk.ask(
        "async () => { while ((await (await caches.open('kiosk-snapshot/1/state')).keys())"
        ".length > 1) await new Promise((done) => setTimeout(done, 50)); }"
    )
    (sent,) = [json.loads(body) for body in kiosk.gate.bodies]
    assert sent["days"] == sums
    kiosk.renew()
    assert len(kiosk.gate.bodies) == 1
