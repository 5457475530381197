"""Adding and changing a partner desk: every field goes round, nothing typed is lost."""

import re

import pytest

from tests.desks import CENTRE, LEL
from tests.staff.desk_forms import Values, png, send, stored, summary, values_of
from tests.staff.people import Member, partners_of
from wizard.domain.desks import Desk, DeskContact, OpenDay, Palette
from wizard.domain.text import LANGUAGES, Text
from wizard.web.staff.office import Office

EDIT = f"/staff/desks/{LEL}/edit"


@pytest.mark.parametrize("key", [LEL, CENTRE])
def test_a_form_that_nobody_touches_changes_nothing(
    editor: Member, office: Office, key: str
) -> None:
    before, address = stored(office, key), f"/staff/desks/{key}/edit"
    answer = send(editor, address, values_of(editor.get(address)))
    assert answer.status_code == 303, summary(answer.text)
    assert answer.location == f"/staff/desks/{key}?done=saved"
    assert stored(office, key) == before


CHANGES: tuple[tuple[str, Values, dict[str, object]], ...] = (
    ("kind", {"kind": ["municipality"]}, {"kind": "municipality"}),
    (
        "name",
        {"name_nl": ["Loket Z"], "name_fr": ["Guichet Z"], "name_en": ["Desk Z"]},
        {"name": Text("Loket Z", "Guichet Z", "Desk Z")},
    ),
    (
        "municipality",
        {"municipality": ["1060"], "start_place": ["1060"]},
        {"municipality": "1060"},
    ),
    ("no municipality", {"municipality": [""]}, {"municipality": ""}),
    (
        "languages",
        {"language_1": ["en"], "language_2": [""], "language_3": ["nl"]},
        {"languages": ("en", "nl")},
    ),
    (
        "features",
        {"features": ["kiosk", "search"]},
        {"features": frozenset({"kiosk", "search"})},
    ),
    ("idle", {"idle": ["120"]}, {"idle": 120}),
    (
        "start",
        {"start_place": [""], "start_stage": ["starting"], "start_need": ["skills", "legal"]},
        {"start": (("stage", "starting"), ("need", "skills"), ("need", "legal"))},
    ),
    (
        "services by id",
        {"first_1": ["microstart"], "first_2": [""], "first_3": ["local-economy-desks"]},
        {"first": ("microstart", "local-economy-desks")},
    ),
    (
        "origins",
        {"origins": ["https://b.example.org\r\nhttps://a.example.org:8443\r\n"]},
        {"origins": ("https://b.example.org", "https://a.example.org:8443")},
    ),
    (
        "contact",
        {
            "phone": ["1819"],
            "email": [" desk@example.org "],
            "url": [""],
            "address_nl": ["Straat 2"],
            "address_fr": ["Rue 2"],
            "address_en": ["Street 2"],
        },
        {
            "contact": DeskContact(
                "1819", "desk@example.org", "", Text("Straat 2", "Rue 2", "Street 2")
            )
        },
    ),
    (
        "hours",
        {
            "hours_mo": ["9:00 – 12.30, 13h-17h"],
            **{f"hours_{day}": [""] for day in ("tu", "we", "th", "fr", "su")},
            "hours_sa": ["10:00-12:00"],
        },
        {
            "hours": (
                OpenDay("mo", (("09:00", "12:30"), ("13:00", "17:00"))),
                OpenDay("sa", (("10:00", "12:00"),)),
            )
        },
    ),
    (
        "note",
        {"note_nl": ["Na afspraak"], "note_fr": ["Sur rendez-vous"], "note_en": ["By appointment"]},
        {"hours_note": Text("Na afspraak", "Sur rendez-vous", "By appointment")},
    ),
    (
        "no note",
        {"note_nl": [""], "note_fr": [""], "note_en": [""]},
        {"hours_note": Text("", "", "")},
    ),
    (
        "colours",
        {
            "light_brand": ["0F4C5C"],
            "light_on_brand": ["#ffffff"],
            "light_link": ["#0b5b75"],
            "dark_brand": [""],
            "dark_on_brand": [""],
            "dark_link": [""],
        },
        {"light": Palette("#0f4c5c", "#ffffff", "#0b5b75"), "dark": None},
    ),
    ("example", {"example": []}, {"example": False}),
)


