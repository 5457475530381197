"""The kiosk goes on when the network or the server does not, and a visit stays with what it has."""

import json
from datetime import timedelta
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
import zxingcpp
from flask import Flask
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from tests.browser.kiosk import FIRST
from tests.browser.kiosk_gate import Gate
from tests.browser.kiosk_offline import Kiosk, kiosk_at
from tests.conftest import DAY
from tests.desks import CENTRE, LEL
from tests.web.site_pages import COMPLETE, SHOP
from wizard.domain.advice import advise
from wizard.domain.catalogue import Catalogue
from wizard.domain.text import LANGUAGES

pytestmark = pytest.mark.browser

STEPS = (("stage", "starting"), ("sector", "retail"), ("place", "1000"), ("size", "solo"))


def choose_all(kiosk: Kiosk, given: dict[str, str]) -> None:
    """Answer the questions as they come, those not in `given` with «I don't know»."""
    while "/journey/" in kiosk.path:
        kiosk.answer(given.get(kiosk.path.split("/")[-1], "unsure"))


def test_a_whole_visit_without_the_network(kiosk: Kiosk, catalogue: Catalogue) -> None:
    kiosk.gate.close()
    kiosk.choose("fr")
    assert kiosk.offline
    assert kiosk.path == f"/fr/kiosk/{LEL}/"
    kiosk.page.click(".hero a.button")
    choose_all(kiosk, dict(STEPS))
    assert kiosk.path.endswith("/results")
    given = parse_qs(urlsplit(kiosk.page.url).query)
    right = advise(catalogue, catalogue.journey.replay(given).answers, DAY)
    titles = kiosk.page.locator(".results-first > section:last-of-type .first-steps h3")
    assert titles.all_inner_texts() == [
        one.service.words.title.exact("fr") for one in right.first_steps
    ]
    titles.first.locator("a").click()
    kiosk.page.wait_for_selector("article.service")
    assert kiosk.heading == right.first_steps[0].service.words.title.exact("fr")
    kiosk.page.click(".kiosk-bar a[href*='/take-home']")
    kiosk.page.wait_for_selector("svg.qr")
    kiosk.page.click(".bar-done")
    kiosk.page.wait_for_selector(".page-first")
    assert kiosk.path == FIRST


@pytest.mark.parametrize("online", range(len(STEPS) + 1))
def test_the_network_goes_in_the_middle(kiosk: Kiosk, online: int) -> None:
    """After some answers with the network the rest goes on without, with nothing lost."""
    kiosk.visit(f"/nl/kiosk/{LEL}/journey/stage")
    for number in range(len(STEPS)):
        if number == online:
            kiosk.gate.close()
        asked = kiosk.path.split("/")[-1]
        kiosk.answer(dict(STEPS).get(asked, "unsure"))
        assert kiosk.offline == (number >= online)
    kiosk.gate.close()
    kiosk.page.locator("form .button.secondary").click()
    kiosk.page.wait_for_selector(".results-head")
    assert kiosk.offline
    given = parse_qs(urlsplit(kiosk.page.url).query)
    assert given["stage"] == ["starting"]
    assert len(given) == len(STEPS)


LISTS = ("results", "results/finance", "results/recruitment", "results/not-fitting")


def test_the_page_says_the_same_as_with_the_network(kiosk: Kiosk) -> None:
    """Cards, reasons, order, what does not fit: word for word what the server writes."""
    for language, query in (("nl", SHOP), ("fr", COMPLETE), ("en", "stage=difficulty&need=debts")):
        paths = [f"/{language}/kiosk/{LEL}/{part}?{query}" for part in LISTS]
        kiosk.gate.open()
        kiosk.visit(FIRST)
        kiosk.renew()
        right = []
        for path in paths:
            kiosk.visit(path)
            assert not kiosk.offline
            right.append(said(kiosk.page))
        kiosk.gate.close()
        for path, wanted in zip(paths, right, strict=True):
            kiosk.visit(path)
            kiosk.page.wait_for_selector("#offline[data-shown]")
            assert kiosk.offline
            assert said(kiosk.page) == wanted
            assert wanted


