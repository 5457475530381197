"""A house of advisers: real servers over one data folder, an account per language."""

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser.focus import wait_for_focus
from tests.made_once import made_once
from tests.test_cli import COMMAND, Server, running, surroundings
from wizard.domain.catalogue import Catalogue
from wizard.domain.text import LANGUAGES, Language

PASSWORD = "only-for-these-tests"  # noqa: S105  (no secret)


@dataclass
class House:
    """The servers, their data folder, and the catalogue that they serve."""

    servers: list[Server]
    folder: Path
    environment: dict[str, str]
    catalogue: Catalogue

    def address(self, number: int = 0) -> str:
        """Return the address of one of the servers."""
        return self.servers[number].url

    def title(self, key: str, language: Language) -> str:
        """Return the title of a service."""
        return self.catalogue.services[key].words.title.exact(language)

    def run(self, *words: str) -> str:
        """Run a command of the house; returns what it printed."""
        done = subprocess.run(
            [*COMMAND, *words],
            env=self.environment,
            cwd=self.folder,
            capture_output=True,
            text=True,
            check=True,
        )
        return done.stdout

    @contextmanager
    def desk(self, browser: Browser, name: str, server: int = 0) -> Iterator[Page]:
        """Sign an adviser in on one of the servers and open the desk; fails on any trouble."""
        context = browser.new_context(viewport={"width": 1280, "height": 800})
        context.set_default_timeout(20_000)
        troubles: list[str] = []
        page = context.new_page()
        _watch(page, troubles)
        try:
            sign_in(page, self.address(server), name)
            yield page
        finally:
            _close(context)
        assert not troubles, "\n".join(troubles)


def sign_in(page: Page, address: str, name: str) -> None:
    """Sign in with the keyboard, which leads to the desk."""
    page.goto(f"{address}/staff/sign-in")
    wait_for_focus(page)
    page.keyboard.type(name)
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/staff/desk*")
    wait_for_focus(page)


def furnished(catalogue: Catalogue, published: Path, shared: Path) -> Path:
    """Return a data folder to copy: that of `published` with the advisers «nl», «fr» and «en»."""

    def furnish(half: Path) -> None:
        shutil.copytree(published, half / "data")
        house = House([], half, _environment(half), catalogue)
        (half / "password").write_text(PASSWORD, encoding="utf-8")
        for language in LANGUAGES:
            words = ("--role", "adviser", "--language", language, "--password-file")
            house.run("staff", "add", language, *words, str(half / "password"))

    return made_once(shared, "furnished", furnish) / "data"


def _environment(folder: Path) -> dict[str, str]:
    # Who needs several processes starts several servers.
    alone = {"WIZARD_WORKERS": "1"}
    return surroundings({"WIZARD_DATA": str(folder / "data"), "HOME": str(folder), **alone})


@contextmanager
def open_house(
    catalogue: Catalogue, furniture: Path, folder: Path, servers: int = 1
) -> Iterator[House]:
    """Start some servers in `folder`, over a copy of the data folder that `furnished` made."""
    shutil.copytree(furniture, folder / "data")
    house = House([], folder, _environment(folder), catalogue)
    with ExitStack() as stack:
        for number in range(servers):
            place = folder / f"server-{number}"
            place.mkdir()
            house.servers.append(stack.enter_context(running(COMMAND, house.environment, place)))
        yield house


def _watch(page: Page, troubles: list[str]) -> None:
    page.on("pageerror", lambda error: troubles.append(f"script: {error}"))
    page.on(
        "response",
        lambda one: troubles.append(f"{one.status}: {one.url}") if one.status >= 500 else None,
    )
    page.on(
        "console",
        lambda said: troubles.append(f"console: {said.text}") if said.type == "error" else None,
    )


def _close(context: BrowserContext) -> None:
    context.close()
