"""The adviser's side of referrals: the form, the list, one referral, the counts, who may see what."""

import csv
import html
import io
import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

import pytest
from flask import Flask
from sqlalchemy import Engine

from tests.staff.people import Clock, Member, NewMember
from tests.staff.referral_steps import (
    LINE,
    MAIL,
    NAME,
    PARTNER,
    PHONE,
    found,
    letters,
    made,
    newest,
    parts_over,
)
from wizard.application.answer_referral import answer, follow
from wizard.application.calls import save_call
from wizard.application.ports_calls import NewCall
from wizard.domain.calls import CallRecord
from wizard.domain.catalogue import Catalogue
from wizard.domain.tokens import call_token
from wizard.web.staff.office import Office

CALL = call_token(datetime(2026, 11, 21, 8, 55, tzinfo=UTC), "a" * 24)
STATE = f"stage=starting&sector=retail&place=1080&profile=woman&caller=nl&call={CALL}"
NEW = f"/staff/referrals/new?{STATE}&service=microstart"
HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)">')

FILLED: Mapping[str, str | Sequence[str]] = {
    "asked": "money-small",
    "passed": ["stage", "sector"],
    "consent": "yes",
    "name": f"  {NAME} ",
    "phone": "0470 12 34 56",
    "email": MAIL,
    "partner": "fr",
    "address": PARTNER,
    "line": "",
}


def form_of(page: str) -> dict[str, str | list[str]]:
    """Return the hidden fields of the form that refers, as a browser sends them."""
    form = page[page.index('action="/staff/referrals" method="post"') :]
    values: dict[str, str | list[str]] = {}
    for name, value in HIDDEN.findall(form[: form.index("</form>")]):
        before = values.get(name)
        text = html.unescape(value)
        values[name] = (
            text if before is None else [*([before] if isinstance(before, str) else before), text]
        )
    return values


def send(member: Member, **changed: str | Sequence[str]) -> tuple[int, str, str]:
    """Fill the form in and send it; return status, text and where it leads."""
    values = form_of(member.get(NEW).text) | dict(FILLED) | changed
    answer_ = member.client.post("/staff/referrals", data=values)
    return answer_.status_code, answer_.text, answer_.location or ""


def test_a_referral_is_made_and_its_page_says_so(
    adviser: Member, engine: Engine, office: Office
) -> None:
    status, _, location = send(adviser)
    assert status == 303
    assert location.startswith("/staff/referrals/1?done=sent&stage=starting")
    page = adviser.get(location).text
    assert "The referral is made. The partner gets a mail with a link." in page
    assert "Back to the call" in page
    assert f"call={CALL}" in page
    stored = office.referrals.by_id(1)
    assert stored is not None
    assert stored.matter.answers == "stage=starting&sector=retail"
    assert (stored.matter.need, stored.matter.caller, stored.matter.partner) == (
        "money-small",
        "nl",
        "fr",
    )
    assert stored.matter.call == CALL
    assert (stored.consent.version, stored.consent.language, stored.consent.days) == (
        "2026-11",
        "nl",
        30,
    )
    contact = office.referrals.contact(1)
    assert contact is not None
    assert (contact.name, contact.phone, contact.email) == (NAME, PHONE, MAIL)
    (letter,) = letters(engine)
    assert letter.to == PARTNER
    assert "http://localhost/partner/" in letter.text


def test_the_form_begins_with_the_least(adviser: Member) -> None:
    page = adviser.get(NEW).text
    assert ticked(page, "passed-stage")
    assert ticked(page, "passed-sector")
    assert not ticked(page, "passed-profile"), "what somebody is, only if the adviser ticks it"
    assert not ticked(page, "consent")
    assert re.search(r'<option value="nl" selected>', page), "the partner's language"


def test_what_is_missing_has_the_cursor(adviser: Member) -> None:
    _, page, _ = send(adviser, name="", phone="")
    (begins,) = re.findall(r"<[^>]* autofocus[^>]*>", page)
    assert 'id="name"' in begins, "the first of the fields that are wrong, and no other"


def test_after_a_referral_one_key_leads_back_to_the_call(adviser: Member) -> None:
    _, _, location = send(adviser)
    (begins,) = re.findall(r"<[^>]* autofocus[^>]*>", adviser.get(location).text)
    assert "/staff/desk?" in begins
    assert "autofocus" not in adviser.get("/staff/referrals/1").text


def ticked(page: str, field: str) -> bool:
    match = re.search(rf'<input[^>]* ?id="{field}"[^>]*>', page)
    assert match, field
    return "checked" in match.group()


def test_the_sentence_is_read_out_in_the_language_of_the_caller(adviser: Member) -> None:
    page = adviser.get(NEW).text
    assert '<blockquote class="read-out" lang="nl"><p>Ik kan je vraag doorgeven' in page
    french = adviser.get(NEW.replace("caller=nl", "caller=fr")).text
    assert 'lang="fr"><p>Je peux transmettre' in french
    assert "Refer the caller" in french, "the page stays in the adviser's language"