def said(page: Page) -> list[str]:
    """Return the words of a list, part by part, without what only fits one of them."""
    parts = page.locator(
        ".results-head .lead, .results-first, .results-side .answers,"
        " .results-side .next, .map, .results-main .category, .whole-list h1, .whole-list .lead,"
        " .whole-list .filters, .whole-list article"
    )
    return ["".join(text.split()) for text in parts.all_text_contents()]


def test_the_square_opens_the_list_of_the_website(kiosk: Kiosk, tmp_path: Path) -> None:
    kiosk.gate.close()
    for language, query in (("fr", SHOP), ("nl", COMPLETE)):
        kiosk.visit(f"/{language}/kiosk/{LEL}/take-home?{query}")
        picture = tmp_path / f"{language}.png"
        kiosk.page.locator("svg.qr").screenshot(path=picture)
        (found,) = zxingcpp.read_barcodes(Image.open(picture))
        assert found.text == f"{kiosk.gate.address}/{language}/results?{query}"


def test_a_missing_choice_is_the_same_error(kiosk: Kiosk) -> None:
    found = []
    for offline in (False, True):
        if offline:
            kiosk.gate.close()
        kiosk.visit(f"/en/kiosk/{LEL}/journey/size?stage=running")
        kiosk.settled()
        kiosk.page.click("form button[type=submit]")
        kiosk.page.wait_for_selector("#error-summary")
        assert kiosk.offline == offline
        expect(kiosk.page.locator("#error-summary")).to_be_focused()
        found.append((kiosk.page.locator("#error").inner_text(), kiosk.page.title()))
    assert found[0] == found[1]


def test_none_of_these_stands_alone(kiosk: Kiosk) -> None:
    kiosk.gate.close()
    kiosk.visit(f"/en/kiosk/{LEL}/journey/profile?stage=running")
    kiosk.tick("woman")
    kiosk.tick("none")
    assert not kiosk.page.is_checked("input[value=woman]")
    kiosk.tick("woman")
    assert not kiosk.page.is_checked("input[value=none]")


def test_changing_an_answer_leads_back_to_the_list(kiosk: Kiosk) -> None:
    kiosk.gate.close()
    kiosk.visit(f"/en/kiosk/{LEL}/results?{SHOP}")
    kiosk.page.locator(".answers a").first.click()
    kiosk.page.wait_for_selector("form")
    assert "back=results" in kiosk.page.url
    kiosk.answer("growing")
    kiosk.page.wait_for_selector(".results-head")
    assert "stage=growing" in kiosk.page.url


def test_another_language_comes_out_of_the_same_snapshot(kiosk: Kiosk) -> None:
    kiosk.gate.close()
    kiosk.visit(f"/fr/kiosk/{LEL}/results?{SHOP}")
    kiosk.page.wait_for_selector(".results-head")
    kiosk.gate.open()
    for language in ("nl", "en", "fr"):
        kiosk.page.click(f".languages a[hreflang={language}]")
        kiosk.page.wait_for_selector(f"html[lang={language}] .results-head")
        assert kiosk.offline, "the visit began without the network and stays so"
        assert kiosk.page.url == f"{kiosk.gate.address}/{language}/kiosk/{LEL}/results?{SHOP}"


UNKNOWN = ("results/nothing", "results/finance/more", "take-home/finance", "list/not-fitting")
"""Addresses beside those of lists, which the server does not know either."""


def test_what_needs_a_server_says_so_calmly(kiosk: Kiosk) -> None:
    kiosk.gate.close()
    unknown = [f"{one}?{SHOP}" for one in UNKNOWN]
    for page in (*unknown, "search?q=loan", "code", "providers/1819", "services", "no-such-page"):
        kiosk.visit(f"/en/kiosk/{LEL}/{page}")
        kiosk.page.wait_for_selector(".ways")
        assert kiosk.heading == "This is not possible without a connection"
    kiosk.page.click(".ways a")
    kiosk.page.wait_for_selector("form")


