"""The live preview of a desk's kiosk and frame: which page of it, on which screen."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from wizard.domain.desks import Desk
from wizard.web import languages
from wizard.web.messages import gettext
from wizard.web.pages.layout import Link
from wizard.web.place import EMBED_PREVIEW, KIOSK_PREVIEW
from wizard.web.staff.links import StaffLinks

Shape = Literal["portrait", "landscape"]

FIRST = "first"
"""What stands in the address for the kiosk's first screen, where a language is chosen."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What somebody chose to look at: a language of the kiosk, or its first screen, and so on."""

    kiosk: str
    shape: Shape
    frame: str


@dataclass(frozen=True, slots=True)
class Preview:
    """A page in a frame, and links that show it in another way.

    `kind` is «portrait», «landscape» or «frame»: how large it is. `title` says what is in it.
    """

    title: str
    kind: str
    url: str
    pages: tuple[Link, ...]
    shapes: tuple[Link, ...] = ()


def shown(desk: Desk, asked: Mapping[str, str]) -> Shown:
    """Return what the query asks to see; what it does not say, or says wrongly, as usual."""
    kiosk, frame = asked.get("kiosk", ""), asked.get("frame", "")
    return Shown(
        kiosk=kiosk if kiosk in desk.languages else FIRST,
        shape="landscape" if asked.get("screen") == "landscape" else "portrait",
        frame=desk.language(frame),
    )


def kiosk_preview(desk: Desk, now: Shown, links: StaffLinks) -> Preview | None:
    """Return the preview of a desk's kiosk; None if it has none."""
    if not desk.offers("kiosk"):
        return None
    way = _ways(desk, now, links)
    names = {FIRST: gettext("First screen"), **_names(desk)}
    shapes: dict[Shape, str] = {
        "portrait": gettext("Upright screen"),
        "landscape": gettext("Wide screen"),
    }
    return Preview(
        title=gettext("Preview of the kiosk"),
        kind=now.shape,
        url=f"{links.root}{KIOSK_PREVIEW.path(desk.key, _tongue(now.kiosk))}/",
        pages=tuple(
            way(Link(words, "kiosk", language=_tongue(key)), replace(now, kiosk=key))
            for key, words in names.items()
        ),
        shapes=tuple(
            way(Link(words, "kiosk"), replace(now, shape=key)) for key, words in shapes.items()
        ),
    )


def frame_preview(desk: Desk, now: Shown, links: StaffLinks) -> Preview | None:
    """Return the preview of a desk's frame; None if it has none."""
    if not desk.offers("embed"):
        return None
    way = _ways(desk, now, links)
    return Preview(
        title=gettext("Preview of the frame"),
        kind="frame",
        url=f"{links.root}{EMBED_PREVIEW.path(desk.key, now.frame)}/",
        pages=tuple(
            way(Link(words, "frame", language=key), replace(now, frame=key))
            for key, words in _names(desk).items()
        ),
    )


def _names(desk: Desk) -> dict[str, str]:
    return {one: languages.OWN_NAMES[one] for one in desk.languages}


def _tongue(page: str) -> str:
    """Return the language of a page of the kiosk; "" for the first screen, which has them all."""
    return "" if page == FIRST else page


def _ways(desk: Desk, now: Shown, links: StaffLinks) -> Callable[[Link, Shown], Link]:
    """Return what completes a link that shows the preview in another way and leads back to it.

    The address of the link given is the part of the page that it leads to.
    """

    def way(link: Link, then: Shown) -> Link:
        pairs = [("kiosk", then.kiosk), ("screen", then.shape), ("frame", then.frame)]
        address = f"{links.partner_desk(desk.key, pairs=pairs)}#{link.url}"
        return replace(link, url=address, current=then == now)

    return way
