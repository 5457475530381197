"""Letters as they leave the house: readable everywhere, and no header can be slipped in."""

from email import message_from_bytes
from email.message import EmailMessage, MIMEPart
from email.policy import default
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.delivery.messages import SENDER, WORDS, mail, taken
from wizard.application.ports_outbox import Message, RefusedError
from wizard.delivery.letters import domain_of, letter, sender_address
from wizard.domain.text import LANGUAGES, Language

HEADERS = {
    "From",
    "To",
    "Subject",
    "Date",
    "Message-ID",
    "Content-Language",
    "Auto-Submitted",
    "MIME-Version",
    "Content-Type",
    "Content-Transfer-Encoding",
}


def words(part: MIMEPart) -> str:
    """Return the text of a part; on the way its lines end with CR and LF."""
    return str(part.get_content()).replace("\r\n", "\n")


def read(message: Message, language: Language = "fr") -> EmailMessage:
    """Return a letter as the other side reads it from its bytes."""
    content = letter(taken(message, language), SENDER).as_bytes()
    return cast(EmailMessage, message_from_bytes(content, policy=default))


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_arrive_as_they_were_written(language: Language) -> None:
    html = f"<p>{WORDS[language][1]}</p>\n"
    found = read(mail(language=language, html=html), language)
    assert found["Subject"] == WORDS[language][0]
    assert found["Content-Language"] == language
    parts = {part.get_content_type(): words(part) for part in found.iter_parts()}
    assert parts == {"text/plain": WORDS[language][1], "text/html": html}


def test_a_letter_without_html_is_plain_text() -> None:
    found = read(mail())
    assert found.get_content_type() == "text/plain"
    assert words(found) == WORDS["fr"][1]


def test_a_letter_made_twice_is_the_same() -> None:
    first, second = (letter(taken(mail()), SENDER) for _ in range(2))
    assert first.as_bytes() == second.as_bytes()
    assert first["Message-ID"] == "<0123456789abcdef@example.org>"
    assert first["Date"].datetime == taken(mail()).created_at


def test_any_server_takes_the_lines() -> None:
    long = Message("mail", "jan@example.be", "é" * 3000, "é" * 300, f"<p>{'é' * 3000}</p>")
    content = letter(taken(long), SENDER).as_bytes()
    assert content.isascii()
    assert max(map(len, content.split(b"\r\n"))) <= 78
    assert b"\n" not in content.replace(b"\r\n", b"")


def test_no_machine_is_asked_to_answer() -> None:
    assert read(mail())["Auto-Submitted"] == "auto-generated"


ANY = st.text(st.characters(codec="utf-8"), max_size=60)
BREAKING = st.builds(
    "".join, st.tuples(ANY, st.sampled_from(["\n", "\r", "\r\n", "\n "]), st.just("Bcc: x@y.be"))
)


ADDRESSES = st.one_of(st.just("jan@example.be"), st.emails(), ANY, BREAKING)


@given(ADDRESSES, st.one_of(ANY, BREAKING))
def test_no_header_can_be_slipped_in(to: str, subject: str) -> None:
    try:
        found = read(Message("mail", to, "text", subject))
    except (ValueError, RefusedError):
        return  # it is refused: nothing leaves
    assert set(found.keys()) <= HEADERS
    assert len(found.keys()) == len(set(found.keys()))
    assert found["Bcc"] is None
    assert found.get_content().strip() == "text"


@pytest.mark.parametrize("subject", ["one\nBcc: x@y.be", "one\r\nBcc: x@y.be", "one\r\n\r\nbody"])
def test_a_subject_with_a_line_break_is_refused(subject: str) -> None:
    with pytest.raises(ValueError, match="linefeed"):
        letter(taken(Message("mail", "jan@example.be", "text", subject)), SENDER)


@pytest.mark.parametrize(
    "to", ["", "jan", "jan@example.be, eve@example.be", "jan@example.be\r\nBcc: eve@example.be"]
)
def test_a_letter_goes_to_exactly_one_address(to: str) -> None:
    with pytest.raises(RefusedError, match="address"):
        letter(taken(Message("mail", to, "text", "subject")), SENDER)


def test_a_sender_has_a_name_and_an_address() -> None:
    assert sender_address(SENDER) == ("Parcours 1819", "post@example.org")
    assert domain_of(SENDER) == "example.org"


@pytest.mark.parametrize("wrong", ["", "Parcours", "post@", "@example.org"])
def test_a_sender_without_an_address_is_refused(wrong: str) -> None:
    with pytest.raises(ValueError, match="no sender"):
        sender_address(wrong)
