"""Who may not frame us is refused and gets no word of ours; nobody else can resize our frame."""

import socket

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.browser.partners import NO_FRAME, Partners, reading
from tests.desks import LEL
from wizard.web.embed_snippet import VERSION, integrity

pytestmark = [pytest.mark.browser, pytest.mark.full_browser]

REFUSED = (
    "frame-ancestors",
    "target origin provided",
    "Failed to load resource",
    "X-Frame-Options",
)
"""How Chromium reports what these tests bring about on purpose."""

LISTEN = """<script>
window.heard = [];
addEventListener("message", event => heard.push([event.origin, event.data]));
</script>"""


def assert_only_the_link_is_left(page: Page, address: str, words: str) -> None:
    """Wait until a plain link to the website stands in for the frame."""
    link = page.locator("iframe + a")
    expect(link).to_have_text(words)
    expect(link).to_have_attribute("href", address)
    expect(page.locator("iframe")).not_to_be_visible()
    assert page.evaluate("document.querySelector('iframe').offsetHeight") == 0


def test_a_site_that_is_not_listed_is_refused_and_shows_the_link(
    browser: Browser, partners: Partners
) -> None:
    with reading(browser, partners, allowed=REFUSED) as reader:
        reader.visit(partners.stranger.page(LISTEN + partners.snippet(), lang="fr"))
        words = "De l'aide pour votre entreprise à Bruxelles"
        assert_only_the_link_is_left(reader.page, f"{partners.base}/fr/", words)
        assert any("frame-ancestors" in one for one in reader.troubles)
        assert reader.page.evaluate("heard") == []


@pytest.mark.parametrize("desk", ["nowhere", NO_FRAME])
def test_a_desk_without_a_frame_shows_the_link(
    browser: Browser, partners: Partners, desk: str
) -> None:
    with reading(browser, partners, allowed=REFUSED) as reader:
        reader.visit(partners.listed.page(partners.snippet(desk), lang="nl"))
        assert_only_the_link_is_left(
            reader.page, f"{partners.base}/nl/", "Hulp voor je zaak in Brussel"
        )


def test_a_server_that_never_answers_makes_way_and_may_come_late(
    browser: Browser, partners: Partners
) -> None:
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    with reading(browser, partners) as reader:
        reader.page.clock.install()
        reader.page.context.route(f"**/embed/{LEL}/", hold)
        with reader.page.expect_request(f"**/embed/{LEL}/"):
            reader.page.goto(partners.listed.page(partners.snippet()), wait_until="commit")
        reader.page.wait_for_function("document.querySelector('iframe').offsetHeight > 0")
        reader.page.clock.run_for(8_000)
        expect(reader.page.locator("iframe + a")).to_have_count(0)
        reader.page.clock.run_for(2_000)
        expect(reader.page.locator("iframe + a")).to_be_visible()
        held[0].continue_()
        expect(reader.page.locator("iframe + a")).to_have_count(0)
        expect(reader.page.locator("iframe")).to_be_visible()
        reader.grown()


def test_a_page_that_fails_later_makes_way_too(browser: Browser, partners: Partners) -> None:
    with reading(browser, partners, allowed=(*REFUSED, "net::ERR")) as reader:
        reader.visit(partners.listed.page(partners.snippet()))
        frame = reader.grown()
        reader.page.context.route("**/journey**", lambda route: route.abort())
        frame.locator(".hero a.button").click()
        assert_only_the_link_is_left(
            reader.page, f"{partners.base}/nl/", "Hulp voor je zaak in Brussel"
        )


def test_a_changed_loader_does_not_run(browser: Browser, partners: Partners) -> None:
    with reading(browser, partners, allowed=("integrity",)) as reader:
        changed = partners.snippet().replace(integrity(VERSION), "sha384-" + "A" * 64)
        reader.visit(partners.listed.page(changed))
        assert any("integrity" in one for one in reader.troubles)
        expect(reader.page.locator("iframe")).to_have_count(0)


def greeting(address: str, origin: str) -> str:
    """Return a page that frames `address` by itself, greets it for `origin` and listens."""
    return f"""{LISTEN}<iframe src="{address}"></iframe><script>
const frame = document.querySelector("iframe");
frame.onload = () => {{
  for (const origin of ["{origin}", "*"]) frame.contentWindow.postMessage("parcours", origin);
  window.sent = true;
}};
</script>"""


def test_only_the_listed_parent_is_told_a_height(browser: Browser, partners: Partners) -> None:
    address = f"{partners.base}/nl/embed/{LEL}/"
    with reading(browser, partners) as reader:
        reader.visit(partners.listed.page(greeting(address, partners.base)))
        reader.page.wait_for_function("heard.length > 0")
        origin, words = reader.page.evaluate("heard[0]")
        assert origin == partners.base
        assert words.keys() == {"height"}
        assert words["height"] > 100


def test_a_stranger_within_a_listed_page_hears_nothing(
    browser: Browser, partners: Partners
) -> None:
    """The stranger is a frame beside ours that greets ours: it is not our parent."""
    rogue = (
        LISTEN
        + """<script>
setInterval(() => {
  for (let one = 0; one < parent.length; one++) parent[one].postMessage("parcours", "*");
  window.asked = (window.asked || 0) + 1;
}, 20);
</script>"""
    )
    inside = partners.stranger.page(rogue)
    with reading(browser, partners) as reader:
        body = f'{partners.snippet()}<iframe id="rogue" src="{inside}"></iframe>'
        reader.visit(partners.listed.page(body))
        reader.grown()
        frame = next(one for one in reader.page.frames if one.url == inside)
        asked = frame.evaluate("window.asked || 0")
        frame.wait_for_function("n => window.asked > n + 5", arg=asked, polling=50)
        said_by = frame.evaluate("heard.map(([origin]) => origin)")
        assert set(said_by) == {partners.stranger.origin}, "it hears its own words only"


