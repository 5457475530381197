"""No page breaks a rule of axe-core, at any width, in light and dark."""

import pytest

from tests.browser.looks import assert_none, looks_in
from tests.browser.visitor import Visitor
from tests.web.site_pages import SAMPLES
from wizard.domain.text import LANGUAGES

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("number", range(len(SAMPLES)), ids=[sample.name for sample in SAMPLES])
def test_every_page_passes_axe(reader: Visitor, number: int, language: str) -> None:
    sample = SAMPLES[number]
    assert reader.visit(sample.address(language)).status == sample.status
    assert_none(looks_in(language, number, reader))
