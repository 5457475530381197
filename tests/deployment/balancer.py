"""nginx with the configuration as it is shipped, at ports and in folders of the tests' own."""

import json
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.conftest import ROOT
from tests.services.processes import bound, end, folder_for, free_port, wait_for
from tests.serving.clients import ask, until

SHIPPED = ROOT / "wizard" / "deployment" / "nginx.conf"


@dataclass
class Balancer:
    """A running nginx."""

    port: int
    folder: Path

    def lines(self) -> list[dict[str, Any]]:
        """Return the lines of its access log that are written whole."""
        whole, _, _ = self.written("access.log").rpartition("\n")
        return [json.loads(line) for line in whole.splitlines()]

    def line(self, request_id: str) -> dict[str, Any]:
        """Return the line of one request; nginx writes it after its answer."""
        found: list[dict[str, Any]] = []

        def there() -> bool:
            found[:] = [one for one in self.lines() if one["request"] == request_id]
            return bool(found)

        until(there, f"nothing is logged of {request_id}")
        return found[0]

    def written(self, name: str) -> str:
        """Return a log: «access.log» or «error.log»."""
        return (self.folder / name).read_text(encoding="utf-8")


def program() -> str:
    """Return nginx, which Debian does not put on everybody's path."""
    found = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/usr/local/sbin")
    assert found, "nginx is missing: apt-get install nginx"
    return found


def filled_in(folder: Path, port: int, nodes: Sequence[int]) -> str:
    """Return the shipped configuration with these ports and everything below `folder`."""
    text = SHIPPED.read_text(encoding="utf-8")
    changes = {
        "/var/cache/nginx/": f"{folder}/cache/",
        "/var/log/nginx/": f"{folder}/",
        "/run/nginx.pid": f"{folder}/nginx.pid",
        "listen 80 default_server": f"listen 127.0.0.1:{port} default_server",
        "    listen [::]:80 default_server backlog=4096;\n": "",
        "worker_processes auto;": "worker_processes 2;",
    }
    changes |= {f"app{n}:8000": f"127.0.0.1:{node}" for n, node in enumerate(nodes, 1)}
    for shipped, here in changes.items():
        assert shipped in text, f"nginx.conf has no {shipped!r} any more"
        text = text.replace(shipped, here)
    return text


@contextmanager
def running_nginx(nodes: Sequence[int]) -> Iterator[Balancer]:
    """Check the configuration with nginx itself, and run it before the servers at these ports."""
    with folder_for("nginx") as folder:
        # nginx's processes are another user's.
        folder.chmod(0o755)
        (folder / "cache").mkdir()
        one = Balancer(free_port(), folder)
        configuration = folder / "nginx.conf"
        configuration.write_text(filled_in(folder, one.port, nodes), encoding="utf-8")
        command = [program(), "-e", str(folder / "start.log"), "-c", str(configuration)]
        checked = subprocess.run([*command, "-t"], capture_output=True, text=True, check=False)
        assert checked.returncode == 0, checked.stderr
        assert "[warn]" not in checked.stderr, checked.stderr
        process = subprocess.Popen(bound([*command, "-g", "daemon off;"]))
        try:
            wait_for(process, lambda: listens(one.port), folder / "start.log")
            yield one
        finally:
            end(process, 15)


def listens(port: int) -> bool:
    """Return whether somebody answers at a port."""
    try:
        return ask(port).startswith(b"HTTP/1.1 ")
    except OSError:
        return False
