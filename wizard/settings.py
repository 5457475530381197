"""Every setting, read from the environment once; the README lists them."""

import os
import secrets
from base64 import urlsafe_b64encode
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import NamedTemporaryFile
from urllib.parse import urlsplit

from wizard import resources

MOST_DAYS = 3_650
"""Ten years: more than anybody can mean."""

THIS_MACHINE = {"localhost", "127.0.0.1", "::1"}

SMTP_PORTS = {"starttls": 587, "ssl": 465, "none": 25}
"""How the way to the mail server is secured -> the usual port."""


class SettingsError(ValueError):
    """A setting cannot be used; the message names it and says what to do."""


@dataclass(frozen=True, slots=True)
class OidcSettings:
    """The OpenID Connect provider through which people may sign in.

    `claim` is what of the provider's answer is the name of an account, `name` the words
    on the button. An empty `client_secret` is for a provider that gives none (PKCE only).
    """

    issuer: str
    client_id: str
    client_secret: str = field(repr=False)
    claim: str = "preferred_username"
    name: str = "OpenID Connect"


@dataclass(frozen=True, slots=True)
class PostSettings:
    """How mails and text messages leave the house.

    `smtp_host`: the mail server; without one, mails go into files below the data folder.
    `smtp_security`: «starttls», «ssl» or «none».
    `smtp_user`, `smtp_password`: for a server that wants a sign-in.
    `sender`: the address that mails come from.
    `days`: after so many days of trying a message is given up, and its address removed.
    `sms_folder`: where text messages are put for a gateway; None for a trial, below the data.
    """

    smtp_host: str = ""
    smtp_security: str = "starttls"
    smtp_port: int = SMTP_PORTS["starttls"]
    smtp_user: str = ""
    smtp_password: str = field(default="", repr=False)
    sender: str = "Parcours <no-reply@localhost>"
    days: int = 3
    sms_folder: Path | None = None

    @classmethod
    def from_environment(cls, environment: Mapping[str, str], host: str) -> "PostSettings":
        """Return the settings of the variables; `host` is the site's own name, "" if not known.

        Raises `SettingsError` if one has no sense.
        """
        security = environment.get("WIZARD_SMTP_SECURITY") or "starttls"
        if security not in SMTP_PORTS:
            raise SettingsError(f"WIZARD_SMTP_SECURITY is one of {', '.join(SMTP_PORTS)}")
        folder = environment.get("WIZARD_SMS_FOLDER")
        return cls(
            smtp_host=environment.get("WIZARD_SMTP_HOST", ""),
            smtp_security=security,
            smtp_port=_number(environment, "WIZARD_SMTP_PORT", SMTP_PORTS[security], most=65_535),
            smtp_user=environment.get("WIZARD_SMTP_USER", ""),
            smtp_password=_secret(environment, "WIZARD_SMTP_PASSWORD", "WIZARD_SMTP_PASSWORD_FILE"),
            sender=environment.get("WIZARD_MAIL_FROM")
            or f"Parcours <no-reply@{host or 'localhost'}>",
            days=_number(environment, "WIZARD_MAIL_DAYS", 3),
            sms_folder=Path(folder).expanduser() if folder else None,
        )


