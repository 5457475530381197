"""The pages for partners: what they state is what the program does."""

import configparser
import json
import re
import shlex
import subprocess
from collections.abc import Callable
from dataclasses import replace
from html import unescape

import pytest
from flask.testing import FlaskClient

from tests.conftest import DAY
from tests.desks import CENTRE, LEL, FixedShelf, example
from tests.sites import app_over
from tests.web.site_pages import SHOP
from wizard.domain.catalogue import Catalogue
from wizard.domain.desks import FEATURES, IDLE_USUAL, Desk, Feature
from wizard.domain.kiosk_start import PRINTING, policy
from wizard.domain.text import LANGUAGES
from wizard.search import Search
from wizard.web.embed_snippet import iframe_line, script_line
from wizard.web.headers import POLICY
from wizard.web.site import Site

BASE = "http://localhost"
"""How Flask's client names the site."""

PUBLIC = "https://guide.example"

WithDesks = Callable[..., FlaskClient]


@pytest.fixture
def with_desks(catalogue: Catalogue, words: Search) -> WithDesks:
    """Make a client of a site with these desks only."""

    def make(*desks: Desk, public_url: str = "") -> FlaskClient:
        site = Site(catalogue, words, lambda: DAY, public_url, desks=FixedShelf(*desks))
        return app_over(site).test_client()

    return make


def without(desk: Desk, feature: Feature) -> Desk:
    return replace(desk, features=desk.features - {feature})


def code(client: FlaskClient, address: str, key: str) -> str:
    """Return the text of one of the boxes to copy."""
    answer = client.get(address)
    assert answer.status_code == 200, answer.headers.get("Location")
    found = re.search(rf'<pre id="{key}"[^>]*>(.*?)</pre>', answer.text, re.DOTALL)
    assert found, f"{address} has no box {key}"
    return unescape(found[1])


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_of_the_website_leads_to_the_pages_for_partners(
    client: FlaskClient, language: str
) -> None:
    assert f'href="/{language}/partners"' in client.get(f"/{language}/services").text
    offer = client.get(f"/{language}/partners").text
    assert f'href="/{language}/partners/embed"' in offer
    assert f'href="/{language}/partners/kiosk"' in offer
    assert f'href="/{language}/partners"' in client.get(f"/{language}/about").text


@pytest.mark.parametrize("page", ["about", "accessibility", "privacy"])
@pytest.mark.parametrize("channel", ["kiosk", "embed"])
def test_the_pages_of_a_desk_do_not_lead_to_them(
    client: FlaskClient, page: str, channel: str
) -> None:
    assert "/partners" not in client.get(f"/fr/{channel}/{LEL}/{page}").text


@pytest.mark.parametrize(
    ("language", "forced"), [("page", ""), ("nl", "nl"), ("fr", "fr"), ("en", "en")]
)
def test_the_line_is_that_of_the_desk_and_language_chosen(
    client: FlaskClient, language: str, forced: str
) -> None:
    address = f"/en/partners/embed?desk={LEL}&language={language}"
    grows = script_line(BASE, LEL, forced)
    assert code(client, f"{address}&kind=script", "snippet") == grows
    assert ("data-language" in grows) == bool(forced)
    plain = iframe_line(BASE, LEL, forced, "Support for your business in Brussels")
    assert code(client, f"{address}&kind=plain", "snippet") == plain


def test_the_lines_name_the_address_that_is_set(with_desks: WithDesks) -> None:
    client = with_desks(example(LEL), public_url=PUBLIC)
    assert code(client, "/nl/partners/embed", "snippet") == script_line(PUBLIC, LEL)
    assert f"{PUBLIC}/kiosk/{LEL}/" in code(client, "/nl/partners/kiosk", "start-line")
    policy_lines = code(client, "/nl/partners/embed", "policy")
    assert policy_lines == f"script-src {PUBLIC}; frame-src {PUBLIC}"


@pytest.mark.parametrize(
    ("asked", "canonical"),
    [
        ("embed?desk=nowhere", "embed"),
        ("embed?language=fr", "embed"),
        (f"embed?desk={LEL}", f"embed?desk={LEL}&language=page&kind=script"),
        (f"embed?desk={LEL}&language=de&kind=x", f"embed?desk={LEL}&language=page&kind=script"),
        (f"embed?kind=plain&desk={LEL}", f"embed?desk={LEL}&language=page&kind=plain"),
        ("kiosk?desk=nowhere", "kiosk"),
        (f"kiosk?desk={LEL}&language=fr", f"kiosk?desk={LEL}"),
        (f"kiosk?desk={LEL}&{SHOP}", f"kiosk?{SHOP}&desk={LEL}"),
    ],
)
def test_a_choice_has_one_address(client: FlaskClient, asked: str, canonical: str) -> None:
    answer = client.get(f"/nl/partners/{asked}")
    assert (answer.status_code, answer.headers["Location"]) == (303, f"/nl/partners/{canonical}")
    assert client.get(answer.headers["Location"]).status_code == 200


def test_a_language_that_the_desk_does_not_offer_cannot_be_chosen(with_desks: WithDesks) -> None:
    client = with_desks(replace(example(LEL), languages=("fr",)))
    answer = client.get(f"/nl/partners/embed?desk={LEL}&language=nl&kind=script")
    assert answer.headers["Location"] == f"/nl/partners/embed?desk={LEL}&language=page&kind=script"
    text = client.get(answer.headers["Location"]).text
    assert re.findall(r'name="language" value="(\w+)"', text) == ["page", "fr"]
    assert f'src="/fr/embed-preview/{LEL}/"' in text


