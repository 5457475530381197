"""No room on the disk, while an edition is made, published and served: the old one stays."""

import random
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.faults.house import House
from tests.faults.site import run_wizard
from tests.serving.clients import PATIENCE

pytestmark = pytest.mark.slow

STEPS = ("index", "ready")


def room_for(house: House, step: str, chance: random.Random) -> int:
    """Return how long files may become, so that publishing stops at a step for want of room.

    A file of the index is smaller than the edition made ready.
    """
    index = max(one.stat().st_size for one in house.settings.index.glob("generation-*/*"))
    ready = max(one.stat().st_size for one in house.settings.ready.glob("generation-*/*"))
    spans = {
        "index": (0, index * 9 // 10),
        "ready": (index * 11 // 10, ready * 9 // 10),
    }
    assert spans[step][0] < spans[step][1], "the small catalogue has other sizes now"
    return chance.randrange(*spans[step])


@pytest.mark.parametrize("step", STEPS)
def test_without_room_nothing_is_published_and_nothing_half_is_left(
    house: House, chance: random.Random, step: str
) -> None:
    house.lay_out(1)
    room = room_for(house, step, chance)
    done = run_wizard(house, ["catalogue", "publish"], within=["prlimit", f"--fsize={room}"])
    print(f"{room} bytes: {done.stderr.strip()}")
    assert done.returncode == 1, done.stdout
    assert "the site cannot be prepared" in done.stderr
    assert "whether the disk is full" in done.stderr
    assert "Traceback" not in done.stderr
    house.assert_nothing_half()
    assert house.in_force() == (1, 0)
    house.assert_sound()
    told = house.answers()
    assert (told["code"], told["status"], told["edition"]) == (200, "ready", 1)
    assert house.publish(1).changed, "the next try, with room, works"
    assert house.in_force() == (2, 1)


def test_a_disk_that_becomes_full_while_the_site_is_served(
    house: House, tmp_path: Path, fault_seed: int
) -> None:
    command = [sys.executable, "-m", "tests.faults.full_disk"]
    command += [str(house.folder), str(tmp_path / "disk"), str(fault_seed)]
    done = subprocess.run(
        [*own_mounts(), *command],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    print(done.stdout)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.endswith("all is well\n")


def own_mounts() -> list[str]:
    """Return what lets a command mount disks that nobody else sees, if that is allowed here."""
    unshare = ["unshare", "--mount"]
    allowed = shutil.which("unshare") is not None and (
        subprocess.run([*unshare, "true"], check=False, capture_output=True).returncode == 0
    )
    return unshare if allowed else []
