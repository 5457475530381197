"""The guard of the staff area: closed to guests, tokens asked, the public site without cookie."""

from flask.testing import FlaskClient

from tests.staff.people import Member


def test_a_guest_is_led_to_the_sign_in_and_back(guest: FlaskClient) -> None:
    answer = guest.get("/staff/desk?stage=idea")
    assert answer.status_code == 303
    assert answer.location == "/staff/sign-in?next=%2Fstaff%2Fdesk%3Fstage%3Didea"


def test_the_cookie_is_for_the_staff_area_only(guest: FlaskClient) -> None:
    cookie = guest.get("/staff/sign-in").headers["Set-Cookie"]
    assert "Path=/staff" in cookie
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert "Set-Cookie" not in guest.get("/fr/").headers


def test_a_page_of_the_staff_area_is_kept_by_nobody(adviser: Member) -> None:
    assert adviser.get("/staff/desk").headers["Cache-Control"] == "no-store"


def test_a_form_without_its_token_is_refused(adviser: Member) -> None:
    adviser.token = ""
    assert adviser.post("/staff/sign-out").status_code == 400
    assert adviser.get("/staff/desk").status_code == 200