@pytest.mark.parametrize(
    ("changed", "field", "words"),
    [
        ({"consent": ""}, "consent", "if the caller agrees"),
        ({"sentence": "2020-01"}, "consent", "if the caller agrees"),
        ({"name": "  "}, "name", "name to ask for"),
        ({"name": "x" * 81}, "name", "80 letters"),
        ({"phone": "", "email": ""}, "phone", "a telephone number or an e-mail address"),
        ({"phone": "12"}, "phone", "0470 12 34 56"),
        ({"email": "fatima@"}, "email", "name@example.be"),
        ({"email": "a@b.be\nBcc: x@y.be"}, "email", "name@example.be"),
        ({"address": ""}, "address", "name@example.be"),
        ({"address": "a@b.be, c@d.be"}, "address", "name@example.be"),
        ({"partner": "de"}, "partner", "from the list"),
        ({"asked": "everything"}, "asked", "what the caller asks for"),
        ({"line": "x" * 301}, "line", "300 letters"),
        ({"line": "Call Jan Janssens first"}, "line", "may say who somebody is"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field_and_nothing_typed_is_lost(
    adviser: Member, engine: Engine, changed: dict[str, str], field: str, words: str
) -> None:
    status, page, _ = send(adviser, **changed)
    assert status == 422
    assert f'<a href="#{field}">' in page
    assert words in page
    assert "<title>Error: " in page
    kept = {"name": NAME, "phone": "0470 12 34 56", "email": MAIL, "address": PARTNER}
    for name, value in kept.items():
        if name not in changed:
            assert (
                f'value="{"  " if name == "name" else ""}{value}{" " if name == "name" else ""}"'
                in page
            )
    assert ticked(page, "passed-stage")
    assert letters(engine) == []


def test_one_of_telephone_and_mail_is_enough(adviser: Member, office: Office) -> None:
    assert send(adviser, phone="")[0] == 303
    assert send(adviser, email="")[0] == 303
    contact = office.referrals.contact(2)
    assert contact is not None
    assert (contact.phone, contact.email) == (PHONE, "")


def test_a_line_that_may_name_somebody_passes_once_it_is_said_to_be_needed(
    adviser: Member, office: Office
) -> None:
    line = "Call Jan Janssens first"
    assert send(adviser, line=line)[0] == 422
    assert send(adviser, line=line, anyway="yes")[0] == 303
    contact = office.referrals.contact(1)
    assert contact is not None
    assert contact.line == line


def test_the_same_form_sent_twice_is_one_referral(adviser: Member, engine: Engine) -> None:
    values = form_of(adviser.get(NEW).text) | dict(FILLED)
    first = adviser.client.post("/staff/referrals", data=values)
    second = adviser.client.post("/staff/referrals", data=values)
    assert first.location == second.location
    assert len(letters(engine)) == 1


def test_the_address_of_the_catalogue_counts_more_than_one_typed(
    adviser: Member, engine: Engine, catalogue: Catalogue
) -> None:
    key = next(
        one.key for one in catalogue.current if one.contact.email and len(one.providers) == 1
    )
    page = adviser.get(f"/staff/referrals/new?service={key}").text
    known = catalogue.services[key].contact.email
    assert f"The mail goes to {known}" in page
    assert 'id="address"' not in page
    values = form_of(page) | dict(FILLED) | {"address": "thief@elsewhere.example"}
    assert adviser.client.post("/staff/referrals", data=values).status_code == 303
    assert letters(engine)[0].to == known


def test_a_service_with_several_partners_lets_one_choose(
    adviser: Member, catalogue: Catalogue
) -> None:
    service = next(one for one in catalogue.current if len(one.providers) > 1)
    second = service.providers[1]
    page = adviser.get(f"/staff/referrals/new?service={service.key}&provider={second}").text
    assert f'<option value="{second}" selected>' in page
    assert form_of(page)["provider"] == second
    name = html.escape(catalogue.providers[second].name.pick("en").words, quote=False)
    assert name in page


@pytest.mark.parametrize("service", ["", "nothing", "cairgo-bike-premium"])
def test_nothing_is_referred_to_what_does_not_exist(adviser: Member, service: str) -> None:
    assert adviser.get(f"/staff/referrals/new?service={service}").status_code == 404


def test_a_flood_is_answered_with_wait(adviser: Member) -> None:
    for _ in range(30):
        assert send(adviser)[0] == 303
    status, page, _ = send(adviser)
    assert status == 429
    assert "Too many referrals in one hour" in page


def test_the_contact_data_is_shown_on_demand_only(adviser: Member) -> None:
    send(adviser, line=LINE)
    plain = adviser.get("/staff/referrals/1").text
    shown = adviser.post("/staff/referrals/1/contact").text
    for secret in (NAME, PHONE, MAIL, LINE):
        assert secret not in plain
        assert secret in shown


def test_what_waits_stands_first_and_says_since_when(adviser: Member, clock: Clock) -> None:
    send(adviser)
    clock.forward(days=2)
    adviser.sign_in("adviser", "adviser password")
    send(adviser)
    page = adviser.get("/staff/referrals").text
    rows = re.findall(r'href="/staff/referrals/(\d+)"', page)
    assert rows == ["1", "2"], "who waits longest comes first"
    assert "for 2 days" in page
    assert "since today" in page
    assert "Reminder on 24 November 2026" in page
    adviser.post("/staff/referrals/1/status", {"status": "accepted"})
    adviser.post("/staff/referrals/1/status", {"status": "helped"})
    page = adviser.get("/staff/referrals").text
    assert page.index('href="/staff/referrals/2"') < page.index("Closed (1)")
    assert page.index("Closed (1)") < page.index('href="/staff/referrals/1"')
    only = adviser.get("/staff/referrals?status=helped").text
    assert re.findall(r'href="/staff/referrals/(\d+)"', only) == ["1"]


@pytest.mark.parametrize(
    ("sent", "status", "by", "reason"),
    [
        ({"status": "accepted"}, "accepted", "adviser", ""),
        ({"status": "refused", "reason": "conditions"}, "refused", "adviser", "conditions"),
        ({"status": "helped", "reason": "conditions"}, "helped", "adviser", ""),
        ({"status": "no-answer"}, "no-answer", "adviser", ""),
        ({"status": "withdrawn"}, "withdrawn", "adviser", ""),
    ],
)
def test_the_adviser_notes_what_has_happened(
    adviser: Member, office: Office, sent: dict[str, str], status: str, by: str, reason: str
) -> None:
    send(adviser)
    answer_ = adviser.post("/staff/referrals/1/status", sent)
    assert answer_.status_code == 303
    assert "It is noted." in adviser.get(answer_.location).text
    last = office.referrals.history(1)[-1]
    assert (last.what, last.by, last.reason) == (status, by, reason)


def test_a_caller_who_withdraws_is_forgotten_at_once(
    adviser: Member, office: Office, engine: Engine
) -> None:
    send(adviser)
    adviser.post("/staff/referrals/1/status", {"status": "withdrawn-caller"})
    assert office.referrals.contact(1) is None
    page = adviser.get("/staff/referrals/1").text
    assert "Contact data removed" in page
    assert 'action="/staff/referrals/1/contact"' not in page
    told = letters(engine)[-1]
    assert told.to == PARTNER
    assert "/partner/" not in told.text


def test_a_caller_is_forgotten_after_the_end_too(adviser: Member, office: Office) -> None:
    send(adviser)
    assert 'action="/staff/referrals/1/forget"' not in adviser.get("/staff/referrals/1").text
    adviser.post("/staff/referrals/1/status", {"status": "helped"})
    assert 'action="/staff/referrals/1/forget"' in adviser.get("/staff/referrals/1").text
    answer_ = adviser.post("/staff/referrals/1/forget")
    assert "The contact data is deleted." in adviser.get(answer_.location).text
    assert office.referrals.contact(1) is None
    assert adviser.post("/staff/referrals/1/forget").status_code == 409


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({}, "Choose what has happened"),
        ({"status": "sent"}, "Choose what has happened"),
        ({"status": "opened"}, "Choose what has happened"),
        ({"status": "refused"}, "Choose why it was refused"),
        ({"status": "refused", "reason": "because"}, "Choose what has happened"),
    ],
)
def test_what_cannot_be_noted_changes_nothing(
    adviser: Member, office: Office, sent: dict[str, str], words: str
) -> None:
    send(adviser)
    answer_ = adviser.post("/staff/referrals/1/status", sent)
    assert answer_.status_code == 422
    assert words in answer_.text
    assert [one.what for one in office.referrals.history(1)] == ["sent"]


def test_a_new_link_is_sent_but_not_twice_in_a_row(
    adviser: Member, engine: Engine, clock: Clock
) -> None:
    send(adviser)
    early = adviser.post("/staff/referrals/1/again")
    assert (early.status_code, early.headers["Retry-After"]) == (429, "600")
    clock.forward(minutes=10)
    answer_ = adviser.post("/staff/referrals/1/again")
    assert answer_.status_code == 303
    assert "The partner gets a new link" in adviser.get(answer_.location).text
    assert len(letters(engine)) == 2
    adviser.post("/staff/referrals/1/status", {"status": "no-answer"})
    clock.forward(minutes=10)
    assert adviser.post("/staff/referrals/1/again").status_code == 409


OWN = (
    ("GET", "/staff/referrals/1"),
    ("POST", "/staff/referrals/1/contact"),
    ("POST", "/staff/referrals/1/forget"),
    ("POST", "/staff/referrals/1/status"),
    ("POST", "/staff/referrals/1/again"),
)


def open_(member: Member, method: str, address: str, values: Mapping[str, str]) -> int:
    if method == "GET":
        return member.get(address).status_code
    return member.post(address, values).status_code


@pytest.mark.parametrize(("method", "address"), OWN)
def test_another_adviser_and_an_editor_find_nothing_and_an_admin_does(
    adviser: Member,
    new_member: NewMember,
    office: Office,
    clock: Clock,
    method: str,
    address: str,
) -> None:
    send(adviser)
    clock.forward(minutes=10)
    office.accounts.add("other", "adviser", "en", office.passwords.hash("other password"), clock())
    for name in ("other", "editor"):
        member = new_member(name)
        assert open_(member, method, address, {"status": "helped"}) == 404, name
        assert "/staff/referrals/1" not in member.get("/staff/referrals").text
    assert [one.what for one in office.referrals.history(1)] == ["sent"]
    admin = new_member("admin")
    assert "/staff/referrals/1" in admin.get("/staff/referrals").text
    open_referral = 409  # only a closed one is forgotten apart
    answer_ = open_(admin, method, address, {"status": "helped"})
    assert answer_ in ((open_referral,) if address.endswith("/forget") else (200, 303))


@pytest.mark.parametrize(("method", "address"), [*OWN, ("POST", "/staff/referrals")])
def test_a_guest_and_a_form_without_token_get_nowhere(
    adviser: Member, staff_app: Flask, office: Office, method: str, address: str
) -> None:
    send(adviser)
    guest = staff_app.test_client()
    assert guest.open(address, method=method).status_code in (303, 400)
    if method == "POST":
        adviser.token = ""
        assert adviser.post(address, {"status": "helped"}).status_code == 400
    assert [one.what for one in office.referrals.history(1)] == ["sent"]


def test_counts_are_for_editors(adviser: Member, new_member: NewMember) -> None:
    for address in ("/staff/referrals/counts", "/staff/referrals/counts.csv"):
        assert adviser.get(address).status_code == 403
        assert new_member("editor").get(address).status_code == 200


def test_the_counts_say_what_became_of_the_referrals(
    new_member: NewMember, office: Office, engine: Engine, clock: Clock, catalogue: Catalogue
) -> None:
    parts = parts_over(engine, clock)
    token = "a" * 32
    for place in range(6):
        made(parts, clock, form=f"f{place}", call=token if not place else "")
        clock.forward(days=1)
        if place < 5:
            answer(parts, follow(parts, newest(engine)), "accepted", "", clock())
    answer(parts, follow(parts, newest(engine)), "refused", "conditions", clock())
    save_call(office.calls, NewCall(token, 1, CallRecord("phone", "fr"), 1), clock())
    editor = new_member("editor")
    page = editor.get("/staff/referrals/counts").text
    name = catalogue.providers["microstart"].name.pick("en").words
    row = re.search(rf"<tr><th scope=\"row\">{re.escape(name)}</th>(.*?)</tr>", page)
    assert row
    cells = re.findall(r"<td>(.*?)</td>", row[1])
    assert cells[:7] == ["6", "5", "0", "0", "1", "0", "0"]
    assert "does not meet the conditions: 1" in cells[7]
    assert cells[8] == "1"
    assert "Of all saved calls: 100\u00a0%" in page
    lines = list(
        csv.reader(io.StringIO(editor.get("/staff/referrals/counts.csv").text), delimiter=";")
    )
    counted = dict(zip([one.lstrip("\ufeff") for one in lines[0]], lines[1], strict=True))
    assert (counted["sent"], counted["accepted"], counted["refused"]) == ("6", "5", "*")
    assert counted["refused: conditions"] == "*", "of one end alone everybody knows the number"
    assert counted["median days"] == "1.0"
    assert lines[-1][1:] == ["<5", "<5", ""]


def test_the_call_of_a_referral_is_found_by_its_token(adviser: Member, office: Office) -> None:
    send(adviser)
    assert [one.id for one in office.referrals.of_call(CALL)] == [1]


def test_a_mail_that_did_not_arrive_is_shown(
    adviser: Member, office: Office, clock: Clock, engine: Engine
) -> None:
    send(adviser)
    assert "Mail not delivered" not in adviser.get("/staff/referrals").text
    clock.forward(days=4)
    office.outbox.give_up(clock(), clock())
    adviser.sign_in("adviser", "adviser password")
    assert "Mail not delivered" in adviser.get("/staff/referrals").text
    assert "Could not be delivered" in adviser.get("/staff/referrals/1").text
    assert found(parts_over(engine, clock), 1).status == "sent"
