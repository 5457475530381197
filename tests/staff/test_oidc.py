"""Signing in through an OpenID Connect provider, a real one in a process of its own."""

import logging
from collections.abc import Callable, Iterator
from dataclasses import replace
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from flask import Flask
from flask.sessions import SecureCookieSessionInterface
from werkzeug.test import TestResponse

from tests.conftest import DAY
from tests.sites import app_over
from tests.staff.people import Clock, Member
from tests.staff.providers import CLIENT, RealProvider, real_provider
from tests.web.page_reader import read
from wizard.domain.catalogue import Catalogue
from wizard.search import Search
from wizard.web.site import Site
from wizard.web.staff.cookies import NAME
from wizard.web.staff.office import Office
from wizard.web.staff.provider import Provider

NewApp = Callable[..., Flask]


@pytest.fixture(scope="module")
def real() -> Iterator[RealProvider]:
    """The provider, at which the three accounts and some others are known."""
    with real_provider() as provider:
        for name in ("adviser", "editor", "stranger"):
            provider.knows(f"sub-{name}", preferred_username=name.capitalize())
        provider.knows("sub-nameless")
        provider.knows("sub-number", preferred_username=7)
        provider.knows("sub-proven", email="adviser", email_verified=True)
        provider.knows("sub-unproven", email="adviser", email_verified=False)
        yield provider


@pytest.fixture
def new_app(catalogue: Catalogue, words: Search, office: Office, real: RealProvider) -> NewApp:
    """Make a site at which one signs in through the provider: `new_app(claim="email")`."""

    def make(public_url: str = "", **other: str) -> Flask:
        usual = Provider(real.issuer, CLIENT, "client secret", "preferred_username", "Sésame")
        ours = replace(office, provider=replace(usual, **other))
        site = Site(catalogue, words, lambda: DAY, public_url=public_url, office=ours)
        return app_over(site)

    return make


@pytest.fixture
def member(new_app: NewApp) -> Member:
    """A browser in which nobody is signed in."""
    return Member(new_app().test_client())


def comes_back(member: Member, real: RealProvider, sub: str, asked: str = "") -> str:
    """Go to the provider, say who one is, and return the address that it leads back to."""
    start = member.get(f"/staff/oidc{asked}")
    assert start.status_code == 302
    return local(real.decides(start.location, sub=sub))


def local(address: str) -> str:
    """Return the path and query of an address."""
    return urlsplit(address)._replace(scheme="", netloc="").geturl()


def said(answer: TestResponse) -> str:
    """Return what the sign-in page says went wrong."""
    assert read(answer.text).title.startswith("Error: Sign in")
    return answer.text.partition('<a href="#name">')[2].partition("</a>")[0]


NOT_COMPLETED = "The sign-in was not completed. Start it again."


def test_the_sign_in_page_leads_to_the_provider(member: Member, real: RealProvider) -> None:
    page = member.get("/staff/sign-in?next=/staff/account")
    assert 'href="/staff/oidc?next=%2Fstaff%2Faccount">Sign in with Sésame</a>' in page.text
    way = urlsplit(member.get("/staff/oidc").location)
    assert f"{way.scheme}://{way.netloc}" == real.issuer
    asked = {name: values[0] for name, values in parse_qs(way.query).items()}
    assert (asked["response_type"], asked["client_id"]) == ("code", CLIENT)
    assert (asked["scope"], asked["code_challenge_method"]) == ("openid profile", "S256")
    assert asked["redirect_uri"] == "http://localhost/staff/oidc/callback"
    assert min(len(asked[name]) for name in ("state", "nonce", "code_challenge")) >= 20
    assert "secret" not in way.query


def test_who_has_an_account_is_signed_in(member: Member, real: RealProvider) -> None:
    answer = member.get(comes_back(member, real, "sub-adviser"))
    assert (answer.status_code, answer.location) == (303, "/staff/desk")
    assert member.get("/staff/desk").status_code == 200
    assert "Adviser</span>" in member.get("/staff/account").text
    assert member.get("/staff/oidc").location == "/staff/desk"


def test_one_comes_back_to_the_page_that_was_asked_for(member: Member, real: RealProvider) -> None:
    asked = "/staff/desk?stage=idea"
    back = comes_back(member, real, "sub-adviser", f"?{urlencode({'next': asked})}")
    assert member.get(back).location == asked


@pytest.mark.parametrize("asked", ["//evil.example", "https://evil.example", "/staff/../x"])
def test_one_never_comes_to_another_site(member: Member, real: RealProvider, asked: str) -> None:
    back = comes_back(member, real, "sub-adviser", f"?{urlencode({'next': asked})}")
    assert member.get(back).location == "/staff/desk"


