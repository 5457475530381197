"""How often one visitor may ask for what, and why so often.

A limit keeps one address from taking the site away from everybody else; it is no quota. Time
is cut into windows that are the same for everybody (fixed windows): whoever asked too often
waits for the next one. At the border of two windows twice as much can pass as within one, which
these limits are wide enough to allow.
"""

from dataclasses import dataclass
from math import ceil
from typing import NamedTuple


@dataclass(frozen=True, slots=True)
class Limit:
    """At most `most` times within `seconds`, from one visitor.

    A `strict` one guards what somebody could abuse, not only the site's speed: it is never
    switched off, and is asked of all servers together before each try.
    """

    name: str
    most: int
    seconds: int
    strict: bool = False

    def window(self, now: float) -> int:
        """Return the number of the window of a moment, in seconds since 1970.

        >>> Limit("a", 5, 60).window(119.9)
        1
        """
        return int(now // self.seconds)

    def rest(self, window: int, now: float) -> int:
        """Return the seconds until a window ends: at least one, at most its whole length.

        >>> Limit("a", 5, 60).rest(1, 100.5)
        20
        """
        left = ceil((window + 1) * self.seconds - now)
        return max(1, min(left, self.seconds))


class Standing(NamedTuple):
    """Where a visitor stands: how often, this time included, and seconds until it begins anew."""

    limit: Limit
    used: int
    wait: int

    @property
    def over(self) -> bool:
        """Whether this time was one too many."""
        return self.used > self.limit.most

    @property
    def left(self) -> int:
        """How often it may be yet, in this window."""
        return max(0, self.limit.most - self.used)


PAGES = Limit("pages", 3_000, 10)
"""All pages together, suggestions too. A school class of thirty who all type and click at once
asks some 150 times a second; a company, a hospital or a mobile network may have some hundreds
of readers behind one address on the day a crisis is announced. Twice as much is let pass, which
one script may use up without taking the site away from the others."""

SEARCH = Limit("search", 2_000, 10)
"""Search and suggestions: who types quickly asks for suggestions four times a second, a class of
thirty 120 times. Each takes a fraction of a millisecond (`wizard bench search`)."""

API = Limit("api", 1_000, 10)
"""The API: servers of partners ask for all their own visitors from one address."""

STAFF = Limit("staff", 300, 10)
"""Pages of the staff area, for each account: the desk asks anew with each answer and word, an
adviser makes at most some ten requests a second, with two windows open twice as many."""

SIGN_IN = Limit("sign-in", 100, 600, strict=True)
"""Tries to sign in, right ones too: checking a password costs memory and time on purpose. An
office of sixty whose day begins at nine comes from one address. Wrong tries are held much
tighter (`wizard.domain.lockout`)."""

LINKS = Limit("links", 20, 600, strict=True)
"""Links to partners that do not exist. None can be guessed; this only tells who tries to stop."""

ANSWERS = Limit("answers", 120, 3_600, strict=True)
"""Answers of partners: an organisation with one address answers some tens of referrals a day."""

FLAGS = Limit("flags", 60, 3_600, strict=True)
"""Records that one account flags: one a minute is more than anybody reads."""

LIMITS = {
    limit.name: limit for limit in (PAGES, SEARCH, API, STAFF, SIGN_IN, LINKS, ANSWERS, FLAGS)
}
"""All of them. What is limited beside these is counted with what it makes: messages to callers in
their queue (`wizard.application.outbox`), reports of kiosks with their batches
(`wizard.application.desk_counts`), letters to partners and references of cases in their tables;
all these are in the database, hence shared by all servers already."""
