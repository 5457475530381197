"""A database with a queue, a clock that the tests move, and messages to send."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID
from sqlalchemy import Engine

from tests.delivery.mail_server import Behaviour, mail_server
from tests.delivery.messages import SENDER
from tests.staff.people import SEALING, Clock
from wizard.application.outbox import Post
from wizard.application.ports_outbox import Carrier, Medium
from wizard.delivery.files import TextFolder
from wizard.delivery.smtp import Patience, Server, SmtpCarrier
from wizard.store.outbox import DatabaseOutbox

QUICK = Patience(answer=1, last=1, whole=3)


@pytest.fixture
def clock() -> Clock:
    """The moment at which the post stands."""
    return Clock(datetime(2026, 11, 21, 9, 0, tzinfo=UTC))


@pytest.fixture
def outbox(engine: Engine) -> DatabaseOutbox:
    """The queue."""
    return DatabaseOutbox(engine, SEALING, "example.org")


@pytest.fixture
def server() -> Behaviour:
    """What the mail server does."""
    return Behaviour()


@pytest.fixture
def port(server: Behaviour) -> Iterator[int]:
    """The port of a running mail server."""
    with mail_server(server) as port:
        yield port


@pytest.fixture
def carrier(port: int) -> SmtpCarrier:
    """The way to that server, with little patience."""
    return SmtpCarrier(Server("127.0.0.1", port, "none"), SENDER, patience=QUICK)


@pytest.fixture
def post(outbox: DatabaseOutbox, carrier: SmtpCarrier, tmp_path: Path) -> Post:
    """The queue with both ways out."""
    carriers: dict[Medium, Carrier] = {"mail": carrier, "text": TextFolder(tmp_path / "texts")}
    return Post(outbox, carriers, timedelta(days=3))


@pytest.fixture(scope="session")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, str]:
    """The files of a certificate for «localhost» and of its key."""
    folder = tmp_path_factory.mktemp("tls")
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(datetime(2020, 1, 1, tzinfo=UTC))
        .not_valid_after(datetime(2120, 1, 1, tzinfo=UTC))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    plain = (Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    (folder / "cert.pem").write_bytes(certificate.public_bytes(Encoding.PEM))
    (folder / "key.pem").write_bytes(key.private_bytes(*plain))
    return str(folder / "cert.pem"), str(folder / "key.pem")