def test_an_account_without_a_password_comes_in_like_this(
    member: Member, real: RealProvider, office: Office
) -> None:
    office.accounts.add("stranger", "adviser", "nl", "", office.now())
    assert member.get(comes_back(member, real, "sub-stranger")).status_code == 303
    page = member.get("/staff/account")
    assert read(page.text).language == "nl"
    assert "/staff/account/password" not in page.text
    assert member.get("/staff/account/password").status_code == 404


def test_a_start_password_does_not_concern_who_comes_in_like_this(
    member: Member, real: RealProvider, office: Office
) -> None:
    account = office.accounts.by_name("adviser")
    assert account is not None
    office.accounts.set_hash(account, office.passwords.hash("start-password"), must_change=True)
    member.get(comes_back(member, real, "sub-adviser"))
    assert member.get("/staff/desk").status_code == 200


def test_who_has_no_account_stays_outside(
    member: Member, real: RealProvider, office: Office
) -> None:
    before = office.accounts.all()
    answer = member.get(comes_back(member, real, "sub-stranger"))
    assert answer.status_code == 403
    assert said(answer) == "There is no active account «Stranger» here. Ask an admin."
    assert member.get("/staff/desk").status_code == 303
    assert office.accounts.all() == before, "no account comes about by itself"


def test_a_disabled_account_stays_outside_and_is_put_out(
    member: Member, real: RealProvider, office: Office
) -> None:
    account = office.accounts.by_name("editor")
    assert account is not None
    member.get(comes_back(member, real, "sub-editor"))
    assert member.get("/staff/desk").status_code == 200
    office.accounts.manage(account, "editor", "en", active=False)
    assert member.get("/staff/desk").status_code == 303
    answer = member.get(comes_back(member, real, "sub-editor"))
    assert (answer.status_code, said(answer)[:36]) == (403, "There is no active account «Editor» ")


def test_the_sign_in_ends_like_every_other(
    member: Member, real: RealProvider, office: Office, clock: Clock
) -> None:
    account = office.accounts.by_name("adviser")
    assert account is not None
    member.get(comes_back(member, real, "sub-adviser"))
    office.accounts.end_sign_ins(account)
    assert member.get("/staff/desk").status_code == 303
    member.get(comes_back(member, real, "sub-adviser"))
    clock.forward(hours=12)
    assert member.get("/staff/desk").status_code == 303


@pytest.mark.parametrize("sub", ["sub-nameless", "sub-number"])
def test_an_answer_without_the_name_proves_nothing(
    member: Member, real: RealProvider, sub: str
) -> None:
    answer = member.get(comes_back(member, real, sub))
    assert (answer.status_code, said(answer)) == (422, NOT_COMPLETED)


@pytest.mark.parametrize(("sub", "status"), [("sub-proven", 303), ("sub-unproven", 422)])
def test_an_address_of_mail_must_be_proven(
    new_app: NewApp, real: RealProvider, sub: str, status: int
) -> None:
    member = Member(new_app(claim="email").test_client())
    assert member.get(comes_back(member, real, sub)).status_code == status


def test_who_cancels_is_told_so(member: Member, real: RealProvider) -> None:
    start = member.get("/staff/oidc")
    answer = member.get(local(real.decides(start.location, action="deny")))
    assert (answer.status_code, said(answer)) == (422, NOT_COMPLETED)


@pytest.mark.parametrize(
    "query",
    [
        "",
        "code=forged",
        "state=forged",
        "code=forged&state=forged",
        "error=x&state=y",
        "code=a&code=b",
    ],
)
def test_a_forged_answer_is_refused(member: Member, real: RealProvider, query: str) -> None:
    assert real.issuer
    member.get("/staff/oidc")
    answer = member.get(f"/staff/oidc/callback?{query}")
    assert (answer.status_code, said(answer)) == (422, NOT_COMPLETED)
    assert member.get("/staff/desk").status_code == 303


def test_a_forged_state_with_a_good_code_is_refused(member: Member, real: RealProvider) -> None:
    back = comes_back(member, real, "sub-adviser")
    code = parse_qs(urlsplit(back).query)["code"][0]
    answer = member.get(f"/staff/oidc/callback?code={code}&state=forged")
    assert (answer.status_code, said(answer)) == (422, NOT_COMPLETED)


def test_the_answer_counts_in_the_browser_that_asked(new_app: NewApp, real: RealProvider) -> None:
    """Nobody can be signed in with an answer that somebody else sends them."""
    app = new_app()
    mine, yours = (Member(app.test_client()) for _ in range(2))
    yours.get("/staff/oidc")
    answer = yours.get(comes_back(mine, real, "sub-adviser"))
    assert (answer.status_code, said(answer)) == (422, NOT_COMPLETED)
    assert yours.get("/staff/desk").status_code == 303


