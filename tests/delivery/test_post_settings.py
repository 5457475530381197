"""The settings of the post, from the environment to the ways out of the house."""

from datetime import timedelta
from pathlib import Path

import pytest

from wizard.delivery.files import MailFolder, TextFolder
from wizard.delivery.smtp import SmtpCarrier
from wizard.settings import PostSettings, Settings
from wizard.staffing import open_office, open_post
from wizard.store.engine import open_engine
from wizard.store.migrate import migrate


def post_settings(host: str = "", **values: str) -> PostSettings:
    """Return the settings of some variables, on a site with this name."""
    return PostSettings.from_environment(values, host)


def settings(folder: Path, **more: str) -> Settings:
    """Return the settings of a data folder."""
    return Settings.from_environment({"WIZARD_DATA": str(folder), **more})


def test_without_any_setting_messages_become_files(tmp_path: Path) -> None:
    post = open_post(settings(tmp_path))
    assert isinstance(post.carriers["mail"], MailFolder)
    assert isinstance(post.carriers["text"], TextFolder)
    assert post.patience == timedelta(days=3)


def test_with_a_mail_server_they_leave(tmp_path: Path) -> None:
    post = open_post(settings(tmp_path, WIZARD_SMTP_HOST="mail.example.org", WIZARD_MAIL_DAYS="5"))
    assert isinstance(post.carriers["mail"], SmtpCarrier)
    assert post.patience == timedelta(days=5)


@pytest.mark.parametrize(
    ("values", "trial"),
    [
        ({}, {"mail", "text"}),
        ({"WIZARD_SMTP_HOST": "mail.example.org"}, {"text"}),
        ({"WIZARD_SMS_FOLDER": "/var/spool/sms"}, {"mail"}),
        ({"WIZARD_SMTP_HOST": "mail.example.org", "WIZARD_SMS_FOLDER": "/var/spool/sms"}, set()),
    ],
)
def test_the_desk_knows_what_is_only_a_trial(
    tmp_path: Path, values: dict[str, str], trial: set[str]
) -> None:
    mine = settings(tmp_path, **values)
    engine = open_engine(mine.database_url)
    migrate(engine)
    assert open_office(mine, engine).trial == trial


@pytest.mark.parametrize(("security", "port"), [("starttls", 587), ("ssl", 465), ("none", 25)])
def test_each_way_has_its_usual_port(security: str, port: int) -> None:
    assert post_settings(WIZARD_SMTP_SECURITY=security).smtp_port == port
    assert post_settings(WIZARD_SMTP_SECURITY=security, WIZARD_SMTP_PORT="26").smtp_port == 26


def test_mail_is_encrypted_unless_somebody_says_otherwise() -> None:
    assert post_settings().smtp_security == "starttls"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("WIZARD_SMTP_SECURITY", "perhaps"),
        ("WIZARD_SMTP_PORT", "mail"),
        ("WIZARD_MAIL_DAYS", "0"),
        ("WIZARD_MAIL_DAYS", "-1"),
        ("WIZARD_MAIL_DAYS", "1.5"),
    ],
)
def test_a_setting_without_sense_is_named(name: str, value: str) -> None:
    with pytest.raises(ValueError, match=name):
        post_settings(**{name: value})


def test_a_sender_without_an_address_is_named(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no sender"):
        open_post(settings(tmp_path, WIZARD_MAIL_FROM="1819"))


def test_mail_comes_from_the_site_unless_somebody_says_otherwise(tmp_path: Path) -> None:
    assert post_settings("www.example.org").sender == "Parcours <no-reply@www.example.org>"
    assert post_settings("www.example.org", WIZARD_MAIL_FROM="a@b.be").sender == "a@b.be"
    mine = settings(tmp_path, WIZARD_PUBLIC_URL="https://www.example.org/parcours/")
    assert mine.post.sender == "Parcours <no-reply@www.example.org>"


def test_the_password_may_stand_in_a_file(tmp_path: Path) -> None:
    file = tmp_path / "password"
    file.write_text("in the file\n", encoding="utf-8")
    from_file = post_settings(WIZARD_SMTP_PASSWORD_FILE=str(file))
    assert from_file.smtp_password == "in the file"  # noqa: S105  (for a test)
    assert "in the file" not in repr(from_file)
    both = post_settings(WIZARD_SMTP_PASSWORD_FILE=str(file), WIZARD_SMTP_PASSWORD="here")  # noqa: S106  (for a test)
    assert both.smtp_password == "here"  # noqa: S105  (for a test)
