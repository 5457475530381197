"""Mail by SMTP: one connection per message, and each refusal told apart.

What the server says about this message decides about this message; what it says
about us (no encryption, wrong password, sender not allowed) is a fault of the set-up,
which somebody will mend, and costs no message.
"""

import smtplib
import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

from wizard.application.ports_outbox import DelayedError, RefusedError, Taken
from wizard.delivery.letters import domain_of, letter, sender_address


@dataclass(frozen=True, slots=True)
class Patience:
    """How many seconds the server has, so that all is over before the lease is.

    `answer`: for each answer. `last`: for the answer to the whole letter, which some look
    through first; giving up there may send the letter twice, so this is long. `whole`:
    for everything after the connection, for a server that lets letters drip.
    """

    answer: float = 8
    last: float = 45
    whole: float = 70


@dataclass(frozen=True, slots=True)
class Server:
    """Where the mail server is; `security` is «starttls», «ssl» or «none»."""

    host: str
    port: int
    security: str = "starttls"
    user: str = ""
    password: str = field(default="", repr=False)


class SmtpCarrier:
    """Hands letters to a mail server."""

    def __init__(
        self,
        server: Server,
        sender: str,
        *,
        trust: ssl.SSLContext | None = None,
        patience: Patience = Patience(),
    ) -> None:
        """Send as `sender` («Name <address>»); `trust` are the certificates believed in.

        Raises `ValueError` if the sender has no address.
        """
        self._server, self._sender = server, sender
        self._from, self._domain = sender_address(sender)[1], domain_of(sender)
        self._trust = trust or ssl.create_default_context()
        self._patience = patience

    def send(self, taken: Taken) -> None:
        """Hand one letter over; raises `RefusedError` or `DelayedError`."""
        content = letter(taken, self._sender).as_bytes()
        with self._connection() as smtp:
            try:
                self._hand_over(smtp, taken.message.to, content)
            except (OSError, smtplib.SMTPException) as error:
                raise DelayedError("broken-off") from error

    @contextmanager
    def _connection(self) -> Iterator[smtplib.SMTP]:
        """Connect, encrypt and sign in; what fails here would fail for every letter."""
        try:
            smtp = self._connected()
        except (OSError, smtplib.SMTPException) as error:
            raise DelayedError("unreachable", everyone=True) from error
        end = threading.Timer(self._patience.whole, _cut, [smtp])
        end.start()
        try:
            self._prepare(smtp)
            yield smtp
            # The letter is taken: what goes wrong with the good-bye changes nothing.
            with suppress(OSError, smtplib.SMTPException):
                smtp.quit()
        finally:
            end.cancel()
            smtp.close()

    def _connected(self) -> smtplib.SMTP:
        host, port = self._server.host, self._server.port
        patience = self._patience.answer
        if self._server.security == "ssl":
            return smtplib.SMTP_SSL(
                host, port, local_hostname=self._domain, timeout=patience, context=self._trust
            )
        return smtplib.SMTP(host, port, local_hostname=self._domain, timeout=patience)

    def _prepare(self, smtp: smtplib.SMTP) -> None:
        try:
            smtp.ehlo_or_helo_if_needed()
            if self._server.security == "starttls":
                smtp.starttls(context=self._trust)
                smtp.ehlo_or_helo_if_needed()
        except (OSError, smtplib.SMTPException) as error:
            raise DelayedError("no-encryption", everyone=True) from error
        try:
            if self._server.user:
                smtp.login(self._server.user, self._server.password)
        except (OSError, smtplib.SMTPException) as error:
            raise DelayedError("sign-in", everyone=True) from error

    def _hand_over(self, smtp: smtplib.SMTP, to: str, content: bytes) -> None:
        code, _ = smtp.mail(self._from)
        if code != 250:
            raise DelayedError("sender", everyone=True)
        _judge(smtp.rcpt(to)[0], "address")
        if smtp.sock is not None:
            smtp.sock.settimeout(self._patience.last)
        try:
            code, _ = smtp.data(content)
        except smtplib.SMTPDataError as error:
            code = error.smtp_code
        _judge(code, "content")


def _judge(code: int, what: str) -> None:
    """Return if the server said yes; else raise what its answer means (RFC 5321, 4.2.1)."""
    if 200 <= code < 300:
        return
    if 500 <= code < 600:
        raise RefusedError(what)
    raise DelayedError("busy")


def _cut(smtp: smtplib.SMTP) -> None:
    """End a connection from outside, whatever it waits for; the waiting ends with an `OSError`."""
    with suppress(OSError):
        if smtp.sock is not None:
            # Of the plain socket: that of TLS would take its parts away under the reader's feet.
            socket.socket.shutdown(smtp.sock, socket.SHUT_RDWR)
