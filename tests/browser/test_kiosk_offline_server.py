"""A kiosk and a real server that is stopped, hangs, and comes back with the next edition."""

import os
import signal
import tomllib
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser

from tests.browser.kiosk import FIRST
from tests.browser.kiosk_gate import Gate
from tests.browser.kiosk_offline import Kiosk, kiosk_at
from tests.desks import LEL
from tests.faults.small_catalogue import small_files
from tests.made_once import lay_ready
from tests.test_cli import COMMAND, Server, running, surroundings
from wizard.content.folder import write_folder

pytestmark = [pytest.mark.browser, pytest.mark.slow]

SERVICE = f"/en/kiosk/{LEL}/services/microstart?stage=starting"
NEW_TITLE = "microStart, as the next edition calls it"


@dataclass
class House:
    """A server over a folder of its own, which can be started again at the same address."""

    folder: Path
    stack: ExitStack
    server: Server | None = None

    def start(self) -> str:
        """Start the server, at the address where it was before; returns that address."""
        port = urlsplit(self.server.url).port if self.server else 0
        environment = surroundings(
            {
                "WIZARD_DATA": str(self.folder / "data"),
                "WIZARD_CATALOGUE": str(self.folder / "catalogue"),
                "HOME": str(self.folder),
            }
        )
        starting = running(COMMAND, environment, self.folder, port or 0)
        self.server = self.stack.enter_context(starting)
        return self.server.url

    def stop(self) -> None:
        """End the server."""
        assert self.server is not None
        self.server.stop()

    def signal(self, sent: signal.Signals) -> None:
        """Let all processes of the server hang, or go on."""
        assert self.server is not None
        tree = Path(f"/proc/{self.server.process.pid}/task/{self.server.process.pid}/children")
        children = [int(one) for one in tree.read_text(encoding="ascii").split()]
        for process in (self.server.process.pid, *children):
            signal.pidfd_send_signal(_opened(self.stack, process), sent)

    def publish_another(self) -> None:
        """Change a title in the catalogue folder, which the next start publishes."""
        file = self.folder / "catalogue" / "services" / "microstart.toml"
        text = file.read_text(encoding="utf-8")
        title = tomllib.loads(text)["title"]["en"]
        assert text.count(f'"{title}"') == 1
        file.write_text(text.replace(f'"{title}"', f'"{NEW_TITLE}"'), encoding="utf-8")


def _opened(stack: ExitStack, process: int) -> int:
    handle = os.pidfd_open(process)
    stack.callback(os.close, handle)
    return handle


@pytest.fixture
def house(tmp_path: Path, published: Path) -> Iterator[House]:
    """A server with a small catalogue, and with the ordinary words of the shipped one's index."""
    write_folder(small_files(), tmp_path / "catalogue")
    lay_ready(published, tmp_path / "data")
    with ExitStack() as stack:
        yield House(tmp_path, stack)


def kept_title(kiosk: Kiosk) -> str:
    """Return what the kiosk calls a service without its server."""
    kiosk.visit(SERVICE)
    kiosk.page.wait_for_selector("#offline article.service")
    return kiosk.heading


def test_a_server_stops_hangs_and_comes_back(browser: Browser, house: House) -> None:
    gate = Gate(upstream="", address=house.start())
    with kiosk_at(browser, gate) as kiosk:
        kiosk.first()
        before = kiosk.version

        house.signal(signal.SIGSTOP)
        kiosk.choose("fr")
        assert kiosk.offline, "a server that hangs is as none"
        house.signal(signal.SIGCONT)

        house.stop()
        kiosk.visit(FIRST)
        kiosk.page.wait_for_selector(".first-languages")
        title = kept_title(kiosk)
        assert title != NEW_TITLE

        house.publish_another()
        house.start()
        kiosk.page.click(".bar-back")
        kiosk.page.wait_for_selector("#offline .results-head")
        assert kiosk.version == before, "the visit goes on with the edition that it began with"
        kiosk.page.click(".bar-done")
        kiosk.page.wait_for_selector(".page-first")
        kiosk.wait_for_other(before)

        house.stop()
        assert kept_title(kiosk) == NEW_TITLE
