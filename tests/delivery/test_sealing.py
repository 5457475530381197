"""Sealing: unreadable without the key, keys can be replaced, the key file is made once."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wizard.application.ports_sealing import UnreadableError
from wizard.settings import Settings, SettingsError
from wizard.store.sealing import FernetSealing

OLD = "old-key-old-key-old-key-old-key-old-key-old="
NEW = "new-key-new-key-new-key-new-key-new-key-new="


def settings(folder: Path, **more: str) -> Settings:
    """Return the settings of a data folder."""
    return Settings.from_environment({"WIZARD_DATA": str(folder), **more})


@given(st.text())
def test_what_is_sealed_can_be_opened(words: str) -> None:
    sealing = FernetSealing([OLD])
    sealed = sealing.seal(words)
    assert sealed.isascii()
    assert sealing.open(sealed) == words


def test_sealed_words_say_nothing() -> None:
    sealing = FernetSealing([OLD])
    first, second = sealing.seal("jan@example.be"), sealing.seal("jan@example.be")
    assert first != second
    assert "jan" not in first


def test_another_key_opens_nothing() -> None:
    with pytest.raises(UnreadableError):
        FernetSealing([NEW]).open(FernetSealing([OLD]).seal("words"))


@pytest.mark.parametrize("spoilt", ["", "words", "gAAAAABl", "é"])
def test_what_was_never_sealed_is_not_opened(spoilt: str) -> None:
    with pytest.raises(UnreadableError):
        FernetSealing([OLD]).open(spoilt)


def test_a_changed_letter_is_noticed() -> None:
    sealing = FernetSealing([OLD])
    sealed = sealing.seal("words")
    changed = sealed[:-5] + ("A" if sealed[-5] != "A" else "B") + sealed[-4:]
    with pytest.raises(UnreadableError):
        sealing.open(changed)


def test_a_key_can_be_replaced() -> None:
    sealed = FernetSealing([OLD]).seal("words")
    both = FernetSealing([NEW, OLD])
    assert both.open(sealed) == "words"
    assert FernetSealing([NEW]).open(both.seal("more")) == "more"


def test_without_a_key_nothing_is_sealed() -> None:
    with pytest.raises(ValueError, match="no key"):
        FernetSealing([])


def test_a_wrong_key_is_named_by_its_line_and_not_shown() -> None:
    with pytest.raises(ValueError, match="line 2") as error:
        FernetSealing([OLD, "rather-secret"])
    assert "rather-secret" not in str(error.value)


def test_the_key_is_made_once_for_the_owner_only(tmp_path: Path) -> None:
    first = settings(tmp_path).sealing_keys()
    assert settings(tmp_path).sealing_keys() == first
    assert len(first) == 1
    assert (tmp_path / "sealing.key").stat().st_mode & 0o777 == 0o600
    sealing = FernetSealing(first)
    assert sealing.open(sealing.seal("words")) == "words"


def test_processes_that_start_at_once_get_the_same_key(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        keys = list(pool.map(lambda _: settings(tmp_path).sealing_keys(), range(8)))
    assert len(set(keys)) == 1


def test_a_file_of_ones_own_holds_several_keys(tmp_path: Path) -> None:
    file = tmp_path / "keys"
    file.write_text(f"{NEW}\n\n{OLD}\n", encoding="ascii")
    mine = settings(tmp_path, WIZARD_SEALING_KEY_FILE=str(file))
    assert mine.sealing_keys() == (NEW, OLD)
    assert not (tmp_path / "sealing.key").exists()


def test_a_file_of_ones_own_that_is_not_there_is_never_made(tmp_path: Path) -> None:
    mine = settings(tmp_path, WIZARD_SEALING_KEY_FILE=str(tmp_path / "gone"))
    with pytest.raises(SettingsError, match="WIZARD_SEALING_KEY_FILE names a file"):
        mine.sealing_keys()
    assert list(tmp_path.iterdir()) == []