def test_an_answer_counts_once(member: Member, real: RealProvider) -> None:
    back = comes_back(member, real, "sub-adviser")
    before = member.client.get_cookie(NAME, path="/staff")
    assert before is not None
    assert member.get(back).status_code == 303
    member.get("/staff/desk")
    member.post("/staff/sign-out")
    assert member.get(back).status_code == 422, "the browser has forgotten the state"
    member.client.set_cookie(NAME, before.value, path="/staff")
    answer = member.get(back)
    assert (answer.status_code, said(answer)) == (422, NOT_COMPLETED), "the code is used up"


def test_an_answer_to_another_question_is_refused(member: Member, real: RealProvider) -> None:
    """The ID token holds the nonce of the request; here the provider is asked with another one."""
    way = urlsplit(member.get("/staff/oidc").location)
    asked = {name: values[0] for name, values in parse_qs(way.query).items()}
    other = way._replace(query=urlencode({**asked, "nonce": "another"})).geturl()
    answer = member.get(local(real.decides(other, sub="sub-adviser")))
    assert (answer.status_code, said(answer)) == (422, NOT_COMPLETED)
    assert member.get("/staff/desk").status_code == 303


def test_without_the_verifier_the_code_is_worth_nothing(member: Member, real: RealProvider) -> None:
    """The code that comes back is bound to the browser's own verifier (PKCE)."""
    first = comes_back(member, real, "sub-adviser")
    second = comes_back(member, real, "sub-adviser")
    code = parse_qs(urlsplit(first).query)["code"][0]
    state = parse_qs(urlsplit(second).query)["state"][0]
    answer = member.get(f"/staff/oidc/callback?{urlencode({'code': code, 'state': state})}")
    assert (answer.status_code, said(answer)) == (422, NOT_COMPLETED)


def test_many_tries_that_nobody_finished_fit_into_the_cookie(
    member: Member, real: RealProvider
) -> None:
    for _ in range(30):
        assert member.get(f"/staff/oidc?next=/staff/desk?q={'x' * 1000}").status_code == 302
    cookie = member.client.get_cookie(NAME, path="/staff")
    assert cookie is not None
    assert len(cookie.value) < 3500
    assert member.get(comes_back(member, real, "sub-adviser")).status_code == 303


def test_no_token_is_kept_or_logged(
    new_app: NewApp, real: RealProvider, caplog: pytest.LogCaptureFixture
) -> None:
    app = new_app()
    member = Member(app.test_client())
    with caplog.at_level(logging.DEBUG):
        start = member.get("/staff/oidc").location
    back = local(real.decides(start, sub="sub-adviser"))
    with caplog.at_level(logging.DEBUG):
        pending = member.client.get_cookie(NAME, path="/staff")
        assert pending is not None
        serializer = SecureCookieSessionInterface().get_signing_serializer(app)
        assert serializer is not None
        kept = serializer.loads(pending.value)
        member.get(back)
        member.get("/staff/oidc/callback?code=some-code&state=some-state")
        cookie = member.client.get_cookie(NAME, path="/staff")
        assert cookie is not None
        assert serializer.loads(cookie.value).keys() <= {"sign-in", "csrf_token"}
    state = next(one for name, one in kept.items() if name.startswith("_state_"))["data"]
    query = parse_qs(urlsplit(back).query)
    for private in (state["code_verifier"], state["nonce"], query["code"][0], "some-code"):
        assert private not in caplog.text
    assert "client secret" not in caplog.text
    assert "a sign-in through the provider failed" in caplog.text
    assert "client secret" not in repr(Provider("a", "b", "client secret", "c", "d"))


def test_the_way_back_is_at_the_public_address(new_app: NewApp) -> None:
    app = new_app(public_url="https://site.example/parcours")
    client = app.test_client()
    way = client.get("/staff/oidc", headers={"Host": "site.example"}).location
    asked = parse_qs(urlsplit(way).query)
    assert asked["redirect_uri"] == ["https://site.example/parcours/staff/oidc/callback"]


AWAY = "The sign-in service does not answer. Try again in a moment, or use your password."


def test_a_provider_that_is_away_is_told(new_app: NewApp, caplog: pytest.LogCaptureFixture) -> None:
    member = Member(new_app(issuer="http://127.0.0.1:9").test_client())
    for path in ("/staff/oidc", "/staff/oidc/callback?code=a&state=b"):
        answer = member.get(path)
        assert (answer.status_code, said(answer)) == (502, AWAY)
    assert "the sign-in provider is away: ConnectionError" in caplog.text
    assert "Traceback" not in caplog.text
    member.get("/staff/sign-in")
    values = {"name": "adviser", "password": "adviser password"}
    assert member.post("/staff/sign-in", values).status_code == 303, "the password still counts"


def test_a_provider_that_goes_away_meanwhile_is_told(new_app: NewApp) -> None:
    with real_provider() as dying:
        dying.knows("sub-adviser", preferred_username="adviser")
        member = Member(new_app(issuer=dying.issuer).test_client())
        back = comes_back(member, dying, "sub-adviser")
    answer = member.get(back)
    assert (answer.status_code, said(answer)) == (502, AWAY)
