"""Where a request happens: on the website, in a partner's frame, or at a kiosk; at which desk.

A channel is known by its address, `/<language>/<segment>/<desk>/...`, so it needs no cookie.
"""

from dataclasses import dataclass
from typing import Literal

from flask import g, request

from wizard.domain.desks import Desk, Feature
from wizard.domain.text import LANGUAGES
from wizard.web.site import site

Look = Literal["web", "embed", "kiosk"]


@dataclass(frozen=True, slots=True)
class Channel:
    """A way in which people walk the journey.

    `segment` comes after the language in the address, "" on the website. `look` decides
    what surrounds the pages. A `preview` may be framed by our own pages only, and is never counted.
    """

    name: str
    segment: str
    look: Look
    preview: bool = False

    @property
    def feature(self) -> Feature | None:
        """The feature without which a desk does not have this channel; None for the website."""
        return None if self.look == "web" else self.look


WEB = Channel("web", "", "web")
KIOSK = Channel("kiosk", "kiosk", "kiosk")
EMBED = Channel("embed", "embed", "embed")
KIOSK_PREVIEW = Channel("kiosk-preview", "kiosk-preview", "kiosk", preview=True)
EMBED_PREVIEW = Channel("embed-preview", "embed-preview", "embed", preview=True)

DESK_CHANNELS = (KIOSK, EMBED, KIOSK_PREVIEW, EMBED_PREVIEW)
BY_SEGMENT = {channel.segment: channel for channel in DESK_CHANNELS}


@dataclass(frozen=True, slots=True)
class Place:
    """A channel with its desk; the website has none."""

    channel: Channel = WEB
    desk: Desk | None = None

    @property
    def inside(self) -> str:
        """What stands between the language and the page in an address, e.g. `/kiosk/lel-noord`."""
        return f"/{self.channel.segment}/{self.desk.key}" if self.desk else ""


WEBSITE = Place()


def place() -> Place:
    """Return where the current request happens; the website for a desk that does not exist."""
    found: Place | None = g.get("place")
    if found is None:
        found = g.place = _of(request.path)
    return found


def lost_kiosk() -> tuple[Channel, str] | None:
    """Return the channel and the desk of a kiosk's address whose desk has no kiosk, else None."""
    parts = request.path.split("/")[1:]
    if parts[0] in LANGUAGES:
        del parts[0]
    channel = BY_SEGMENT.get(parts[0]) if len(parts) > 1 else None
    lost = channel is not None and channel.look == "kiosk" and place().desk is None
    return (channel, parts[1]) if channel is not None and lost else None


def _of(path: str) -> Place:
    parts = path.split("/")[1:]
    if parts[0] in LANGUAGES:
        del parts[0]
    channel = BY_SEGMENT.get(parts[0]) if len(parts) > 1 else None
    desk = site().desks.get(parts[1]) if channel else None
    if channel is None or desk is None or not _offered(channel, desk):
        return WEBSITE
    return Place(channel, desk)


def _offered(channel: Channel, desk: Desk) -> bool:
    return channel.feature is not None and desk.offers(channel.feature)
