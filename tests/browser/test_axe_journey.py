"""No page of the journey breaks a rule of axe-core, at any width, in light and dark."""

import pytest

from tests.browser.looks import assert_none, looks_in
from tests.browser.visitor import Visitor
from tests.web.site_pages import JOURNEY_SAMPLES
from wizard.domain.text import LANGUAGES

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "number", range(len(JOURNEY_SAMPLES)), ids=[sample.name for sample in JOURNEY_SAMPLES]
)
def test_every_page_passes_axe(reader: Visitor, number: int, language: str) -> None:
    sample = JOURNEY_SAMPLES[number]
    assert reader.visit(sample.address(language)).status == sample.status
    assert_none(looks_in(language, number, reader))
