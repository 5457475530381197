"""The page that gives a call to its caller: link, code, what may be given, what was sent."""

import re
from dataclasses import replace
from html import unescape

import pytest
from flask import Flask
from jinja2 import StrictUndefined
from sqlalchemy import Engine, text

from tests.staff.handing import CALL, call, letter, query, queued
from tests.staff.people import Clock, Member, NewMember
from wizard.application.hand_over import MOST_GIVEN
from wizard.application.outbox import LEASE
from wizard.application.ports_outbox import Message, Parcel
from wizard.domain.catalogue import Catalogue
from wizard.domain.spoken.speaking import speak
from wizard.domain.text import LANGUAGES
from wizard.web.site import EXTENSION, Site
from wizard.web.staff.office import Office

TICKED = re.compile(r'name="give" value="([^"]+)" checked')
OFFERED = re.compile(r'name="give" value="([^"]+)"')
LINK = re.compile(r'<input id="link" value="([^"]+)"')


def page(member: Member, **more: list[str]) -> str:
    """Return the page for a call."""
    answer = member.get(f"/staff/handover?{query(call('fr', **more))}")
    assert answer.status_code == 200
    return answer.text


@pytest.mark.parametrize("caller", LANGUAGES)
def test_the_link_has_the_same_answers_in_the_callers_language(
    adviser: Member, caller: str
) -> None:
    shown = adviser.get(f"/staff/handover?{query(call(caller))}").text
    [link] = LINK.findall(shown)
    wanted = "results?stage=starting&sector=horeca&place=1080&size=solo"
    assert unescape(link) == f"http://localhost/{caller}/{wanted}"
    assert adviser.get(unescape(link)).status_code == 200


def test_the_link_is_at_the_public_address(staff_app: Flask, adviser: Member) -> None:
    site: Site = staff_app.extensions[EXTENSION]
    staff_app.extensions[EXTENSION] = replace(site, public_url="https://www.example.org/parcours")
    [link] = LINK.findall(page(adviser))
    assert link.startswith("https://www.example.org/parcours/fr/results?")


def test_without_answers_the_link_leads_to_the_start(adviser: Member) -> None:
    shown = adviser.get("/staff/handover?caller=nl").text
    assert LINK.findall(shown) == ["http://localhost/nl/"]


@pytest.mark.parametrize("caller", LANGUAGES)
def test_the_code_is_said_in_the_callers_language(
    adviser: Member, catalogue: Catalogue, caller: str
) -> None:
    shown = adviser.get(f"/staff/handover?{query(call(caller))}").text
    answers = catalogue.journey.replay(call()).answers
    code = shown.split('class="code-words"')[1].split("</p>")[0]
    words = re.findall("<span>(.*?)</span>", code)
    assert tuple(map(unescape, words)) == speak(answers, caller)  # type: ignore[arg-type]  # one of the three
    assert code.startswith(f' lang="{caller}"')
    found = adviser.get(f"/{caller}/code?code={'+'.join(map(unescape, words))}")
    assert found.location == f"/{caller}/results?stage=starting&sector=horeca&place=1080&size=solo"


def test_what_was_named_comes_first_and_is_ticked(adviser: Member) -> None:
    shown = page(adviser, named=["credal", "microstart"])
    ticked = TICKED.findall(shown)
    assert ticked[:2] == ["credal", "microstart"]
    assert len(ticked) > 2, "the first steps are proposed too"


def test_no_more_than_eight_are_ticked(adviser: Member, catalogue: Catalogue) -> None:
    named = [key for key, one in catalogue.services.items() if one.recommended][:12]
    shown = page(adviser, named=named)
    assert TICKED.findall(shown) == named[:MOST_GIVEN]
    assert OFFERED.findall(shown)[:12] == named


def test_the_opened_service_is_offered_but_not_ticked(adviser: Member) -> None:
    shown = page(adviser, show=["credal"])
    assert "credal" in OFFERED.findall(shown)
    assert "credal" not in TICKED.findall(shown)


def test_without_answers_nothing_is_proposed(adviser: Member) -> None:
    shown = adviser.get("/staff/handover").text
    assert OFFERED.findall(shown)
    assert not TICKED.findall(shown)


