"""A catalogue folder as text: nothing is lost on the way, and its digest tells every change."""

from pathlib import Path

import pytest

from wizard.content.folder import digest, read_folder, write_folder
from wizard.content.load import load_catalogue

FILES = {"a.toml": 'x = "é"\n', "services/b.toml": 'y = "1"\r\n', "services/c.toml": ""}


def test_the_shipped_folder_comes_back_as_it_was_written(
    files: dict[str, str], tmp_path: Path
) -> None:
    write_folder(files, tmp_path / "new" / "folder")
    again = read_folder(tmp_path / "new" / "folder")
    assert again == files
    assert digest(again) == digest(files)


def test_only_catalogue_files_are_read(tmp_path: Path) -> None:
    write_folder(
        {"services/a.toml": "x = 1", "README.md": "text", "services/a.toml~": ""}, tmp_path
    )
    assert read_folder(tmp_path) == {"services/a.toml": "x = 1"}


def test_files_come_in_the_order_of_their_names(tmp_path: Path) -> None:
    write_folder({"b.toml": "", "a.toml": "", "a/b.toml": ""}, tmp_path)
    names = list(read_folder(tmp_path))
    assert sorted(names) == ["a.toml", "a/b.toml", "b.toml"]


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="give the catalogue's folder"):
        read_folder(tmp_path / "nowhere")


def test_a_file_in_another_encoding_is_told_by_name(tmp_path: Path) -> None:
    (tmp_path / "old.toml").write_bytes("x = 'é'".encode("latin-1"))
    (tmp_path / "bad.toml").write_text("x = ", encoding="utf-8")
    told = [str(problem) for problem in load_catalogue(read_folder(tmp_path)).problems]
    assert "old.toml: (file): is not UTF-8; save it as UTF-8" in told
    assert any(line.startswith("bad.toml: (file): is not valid TOML") for line in told), told


def test_the_digest_is_the_same_in_any_order() -> None:
    assert digest(FILES) == digest(dict(reversed(FILES.items())))
    assert len(digest(FILES)) == 64


@pytest.mark.parametrize(
    "other",
    [
        {**FILES, "a.toml": 'x = "e"\n'},
        {**FILES, "services/c.toml": " "},
        {**FILES, "d.toml": ""},
        {name: text for name, text in FILES.items() if name != "services/c.toml"},
        {("z.toml" if name == "a.toml" else name): text for name, text in FILES.items()},
        {**FILES, "a.toml": FILES["services/b.toml"], "services/b.toml": FILES["a.toml"]},
    ],
    ids=["letter", "space", "more", "less", "renamed", "exchanged"],
)
def test_the_digest_changes_with_any_change(other: dict[str, str]) -> None:
    assert digest(other) != digest(FILES)
