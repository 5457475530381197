"""The index folder: switched at once, checked when opened, rebuilt when damaged."""

import json
import random
import shutil
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from tests.search import sample_services
from wizard.domain.catalogue import Catalogue
from wizard.search import (
    IndexDamaged,
    build_index,
    ensure_index,
    generations,
    lifecycle,
    open_index,
    ordinary,
)
from wizard.search.generations import store


def files(folder: Path) -> list[Path]:
    return sorted(one for one in folder.rglob("*") if one.is_file() and one.name != "lock")


@pytest.fixture(scope="module")
def whole(sample: Catalogue, tmp_path_factory: pytest.TempPathFactory) -> Path:
    built = tmp_path_factory.mktemp("whole") / "index"
    build_index(sample, built)
    return built


def test_a_built_index_opens_and_leaves_nothing_else_behind(whole: Path, sample: Catalogue) -> None:
    assert open_index(whole, sample).search("export", "nl").hits
    manifest = json.loads((whole / "manifest.json").read_text(encoding="utf-8"))
    names = {one.name for one in files(whole)}
    assert names == {"manifest.json", *manifest["files"]}


def flip(path: Path, source: random.Random) -> None:
    content = bytearray(path.read_bytes())
    content[source.randrange(len(content))] ^= 1 << source.randrange(8)
    path.write_bytes(content)


def test_a_flipped_bit_in_any_file_is_noticed_and_mended(
    whole: Path, folder: Path, sample: Catalogue
) -> None:
    source = random.Random(1819)
    right = open_index(whole, sample).search("subsidie website", "nl")
    for original in files(whole):
        for _ in range(8):
            shutil.rmtree(folder, ignore_errors=True)
            shutil.copytree(whole, folder)
            flip(folder / original.relative_to(whole), source)
            if original.name != "manifest.json":
                with pytest.raises(IndexDamaged, match="altered"):
                    open_index(folder, sample)
            search = ensure_index(sample, folder)
            assert search.search("subsidie website", "nl") == right


@pytest.mark.parametrize("position", range(3))
def test_a_deleted_or_emptied_file_is_noticed_and_mended(
    whole: Path, folder: Path, sample: Catalogue, position: int
) -> None:
    for change in (Path.unlink, lambda path: path.write_bytes(b"")):
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(whole, folder)
        every = files(folder)
        change(every[position % len(every)])
        with pytest.raises(IndexDamaged, match="build"):
            open_index(folder, sample)
        assert ensure_index(sample, folder).search("export", "nl").hits
        assert open_index(folder, sample).search("export", "nl").hits


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"files": []}', '{"files": {}}', "\x00", "null"])
def test_a_manifest_that_is_none_is_noticed(folder: Path, sample: Catalogue, text: str) -> None:
    folder.mkdir()
    (folder / "manifest.json").write_text(text, encoding="utf-8")
    with pytest.raises(IndexDamaged):
        open_index(folder, sample)


def test_a_manifest_cannot_name_files_elsewhere(
    whole: Path, folder: Path, sample: Catalogue
) -> None:
    shutil.copytree(whole, folder)
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    for change in ({"generation": "../x"}, {"files": {"../manifest.json": "0"}}):
        (folder / "manifest.json").write_text(json.dumps(manifest | change), encoding="utf-8")
        with pytest.raises(IndexDamaged):
            open_index(folder, sample)


def test_files_that_whoosh_cannot_read_are_damage_too(
    whole: Path, folder: Path, sample: Catalogue
) -> None:
    manifest = json.loads((whole / "manifest.json").read_text(encoding="utf-8"))
    folder.mkdir()
    store(folder, manifest["made_from"], lambda one: _write(one / "MAIN_1.toc", b"nonsense"))
    with pytest.raises(IndexDamaged, match="cannot be read"):
        open_index(folder, sample)


def test_an_empty_or_missing_folder_is_built(folder: Path, sample: Catalogue) -> None:
    with pytest.raises(IndexDamaged, match="not there"):
        open_index(folder, sample)
    folder.mkdir()
    with pytest.raises(IndexDamaged, match="not there"):
        open_index(folder, sample)
    assert ensure_index(sample, folder).search("export", "nl").hits


def test_an_intact_index_is_not_built_again(folder: Path, sample: Catalogue) -> None:
    ensure_index(sample, folder)
    before = [(one, one.stat().st_mtime_ns) for one in files(folder)]
    ensure_index(sample, folder)
    assert [(one, one.stat().st_mtime_ns) for one in files(folder)] == before


