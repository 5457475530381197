"""Asking the public advisories (OSV) about the packages of a lock file, with pip-audit."""

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

OSV = "https://api.osv.dev/v1/query"
PATIENCE = 300
NO_ANSWER = ("ConnectionError", "ServiceError", "Timeout", "could not connect")


@dataclass(frozen=True)
class Advice:
    """What was said: how many packages were asked about, which are vulnerable.

    `silent` says why there was no answer, «» if there was one.
    """

    asked: int = 0
    vulnerable: tuple[str, ...] = ()
    silent: str = ""

    def __str__(self) -> str:
        """Return one plain line for the output of the tests."""
        if self.silent:
            return (
                "ADVISORIES NOT ASKED: no service answered, so nobody knows from this run whether"
                f" a locked package is known to be vulnerable or was withdrawn ({self.silent})"
            )
        return (
            f"advisories asked about {self.asked} packages: {', '.join(self.vulnerable) or 'none'}"
        )


def ask(lock: Path, url: str = OSV) -> Advice:
    """Return what the service at `url` knows of the packages of a lock file.

    Raises `RuntimeError` if pip-audit fails otherwise than for want of an answer.
    """
    words = [
        *("-r", str(lock), "--disable-pip", "--require-hashes", "--no-deps"),
        *("-s", "osv", "--osv-url", url, "-f", "json", "--progress-spinner", "off"),
        *("--timeout", "10"),
    ]
    done = subprocess.run(
        [sys.executable, "-m", "pip_audit", *words],
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    try:
        found = json.loads(done.stdout)["dependencies"]
    except ValueError as error:
        told = done.stderr.strip().splitlines()
        if any(sign in done.stderr for sign in NO_ANSWER):
            return Advice(silent=told[-1][:160])
        raise RuntimeError(f"pip-audit failed:\n{done.stderr[-2_000:]}") from error
    bad = [f"{one['name']} {vuln['id']}" for one in found for vuln in one.get("vulns", ())]
    return Advice(len(found), tuple(bad))