@pytest.mark.parametrize(
    ("typed", "after"), [one[1:] for one in CHANGES], ids=[one[0] for one in CHANGES]
)
def test_each_field_is_stored_and_shown_again(
    editor: Member, office: Office, typed: Values, after: dict[str, object]
) -> None:
    before = stored(office, LEL)
    answer = send(editor, EDIT, values_of(editor.get(EDIT)) | typed)
    assert answer.status_code == 303, summary(answer.text)
    now = stored(office, LEL)
    for name, value in after.items():
        assert getattr(now, name) == value
        assert getattr(before, name) != value, "the test changes nothing"
    answer = send(editor, EDIT, values_of(editor.get(EDIT)))
    assert answer.status_code == 303, summary(answer.text)
    assert stored(office, LEL) == now, "the form shows what is stored"


def test_a_service_may_be_typed_by_its_title(editor: Member, office: Office) -> None:
    values = values_of(editor.get(EDIT)) | {
        "first_1": ["Microcrédit MICROSTART"],
        "first_2": ["microstart"],
    }
    assert send(editor, EDIT, values).status_code == 422, "the same service twice"
    answer = send(editor, EDIT, values | {"first_2": [""]})
    assert answer.status_code == 303, summary(answer.text)
    assert stored(office, LEL).first == ("microstart",)


def test_a_new_desk_is_added_with_what_is_usual(editor: Member, office: Office) -> None:
    values = values_of(editor.get("/staff/desks/new"))
    named = {"id": ["lel-noord"], "kind": ["local-desk"], "name_nl": ["Noord"]}
    named |= {"name_fr": ["Nord"], "name_en": ["North"]}
    answer = send(editor, "/staff/desks/new", values | named)
    assert answer.status_code == 303, summary(answer.text)
    assert answer.location == "/staff/desks/lel-noord?done=added"
    added = stored(office, "lel-noord")
    assert added == Desk("lel-noord", "local-desk", Text("Noord", "Nord", "North"))
    assert editor.client.get("/kiosk/lel-noord/").status_code == 200, "the public site knows it"
    again = send(editor, "/staff/desks/new", values | named)
    assert again.status_code == 422
    assert "There is a desk with this id already" in summary(again.text)


@pytest.mark.parametrize("key", ["new", "counts", "", "Noord", "a b", "-a"])
def test_an_id_that_cannot_be_is_told(editor: Member, office: Office, key: str) -> None:
    values = values_of(editor.get("/staff/desks/new"))
    names = {"name_nl": ["N"], "name_fr": ["N"], "name_en": ["N"]}
    answer = send(editor, "/staff/desks/new", values | names | {"id": [key]})
    assert answer.status_code == 422
    assert 'href="#id"' in summary(answer.text)
    assert len(partners_of(office).desks.all()) == 2


def test_the_id_of_a_desk_never_changes(editor: Member, office: Office) -> None:
    send(editor, EDIT, values_of(editor.get(EDIT)) | {"id": ["other"], "idle": ["200"]})
    assert stored(office, LEL).idle == 200
    assert partners_of(office).desks.by_key("other") is None


def test_a_logo_is_uploaded_kept_and_taken_away(editor: Member, office: Office) -> None:
    answer = send(editor, EDIT, values_of(editor.get(EDIT)), png())
    assert answer.status_code == 303, summary(answer.text)
    logo = stored(office, LEL).logo
    assert logo is not None
    assert logo.png.startswith(b"\x89PNG")
    page = editor.get(EDIT)
    assert "/logo-" in page.text
    assert send(editor, EDIT, values_of(page)).status_code == 303
    assert stored(office, LEL).logo == logo, "a form without a file keeps the logo"
    gone = values_of(editor.get(EDIT)) | {"logo_remove": ["yes"]}
    assert send(editor, EDIT, gone).status_code == 303
    assert stored(office, LEL).logo is None


