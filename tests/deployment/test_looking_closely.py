"""The visitors of these tests find what they look for; a server without a catalogue says so."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.deployment.visitors import Answer, Load, fault_of
from wizard.cli import main

PAGE = '<a>Skip to the content</a><p class="edition">Catalogue edition 7 of today</p></html>\n'
TAGGED = {"ETag": 'W/"a"'}


def page(tag: str, edition: int) -> Answer:
    """Return a page as it should be."""
    return Answer("/en/", 200, {"ETag": tag}, PAGE.replace("7", str(edition)))


def test_a_good_page_has_no_fault() -> None:
    good = Answer("/en/", 200, TAGGED, PAGE)
    assert (fault_of(good), good.edition) == ("", 7)
    api = Answer("/api/v1/results", 200, TAGGED, '{"edition":12,"services":[]}\n')
    assert (fault_of(api), api.edition) == ("", 12)


@pytest.mark.parametrize(
    "bad",
    [
        Answer("/en/", 502, TAGGED, PAGE),
        Answer("/en/", 200, {}, PAGE),
        Answer("/en/", 200, TAGGED, PAGE[:-9]),
        Answer("/en/", 200, TAGGED, "<p>Skip to the content</html>"),
        Answer("/fr/", 200, TAGGED, PAGE),
    ],
    ids=["status", "no ETag", "cut", "no edition", "language"],
)
def test_a_bad_page_has_one(bad: Answer) -> None:
    assert fault_of(bad)


def test_mixed_editions_are_found() -> None:
    good, two_tags, two_editions = Load(), Load(), Load()
    for load, seen in (
        (good, [("a", 1), ("b", 2), ("a", 1)]),
        (two_tags, [("a", 1), ("b", 1)]),
        (two_editions, [("a", 1), ("a", 2)]),
    ):
        for tag, edition in seen:
            load.note(page(tag, edition))
    assert good.editions() == {1, 2}
    assert [load.mixed() for load in (good, two_tags, two_editions)] == [[], ["/en/"], ["/en/"]]


def test_a_server_that_publishes_nothing_needs_an_edition(tmp_path: Path) -> None:
    environment = {"WIZARD_DATA": str(tmp_path / "data"), "WIZARD_DATABASE_URL": ""}
    done = CliRunner().invoke(main, ["run", "--no-publish", "--no-post"], env=environment)
    assert done.exit_code == 1
    assert "nothing to serve: run `wizard catalogue publish` and start again" in done.output
