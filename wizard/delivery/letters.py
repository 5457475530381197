"""From a message to the letter that a mail server takes: headers, plain text, HTML."""

from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import parseaddr

from wizard.application.ports_outbox import RefusedError, Taken
from wizard.domain.addresses import AddressError, mail_address


def sender_address(sender: str) -> tuple[str, str]:
    """Return name and address of a sender such as «Parcours <post@example.org>».

    Raises `ValueError` if there is no address in it.
    """
    name, address = parseaddr(sender)
    try:
        whole = Address(name, addr_spec=address)
    except (MessageError, ValueError, IndexError):
        whole = Address()
    if not (whole.username and whole.domain):
        raise ValueError(f"{sender!r} is no sender; write it as «Name <address@domain>»")
    return name, address


def domain_of(sender: str) -> str:
    """Return the domain of a sender's address, which ends each Message-ID."""
    return sender_address(sender)[1].rpartition("@")[2]


def letter(taken: Taken, sender: str) -> EmailMessage:
    """Return the letter; made twice, it is the same letter with the same Message-ID.

    A value with a line break cannot get into a header: the library refuses it
    (`ValueError`). Lines are short and in ASCII, so that any server takes them. Raises
    `RefusedError` if the message does not go to exactly one address.
    """
    name, address = sender_address(sender)
    try:
        to = mail_address(taken.message.to)
    except AddressError as error:
        raise RefusedError("address") from error
    message = EmailMessage(policy=SMTP)
    message["From"] = Address(name, addr_spec=address)
    message["To"] = Address(addr_spec=to)
    message["Subject"] = taken.message.subject
    message["Date"] = taken.created_at
    message["Message-ID"] = f"<{taken.reference}>"
    # No machine should answer: nobody reads what comes back (RFC 3834).
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(taken.message.text, cte="quoted-printable")
    if taken.message.html:
        message.add_alternative(taken.message.html, subtype="html", cte="quoted-printable")
    # At the end: what becomes one of two parts takes the headers of its content along.
    message["Content-Language"] = taken.language
    return message
