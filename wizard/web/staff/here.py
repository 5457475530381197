"""One request to the staff area, parsed: who asks, in which language, on which edition."""

from dataclasses import dataclass
from datetime import date, datetime

from wizard.domain.catalogue import Catalogue
from wizard.domain.staff import Account
from wizard.domain.text import Language
from wizard.web import languages
from wizard.web.site import site
from wizard.web.staff import access
from wizard.web.staff.links import StaffLinks
from wizard.web.staff.state import CallState, call_state
from wizard.web.visit import mounted_at


@dataclass(frozen=True, slots=True)
class Here:
    """What a view of the staff area needs to know of a request."""

    account: Account
    language: Language
    catalogue: Catalogue
    links: StaffLinks
    today: date
    now: datetime

    def state(self) -> CallState:
        """Return the call that this request describes."""
        return call_state(self.catalogue, self.language)


def here() -> Here:
    """Read the current request, which the guard has let pass."""
    return Here(
        account=access.me(),
        language=languages.current(),
        catalogue=site().catalogue,
        links=StaffLinks(mounted_at()),
        today=site().today(),
        now=access.office().now(),
    )
