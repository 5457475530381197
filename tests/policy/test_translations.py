"""The frame's words: gathered, complete in Dutch and French, with the same placeholders."""

import shutil
from pathlib import Path

import polib
import pytest

from tests.conftest import ROOT
from wizard.web import catalogs

PLAIN = "Skip to the content"
WITH_PLACEHOLDER = "%(num)s service"


def test_the_translations_are_complete() -> None:
    assert catalogs.problems(ROOT) == []


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A copy of what holds and translates the messages."""
    for name in ("wizard/web", "templates", "translations"):
        shutil.copytree(ROOT / name, tmp_path / name)
    return tmp_path


def entry(checkout: Path, language: str, message: str) -> tuple[polib.POFile, polib.POEntry]:
    """Return an opened .po file and one of its messages; save the file after changing it."""
    file = polib.pofile(str(catalogs.file_of(checkout / "translations", language)))
    found = file.find(message)
    assert found is not None, f"{message!r} is not in the {language} file"
    return file, found


def test_the_copy_has_no_problem_of_its_own(checkout: Path) -> None:
    assert catalogs.problems(checkout) == []


@pytest.mark.parametrize("language", catalogs.TRANSLATED)
def test_an_untranslated_message_is_found(checkout: Path, language: str) -> None:
    file, message = entry(checkout, language, PLAIN)
    message.msgstr = ""
    file.save()
    assert catalogs.problems(checkout) == [
        f"{language}: {PLAIN!r} is not translated; write it in messages.po"
    ]


def test_a_message_that_is_not_in_the_file_is_found(checkout: Path) -> None:
    file, message = entry(checkout, "nl", PLAIN)
    file.remove(message)
    file.save()
    assert catalogs.problems(checkout) == [
        f"nl: {PLAIN!r} is not translated; write it in messages.po"
    ]


def test_a_fuzzy_message_is_found(checkout: Path) -> None:
    file, message = entry(checkout, "fr", PLAIN)
    message.flags.append("fuzzy")
    file.save()
    assert catalogs.problems(checkout) == [
        f"fr: {PLAIN!r} is not translated; write it in messages.po"
    ]


def test_a_plural_form_that_is_missing_is_found(checkout: Path) -> None:
    file, message = entry(checkout, "nl", WITH_PLACEHOLDER)
    message.msgstr_plural[1] = ""
    file.save()
    assert len(catalogs.problems(checkout)) == 1


def test_another_placeholder_is_found_in_a_plural(checkout: Path) -> None:
    file, message = entry(checkout, "fr", WITH_PLACEHOLDER)
    message.msgstr_plural[1] = "%(number)s services"
    file.save()
    assert catalogs.problems(checkout) == [
        f"fr: '%(number)s services' has other placeholders than {WITH_PLACEHOLDER!r}; correct it"
    ]


def test_a_placeholder_that_is_lost_is_found(checkout: Path) -> None:
    message = next(
        one.id
        for one in catalogs.template(checkout)
        if isinstance(one.id, str) and "%(number)s" in one.id
    )
    file, translated = entry(checkout, "nl", message)
    translated.msgstr = translated.msgstr.replace("%(number)s", "")
    file.save()
    assert [line.split(":")[0] for line in catalogs.problems(checkout)] == ["nl"]


def test_a_new_message_in_a_template_is_found(checkout: Path) -> None:
    page = checkout / "templates" / "start.html"
    page.write_text(page.read_text(encoding="utf-8") + '{{ _("Quite new") }}', encoding="utf-8")
    assert catalogs.problems(checkout) == [
        "messages.pot: 'Quite new' differs from the code; run `wizard translations update`",
        "nl: 'Quite new' is not translated; write it in messages.po",
        "fr: 'Quite new' is not translated; write it in messages.po",
    ]


def test_updating_leaves_only_the_new_message_to_translate(checkout: Path) -> None:
    page = checkout / "templates" / "start.html"
    page.write_text(page.read_text(encoding="utf-8") + '{{ _("Quite new") }}', encoding="utf-8")
    catalogs.update(checkout)
    assert catalogs.problems(checkout) == [
        "nl: 'Quite new' is not translated; write it in messages.po",
        "fr: 'Quite new' is not translated; write it in messages.po",
    ]


def test_updating_what_is_up_to_date_changes_no_message(checkout: Path) -> None:
    before = [one.msgid for one in polib.pofile(str(checkout / "translations" / "messages.pot"))]
    catalogs.update(checkout)
    after = [one.msgid for one in polib.pofile(str(checkout / "translations" / "messages.pot"))]
    assert (sorted(after), catalogs.problems(checkout)) == (sorted(before), [])
