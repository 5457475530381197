"""A desk's record that is right, and pictures, for tests that spoil one thing."""

from copy import deepcopy
from io import BytesIO
from typing import Any

from PIL import Image, ImageDraw

from wizard.content.desks import DeskRecords
from wizard.domain.desks import Desk, DeskProblem

RECORD: dict[str, Any] = {
    "id": "lel-noord",
    "kind": "local-desk",
    "municipality": "1080",
    "languages": ["fr", "nl"],
    "idle_seconds": 60,
    "features": ["kiosk", "print"],
    "first": ["local-economy-desks"],
    "origins": ["https://www.example.org", "http://localhost:8000"],
    "start": {"place": ["1080"], "sector": ["retail", "horeca"]},
    "name": {"nl": "Loket", "fr": "Guichet", "en": "Desk"},
    "contact": {
        "phone": "1819",
        "email": "name@example.org",
        "url": "https://www.example.org/desk",
        "address": {"nl": "Straat 1", "fr": "Rue 1", "en": "Rue 1"},
    },
    "hours": {"mo": ["09:00-12:30", "13:30-17:00"], "sa": ["10:00-24:00"]},
    "hours_note": {"nl": "Na afspraak", "fr": "Sur rendez-vous", "en": "By appointment"},
    "colours": {
        "light": {"brand": "#7a1f4b", "on_brand": "#ffffff", "link": "#8a1c52"},
        "dark": {"brand": "#b04e7d", "on_brand": "#ffffff", "link": "#f2a6c8"},
    },
    "logo": {"file": "logo.png", "plate": "#ffffff"},
}
"""A record in which everything is given."""


def with_value(key: str, value: object) -> dict[str, Any]:
    """Return the record with another value at a dotted key; None takes the key away."""
    record = deepcopy(RECORD)
    table: Any = record
    *above, last = key.split(".")
    for part in above:
        table = table[part]
    if value is None:
        del table[last]
    else:
        table[last] = value
    return record


def picture(
    size: tuple[int, int] = (80, 60),
    ink: str = "#7a1f4b",
    ground: str = "#ffffff00",
    share: float = 0.5,
    mode: str = "RGBA",
) -> Image.Image:
    """Return a picture of which a share, from the left, is of one colour."""
    image = Image.new("RGBA", size, ground)
    ImageDraw.Draw(image).rectangle((0, 0, round(size[0] * share) - 1, size[1]), fill=ink)
    return image.convert(mode)


def png(image: Image.Image | None = None, **how: Any) -> bytes:
    """Return a picture as a PNG file."""
    out = BytesIO()
    (image or picture()).save(out, "PNG", **how)
    return out.getvalue()


def problems(record: dict[str, Any], logo: bytes | None = None) -> tuple[DeskProblem, ...]:
    """Return what is wrong with a record."""
    read = DeskRecords().read(record, png() if logo is None else logo)
    return () if isinstance(read, Desk) else read
