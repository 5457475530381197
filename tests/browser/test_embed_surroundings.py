"""The frame in the pages that partners really have: no script, sandbox, strict policies, isolation."""

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Error, Frame, expect

from tests.browser.partners import KEPT, Partners, reading
from tests.desks import LEL
from tests.web.site_pages import SHOP
from wizard.web.embed_snippet import VERSION, iframe_line

pytestmark = [pytest.mark.browser, pytest.mark.full_browser]


def plain(partners: Partners, language: str = "nl", sandbox: str | None = None) -> str:
    """Return the line without a script, in a sandbox if one is named."""
    line = iframe_line(partners.base, LEL, language, "Hulp voor je zaak")
    return line if sandbox is None else line.replace("<iframe", f'<iframe sandbox="{sandbox}"')


def walk(frame: Frame) -> None:
    """Go from the start to the list and on to a service, as one does without a script."""
    start(frame)
    for _ in range(9):
        if frame.locator("fieldset").count() == 0:
            break
        page = frame.url
        frame.locator('.choice:has(input[value="unsure"]) label').first.click()
        frame.locator("main .actions button").click()
        frame.wait_for_url(lambda url, page=page: url != page)
        frame.wait_for_load_state()
    assert urlsplit(frame.url).path == f"/nl/embed/{LEL}/results"
    frame.locator(".card h3 a").first.click()
    frame.wait_for_url("**/services/**")
    assert frame.locator("h1").is_visible()


def start(frame: Frame) -> None:
    """Press «Start now»."""
    frame.locator(".hero a.button").first.click()
    frame.wait_for_url("**/journey/**")
    frame.wait_for_load_state()


def test_the_whole_journey_works_without_javascript(browser: Browser, partners: Partners) -> None:
    with reading(browser, partners, java_script_enabled=False) as reader:
        reader.visit(partners.listed.page(plain(partners)))
        walk(reader.frame())
        assert reader.page.locator("iframe").get_attribute("title") == "Hulp voor je zaak"


def test_the_plain_frame_follows_the_browser_where_no_language_is_said(
    browser: Browser, partners: Partners
) -> None:
    with reading(browser, partners, locale="fr-BE") as reader:
        reader.visit(partners.listed.page(plain(partners, "")))
        assert urlsplit(reader.frame().url).path == f"/fr/embed/{LEL}/"


def test_the_whole_journey_works_in_a_sandbox_that_runs_no_script(
    browser: Browser, partners: Partners
) -> None:
    # Chromium says of every script of ours that the sandbox does not run it.
    with reading(browser, partners, allowed=("Blocked script execution",)) as reader:
        reader.visit(partners.listed.page(plain(partners, sandbox="allow-forms")))
        frame = reader.frame()
        walk(frame)
        assert frame.locator("link[rel=stylesheet]").count() >= 2


def test_a_sandbox_with_scripts_but_without_our_origin_has_its_looks(
    browser: Browser, partners: Partners
) -> None:
    with reading(browser, partners) as reader:
        body = plain(partners, sandbox="allow-forms allow-scripts")
        reader.visit(partners.listed.page(body))
        frame = reader.frame()
        colour = "getComputedStyle(document.querySelector('.hero a.button')).backgroundColor"
        assert frame.evaluate(colour) == "rgb(122, 31, 75)", "the desk's colours"
        assert frame.evaluate("document.documentElement.classList.contains('js')")
        start(frame)


def test_a_page_that_is_isolated_itself_can_have_the_frame(
    browser: Browser, partners: Partners
) -> None:
    isolated = {
        "Cross-Origin-Embedder-Policy": "require-corp",
        "Cross-Origin-Opener-Policy": "same-origin",
    }
    with reading(browser, partners) as reader:
        reader.visit(partners.listed.page(partners.snippet(), headers=isolated))
        assert reader.page.evaluate("crossOriginIsolated")
        frame = reader.grown()
        start(frame)
        reader.grown()


def policy(script: str, frame: str) -> dict[str, str]:
    """Return the strictest policy of a partner that still lets these two in."""
    said = f"default-src 'none'; script-src {script}; frame-src {frame}; img-src data:"
    return {"Content-Security-Policy": said}


def test_a_strict_page_needs_exactly_our_script_and_our_frame(
    browser: Browser, partners: Partners
) -> None:
    loader = f"{partners.base}/embed/{VERSION}/embed.js"
    with reading(browser, partners) as reader:
        headers = policy(loader, partners.base)
        reader.visit(partners.listed.page(partners.snippet(), headers=headers))
        frame = reader.grown()
        start(frame)
        reader.grown()


def test_a_page_that_lets_our_frame_in_not_shows_the_link(
    browser: Browser, partners: Partners
) -> None:
    allowed = ("frame-src", "Failed to load", "target origin", "Framing")
    with reading(browser, partners, allowed=allowed) as reader:
        headers = policy(partners.base, "'none'")
        reader.visit(partners.listed.page(partners.snippet(), headers=headers))
        expect(reader.page.locator("iframe + a")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_frame_has_the_colours_of_the_scheme(
    browser: Browser, partners: Partners, scheme: str
) -> None:
    wanted = {"light": "rgb(251, 250, 247)", "dark": "rgb(18, 25, 29)"}
    with reading(browser, partners, color_scheme=scheme) as reader:
        reader.visit(partners.listed.page(partners.snippet()))
        frame = reader.grown()
        assert frame.evaluate("getComputedStyle(document.body).backgroundColor") == wanted[scheme]


def test_third_party_storage_is_blocked_and_everything_works(
    browser: Browser, partners: Partners
) -> None:
    """This is what all tests of the frame stand on: the browser lets it keep nothing."""
    with reading(browser, partners) as reader:
        reader.visit(partners.listed.page(partners.snippet()))
        with pytest.raises(Error, match="denied"):
            reader.grown().evaluate("localStorage.length")


def test_nothing_is_kept_where_a_frame_may_keep_things(
    browser: Browser, partners: Partners
) -> None:
    """On a page of the same site nothing is blocked: what is not there was not kept."""
    with reading(browser, partners) as reader:
        page = partners.listed.page(partners.snippet())
        reader.visit(page.replace(partners.listed.origin, partners.listed.next_door))
        frame = reader.grown()
        start(frame)
        frame.evaluate("path => { location.href = path }", f"/nl/embed/{LEL}/results?{SHOP}")
        frame.wait_for_url("**/results?*")
        frame = reader.grown()
        assert frame.evaluate(KEPT) == []
        frame.evaluate("localStorage.setItem('control', '1')")
        assert frame.evaluate(KEPT) == ["localStorage"], "the frame could have kept something"
        frame.evaluate("localStorage.clear()")


def test_the_answers_are_not_told_to_the_partner_or_anybody(
    browser: Browser, partners: Partners
) -> None:
    with reading(browser, partners) as reader:
        referrers: list[str] = []
        reader.page.on("request", lambda one: referrers.append(one.headers.get("referer", "")))
        reader.visit(partners.listed.page(partners.snippet()))
        start(reader.grown())
        reader.grown()
        assert set(referrers) == {""}
        hosts = {urlsplit(one).netloc for one in reader.asked if not one.startswith("data:")}
        assert hosts == {urlsplit(partners.base).netloc, urlsplit(partners.listed.origin).netloc}
