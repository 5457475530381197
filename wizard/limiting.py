"""Wiring the limits of visitors: from the settings to the counter that is asked."""

import time

from wizard.application.limits import Gate
from wizard.application.limits_shared import Sharing
from wizard.application.ports_limits import HitCounter
from wizard.domain.limits import LIMITS
from wizard.settings import Settings
from wizard.settings.limits import LimitSettings
from wizard.store.limits import DatabaseCounter


def open_limits(settings: Settings) -> Gate:
    """Return what counts visitors, as the settings say; nothing is connected to yet."""
    counter = _counter(settings.limits, settings.database_url)
    sharing = Sharing(counter, settings.secret(), time.monotonic) if counter else None
    return Gate(settings.limits.limits, time.time, sharing)


def only_strict_limits() -> Gate:
    """Return what holds up abuse in this process, and leaves reading alone."""
    return Gate({name: limit for name, limit in LIMITS.items() if limit.strict}, time.time)


def _counter(wanted: LimitSettings, database_url: str) -> HitCounter | None:
    if wanted.place == "database":
        return DatabaseCounter(database_url)
    if wanted.place == "redis":
        # The library stays out of the memory of those who do not use it.
        from wizard.store.limits_redis import RedisCounter  # noqa: PLC0415  (as said above)

        return RedisCounter(wanted.url, wanted.password)
    return None
