"""Mail through a real server: taken, refused, put off, hanging, encrypted, signed in."""

import ssl
from email.message import EmailMessage
from functools import partial

import pytest

from tests.delivery.conftest import QUICK
from tests.delivery.mail_server import (
    Behaviour,
    mail_server,
    only,
    rude_server,
    trusting,
)
from tests.delivery.messages import SENDER, WORDS, mail, taken
from tests.ports import free_port
from wizard.application.ports_outbox import DelayedError, RefusedError
from wizard.delivery.smtp import Patience, Server, SmtpCarrier
from wizard.domain.text import LANGUAGES, Language


def to(port: int, security: str = "none", **more: str) -> SmtpCarrier:
    """Return the way to a server on this machine."""
    return SmtpCarrier(Server("127.0.0.1", port, security, **more), SENDER, patience=QUICK)


def delayed(carrier: SmtpCarrier) -> DelayedError:
    """Return why a letter was put off."""
    with pytest.raises(DelayedError) as error:
        carrier.send(taken(mail()))
    return error.value


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_letter_arrives(server: Behaviour, carrier: SmtpCarrier, language: Language) -> None:
    carrier.send(taken(mail("an@example.be", language, "<p>Hé</p>"), language))
    [letter] = server.letters
    assert server.recipients == ["an@example.be"]
    assert (letter["Subject"], letter["To"]) == (WORDS[language][0], "an@example.be")
    assert str(letter["From"]) == SENDER
    plain = letter.get_body(("plain",))
    assert isinstance(plain, EmailMessage)
    assert plain.get_content().replace("\r\n", "\n") == WORDS[language][1]


def test_a_server_that_is_not_there_closes_the_way_for_everyone() -> None:
    error = delayed(to(free_port()))
    assert (error.error, error.everyone) == ("unreachable", True)


def test_a_name_that_nobody_has_closes_it_too() -> None:
    carrier = SmtpCarrier(Server("no-such-host.invalid", 25, "none"), SENDER, patience=QUICK)
    assert delayed(carrier).everyone


@pytest.mark.parametrize("answer", ["450 mailbox busy", "451 greylisted", "421 closing"])
def test_a_recipient_that_is_busy_is_put_off(
    server: Behaviour, carrier: SmtpCarrier, answer: str
) -> None:
    server.recipient = answer
    error = delayed(carrier)
    assert (error.error, error.everyone) == ("busy", False)


@pytest.mark.parametrize("answer", ["550 no such mailbox", "552 mailbox full", "553 no"])
def test_a_recipient_that_is_refused_is_given_up(
    server: Behaviour, carrier: SmtpCarrier, answer: str
) -> None:
    server.recipient = answer
    with pytest.raises(RefusedError, match="address"):
        carrier.send(taken(mail()))


def test_a_letter_that_is_refused_is_given_up(server: Behaviour, carrier: SmtpCarrier) -> None:
    server.content = "554 looks like spam"
    with pytest.raises(RefusedError, match="content"):
        carrier.send(taken(mail()))


def test_a_letter_that_is_not_taken_now_is_put_off(server: Behaviour, carrier: SmtpCarrier) -> None:
    server.content = "452 no room"
    assert delayed(carrier).error == "busy"


@pytest.mark.parametrize("answer", ["550 not you", "451 later"])
def test_a_sender_that_is_refused_is_a_fault_of_the_set_up(
    server: Behaviour, carrier: SmtpCarrier, answer: str
) -> None:
    server.sender = answer
    error = delayed(carrier)
    assert (error.error, error.everyone) == ("sender", True)


def test_no_answer_of_a_server_gets_into_an_error(server: Behaviour, carrier: SmtpCarrier) -> None:
    server.recipient = "550 <jan@example.be> unknown"
    with pytest.raises(RefusedError) as error:
        carrier.send(taken(mail()))
    assert "jan" not in repr(error.value)
    assert error.value.__cause__ is None


def test_a_server_that_hangs_over_the_letter_is_left(
    server: Behaviour, carrier: SmtpCarrier
) -> None:
    server.pause_before = 2
    assert delayed(carrier).error == "broken-off"


def test_a_server_that_never_greets_is_left() -> None:
    with rude_server(b"", every=30) as port:
        error = delayed(to(port))
    assert (error.error, error.everyone) == ("unreachable", True)


def test_a_server_that_drips_is_left_before_the_lease_ends() -> None:
    greeting = b"220 rude\r\n"
    drips = b"250-" + b"slow" * 100
    patience = Patience(answer=1, last=1, whole=0.5)
    with rude_server(greeting + drips, every=0.02) as port:
        carrier = SmtpCarrier(Server("127.0.0.1", port, "none"), SENDER, patience=patience)
        assert delayed(carrier).everyone


def test_patience_ends_before_the_lease() -> None:
    # The connection (two addresses) and looking its name up come before the rest is timed.
    usual = Patience()
    assert usual.whole + 2 * usual.answer + 30 < 120
    assert usual.last < usual.whole


def test_starttls_is_used(certificate: tuple[str, str], server: Behaviour) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*certificate)
    trust = trusting(certificate[0])
    with mail_server(server, tls_context=context, require_starttls=True) as port:
        to_it = SmtpCarrier(Server("localhost", port), SENDER, trust=trust, patience=QUICK)
        to_it.send(taken(mail()))
        assert len(server.letters) == 1
        # Without encryption the same server takes nothing.
        assert delayed(to(port)).error == "sender"


def test_a_certificate_that_nobody_believes_in_is_not_accepted(
    certificate: tuple[str, str], server: Behaviour
) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*certificate)
    with mail_server(server, tls_context=context) as port:
        carrier = SmtpCarrier(Server("localhost", port), SENDER, patience=QUICK)
        assert delayed(carrier).error == "no-encryption"
    assert server.letters == []


def test_a_server_without_encryption_gets_nothing(server: Behaviour, port: int) -> None:
    assert delayed(to(port, "starttls")).error == "no-encryption"
    assert server.letters == []


def test_a_server_with_tls_from_the_start(certificate: tuple[str, str], server: Behaviour) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*certificate)
    with mail_server(server, ssl_context=context) as port:
        carrier = SmtpCarrier(
            Server("localhost", port, "ssl"),
            SENDER,
            trust=trusting(certificate[0]),
            patience=QUICK,
        )
        carrier.send(taken(mail()))
    assert len(server.letters) == 1


@pytest.mark.parametrize(("password", "taken_in"), [("right", True), ("wrong", False)])
def test_a_server_that_wants_a_password(
    certificate: tuple[str, str], server: Behaviour, password: str, taken_in: bool
) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*certificate)
    carrier_to = partial(SmtpCarrier, sender=SENDER, trust=trusting(certificate[0]), patience=QUICK)
    rules = {"authenticator": only("post", "right"), "auth_required": True}
    with mail_server(server, tls_context=context, **rules) as port:
        carrier = carrier_to(Server("localhost", port, user="post", password=password))
        if taken_in:
            carrier.send(taken(mail()))
        else:
            error = delayed(carrier)
            assert (error.error, error.everyone) == ("sign-in", True)
    assert len(server.letters) == taken_in


def test_the_password_is_not_shown() -> None:
    assert "hidden" not in repr(Server("localhost", 25, user="post", password="hidden"))  # noqa: S106  (for a test)
