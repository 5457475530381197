"""A Redis server of the tests' own, started for the first test that wants one."""

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from redis import Redis
from redis.exceptions import RedisError

from tests.services.processes import bound, end, folder_for, free_port, wait_for


@dataclass
class RedisServer:
    """A server in a folder of its own; what it holds is gone when it stops."""

    folder: Path
    port: int = field(default_factory=free_port)
    process: "subprocess.Popen[bytes] | None" = None

    @property
    def url(self) -> str:
        """The address of its first database."""
        return f"redis://127.0.0.1:{self.port}/0"

    def start(self) -> None:
        """Start it, also again after a stop: on the same port, and empty."""
        program = shutil.which("redis-server")
        assert program, "redis-server is missing: apt-get install redis-server"
        log = self.folder / "redis.log"
        settings = {"bind": "127.0.0.1", "port": str(self.port), "dir": str(self.folder)}
        settings |= {"save": "", "appendonly": "no", "logfile": str(log)}
        words = [word for name, value in settings.items() for word in (f"--{name}", value)]
        self.process = subprocess.Popen(bound([program, *words]))
        wait_for(self.process, self._answers, log)

    def stop(self) -> None:
        """Kill it, as a machine that loses its power."""
        if self.process is not None:
            end(self.process)
            self.process = None

    def _answers(self) -> bool:
        with Redis.from_url(self.url) as one:
            try:
                return bool(one.ping())
            except RedisError:
                return False


@contextmanager
def running_redis() -> Iterator[RedisServer]:
    """Return a server that runs until the end of the block; it may be stopped and started."""
    with folder_for("redis") as folder:
        server = RedisServer(folder)
        try:
            server.start()
            yield server
        finally:
            server.stop()


@pytest.fixture(scope="session")
def redis_server() -> Iterator[RedisServer]:
    """A server for all tests of one process; who stops it starts it again."""
    with running_redis() as server:
        yield server


@pytest.fixture
def redis_url(redis_server: RedisServer) -> str:
    """The address of a Redis that is empty when the test begins."""
    with Redis.from_url(redis_server.url) as one:
        one.flushall()
    return redis_server.url
