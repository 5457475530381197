"""The loader that partners' pages run: it puts a frame with a desk's journey where it stands.

The file itself is short because everybody who reads such a page fetches it, so its reasons
stand here. It only runs in the partner's page and knows nothing of who reads it:

- it greets the frame at each page, for our origin only, and the frame answers with its height,
  and with how far down to scroll where a link leads within the page;
- it believes a height only from its own frame, at our origin, within bounds;
- a frame that does not answer (a desk that is gone, a site that is not on its list, a server
  that is down) makes way for a plain link, so that no broken box stays. The wait begins when
  the frame is near the window, for browsers load it only then (`loading=lazy`).
"""

from flask import Blueprint, Response, g

from wizard.web import embed_snippet
from wizard.web.headers import FROZEN_CACHE, STATIC_CACHE
from wizard.web.place import WEBSITE
from wizard.web.views.static import give

blueprint = Blueprint("loader", __name__)


@blueprint.get("/embed.js")
def newest() -> Response:
    """Give the newest loader, for pages that do not hold its digest."""
    return _script(embed_snippet.VERSION, STATIC_CACHE)


@blueprint.get("/embed/<any(v1):version>/embed.js")
def frozen(version: str) -> Response:
    """Give one version of the loader, which never changes."""
    return _script(version, FROZEN_CACHE)


def _script(version: str, kept: str) -> Response:
    # The address looks like one of a desk, which may even be called like the version.
    g.place = WEBSITE
    response = give(embed_snippet.loader_file(version), kept)
    # The browser compares the digest only of what it may read.
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response
