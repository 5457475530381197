"""Signing in with OpenID Connect."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from wizard.settings.values import SettingsError, secret_of

THIS_MACHINE = {"localhost", "127.0.0.1", "::1"}


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


def oidc_settings(environment: Mapping[str, str]) -> OidcSettings | None:
    """Return the provider of the variables `WIZARD_OIDC_*`, None if none is set."""
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
        client_secret=secret_of(environment, *secret),
        claim=environment.get("WIZARD_OIDC_CLAIM") or "preferred_username",
        name=environment.get("WIZARD_OIDC_NAME") or "OpenID Connect",
    )
