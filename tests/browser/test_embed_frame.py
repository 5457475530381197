"""One line on a partner's page makes a frame that grows, keeps its language and stores nothing."""

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Frame, expect

from tests.browser.partners import Partners, Reader, reading
from tests.desks import LEL
from tests.web.site_pages import COMPLETE, SHOP

pytestmark = [pytest.mark.browser, pytest.mark.full_browser]

TALL = '<div id="above">above</div>{}<div id="below">below</div>'
TOP = "document.querySelector('iframe').getBoundingClientRect().top"


def inner(frame: Frame) -> str:
    """Return the path of the page in a frame, without its desk."""
    return urlsplit(frame.url).path.replace(f"/embed/{LEL}", "")


def follow(frame: Frame, selector: str) -> None:
    """Click on something in a frame and wait for the page to which it leads."""
    with frame.expect_navigation():
        frame.locator(selector).first.click()
    frame.wait_for_load_state()


def answer_all(frame: Frame) -> None:
    """Answer «I don't know» until the list is there."""
    for _ in range(9):
        if inner(frame).split("/")[2] != "journey":
            return
        frame.locator('.choice:has(input[value="unsure"]) label').first.click()
        follow(frame, "main .actions button")
    raise AssertionError(f"the journey does not end: {frame.url}")


def test_the_snippet_makes_a_frame_in_the_language_of_the_page(
    browser: Browser, partners: Partners
) -> None:
    with reading(browser, partners, locale="fr-BE") as reader:
        reader.visit(partners.listed.page(TALL.format(partners.snippet())))
        frame = reader.grown()
        assert inner(frame) == "/nl/"
        assert frame.locator("html").get_attribute("lang") == "nl"
        element = reader.page.locator("script + iframe")
        assert element.get_attribute("title") == "Hulp voor je zaak in Brussel"
        assert element.get_attribute("referrerpolicy") == "no-referrer"
        assert element.get_attribute("loading") == "lazy"
        expect(reader.page.locator("body > a")).to_have_count(0)
        assert (
            reader.page.evaluate("Object.keys(window).filter(k => /parcours|embed/i.test(k))") == []
        )


@pytest.mark.parametrize(
    ("lang", "data", "wanted"),
    [
        ("fr-BE", {}, "/fr/"),
        ("NL", {}, "/nl/"),
        ("en", {"language": "nl"}, "/nl/"),
        ("de", {}, "/fr/"),
        ("", {}, "/fr/"),
    ],
)
def test_the_language_is_that_of_the_page_or_the_browser(
    browser: Browser, partners: Partners, lang: str, data: dict[str, str], wanted: str
) -> None:
    with reading(browser, partners, locale="fr-BE") as reader:
        reader.visit(partners.listed.page(partners.snippet(**data), lang=lang))
        assert inner(reader.grown()) == wanted


def test_the_nearest_language_counts_and_a_title_can_be_given(
    browser: Browser, partners: Partners
) -> None:
    inside = f'<main lang="en">{partners.snippet(title="Our &quot;guide&quot;")}</main>'
    with reading(browser, partners) as reader:
        reader.visit(partners.listed.page(inside, lang="nl"))
        assert inner(reader.grown()) == "/en/"
        assert reader.page.locator("iframe").get_attribute("title") == 'Our "guide"'


def test_the_frame_grows_and_shrinks_with_its_page(browser: Browser, partners: Partners) -> None:
    with reading(browser, partners) as reader:
        reader.visit(partners.listed.page(TALL.format(partners.snippet())))
        frame = reader.grown()
        follow(frame, ".hero a.button")
        reader.grown()
        question = reader.height()
        frame.locator("details.why summary").click()
        reader.page.wait_for_function(
            "h => document.querySelector('iframe').offsetHeight > h", arg=question
        )
        reader.grown()
        frame.locator("details.why summary").click()
        reader.page.wait_for_function(
            "h => document.querySelector('iframe').offsetHeight === h", arg=question
        )
        assert not frame.evaluate("document.documentElement.scrollHeight > innerHeight")
        follow(frame, ".bottom a[href*='/code']")
        reader.grown()
        assert reader.height() < question


def test_the_whole_journey_stays_inside_and_the_host_goes_back(
    browser: Browser, partners: Partners
) -> None:
    with reading(browser, partners, locale="fr-BE") as reader:
        host = partners.listed.page(TALL.format(partners.snippet()))
        reader.visit(host)
        frame = reader.grown()
        follow(frame, ".hero a.button")
        answer_all(frame)
        assert inner(frame) == "/nl/results"
        reader.grown()
        follow(frame, ".card h3 a")
        assert inner(frame).startswith("/nl/services/")
        reader.grown()
        with frame.expect_navigation():
            reader.page.evaluate("history.back()")
        assert inner(frame) == "/nl/results"
        reader.grown()
        assert reader.page.url == host
        ours = [one for one in reader.asked if one.startswith(partners.base)]
        assert all("/embed" in one or "/static/" in one or "/desks/" in one for one in ours), ours