def test_packages_are_there_in_short(kiosk: Kiosk, catalogue: Catalogue) -> None:
    kiosk.gate.close()
    kiosk.visit(f"/nl/kiosk/{LEL}/packages")
    kiosk.page.click(".package-growth a")
    kiosk.page.wait_for_selector("details.rest")
    assert kiosk.heading == catalogue.packages["growth"].title.exact("nl")


def test_a_slow_server_is_waited_for_once(kiosk: Kiosk) -> None:
    kiosk.gate.slow()
    kiosk.choose("nl")
    assert kiosk.offline
    asked = len(kiosk.gate.pages())
    kiosk.visit(f"/nl/kiosk/{LEL}/results?{SHOP}")
    kiosk.page.wait_for_selector(".results-head")
    assert kiosk.offline
    assert len(kiosk.gate.pages()) == asked, "the next page did not ask the slow server again"


def test_a_failing_server_is_as_none(kiosk: Kiosk) -> None:
    kiosk.gate.failing()
    kiosk.choose("en")
    assert kiosk.offline


def test_pages_that_are_not_there_stay_the_server_s(kiosk: Kiosk) -> None:
    kiosk.visit(f"/fr/kiosk/{LEL}/services/no-such-service")
    assert not kiosk.offline
    kiosk.visit(f"/fr/kiosk/{LEL}/journey/stage/answer")
    assert not kiosk.offline
    assert kiosk.page.locator("#error-summary").count() == 1


def test_the_first_screen_comes_back_to_life_by_itself(kiosk: Kiosk) -> None:
    kiosk.gate.close()
    kiosk.visit(FIRST)
    kiosk.page.wait_for_selector("script[src*='snapshot=']", state="attached")
    kiosk.gate.open()
    kiosk.page.wait_for_selector(
        "script[src*='kiosk-offline-start.']:not([src*='snapshot='])",
        state="attached",
        timeout=60_000,
    )


def test_the_first_start_without_a_server_is_calm(browser: Browser, gate: Gate) -> None:
    with kiosk_at(browser, gate) as kiosk:
        kiosk.visit(FIRST)
        kiosk.page.evaluate("() => navigator.serviceWorker.ready.then(() => true)")
        kiosk.page.evaluate(
            "async () => { for (const name of await caches.keys()) await caches.delete(name); }"
        )
        gate.close()
        answer = kiosk.page.goto(gate.address + FIRST)
        assert answer is not None
        assert "default-src 'none'" in answer.headers["content-security-policy"]
        for language in LANGUAGES:
            assert kiosk.page.locator(f"section[lang={language}]").is_visible()
        assert kiosk.page.locator("meta[http-equiv=refresh]").count() == 1
        size = kiosk.page.evaluate("() => getComputedStyle(document.documentElement).fontSize")
        assert size == "24px", "its own style is let through by its own policy"


AGED = f"""async (milliseconds) => {{
  const cache = await caches.open('kiosk-snapshot/1/state');
  const state = await (await cache.match('{FIRST}')).json();
  state.saved = Date.now() - milliseconds;
  await cache.put('{FIRST}', new Response(JSON.stringify(state)));
}}"""
"""Lets the snapshot be older than it is."""


def test_the_age_is_said_in_words(kiosk: Kiosk) -> None:
    kiosk.gate.close()
    note = kiosk.page.locator(".offline-note")
    for passed, language, words in (
        (timedelta(), "en", "You see the catalogue of 21 November 2026. (saved a moment ago)"),
        (timedelta(minutes=1), "en", "(saved 1 minute ago)"),
        (timedelta(hours=1, minutes=50), "fr", "(enregistré il y a 1 heure)"),
        (timedelta(hours=47), "nl", "(47 uur geleden bewaard)"),
        (timedelta(days=2), "en", "(saved 2 days ago)"),
    ):
        kiosk.page.evaluate(AGED, passed.total_seconds() * 1000)
        kiosk.visit(f"/{language}/kiosk/{LEL}/")
        expect(note).to_contain_text(words)


