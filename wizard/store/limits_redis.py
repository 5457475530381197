"""Counting visitors in Redis: one of the adapters of the port `HitCounter`."""

from collections.abc import Sequence

from redis import Redis
from redis.backoff import NoBackoff
from redis.exceptions import RedisError
from redis.retry import Retry

from wizard.application.ports_limits import CounterAwayError, Hits

PREFIX = "parcours:limits"
WAIT = 0.5
"""Seconds that the server has for an answer, twice at most."""

KEPT = 60
"""Seconds for which a count is kept after its window, for servers whose clocks differ."""


class RedisCounter:
    """Adds many keys in one round trip; a key goes by itself when its time is over."""

    def __init__(self, url: str, password: str = "") -> None:
        """Use the server at `url` (redis://, rediss://); nothing is asked of it yet."""
        self._redis = Redis.from_url(
            url,
            password=password or None,
            socket_timeout=WAIT,
            socket_connect_timeout=WAIT,
            # A connection that was kept from before the server started anew fails once.
            retry=Retry(NoBackoff(), 1),
        )

    def add(self, hits: Sequence[Hits], now: float) -> list[int]:
        """Add each, as the port says."""
        try:
            with self._redis.pipeline(transaction=True) as pipe:
                for hit in hits:
                    key = f"{PREFIX}:{hit.key}:{hit.window}"
                    pipe.incrby(key, hit.number)
                    pipe.expire(key, max(0, int(hit.ends - now)) + KEPT)
                answers = pipe.execute()
        except RedisError as error:
            raise CounterAwayError(str(error)) from error
        return [int(total) for total in answers[::2]]

    def close(self) -> None:
        """Give the connections back."""
        self._redis.close()