def test_the_preview_shows_the_choice_and_is_no_visit(client: FlaskClient) -> None:
    page = f"/en/partners/embed?desk={CENTRE}&language=fr&kind=script"
    assert f'<iframe class="guide-preview" src="/fr/embed-preview/{CENTRE}/"' in (
        client.get(page).text
    )
    assert "/embed-preview/" in client.get("/en/partners/embed").text
    assert f'href="/kiosk-preview/{CENTRE}/"' in (
        client.get(f"/en/partners/kiosk?desk={CENTRE}").text
    )


def test_only_the_page_with_the_preview_may_frame_pages(client: FlaskClient) -> None:
    name = "Content-Security-Policy"
    assert client.get("/nl/partners/embed").headers[name] == f"{POLICY}; frame-src 'self'"
    for page in ("partners", "partners/kiosk", "about", "no-such-page"):
        assert client.get(f"/nl/{page}").headers[name] == POLICY


def test_the_answers_go_along(client: FlaskClient) -> None:
    for page in ("embed", "kiosk"):
        text = client.get(f"/nl/partners/{page}?{SHOP}").text
        assert '<input type="hidden" name="stage" value="starting">' in text
        assert f"/fr/partners/{page}?{SHOP.replace('&', '&amp;')}" in text


def test_the_sites_are_those_of_the_record(with_desks: WithDesks) -> None:
    sites = ("https://one.example", "http://localhost:8000")
    client = with_desks(replace(example(LEL), origins=sites))
    text = client.get("/en/partners/embed").text
    assert all(f"<li>{site}</li>" in text for site in sites)
    line = code(client, "/en/partners/embed", "sites-line")
    assert line == 'origins = ["https://one.example", "http://localhost:8000"]'
    none = with_desks(replace(example(LEL), origins=())).get("/en/partners/embed").text
    assert "For the desk chosen there is none yet." in none


def test_real_desks_come_before_the_examples(with_desks: WithDesks) -> None:
    real = replace(example(LEL), key="noord", example=False)
    client = with_desks(example(LEL), real)
    for page in ("embed", "kiosk"):
        text = client.get(f"/nl/partners/{page}").text
        assert re.findall(r'name="desk" value="([\w-]+)"', text) == ["noord", LEL]
        line = code(client, f"/nl/partners/{page}", "snippet" if page == "embed" else "start-line")
        assert "noord" in line


@pytest.mark.parametrize(("page", "feature"), [("embed", "embed"), ("kiosk", "kiosk")])
def test_a_desk_without_the_feature_cannot_be_chosen(
    with_desks: WithDesks, page: str, feature: Feature
) -> None:
    client = with_desks(without(example(LEL), feature), example(CENTRE))
    assert f'value="{LEL}"' not in client.get(f"/fr/partners/{page}").text
    answer = client.get(f"/fr/partners/{page}?desk={LEL}")
    assert answer.headers["Location"] == f"/fr/partners/{page}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_any_desk_the_pages_still_explain(with_desks: WithDesks, language: str) -> None:
    client = with_desks()
    line = code(client, f"/{language}/partners/embed", "snippet")
    assert line == script_line(BASE, "your-desk")
    assert "/kiosk/your-desk/" in code(client, f"/{language}/partners/kiosk", "start-line")
    for page in ("embed", "kiosk"):
        text = client.get(f"/{language}/partners/{page}").text
        assert "your-desk" in text
        assert "-preview/" not in text
    assert f" {IDLE_USUAL} " in client.get(f"/{language}/partners/kiosk").text


def test_the_start_file_is_a_script_that_a_shell_reads(client: FlaskClient) -> None:
    file = code(client, f"/nl/partners/kiosk?desk={CENTRE}", "start-line")
    first, line = file.splitlines()
    assert first == "#!/bin/sh"
    words = shlex.split(line)
    assert words[:2] == ["exec", "chromium"]
    assert words[-1] == f"{BASE}/kiosk/{CENTRE}/"
    done = subprocess.run(["sh", "-n"], input=file, text=True, check=False, capture_output=True)
    assert (done.returncode, done.stderr) == (0, "")


def test_the_policy_file_is_the_policy(with_desks: WithDesks) -> None:
    client = with_desks(example(LEL), public_url=PUBLIC)
    file = code(client, "/nl/partners/kiosk", "browser-policy")
    assert json.loads(file) == policy(PUBLIC)


@pytest.mark.parametrize("key", ["unit", "autostart"])
def test_the_files_that_start_the_kiosk_run_the_start_file(client: FlaskClient, key: str) -> None:
    text = client.get("/en/partners/kiosk").text
    file = configparser.ConfigParser()
    file.read_string(code(client, "/en/partners/kiosk", key))
    run = file["Service"]["ExecStart"] if key == "unit" else file["Desktop Entry"]["Exec"]
    assert f"The file {run}" in text


def test_what_the_desk_switches_off_is_not_described(with_desks: WithDesks) -> None:
    desk = replace(example(CENTRE), features=frozenset(FEATURES))
    full = with_desks(desk)
    flag, _ = PRINTING
    assert flag in code(full, "/en/partners/kiosk", "start-line")
    assert "Pull the network cable" in full.get("/en/partners/kiosk").text
    small = with_desks(without(without(desk, "print"), "offline"))
    text = small.get("/en/partners/kiosk").text
    assert flag not in code(small, "/en/partners/kiosk", "start-line")
    assert "Printing is switched off in the record" in text
    assert "The copy for when the network is away is switched off" in text
    assert "Print the list." not in text
    assert "Pull the network cable" not in text


def test_the_waiting_time_is_that_of_the_desk(with_desks: WithDesks) -> None:
    client = with_desks(replace(example(LEL), idle=240))
    assert "After 240 seconds without a touch" in client.get("/en/partners/kiosk").text
