"""One ETag, one page: over requests, days, editions, and processes."""

import json
import os
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.conftest import DAY, ROOT
from tests.sites import app_over
from tests.web.kept_pages import KEPT
from tests.web.page_digests import digests
from wizard.domain.text import LANGUAGES
from wizard.web.conditional import said
from wizard.web.site import EXTENSION, Site

OPTIONS = {
    "stage": ("idea", "preparing", "starting", "unsure", "nothing"),
    "sector": ("horeca", "retail", "other"),
    "place": ("1000", "1080"),
    "q": ("export", "prêt", "é<b>", ""),
    "lang": ("nl", "fr", "xx"),
    "back": ("results",),
}
QUERIES = st.lists(
    st.sampled_from([(key, one) for key, values in OPTIONS.items() for one in values]), max_size=4
)
PATHS = st.sampled_from(
    (
        *(
            f"/{language}/{path}"
            for language in LANGUAGES
            for path in (
                "",
                "results",
                "search",
                "services/microstart",
                "journey/sector",
                "suggest",
            )
        ),
        "/api/v1/results",
        "/api/v1/search",
        "/api/v1/services/microstart",
    )
)
HOSTS = st.sampled_from(("http://localhost", "http://other.example", "http://localhost/guide"))


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_the_same_tag_means_the_same_bytes(
    app: Flask, twins: tuple[Flask, ...], seen: dict[str, bytes], data: st.DataObject
) -> None:
    """Over all requests of this test and all its sites; `twins` differ in edition and day."""
    path, query, base = data.draw(PATHS), data.draw(QUERIES), data.draw(HOSTS)
    for one in (app, *twins):
        answer = one.test_client().get(path, query_string=query, base_url=base)
        tag = answer.headers.get("ETag")
        assert (tag is not None) == (answer.status_code == 200)
        if tag is not None:
            assert seen.setdefault(tag, answer.data) == answer.data


@pytest.fixture(scope="module")
def seen() -> dict[str, bytes]:
    """ETag -> what it stood for the first time."""
    return {}


@pytest.fixture(scope="module")
def twins(app: Flask) -> tuple[Flask, ...]:
    """The site as another process has it, on another day, and with another edition."""
    site: Site = app.extensions[EXTENSION]
    service = site.catalogue.services["microstart"]
    fewer = {key: one for key, one in site.catalogue.services.items() if one is not service}
    following = replace(
        site.catalogue, services={**fewer, service.key: replace(service, prominence=0)}, edition=2
    )
    return (
        app_over(replace(site)),
        app_over(replace(site, today=lambda: date(2027, 3, 1))),
        app_over(replace(site, catalogue=following)),
    )


def test_another_process_gives_the_same_page_the_same_tag(app: Flask, tmp_path: Path) -> None:
    """In each process Python orders its sets differently; no page may show that."""
    seed = "1" if os.environ.get("PYTHONHASHSEED") != "1" else "2"
    done = subprocess.run(
        [sys.executable, "-m", "tests.web.page_digests", str(tmp_path / "index"), DAY.isoformat()],
        cwd=ROOT,
        env={**os.environ, "PYTHONHASHSEED": seed},
        stdout=subprocess.PIPE,
        check=True,
    )
    elsewhere = json.loads(done.stdout)
    here = digests(app)
    assert {address for address in KEPT if here[address] != tuple(elsewhere[address])} == set()


PARTS = st.text(st.characters(codec="latin-1", exclude_characters="\n"), max_size=4)
REQUESTS = st.tuples(PARTS, PARTS, PARTS, PARTS, st.text(max_size=4))


@given(parts=REQUESTS, first=st.integers(0, 3))
def test_no_part_of_a_request_stands_in_for_the_next(
    app: Flask, parts: tuple[str, ...], first: int
) -> None:
    """What stands in one part and its neighbour is another request when it all stands in one."""
    before, moved, after = parts[:first], parts[first] + parts[first + 1], parts[first + 2 :]
    with app.app_context():
        same = said(environ_of(parts)) == said(environ_of((*before, moved, "", *after)))
    assert same == (parts[first + 1] == "")


def environ_of(parts: tuple[str, ...]) -> dict[str, str]:
    """Return the parts of a request that its page may follow."""
    # A request without a host has the server's name in its place.
    names = ("wsgi.url_scheme", "HTTP_HOST", "SCRIPT_NAME", "QUERY_STRING", "PATH_INFO")
    return {**dict(zip(names, parts, strict=True)), "SERVER_NAME": "", "SERVER_PORT": ""}
