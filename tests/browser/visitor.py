"""One person with one browser window, whose troubles are noted while they read."""

from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, Response

from tests.browser.focus import wait_for_focus

NOT_LOADED = "Failed to load resource"
"""How Chromium reports any answer of 400 and more, an error page on purpose included."""


@dataclass
class Visitor:
    """A window on the site at `base`; `troubles` must stay empty.

    `asked` are the addresses of all requests, `allowed` parts of troubles that a
    test brings about itself.
    """

    context: BrowserContext
    page: Page
    base: str
    asked: list[str] = field(default_factory=list)
    troubles: list[str] = field(default_factory=list)
    allowed: tuple[str, ...] = ()
    _refusals: set[str] = field(default_factory=set)

    @classmethod
    def in_new_window(
        cls, browser: Browser, base: str, allowed: tuple[str, ...] = (), **options: Any
    ) -> "Visitor":
        """Open a window with the options of its context, and note what happens in it."""
        context = browser.new_context(**options)
        context.set_default_timeout(10_000)
        visitor = cls(context, context.new_page(), base, allowed=allowed)
        visitor.watch()
        return visitor

    def watch(self) -> None:
        """Note every request and whatever goes wrong from now on."""
        self.page.on("request", self._on_request)
        self.page.on("response", self._on_response)
        self.page.on("requestfailed", self._on_failure)
        self.page.on("pageerror", lambda error: self._note(f"script: {error}"))
        self.page.on("console", self._on_console)

    def visit(self, path: str) -> Response:
        """Open `path` of the site and return its answer."""
        response = self.page.goto(self.base + path)
        assert response is not None, path
        wait_for_focus(self.page)
        return response

    @property
    def path(self) -> str:
        """The path of the page that is open, without its query."""
        return urlsplit(self.page.url).path

    @property
    def query(self) -> str:
        """The query of the page that is open."""
        return urlsplit(self.page.url).query

    def leave(self) -> None:
        """Close the window; fail if there was any trouble, foreign request or cookie."""
        left = self._left()
        self.context.close()
        assert not left, "\n".join(left)

    def pause(self) -> None:
        """Leave the window open for the next test; fail for what `leave` fails for."""
        left = self._left()
        self.asked.clear()
        self.troubles.clear()
        self._refusals.clear()
        assert not left, "\n".join(left)

    def _left(self) -> list[str]:
        """Return what must not be: troubles, requests to others, cookies and kept values."""
        kept = self.kept() if self.page.url.startswith(self.base) else []
        return [
            *self.troubles,
            *(f"cookie {one.get('name')}" for one in self.context.cookies()),
            *(f"the browser was made to keep {name}" for name in kept),
            *(url for url in self.asked if not url.startswith((f"{self.base}/", "data:"))),
        ]

    def kept(self) -> list[str]:
        """Return the names of all that the page made the browser keep."""
        return list(
            self.page.evaluate("[...Object.keys(localStorage), ...Object.keys(sessionStorage)]")
        )

    def _on_failure(self, request: Request) -> None:
        # «Aborted» is the browser giving up what it still loads when the reader moves on.
        if request.failure != "net::ERR_ABORTED":
            self._note(f"failed: {request.url} {request.failure}")

    def _note(self, trouble: str) -> None:
        if not any(part in trouble for part in self.allowed):
            self.troubles.append(trouble)

    def _on_request(self, request: Request) -> None:
        self.asked.append(request.url)

    def _on_response(self, response: Response) -> None:
        if response.status < 400:
            return
        if response.request.is_navigation_request() and response.status < 500:
            self._refusals.add(response.url)
        else:
            self._note(f"{response.status}: {response.url}")

    def _on_console(self, message: ConsoleMessage) -> None:
        own_error_page = NOT_LOADED in message.text and message.location["url"] in self._refusals
        if message.type in ("error", "warning") and not own_error_page:
            self._note(f"console: {message.text}")
