"""What the staff area works with: the ports that `app` wires together, and the clock."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from wizard.application.ports_accounts import Accounts, Passwords


@dataclass(frozen=True)
class Office:
    """The ports of the staff area. `now` gives the moment in UTC."""

    now: Callable[[], datetime]
    accounts: Accounts
    passwords: Passwords
