"""Addresses that leave the house: whole, in the caller's language, with the caller's answers."""

from urllib.parse import urlsplit

from flask import abort, request

from wizard.domain.answers import Answers
from wizard.web.links import Links
from wizard.web.own_address import whole_links
from wizard.web.site import site
from wizard.web.staff.state import CallState

THIS_MACHINE = frozenset({"localhost", "127.0.0.1", "::1"})
"""Hosts that nobody can be led astray to, for a trial without the setting."""


def check_host() -> None:
    """Answer 421 where a letter would name a host that only the request vouches for.

    Whoever sends a request can name any host; in a letter it would lead its reader there.
    """
    if not site().public_url and urlsplit(request.host_url).hostname not in THIS_MACHINE:
        abort(421)


def shared_links(state: CallState) -> Links:
    """Return the public site's links as the caller opens them, for the answers of the call."""
    return whole_links(state.caller, state.answers)


def list_link(state: CallState) -> str:
    """Return the address of the caller's list; of the start page if nothing was answered."""
    links = shared_links(state)
    return links.results() if len(state.answers) else links.start


def code_address(state: CallState) -> str:
    """Return where the spoken code is typed, as it is said and written: without «https://»."""
    page = whole_links(state.caller, Answers()).path("code")
    return page.partition("://")[2]
