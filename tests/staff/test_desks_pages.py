"""The pages of partner desks: the list, one desk with its preview, and its removal."""

import re
from html import unescape

import pytest

from tests.desks import CENTRE, LEL, example
from tests.staff.desk_forms import send, values_of
from tests.staff.people import Member, NewMember, partners_of
from tests.web.page_reader import read
from wizard.domain.staff import ROLES
from wizard.domain.text import LANGUAGES
from wizard.web.staff.office import Office

PAGE = f"/staff/desks/{LEL}"
FRAMES = re.compile(r'<iframe src="([^"]+)"')


def test_the_list_shows_every_desk_and_what_is_on(new_member: NewMember) -> None:
    editor = new_member("editor")
    values = values_of(editor.get(f"{PAGE}/edit")) | {"features": ["embed", "search"]}
    assert send(editor, f"{PAGE}/edit", values).status_code == 303
    text = new_member("adviser").get("/staff/desks").text
    rows = [one for one in text.split("<tr>") if 'scope="row"' in one]
    assert len(rows) == 2
    row = next(one for one in rows if LEL in one)
    assert "Local economy desk" in row
    assert "Sint-Jans-Molenbeek" in row or "Molenbeek" in row
    assert row.index("Off") < row.index("On"), "no kiosk, but a frame"
    assert f"/staff/desks/{LEL}/counts" in row


@pytest.mark.parametrize("role", ROLES)
def test_who_may_not_change_is_not_offered_it(new_member: NewMember, role: str) -> None:
    addresses = read(new_member(role).get(PAGE).text).addresses
    assert (f"{PAGE}/edit" in addresses) == (role != "adviser")
    assert (f"{PAGE}/remove" in addresses) == (role in ("editor", "admin"))
    assert ("/staff/desks" in addresses) == (role != "desk")
    assert f"{PAGE}/counts" in addresses


def test_the_page_tells_all_of_the_record(adviser: Member, office: Office) -> None:
    desk = partners_of(office).desks.by_key(LEL)
    assert desk is not None
    text = unescape(adviser.get(PAGE).text)
    said = [desk.key, *desk.origins, desk.contact.phone, desk.contact.email, desk.contact.url]
    said += [getattr(desk.name, language) for language in LANGUAGES]
    said += [getattr(desk.hours_note, language) for language in LANGUAGES]
    said += [f"{begin}-{end}" for day in desk.hours for begin, end in day.hours]
    said += [getattr(desk.light, name) for name in ("brand", "on_brand", "link")]
    for words in said:
        assert words, "the example fills in everything"
        assert words in text, words
    assert f"After {desk.idle} seconds without a touch" in text


@pytest.mark.parametrize(
    ("query", "kiosk", "kind", "frame"),
    [
        ("", f"/kiosk-preview/{LEL}/", "portrait", f"/fr/embed-preview/{LEL}/"),
        ("?kiosk=nl", f"/nl/kiosk-preview/{LEL}/", "portrait", f"/fr/embed-preview/{LEL}/"),
        (
            "?screen=landscape&frame=en",
            f"/kiosk-preview/{LEL}/",
            "landscape",
            f"/en/embed-preview/{LEL}/",
        ),
        (
            "?kiosk=x&screen=y&frame=%00",
            f"/kiosk-preview/{LEL}/",
            "portrait",
            f"/fr/embed-preview/{LEL}/",
        ),
    ],
)
def test_the_preview_shows_what_the_links_ask_for(
    adviser: Member, query: str, kiosk: str, kind: str, frame: str
) -> None:
    text = adviser.get(f"{PAGE}{query}").text
    assert FRAMES.findall(text) == [kiosk, frame]
    assert f"preview-{kind}" in text
    for address in (kiosk, frame):
        answer = adviser.client.get(address)
        assert answer.status_code == 200
        assert "frame-ancestors 'self'" in answer.headers["Content-Security-Policy"]
        assert "X-Frame-Options" not in answer.headers


def test_only_this_page_may_show_frames_and_nothing_but_ours(adviser: Member) -> None:
    assert "frame-src 'self'" in adviser.get(PAGE).headers["Content-Security-Policy"]
    for path in ("desks", "desk", "account"):
        policy = adviser.get(f"/staff/{path}").headers["Content-Security-Policy"]
        assert "frame-src" not in policy
    policy = adviser.get(PAGE).headers["Content-Security-Policy"]
    for part in ("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'"):
        assert part in policy, "the rest stays as strict as everywhere"


