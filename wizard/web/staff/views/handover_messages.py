"""What became of the messages that one has sent."""

from datetime import timedelta

from werkzeug.wrappers import Response

from wizard.web.staff import access
from wizard.web.staff.area import blueprint
from wizard.web.staff.here import here
from wizard.web.staff.pages.handover_messages import messages_page
from wizard.web.staff.render import show

SHOWN = timedelta(days=7)
"""Messages of so many days are shown."""


@blueprint.get("/messages")
def messages() -> Response:
    """Show one's own messages of the last days, never to whom they went."""
    at = here()
    return show(messages_page(access.office().outbox.of_account(at.account.id, at.now - SHOWN)))
