"""What goes wrong below `/staff` is said in the staff area's frame, with a way on."""

from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.conftest import DAY
from tests.sites import app_over
from tests.staff.people import Member, NewMember
from tests.web.page_reader import read
from wizard.domain.catalogue import Catalogue
from wizard.search import Search
from wizard.store import away
from wizard.store.accounts import DatabaseAccounts
from wizard.store.engine import open_engine
from wizard.store.sign_ins import DatabaseSignIns
from wizard.web.site import EXTENSION, Site
from wizard.web.staff.office import Office

FRAME = "Parcours for advisers"
CALL = "stage=idea&q=boulanger"


def way(call: str = CALL) -> str:
    """Return the start of the link back to the call."""
    return f'href="/staff/desk?{call}'.replace("&", "&amp;")


def test_an_address_that_is_not_there(adviser: Member) -> None:
    for path in ("nothing", "desk/nothing", "accounts/x/y", "static/web.css"):
        answer = adviser.get(f"/staff/{path}?{CALL}")
        assert answer.status_code == 404
        assert FRAME in answer.text
        assert read(answer.text).headings == ["This page does not exist"]
        assert way() in answer.text, "the call is not lost"
        assert 'href="/staff/account"' in answer.text


def test_a_guest_is_shown_the_way_in(guest: FlaskClient) -> None:
    answer = guest.get("/staff/nothing", headers={"Accept-Language": "en"})
    assert answer.status_code == 404
    assert 'href="/staff/sign-in"' in answer.text
    assert 'href="/staff/account"' not in answer.text


def test_other_addresses_have_the_page_of_the_site(adviser: Member) -> None:
    for path in ("/staffing", "/nothing", "/fr/nothing"):
        answer = adviser.client.get(path)
        assert answer.status_code == 404
        assert FRAME not in answer.text
        assert "Set-Cookie" not in answer.headers


def test_without_a_staff_area_there_is_no_frame_of_it(client: FlaskClient) -> None:
    answer = client.get("/staff/desk")
    assert answer.status_code == 404
    assert FRAME not in answer.text


def test_what_only_a_form_may_do(adviser: Member) -> None:
    answer = adviser.get("/staff/sign-out")
    assert (answer.status_code, "POST" in answer.headers["Allow"]) == (405, True)
    assert FRAME in answer.text


def test_a_form_that_is_too_old_leads_back_to_its_call(adviser: Member) -> None:
    adviser.token = "old"  # noqa: S105  (no secret)
    answer = adviser.post("/staff/account", {"stage": "idea", "q": "boulanger"})
    assert answer.status_code == 400
    assert "The form is too old or came from elsewhere." in answer.text
    assert way() in answer.text


def test_what_is_not_for_this_role(adviser: Member) -> None:
    answer = adviser.get("/staff/accounts")
    assert answer.status_code == 403
    assert "Ask an admin" in answer.text


def test_what_is_too_large(adviser: Member) -> None:
    parts = {f"part-{number}": "x" for number in range(1001)}
    answer = adviser.client.post("/staff/account", data=parts, content_type="multipart/form-data")
    assert answer.status_code == 413
    assert FRAME in answer.text


def test_the_page_speaks_the_language_of_the_account(
    office: Office, adviser: Member, guest: FlaskClient
) -> None:
    account = office.accounts.by_name("adviser")
    assert account is not None
    office.accounts.set_preferences(account, "nl", shortcuts=True)
    for path in ("/staff/nothing", "/staff/accounts", "/staff/sign-out"):
        assert read(adviser.get(path).text).language == "nl"
    page = guest.get("/staff/nothing", headers={"Accept-Language": "fr"})
    assert read(page.text).language == "fr"


@pytest.fixture
def broken(staff_app: Flask) -> Flask:
    """The same site with an address in the staff area that always fails."""
    site: Site = staff_app.extensions[EXTENSION]
    app = app_over(site)

    def fail() -> str:
        raise ZeroDivisionError("broken on purpose")

    app.add_url_rule("/staff/boom", "boom", fail)
    return app


def test_a_failure_gives_a_reference_and_reveals_nothing(
    broken: Flask, caplog: pytest.LogCaptureFixture
) -> None:
    member = Member(broken.test_client())
    member.sign_in("adviser", "adviser password")
    answer = member.get(f"/staff/boom?{CALL}")
    assert answer.status_code == 500
    assert FRAME in answer.text
    assert "broken on purpose" not in answer.text
    reference = answer.text.partition("<code>")[2].partition("</code>")[0]
    assert f"error {reference} at /staff/boom" in caplog.text
    assert "boulanger" not in caplog.text
    assert way() in answer.text
    assert 'href="/staff/account"' in answer.text, "it is known who asks"


@pytest.fixture
def without_database(catalogue: Catalogue, words: Search, office: Office) -> Iterator[Flask]:
    """The site of people who signed in before, now that their database is away."""
    gone = away.tell(open_engine("sqlite:////nowhere/at-all.sqlite3"))
    parts = {name: getattr(office, name) for name in office.__dataclass_fields__}
    parts |= {"accounts": DatabaseAccounts(gone), "sign_ins": DatabaseSignIns(gone, "x")}
    site = Site(catalogue, words, lambda: DAY, office=Office(**parts))
    yield app_over(site)
    gone.dispose()


def test_when_the_database_is_away_the_staff_area_says_so(
    without_database: Flask, new_member: NewMember, caplog: pytest.LogCaptureFixture
) -> None:
    here = new_member()
    cookie = here.client.get_cookie("parcours_staff", path="/staff")
    assert cookie is not None
    member = Member(without_database.test_client())
    member.client.set_cookie("parcours_staff", cookie.value, path="/staff")
    for path in ("desk", "account", "nothing"):
        answer = member.get(f"/staff/{path}?{CALL}")
        assert answer.status_code == (404 if path == "nothing" else 503)
        assert FRAME in answer.text
        assert way() in answer.text
    answer = member.get("/staff/desk")
    assert read(answer.text).headings == ["The staff area cannot reach its database"]
    assert answer.headers["Retry-After"] == "30"
    assert "the database is away at /staff/desk" in caplog.text
    assert "boulanger" not in caplog.text
    assert here.get("/staff/desk").status_code == 200, "the cookie is good when it is back"


def test_when_the_database_is_away_nobody_signs_in_and_the_public_site_works(
    without_database: Flask,
) -> None:
    member = Member(without_database.test_client())
    assert member.get("/staff/sign-in").status_code == 200
    answer = member.post("/staff/sign-in", {"name": "adviser", "password": "adviser password"})
    assert answer.status_code == 503
    assert member.client.get("/fr/results?stage=idea&sector=horeca").status_code == 200
