"""The partner's pages: a link and nothing else, used up by an answer alone."""

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine
from werkzeug.test import TestResponse

from tests.conftest import DAY
from tests.sites import app_over
from tests.staff.people import Clock
from tests.staff.referral_steps import (
    LINE,
    MAIL,
    NAME,
    PARTNER,
    PHONE,
    SITE,
    found,
    letters,
    made,
    newest,
)
from wizard.application.ports_referrals import Referring
from wizard.application.refer import remind, send_again, settle
from wizard.domain.catalogue import Catalogue
from wizard.domain.text import LANGUAGES
from wizard.search import Search
from wizard.web.logged import logged_path
from wizard.web.referring import referring
from wizard.web.site import Site
from wizard.web.staff.office import Office

PERSONAL = (NAME, PHONE, MAIL, LINE)


@pytest.fixture
def parts(staff_app: Flask) -> Iterator[Referring]:
    """What the use cases work with, with the real letters and the site's own secret."""
    with staff_app.app_context():
        yield referring()


@pytest.fixture
def partner(staff_app: Flask) -> Iterator[FlaskClient]:
    """A browser that keeps cookies, if any came, and is known to nobody."""
    with staff_app.test_client() as one:
        yield one


@pytest.fixture
def token(parts: Referring, engine: Engine, clock: Clock) -> str:
    """The link of a referral that was just sent, to a partner that reads Dutch."""
    made(parts, clock)
    return newest(engine)


class Broken:
    """Referrals that cannot even be asked for."""

    def __getattr__(self, name: str) -> object:
        """Fail, whatever is asked."""
        raise ZeroDivisionError("broken on purpose")


def say(partner: FlaskClient, token: str, status: str, reason: str = "") -> TestResponse:
    return partner.post(f"/partner/{token}", data={"status": status, "reason": reason})


def in_english(partner: FlaskClient, location: str) -> str:
    return partner.get(re.sub("language=..", "language=en", location)).text


def path_of(location: str) -> str:
    return location.split("?", maxsplit=1)[0].removeprefix("/partner/")


def test_looking_shows_the_least_and_changes_nothing(
    partner: FlaskClient, parts: Referring, token: str
) -> None:
    for method in ("GET", "HEAD", "GET"):
        answer = partner.open(f"/partner/{token}", method=method)
        assert answer.status_code == 200
    page = answer.text
    assert '<html lang="nl">' in page
    assert "microStart" in page or "Microstart" in page
    for secret in (*PERSONAL, PARTNER):
        assert secret not in page
    assert [one.what for one in parts.referrals.history(1)] == ["sent"]


@pytest.mark.parametrize("path", ["", "/contact", "?language=fr"])
def test_nobody_keeps_or_finds_the_pages(partner: FlaskClient, token: str, path: str) -> None:
    answer = partner.open(f"/partner/{token}{path}", method="POST" if path == "/contact" else "GET")
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert '<meta name="robots" content="noindex, nofollow">' in answer.text
    assert "Set-Cookie" not in answer.headers
    assert "<script" not in answer.text


def test_contact_data_is_shown_on_demand_and_that_is_noted(
    partner: FlaskClient, parts: Referring, token: str
) -> None:
    page = partner.post(f"/partner/{token}/contact", data={"language": "en"}).text
    for secret in PERSONAL:
        assert secret in page
    assert PARTNER not in page
    assert [one.what for one in parts.referrals.history(1)] == ["sent", "opened"]
    assert NAME not in partner.get(f"/partner/{token}").text, "asked for again each time"


def test_an_answer_leads_to_the_next_link_which_also_comes_by_mail(
    partner: FlaskClient, parts: Referring, engine: Engine, token: str
) -> None:
    answer = say(partner, token, "accepted")
    assert answer.status_code == 303
    assert answer.headers["Cache-Control"] == "no-store"
    following = path_of(answer.location)
    assert following == newest(engine) != token
    page = in_english(partner, answer.location)
    assert "Thank you. We have noted that you take this on." in page
    assert f'<a href="{SITE}/partner/{following}">' in page
    assert "We have also sent it to you by mail." in page
    assert partner.get(f"/partner/{token}").status_code == 410
    answer = say(partner, following, "contacted")
    answer = say(partner, path_of(answer.location), "helped")
    assert answer.location == "/partner/done?answer=helped&language=nl"
    assert partner.get(answer.location).status_code == 200
    assert [one.what for one in parts.referrals.history(1)] == [
        "sent",
        "accepted",
        "contacted",
        "helped",
    ]
    assert len(letters(engine)) == 3


