"""Every page can be read narrow, enlarged and on paper, and every target can be hit."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import NewVisitor
from tests.browser.steps import SIDEWAYS, pasted
from tests.web.site_pages import COMPLETE, SAMPLES, SHOP, Sample

pytestmark = pytest.mark.browser

LONG_WORD = "Wapenstilstandsdagvuurwerkverkoopvergunning" * 4

SMALL_TARGETS = """() => {
  const inSentence = element => getComputedStyle(element).display === 'inline'
    && element.closest('p, li, dd').textContent.trim().length > element.textContent.trim().length;
  return [...document.querySelectorAll('a[href], button, summary, input:not([type=hidden])')]
    .filter(element => element.checkVisibility({ visibilityProperty: true }))
    .filter(element => !(element.closest('p, li, dd') && inSentence(element)))
    .map(element => [element, element.getBoundingClientRect()])
    .filter(([, box]) => box.height < 24 || box.width < 24)
    .map(([element, box]) =>
      `${Math.round(box.width)}x${box.height.toFixed(1)} ${element.outerHTML.slice(0, 90)}`);
}"""

CHOICES = """() => [...document.querySelectorAll('.choice')].map(choice => {
  choice.scrollIntoView({ block: 'center' });
  const box = choice.getBoundingClientRect();
  const points = [[box.left + 6, box.top + 6], [box.right - 6, box.bottom - 6]];
  const whole = points.every(([x, y]) => {
    const hit = document.elementFromPoint(x, y);
    return hit !== null && hit.closest('.choice') === choice && hit.closest('label, input');
  });
  return { height: box.height, whole };
})"""

QUESTIONS = tuple(sample for sample in SAMPLES if sample.name.startswith("question"))


@pytest.mark.parametrize("sample", SAMPLES, ids=[sample.name for sample in SAMPLES])
def test_every_target_is_large_enough(new_reader: NewVisitor, sample: Sample) -> None:
    reader = new_reader(320)
    reader.visit(sample.address("nl"))
    for width in (320, 1280):
        reader.page.set_viewport_size({"width": width, "height": 800})
        small: list[str] = reader.page.evaluate(SMALL_TARGETS)
        assert not small, f"at {width}: {len(small)}\n" + "\n".join(small[:15])


@pytest.mark.parametrize("sample", QUESTIONS, ids=[sample.name for sample in QUESTIONS])
@pytest.mark.parametrize("width", [320, 1280])
def test_a_whole_line_of_a_question_can_be_pressed(
    new_reader: NewVisitor, sample: Sample, width: int
) -> None:
    reader = new_reader(width)
    reader.visit(sample.address("fr"))
    choices: list[dict[str, Any]] = reader.page.evaluate(CHOICES)
    assert choices
    assert all(choice["height"] >= 48 and choice["whole"] for choice in choices), choices
    for button in reader.page.locator("main .actions .button").all():
        box = button.bounding_box()
        assert box is not None
        assert box["height"] >= 48


@pytest.mark.parametrize("sample", SAMPLES, ids=[sample.name for sample in SAMPLES])
def test_nothing_is_lost_at_400_percent(new_reader: NewVisitor, sample: Sample) -> None:
    reader = new_reader(
        viewport={"width": 320, "height": 256}, device_scale_factor=4, color_scheme="dark"
    )
    reader.visit(sample.address("fr"))
    assert reader.page.evaluate(SIDEWAYS) == 0
    expect(reader.page.locator("h1")).to_be_visible()
    for part in ("header.top", "main", "footer.bottom"):
        box = reader.page.locator(part).bounding_box()
        assert box is not None
        assert 0 <= box["x"] <= box["x"] + box["width"] <= 320, part


@pytest.mark.parametrize("path", [f"search?q={LONG_WORD}", f"{LONG_WORD}", f"services/{LONG_WORD}"])
def test_a_long_word_does_not_break_a_narrow_page(new_reader: NewVisitor, path: str) -> None:
    reader = new_reader(320)
    reader.visit(f"/nl/{path}")
    assert reader.page.evaluate(SIDEWAYS) == 0
    expect(reader.page.locator("h1")).to_be_visible()


def put_on_paper(page: Page) -> None:
    page.emulate_media(media="print")


@pytest.mark.parametrize("answers", [SHOP, COMPLETE])
def test_the_list_on_paper_is_a_dossier_without_navigation(
    new_visitor: NewVisitor, answers: str
) -> None:
    visitor = new_visitor(760)
    visitor.visit(f"/fr/results?{answers}")
    page = visitor.page
    put_on_paper(page)
    for gone in ("header.top", "footer nav", ".map", ".path", ".next", ".keep", "#excluded"):
        assert not page.locator(gone).filter(visible=True).count(), f"{gone} is printed"
    cards = page.locator(".results-first article, .results-main .category > article")
    assert cards.count() > 3
    assert cards.filter(visible=True).count() == cards.count()
    assert page.locator(".answers dd").filter(visible=True).count() == answers.count("=")
    assert page.evaluate(SIDEWAYS) == 0
    assert not page.locator("details").filter(visible=True).count(), (
        "a dossier is not the catalogue"
    )


def test_a_service_on_paper_keeps_its_sources(new_visitor: NewVisitor) -> None:
    visitor = new_visitor(760)
    visitor.visit(f"/nl/services/microstart?{SHOP}")
    put_on_paper(visitor.page)
    assert not visitor.page.locator("header.top, footer nav, a.back").filter(visible=True).count()
    expect(visitor.page.locator("#sources")).to_be_visible()
    expect(visitor.page.locator("h1")).to_be_visible()


def test_the_buttons_that_need_a_script_work(new_visitor: NewVisitor) -> None:
    visitor = new_visitor(permissions=["clipboard-write"])
    visitor.visit(f"/en/results?{SHOP}")
    visitor.page.locator("[data-copy]").click()
    expect(visitor.page.locator("[data-copy]")).to_have_text("Address copied")
    assert pasted(visitor.page) == visitor.page.url
