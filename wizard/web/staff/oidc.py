"""Signing in through an OpenID Connect provider: authorization code with PKCE, state and nonce.

Authlib does the protocol. What stays between the two requests (state, nonce, PKCE
verifier) stands in the signed cookie of the staff area and nowhere else.
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from flask import abort, current_app, session
from werkzeug.wrappers import Response

from wizard.web.own_address import own_address
from wizard.web.staff import access
from wizard.web.staff.onward import is_page
from wizard.web.staff.provider import Provider

log = logging.getLogger(__name__)

PATIENCE = 8
"""Seconds until a provider that does not answer counts as away."""

ALGORITHMS = frozenset({"RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384"})
"""Signatures that are taken: with a key of the provider's own, never «none»."""

_CLIENT = "parcours-oidc"
_PENDING = "_state_"
_NEXT = "next"


class ProviderAwayError(Exception):
    """The provider does not answer, or not with what a provider answers."""


class NotProvenError(Exception):
    """The answer does not prove who it is: forged, too old, used already, or cancelled."""


def begin(following: str) -> Response:
    """Return the redirect to the provider; afterwards it goes on to `following`.

    Raises `ProviderAwayError`.
    """
    for key in [key for key in session if key.startswith(_PENDING)]:
        # One try at a time: many that nobody finished would not fit into the cookie.
        session.pop(key)
    session[_NEXT] = following if is_page(following) else ""
    with _told():
        _check(_client())
        found: Response = _client().authorize_redirect(redirect_uri())
    return found


def finish() -> tuple[str, str]:
    """Return the name that the provider gives to who comes back, and where to go on to.

    Raises `ProviderAwayError` or `NotProvenError`.
    """
    provider = _provider()
    with _told():
        client = _client()
        issuer = _check(client)
        token = client.authorize_access_token(claims_options=_claims(issuer, provider.client_id))
        found = token.get("userinfo")
        if not found:
            raise NotProvenError("no ID token")
        if provider.claim not in found:
            more = client.userinfo(token=token)
            found = {**more, **found} if more.get("sub") == found["sub"] else found
    return _name(found, provider.claim), str(session.get(_NEXT, ""))


def redirect_uri() -> str:
    """Return the address that the provider sends people back to, which it must know."""
    return f"{own_address()}/staff/oidc/callback"


def _provider() -> Provider:
    return access.office().provider or abort(404)


def _client() -> Any:
    """Return Authlib's client, made at the first request that needs it."""
    found = current_app.extensions.get(_CLIENT)
    if found is None:
        from authlib.integrations.flask_client import OAuth  # noqa: PLC0415  (half a second)

        # At its lowest level Authlib logs the PKCE verifier.
        logging.getLogger("authlib").setLevel(logging.INFO)
        provider = _provider()
        found = OAuth(current_app).register(
            "parcours",
            client_id=provider.client_id,
            client_secret=provider.client_secret or None,
            server_metadata_url=f"{provider.issuer.rstrip('/')}/.well-known/openid-configuration",
            client_kwargs={
                "scope": f"openid {'email' if provider.claim == 'email' else 'profile'}",
                "code_challenge_method": "S256",
                "default_timeout": PATIENCE,
            },
        )
        current_app.extensions[_CLIENT] = found
    return found


def _check(client: Any) -> str:
    """Return the issuer that the provider's answers must name: the one of the settings."""
    metadata = client.load_server_metadata()
    issuer = str(metadata.get("issuer", ""))
    if issuer.rstrip("/") != _provider().issuer.rstrip("/"):
        raise ProviderAwayError("another issuer")
    offered = metadata.get("id_token_signing_alg_values_supported") or ["RS256"]
    metadata["id_token_signing_alg_values_supported"] = sorted(ALGORITHMS & set(offered))
    return issuer


def _claims(issuer: str, client_id: str) -> dict[str, dict[str, object]]:
    return {
        "iss": {"essential": True, "value": issuer},
        "aud": {"essential": True, "value": client_id},
        "exp": {"essential": True},
    }


def _name(found: dict[str, Any], claim: str) -> str:
    """Return the claim, which must be a text; an e-mail address must not be an unproven one."""
    name = found.get(claim)
    unproven = claim == "email" and str(found.get("email_verified", True)).lower() == "false"
    if not isinstance(name, str) or unproven:
        raise NotProvenError(f"no {claim}")
    return name


@contextmanager
def _told() -> Iterator[None]:
    """Turn what Authlib and the network raise into the two errors of this module.

    Logged is the kind of error alone: its words may hold codes and tokens.
    """
    from authlib.common.errors import AuthlibBaseError  # noqa: PLC0415  (only when configured)
    from joserfc.errors import JoseError  # noqa: PLC0415  (likewise)
    from requests import RequestException  # noqa: PLC0415  (likewise)

    try:
        yield
    except (ProviderAwayError, RequestException, RuntimeError, KeyError, TypeError) as error:
        # What Authlib has kept of its answers may be wrong: the next try asks again.
        current_app.extensions.pop(_CLIENT, None)
        log.warning("the sign-in provider is away: %s", type(error).__name__)
        raise ProviderAwayError from error
    except (NotProvenError, AuthlibBaseError, JoseError, ValueError) as error:
        log.warning("a sign-in through the provider failed: %s", type(error).__name__)
        raise NotProvenError from error