def test_a_kiosk_left_alone_without_the_network_forgets(kiosk: Kiosk) -> None:
    kiosk.page.clock.install()
    kiosk.gate.close()
    kiosk.visit(f"/en/kiosk/{LEL}/results?{SHOP}")
    kiosk.page.wait_for_selector(".results-head")
    kiosk.page.clock.run_for(95_000)
    kiosk.page.wait_for_selector("dialog[open]")
    kiosk.page.clock.run_for(40_000)
    kiosk.page.wait_for_selector(".page-first")


def test_nothing_of_the_answers_is_kept(kiosk: Kiosk) -> None:
    kiosk.visit(f"/nl/kiosk/{LEL}/results?{SHOP}")
    kiosk.gate.close()
    kiosk.page.locator(".answers a").first.click()
    kiosk.page.wait_for_selector("#offline form")
    kiosk.answer("growing")
    kiosk.page.wait_for_selector(".results-head")
    kiosk.page.locator(".results h3 a").first.click()
    kiosk.page.wait_for_selector("article.service")
    kiosk.page.click(".bar-done")
    kiosk.page.wait_for_selector(".page-first")
    kept = kiosk.kept()
    assert "snapshot.json" in kept, "the look at what is kept sees something"
    for answer in ("growing", "retail", "place", "results?", "1000"):
        pairs = [one for one in json.loads(kept) if f"{answer}" in one and "state" not in one]
        assert not pairs, pairs
    assert kiosk.page.evaluate("() => sessionStorage.length + localStorage.length") == 0
    kiosk.page.go_back()
    assert "stage=" not in kiosk.page.url


def test_previews_and_desks_without_it_keep_nothing(browser: Browser, gate: Gate) -> None:
    with kiosk_at(browser, gate) as kiosk:
        for path in (
            f"/kiosk-preview/{LEL}/",
            f"/fr/kiosk-preview/{LEL}/",
            f"/fr/embed/{LEL}/",
            "/fr/",
        ):
            kiosk.visit(path)
            kiosk.page.wait_for_load_state("networkidle")
            count = "() => navigator.serviceWorker.getRegistrations().then((all) => all.length)"
            assert kiosk.page.evaluate(count) == 0, path


def test_the_rest_of_the_site_is_left_alone(kiosk: Kiosk) -> None:
    kiosk.gate.failing()
    kiosk.page.context.set_offline(False)
    answer = kiosk.page.goto(kiosk.gate.address + "/fr/")
    assert answer is not None
    assert answer.status == 500
    assert not answer.from_service_worker
    kiosk.gate.open()
    answer = kiosk.page.goto(kiosk.gate.address + f"/fr/embed/{CENTRE}/")
    assert answer is not None
    assert not answer.from_service_worker


def test_the_browser_itself_without_a_network(kiosk: Kiosk) -> None:
    kiosk.context.set_offline(True)
    kiosk.choose("nl")
    assert kiosk.offline
    kiosk.context.set_offline(False)


def test_a_page_of_the_snapshot_has_the_policy_of_the_site(kiosk: Kiosk) -> None:
    live = kiosk.page.goto(kiosk.gate.address + f"/fr/kiosk/{LEL}/")
    kiosk.gate.close()
    kept = kiosk.page.goto(kiosk.gate.address + f"/fr/kiosk/{LEL}/")
    assert live is not None
    assert kept is not None
    for name in ("content-security-policy", "referrer-policy", "x-frame-options"):
        assert kept.headers[name] == live.headers[name]


def test_the_app_has_no_other_worker(app: Flask) -> None:
    rules = [rule.rule for rule in app.url_map.iter_rules() if "worker" in rule.rule]
    assert rules == ["/kiosk-worker.js"]
