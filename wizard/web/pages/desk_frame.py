"""What a partner desk puts around the pages of its frame or kiosk."""

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256

from wizard.domain.desks import Desk
from wizard.domain.text import Picked
from wizard.web.links import Links, Pair
from wizard.web.pages.kiosk_back import back_url
from wizard.web.place import Look, Place

ON_THE_WEBSITE = {"take-home": "results"}
"""Pages that only desks have -> what shows the same on the website."""


@dataclass(frozen=True, slots=True)
class DeskFrame:
    """The surroundings of a page in a desk's channel.

    `logo_url` and `styles_url` are "" for a desk without them. `full_url` is the same
    page on the website. `take_home_url` is "" where the desk does not offer it or nothing
    was answered yet. `first_url` is the kiosk's first screen, which ends a visit. `back_url`
    is one step back from here. `idle` is in seconds. `origins` are the sites that may frame
    it, separated by spaces.
    """

    look: Look
    key: str
    name: Picked
    logo_url: str
    styles_url: str
    full_url: str
    take_home_url: str
    first_url: str
    back_url: str
    idle: int
    origins: str
    search: bool
    packages: bool
    code: bool
    printing: bool
    offline: bool
    preview: bool

    @property
    def kiosk(self) -> bool:
        """Whether this is a kiosk: large, and nothing leads out of it."""
        return self.look == "kiosk"


def desk_frame(where: Place, links: Links, path: str, extra: Iterable[Pair]) -> DeskFrame | None:
    """Return what surrounds the page at `path` (below the desk); None on the website.

    `extra` are the page's own query parameters, beside the answers.
    """
    desk, channel = where.desk, where.channel
    if desk is None:
        return None
    first_url = f"{links.root}{where.inside}/"
    taken = desk.offers("take-home") and links.answered
    return DeskFrame(
        look=channel.look,
        key=desk.key,
        name=desk.name.pick(links.language),
        logo_url=logo_url(desk, links.root),
        styles_url=styles_url(desk, links.root),
        full_url=links.website.path(ON_THE_WEBSITE.get(path, path), extra),
        take_home_url=links.path("take-home") if taken else "",
        first_url=first_url,
        back_url=back_url(path, links, first_url),
        idle=desk.idle,
        origins=" ".join(desk.origins),
        search=desk.offers("search"),
        packages=desk.offers("packages"),
        code=desk.offers("code"),
        printing=desk.offers("print"),
        offline=desk.offers("offline"),
        preview=channel.preview,
    )


def logo_url(desk: Desk, root: str) -> str:
    """Return the address of a desk's logo, which changes with the picture; "" without one."""
    if desk.logo is None:
        return ""
    return f"{root}/desks/{desk.key}/logo-{sha256(desk.logo.png).hexdigest()[:12]}.png"


def styles_url(desk: Desk, root: str) -> str:
    """Return the address of a desk's colours, which changes with them; "" without any."""
    if desk.light is None and desk.dark is None and desk.logo is None:
        return ""
    plate = desk.logo.plate if desk.logo else ""
    said = repr((desk.light, desk.dark, plate)).encode()
    return f"{root}/desks/{desk.key}/colours-{sha256(said).hexdigest()[:12]}.css"
