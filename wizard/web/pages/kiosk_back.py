"""Where «Back» leads at a kiosk: one step towards the list or the start, never into history."""

from wizard.web.links import Links

LISTS = {"categories": "services", "providers": "providers", "packages": "packages"}
"""First part of the address of one thing -> the page that lists such things."""


def back_url(path: str, links: Links, first_url: str) -> str:
    """Return the address one step back from the page at `path` (below the desk).

    Pages that know better, such as a question, put their own address there. `first_url` is
    the kiosk's first screen, from which the start page was reached.
    """
    section, _, thing = path.partition("/")
    if thing and section in LISTS:
        return links.path(LISTS[section])
    if len(links.answers) and section != "results":
        return links.results()
    return links.start if section else first_url
