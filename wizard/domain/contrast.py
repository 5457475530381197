"""Contrast between two colours as WCAG 2.2 measures it.

https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio and #dfn-relative-luminance.
"""

import re
from collections.abc import Iterable

Rgb = tuple[int, int, int]
"""Red, green and blue from 0 to 255."""

COLOUR = re.compile(r"#[0-9a-fA-F]{6}")

WORDS_LEAST = 4.5
"""Success criterion 1.4.3 (AA): words of a usual size on their ground."""

GRAPHICS_LEAST = 3.0
"""Success criterion 1.4.11 (AA): what has to be seen of a control or a picture."""


def rgb(colour: str) -> Rgb:
    """Return the parts of a colour written `#rrggbb`; raises `ValueError` on another form.

    >>> rgb("#0f4c5c")
    (15, 76, 92)
    """
    if not COLOUR.fullmatch(colour):
        raise ValueError(f"{colour!r} is not a colour of the form #rrggbb")
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def luminance(colour: Rgb) -> float:
    """Return the relative luminance of an sRGB colour: 0 for black, 1 for white."""
    red, green, blue = (_linear(part / 255) for part in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def ratio_of(one: float, other: float) -> float:
    """Return the contrast between two luminances, from 1 (none) to 21, in either order."""
    lighter, darker = max(one, other), min(one, other)
    return (lighter + 0.05) / (darker + 0.05)


def contrast(one: str, other: str) -> float:
    """Return the contrast between two colours written `#rrggbb`, in either order.

    Raises `ValueError` on another form.

    >>> contrast("#000000", "#ffffff")
    21.0
    """
    return ratio_of(luminance(rgb(one)), luminance(rgb(other)))


def shown(ratio: float) -> str:
    """Return a contrast for people, with one decimal, never rounded up: 4.49 is not 4.5.

    >>> shown(4.499)
    '4.4'
    """
    # What lies within a billionth below a tenth is that tenth: it is an error of floats.
    return f"{int(ratio * 10 + 1e-8) / 10:.1f}"


def nearest(colour: str, grounds: Iterable[str], least: float) -> str:
    """Return the colour nearest to `colour` that has a contrast of `least` with all `grounds`.

    It is mixed with black or white, whichever takes less. "" if neither will do.

    >>> nearest("#777777", ["#ffffff"], 4.5)
    '#767676'
    """
    there = [luminance(rgb(ground)) for ground in grounds]
    for step in range(101):
        for end in (0, 255):
            red, green, blue = (_mixed(part, end, step) for part in rgb(colour))
            mixed = luminance((red, green, blue))
            if all(ratio_of(mixed, ground) >= least for ground in there):
                return f"#{red:02x}{green:02x}{blue:02x}"
    return ""


def _mixed(part: int, end: int, step: int) -> int:
    return round(part + (end - part) * step / 100)


def _linear(part: float) -> float:
    # 0.04045 is the value of the sRGB standard, which WCAG takes since 2.2; the
    # 0.03928 of older texts makes no difference for parts of 8 bits.
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)
