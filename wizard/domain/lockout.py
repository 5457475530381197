"""How long somebody waits after wrong passwords."""

from dataclasses import dataclass
from datetime import timedelta
from socket import AF_INET, AF_INET6, inet_ntop, inet_pton

OLDER = bytes(10) + b"\xff\xff"
"""What a newer address begins with that only stands for one of the older kind."""

FORGOTTEN = timedelta(days=1)
"""So long after the last wrong try nothing of it is known any more."""


@dataclass(frozen=True, slots=True)
class Patience:
    """How much is let pass: the wait begins with try number `tries` and then doubles."""

    tries: int
    first: timedelta = timedelta(seconds=30)
    most: timedelta = timedelta(hours=1)

    def wait(self, failures: int) -> timedelta:
        """Return how long to wait after so many wrong tries in all.

        >>> Patience(5).wait(6)
        datetime.timedelta(seconds=60)
        """
        if failures < self.tries:
            return timedelta()
        doubled: timedelta = self.first * (1 << min(failures - self.tries, 16))
        return min(doubled, self.most)


FOR_A_NAME = Patience(5)
FOR_AN_ADDRESS = Patience(20)
"""An office may have one address for all its people, so it is let pass more."""


def source(address: str) -> str:
    """Return what counts as one address: of IPv6 the network that one customer has (64 bits).

    >>> source("2001:db8:1:2:3:4:5:6")
    '2001:db8:1:2::/64'
    """
    # Each page asks this. An address of the older kind is what it is, without being read, and
    # the C library reads the newer one ten times as fast as Python's own `ipaddress`.
    if ":" not in address:
        return address
    try:
        found = inet_pton(AF_INET6, address.partition("%")[0])
    except (OSError, ValueError):
        return address
    if found.startswith(OLDER):
        return inet_ntop(AF_INET, found[len(OLDER) :])
    return f"{inet_ntop(AF_INET6, found[:8] + bytes(8))}/64"
