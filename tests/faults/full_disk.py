"""A disk that becomes full under the site: `python -m tests.faults.full_disk HOUSE DISK SEED`.

The disk is one of its own in memory if this process may mount one, else a limit on the length
of files, at which each writing fails as well. What goes wrong ends the program with a traceback.
"""

import random
import resource
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

from flask.testing import FlaskClient

from tests.conftest import DAY, ROOT
from tests.faults.house import SERVICE, House, settings_in
from tests.faults.small_catalogue import small_files
from tests.staff.call_examples import NOW
from tests.staff.people import Clock, add_accounts, office_over
from tests.staff.saving import expected
from wizard.app import create_app
from wizard.application.ports_accounts import DatabaseAwayError
from wizard.store.calls import DatabaseCalls
from wizard.store.engine import open_engine

SIZE = "96m"
LARGE = 1 << 16


class Disk:
    """A folder whose room ends when it is told to."""

    def __init__(self, folder: Path) -> None:
        """Mount a disk at `folder` if that is allowed."""
        folder.mkdir()
        mount = ["mount", "-t", "tmpfs", "-o", f"size={SIZE}", "tmpfs", str(folder)]
        self.mounted = subprocess.run(mount, check=False, capture_output=True).returncode == 0
        self._ballast = folder / "ballast"
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)

    def fill(self) -> None:
        """Let nothing more be written."""
        if not self.mounted:
            resource.setrlimit(resource.RLIMIT_FSIZE, (0, resource.RLIM_INFINITY))
            return
        with self._ballast.open("wb", buffering=0) as file:
            for size in (LARGE, 1):
                with suppress(OSError):
                    while file.write(bytes(size)) == size:
                        pass

    def free(self) -> None:
        """Let all be written again."""
        resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY,) * 2)
        self._ballast.unlink(missing_ok=True)


def assert_served(client: FlaskClient) -> None:
    """Assert that the public site is there, and tells the truth of itself."""
    assert client.get(f"/en/services/{SERVICE}").status_code == 200
    assert client.get("/health/live").status_code == 200
    told = client.get("/health/ready")
    assert told.status_code == 200, told.get_json()
    assert (told.get_json()["edition"], told.get_json()["index"]) == (1, "ok")


def assert_nothing_is_saved(house: House) -> None:
    """Assert that a call is refused instead of being half saved."""
    engine = office_over(open_engine(house.settings.database_url), Clock(NOW), house.folder)
    assert isinstance(engine.calls, DatabaseCalls)
    try:
        engine.calls.save(expected(1))
    except DatabaseAwayError as error:
        print(f"not saved: {error}")
    else:
        raise AssertionError("it was acknowledged on a full disk")


def main() -> None:
    """Fill the disk, try everything, make room, and try again."""
    source, folder, seed = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]
    disk, chance = Disk(folder), random.Random(seed)
    print(f"mounted: {disk.mounted}")
    files = small_files(ROOT / "catalogue")
    house = House(source, files, settings_in(source)).copied(folder / "house")
    engine = open_engine(house.settings.database_url)
    add_accounts(office_over(engine, Clock(NOW), house.folder))
    variant = chance.randrange(1, 1000)
    house.lay_out(variant)
    with create_app(house.settings, lambda: DAY).test_client() as client:
        disk.fill()
        try:
            house.publish_laid_out()
        except (OSError, DatabaseAwayError) as error:
            print(f"not published: {error}")
        else:
            raise AssertionError("it was published on a full disk")
        house.assert_nothing_half()
        assert_served(client)
        with create_app(house.settings, lambda: DAY).test_client() as second:
            assert_served(second)
        assert_nothing_is_saved(house)
    disk.free()
    assert house.in_force() == (1, 0)
    house.assert_sound()
    house.publish_laid_out()
    assert house.in_force() == (2, variant)
    DatabaseCalls(engine).save(expected(1))
    print("all is well")


if __name__ == "__main__":
    main()
