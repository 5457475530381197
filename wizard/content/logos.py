"""The logo of a desk: a small PNG, cleaned of all that is no picture, that can be seen."""

import struct
from io import BytesIO
from typing import cast

from wizard.domain.contrast import GRAPHICS_LEAST, Rgb, luminance, ratio_of, rgb, shown
from wizard.domain.desks import DeskProblem, ProblemCode

SIGNATURE = b"\x89PNG\r\n\x1a\n"
MOST_BYTES = 64 * 1024
LEAST_PIXELS, MOST_PIXELS = 40, 1200
"""Of width and height each: smaller is unclear on a kiosk, larger is never shown."""

TELLABLE = 1.1
"""From this contrast with the plate on, a pixel counts as part of the logo.

A PNG often has a background of its own, as large as it likes: what is as good as the
plate says nothing about whether the logo can be seen.
"""

ONE_IN = 10
"""The share of the logo's pixels that must reach the contrast: one in ten.

The lines and letters that carry a logo cover at least that much of it; its soft edges,
shadows and tints, which may be faint, cover the rest.
"""

_FILE, _PLATE = "logo.file", "logo.plate"


def clean_logo(png: bytes) -> bytes | DeskProblem:
    """Return a logo written anew, with its pixels only, or what is wrong with it.

    A PNG of at most 64 KB, 40 to 1200 pixels wide and high. The size is read before
    anything is unpacked, so that a small file cannot unfold into a huge picture. What
    comes out is taken again unchanged.
    """
    if not png:
        return _problem("logo-missing", "is missing; put the PNG beside the record")
    return _wrong_outside(png) or _written_anew(png)


def faint_logo(png: bytes, plate: str) -> DeskProblem | None:
    """Return the problem of a logo that can hardly be seen on its plate, None if it can.

    WCAG 2.2 excepts logos from 1.4.3 and 1.4.11, but one that nobody sees is of no use:
    the contrast that a tenth of its pixels reach must be 3, as 1.4.11 asks of pictures.
    `png` must have come from `clean_logo`.
    """
    ratio = _reached(png, plate)
    if ratio >= GRAPHICS_LEAST:
        return None
    return DeskProblem(
        _PLATE,
        f"the logo can hardly be seen on {plate}: a tenth of it reaches a contrast of"
        f" {shown(ratio)}, and {GRAPHICS_LEAST:g} is needed; take another plate or logo",
        "logo-faint",
        (("ratio", shown(ratio)), ("least", f"{GRAPHICS_LEAST:g}"), ("on", plate)),
    )


def _wrong_outside(png: bytes) -> DeskProblem | None:
    """Return what can be told from the first bytes and the weight."""
    if not png.startswith(SIGNATURE):
        return _problem("logo-not-png", "is no PNG; save the picture as PNG")
    if len(png) > MOST_BYTES:
        return _heavy(len(png))
    if len(png) < 24 or png[12:16] != b"IHDR":
        return _broken()
    width, height = struct.unpack(">II", png[16:24])
    if not all(LEAST_PIXELS <= one <= MOST_PIXELS for one in (width, height)):
        return _problem(
            "logo-pixels",
            f"is {width} by {height} pixels; make it {LEAST_PIXELS} to {MOST_PIXELS} wide and high",
            ("value", f"{width} x {height}"),
            ("least", str(LEAST_PIXELS)),
            ("most", str(MOST_PIXELS)),
        )
    return None


def _written_anew(png: bytes) -> bytes | DeskProblem:
    from PIL import Image  # noqa: PLC0415  (servers that change no logo do without its memory)

    try:
        with Image.open(BytesIO(png), formats=["PNG"]) as image:
            if image.size != struct.unpack(">II", png[16:24]):
                # A second header in the file may name a huge picture behind a small one.
                return _broken()
            image.load()
            # Everything else in `info` (texts, place, profile, times) would be written again.
            image.info = {k: v for k, v in image.info.items() if k == "transparency"}
            out = BytesIO()
            image.save(out, "PNG", optimize=True)
    except Exception:
        # Pillow has no error of its own for broken files: it raises whatever they make it trip over.
        return _broken()
    return out.getvalue() if out.tell() <= MOST_BYTES else _heavy(out.tell())


def _reached(png: bytes, plate: str) -> float:
    """Return the contrast with the plate that one in ten pixels of the logo reach."""
    from PIL import Image  # noqa: PLC0415  (as above)

    ground = luminance(rgb(plate))
    with Image.open(BytesIO(png), formats=["PNG"]) as image:
        picture = image.convert("RGBA")
    on_plate = Image.new("RGBA", picture.size, plate)
    on_plate.alpha_composite(picture)
    seen = on_plate.convert("RGB").getcolors(picture.width * picture.height) or []
    # Pillow's types allow for pictures of one number a pixel, which RGB is not.
    ratios = [(ratio_of(luminance(cast(Rgb, one)), ground), count) for count, one in seen]
    own = sorted((pair for pair in ratios if pair[0] >= TELLABLE), reverse=True)
    wanted = sum(count for _, count in own) / ONE_IN
    for ratio, count in own:
        wanted -= count
        if wanted <= 0:
            return ratio
    return 1.0


def _heavy(weight: int) -> DeskProblem:
    return _problem(
        "logo-weight",
        f"weighs {weight} bytes; make it {MOST_BYTES} or less, with fewer pixels or colours",
        ("value", str(weight)),
        ("most", str(MOST_BYTES)),
    )


def _broken() -> DeskProblem:
    return _problem("logo-broken", "cannot be read; save it anew as PNG")


def _problem(code: ProblemCode, advice: str, *figures: tuple[str, str]) -> DeskProblem:
    return DeskProblem(_FILE, f"the picture {advice}", code, figures)
