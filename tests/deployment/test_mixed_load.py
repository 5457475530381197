"""The load that `wizard bench load` makes sees what it must see."""

from pathlib import Path

import pytest
from flask import Flask

from tests.browser.serving import serving
from wizard.bench.mixed_load import MARK, Visits, next_edition
from wizard.content.folder import read_folder
from wizard.content.load import load_catalogue
from wizard.domain.catalogue import Catalogue
from wizard.domain.text import LANGUAGES

RATE, SECONDS = 30, 1
NAMES = {"nl": "Lening", "fr": "Prêt", "en": "Loan"}


def heard(page: str, status: int = 200) -> tuple[set[str], set[int]]:
    """Return what visitors find wrong with a site of one page, without addresses, and editions."""
    app = Flask("one page")
    app.add_url_rule("/", "start", lambda **_: (page, status), defaults={"path": ""})
    app.add_url_rule("/<path:path>", "page", lambda **_: (page, status))
    with serving(app) as address:
        answers = Visits(int(address.rpartition(":")[2]), NAMES).at(RATE, SECONDS, seed=1)
    assert len(answers) == RATE * SECONDS
    return {one.fault.partition(": ")[2] for one in answers}, {one.edition for one in answers}


@pytest.mark.parametrize(
    ("edition", "words", "fault"),
    [
        (1, "Lening, Prêt, Loan", ""),
        (2, "".join(name + MARK for name in NAMES.values()), ""),
        (1, "".join(name + MARK for name in NAMES.values()), "words of another edition than 1"),
        (2, "Lening, Prêt, Loan", "words of another edition than 2"),
        (1, "no service", ""),
    ],
)
def test_a_page_of_two_editions_is_seen(edition: int, words: str, fault: str) -> None:
    page = f'{words}<p class="edition">Catalogue edition {edition} of 21 November 2026.</p>'
    assert heard(page) == ({fault}, {edition})


def test_an_error_is_seen() -> None:
    assert heard("away", 503) == ({"503"}, {0})


def test_the_next_edition_is_a_good_one_with_other_names(
    catalogue: Catalogue, tmp_path: Path
) -> None:
    names = next_edition(tmp_path / "next")
    loaded = load_catalogue(read_folder(tmp_path / "next"))
    assert loaded.catalogue is not None, "\n".join(map(str, loaded.errors))
    old, new = (one.services["microstart"].words.title for one in (catalogue, loaded.catalogue))
    for language in LANGUAGES:
        assert names[language] == old.exact(language)
        assert new.exact(language) == names[language] + MARK
