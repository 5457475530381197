"""What of an address may stand in a log: the token in a partner's link opens a page."""

import re

TOKEN = re.compile(r"(?<=/partner/)[^/]+")


def logged_path(path: str) -> str:
    """Return a path as it is logged, without the token of a partner's link.

    A line stays one line: what would end it, or steer a terminal, is «?».

    >>> logged_path("/partner/IjhyTE5.awk2.7u2/contact"), logged_path("/fr/results")
    ('/partner/*/contact', '/fr/results')
    """
    return "".join(one if one.isprintable() else "?" for one in TOKEN.sub("*", path))
