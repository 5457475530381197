"""The production server with the post beside it, over nothing: `python -m tests.delivery.tiny_server PORT`."""

import sys
from collections.abc import Iterable
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from wizard.serving.server import Server
from wizard.settings import Settings


class TinyServer(Server):
    """A server whose workers start at once."""

    def load(self) -> WSGIApplication:
        """Return an application that says yes."""
        return say_yes


def say_yes(_environment: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
    """Answer every request."""
    start("200 OK", [("Content-Type", "text/plain")])
    return [b"yes"]


if __name__ == "__main__":
    TinyServer("127.0.0.1", int(sys.argv[1]), Settings.from_environment(), post=True).run()
