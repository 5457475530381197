"""Colours of a desk: what can be read passes, what cannot is refused with the figure."""

import re

import pytest

from tests.conftest import ROOT
from tests.content.desk_examples import problems, with_value
from wizard.content.desk_colours import GROUNDS
from wizard.domain.contrast import contrast

CSS = (ROOT / "static" / "web.css").read_text(encoding="utf-8")
DARK = CSS.index("@media (prefers-color-scheme: dark)")


@pytest.mark.parametrize("scheme", GROUNDS)
@pytest.mark.parametrize("name", ["paper", "panel", "brand-wash"])
def test_the_grounds_are_those_of_the_style_sheet(scheme: str, name: str) -> None:
    part = CSS[DARK:] if scheme == "dark" else CSS[:DARK]
    found = re.search(rf"--{name}: (#[0-9a-f]{{6}});", part)
    assert found is not None
    assert GROUNDS[scheme][name] == found[1]


@pytest.mark.parametrize(
    ("key", "colour", "on", "ground", "ratio", "least"),
    [
        ("colours.light.on_brand", "#c97ba3", "#7a1f4b", "brand", "3.2", "4.5"),
        ("colours.light.link", "#c0588a", "#e6f0f2", "brand-wash", "3.6", "4.5"),
        ("colours.dark.link", "#8a1c52", "#1a333b", "brand-wash", "1.4", "4.5"),
        ("colours.dark.brand", "#7a1f4b", "#1b252b", "panel", "1.5", "3"),
    ],
)
def test_a_weak_pair_is_refused_with_its_figures(
    key: str, colour: str, on: str, ground: str, ratio: str, least: str
) -> None:
    (found,) = problems(with_value(key, colour))
    assert (found.key, found.code) == (key, "contrast")
    wanted = {"ratio": ratio, "least": least, "colour": colour, "on": on, "ground": ground}
    assert dict(found.figures).items() >= wanted.items()
    assert ratio in found.message
    assert contrast(colour, on) < float(least)


@pytest.mark.parametrize(
    ("key", "colour"),
    [
        ("colours.light.on_brand", "#777777"),
        ("colours.light.link", "#777777"),
        ("colours.dark.link", "#777777"),
        ("colours.dark.brand", "#7a1f4b"),
    ],
)
def test_the_advice_is_a_colour_that_passes(key: str, colour: str) -> None:
    (found,) = problems(with_value(key, colour))
    better = found.figure("write")
    assert f"take {better}" in found.message
    assert problems(with_value(key, better)) == ()


def test_a_brand_that_is_hardly_seen_on_paper_is_refused() -> None:
    light = {"brand": "#ffd84d", "on_brand": "#1d2b33", "link": "#8a1c52"}
    (found,) = problems(with_value("colours.light", light))
    assert (found.key, found.figure("on"), found.figure("least")) == (
        "colours.light.brand",
        "#fbfaf7",
        "3",
    )


def test_exactly_enough_is_enough() -> None:
    reached = next(
        value
        for value in range(255, 0, -1)
        if contrast(f"#{value:02x}{value:02x}{value:02x}", GROUNDS["light"]["brand-wash"]) >= 4.5
    )
    good, bad = (f"#{value:02x}{value:02x}{value:02x}" for value in (reached, reached + 1))
    assert problems(with_value("colours.light.link", good)) == ()
    assert [one.code for one in problems(with_value("colours.light.link", bad))] == ["contrast"]