def test_a_refusal_needs_its_reason_and_uses_nothing_up_without(
    partner: FlaskClient, parts: Referring, token: str
) -> None:
    for status, reason in (("refused", ""), ("refused", "because"), ("", ""), ("sent", "")):
        answer = say(partner, token, status, reason)
        assert answer.status_code == 422
        assert 'class="error-summary"' in answer.text
    kept = say(partner, token, "refused").text
    assert re.search(r'value="refused" checked', kept), "what was chosen stays chosen"
    answer = say(partner, token, "refused", "unreachable")
    assert answer.location.startswith("/partner/done?answer=refused")
    assert parts.referrals.history(1)[-1].reason == "unreachable"


def test_a_partner_can_say_only_what_is_for_partners(
    partner: FlaskClient, parts: Referring, token: str
) -> None:
    for status in ("withdrawn", "no-answer", "opened", "sent"):
        assert say(partner, token, status).status_code == 422
    assert [one.what for one in parts.referrals.history(1)] == ["sent"]


def dead(partner: FlaskClient, token: str) -> tuple[int, str]:
    answer = partner.get(f"/partner/{token}?language=en")
    title = re.search(r"<h1>(.*?)</h1>", answer.text)
    assert title
    assert answer.headers["Cache-Control"] == "no-store"
    return answer.status_code, title[1]


def test_each_dead_link_says_calmly_what_to_do(
    partner: FlaskClient, parts: Referring, engine: Engine, clock: Clock, token: str
) -> None:
    assert dead(partner, token[:-2]) == (404, "This link does not work")
    assert dead(partner, "nonsense") == (404, "This link does not work")
    clock.forward(days=14, seconds=2)
    assert dead(partner, token) == (410, "This link is too old")
    send_again(parts, found(parts, 1), clock())
    assert dead(partner, token) == (410, "There is a newer link")
    second = newest(engine)
    third = path_of(say(partner, second, "accepted").location)
    assert dead(partner, second) == (410, "You have answered with this link")
    settle(parts, found(parts, 1), "no-answer", "adviser", "", clock())
    assert dead(partner, third) == (410, "This referral is closed")


def test_after_a_withdrawal_every_link_says_so(
    partner: FlaskClient, parts: Referring, clock: Clock, token: str
) -> None:
    settle(parts, found(parts, 1), "withdrawn", "caller", "", clock())
    assert dead(partner, token) == (410, "This referral was withdrawn")
    assert say(partner, token, "accepted").status_code == 410
    assert partner.post(f"/partner/{token}/contact").status_code == 410


def test_a_dead_link_shows_nothing_to_a_post_either(
    partner: FlaskClient, parts: Referring, token: str
) -> None:
    say(partner, token, "accepted")
    for path in ("", "/contact"):
        answer = partner.post(f"/partner/{token}{path}", data={"status": "helped"})
        assert answer.status_code == 410
        assert NAME not in answer.text
    assert [one.what for one in parts.referrals.history(1)] == ["sent", "accepted"]


