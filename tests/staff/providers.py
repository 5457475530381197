"""OpenID Connect providers on this machine: a real one, and one that answers what a test says."""

import json
import os
import subprocess
import sys
import time
from base64 import urlsafe_b64encode
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import requests
from joserfc import jwt
from joserfc.jwk import RSAKey

from tests.background import answering
from tests.ports import free_port

PATIENCE = 60.0
"""Seconds until a provider that does not answer counts as broken."""

CLIENT = "parcours"
DISCOVERY = "/.well-known/openid-configuration"


@dataclass
class RealProvider:
    """A provider in a process of its own, to be reached by HTTP."""

    process: "subprocess.Popen[bytes]"
    issuer: str

    def knows(self, sub: str, **claims: str | int | bool) -> None:
        """Let somebody have an account at the provider."""
        address = f"{self.issuer}/users/{sub}"
        requests.put(address, json=dict(claims), timeout=PATIENCE).raise_for_status()

    def decides(self, address: str, **form: str) -> str:
        """Answer the provider's page at `address`, and return where it leads to."""
        answer = requests.post(address, data=form, allow_redirects=False, timeout=PATIENCE)
        assert answer.status_code == 302, answer.text
        return answer.headers["Location"]


@contextmanager
def real_provider() -> Iterator[RealProvider]:
    """Run a provider as long as the block lasts."""
    port = free_port()
    process = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "oidc_provider_mock",
            "--port",
            str(port),
            "--require-nonce",
            "true",
        ],
        env={"PATH": os.environ["PATH"]},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    provider = RealProvider(process, f"http://127.0.0.1:{port}")
    until = time.monotonic() + PATIENCE
    try:
        while not _answers(provider.issuer + DISCOVERY):
            assert process.poll() is None, "it ended by itself"
            assert time.monotonic() < until, "it does not answer"
            time.sleep(0.1)
        yield provider
    finally:
        process.kill()
        process.wait(PATIENCE)


def _answers(address: str) -> bool:
    try:
        return requests.get(address, timeout=PATIENCE).ok
    except requests.ConnectionError:
        return False


@dataclass
class HomeMadeProvider:
    """A provider that a test lets say anything, to see what is believed.

    `claims` are put into the ID token beside the usual ones, or over them. `replies` are
    whole answers by path: a status and a body.
    """

    claims: dict[str, object] = field(default_factory=dict)
    userinfo: dict[str, object] = field(default_factory=dict)
    offered: list[str] = field(default_factory=lambda: ["RS256"])
    signed_with: str = "RS256"
    key: RSAKey = field(default_factory=lambda: RSAKey.generate_key(2048))
    other_key: RSAKey | None = None
    replies: dict[str, tuple[int, str]] = field(default_factory=dict)
    issuer: str = ""
    nonce: str = ""
    forms: list[str] = field(default_factory=list)

    def reply(self, path: str) -> tuple[int, str]:
        """Return the status and the body of an answer."""
        if path in self.replies:
            return self.replies[path]
        answers: dict[str, dict[str, object]] = {
            DISCOVERY: self._discovery(),
            "/jwks": {"keys": [self.key.as_dict(private=False, use="sig", kid="k")]},
            "/token": {"access_token": "access-secret", "token_type": "Bearer"},
            "/userinfo": self.userinfo,
        }
        more = {"id_token": self._id_token()} if path == "/token" else {}
        return 200, json.dumps({**answers[path], **more})

    def _discovery(self) -> dict[str, object]:
        return {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "userinfo_endpoint": f"{self.issuer}/userinfo",
            "jwks_uri": f"{self.issuer}/jwks",
            "id_token_signing_alg_values_supported": self.offered,
        }

    def _id_token(self) -> str:
        now = int(time.time())
        usual: dict[str, object] = {
            "iss": self.issuer,
            "sub": "somebody",
            "aud": CLIENT,
            "iat": now,
            "exp": now + 600,
            "nonce": self.nonce,
        }
        claims = {name: one for name, one in {**usual, **self.claims}.items() if one is not None}
        if self.signed_with == "none":
            head, body = (_part(one) for one in ({"alg": "none", "kid": "k"}, claims))
            return f"{head}.{body}."
        header = {"alg": self.signed_with, "kid": "k"}
        return jwt.encode(header, claims, self.other_key or self.key)


def _part(values: Mapping[str, object]) -> str:
    return urlsafe_b64encode(json.dumps(values).encode()).rstrip(b"=").decode()


@contextmanager
def home_made_provider() -> Iterator[HomeMadeProvider]:
    """Serve a provider as long as the block lasts."""
    provider = HomeMadeProvider()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._answer()

        def do_POST(self) -> None:
            provider.forms.append(self.rfile.read(int(self.headers["Content-Length"])).decode())
            self._answer()

        def _answer(self) -> None:
            status, body = provider.reply(self.path.partition("?")[0])
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.end_headers()
            self.wfile.write(body.encode())

        def log_message(self, format: str, *args: Any) -> None:
            """Write nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    provider.issuer = f"http://127.0.0.1:{server.server_port}"
    with answering(server):
        yield provider