@dataclass(frozen=True, slots=True)
class Settings:
    """How one process is set up.

    `data`: folder for the database, the index and the keys.
    `catalogue`: folder whose content is published at start.
    `database_url`: where all that is written is kept.
    `public_url`: the site's own address, for links in letters and the API
    («» = a trial on this machine).
    `sealing_key_file`: the keys that contact data is sealed with (None = in the data folder).
    `post`: how mails and text messages are sent.
    `notes_days`, `case_months`: how long notes of calls and references of cases are kept.
    `partner_days`: how long the link in a letter to a partner works.
    `contact_days`: how long contact data is kept after a referral is closed.
    `reminder_days`: when partners are reminded, counted from the last change.
    `oidc`: the provider of sign-ins, if there is one.
    `proxies`: how many proxies of our own stand before this server and name the visitor.
    """

    data: Path
    catalogue: Path
    database_url: str
    public_url: str = ""
    sealing_key_file: Path | None = None
    post: PostSettings = field(default_factory=PostSettings)
    notes_days: int = 30
    case_months: int = 24
    partner_days: int = 14
    contact_days: int = 30
    reminder_days: tuple[int, ...] = (3, 7, 14)
    oidc: OidcSettings | None = None
    proxies: int = 0

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> "Settings":
        """Return the settings of the variables `WIZARD_*`, with defaults that just work.

        Raises `ValueError` with what to do if one cannot be used.
        """
        data = Path(environment.get("WIZARD_DATA") or _default_data(environment)).expanduser()
        catalogue = environment.get("WIZARD_CATALOGUE")
        public_url = _public_url(environment)
        keys = environment.get("WIZARD_SEALING_KEY_FILE")
        return cls(
            data=data,
            catalogue=Path(catalogue).expanduser() if catalogue else resources.folder("catalogue"),
            database_url=environment.get("WIZARD_DATABASE_URL")
            or f"sqlite:///{data / 'parcours.sqlite3'}",
            public_url=public_url,
            sealing_key_file=Path(keys).expanduser() if keys else None,
            post=PostSettings.from_environment(environment, urlsplit(public_url).hostname or ""),
            # The limits of `wizard.domain.keeping`, said before anything starts.
            notes_days=_number(environment, "WIZARD_NOTES_DAYS", 30, most=366),
            case_months=_number(environment, "WIZARD_CASE_MONTHS", 24, most=120),
            partner_days=_number(environment, "WIZARD_PARTNER_DAYS", 14),
            contact_days=_number(environment, "WIZARD_CONTACT_DAYS", 30, least=0),
            reminder_days=_days(environment, "WIZARD_REMINDER_DAYS", "3,7,14"),
            oidc=_oidc(environment),
            proxies=_number(environment, "WIZARD_PROXIES", 0, least=0, most=16),
        )

    @property
    def index(self) -> Path:
        """The folder of the search index."""
        return self.data / "index"

    def make_folder(self) -> None:
        """Make the data folder if it is not there: only its owner may look into it."""
        self.data.mkdir(mode=0o700, parents=True, exist_ok=True)

    def secret(self) -> str:
        """Return the signing key, made at the first call and readable by the owner only."""
        return _kept(self.data / "secret", lambda: secrets.token_urlsafe(48))

    def sealing_keys(self) -> tuple[str, ...]:
        """Return the keys that contact data is sealed with: the first seals, all of them open.

        Without a file of its own one is made in the data folder at the first call. Raises
        `SettingsError` if the file that was set cannot be read: a new key in its place
        would make unreadable what was sealed before.
        """
        file = self.sealing_key_file
        if file is None:
            words = _kept(self.data / "sealing.key", _new_sealing_key)
        else:
            words = _keys_in(file)
        return tuple(line.strip() for line in words.splitlines() if line.strip())


def _keys_in(file: Path) -> str:
    try:
        return file.read_text(encoding="ascii")
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(
            f"WIZARD_SEALING_KEY_FILE names a file that cannot be read: {file}"
        ) from error


def _kept(file: Path, new: Callable[[], str]) -> str:
    """Return what a file holds; if it is not there or empty, it is made, for the owner only.

    It is written whole beside its place and then linked there, so that no other
    process ever reads half a key, and a crash leaves none behind.
    """
    if file.exists() and not file.read_text(encoding="ascii").strip():
        file.unlink(missing_ok=True)
    if not file.exists():
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with NamedTemporaryFile("w", dir=file.parent, encoding="ascii") as draft:
            draft.write(new())
            draft.flush()
            os.fsync(draft.fileno())
            with suppress(FileExistsError):  # another process was first: its key counts
                os.link(draft.name, file)
    return file.read_text(encoding="ascii").strip()


