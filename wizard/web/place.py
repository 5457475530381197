"""Where a request happens: on the website, in a partner's frame, or at a kiosk; at which desk.

A channel is known by its address, `/<language>/<segment>/<desk>/...`, so it needs no cookie.
"""

from dataclasses import dataclass
from typing import Literal

from flask import abort, g, request

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

    def path(self, desk: str, language: str = "") -> str:
        """Return what the addresses of a desk begin with, without a slash at the end.

        >>> KIOSK.path("lel-noord"), EMBED.path("lel-noord", "nl")
        ('/kiosk/lel-noord', '/nl/embed/lel-noord')
        """
        return f"{'/' if language else ''}{language}/{self.segment}/{desk}"


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
        return self.channel.path(self.desk.key) if self.desk else ""

    @property
    def own(self) -> tuple[str, ...]:
        """The ids of the desk's own services, in its order; none on the website."""
        return self.desk.first if self.desk else ()

    def offers(self, feature: Feature) -> bool:
        """Return whether the desk has a feature switched on; false on the website."""
        return self.desk is not None and self.desk.offers(feature)


WEBSITE = Place()


def place() -> Place:
    """Return where the current request happens; the website for a desk that does not exist."""
    found: Place | None = g.get("place")
    if found is None:
        found = g.place = _of(request.path)
    return found


def desk_here() -> Desk:
    """Return the desk at which the current request happens; answers 404 without one."""
    return place().desk or abort(404)


def lost_kiosk() -> tuple[Channel, str] | None:
    """Return the channel and the desk of a kiosk's address whose desk has no kiosk, else None."""
    named = _named(request.path)
    return named if named and named[0].look == "kiosk" and place().desk is None else None


def _of(path: str) -> Place:
    named = _named(path)
    if named is None:
        return WEBSITE
    channel, desk = named[0], site().desks.get(named[1])
    offered = desk is not None and channel.feature is not None and desk.offers(channel.feature)
    return Place(channel, desk) if offered else WEBSITE


def _named(path: str) -> tuple[Channel, str] | None:
    """Return the channel that an address names, and the id of the desk in it, which may be none."""
    parts = path.split("/")[1:]
    if parts[0] in LANGUAGES:
        del parts[0]
    channel = BY_SEGMENT.get(parts[0]) if len(parts) > 1 else None
    return (channel, parts[1]) if channel else None
