"""Every address of the desks' channels, made from one list of pages for all four of them."""

from dataclasses import dataclass

from tests.desks import LEL
from tests.web.site_pages import SHOP
from wizard.web.place import DESK_CHANNELS, Channel

NOBODY = "'none'"
OWN_SITES = "https://www.example.org https://example.org"
"""The sites that the example lists: they may frame it, and nobody else."""


@dataclass(frozen=True)
class DeskRoute:
    """One rule of one channel: an address that shows it, the status, who may frame it."""

    rule: str
    endpoint: str
    address: str
    status: int = 200
    frame: str = NOBODY


KIOSK_OWN = "/kiosk/<desk>"

PAGES = (
    ("/", "start", "/", 200),
    ("/journey", "journey", "/journey", 303),
    ("/journey/<question>", "question", "/journey/stage", 200),
    ("/journey/<question>/answer", "answer", "/journey/stage/answer?stage=idea", 303),
    ("/list", "list", f"/list?{SHOP}", 303),
    ("/results", "results", f"/results?{SHOP}", 200),
    ("/results/<category>", "category_results", f"/results/finance?{SHOP}", 200),
    ("/results/not-fitting", "not_fitting", f"/results/not-fitting?{SHOP}", 200),
    ("/take-home", "take_home", f"/take-home?{SHOP}", 200),
    ("/services", "services", "/services", 200),
    ("/services/<key>", "service", "/services/microstart", 200),
    ("/categories/<key>", "category", "/categories/finance", 200),
    ("/packages", "packages", "/packages", 200),
    ("/packages/<key>", "package", "/packages/start", 200),
    ("/providers", "providers", "/providers", 200),
    ("/providers/<key>", "provider", "/providers/1819", 200),
    ("/search", "search", "/search?q=export", 200),
    ("/suggest", "suggest", "/suggest?q=ex", 200),
    ("/code", "code", "/code", 200),
    ("/<any(about, accessibility, privacy):name>", "text", "/privacy", 200),
)
"""Below the channel: the rule, its name, an address that shows it, the status."""


def frame_of(channel: Channel) -> str:
    """Return who may frame the pages of the example desk in a channel."""
    if channel.preview:
        return "'self'"
    return OWN_SITES if channel.look == "embed" else NOBODY


def _routes(channel: Channel) -> list[DeskRoute]:
    inside, frame = f"/<lang:language>/{channel.segment}/<desk>", frame_of(channel)
    first, own = f"/{channel.segment}/{LEL}/", f"/fr/{channel.segment}/{LEL}"
    begins = 200 if channel.look == "kiosk" else 303
    name = f"desk.{channel.name.replace('-', '_')}"
    return [
        DeskRoute(f"/{channel.segment}/<desk>/", name, first, begins, frame),
        *(
            DeskRoute(f"{inside}{rule}", f"{channel.name}.{page}", f"{own}{address}", status, frame)
            for rule, page, address, status in PAGES
        ),
    ]


def _of_the_snapshot() -> list[DeskRoute]:
    inside, own, first = f"/<lang:language>{KIOSK_OWN}", f"/fr/kiosk/{LEL}", f"/kiosk/{LEL}"
    return [
        DeskRoute(f"{KIOSK_OWN}/snapshot.json", "kiosk_offline.contents", f"{first}/snapshot.json"),
        DeskRoute(f"{KIOSK_OWN}/offline", "kiosk_offline.first", f"{first}/offline"),
        DeskRoute(f"{inside}/offline", "kiosk_offline.shell", f"{own}/offline"),
        DeskRoute(f"{inside}/snapshot.json", "kiosk_offline.data", f"{own}/snapshot.json"),
    ]


DESK_ROUTES = (
    *(route for channel in DESK_CHANNELS for route in _routes(channel)),
    *_of_the_snapshot(),
)
