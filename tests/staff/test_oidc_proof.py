"""What a provider must prove: its answers are forged here one by one, and none is believed."""

import json
from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import parse_qs, urlsplit

import pytest
from joserfc.jwk import RSAKey
from werkzeug.test import TestResponse

from tests.conftest import DAY
from tests.sites import app_over
from tests.staff.people import Member
from tests.staff.providers import CLIENT, DISCOVERY, HomeMadeProvider, home_made_provider
from wizard.domain.catalogue import Catalogue
from wizard.search import Search
from wizard.web.site import Site
from wizard.web.staff.office import Office
from wizard.web.staff.provider import Provider

NAME = {"preferred_username": "adviser"}


@pytest.fixture
def forger() -> Iterator[HomeMadeProvider]:
    """A provider that says what a test wants."""
    with home_made_provider() as provider:
        provider.claims.update(NAME)
        yield provider


@pytest.fixture
def member(catalogue: Catalogue, words: Search, office: Office, forger: HomeMadeProvider) -> Member:
    """A browser on a site that trusts that provider."""
    provider = Provider(forger.issuer, CLIENT, "s", "preferred_username", "X")
    site = Site(catalogue, words, lambda: DAY, office=replace(office, provider=provider))
    return Member(app_over(site).test_client())


def come_back(member: Member, forger: HomeMadeProvider) -> TestResponse:
    """Go to the provider and come back with a code."""
    asked = parse_qs(urlsplit(member.get("/staff/oidc").location).query)
    forger.nonce = asked["nonce"][0]
    return member.get(f"/staff/oidc/callback?code=c&state={asked['state'][0]}")


def test_a_good_answer_is_believed(member: Member, forger: HomeMadeProvider) -> None:
    assert come_back(member, forger).status_code == 303
    sent = parse_qs(forger.forms[0])
    assert sent["grant_type"] == ["authorization_code"]
    assert len(sent["code_verifier"][0]) >= 43


@pytest.mark.parametrize(
    "claims",
    [
        {"nonce": "another"},
        {"nonce": ""},
        {"iss": "https://another.example"},
        {"iss": None},
        {"aud": "another-client"},
        {"aud": ["another-client"], "azp": CLIENT},
        {"aud": None},
        {"aud": [CLIENT, "another"], "azp": "another"},
        {"exp": 1_700_000_000, "iat": 1_699_999_000},
        {"exp": None},
        {"sub": None},
        {"iat": None},
        {"preferred_username": None},
        {"preferred_username": ["adviser"]},
        {"preferred_username": {"name": "adviser"}},
    ],
    ids=str,
)
def test_a_wrong_claim_is_not_believed(
    member: Member, forger: HomeMadeProvider, claims: dict[str, object]
) -> None:
    forger.claims.update(claims)
    assert come_back(member, forger).status_code == 422
    assert member.get("/staff/desk").status_code == 303


def test_another_key_is_not_believed(member: Member, forger: HomeMadeProvider) -> None:
    forger.other_key = RSAKey.generate_key(2048)
    assert come_back(member, forger).status_code == 422


@pytest.mark.parametrize("offered", [["none"], ["none", "RS256"], ["RS256"], []])
def test_no_signature_is_not_believed(
    member: Member, forger: HomeMadeProvider, offered: list[str]
) -> None:
    forger.signed_with, forger.offered = "none", offered
    assert come_back(member, forger).status_code == 422
    assert member.get("/staff/desk").status_code == 303


def test_an_answer_without_a_token_is_not_believed(
    member: Member, forger: HomeMadeProvider
) -> None:
    for body in ({"token_type": "Bearer"}, {"id_token": 7}, {"id_token": "x"}):
        forger.replies["/token"] = (200, json.dumps({"access_token": "a", **body}))
        assert come_back(member, forger).status_code in (422, 502)
        assert member.get("/staff/desk").status_code == 303


def test_a_name_that_is_only_in_the_user_info_counts(
    member: Member, forger: HomeMadeProvider
) -> None:
    forger.claims["preferred_username"] = None
    forger.userinfo = {"sub": "somebody", **NAME}
    assert come_back(member, forger).status_code == 303


def test_user_info_about_somebody_else_does_not_count(
    member: Member, forger: HomeMadeProvider
) -> None:
    forger.claims["preferred_username"] = None
    forger.userinfo = {"sub": "somebody-else", **NAME}
    assert come_back(member, forger).status_code == 422


@pytest.mark.parametrize(
    ("path", "reply"),
    [
        (DISCOVERY, (500, "")),
        (DISCOVERY, (200, "<html>")),
        (DISCOVERY, (200, "{}")),
        (DISCOVERY, (200, "[]")),
        (DISCOVERY, (200, '{"issuer": "https://another.example"}')),
        ("/token", (503, "")),
        ("/jwks", (500, "")),
        ("/jwks", (200, "<html>")),
        ("/jwks", (200, "{}")),
    ],
    ids=str,
)
def test_a_provider_that_is_broken_counts_as_away(
    member: Member, forger: HomeMadeProvider, path: str, reply: tuple[int, str]
) -> None:
    forger.replies[path] = reply
    start = member.get("/staff/oidc")
    answer = come_back(member, forger) if start.status_code == 302 else start
    assert answer.status_code == 502, answer.text
    del forger.replies[path]
    assert come_back(member, forger).status_code == 303, "when it is mended it works again"


def test_a_code_that_is_refused_is_no_proof(member: Member, forger: HomeMadeProvider) -> None:
    forger.replies["/token"] = (400, '{"error": "invalid_grant"}')
    assert come_back(member, forger).status_code == 422