def _new_sealing_key() -> str:
    return urlsafe_b64encode(secrets.token_bytes(32)).decode("ascii")


def _number(
    environment: Mapping[str, str], name: str, usual: int, *, least: int = 1, most: int = MOST_DAYS
) -> int:
    words = environment.get(name) or str(usual)
    if not (_is_number(words) and least <= int(words) <= most):
        raise SettingsError(f"{name} is a whole number from {least} to {most}, not {words!r}")
    return int(words)


def _is_number(words: str) -> bool:
    # A longer one is beyond every limit, and beyond what Python reads.
    return words.isascii() and words.isdigit() and len(words) <= 9


def _public_url(environment: Mapping[str, str]) -> str:
    """Return the site's own address without a slash at its end, "" if it is not set.

    Letters, cookies and the hosts that are listened to depend on it.
    """
    words = environment.get("WIZARD_PUBLIC_URL", "").strip().rstrip("/")
    try:
        return own_address(words) if words else ""
    except ValueError as error:
        raise SettingsError(
            f"WIZARD_PUBLIC_URL is an address such as https://guide.example, not {words!r}"
        ) from error


def own_address(written: str) -> str:
    """Return a site's own address without a slash at its end; raises `ValueError` if it is none."""
    words = written.rstrip("/")
    found = urlsplit(words)
    whole = found.scheme in {"http", "https"} and found.hostname and found.port != 0
    plain = words.isascii() and words.isprintable() and not set(" ?#@\\") & set(words)
    if not (whole and plain):
        raise ValueError("a site's own address has http or https, a host, and no more than a path")
    return words


def _days(environment: Mapping[str, str], name: str, usual: str) -> tuple[int, ...]:
    """Return days that grow, such as «3,7,14»; «none» means no day at all."""
    words = environment.get(name) or usual
    if words == "none":
        return ()
    parts = [part.strip() for part in words.split(",")]
    if not all(_is_number(part) and 0 < int(part) <= MOST_DAYS for part in parts):
        raise SettingsError(f"{name} is «none» or numbers of days such as 3,7,14, not {words!r}")
    days = tuple(int(part) for part in parts)
    if list(days) != sorted(set(days)):
        raise SettingsError(f"{name} must grow from number to number, not {words!r}")
    return days


def _secret(environment: Mapping[str, str], name: str, file_name: str) -> str:
    """Return a password: of the variable, else of the file that the other variable names."""
    file = environment.get(file_name)
    if environment.get(name) or not file:
        return environment.get(name, "")
    try:
        return Path(file).expanduser().read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"{file_name} names a file that cannot be read: {file}") from error


def _default_data(environment: Mapping[str, str]) -> Path:
    base = environment.get("XDG_DATA_HOME") or "~/.local/share"
    return Path(base) / "parcours"


def _oidc(environment: Mapping[str, str]) -> OidcSettings | None:
    issuer = environment.get("WIZARD_OIDC_ISSUER", "").strip()
    client = environment.get("WIZARD_OIDC_CLIENT_ID", "").strip()
    if not issuer and not client:
        return None
    if not issuer or not client:
        raise SettingsError("give both WIZARD_OIDC_ISSUER and WIZARD_OIDC_CLIENT_ID, or neither")
    found = urlsplit(issuer)
    if found.scheme != "https" and not (found.scheme == "http" and found.hostname in THIS_MACHINE):
        raise SettingsError(f"WIZARD_OIDC_ISSUER begins with https://, not {issuer!r}")
    secret = ("WIZARD_OIDC_CLIENT_SECRET", "WIZARD_OIDC_CLIENT_SECRET_FILE")
    return OidcSettings(
        issuer=issuer,
        client_id=client,
        client_secret=_secret(environment, *secret),
        claim=environment.get("WIZARD_OIDC_CLAIM") or "preferred_username",
        name=environment.get("WIZARD_OIDC_NAME") or "OpenID Connect",
    )
