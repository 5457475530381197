"""A real mail server on a free port, which the tests tell how to behave."""

import asyncio
import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any, cast

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, Envelope, LoginPassword

from tests.ports import free_port

OK = "250 OK"


@dataclass
class Behaviour:
    """What the server answers; a pause is in seconds.

    `paused` is set while a letter is held back before it is taken, `taken` just before it
    is acknowledged.
    """

    sender: str = OK
    recipient: str = OK
    content: str = OK
    pause_before: float = 0
    pause_after: float = 0
    letters: list[EmailMessage] = field(default_factory=list)
    recipients: list[str] = field(default_factory=list)
    paused: threading.Event = field(default_factory=threading.Event)
    taken: threading.Event = field(default_factory=threading.Event)

    async def handle_MAIL(self, _s: Any, _n: Any, e: Envelope, address: str, _o: Any) -> str:  # noqa: N802  (aiosmtpd's name)
        """Answer MAIL FROM."""
        if self.sender == OK:
            e.mail_from = address
        return self.sender

    async def handle_RCPT(self, _s: Any, _n: Any, e: Envelope, address: str, _o: Any) -> str:  # noqa: N802  (aiosmtpd's name)
        """Answer RCPT TO."""
        if self.recipient == OK:
            e.rcpt_tos.append(address)
        return self.recipient

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Envelope) -> str:  # noqa: N802  (aiosmtpd's name)
        """Answer the letter, and keep it if it is taken."""
        self.paused.set()
        await asyncio.sleep(self.pause_before)
        if self.content == OK:
            letter = message_from_bytes(cast(bytes, envelope.content), policy=default)
            self.letters.append(cast(EmailMessage, letter))
            self.recipients += envelope.rcpt_tos
        self.taken.set()
        await asyncio.sleep(self.pause_after)
        return self.content

    @property
    def ids(self) -> list[str]:
        """The Message-IDs of all letters taken, in order."""
        return [str(letter["Message-ID"]) for letter in self.letters]


@contextmanager
def mail_server(behaviour: Behaviour, port: int = 0, **options: Any) -> Iterator[int]:
    """Run the server as long as the block lasts; yields its port."""
    controller = Controller(
        behaviour, hostname="127.0.0.1", port=port or free_port(), ready_timeout=20, **options
    )
    controller.start()
    try:
        yield controller.port
    finally:
        controller.stop()


def only(user: str, password: str) -> Any:
    """Return an authenticator that lets one user in."""

    def check(_server: Any, _session: Any, _envelope: Any, _how: str, data: Any) -> AuthResult:
        wanted = LoginPassword(user.encode(), password.encode())
        return AuthResult(success=data == wanted, handled=data == wanted)

    return check


@contextmanager
def rude_server(speak: bytes, *, every: float) -> Iterator[int]:
    """Run something that listens, says its words one byte at a time, and nothing more."""
    stop = threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(0.1)

        def serve() -> None:
            while not stop.is_set():
                try:
                    caller, _ = listener.accept()
                except TimeoutError:
                    continue
                with caller:
                    for byte in speak:
                        if stop.wait(every):
                            return
                        try:
                            caller.send(bytes([byte]))
                        except OSError:
                            break
                    stop.wait(every)

        thread = threading.Thread(target=serve)
        thread.start()
        try:
            yield int(listener.getsockname()[1])
        finally:
            stop.set()
            thread.join()


def trusting(certificate: str) -> ssl.SSLContext:
    """Return a context that believes in one certificate of our own."""
    return ssl.create_default_context(cafile=certificate)