def test_without_its_list_a_page_says_nothing_to_its_parent(
    browser: Browser, partners: Partners
) -> None:
    """Even if a browser knew no `frame-ancestors`: the script looks at the list by itself."""

    def without_policy(route: Route) -> None:
        answer = route.fetch()
        headers = {k: v for k, v in answer.headers.items() if k != "content-security-policy"}
        route.fulfill(response=answer, headers=headers)

    address = f"{partners.base}/nl/embed/{LEL}/"
    with reading(browser, partners) as reader:
        reader.page.context.route("**/nl/embed/**", without_policy)
        reader.visit(partners.stranger.page(greeting(address, partners.base)))
        reader.page.wait_for_function("window.sent")
        frame = reader.frame()
        assert frame.locator("h1").is_visible()
        frame.evaluate("document.body.append(document.createElement('hr'))")
        frame.evaluate("new Promise(done => requestAnimationFrame(() => setTimeout(done)))")
        reader.page.evaluate("new Promise(done => setTimeout(done))")
        assert reader.page.evaluate("heard") == []


WRONG = """5000, "5000", null, undefined, {}, [5000], {height: "5000"}, {height: [5000]},
{height: NaN}, {height: Infinity}, {height: -5}, {height: 0}, {height: 1e9}"""
FORGED = f"{{height: 5000}}, {{height: 5000, at: 9}}, {WRONG}"
"""Words of which the first two would be believed if the frame said them."""


def test_no_other_window_can_resize_the_frame(browser: Browser, partners: Partners) -> None:
    rogue = partners.stranger.page(
        f"<script>for (const one of [{FORGED}]) parent.postMessage(one, '*'); window.sent = 1</script>"
    )
    with reading(browser, partners) as reader:
        body = f"{partners.snippet()}<iframe src='{rogue}'></iframe><script>{FORGERY}</script>"
        reader.visit(partners.listed.page(body))
        reader.grown()
        before = reader.height()
        frame = next(one for one in reader.page.frames if one.url == rogue)
        frame.wait_for_function("sent")
        reader.page.evaluate("forge()")
        reader.page.evaluate("new Promise(done => setTimeout(done))")
        assert reader.height() == before


FORGERY = f"function forge() {{ for (const one of [{FORGED}]) postMessage(one, '*'); }}"
"""The partner's own page, and whatever runs in it, is not the frame either."""


def test_the_frame_itself_is_only_believed_within_bounds(
    browser: Browser, partners: Partners
) -> None:
    with reading(browser, partners) as reader:
        reader.visit(partners.listed.page(partners.snippet()))
        frame = reader.grown()
        before = reader.height()
        frame.evaluate(f"for (const one of [{WRONG}]) parent.postMessage(one, '*')")
        reader.page.evaluate("new Promise(done => setTimeout(done))")
        assert reader.height() == before
        frame.evaluate("parent.postMessage({height: 777, at: 1e6}, '*')")
        reader.page.wait_for_function("document.querySelector('iframe').offsetHeight === 777")
        assert reader.page.evaluate("scrollY") == 0


def test_the_preview_is_for_our_own_pages_only(browser: Browser, partners: Partners) -> None:
    address = f"{partners.base}/nl/embed-preview/{LEL}/"
    with reading(browser, partners, allowed=REFUSED) as reader:
        reader.visit(partners.listed.page(greeting(address, partners.base)))
        reader.page.wait_for_function("window.sent")
        assert any("frame-ancestors" in one for one in reader.troubles)
        assert reader.page.evaluate("heard") == []


def test_a_preview_tells_our_own_pages_its_height(browser: Browser, partners: Partners) -> None:
    """On our own pages a preview may be framed; the page here stands in for one of them."""
    address = f"{partners.base}/nl/embed-preview/{LEL}/"
    with reading(browser, partners) as reader:
        body = greeting(address, partners.base)
        reader.page.context.route(
            "**/our-own-page", lambda route: route.fulfill(body=body, content_type="text/html")
        )
        reader.visit(f"{partners.base}/our-own-page")
        reader.page.wait_for_function("heard.length > 0")
        origin, words = reader.page.evaluate("heard[0]")
        assert origin == partners.base
        assert words["height"] > 100


def test_a_port_that_nobody_listens_on_shows_the_link(browser: Browser, partners: Partners) -> None:
    """The loader came from a cache; the server behind it is gone."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        gone = f"http://127.0.0.1:{free.getsockname()[1]}"
    with reading(browser, partners, allowed=("net::ERR", "target origin")) as reader:
        loader = f"{gone}/embed/{VERSION}/embed.js"
        source = reader.page.request.get(f"{partners.base}/embed.js")
        reader.page.context.route(
            loader,
            lambda route: route.fulfill(
                body=source.body(),
                headers={
                    "Content-Type": "text/javascript; charset=utf-8",
                    "Access-Control-Allow-Origin": "*",
                },
            ),
        )
        body = partners.snippet().replace(partners.base, gone)
        reader.visit(partners.listed.page(body, lang="en"))
        assert_only_the_link_is_left(
            reader.page, f"{gone}/en/", "Support for your business in Brussels"
        )
