"""Two people at one partner desk: whoever comes later is told, and loses nothing."""

from dataclasses import replace

from tests.desks import LEL
from tests.staff.desk_forms import send, stored, summary, values_of
from tests.staff.people import Member, NewMember, partners_of
from wizard.web.staff.office import Office

EDIT = f"/staff/desks/{LEL}/edit"


def test_who_comes_later_does_not_undo_what_was_changed_meanwhile(
    editor: Member, new_member: NewMember, office: Office
) -> None:
    mine, other = values_of(editor.get(EDIT)), new_member("admin")
    theirs = values_of(other.get(EDIT)) | {"phone": ["0800 12345"], "hours_su": ["10:00-11:00"]}
    assert send(other, EDIT, theirs).status_code == 303
    between = stored(office, LEL)
    answer = send(editor, EDIT, mine | {"idle": ["300"]})
    assert answer.status_code == 409
    assert stored(office, LEL) == between, "nothing was undone"
    listed = summary(answer.text)
    for name in ("Phone", "Sunday", "Seconds without a touch"):
        assert name in listed
    assert "Website" not in listed
    assert values_of(answer)["idle"] == ["300"]
    again = send(editor, EDIT, values_of(answer))
    assert again.status_code == 303, "now knowingly"
    assert stored(office, LEL) == replace(
        between, idle=300, contact=replace(between.contact, phone="1819"), hours=between.hours[:-1]
    )


def test_what_was_typed_for_a_desk_that_was_removed_is_kept(editor: Member, office: Office) -> None:
    values = values_of(editor.get(EDIT)) | {"idle": ["301"]}
    partners_of(office).remove(LEL, office.accounts)
    answer = send(editor, EDIT, values)
    assert answer.status_code == 409
    assert "Somebody else removed this desk" in summary(answer.text)
    typed = values_of(answer)
    assert typed["id"] == [LEL]
    assert 'action="/staff/desks/new"' in answer.text
    assert send(editor, "/staff/desks/new", typed).status_code == 303
    assert stored(office, LEL).idle == 301