def open_results(reader: Reader, partners: Partners, query: str = SHOP) -> Frame:
    """Return the frame with the list for some answers, reached from the start page."""
    reader.visit(partners.listed.page(TALL.format(partners.snippet())))
    frame = reader.grown()
    frame.evaluate("path => { location.href = path }", f"/nl/embed/{LEL}/results?{query}")
    frame.wait_for_url("**/results?*")
    return reader.grown()


def test_a_new_page_begins_at_its_top(browser: Browser, partners: Partners) -> None:
    with reading(browser, partners) as reader:
        frame = open_results(reader, partners)
        reader.page.evaluate("scrollTo(0, 1500)")
        assert reader.page.evaluate(TOP) < -1000
        frame.evaluate("document.querySelector('.card h3 a').click()")
        frame.wait_for_url("**/services/**")
        reader.page.wait_for_function(f"Math.abs({TOP}) < 1")
        reader.page.evaluate("scrollTo(0, 0)")
        frame = reader.grown()
        top = reader.page.evaluate(TOP)
        follow(frame, "a.back")
        reader.grown()
        assert reader.page.evaluate(TOP) == top, "it is in view already"


def test_links_within_a_page_lead_there(browser: Browser, partners: Partners) -> None:
    with reading(browser, partners, viewport={"width": 700, "height": 800}) as reader:
        frame = open_results(reader, partners)
        target = "document.getElementById('map').getBoundingClientRect().top"
        frame.locator(".jump a[href='#map']").click()
        reader.page.wait_for_function("scrollY > 500")
        assert abs(reader.page.evaluate(TOP) + frame.evaluate(target)) < 2
        reader.page.evaluate("scrollTo(0, 0)")
        frame.locator(".jump a[href='#map']").click()
        reader.page.wait_for_function("scrollY > 500")


def test_the_page_in_full_has_the_answers_and_another_tab(
    browser: Browser, partners: Partners
) -> None:
    with reading(browser, partners) as reader:
        frame = open_results(reader, partners, COMPLETE)
        with reader.page.context.expect_page() as opened:
            frame.locator(".bottom a[target=_blank]").click()
        full = opened.value
        full.wait_for_load_state()
        assert full.url == f"{partners.base}/nl/results?{COMPLETE}"
        assert full.evaluate("opener") is None
        assert full.locator("nav.sections").is_visible()


def test_links_out_open_in_a_new_tab_and_say_so(browser: Browser, partners: Partners) -> None:
    with reading(browser, partners) as reader:
        frame = open_results(reader, partners)
        follow(frame, ".card h3 a")
        out = frame.locator("a[href^='http']:not(.bottom a)")
        assert out.count() > 1
        for link in out.all():
            assert link.get_attribute("target") == "_blank"
            assert link.get_attribute("rel") == "noopener noreferrer external"
            assert "(in een nieuw tabblad)" in str(link.text_content())
        assert frame.locator("a[href='tel:1819']").first.get_attribute("target") is None


def test_the_suggestions_are_not_cut_off(browser: Browser, partners: Partners) -> None:
    with reading(browser, partners) as reader:
        reader.visit(partners.listed.page(TALL.format(partners.snippet())))
        frame = reader.grown()
        follow(frame, ".bottom a[href*='/code']")
        reader.grown()
        before = reader.height()
        frame.locator("#q").press_sequentially("start")
        frame.locator(".suggest-box [role=option]").last.wait_for()
        reader.page.wait_for_function(
            "h => document.querySelector('iframe').offsetHeight > h", arg=before
        )
        reader.grown()
        last = frame.locator(".suggest-box [role=option]").last.bounding_box()
        box = reader.page.locator("iframe").bounding_box()
        assert last is not None
        assert box is not None
        assert last["y"] + last["height"] <= box["y"] + box["height"]


def test_two_frames_on_one_page_grow_apart(browser: Browser, partners: Partners) -> None:
    two = partners.snippet() + '<div lang="fr">' + partners.snippet() + "</div>"
    with reading(browser, partners) as reader:
        reader.visit(partners.listed.page(two))
        first, second = reader.grown(0), reader.grown(1)
        assert (inner(first), inner(second)) == ("/nl/", "/fr/")
        other = reader.height(1)
        follow(first, ".hero a.button")
        reader.grown(0)
        assert reader.height(1) == other
        assert reader.height(0) != other
