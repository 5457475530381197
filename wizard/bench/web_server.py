"""The servers that `wizard bench web` compares: ours, with the site or with a page to compare with.

All are the production server with the same workers, so that what differs is the application. It
is started as a program of its own: `python -m wizard.bench.web_server WHAT PORT`.
"""

import sys
from pathlib import Path
from wsgiref.types import WSGIApplication

from flask import Flask, render_template

from wizard import logs
from wizard.serving.server import Server, share_program
from wizard.settings import Settings

HELLO = "hello"
SITE = "site"
SAME_SIZE = "same-size"
"""What stands for a Jinja page of the same size; the folder of its template follows a colon."""

TEMPLATE = "page.html"


class Compared(Server):
    """The production server, with what is compared."""

    what = SITE

    def load(self) -> WSGIApplication:
        """Return the application of one worker."""
        name, _, folder = self.what.partition(":")
        if name == HELLO:
            return hello()
        return same_size(Path(folder)) if name == SAME_SIZE else super().load()


def hello() -> Flask:
    """Return Flask's own example: nothing can cost less and still be an answer of Flask."""
    app = Flask("hello")
    app.add_url_rule("/", "hello", lambda: "Hello, world")
    return app


def same_size(folder: Path) -> Flask:
    """Return a page of Jinja without anything to decide, as large as the one it stands beside.

    Its words are looked up once, when the template is read: a page with its translations bound.
    """
    app = Flask("same-size", template_folder=str(folder))
    app.add_url_rule("/", "page", lambda: render_template(TEMPLATE, words=WORDS))
    return app


WORDS = [f"word {number}" for number in range(200)]
"""What stands for the words of a page, put in one by one."""


def template_of(size: int) -> str:
    """Return a template whose page has about `size` bytes, with 190 words put in among them."""
    filling = "<p>" + "Brussel Bruxelles Brussels " * 8 + "</p>\n"
    each = max(1, size // 190 - 20)
    text = (filling * (each // len(filling) + 1))[:each]
    body = "".join(f"{{{{ words[{number}] }}}}\n{text}\n" for number in range(190))
    return f"<!DOCTYPE html>\n<title>Page</title>\n{body}"


def main() -> None:
    """Serve what the first argument says on the port that is the second."""
    Compared.what, port = sys.argv[1], int(sys.argv[2])
    settings = Settings.from_environment()
    logs.configure(settings.serving.log_format, settings.serving.log_level)
    if Compared.what == SITE:
        share_program()
    Compared("127.0.0.1", port, settings).run()


if __name__ == "__main__":
    main()
