"""Where a sign-in leads: to the page that was asked for, and never to another site."""

import re

from wizard.domain.staff import Account
from wizard.web.staff.links import StaffLinks
from wizard.web.visit import mounted_at

PAGE = re.compile(r"/staff(?:/[a-z0-9-]+)+(?:\?[!-~]*)?", re.ASCII)
"""A page of ours as we write it: no dots that climb, nothing encoded, nothing empty.

Browsers read «\\», «%2e», tabs and «//» in more than one way, so none of them may stand
in the path. The query may be any printable characters; it cannot change the place.
"""

LONGEST = 1200
"""Characters: encoded once more, a longer one would not fit into an address or the cookie."""


def onward(asked: str, account: Account) -> str:
    """Return the address to go on to: `asked` if it is a page of ours, else where `account` begins."""
    root = mounted_at()
    return f"{root}{asked}" if is_page(asked) else StaffLinks(root).home(account)


def is_page(asked: str) -> bool:
    """Return whether this is the address of a page of the staff area, below the site's prefix.

    >>> is_page("/staff/desk?stage=idea"), is_page("/staff/../evil"), is_page("//evil.example")
    (True, False, False)
    """
    return (
        len(asked) <= LONGEST
        and PAGE.fullmatch(asked) is not None
        and "\\" not in asked
        and "#" not in asked
    )