def test_the_lines_to_copy_are_those_of_this_desk(adviser: Member) -> None:
    lines = [unescape(one) for one in re.findall(r"<code>(.+?)</code>", adviser.get(PAGE).text)]
    assert len(lines) == 4
    assert lines[0] == f"http://localhost/kiosk/{LEL}/"
    assert lines[1].startswith("chromium --kiosk ")
    assert lines[1].endswith(lines[0])
    assert lines[2].startswith("<script ")
    assert f'data-desk="{LEL}"' in lines[2]
    assert 'integrity="sha384-' in lines[2]
    assert lines[3].startswith(f'<iframe src="http://localhost/fr/embed/{LEL}/"')


def test_what_is_off_has_no_preview_and_no_line(new_member: NewMember) -> None:
    editor = new_member("editor")
    for features, left in ((["kiosk"], "kiosk-preview"), (["embed"], "embed-preview")):
        values = values_of(editor.get(f"{PAGE}/edit")) | {"features": features}
        assert send(editor, f"{PAGE}/edit", values).status_code == 303
        text = editor.get(PAGE).text
        assert [left in one for one in FRAMES.findall(text)] == [True]
        assert text.count("Switched off.") == 1
        assert text.count("<code>") == 2


@pytest.mark.parametrize("path", ["", "/edit", "/remove"])
@pytest.mark.parametrize("key", ["no-such-desk", "NO", "a%00b", "%C3%A9"])
def test_a_desk_that_is_not_there_is_not_found(new_member: NewMember, path: str, key: str) -> None:
    assert new_member("editor").get(f"/staff/desks/{key}{path}").status_code == 404


def test_a_desk_is_removed_after_a_question(new_member: NewMember, office: Office) -> None:
    editor = new_member("editor")
    text = editor.get(f"{PAGE}/remove").text
    assert "These accounts belong to the desk" in text
    assert ": desk." in text, "the account of the role desk"
    assert "These accounts" not in editor.get(f"/staff/desks/{CENTRE}/remove").text
    answer = editor.post(f"{PAGE}/remove")
    assert answer.status_code == 303
    assert answer.location == "/staff/desks?done=removed"
    assert "The desk is removed." in editor.get(answer.location).text
    assert [one.key for one in partners_of(office).desks.all()] == [CENTRE]
    assert editor.post(f"{PAGE}/remove").status_code == 404, "it is gone already"
    for address in (f"/kiosk/{LEL}/", f"/nl/kiosk/{LEL}/", f"/fr/embed/{LEL}/", f"/embed/{LEL}/"):
        gone = editor.client.get(address)
        assert gone.status_code == 404
        assert "<h1" in gone.text, "a calm page, not a bare error"
    states = {one.name: one.active for one in office.accounts.all()}
    assert states == {"adviser": True, "editor": True, "admin": True, "desk": False}
    partners_of(office).add(example(LEL), office.now())
    again = {one.name: one.active for one in office.accounts.all()}
    assert again == states, "another desk with this id is not theirs"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_pages_speak_the_language_of_the_account(
    new_member: NewMember, office: Office, language: str
) -> None:
    account = office.accounts.by_name("admin")
    assert account is not None
    office.accounts.set_preferences(account, language, shortcuts=True)  # type: ignore[arg-type]  # a language
    admin = new_member("admin")
    words = {"nl": "Partnerloketten", "fr": "Guichets partenaires", "en": "Partner desks"}
    for path in ("", f"/{LEL}", f"/{LEL}/edit", f"/{LEL}/remove", "/new"):
        text = admin.get(f"/staff/desks{path}").text
        assert f'<html lang="{language}">' in text
        assert words[language] in text


def test_only_who_may_change_a_desk_may_send_a_large_form(
    new_member: NewMember, adviser: Member
) -> None:
    editor, edit = new_member("editor"), f"{PAGE}/edit"
    large = {"text": ["x" * 400_000]}
    assert send(adviser, "/staff/flags", large).status_code == 413
    assert send(editor, edit, values_of(editor.get(edit)), b"x" * 9_000_000).status_code == 413
