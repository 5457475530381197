"""Addresses in the pages of a snapshot: what they load comes out of the same snapshot."""

from dataclasses import dataclass

from wizard.web.links import Links

PARAMETER = "snapshot"
"""Names the version in an address; the kiosk's worker answers such a one from what it keeps."""


@dataclass(frozen=True, slots=True)
class SnapshotLinks(Links):
    """The links of a page that stands in the snapshot `version`.

    Static files carry the version, so that a page of an older program is never shown
    with the style or the scripts of a newer one.
    """

    version: str = ""

    def static(self, file: str) -> str:
        """Return the address of a static file as the snapshot keeps it."""
        # Not `super()`: a class with slots is made anew, and the old one is no parent of it.
        return kept(Links.static(self, file), self.version)


def kept(address: str, version: str) -> str:
    """Return the address under which the snapshot `version` keeps what is at `address`."""
    return f"{address}?{PARAMETER}={version}"
