"""What the staff area works with: the ports that `app` wires together, and the clock."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from wizard.application.desk_counts import NoCounts
from wizard.application.desk_records import DeskKeeping
from wizard.application.ports_accounts import Accounts, Passwords, SignIns
from wizard.application.ports_calls import Calls
from wizard.application.ports_cases import Cases
from wizard.application.ports_desk_counts import DeskCounts
from wizard.application.ports_flags import Flags
from wizard.application.ports_outbox import Medium, Outbox
from wizard.application.ports_referrals import Referrals
from wizard.application.refer import Reminded
from wizard.domain.keeping import Keeping
from wizard.domain.referrals import Terms
from wizard.web.staff.provider import Provider


def remind_nobody(_: datetime) -> Reminded:
    """Do as if nothing were due: for an office without letters."""
    return Reminded()


@dataclass(frozen=True, kw_only=True)
class Office:
    """The ports of the staff area. `now` gives the moment in UTC.

    `outbox` takes mails and text messages; those of a medium in `trial` only become files,
    and after `patience` they are given up.
    `keeping` says how long things about calls are kept, `terms` how long those about
    referrals; `remind` sends the reminders to partners that are due. `provider` is through
    whom people may sign in beside their passwords, if anybody. `partners` keeps the
    partner desks, if there is anything to do with them; `desk_counts` what is counted there.
    """

    now: Callable[[], datetime]
    accounts: Accounts
    passwords: Passwords
    sign_ins: SignIns
    outbox: Outbox
    calls: Calls
    cases: Cases
    flags: Flags
    referrals: Referrals
    terms: Terms = field(default_factory=Terms)
    remind: Callable[[datetime], Reminded] = remind_nobody
    keeping: Keeping = field(default_factory=Keeping)
    trial: frozenset[Medium] = frozenset()
    patience: timedelta = timedelta(days=3)
    provider: Provider | None = None
    partners: DeskKeeping | None = None
    desk_counts: DeskCounts = field(default_factory=NoCounts)