def test_another_edition_is_another_index(folder: Path, sample: Catalogue) -> None:
    ensure_index(sample, folder)
    fewer = sample_services.catalogue(sample_services.SERVICES[:3], digest="later")
    with pytest.raises(IndexDamaged, match="another edition"):
        open_index(folder, fewer)
    assert ensure_index(fewer, folder).search("export", "nl").hits == ()
    assert open_index(folder, fewer).search("microkrediet", "nl").total == 1


def test_a_catalogue_without_digest_is_always_built(folder: Path, sample: Catalogue) -> None:
    nameless = replace(sample, digest="")
    ensure_index(nameless, folder)
    first = files(folder)
    ensure_index(nameless, folder)
    assert files(folder) != first


def test_a_failed_build_leaves_the_old_index(folder: Path, sample: Catalogue) -> None:
    ensure_index(sample, folder)
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))

    def fail(directory: Path) -> None:
        (directory / "half").write_bytes(b"half")
        raise OSError("disk full")

    with pytest.raises(OSError, match="disk full"):
        store(folder, manifest["made_from"], fail)
    assert open_index(folder, sample).search("export", "nl").hits
    build_index(sample, folder)
    assert not list(folder.rglob("half"))


def test_a_search_that_is_open_lives_on_when_the_folder_is_replaced(
    folder: Path, sample: Catalogue
) -> None:
    search = ensure_index(sample, folder)
    before = search.search("export", "nl")
    ensure_index(sample_services.catalogue(sample_services.SERVICES[:1], digest="later"), folder)
    assert search.search("export", "nl") == before
    shutil.rmtree(folder)
    assert search.search("microkrediet", "nl").hits


def test_many_openers_at_once_all_get_a_whole_index(folder: Path, sample: Catalogue) -> None:
    with ThreadPoolExecutor(8) as pool:
        searches = list(pool.map(lambda _: ensure_index(sample, folder), range(16)))
    assert {len(one.search("export", "nl").hits) for one in searches} == {1}
    assert len(list(folder.glob("generation-*"))) == 1


def test_a_folder_can_be_opened_while_it_is_being_replaced(folder: Path, sample: Catalogue) -> None:
    build_index(sample, folder)
    with ThreadPoolExecutor(4) as pool:
        builds = [pool.submit(build_index, sample, folder) for _ in range(6)]
        opened = 0
        while opened < 10 or not all(build.done() for build in builds):
            assert open_index(folder, sample).search("export", "nl").total == 1
            opened += 1
        for build in builds:
            build.result()


def test_an_empty_catalogue_can_be_searched(folder: Path) -> None:
    empty = sample_services.catalogue((), digest="empty")
    assert ensure_index(empty, folder).search("subsidie", "nl").hits == ()


def _write(path: Path, content: bytes) -> None:
    path.write_bytes(content)


def no_lists() -> dict[str, bytes]:
    raise AssertionError("the lists of words are read again")


def test_the_next_edition_takes_over_the_ordinary_words(
    whole: Path, folder: Path, sample: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(whole, folder)
    monkeypatch.setattr(ordinary, "files", no_lists)
    following = replace(sample, digest="f" * 64)
    build_index(following, folder)
    assert generations.taken_over(folder, ordinary.NAMES, {}) == generations.taken_over(
        whole, ordinary.NAMES, {}
    )
    assert open_index(folder, following).search("subsidie website", "nl").hits


@pytest.mark.parametrize("harm", ["flipped", "deleted", "other lists", "no manifest"])
def test_ordinary_words_that_are_not_right_are_made_again(
    whole: Path, folder: Path, sample: Catalogue, monkeypatch: pytest.MonkeyPatch, harm: str
) -> None:
    shutil.copytree(whole, folder)
    (file,) = folder.glob(f"generation-*/{ordinary.NAMES[-1]}")
    made = []
    monkeypatch.setattr(ordinary, "files", lambda: made.append(harm) or {})
    match harm:
        case "flipped":
            flip(file, random.Random(1))
        case "deleted":
            file.unlink()
        case "other lists":
            monkeypatch.setattr(lifecycle, "_word_lists", lambda: {"pyspellchecker": "0.0"})
        case _:
            (folder / "manifest.json").write_text('{"files": {}, "made_from": 1}', encoding="utf-8")
    build_index(replace(sample, digest="f" * 64), folder)
    assert made == [harm]
