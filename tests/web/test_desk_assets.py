"""A desk's colours and logo: files whose addresses change with them."""

import re
from dataclasses import replace

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.desks import LEL, ROOT, example
from tests.sites import client_with
from wizard.domain.desks import Logo, Palette
from wizard.web.pages.desk_frame import logo_url, styles_url

YEAR = "public, max-age=31536000, immutable"
RED = Palette("#8a0000", "#ffffff", "#8a0000")


def test_the_pages_of_a_desk_have_its_colours(client: FlaskClient) -> None:
    desk = example(LEL)
    address = styles_url(desk, "")
    for page in (f"/fr/kiosk/{LEL}/", f"/fr/embed/{LEL}/", f"/kiosk/{LEL}/"):
        assert f'href="{address}"' in client.get(page).text
    answer = client.get(address)
    assert answer.mimetype == "text/css"
    assert answer.headers["Cache-Control"] == YEAR
    assert answer.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert desk.light is not None
    assert f"--brand: {desk.light.brand}" in answer.text


def test_a_dark_page_has_readable_colours_whatever_the_desk_gave(app: Flask) -> None:
    desk = replace(example(LEL), light=RED, dark=None, logo=None)
    text = client_with(app, desk).get(styles_url(desk, "")).text
    dark = text.partition("prefers-color-scheme: dark")[2]
    house = (ROOT / "static" / "web.css").read_text(encoding="utf-8")
    ours = house.partition("prefers-color-scheme: dark")[2].partition("}")[0]
    for name in ("brand", "brand-deep", "link"):
        found = re.search(rf"--{name}: (#\w+)", ours)
        assert found is not None
        assert f"--{name}: {found[1]}" in dark
    assert RED.brand not in dark


def test_another_colour_has_another_address(app: Flask) -> None:
    desk = example(LEL)
    changed = replace(desk, light=RED)
    assert styles_url(desk, "") != styles_url(changed, "")
    answer = client_with(app, changed).get(styles_url(desk, ""))
    assert (answer.status_code, answer.location) == (303, styles_url(changed, ""))
    assert answer.headers["Cache-Control"] == "no-store"


def test_a_logo_that_was_changed_or_taken_away(app: Flask) -> None:
    desk = example(LEL)
    changed = replace(desk, logo=Logo(b"\x89PNG\r\n\x1a\n another", "#ffffff"))
    answer = client_with(app, changed).get(logo_url(desk, ""))
    assert (answer.status_code, answer.location) == (303, logo_url(changed, ""))
    assert answer.headers["Cache-Control"] == "no-store"
    assert client_with(app, replace(desk, logo=None)).get(logo_url(desk, "")).status_code == 404


def test_a_desk_without_colours_has_no_sheet(app: Flask) -> None:
    desk = replace(example(LEL), light=None, dark=None, logo=None)
    assert styles_url(desk, "") == logo_url(desk, "") == ""
    assert "/desks/" not in client_with(app, desk).get(f"/fr/kiosk/{LEL}/").text


def test_the_logo_is_a_file_that_may_be_kept(app: Flask) -> None:
    desk = replace(example(LEL), logo=Logo(b"\x89PNG\r\n\x1a\n picture", "#ffeedd"))
    client = client_with(app, desk)
    assert f'src="{logo_url(desk, "")}"' in client.get(f"/fr/kiosk/{LEL}/").text
    answer = client.get(logo_url(desk, ""))
    assert (answer.mimetype, answer.headers["Cache-Control"]) == ("image/png", YEAR)
    assert answer.data == b"\x89PNG\r\n\x1a\n picture"
    assert ".desk-logo { background: #ffeedd; }" in client.get(styles_url(desk, "")).text


@pytest.mark.parametrize(
    "address",
    [
        "/desks/nowhere/colours-000000000000.css",
        "/desks/nowhere/logo-000000000000.png",
        f"/desks/{LEL}/logo-.png",
    ],
)
def test_a_wrong_address_is_not_there(client: FlaskClient, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 404
    assert answer.headers["Cache-Control"] == "no-store"