def test_a_service_that_ended_is_not_given(adviser: Member) -> None:
    shown = page(adviser, named=["cairgo-bike-premium"])
    assert "cairgo-bike-premium" not in OFFERED.findall(shown)
    answer = adviser.post(
        "/staff/handover/mail", {**call(), **letter(give=["cairgo-bike-premium"])}
    )
    assert answer.status_code == 422


def test_the_way_back_loses_nothing(adviser: Member) -> None:
    values = call("nl", named=["microstart"], q=["bakker"], channel=["desk"], show=["credal"])
    shown = adviser.get(f"/staff/handover?{query(values)}").text
    [back] = [unescape(one) for one in re.findall(r'href="([^"]+)" data-key="b"', shown)]
    for part in ("q=bakker", "caller=nl", "channel=desk", f"call={CALL}", "named=microstart"):
        assert part in back
    assert back.startswith("/staff/desk?stage=starting")


def test_a_mail_is_queued_for_the_caller(
    adviser: Member, office: Office, catalogue: Catalogue
) -> None:
    page(adviser)
    answer = adviser.post("/staff/handover/mail", {**call("nl"), **letter()})
    assert answer.status_code == 303
    [message] = queued(office)
    assert (message.medium, message.to) == ("mail", "an@example.be")
    assert message.subject == "Steun voor je zaak: 2 adressen van 1819"
    for key in ("microstart", "1819"):
        title = catalogue.services[key].words.title.nl
        assert title in message.text
        assert title in unescape(message.html)
        assert f"http://localhost/nl/services/{key}?stage=starting" in message.text
    assert '<html lang="nl">' in message.html


@pytest.mark.parametrize("caller", LANGUAGES)
def test_every_word_of_a_mail_is_the_callers(adviser: Member, office: Office, caller: str) -> None:
    page(adviser)
    adviser.post("/staff/handover/mail", {**call(caller), **letter()})
    [message] = queued(office)
    greetings = {"nl": "Dag,", "fr": "Bonjour,", "en": "Hello,"}
    closing = {
        "nl": "Je adres wordt gewist zodra de mail verstuurd is.",
        "fr": "Votre adresse est effacée dès que l'e-mail est envoyé.",
        "en": "Your address is deleted as soon as the mail has been sent.",
    }
    assert message.text.startswith(greetings[caller])
    assert closing[caller] in message.text
    others = {**greetings, caller: ""}
    assert not [word for word in others.values() if word and word in message.text]


def test_the_adviser_goes_on_in_their_own_language(adviser: Member) -> None:
    page(adviser)
    answer = adviser.post("/staff/handover/mail", {**call("nl"), **letter()})
    shown = adviser.get(str(answer.location))
    assert '<html lang="en">' in shown.text
    assert "The e-mail is on its way." in shown.text
    refused = adviser.post("/staff/handover/mail", {**call("nl"), **letter(to=["an"])})
    assert '<html lang="en">' in refused.text


def test_the_mail_holds_no_image_and_nothing_that_tells_of_its_reading(
    adviser: Member, office: Office
) -> None:
    page(adviser)
    adviser.post("/staff/handover/mail", {**call(), **letter()})
    [message] = queued(office)
    assert not re.search(r"<(img|link|script|style|iframe)|style=|url\(", message.html)
    assert "an@example.be" not in message.html + message.text


def test_what_was_mailed_counts_as_named(adviser: Member) -> None:
    page(adviser)
    answer = adviser.post(
        "/staff/handover/mail", {**call(named=["credal"]), **letter(give=["microstart", "credal"])}
    )
    assert "named=credal&named=microstart&done=mail" in str(answer.location)


WRONG = [
    ({"to": ["an"]}, "Type one e-mail address"),
    ({"to": [""]}, "Type one e-mail address"),
    ({"to": ["an@example.be, bo@example.be"]}, "Type one e-mail address"),
    ({"to": ["an@example.be\r\nBcc: bo@example.be"]}, "Type one e-mail address"),
    ({"give": []}, "Choose at least one service"),
    ({"give": ["no-such-service"]}, "Choose services from the list"),
    ({"asked": []}, "tick the box"),
]


