"""Two servers of the site on one PostgreSQL, nginx before them, and a third place to publish."""

import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from cryptography.fernet import Fernet

from tests.conftest import ROOT
from tests.deployment.balancer import Balancer, running_nginx
from tests.deployment.visitors import Visitor
from tests.ports import free_port
from tests.services.postgresql import running_postgresql
from tests.serving.clients import Running, running, until
from wizard.content.folder import write_folder

WIZARD = [sys.executable, "-c", "from wizard.cli import main; main()"]


@dataclass
class Node:
    """One server with a data folder of its own; it may be killed and started again."""

    name: str
    folder: Path
    environment: dict[str, str]
    port: int = field(default_factory=free_port)
    running: Running | None = None
    life: ExitStack = field(default_factory=ExitStack)

    def start(self) -> None:
        """Start it and wait until it answers."""
        run = [*WIZARD, "run", "--port", str(self.port), "--workers", "1"]
        command = [*run, "--no-publish", "--no-post"]
        log = self.folder / f"{self.name}.log"
        around = running(command, self.port, self.folder, log, self.environment)
        self.running = self.life.enter_context(around)

    def kill(self) -> None:
        """Take it away as a machine that loses its power: all its processes at once."""
        assert self.running is not None
        os.killpg(self.running.process.pid, signal.SIGKILL)
        self.life.close()
        self.running = None

    def health(self) -> dict[str, object]:
        """Return what it says of itself, asked at its own port."""
        with closing(Visitor(self.port)) as visitor:
            found: dict[str, object] = json.loads(visitor.ask("/health/ready").text)
        return found


@dataclass
class Cluster:
    """The whole, with what the processes share."""

    folder: Path
    nodes: list[Node]
    environment: dict[str, str]
    balancer: Balancer
    files: Mapping[str, str]
    edition: int = 0

    def both_up(self) -> None:
        """Start who is away."""
        for node in self.nodes:
            if node.running is None:
                node.start()

    def publish(self) -> int:
        """Publish a new edition from a third place; return its number."""
        self.edition += 1
        file = "services/microstart.toml"
        files = {**self.files, file: f"{self.files[file]}\n# edition {self.edition}\n"}
        catalogue = self.folder / f"catalogue-{self.edition}"
        write_folder(files, catalogue)
        done = subprocess.run(
            [*WIZARD, "catalogue", "publish", str(catalogue)],
            env={**usual(), **self.environment, "WIZARD_DATA": str(self.folder / "publisher")},
            cwd=self.folder,
            capture_output=True,
            text=True,
            check=False,
        )
        assert f"Edition {self.edition} published." in done.stdout, done.stdout + done.stderr
        return self.edition


def usual() -> dict[str, str]:
    """Return what every process of ours is started with."""
    return {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT)}


@contextmanager
def running_cluster(folder: Path, files: Mapping[str, str]) -> Iterator[Cluster]:
    """Run it all, with the keys in files that both servers share."""
    keys = {
        "WIZARD_SECRET_FILE": "k" * 48,
        "WIZARD_SEALING_KEY_FILE": Fernet.generate_key().decode(),
    }
    with running_postgresql() as database, ExitStack() as lives:
        shared = {
            "HOME": str(folder),
            "WIZARD_DATABASE_URL": database.url(database.new_database()),
            "WIZARD_LIMITS_URL": "database",
            # What guards against abuse cannot be switched off; the load may be as heavy as it is.
            "WIZARD_LIMITS": "none",
            "WIZARD_PROXIES": "1",
            "WIZARD_LOG_FORMAT": "json",
        }
        for name, words in keys.items():
            file = folder / name.lower()
            file.write_text(words, encoding="ascii")
            file.chmod(0o600)
            shared[name] = str(file)
        nodes = [
            Node(name, folder, {**shared, "WIZARD_DATA": str(folder / name)})
            for name in ("first", "second")
        ]
        balancer = lives.enter_context(running_nginx([node.port for node in nodes]))
        cluster = Cluster(folder, nodes, shared, balancer, files)
        cluster.publish()
        for node in nodes:
            lives.callback(node.life.close)
            node.start()
        yield cluster


@contextmanager
def listening_for_systemd(node: Node) -> Iterator[socket.socket]:
    """Return the socket at which systemd would hear that `node` is ready, if it starts now."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as one:
        path = node.folder / "notify"
        one.bind(str(path))
        one.settimeout(60)
        node.environment["NOTIFY_SOCKET"] = str(path)
        try:
            yield one
        finally:
            del node.environment["NOTIFY_SOCKET"]
            path.unlink()


def all_see(cluster: Cluster, edition: int) -> None:
    """Wait until both servers serve an edition."""
    for node in cluster.nodes:
        until(lambda node=node: node.health()["edition"] == edition, f"{node.name} stays behind")
