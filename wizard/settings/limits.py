"""The settings of how often visitors may ask, and where that is counted."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Literal
from urllib.parse import urlsplit

from wizard.domain.limits import LIMITS, Limit
from wizard.settings.values import SettingsError, secret_of

RULE = re.compile(r"([a-z-]+)=([0-9]{1,9})/([0-9]{0,5}) ?(second|minute|hour|day)s?")
SECONDS = {"second": 1, "minute": 60, "hour": 3_600, "day": 86_400}
LONGEST = 86_400
"""A day: the key of the digests by which visitors are known changes then."""


@dataclass(frozen=True, slots=True)
class LimitSettings:
    """Where visitors are counted, and which limits are in force.

    `place` is «memory» (each process by itself), «database» (that of the site) or «redis», at
    `url` with `password`.
    """

    place: Literal["memory", "database", "redis"] = "memory"
    url: str = field(default="", repr=False)
    password: str = field(default="", repr=False)
    limits: Mapping[str, Limit] = field(default_factory=lambda: MappingProxyType(LIMITS))

    @classmethod
    def from_environment(cls, environment: Mapping[str, str]) -> "LimitSettings":
        """Return the settings of the variables; raises `SettingsError` with what to do."""
        url = environment.get("WIZARD_LIMITS_URL", "").strip()
        password = secret_of(environment, "WIZARD_LIMITS_PASSWORD", "WIZARD_LIMITS_PASSWORD_FILE")
        limits = limits_of(environment.get("WIZARD_LIMITS", ""))
        if url in ("", "memory"):
            return cls(limits=limits)
        if url == "database":
            return cls("database", limits=limits)
        if not _is_redis(url):
            # The address itself may hold a password, so it is not repeated.
            raise SettingsError(
                "WIZARD_LIMITS_URL is memory, database, or an address such as redis://host:6379/0"
            )
        if password and urlsplit(url).password is not None:
            raise SettingsError(
                "the password of Redis is given twice: take it out of WIZARD_LIMITS_URL,"
                " or leave out WIZARD_LIMITS_PASSWORD and WIZARD_LIMITS_PASSWORD_FILE"
            )
        return cls("redis", url, password, limits)


def limits_of(words: str) -> Mapping[str, Limit]:
    """Return the limits in force: the usual ones, changed by words such as «search=60/minute».

    «none» switches all off that are not strict; what stands beside it is in force all the same.
    Raises `SettingsError`.
    """
    parts = [part.strip() for part in words.split(",") if part.strip()]
    found = dict(LIMITS)
    if "none" in parts:
        found = {name: limit for name, limit in LIMITS.items() if limit.strict}
    for part in parts:
        if part != "none":
            limit = _limit(part)
            found[limit.name] = limit
    return MappingProxyType(found)


def _limit(words: str) -> Limit:
    rule = RULE.fullmatch(words)
    name, most, times, unit = rule.groups() if rule else ("", "0", "", "second")
    seconds = int(times or 1) * SECONDS[unit]
    if name not in LIMITS or int(most) < 1 or not 1 <= seconds <= LONGEST:
        raise SettingsError(
            "WIZARD_LIMITS is «none» or limits such as search=60/minute, api=600/10 seconds; "
            f"there are {', '.join(LIMITS)}, and a day is the longest; not {words!r}"
        )
    return replace(LIMITS[name], most=int(most), seconds=seconds)


def _is_redis(url: str) -> bool:
    try:
        found = urlsplit(url)
        return found.scheme in ("redis", "rediss") and bool(found.hostname) and found.port != 0
    except ValueError:
        return False
