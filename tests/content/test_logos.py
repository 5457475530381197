"""Logos: a good picture is cleaned and kept, others are refused with what to do."""

import random
import struct
import zlib
from io import BytesIO

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from tests.content.desk_examples import picture, png, problems, with_value
from wizard.content.logos import MOST_BYTES, clean_logo, faint_logo
from wizard.domain.desks import DeskProblem

RECORD = with_value("logo.plate", "#ffffff")
SEED = 20261127


def opened(file: bytes) -> Image.Image:
    image = Image.open(BytesIO(file))
    image.load()
    return image


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_a_cleaned_logo_has_the_same_pixels_and_is_taken_again(mode: str) -> None:
    image = (
        picture(ground="#ffffff", mode="L").convert("I;16")
        if mode == "I;16"
        else picture(mode=mode)
    )
    before = png(image)
    cleaned = clean_logo(before)
    assert isinstance(cleaned, bytes)
    assert opened(cleaned).convert("RGBA").tobytes() == opened(before).convert("RGBA").tobytes()
    assert clean_logo(cleaned) == cleaned


def test_a_palette_keeps_its_transparent_colour() -> None:
    image = picture().quantize(4)
    cleaned = clean_logo(png(image))
    assert isinstance(cleaned, bytes)
    assert opened(cleaned).convert("RGBA").getpixel((79, 59)) == (255, 255, 255, 0)


def test_nothing_but_the_picture_is_kept() -> None:
    said = PngInfo()
    said.add_text("Author", "Somebody in particular", zip=False)
    said.add_itxt("Comment", "made at home")
    exif = Image.Exif()
    exif[0x010E] = "where it was taken"
    file = png(pnginfo=said, exif=exif, dpi=(72, 72), icc_profile=b"profile of a screen")
    assert b"Somebody" in file
    cleaned = clean_logo(file + b"something behind the end")
    assert isinstance(cleaned, bytes)
    assert opened(cleaned).info == {}
    for word in (b"Somebody", b"made at home", b"iCCP", b"eXIf", b"tEXt", b"pHYs", b"behind"):
        assert word not in cleaned


def test_of_a_moving_picture_the_first_stays() -> None:
    frames = [picture(ink="#7a1f4b"), picture(ink="#0f4c5c")]
    file = png(frames[0], save_all=True, append_images=frames[1:])
    assert b"acTL" in file
    cleaned = clean_logo(file)
    assert isinstance(cleaned, bytes)
    assert b"acTL" not in cleaned


def noise(side: int) -> bytes:
    """Return a picture that cannot be packed."""
    drawn = random.Random(SEED).randbytes(side * side * 3)
    print(f"seed {SEED}")
    return png(Image.frombytes("RGB", (side, side), drawn))


def built(*chunks: tuple[bytes, bytes]) -> bytes:
    """Return a PNG of these chunks, each a kind and its data."""
    parts = [
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in (*chunks, (b"IEND", b""))
    ]
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def header(width: int, height: int, bits: int = 1, colours: int = 0) -> tuple[bytes, bytes]:
    return b"IHDR", struct.pack(">IIBBBBB", width, height, bits, colours, 0, 0, 0)


def bomb(width: int, height: int) -> bytes:
    """Return a PNG of a few bytes that says it is huge."""
    return built(header(width, height), (b"IDAT", zlib.compress(bytes(1000))))