@pytest.mark.parametrize(("typed", "words"), WRONG)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(
    adviser: Member, office: Office, typed: dict[str, list[str]], words: str
) -> None:
    page(adviser)
    answer = adviser.post("/staff/handover/mail", {**call(), **letter(**typed)})
    assert answer.status_code == 422
    assert words in answer.text
    assert "<title>Error: " in answer.text
    kept = letter(**typed)
    assert f'value="{kept["to"][0]}"' in answer.text.replace("&#13;", "\r").replace("&#10;", "\n")
    assert set(TICKED.findall(answer.text)) == set(kept["give"]) - {"no-such-service"}
    assert ('name="asked" value="yes" checked' in answer.text) == bool(kept["asked"])
    assert not queued(office)


def test_more_than_eight_services_are_too_many(
    adviser: Member, catalogue: Catalogue, office: Office
) -> None:
    page(adviser)
    many = [key for key, one in catalogue.services.items() if one.recommended]
    answer = adviser.post("/staff/handover/mail", {**call(), **letter(give=many[: MOST_GIVEN + 1])})
    assert answer.status_code == 422
    assert "Choose at most 8 services" in answer.text
    assert (
        adviser.post(
            "/staff/handover/mail", {**call(), **letter(give=many[:MOST_GIVEN])}
        ).status_code
        == 303
    )
    assert len(queued(office)) == 1


def test_a_text_message_is_queued(adviser: Member, office: Office) -> None:
    page(adviser)
    values = {**call("nl"), "number": ["0470 12 34 56"], "asked": ["yes"]}
    answer = adviser.post("/staff/handover/text", values)
    assert answer.status_code == 303
    [message] = queued(office)
    link = "http://localhost/nl/results?stage=starting&sector=horeca&place=1080&size=solo"
    assert message == Message(
        "text", "+32470123456", f"Steun voor je zaak, zoals besproken met 1819: {link}"
    )
    assert "The text message is on its way." in adviser.get(str(answer.location)).text


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"number": ["1819"]}, "Type a telephone number"),
        ({"number": ["+32470123456\n"], "asked": []}, "tick the box"),
    ],
)
def test_a_text_message_is_checked(
    adviser: Member, office: Office, typed: dict[str, list[str]], words: str
) -> None:
    page(adviser)
    values = {**call(), "number": ["0470 12 34 56"], "asked": ["yes"], **typed}
    answer = adviser.post("/staff/handover/text", values)
    assert answer.status_code == 422
    assert words in answer.text
    assert not queued(office)


def test_five_messages_for_a_call_are_enough(adviser: Member, office: Office) -> None:
    page(adviser)
    values = {**call(), **letter()}
    for _ in range(5):
        assert adviser.post("/staff/handover/mail", values).status_code == 303
    answer = adviser.post("/staff/handover/mail", values)
    assert answer.status_code == 429
    assert "That is enough messages for one call." in answer.text
    assert 'value="an@example.be"' in answer.text, "what was typed is not lost"
    other = {**values, "call": [CALL[::-1]]}
    assert adviser.post("/staff/handover/mail", other).status_code == 303
    assert len(queued(office)) == 6


def test_sixty_messages_in_an_hour_are_enough(
    adviser: Member, office: Office, clock: Clock
) -> None:
    page(adviser)
    account = office.accounts.by_name("adviser")
    assert account is not None
    parcel = Parcel(Message("mail", "an@example.be", "t", "s"), "shortlist", "fr", account.id)
    for number in range(60):
        office.outbox.add(replace(parcel, call=f"{number:032}"), clock())
    answer = adviser.post("/staff/handover/mail", {**call(), **letter()})
    assert answer.status_code == 429
    assert "many messages this hour" in answer.text
    assert answer.headers["Retry-After"] == "3600"
    clock.forward(hours=1)
    assert adviser.post("/staff/handover/mail", {**call(), **letter()}).status_code == 303


