"""What is asserted of every answer of a fuzz run, and what is told at its end."""

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from statistics import median

from tests.security.hostile_values import SIGN
from tests.security.wire import Answer, Sent
from wizard.web.security_headers import HEADERS

HUNG = 10.0
"""Seconds of work after which a request counts as hung; pages take some thousandths of that."""

ESCAPED = re.compile(rf"{SIGN}&lt;|&lt;{SIGN}")
RAW = re.compile(rf"<{SIGN}|{SIGN}[<>\"']{SIGN}|{SIGN}&{SIGN}")
"""The sign of a request beside markup that is not written as text."""

CONTROL = re.compile(r"[\x00-\x08\x0a-\x1f\x7f]")
PAGES = {"text/html", "text/css", "text/javascript", "image/svg+xml", "application/manifest+json"}
STATUSES = {
    *(200, 204, 206, 302, 303, 304, 308),
    *(400, 403, 404, 405, 409, 410, 413, 415, 416, 421, 422, 429),
}


@dataclass
class Run:
    """What a run has seen so far."""

    statuses: Counter[int] = field(default_factory=Counter)
    routes: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    slowest: dict[str, tuple[float, Sent]] = field(default_factory=dict)
    distinct: set[str] = field(default_factory=set)
    escaped: int = 0

    @property
    def total(self) -> int:
        """How many requests were answered."""
        return sum(self.statuses.values())

    def note(self, sent: Sent, answer: Answer) -> None:
        """Count an answer, and keep the slowest of each route."""
        self.statuses[answer.status] += 1
        self.distinct.add(repr(sent))
        self.routes[sent.route].append(answer.seconds)
        if answer.seconds >= self.slowest.get(sent.route, (0.0, sent))[0]:
            self.slowest[sent.route] = (answer.seconds, sent)
        self.escaped += bool(ESCAPED.search(answer.body.decode("utf-8", "replace")))

    def report(self, name: str, seed: int, worst: int = 5) -> str:
        """Return what is printed: the counts, and what was slow beside the median of its route."""
        times = [one for route in self.routes.values() for one in route]
        told = (
            f"{name}, seed {seed}: {self.total} requests ({len(self.distinct)} different), {dict(sorted(self.statuses.items()))},"
            f" {self.escaped} pages with markup written as text,"
            f" {1000 * sum(times) / len(times):.2f} ms of work each"
        )
        lines = [told]
        ratios = sorted(
            (
                (took / median(self.routes[route]), route, took)
                for route, (took, _) in self.slowest.items()
            ),
            reverse=True,
        )
        for ratio, route, took in ratios[:worst]:
            lines.append(
                f"  {ratio:.0f} x the median of {route}: {1000 * took:.0f} ms, {self.slowest[route][1]}"[
                    :300
                ]
            )
        return "\n".join(lines)


def check(sent: Sent, answer: Answer, *, cookie: bool = False) -> None:
    """Assert what holds for every answer, whatever was sent."""
    about = f"{answer.status} to {sent}"
    assert answer.status in STATUSES, about
    assert answer.seconds < HUNG, f"{answer.seconds:.1f} seconds: {about}"
    for name, value in answer.headers:
        assert not CONTROL.search(value), f"{name} of {about}"
        if name != "Location":
            assert not RAW.search(value), f"{name} of {about}"
    for name in HEADERS:
        if name != "X-Frame-Options":
            assert len(answer.all(name)) == 1, f"{name} of {about}"
    policy = answer.first("Content-Security-Policy")
    assert "frame-ancestors 'none'" not in policy or answer.first("X-Frame-Options") == "DENY", (
        about
    )
    assert cookie or not answer.all("Set-Cookie"), about
    check_markup(answer, about)
    check_way(answer, about)


def check_markup(answer: Answer, about: str) -> None:
    """Assert that no markup of the request is markup of the answer."""
    if not answer.body:
        return
    assert answer.kind in PAGES | {
        "application/json",
        "application/problem+json",
        "text/plain",
        "text/csv",
        "image/png",
    }, f"{answer.kind}: {about}"
    if answer.kind in PAGES:
        # A part of a file may begin or end in the middle of a letter.
        text = answer.body.decode("utf-8", "replace" if answer.status == 206 else "strict")
        found = RAW.search(text)
        where = slice(max(0, found.start() - 80), found.end() + 80) if found else slice(0, 0)
        assert not found, f"{text[where]!r} in {about}"


def check_way(answer: Answer, about: str) -> None:
    """Assert that a redirect stays on the site."""
    for way in answer.all("Location"):
        assert re.match(r"/(?![/\\])", way), f"leads to {way}: {about}"
        assert not re.search(r"[\s<>\"\\^`{}|]", way), f"leads to {way}: {about}"
