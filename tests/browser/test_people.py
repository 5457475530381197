"""Five people walk the journey in each language and read what they need on the list."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Page, expect

from tests.browser.steps import follow, titles, walk
from tests.browser.visitor import Visitor
from wizard.domain.catalogue import Catalogue
from wizard.domain.text import LANGUAGES, Language
from wizard.web.pages.path import STAGES_OF_PACKAGE

pytestmark = pytest.mark.browser


@dataclass(frozen=True, slots=True)
class Person:
    """Someone with their answers; the services that must be first, listed, or not fitting."""

    name: str
    answers: Mapping[str, list[str]]
    listed: tuple[str, ...] = ()
    first: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    categories: tuple[str, ...] = field(default=("guidance", "finance"))

    @property
    def package(self) -> str:
        """The package to which the person's stage belongs."""
        stage = self.answers["stage"][0]
        return next(key for key, stages in STAGES_OF_PACKAGE.items() if stage in stages)


PEOPLE = (
    Person(
        "shop-starter",
        {
            "stage": ["starting"],
            "sector": ["retail"],
            "place": ["1000"],
            "size": ["solo"],
            "profile": ["jobseeker"],
            "venture": ["none"],
            "need": ["money-small"],
        },
        listed=("microstart",),
        excluded=("hub-transfer-beci",),
    ),
    Person(
        "baker-in-trouble",
        {
            "stage": ["difficulty"],
            "sector": ["food-agriculture", "retail"],
            "place": ["1030"],
            "size": ["micro"],
            "profile": ["none"],
            "venture": ["none"],
            "need": ["crisis"],
        },
        first=("ced-companies-in-difficulty",),
    ),
    Person(
        "software-firm-hiring",
        {
            "stage": ["growing"],
            "sector": ["ict-digital"],
            "place": ["1050"],
            "size": ["small"],
            "profile": ["none"],
            "venture": ["innovative"],
            "need": ["hiring", "innovation"],
        },
        categories=("recruitment", "finance"),
    ),
    Person(
        "retiring-owner",
        {
            "stage": ["handing-over"],
            "sector": ["business-services"],
            "place": ["1180"],
            "size": ["small"],
            "profile": ["senior"],
            "venture": ["none"],
            "need": ["transfer"],
        },
        listed=("hub-transfer-beci",),
        categories=("guidance",),
    ),
    Person(
        "refugee",
        {
            "stage": ["preparing"],
            "sector": ["other"],
            "place": ["1080"],
            "profile": ["newcomer", "non-eu"],
            "need": ["orientation", "permits", "money-small"],
        },
        listed=("microstart",),
    ),
)


def whole_lists(page: Page, categories: tuple[str, ...]) -> Iterator[list[str]]:
    """Go to all services of some categories and back; yield the titles of each.

    A category that is shown whole has no way there.
    """
    for key in categories:
        for way in page.locator(f"#c-{key} .all a").all():
            follow(way)
            yield titles(page)
            follow(page.locator("a.back"))


def assert_summary(visitor: Visitor, person: Person, catalogue: Catalogue, language: str) -> None:
    """The list repeats the answers in the reader's words."""
    summary = visitor.page.locator(".answers dl")
    for key, options in person.answers.items():
        question = catalogue.journey.question(key)
        assert question is not None
        if f"{key}={options[0]}" not in visitor.query:
            continue
        for option in filter(None, map(question.option, options)):
            expect(summary).to_contain_text(option.label.pick(language).words)  # type: ignore[arg-type]  # the parameter is one of the three


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("person", PEOPLE, ids=[person.name for person in PEOPLE])
def test_a_person_finds_what_fits(
    visitor: Visitor, catalogue: Catalogue, person: Person, language: Language
) -> None:
    def title(service: str) -> str:
        return catalogue.services[service].words.title.pick(language).words

    walk(visitor, person.answers, catalogue.journey, language)
    page = visitor.page
    assert_summary(visitor, person, catalogue, language)
    first = page.locator(".first-steps h3 a").all_text_contents()
    assert 3 <= len(first) <= 5
    assert {title(key) for key in person.first} <= set(first)
    for key in person.categories:
        label = catalogue.label("category", key).pick(language).words
        expect(page.locator(f"#c-{key} h2")).to_contain_text(label)
    expect(page.locator(f".stretch-{person.package} [aria-current=step]")).to_have_count(1)
    follow(page.locator(".first-steps h3 a").first)
    expect(page.locator("h1")).to_have_text(first[0])
    expect(page.locator(".verdict")).to_be_visible()
    follow(page.locator("a.back"))
    assert visitor.path == f"/{language}/results"
    listed = [one for rest in whole_lists(page, person.categories) for one in rest]
    assert {title(key) for key in person.listed} <= {*titles(page), *listed}
    follow(page.locator("#excluded .all a"))
    excluded = titles(page)
    assert {title(key) for key in person.excluded} <= set(excluded)
    assert not {*first, *listed} & set(excluded)