def test_what_was_sent_is_shown_and_never_to_whom(
    adviser: Member, office: Office, clock: Clock
) -> None:
    page(adviser)
    adviser.post("/staff/handover/mail", {**call(), **letter()})
    assert "on its way" in page(adviser)
    taken = office.outbox.take(clock(), LEASE)
    assert taken is not None
    office.outbox.sent(taken, clock())
    shown = page(adviser)
    assert "sent; the address is deleted" in shown
    assert "an@example.be" not in shown


@pytest.mark.parametrize(
    ("error", "words"),
    [
        ("address", "there is no such address"),
        ("content", "the mail server did not want it"),
        ("given-up", "it could not be sent for too long"),
        ("unreadable", "the key that it was sealed with is gone"),
    ],
)
def test_a_message_that_failed_says_why(
    adviser: Member, engine: Engine, error: str, words: str
) -> None:
    page(adviser)
    adviser.post("/staff/handover/mail", {**call(), **letter()})
    with engine.begin() as connection:
        connection.execute(text("update outbox set state='failed', error=:e"), {"e": error})
    for address in (f"/staff/handover?{query(call())}", "/staff/messages"):
        assert words in adviser.get(address).text


@pytest.mark.parametrize(
    ("error", "words"),
    [
        ("unreachable", "the mail server cannot be reached"),
        ("busy", "the mail server asks to wait"),
        ("broken-off", "the connection broke off"),
        ("sign-in", "sending is not set up right"),
        ("folder", "sending is not set up right"),
        ("fault", "a fault of this program"),
    ],
)
def test_a_message_that_waits_says_why_and_until_when(
    adviser: Member, engine: Engine, error: str, words: str
) -> None:
    page(adviser)
    adviser.post("/staff/handover/mail", {**call(), **letter()})
    with engine.begin() as connection:
        connection.execute(text("update outbox set error=:e"), {"e": error})
    # Nine o'clock in UTC is ten in Brussels.
    assert f"waiting: {words}; tried again at 10:00" in unescape(page(adviser))


def test_only_the_own_messages_are_shown(adviser: Member, new_member: NewMember) -> None:
    page(adviser)
    adviser.post("/staff/handover/mail", {**call(), **letter()})
    other = new_member("editor")
    assert "Nothing yet." in page(other)
    assert "No messages." in other.get("/staff/messages").text
    assert "E-mail" in adviser.get("/staff/messages").text


def test_a_trial_is_said(staff_app: Flask, adviser: Member, office: Office) -> None:
    assert "Trial:" not in page(adviser)
    site: Site = staff_app.extensions[EXTENSION]
    on_trial = replace(office, trial=frozenset({"mail"}))
    staff_app.extensions[EXTENSION] = replace(site, office=on_trial)
    shown = page(adviser)
    assert "the mail only becomes a file" in shown
    assert "the message only becomes a file" not in shown


def test_nothing_is_sent_without_a_token(adviser: Member, office: Office) -> None:
    page(adviser)
    adviser.token = ""
    for way in ("mail", "text", "dossier"):
        assert adviser.post(f"/staff/handover/{way}", {**call(), **letter()}).status_code == 400
    assert not queued(office)


@pytest.mark.parametrize("way", ["", "/dossier"])
def test_a_guest_sees_nothing(staff_app: Flask, way: str) -> None:
    answer = staff_app.test_client().get(f"/staff/handover{way}?{query(call())}")
    assert answer.status_code == 303
    assert answer.location.startswith("/staff/sign-in")


def test_no_template_uses_a_name_that_is_not_there(
    staff_app: Flask, adviser: Member, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(staff_app.jinja_env, "undefined", StrictUndefined)
    page(adviser, named=["microstart", "credal"])
    values = {**call("nl"), **letter()}
    assert adviser.post("/staff/handover/mail", {**values, "to": ["an"]}).status_code == 422
    assert adviser.post("/staff/handover/mail", values).status_code == 303
    assert "on its way" in page(adviser)
    assert adviser.get("/staff/messages").status_code == 200
    assert adviser.get(f"/staff/handover/dossier?{query(call('nl'))}").status_code == 200
    assert len(queued(office)) == 1
