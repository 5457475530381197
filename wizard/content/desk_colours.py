"""The colours of a desk held against WCAG 2.2 AA, on the grounds that our pages have."""

from collections.abc import Iterator

from wizard.domain.contrast import GRAPHICS_LEAST, WORDS_LEAST, contrast, nearest, shown
from wizard.domain.desks import Desk, DeskProblem, Palette

GROUNDS: dict[str, dict[str, str]] = {
    "light": {"paper": "#fbfaf7", "panel": "#ffffff", "brand-wash": "#e6f0f2"},
    "dark": {"paper": "#12191d", "panel": "#1b252b", "brand-wash": "#1a333b"},
}
"""Scheme -> the house's own colours behind words and bars, as `static/web.css` names them.

A desk does not change these; a test holds them against the style sheet.
"""


def colour_problems(desk: Desk) -> Iterator[DeskProblem]:
    """Yield each colour of a desk that cannot be read or seen well enough, with the figure.

    Words on the brand colour need 4.5, links 4.5 on every ground, and the brand colour 3
    on paper and panels: it marks what is chosen and how far one has come.
    """
    for scheme, palette in (("light", desk.light), ("dark", desk.dark)):
        if palette is not None:
            yield from _palette(scheme, palette)


def _palette(scheme: str, palette: Palette) -> Iterator[DeskProblem]:
    key, grounds = f"colours.{scheme}", GROUNDS[scheme]
    brand = {"brand": palette.brand}
    bars = {name: ground for name, ground in grounds.items() if name != "brand-wash"}
    yield from _weak(f"{key}.on_brand", palette.on_brand, brand, WORDS_LEAST)
    yield from _weak(f"{key}.link", palette.link, grounds, WORDS_LEAST)
    yield from _weak(f"{key}.brand", palette.brand, bars, GRAPHICS_LEAST)


def _weak(key: str, colour: str, grounds: dict[str, str], least: float) -> Iterator[DeskProblem]:
    """Yield the weakest pair of a colour and its grounds if it is too weak."""
    ratio, name = min((contrast(colour, on), name) for name, on in grounds.items())
    if ratio >= least:
        return
    on, better = grounds[name], nearest(colour, grounds.values(), least)
    advice = f"take {better} or another one" if better else f"change {on}"
    yield DeskProblem(
        key,
        f"{colour} has a contrast of {shown(ratio)} on {on} ({name});"
        f" at least {least:g} is needed: {advice}",
        "contrast",
        (
            ("ratio", shown(ratio)),
            ("least", f"{least:g}"),
            ("colour", colour),
            ("on", on),
            ("ground", name),
            ("write", better),
        ),
    )
