"""Metrics: bounded labels, files of a fixed size with their room, and nothing of the dead."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT
from wizard.serving.metrics import (
    FILE_BYTES,
    FOLDER,
    clean_folder,
    forget_worker,
    reserve_files,
)

COUNT = """
import sys
from pathlib import Path
from wizard.serving.metrics import RequestCounts, WorkerGauges, reserve_files
from wizard.web.logged import Seen
reserve_files(Path(sys.argv[1]))
counts, gauges = RequestCounts(), WorkerGauges()
for number in range(1000):
    counts.add(Seen("web.results", "web", "fr", 3), f"M{number}", "200", 0.003)
for route in range(150):
    for status in ("200", "303", "404", "500"):
        counts.add(Seen(f"route-number-{route}.with-a-name", "kiosk-preview", "", 3), "GET", status, 1)
gauges.edition(3)
from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector
registry = CollectorRegistry()
MultiProcessCollector(registry, sys.argv[1])
sys.stdout.write(generate_latest(registry).decode())
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The folder of the files of all processes."""
    (tmp_path / "metrics").mkdir()
    return tmp_path / "metrics"


def counted(folder: Path) -> str:
    """Let a process of its own count, as prometheus-client decides at its import, and tell."""
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), FOLDER: str(folder)}
    done = subprocess.run(
        [sys.executable, "-c", COUNT, str(folder)],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


def test_numbers_of_processes_are_added_and_labels_are_few(folder: Path) -> None:
    counted(folder)
    text = counted(folder)
    sample = (
        'parcours_requests_total{channel="web",method="other",route="web.results",status="2xx"}'
    )
    assert f"{sample} 2000.0" in text, "a thousand invented methods are one label"
    assert 'parcours_request_seconds_count{route="web.results"} 2000.0' in text
    assert text.count("\nparcours_edition{") == 2
    assert "M17" not in text


def test_twice_as_many_routes_as_there_are_need_no_more_room(folder: Path) -> None:
    counted(folder)
    sizes = {file.name.rsplit("_", 1)[0]: file.stat() for file in folder.iterdir()}
    assert sizes.keys() == {"counter", "histogram", "gauge_liveall"}
    for name, one in sizes.items():
        assert one.st_size == FILE_BYTES, f"{name} has grown beyond what was reserved"
        assert one.st_blocks * 512 >= FILE_BYTES, f"{name} has no room of its own on the disk"


def test_a_worker_that_ended_tells_nothing_of_itself_any_more(folder: Path) -> None:
    reserve_files(folder)
    forget_worker(folder, os.getpid())
    forget_worker(folder, os.getpid())
    kept = {file.name for file in folder.iterdir()}
    assert kept == {f"counter_{os.getpid()}.db", f"histogram_{os.getpid()}.db"}


def test_a_server_begins_with_an_empty_folder(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(FOLDER, "elsewhere")
    (folder / "counter_1.db").write_bytes(b"old")
    clean_folder(folder)
    assert list(folder.iterdir()) == []
    assert folder.stat().st_mode & 0o777 == 0o700
    assert os.environ[FOLDER] == str(folder)
