"""A sender in a process of its own, to be killed: `python -m tests.delivery.sender URL PORT MOMENT`."""

import sys
from datetime import datetime, timedelta

from tests.delivery.messages import SENDER
from tests.staff.people import SEALING
from wizard.application.outbox import Post, deliver
from wizard.delivery.smtp import Server, SmtpCarrier
from wizard.store.engine import Engine, open_engine
from wizard.store.outbox import DatabaseOutbox


def post_to(engine: Engine, port: int) -> Post:
    """Return the queue of a database with the way to a server on this machine."""
    outbox = DatabaseOutbox(engine, SEALING, "example.org")
    carrier = SmtpCarrier(Server("127.0.0.1", port, "none"), SENDER)
    return Post(outbox, {"mail": carrier}, timedelta(days=3))


def main() -> None:
    """Say that all is ready, and send what is due at the moment given."""
    url, port, moment = sys.argv[1:]
    post = post_to(open_engine(url), int(port))
    print("ready", flush=True)
    deliver(post, lambda: datetime.fromisoformat(moment))


if __name__ == "__main__":
    main()
