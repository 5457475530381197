"""What a partner copies into a page of theirs: one line of HTML, by script or without."""

from base64 import b64encode
from functools import cache
from hashlib import sha384
from html import escape

from wizard.web.place import EMBED
from wizard.web.static_files import StaticFile, static_files

VERSION = "v1"
"""The newest loader. A published one never changes, since pages elsewhere hold its digest."""

HEIGHT = 800
"""Pixels of a frame that cannot grow: a question with its button on most screens."""


def script_line(base: str, desk_key: str, language: str = "") -> str:
    """Return the line that puts in a frame which grows with its page.

    `base` is the beginning of the site's whole addresses, without a slash at its end.
    `language` is one of the site's, or "" to follow the page around the line. The browser
    refuses the script if it is not exactly the one whose digest stands here, and does not
    tell us on whose page it stands (`referrerpolicy`).
    """
    address = escape(f"{base}/embed/{VERSION}/embed.js")
    forced = f' data-language="{escape(language)}"' if language else ""
    return (
        f'<script async src="{address}" integrity="{integrity(VERSION)}"'
        f' crossorigin="anonymous" referrerpolicy="no-referrer"'
        f' data-desk="{escape(desk_key)}"{forced}></script>'
    )


def iframe_line(base: str, desk_key: str, language: str, title: str) -> str:
    """Return the line for pages on which no script may run; the frame scrolls inside.

    `language` is one of the site's, or "" to follow the visitor's browser. `title` says
    what is in the frame to whoever does not see it.
    """
    address = escape(f"{base}{EMBED.path(desk_key, language)}/")
    return (
        f'<iframe src="{address}" title="{escape(title)}" width="100%" height="{HEIGHT}"'
        ' loading="lazy" referrerpolicy="no-referrer" frameborder="0"></iframe>'
    )


def loader_file(version: str) -> StaticFile:
    """Return the file of one version; raises `FileNotFoundError` if there is none."""
    return static_files().named(f"embed/{version}/embed.js")


def loader(version: str) -> bytes:
    """Return the script of one version; raises `FileNotFoundError` if there is none."""
    return loader_file(version).body


@cache
def integrity(version: str) -> str:
    """Return the digest of one version as browsers check it (Subresource Integrity)."""
    return f"sha384-{b64encode(sha384(loader(version)).digest()).decode()}"
