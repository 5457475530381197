"""Load on a server, made by wrk and hey, and what the server's processes spent on it.

Both are public load tools (Debian's packages `wrk` and `hey`). Requests a second of one machine
that does other work as well swing by half; the processor time that the workers spent does not,
so both are read.
"""

import os
import re
import shutil
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

UNITS = {"us": 0.001, "ms": 1.0, "s": 1000.0}
"""Unit of wrk's times -> milliseconds."""

TICKS = os.sysconf("SC_CLK_TCK")


class NoToolError(RuntimeError):
    """A load tool is missing; the message says how to get it."""


@dataclass(frozen=True, slots=True)
class Measured:
    """One run: requests a second, a percentile in milliseconds, processor time for a request
    in milliseconds, and how many answers were errors."""

    per_second: float
    slow: float
    cpu: float
    errors: int


def saturate(
    url: str, workers: Iterable[int], *, connections: int, seconds: int, headers: Iterable[str] = ()
) -> Measured:
    """Ask for `url` as fast as it goes; `slow` is the 99th percentile."""
    pids = tuple(workers)
    before = _spent(pids)
    command = ["-t1", f"-c{connections}", f"-d{seconds}s", "--latency", *_headers(headers), url]
    said = _run("wrk", *command)
    spent = _spent(pids) - before
    number = int(_found(r"(\d+) requests in", said))
    errors = sum(map(int, re.findall(r"(?:connect|read|write|timeout) (\d+)", said)))
    errors += sum(map(int, re.findall(r"Non-2xx or 3xx responses: (\d+)", said)))
    slow = re.search(r"99%\s+([\d.]+)(us|ms|s)", said)
    if slow is None:
        raise ValueError(f"wrk said something else than expected:\n{said}")
    return Measured(
        float(_found(r"Requests/sec:\s+([\d.]+)", said)),
        float(slow[1]) * UNITS[slow[2]],
        spent * 1000 / max(1, number),
        errors,
    )


def paced(url: str, *, a_second: int, seconds: int) -> Measured:
    """Ask for `url` so many times a second; `slow` is the 95th percentile."""
    clients = 5
    said = _run("hey", "-z", f"{seconds}s", "-c", str(clients), "-q", str(a_second // clients), url)
    good = sum(map(int, re.findall(r"\[(?:200|304)\]\s+(\d+) responses", said)))
    every = sum(map(int, re.findall(r"\[\d+\]\s+(\d+) responses", said)))
    slow = float(_found(r"95%+ in ([\d.]+) secs", said)) * 1000
    return Measured(float(_found(r"Requests/sec:\s+([\d.]+)", said)), slow, 0.0, every - good)


def _headers(lines: Iterable[str]) -> list[str]:
    return [part for line in lines for part in ("-H", line)]


def _run(tool: str, *arguments: str) -> str:
    found = shutil.which(tool)
    if found is None:
        raise NoToolError(f"{tool} is missing: install Debian's package of that name")
    return subprocess.run(  # noqa: S603  (a tool that was found, with our own arguments)
        [found, *arguments], check=True, capture_output=True, text=True
    ).stdout


def _found(pattern: str, said: str) -> str:
    match = re.search(pattern, said)
    if match is None:
        raise ValueError(f"«{pattern}» is not in what the load tool said:\n{said}")
    return match[1]


def _spent(pids: Iterable[int]) -> float:
    """Return the seconds of processor time that some processes have spent so far."""
    ticks = 0
    for pid in pids:
        fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
        ticks += int(fields[11]) + int(fields[12])
    return ticks / TICKS
