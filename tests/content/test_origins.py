"""The sites that may frame a desk: written as browsers name them, and nothing wider."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.content.desk_examples import problems, with_value
from wizard.content.origins import read_origin, read_origins


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("https://www.example.org", "https://www.example.org"),
        ("HTTPS://WWW.Example.ORG", "https://www.example.org"),
        ("https://example.org:443", "https://example.org"),
        ("https://example.org:8443", "https://example.org:8443"),
        ("http://localhost:80", "http://localhost"),
        ("http://127.0.0.1:8000", "http://127.0.0.1:8000"),
        ("https://économie.example", "https://xn--conomie-9xa.example"),
        ("https://xn--conomie-9xa.example", "https://xn--conomie-9xa.example"),
    ],
)
def test_a_site_is_read_as_browsers_name_it(written: str, read: str) -> None:
    assert read_origin(written) == read
    assert problems(with_value("origins", [written])) == ()


@pytest.mark.parametrize(
    ("written", "better"),
    [
        ("https://example.org/", "https://example.org"),
        ("https://example.org/a?b#c", "https://example.org"),
        ("www.example.org", "https://www.example.org"),
        (" https://example.org", "https://example.org"),
        ("https://me:secret@example.org", "https://example.org"),
        ("https://example.org:", "https://example.org"),
        ("https://*.example.org", ""),
        ("https://example.org; script-src *", ""),
        ("https://example.org:99999", ""),
        ("https://straße.example", ""),
        ("https://-a.example", ""),
        ("https://[::1]", ""),
        ("ftp://example.org", ""),
        ("*", ""),
        ("", ""),
        ("https://", ""),
        ("null", ""),
    ],
)
def test_what_is_no_site_alone_is_refused_with_what_was_meant(written: str, better: str) -> None:
    (found,) = problems(with_value("origins", ["https://a.example", written]))
    assert (found.key, found.code) == ("origins.1", "not-an-origin")
    assert found.figure("write") == better
    assert (better or "e.g. https://www.example.org") in found.message


def test_a_site_without_encryption_is_refused() -> None:
    (found,) = problems(with_value("origins", ["http://www.example.org"]))
    assert (found.code, found.figure("write")) == ("not-https", "https://www.example.org")
    assert "write https://www.example.org" in found.message


@pytest.mark.parametrize("again", ["https://a.example", "https://A.example:443"])
def test_the_same_site_twice_is_refused(again: str) -> None:
    (found,) = problems(with_value("origins", ["https://a.example", again]))
    assert (found.key, found.code) == ("origins.1", "twice")


@given(st.text())
def test_no_text_becomes_more_than_one_site(text: str) -> None:
    try:
        origin = read_origin(text)
    except ValueError:
        return
    assert origin.isascii()
    assert not set(origin) & set(" *;,'\"\\@?#\n\t")
    assert origin.count("/") == 2
    assert read_origins([origin, origin])[0] in ((origin,), ())


@given(st.from_regex(r"https?://[A-Za-zé.-]{1,30}(:[0-9]{1,5})?/?", fullmatch=True))
def test_a_site_that_was_read_is_read_the_same_again(text: str) -> None:
    try:
        origin = read_origin(text)
    except ValueError:
        return
    assert read_origin(origin) == origin
