#!/usr/bin/env python3
"""The README's test command: install what is missing, then check and test everything.

It needs Python 3.11 or newer and, where Chromium, Java or the venv module are
missing, Debian's apt-get with the right to install (root or sudo). It closes
with pytest's own summary line and pytest's exit code.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DEBIAN = {
    "chromium": "chromium",
    "chromium-headless-shell": "chromium-headless-shell",
    "java": "default-jre-headless",
    "fc-list": "fontconfig",
    "initdb": "postgresql",
    "redis-server": "redis-server",
    "nginx": "nginx",
    "systemd-analyze": "systemd",
}
"""Program that must be there -> Debian's package that brings it."""

SIDE_BY_SIDE = ("-n", "3", "--dist", "loadfile", "--no-loadscope-reorder")
"""Three workers for two cores, as tests of servers often wait; tests/conftest.py says in what order."""

FORGETFUL = "PYTHONDONTWRITEBYTECODE"
"""The variable that some machines have, and that makes Python keep nothing compiled."""

OFF_THE_PATH = {"initdb": "/usr/lib/postgresql", "nginx": "/usr/sbin"}
"""Where Debian puts a program that is not to be called by everybody."""


def main() -> int:
    """Run all steps; the first that fails ends the run with its exit code."""
    if sys.version_info < (3, 11):
        print("Python 3.11 or newer is needed; this is", sys.version.split()[0])
        return 2
    install_programs()
    python = environment()
    for step in (
        [python, "-m", "ruff", "check", "."],
        [python, "-m", "ruff", "format", "--check", "."],
        [python, "-m", "mypy"],
    ):
        print("+", *step[1:], flush=True)
        code = subprocess.run(step, cwd=ROOT, check=False).returncode
        if code:
            return code
    pytest = [python, "-m", "pytest", "-q", *SIDE_BY_SIDE, *sys.argv[1:]]
    print("+", *pytest[1:], flush=True)
    # Many tests start the program: where nothing compiled is kept, each start compiles all of it.
    keeping = {name: value for name, value in os.environ.items() if name != FORGETFUL}
    return subprocess.run(pytest, cwd=ROOT, check=False, env=keeping).returncode


def install_programs() -> None:
    """Install Debian's packages for the programs that are not there."""
    packages = [package for program, package in DEBIAN.items() if not is_there(program)]
    if not has_venv():
        packages.append("python3-venv")
    if not packages:
        return
    apt = shutil.which("apt-get")
    if apt is None:
        sys.exit(f"Install {', '.join(packages)} first: there is no apt-get to do it with.")
    sudo = [] if os.geteuid() == 0 else ["sudo", "-n"]
    env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    print("+ apt-get install", *packages, flush=True)
    for command in (
        ["update", "-qq"],
        ["install", "-y", "-qq", "--no-install-recommends", *packages],
    ):
        subprocess.run([*sudo, apt, *command], check=True, env=env, stdout=subprocess.DEVNULL)


def is_there(program: str) -> bool:
    """Return whether a program can be found, on the path or where Debian puts it."""
    if shutil.which(program):
        return True
    folder = OFF_THE_PATH.get(program)
    return folder is not None and any(Path(folder).rglob(program))


def has_venv() -> bool:
    """Return whether this Python can make a virtual environment with pip."""
    probe = [sys.executable, "-c", "import venv, ensurepip"]
    return subprocess.run(probe, check=False, capture_output=True).returncode == 0


def environment() -> str:
    """Make a fresh virtual environment with the locked packages; return its Python."""
    folder = Path(tempfile.mkdtemp(prefix="parcours-tests-"))
    print("+ python -m venv", folder, flush=True)
    subprocess.run([sys.executable, "-m", "venv", folder], check=True)
    python = str(folder / "bin" / "python")
    install = [python, "-m", "pip", "install", "-q", "--disable-pip-version-check"]
    subprocess.run([*install, "-r", ROOT / "tests" / "requirements.lock"], check=True)
    subprocess.run([*install, "--no-deps", "-e", ROOT], check=True)
    return python


if __name__ == "__main__":
    sys.exit(main())
