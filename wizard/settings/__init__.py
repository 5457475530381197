"""Every setting, read from the environment once; the README lists them.

`values` reads words, the other modules a group of settings each.
"""

import os
import secrets
from base64 import urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from wizard import resources
from wizard.settings.database import database_url
from wizard.settings.limits import LimitSettings
from wizard.settings.oidc import OidcSettings, oidc_settings
from wizard.settings.post import SMTP_PORTS, PostSettings
from wizard.settings.serving import ServingSettings
from wizard.settings.values import (
    MOST_DAYS,
    SettingsError,
    days,
    kept,
    number,
    own_address,
    public_url,
)

__all__ = [
    "MOST_DAYS",
    "SMTP_PORTS",
    "OidcSettings",
    "PostSettings",
    "ServingSettings",
    "Settings",
    "SettingsError",
    "own_address",
]


LEAST_SECRET = 32
"""Signs of a signing key: with base64, 24 random bytes, which nobody tries out."""


@dataclass(frozen=True, slots=True)
class Settings:
    """How one process is set up.

    `data`: folder for the database, the index and the keys.
    `catalogue`: folder whose content is published at start.
    `database_url`: where all that is written is kept, as SQLAlchemy reads it.
    `public_url`: the site's own address, for links in letters and the API
    («» = a trial on this machine).
    `secret_file`: the key that cookies and links are signed with (None = in the data folder).
    `sealing_key_file`: the keys that contact data is sealed with (None = in the data folder).
    `post`: how mails and text messages are sent.
    `notes_days`, `case_months`: how long notes of calls and references of cases are kept.
    `partner_days`: how long the link in a letter to a partner works.
    `contact_days`: how long contact data is kept after a referral is closed.
    `reminder_days`: when partners are reminded, counted from the last change.
    `oidc`: the provider of sign-ins, if there is one.
    `proxies`: how many proxies of our own stand before this server and name the visitor.
    `limits`: how often one visitor may ask, and where that is counted.
    `serving`: how `wizard run` works: processes, time limits, logs, metrics.
    """

    data: Path
    catalogue: Path
    database_url: str = field(repr=False)
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
    limits: LimitSettings = field(default_factory=LimitSettings)
    serving: ServingSettings = field(default_factory=ServingSettings)
    secret_file: Path | None = None

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> "Settings":
        """Return the settings of the variables `WIZARD_*`, with defaults that just work.

        Raises `ValueError` with what to do if one cannot be used.
        """
        data = Path(environment.get("WIZARD_DATA") or _default_data(environment)).expanduser()
        catalogue = environment.get("WIZARD_CATALOGUE")
        own = public_url(environment)
        keys = environment.get("WIZARD_SEALING_KEY_FILE")
        secret = environment.get("WIZARD_SECRET_FILE")
        return cls(
            data=data,
            catalogue=Path(catalogue).expanduser() if catalogue else resources.folder("catalogue"),
            database_url=database_url(environment, data),
            public_url=own,
            sealing_key_file=Path(keys).expanduser() if keys else None,
            post=PostSettings.from_environment(environment, urlsplit(own).hostname or ""),
            # The limits of `wizard.domain.keeping`, said before anything starts.
            notes_days=number(environment, "WIZARD_NOTES_DAYS", 30, most=366),
            case_months=number(environment, "WIZARD_CASE_MONTHS", 24, most=120),
            partner_days=number(environment, "WIZARD_PARTNER_DAYS", 14),
            contact_days=number(environment, "WIZARD_CONTACT_DAYS", 30, least=0),
            reminder_days=days(environment, "WIZARD_REMINDER_DAYS", "3,7,14"),
            oidc=oidc_settings(environment),
            proxies=number(environment, "WIZARD_PROXIES", 0, least=0, most=16),
            limits=LimitSettings.from_environment(environment),
            serving=ServingSettings.from_environment(environment),
            secret_file=Path(secret).expanduser() if secret else None,
        )

    @property
    def index(self) -> Path:
        """The folder of the search index."""
        return self.data / "index"

    @property
    def ready(self) -> Path:
        """The folder of the edition in force, ready to serve."""
        return self.data / "ready"

    def make_folder(self) -> None:
        """Make the data folder if it is not there: only its owner may look into it."""
        self.data.mkdir(mode=0o700, parents=True, exist_ok=True)

    def secret(self) -> str:
        """Return the signing key, made at the first call and readable by the owner only.

        Raises `SettingsError` if the file that was set cannot be read or is too short to be
        a key: a new key in its place would end every sign-in, and differ from node to node.
        """
        file = self.secret_file
        if file is None:
            return kept(self.data / "secret", lambda: secrets.token_urlsafe(48))
        words = _keys_in(file, "WIZARD_SECRET_FILE").strip()
        if len(words) < LEAST_SECRET:
            raise SettingsError(
                f"WIZARD_SECRET_FILE names a file with less than {LEAST_SECRET} signs: {file}"
            )
        return words

    def sealing_keys(self) -> tuple[str, ...]:
        """Return the keys that contact data is sealed with: the first seals, all of them open.

        Without a file of its own one is made in the data folder at the first call. Raises
        `SettingsError` if the file that was set cannot be read: a new key in its place
        would make unreadable what was sealed before.
        """
        file = self.sealing_key_file
        if file is None:
            words = kept(self.data / "sealing.key", _new_sealing_key)
        else:
            words = _keys_in(file, "WIZARD_SEALING_KEY_FILE")
        return tuple(line.strip() for line in words.splitlines() if line.strip())


def _keys_in(file: Path, setting: str) -> str:
    try:
        return file.read_text(encoding="ascii")
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"{setting} names a file that cannot be read: {file}") from error


def _new_sealing_key() -> str:
    return urlsafe_b64encode(secrets.token_bytes(32)).decode("ascii")


def _default_data(environment: Mapping[str, str]) -> Path:
    base = environment.get("XDG_DATA_HOME") or "~/.local/share"
    return Path(base) / "parcours"