@pytest.mark.parametrize(
    ("picture", "words"),
    [
        (b"GIF89a", "only PNG is taken"),
        (b"", "choose a PNG file"),
        (png((250, 250, 250)), "it can hardly be seen"),
        (png(size=(2000, 100)), "pixels wide and high"),
        (b"\x89PNG\r\n\x1a\n" + b"x" * 70_000, "64 KB"),
        (b"\x89PNG\r\n\x1a\n" + b"x" * 3_000_000, "64 KB"),
    ],
)
def test_a_picture_that_is_no_logo_is_told(
    editor: Member, office: Office, picture: bytes, words: str
) -> None:
    before, values = stored(office, LEL), values_of(editor.get(EDIT)) | {"idle": ["222"]}
    answer = send(editor, EDIT, values, picture)
    assert answer.status_code == 422
    assert words in summary(answer.text)
    assert 'href="#logo"' in summary(answer.text) or 'href="#plate"' in summary(answer.text)
    assert values_of(answer)["idle"] == ["222"]
    assert stored(office, LEL) == before


WRONG: Values = {
    "name_fr": [""],
    "language_1": ["fr"],
    "language_2": ["fr"],
    "idle": ["soon"],
    "start_stage": ["nonsense"],
    "first_2": ["no-such-service"],
    "origins": ["https://www.example.org/page"],
    "email": ["nobody"],
    "hours_tu": ["in the morning"],
    "hours_we": ["13:00-12:00"],
    "light_brand": ["#ffffff"],
    "dark_link": ["reddish"],
}
FIELDS = (
    "name_fr",
    "language_2",
    "idle",
    "first_2",
    "origins",
    "email",
    "hours_tu",
    "dark_link",
)
"""Fields that have an error at the same time: they are told together."""


def test_nothing_typed_is_lost_and_each_error_stands_at_its_field(
    editor: Member, office: Office
) -> None:
    before, values = stored(office, LEL), values_of(editor.get(EDIT)) | WRONG
    answer = send(editor, EDIT, values, png())
    assert answer.status_code == 422
    assert stored(office, LEL) == before
    listed = summary(answer.text)
    for field in FIELDS:
        assert f'href="#{field}"' in listed, field
        assert re.search(rf'id="{field}-error-1"', answer.text), field
        assert re.search(rf'<(?:input|select|textarea) id="{field}"[^>]*aria-invalid', answer.text)
    again = values_of(answer)
    for field, typed in values.items():
        if field not in ("csrf_token", "seen", "start_stage"):
            assert [one.strip() for one in again[field]] == [one.strip() for one in typed], field
    assert "choose the file again" in listed
    assert "<title>Error: " in answer.text
    assert len(re.findall(r"\sautofocus", answer.text)) == 1


def test_colours_that_cannot_be_read_are_told_with_their_figure(editor: Member) -> None:
    values = values_of(editor.get(EDIT)) | {"light_brand": ["#dddddd"]}
    listed = summary(send(editor, EDIT, values).text)
    assert 'href="#light_brand"' in listed or 'href="#light_on_brand"' in listed
    assert re.search(r"has a contrast of 1\.\d", listed)


@pytest.mark.parametrize("language", LANGUAGES)
def test_errors_are_said_in_the_language_of_the_reader(
    editor: Member, office: Office, language: str
) -> None:
    account = office.accounts.by_name("editor")
    assert account is not None
    office.accounts.set_preferences(account, language, shortcuts=True)  # type: ignore[arg-type]  # a language
    page = editor.get(EDIT)
    listed = summary(send(editor, EDIT, values_of(page) | WRONG).text)
    assert {"nl": "vul dit in", "fr": "complétez ce champ", "en": "fill this in"}[
        language
    ] in listed
    if language != "en":
        for english in ("write", "choose", "fill", "twice", "needed", "give", "this is"):
            assert not re.search(rf"\b{english}\b", re.sub(r"<[^>]+>", " ", listed)), listed
