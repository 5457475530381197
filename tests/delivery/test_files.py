"""Messages as files: whole or not at all, once, for nobody else to read."""

import json
from email import message_from_bytes
from pathlib import Path

import pytest

from tests.delivery.messages import SENDER, mail, taken
from wizard.application.ports_outbox import DelayedError, Message
from wizard.delivery.files import MailFolder, TextFolder

TEXT = Message("text", "+32470123456", "Steun voor je zaak: https://example.org/nl/résultats")


def test_a_text_message_is_one_line_of_json(tmp_path: Path) -> None:
    TextFolder(tmp_path / "texts").send(taken(TEXT, "nl"))
    [file] = (tmp_path / "texts").iterdir()
    assert file.name == "0123456789abcdef@example.org.json"
    assert file.read_text(encoding="utf-8").count("\n") == 1
    assert json.loads(file.read_text(encoding="utf-8")) == {
        "id": "0123456789abcdef@example.org",
        "to": "+32470123456",
        "text": TEXT.text,
        "language": "nl",
    }


def test_the_same_message_sent_twice_is_one_file(tmp_path: Path) -> None:
    for _ in range(2):
        TextFolder(tmp_path).send(taken(TEXT))
    assert len(list(tmp_path.iterdir())) == 1


def test_nobody_else_may_read_it(tmp_path: Path) -> None:
    folder = tmp_path / "texts"
    TextFolder(folder).send(taken(TEXT))
    [file] = folder.iterdir()
    assert (folder.stat().st_mode & 0o077, file.stat().st_mode & 0o077) == (0, 0)


def test_a_mail_becomes_a_file_that_mail_programs_open(tmp_path: Path) -> None:
    MailFolder(tmp_path, SENDER).send(taken(mail("an@example.be")))
    [file] = tmp_path.iterdir()
    letter = message_from_bytes(file.read_bytes())
    assert (file.suffix, letter["To"]) == (".eml", "an@example.be")


def test_what_could_not_be_finished_leaves_no_address_behind(tmp_path: Path) -> None:
    (tmp_path / "0123456789abcdef@example.org.json").mkdir()
    with pytest.raises(DelayedError):
        TextFolder(tmp_path).send(taken(TEXT))
    assert [one.name[0] for one in tmp_path.iterdir()] == ["0"]


def test_a_folder_that_cannot_be_written_puts_the_message_off(tmp_path: Path) -> None:
    (tmp_path / "texts").write_text("a file stands in the way")
    with pytest.raises(DelayedError) as error:
        TextFolder(tmp_path / "texts").send(taken(TEXT))
    assert (error.value.error, error.value.everyone) == ("folder", True)
