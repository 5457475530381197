"""The tests' own Redis is a real one, empty for each test."""

import pytest
from redis import Redis
from redis.exceptions import ConnectionError as GoneError

from tests.services.redis import running_redis


@pytest.mark.parametrize("turn", [1, 2])
def test_each_test_begins_with_nothing(redis_url: str, turn: int) -> None:
    with Redis.from_url(redis_url) as one:
        assert one.keys() == []
        one.set("left", turn)


def test_it_can_go_away_and_come_back() -> None:
    with running_redis() as server, Redis.from_url(server.url) as one:
        one.set("a", 1)
        server.stop()
        with pytest.raises(GoneError):
            one.ping()
        server.start()
        assert one.get("a") is None
