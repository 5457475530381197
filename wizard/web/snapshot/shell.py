"""The page that a kiosk keeps: its surroundings, and the parts from which its script makes pages."""

from dataclasses import dataclass, replace

from wizard.web.messages import gettext
from wizard.web.pages.layout import Layout, layout
from wizard.web.snapshot.links import SnapshotLinks, kept
from wizard.web.snapshot.words import SnapshotWord, snapshot_words
from wizard.web.visit import Visit

SHELL = "offline"
DATA = "snapshot.json"
"""The last parts of the addresses of the page and of its data."""


@dataclass(frozen=True, slots=True)
class OfflineShell:
    """The page without content.

    `data_url` is where the data of the snapshot stand, `address` the beginning of the
    addresses that a visitor takes home, without a slash at its end. `categories` are the
    keys of those that have a drawing.
    """

    layout: Layout
    version: str
    data_url: str
    address: str
    categories: tuple[str, ...]
    words: tuple[SnapshotWord, ...]


def offline_shell(visit: Visit, version: str, address: str) -> OfflineShell:
    """Return the page for the language and the desk of `visit`, as of the snapshot `version`."""
    here = kept_visit(visit, version)
    around = layout(here, SHELL, gettext("Support that fits"), indexed=False)
    frame = around.frame
    if frame is not None:
        # The script hides the way home until something is answered; the rest needs a server.
        home = here.links.path("take-home") if visit.place.offers("take-home") else ""
        frame = replace(frame, take_home_url=home, search=False, code=False)
    return OfflineShell(
        layout=replace(around, frame=frame),
        version=version,
        data_url=kept(f"{here.links.home}/{DATA}", version),
        address=address,
        categories=tuple(term.key for term in visit.catalogue.vocabularies["category"]),
        words=snapshot_words(),
    )


def kept_visit(visit: Visit, version: str) -> Visit:
    """Return the same visit with links to what the snapshot `version` keeps."""
    links = visit.links
    ours = SnapshotLinks(links.root, links.language, links.answers, links.inside, version=version)
    return replace(visit, links=ours)
