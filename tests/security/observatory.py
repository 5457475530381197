"""The public scoring rules of Mozilla's HTTP Observatory (version 2, run by MDN).

Names of results and their points are those that it publishes; the rules are those that can be
read in an answer. What it asks of the way to the site (a certificate, the redirect from http)
is the proxy's part, and not scored here: a right one gives and takes no points.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from html.parser import HTMLParser
from http.cookies import Morsel, SimpleCookie

from werkzeug.test import TestResponse

BASE = 100
EXTRA_FROM = 90
"""Points above the base count only for who has lost at most ten."""

POINTS = {
    "csp-implemented-with-no-unsafe-default-src-none": 10,
    "csp-implemented-with-no-unsafe": 5,
    "csp-implemented-with-unsafe-inline-in-style-src-only": 0,
    "csp-implemented-with-insecure-scheme-in-passive-content-only": -10,
    "csp-implemented-with-unsafe-eval": -10,
    "csp-implemented-with-insecure-scheme": -20,
    "csp-implemented-with-unsafe-inline": -20,
    "csp-header-invalid": -25,
    "csp-not-implemented": -25,
    "cookies-secure-with-httponly-sessions-and-samesite": 5,
    "cookies-secure-with-httponly-sessions": 0,
    "cookies-not-found": 0,
    "cookies-without-secure-flag-but-protected-by-hsts": -5,
    "cookies-session-without-secure-flag-but-protected-by-hsts": -10,
    "cookies-without-secure-flag": -20,
    "cookies-samesite-flag-invalid": -20,
    "cookies-session-without-httponly-flag": -30,
    "cookies-session-without-secure-flag": -40,
    "cross-origin-resource-sharing-not-implemented": 0,
    "cross-origin-resource-sharing-implemented-with-public-access": 0,
    "cross-origin-resource-sharing-implemented-with-restricted-access": 0,
    "cross-origin-resource-sharing-implemented-with-universal-access": -50,
    "referrer-policy-private": 5,
    "referrer-policy-not-implemented": 0,
    "referrer-policy-unsafe": -5,
    "referrer-policy-header-invalid": -5,
    "hsts-implemented-max-age-at-least-six-months": 0,
    "hsts-implemented-max-age-less-than-six-months": -10,
    "hsts-not-implemented": -20,
    "hsts-header-invalid": -20,
    "sri-implemented-and-all-scripts-loaded-securely": 5,
    "sri-not-implemented-response-not-html": 0,
    "sri-not-implemented-but-no-scripts-loaded": 0,
    "sri-not-implemented-but-all-scripts-loaded-from-secure-origin": 0,
    "sri-not-implemented-but-external-scripts-loaded-securely": -5,
    "sri-not-implemented-and-external-scripts-not-loaded-securely": -50,
    "x-content-type-options-nosniff": 0,
    "x-content-type-options-not-implemented": -5,
    "x-content-type-options-header-invalid": -5,
    "x-frame-options-implemented-via-csp": 5,
    "x-frame-options-sameorigin-or-deny": 0,
    "x-frame-options-not-implemented": -20,
    "x-frame-options-header-invalid": -20,
    "cross-origin-resource-policy-implemented-with-same-origin": 10,
    "cross-origin-resource-policy-implemented-with-same-site": 10,
    "cross-origin-resource-policy-implemented-with-cross-origin": 0,
    "cross-origin-resource-policy-not-implemented": 0,
    "cross-origin-resource-policy-header-invalid": -5,
}
"""Name of a result -> what it gives or takes."""

BANDS = "A+ 100, A 90, A- 85, B+ 80, B 70, B- 65, C+ 60, C 50, C- 45, D+ 40, D 30, D- 25, F 0"
GRADES = {int(least): grade for grade, least in (band.split() for band in BANDS.split(", "))}
"""The least points of a grade, falling -> the grade."""

BROAD = {"*", "ftp:", "http:", "https:", "http://*", "http://*.*", "https://*", "https://*.*"}
INLINE = {"'unsafe-inline'", "data:"}
SIX_MONTHS = 15_552_000
PRIVATE = {"no-referrer", "same-origin", "strict-origin", "strict-origin-when-cross-origin"}
TELLING = {"origin", "origin-when-cross-origin", "unsafe-url", "no-referrer-when-downgrade"}


@dataclass(frozen=True)
class Score:
    """What an answer got: the results by their names, and the points."""

    results: tuple[str, ...]

    @property
    def points(self) -> int:
        """The points, with those above the base only for who deserves them."""
        lost = sum(min(POINTS[result], 0) for result in self.results)
        won = sum(max(POINTS[result], 0) for result in self.results)
        return max(0, BASE + lost + (won if BASE + lost >= EXTRA_FROM else 0))

    @property
    def grade(self) -> str:
        """The grade, from «F» to «A+»."""
        return next(grade for least, grade in GRADES.items() if self.points >= least)

    def __str__(self) -> str:
        """Return grade, points and every result."""
        parts = (f"{result} {POINTS[result]:+}" for result in self.results)
        return f"{self.grade} ({self.points}): {', '.join(parts)}"


def score(answer: TestResponse) -> Score:
    """Return the score of an answer of a site that is reached by https."""
    rules: tuple[Callable[[TestResponse], str], ...] = (
        content_security_policy,
        cookies,
        sharing,
        referrer,
        strict_transport,
        scripts,
        sniffing,
        framing,
        resource_policy,
    )
    return Score(tuple(rule(answer) for rule in rules))


def directives(answer: TestResponse) -> dict[str, set[str]] | None:
    """Return the policy by its directives; None if one stands there twice."""
    found: dict[str, set[str]] = {}
    for part in answer.headers.get("Content-Security-Policy", "").split(";"):
        name, *sources = part.lower().split() or [""]
        if name and name in found:
            return None
        if name:
            found[name] = set(sources)
    return found


def content_security_policy(answer: TestResponse) -> str:
    """Return the result of the rule `content-security-policy`; the worst fault counts."""
    policy = directives(answer)
    if policy is None or len(answer.headers.getlist("Content-Security-Policy")) > 1:
        return "csp-header-invalid"
    if not policy:
        return "csp-not-implemented"
    usual = policy.get("default-src", {"*"})
    script, thing = policy.get("script-src", usual), policy.get("object-src", usual)
    style, passive = policy.get("style-src", usual), {"img-src", "media-src"}
    active = set[str]().union(script, *(policy[one] for one in policy if one not in passive))
    seen = set[str]().union(*(policy.get(one, usual) for one in passive))
    faults = (
        (bool(script & (BROAD | INLINE) or thing & BROAD), "with-unsafe-inline"),
        (any_plain(active), "with-insecure-scheme"),
        ("'unsafe-eval'" in script | style, "with-unsafe-eval"),
        (any_plain(seen), "with-insecure-scheme-in-passive-content-only"),
        (bool(style & (BROAD | INLINE)), "with-unsafe-inline-in-style-src-only"),
        (usual == {"'none'"}, "with-no-unsafe-default-src-none"),
    )
    return f"csp-implemented-{next((name for wrong, name in faults if wrong), 'with-no-unsafe')}"


def any_plain(sources: Iterable[str]) -> bool:
    """Return whether a source is reached without encryption."""
    return any(source.startswith(("http:", "ftp:")) for source in sources)


def cookies(answer: TestResponse) -> str:
    """Return the result of the rule `cookies`; the worst cookie counts."""
    by_tls_only = strict_transport(answer) == "hsts-implemented-max-age-at-least-six-months"
    found = [
        _cookie(name, one, by_tls_only=by_tls_only)
        for line in answer.headers.getlist("Set-Cookie")
        for name, one in SimpleCookie(line).items()
    ]
    return min(found, key=POINTS.__getitem__, default="cookies-not-found")


def _cookie(name: str, one: Morsel[str], *, by_tls_only: bool) -> str:
    session = any(word in name.lower() for word in ("login", "sess"))
    if one["samesite"].lower() not in ("", "lax", "strict", "none"):
        return "cookies-samesite-flag-invalid"
    if session and not one["httponly"]:
        return "cookies-session-without-httponly-flag"
    if not one["secure"]:
        protected = "-but-protected-by-hsts" if by_tls_only else ""
        return f"cookies-{'session-' if session else ''}without-secure-flag{protected}"
    same_site = "-and-samesite" if one["samesite"] else ""
    return f"cookies-secure-with-httponly-sessions{same_site}"


def sharing(answer: TestResponse) -> str:
    """Return the result of the rule `cross-origin-resource-sharing`."""
    name, origin = (
        "cross-origin-resource-sharing",
        answer.headers.get("Access-Control-Allow-Origin"),
    )
    if origin is None:
        return f"{name}-not-implemented"
    if origin == "*":
        return f"{name}-implemented-with-public-access"
    mirrored = origin == answer.request.headers.get("Origin")
    if mirrored and answer.headers.get("Access-Control-Allow-Credentials", "").lower() == "true":
        return f"{name}-implemented-with-universal-access"
    return f"{name}-implemented-with-restricted-access"


def referrer(answer: TestResponse) -> str:
    """Return the result of the rule `referrer-policy`: the last word that is known counts."""
    if "Referrer-Policy" not in answer.headers:
        return "referrer-policy-not-implemented"
    words = [one.strip().lower() for one in answer.headers["Referrer-Policy"].split(",")]
    known = [one for one in words if one in PRIVATE | TELLING]
    if not known:
        return "referrer-policy-header-invalid"
    return f"referrer-policy-{'private' if known[-1] in PRIVATE else 'unsafe'}"


def strict_transport(answer: TestResponse) -> str:
    """Return the result of the rule `strict-transport-security`."""
    found = answer.headers.getlist("Strict-Transport-Security")
    if not found:
        return "hsts-not-implemented"
    parts = [one.strip().lower() for one in ",".join(found).split(";")]
    ages = [one.removeprefix("max-age=") for one in parts if one.startswith("max-age=")]
    if len(found) > 1 or not ages or not ages[0].isdigit():
        return "hsts-header-invalid"
    enough = int(ages[0]) >= SIX_MONTHS
    return f"hsts-implemented-max-age-{'at-least' if enough else 'less-than'}-six-months"


@dataclass
class Scripts(HTMLParser):
    """The scripts of a page: where each comes from, and whether its hash is given."""

    found: list[tuple[str, bool]] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Begin to read."""
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a script that is loaded."""
        source = dict(attrs).get("src")
        if tag == "script" and source:
            self.found.append((source, bool(dict(attrs).get("integrity"))))


def scripts(answer: TestResponse) -> str:
    """Return the result of the rule `subresource-integrity`, for a host without neighbours."""
    if answer.mimetype != "text/html":
        return "sri-not-implemented-response-not-html"
    page = Scripts()
    page.feed(answer.text)
    elsewhere = [one for one in page.found if one[0].startswith(("//", "http:", "https:"))]
    if any(source.startswith(("//", "http:")) for source, _hash in elsewhere):
        return "sri-not-implemented-and-external-scripts-not-loaded-securely"
    if not all(hashed for _source, hashed in elsewhere):
        return "sri-not-implemented-but-external-scripts-loaded-securely"
    if not page.found:
        return "sri-not-implemented-but-no-scripts-loaded"
    if any(hashed for _source, hashed in page.found):
        return "sri-implemented-and-all-scripts-loaded-securely"
    return "sri-not-implemented-but-all-scripts-loaded-from-secure-origin"


def sniffing(answer: TestResponse) -> str:
    """Return the result of the rule `x-content-type-options`."""
    found = answer.headers.get("X-Content-Type-Options")
    if found is None:
        return "x-content-type-options-not-implemented"
    right = found.strip().lower() == "nosniff"
    return f"x-content-type-options-{'nosniff' if right else 'header-invalid'}"


def framing(answer: TestResponse) -> str:
    """Return the result of the rule `x-frame-options`: «frame-ancestors» is the better one."""
    if "frame-ancestors" in (directives(answer) or {}):
        return "x-frame-options-implemented-via-csp"
    found = answer.headers.get("X-Frame-Options")
    if found is None:
        return "x-frame-options-not-implemented"
    right = found.strip().lower() in ("deny", "sameorigin")
    return f"x-frame-options-{'sameorigin-or-deny' if right else 'header-invalid'}"


def resource_policy(answer: TestResponse) -> str:
    """Return the result of the rule `cross-origin-resource-policy`."""
    found = answer.headers.get("Cross-Origin-Resource-Policy")
    if found is None:
        return "cross-origin-resource-policy-not-implemented"
    word = found.strip().lower()
    if word not in ("same-origin", "same-site", "cross-origin"):
        return "cross-origin-resource-policy-header-invalid"
    return f"cross-origin-resource-policy-implemented-with-{word}"
