"""Several processes count at once, and some are killed: nothing is lost or doubled."""

import random
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.store.counting import NOW, batch, counts_at, read
from wizard.store.desk_spool import FileSpool

pytestmark = pytest.mark.slow

SEED = 1819
ROUNDS = 15
PROCESSES, VISITS, SPOOLED = 3, 300, 8


def start(*arguments: str) -> subprocess.Popen[str]:
    """Start one of the programs of `counting`."""
    return subprocess.Popen(
        [sys.executable, "-m", "tests.store.counting", *arguments],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def killed_after(process: subprocess.Popen[str], lines: int) -> list[str]:
    """Kill a program after it has written so many lines, and return all that it wrote."""
    assert process.stdout is not None
    said = [process.stdout.readline() for _ in range(lines)]
    process.kill()
    said += process.stdout.read().splitlines()
    process.communicate()
    return said


def test_a_process_that_is_killed_loses_what_was_not_written_and_doubles_nothing(
    url: str, tmp_path: Path
) -> None:
    chance = random.Random(SEED)
    print(f"seed {SEED}")
    before = 0
    for _ in range(ROUNDS):
        said = killed_after(start("loop", url, str(tmp_path / "spool")), chance.randint(1, 60))
        whole = [line.split() for line in said if line.strip()]
        done = max((int(number) for word, number in whole if word == "done"), default=0)
        begun = max(int(number) for word, number in whole if word == "begin")
        found = read(url)
        assert found.of("visit") - before in (done, begun), "a batch is there whole, or not at all"
        assert found.of("visit") == found.of("language:fr")
        before = found.of("visit")


def test_several_processes_add_to_the_same_numbers_and_take_up_the_same_spool(
    url: str, tmp_path: Path
) -> None:
    folder = tmp_path / "spool"
    for number in range(SPOOLED):
        FileSpool(folder).keep(batch(number, 2))
    running = [start("some", url, str(folder), str(VISITS)) for _ in range(PROCESSES)]
    for one in running:
        assert one.stdin is not None
        one.stdin.write("\n")
        one.stdin.flush()
    for one in running:
        one.communicate(timeout=120)
        assert one.returncode == 0
    found = read(url)
    assert found.of("visit") == PROCESSES * VISITS + 2 * SPOOLED
    assert sum(found.values("language").values()) == PROCESSES * VISITS
    assert not list(FileSpool(folder).all())


def test_the_same_batch_at_the_same_moment_counts_once(url: str) -> None:
    engine, counts = counts_at(url)
    results: list[str] = []
    ready = threading.Barrier(4)

    def send() -> None:
        ready.wait()
        results.append(counts.add(batch(1, 5), NOW))

    threads = [threading.Thread(target=send) for _ in range(4)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert sorted(results) == ["counted", "known", "known", "known"]
    assert read(url).of("visit") == 5
    engine.dispose()
