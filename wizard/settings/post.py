"""How mails and text messages leave the house."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from wizard.settings.values import number, one_of, secret_of

SMTP_PORTS = {"starttls": 587, "ssl": 465, "none": 25}
"""How the way to the mail server is secured -> the usual port."""


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
        security = one_of(environment, "WIZARD_SMTP_SECURITY", tuple(SMTP_PORTS), "starttls")
        folder = environment.get("WIZARD_SMS_FOLDER")
        return cls(
            smtp_host=environment.get("WIZARD_SMTP_HOST", ""),
            smtp_security=security,
            smtp_port=number(environment, "WIZARD_SMTP_PORT", SMTP_PORTS[security], most=65_535),
            smtp_user=environment.get("WIZARD_SMTP_USER", ""),
            smtp_password=secret_of(
                environment, "WIZARD_SMTP_PASSWORD", "WIZARD_SMTP_PASSWORD_FILE"
            ),
            sender=environment.get("WIZARD_MAIL_FROM")
            or f"Parcours <no-reply@{host or 'localhost'}>",
            days=number(environment, "WIZARD_MAIL_DAYS", 3),
            sms_folder=Path(folder).expanduser() if folder else None,
        )
