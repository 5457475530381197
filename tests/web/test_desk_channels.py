"""A desk's channel: what it offers, in which languages, and that its pages stay inside it."""

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.desks import CENTRE, LEL, example
from tests.sites import client_with
from tests.web.site_pages import SHOP
from wizard.domain.desks import FEATURES, Feature
from wizard.web.place import DESK_CHANNELS, EMBED, KIOSK, Channel

CHANNEL = pytest.mark.parametrize("channel", DESK_CHANNELS, ids=lambda one: one.name)

GATED: dict[Feature, tuple[str, ...]] = {
    "search": ("search", "search?q=export", "suggest?q=ex"),
    "packages": ("packages", "packages/start"),
    "code": ("code",),
    "take-home": (f"take-home?{SHOP}",),
}
"""The pages that a desk does not have without a feature."""


@pytest.fixture
def without_dutch(app: Flask) -> Iterator[FlaskClient]:
    """A client of a desk that speaks French and English only."""
    with client_with(app, replace(example(LEL), languages=("fr", "en"))) as one:
        yield one


@CHANNEL
def test_the_journey_stays_in_its_channel(client: FlaskClient, channel: Channel) -> None:
    inside = f"/fr/{channel.segment}/{LEL}"
    answer = client.get(f"{inside}/journey/stage/answer?stage=idea&place=1080")
    assert answer.location.startswith(f"{inside}/journey/")
    listed = client.get(f"{inside}/results?{SHOP}")
    pages = re.findall(r'(?:href|action)="(/[^"]*)"', listed.text)
    full = [one for one in pages if "/results?" in one and not one.startswith(inside)]
    allowed = (f"{inside}/", "/static/", "/desks/", f"/{channel.segment}/", "/nl/", "/en/")
    assert {one for one in pages if not one.startswith(allowed)} <= set(full)
    assert all(f"/{channel.segment}/{LEL}/" in one for one in pages if one.startswith("/nl/"))


@CHANNEL
def test_a_finished_journey_passes_where_it_is_counted(
    client: FlaskClient, channel: Channel
) -> None:
    inside = f"/fr/{channel.segment}/{LEL}"
    question = client.get(f"{inside}/journey/sector?stage=idea").text
    assert f'href="{inside}/list?stage=idea"' in question
    answer = client.get(f"{inside}/list?stage=idea")
    assert (answer.status_code, answer.location) == (303, f"{inside}/results?stage=idea")
    nothing = client.get(f"{inside}/list")
    assert nothing.location == f"{inside}/"


def test_a_desk_begins_with_its_answers(client: FlaskClient) -> None:
    for desk, place in ((LEL, "1080"), (CENTRE, "1070")):
        start = example(desk).start
        wanted = "&amp;".join(f"{key}={value}" for key, value in start)
        assert f"place={place}" in wanted or ("place", place) not in start
        page = client.get(f"/nl/kiosk/{desk}/").text
        assert f'href="/nl/kiosk/{desk}/journey?{wanted}"' in page


def test_a_language_that_the_desk_does_not_offer_leads_to_its_first(
    without_dutch: FlaskClient,
) -> None:
    answer = without_dutch.get(f"/nl/kiosk/{LEL}/results?{SHOP}")
    assert (answer.status_code, answer.location) == (303, f"/fr/kiosk/{LEL}/results?{SHOP}")
    page = without_dutch.get(f"/fr/kiosk/{LEL}/results?{SHOP}").text
    assert f"/en/kiosk/{LEL}/results" in page
    assert f"/nl/kiosk/{LEL}/" not in page


def test_the_way_to_an_address_with_its_slash_names_no_host(client: FlaskClient) -> None:
    for channel in DESK_CHANNELS:
        for path in (f"/{channel.segment}/{LEL}", f"/fr/{channel.segment}/{LEL}"):
            answer = client.get(f"{path}?{SHOP}", headers={"Host": "other.example"})
            assert (answer.status_code, answer.location) == (308, f"{path}/?{SHOP}")
    mounted = client.get(f"/kiosk/{LEL}", environ_overrides={"SCRIPT_NAME": "//other.example"})
    assert mounted.location == f"/other.example/kiosk/{LEL}/"


@pytest.mark.parametrize("written", ["%0D%0AX-Other%3A1", "a%3Fb%23c", "%2525", "%5C%5Cother"])
def test_the_way_to_another_language_keeps_odd_addresses_as_they_are(
    without_dutch: FlaskClient, written: str
) -> None:
    answer = without_dutch.get(f"/nl/kiosk/{LEL}/services/{written}?{SHOP}")
    wanted = f"/fr/kiosk/{LEL}/services/{written}?{SHOP}"
    assert (answer.status_code, answer.location) == (303, wanted)


def test_a_frame_gets_the_language_of_the_browser_if_the_desk_has_it(
    without_dutch: FlaskClient,
) -> None:
    for asked, given in (("en", "en"), ("nl", "fr"), ("fr-BE", "fr")):
        answer = without_dutch.get(f"/embed/{LEL}/", headers={"Accept-Language": asked})
        assert answer.location == f"/{given}/embed/{LEL}/"
        assert "Accept-Language" in answer.headers["Vary"]


@pytest.mark.parametrize("feature", GATED)
@pytest.mark.parametrize("channel", [KIOSK, EMBED], ids=lambda one: one.name)
def test_a_page_that_is_switched_off_is_not_there(
    app: Flask, feature: Feature, channel: Channel
) -> None:
    desk = replace(example(LEL), features=frozenset(FEATURES) - {feature})
    off, on = client_with(app, desk), client_with(app, replace(desk, features=frozenset(FEATURES)))
    for page in GATED[feature]:
        address = f"/fr/{channel.segment}/{LEL}/{page}"
        assert on.get(address).status_code == 200, address
        assert off.get(address).status_code == 404, address
    if feature == "code":
        return
    linked = off.get(f"/fr/{channel.segment}/{LEL}/results?{SHOP}").text
    name = GATED[feature][0].partition("?")[0]
    assert f'="/fr/{channel.segment}/{LEL}/{name}' not in linked


@pytest.mark.parametrize("channel", [KIOSK, EMBED], ids=lambda one: one.name)
def test_a_channel_that_is_switched_off_is_not_there(app: Flask, channel: Channel) -> None:
    desk = replace(example(LEL), features=frozenset(FEATURES) - {channel.look})
    client = client_with(app, desk)
    assert client.get(f"/fr/{channel.segment}/{LEL}/").status_code == 404
    assert client.get(f"/{channel.segment}/{LEL}/").status_code == 404


def test_answers_that_a_later_catalogue_does_not_know_are_left_out(app: Flask) -> None:
    start = (("place", "1080"), ("place", "nowhere"), ("colour", "red"))
    page = client_with(app, replace(example(LEL), start=start)).get(f"/en/kiosk/{LEL}/")
    assert page.status_code == 200
    assert f'href="/en/kiosk/{LEL}/journey?place=1080"' in page.text


def test_a_service_of_its_own_that_is_gone_is_left_out(app: Flask) -> None:
    first = ("nothing", "cairgo-bike-premium", "local-economy-desks")
    client = client_with(app, replace(example(LEL), first=first))
    page = client.get(f"/en/kiosk/{LEL}/")
    assert page.status_code == 200
    assert "cairgo-bike-premium" not in page.text
    assert client.get(f"/en/kiosk/{LEL}/results?{SHOP}").status_code == 200
