"""A server as `wizard run` starts it, over an application of a few lines: it is there at once.

`python tests/serving/tiny_server.py PORT DATA '{"threads": 2}'`; the JSON is what the settings
have that is not usual. While DATA has a file «broken» no worker can start.
"""

import json
import sys
import time
from pathlib import Path
from typing import Any
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from wizard import logs
from wizard.serving.server import Server
from wizard.settings import Settings
from wizard.settings.serving import ServingSettings

BIG = b"0123456789abcdef" * 512 * 1024
"""Eight megabytes: more than the system takes of an answer that nobody reads."""


def tiny(environ: WSGIEnvironment, start_response: StartResponse) -> list[bytes]:
    """Answer what was sent, something big at `/big`, nothing for a second at `/slow`."""
    path = environ["PATH_INFO"]
    if path == "/boom":
        raise ZeroDivisionError("broken on purpose")
    if path == "/slow":
        time.sleep(1)
    body = BIG if path == "/big" else environ["wsgi.input"].read(1 << 20) or b"hello"
    start_response("200 OK", [("Content-Length", str(len(body)))])
    return [body]


class TinyServer(Server):
    """The server with another application."""

    def load(self) -> WSGIApplication:
        """Return the application of one worker."""
        if (self._settings.data / "broken").exists():
            raise RuntimeError("cannot start now")
        return tiny


def main() -> None:
    port, data, changed = int(sys.argv[1]), Path(sys.argv[2]), json.loads(sys.argv[3])
    about: dict[str, Any] = changed
    settings = Settings(data, data, "sqlite://", serving=ServingSettings(**about))
    logs.configure(settings.serving.log_format, settings.serving.log_level)
    TinyServer("127.0.0.1", port, settings).run()


if __name__ == "__main__":
    main()