def test_a_page_that_was_open_while_the_adviser_noted_something_is_shown_again(
    partner: FlaskClient, parts: Referring, clock: Clock, token: str
) -> None:
    settle(parts, found(parts, 1), "contacted", "adviser", "", clock())
    answer = say(partner, token, "accepted")
    assert answer.status_code == 422, "accepted is behind: nothing is noted"
    assert found(parts, 1).status == "contacted"
    assert say(partner, token, "helped").status_code == 303


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_partner_reads_its_own_language_or_another(
    partner: FlaskClient, token: str, language: str
) -> None:
    page = partner.get(f"/partner/{token}?language={language}").text
    assert f'<html lang="{language}">' in page
    for other in LANGUAGES:
        assert f'href="/partner/{token}?language={other}"' in page
    assert partner.get(f"/partner/{token}?language=de").text.startswith(
        '<!DOCTYPE html>\n<html lang="nl">'
    )
    answer = partner.post(f"/partner/{token}", data={"language": language})
    assert f'<html lang="{language}">' in answer.text
    assert f'<html lang="{language}">' in partner.get(f"/partner/x?language={language}").text


def test_after_its_time_the_page_says_that_the_contact_data_is_gone(
    partner: FlaskClient, engine: Engine, clock: Clock, token: str
) -> None:
    clock.forward(hours=1)
    with engine.begin() as connection:
        connection.exec_driver_sql("delete from referral_contact")
    page = partner.get(f"/partner/{token}?language=en").text
    assert "The contact data is removed." in page
    assert "/contact" not in page
    answer = say(partner, token, "accepted")
    assert "sent it to you by mail" not in in_english(partner, answer.location)


def test_who_only_tries_links_is_not_heard_for_a_while(
    partner: FlaskClient, clock: Clock, token: str
) -> None:
    for number in range(20):
        assert partner.get(f"/partner/{number}").status_code == 404
    answer = partner.get("/partner/x")
    assert answer.status_code == 429
    assert answer.headers["Retry-After"] == "600"
    elsewhere = {"REMOTE_ADDR": "203.0.113.9"}
    assert partner.get("/partner/x", environ_overrides=elsewhere).status_code == 404
    assert partner.get(f"/partner/{token}").status_code == 200, "others may have this address"
    clock.forward(minutes=10)
    assert partner.get("/partner/x").status_code == 404


def test_the_letters_are_in_the_language_of_the_partner_and_name_no_caller(
    parts: Referring, engine: Engine, clock: Clock
) -> None:
    for language in LANGUAGES:
        number = made(parts, clock, form=language, partner=language)
        clock.forward(days=3)
        remind(parts, clock())
        settle(parts, found(parts, number), "withdrawn", "caller", "", clock())
    subjects = [one.subject for one in letters(engine)]
    assert len(subjects) == 9
    assert len(set(subjects)) == 9
    assert subjects[6:] == [
        "1819 refers somebody to you (referral 3)",
        "Referral 3 waits for your answer",
        "Referral 3 was withdrawn",
    ]
    for letter in letters(engine):
        for secret in (*PERSONAL, "Ouazzani"):
            assert secret not in letter.text + letter.subject
        assert "\n\n\n" not in letter.text
        assert not re.search(r"&(amp|#|lt|quot)", letter.text), "a mail is no HTML"
    assert f"{SITE}/partner/" in letters(engine)[0].text


@pytest.mark.parametrize(
    ("path", "logged"),
    [
        ("/partner/abc.def-_1", "/partner/*"),
        ("/prefix/partner/abc/contact", "/prefix/partner/*/contact"),
        ("/fr/services/partner", "/fr/services/partner"),
        ('/x" 200\n[now] "GET /y\x1b[2J', '/x" 200?[now] "GET /y?[2J'),
    ],
)
def test_a_log_holds_no_link_and_a_line_stays_one_line(path: str, logged: str) -> None:
    assert logged_path(path) == logged


def test_an_error_is_logged_without_the_link(
    catalogue: Catalogue,
    words: Search,
    office: Office,
    token: str,
    caplog: pytest.LogCaptureFixture,
) -> None:
    broken = replace(office, referrals=Broken())
    app = app_over(Site(catalogue, words, lambda: DAY, office=broken))
    answer = app.test_client().get(f"/partner/{token}")
    assert answer.status_code == 500
    assert answer.headers["Cache-Control"] == "no-store"
    assert "at /partner/*" in caplog.text
    assert token not in caplog.text


def test_without_an_office_there_are_no_such_pages(client: FlaskClient) -> None:
    assert client.get("/partner/x").status_code == 404
