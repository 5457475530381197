"""The beginning of whole addresses of the site, for what leaves the screen."""

from flask import request

from wizard.domain.answers import Answers
from wizard.domain.text import Language
from wizard.web.links import Links
from wizard.web.site import site
from wizard.web.visit import mounted_at


def own_address() -> str:
    """Return the beginning of the whole addresses of the site: as set, else as it was opened."""
    return site().public_url or f"{request.host_url.rstrip('/')}{mounted_at()}"


def whole_links(language: Language, answers: Answers) -> Links:
    """Return links to the pages of the website as whole addresses."""
    return Links(own_address(), language, answers)
