"""Contrast as WCAG 2.2 measures it: known values, and what holds for all colours."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wizard.domain.contrast import contrast, luminance, nearest, rgb, shown

COLOURS = st.tuples(*[st.integers(0, 255)] * 3).map(
    lambda parts: "#{:02x}{:02x}{:02x}".format(*parts)
)


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("#000000", "#ffffff", 21.0),
        ("#ffffff", "#ffffff", 1.0),
        ("#777777", "#ffffff", 4.48),
        ("#767676", "#ffffff", 4.54),
        ("#ff0000", "#ffffff", 4.0),
        ("#0000ff", "#ffffff", 8.59),
        ("#949494", "#ffffff", 3.03),
        ("#00ff00", "#ffffff", 1.37),
    ],
)
def test_known_values(one: str, other: str, ratio: float) -> None:
    assert contrast(one, other) == pytest.approx(ratio, abs=0.005)


def test_the_luminance_of_the_ends_and_of_the_dark_part_of_the_curve() -> None:
    assert luminance((0, 0, 0)) == 0
    assert luminance((255, 255, 255)) == pytest.approx(1)
    assert luminance((10, 10, 10)) == pytest.approx(10 / 255 / 12.92)


@settings(derandomize=True, print_blob=True)
@given(COLOURS, COLOURS)
def test_the_order_does_not_matter_and_the_range_holds(one: str, other: str) -> None:
    ratio = contrast(one, other)
    assert ratio == contrast(other, one)
    assert 1 <= ratio <= 21
    assert contrast(one, one) == 1


@pytest.mark.parametrize(
    "written", ["", "#fff", "0f4c5c", "#0f4c5g", "#0f4c5c0", "rgb(1,1,1)", "#+1-1 1"]
)
def test_another_form_of_a_colour_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match="#rrggbb"):
        rgb(written)


@pytest.mark.parametrize(
    ("ratio", "words"), [(4.499, "4.4"), (4.5, "4.5"), (4.3, "4.3"), (21, "21.0"), (2.999, "2.9")]
)
def test_a_contrast_is_never_rounded_up(ratio: float, words: str) -> None:
    assert shown(ratio) == words


@settings(derandomize=True, print_blob=True)
@given(COLOURS, COLOURS, st.sampled_from([3.0, 4.5]))
def test_the_nearest_colour_is_good_enough(colour: str, ground: str, least: float) -> None:
    better = nearest(colour, [ground], least)
    # With one ground black or white always reaches 4.5.
    assert contrast(better, ground) >= least
    if contrast(colour, ground) >= least:
        assert better == colour


def test_no_colour_is_near_if_none_will_do() -> None:
    assert nearest("#777777", ["#000000", "#ffffff"], 4.6) == ""