def two_headers(width: int, height: int) -> bytes:
    """Return a PNG that first says it is small, and then that it is not."""
    rows = zlib.compress(bytes((width // 8 + 1) * height))
    return built(header(60, 60), header(width, height), (b"IDAT", rows))


def without_its_palette() -> bytes:
    return built(header(60, 60, 8, 3), (b"IDAT", zlib.compress(bytes(61 * 60))))


def as_gif() -> bytes:
    out = BytesIO()
    picture(mode="P").save(out, "GIF")
    return out.getvalue()


@pytest.mark.parametrize(
    ("file", "code", "advice"),
    [
        (b"", "logo-missing", "put the PNG beside the record"),
        (as_gif(), "logo-not-png", "save the picture as PNG"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "logo-not-png", "save the picture as PNG"),
        (noise(160), "logo-weight", f"make it {MOST_BYTES} or less"),
        (png(picture((39, 60))), "logo-pixels", "is 39 by 60 pixels; make it 40 to 1200"),
        (png(picture((1201, 60))), "logo-pixels", "is 1201 by 60 pixels; make it 40 to 1200"),
        (bomb(60_000, 60_000), "logo-pixels", "make it 40 to 1200"),
        (bomb(1200, 1200), "logo-broken", "save it anew"),
        (two_headers(4000, 4000), "logo-broken", "save it anew"),
        (two_headers(30_000, 10), "logo-broken", "save it anew"),
        (without_its_palette(), "logo-broken", "save it anew"),
        (png()[:-30], "logo-broken", "save it anew"),
        (png()[:20], "logo-broken", "save it anew"),
        (png()[:8], "logo-broken", "save it anew"),
        (png()[:60] + b"\0\0" + png()[62:], "logo-broken", "save it anew"),
    ],
)
def test_another_file_is_refused(file: bytes, code: str, advice: str) -> None:
    found = problems(RECORD, file)
    assert [(one.key, one.code) for one in found] == [("logo.file", code)]
    assert advice in found[0].message


def test_the_figures_of_a_logo_are_there_for_a_page() -> None:
    (size,) = problems(RECORD, png(picture((39, 60))))
    assert dict(size.figures) == {"value": "39 x 60", "least": "40", "most": "1200"}
    (weight,) = problems(RECORD, noise(160))
    assert int(weight.figure("value")) > int(weight.figure("most")) == MOST_BYTES


def test_any_spoiled_byte_is_a_picture_or_a_problem() -> None:
    print(f"seed {SEED}")
    drawn, good = random.Random(SEED), png()
    for _ in range(300):
        spoiled = bytearray(good)
        spoiled[drawn.randrange(len(good))] = drawn.randrange(256)
        assert isinstance(clean_logo(bytes(spoiled)), bytes | DeskProblem)


@pytest.mark.parametrize(
    ("image", "plate", "ratio"),
    [
        # White on white, and pale grey on white: nothing is seen.
        (picture(ink="#ffffff"), "#ffffff", "1.0"),
        (picture(ink="#dddddd"), "#ffffff", "1.3"),
        # Nothing but air.
        (picture(ink="#00000000"), "#ffffff", "1.0"),
        # Black of which only a fifth is there.
        (picture(ink="#00000033"), "#ffffff", "1.6"),
        # Dark blue on a dark plate.
        (picture(ink="#14243a"), "#1b252b", "1.0"),
        # A single dark line in a large pale field.
        (picture((100, 60), ink="#000000", ground="#dddddd", share=0.05), "#ffffff", "1.3"),
    ],
)
def test_a_logo_that_is_hardly_seen_is_refused(image: Image.Image, plate: str, ratio: str) -> None:
    (found,) = problems(with_value("logo.plate", plate), png(image))
    assert (found.key, found.code) == ("logo.plate", "logo-faint")
    assert dict(found.figures) == {"ratio": ratio, "least": "3", "on": plate}
    assert "take another plate or logo" in found.message


@pytest.mark.parametrize(
    ("image", "plate"),
    [
        (picture(ink="#7a1f4b"), "#ffffff"),
        # A thin word on a background like the plate: the background does not count.
        (picture((400, 60), ground="#ffffff", share=0.02), "#ffffff"),
        # A tenth that is strong is enough beside a pale rest.
        (picture((100, 60), ink="#000000", ground="#dddddd", share=0.1), "#ffffff"),
        (picture(ink="#ffffff"), "#14243a"),
    ],
)
def test_a_logo_that_is_seen_is_taken(image: Image.Image, plate: str) -> None:
    cleaned = clean_logo(png(image))
    assert isinstance(cleaned, bytes)
    assert faint_logo(cleaned, plate) is None
