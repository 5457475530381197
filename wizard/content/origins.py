"""The sites that may frame a desk, written exactly as browsers write an origin."""

from collections.abc import Sequence
from urllib.parse import urlsplit

from wizard.domain.addresses import LABEL, ascii_domain
from wizard.domain.desks import DeskProblem

USUAL_PORTS = {"https": 443, "http": 80}
THIS_MACHINE = {"localhost", "127.0.0.1"}
"""Where a page may be tried without encryption."""

EXAMPLE = "https://www.example.org"


def read_origin(written: str) -> str:
    """Return a site as browsers name it: `https://host`, with a port if it is not the usual.

    Large letters become small, the usual port is left out, and a host with letters
    beyond ASCII gets its form for the network (punycode). Raises `ValueError` on what is
    not the origin of one site: a path, a star, a sign-in, another scheme.

    >>> read_origin("HTTPS://www.Café.example:443")
    'https://www.xn--caf-dma.example'
    """
    site = urlsplit(written)
    host = _host(site.hostname or "")
    whole = site.scheme in USUAL_PORTS and host and site.port != 0
    if not whole or written.lower() != f"{site.scheme}://{site.netloc.lower()}":
        raise ValueError("is more or less than a scheme, a host and perhaps a port")
    if "@" in site.netloc or site.netloc.endswith(":"):
        raise ValueError("has a sign-in or an empty port")
    usual = site.port in (None, USUAL_PORTS[site.scheme])
    return f"{site.scheme}://{host}" + ("" if usual else f":{site.port}")


def read_origins(written: Sequence[str]) -> tuple[tuple[str, ...], tuple[DeskProblem, ...]]:
    """Return the sites of a record that are right, each once, and what is wrong with others."""
    found: list[str] = []
    problems: list[DeskProblem] = []
    for place, one in enumerate(written):
        key = f"origins.{place}"
        try:
            origin = read_origin(one)
        except ValueError:
            problems.append(_no_origin(key, one))
            continue
        if _in_the_clear(origin):
            problems.append(_not_https(key, one, origin))
        elif origin in found:
            advice = f"names {origin} again; remove it"
            problems.append(DeskProblem(key, advice, "twice", (("value", one),)))
        else:
            found.append(origin)
    return tuple(found), tuple(problems)


def _host(name: str) -> str:
    """Return a host in ASCII, "" if it is none."""
    host = ascii_domain(name)
    return host if len(host) <= 253 and all(map(LABEL.fullmatch, host.split("."))) else ""


def _in_the_clear(origin: str) -> bool:
    site = urlsplit(origin)
    return site.scheme == "http" and site.hostname not in THIS_MACHINE


def _no_origin(key: str, written: str) -> DeskProblem:
    better = _meant(written)
    return DeskProblem(
        key,
        f"«{written}» is not a site alone; write scheme, host and no more, e.g."
        f" {better or EXAMPLE}",
        "not-an-origin",
        (("value", written), ("write", better)),
    )


def _not_https(key: str, written: str, origin: str) -> DeskProblem:
    better = origin.replace("http://", "https://", 1)
    return DeskProblem(
        key,
        f"«{written}» is not encrypted; write {better}",
        "not-https",
        (("value", written), ("write", better)),
    )


def _meant(written: str) -> str:
    """Return the site that was probably meant, "" if there is no telling."""
    words = written.strip()
    try:
        site = urlsplit(words if "://" in words else f"https://{words}")
        port = site.port
    except ValueError:
        return ""
    host = _host(site.hostname or "")
    if not host or "." not in host or site.scheme not in USUAL_PORTS:
        return ""
    return f"https://{host}" + (f":{port}" if port not in (None, 0, 80, 443) else "")
