"""Nothing that a cache does not look at changes what it keeps for everybody."""

import pytest
from flask.testing import FlaskClient

from tests.web.kept_pages import KEPT

UNKEYED = (
    ("X-Forwarded-Host", "evil.example"),
    ("X-Forwarded-Proto", "https"),
    ("X-Forwarded-Prefix", "/evil"),
    ("X-Forwarded-For", "203.0.113.9"),
    ("X-Forwarded-Port", "444"),
    ("X-Forwarded-Server", "evil.example"),
    ("X-Original-URL", "/fr/about"),
    ("X-Rewrite-URL", "/fr/about"),
    ("X-Host", "evil.example"),
    ("X-HTTP-Method-Override", "POST"),
    ("Script-Name", "/evil"),
    ("Forwarded", 'host="evil.example";proto=https'),
    ("Accept", "application/json"),
    ("Accept-Language", "en"),
    ("Accept-Charset", "utf-16"),
    ("Cookie", "session=x; language=fr; parcours_staff=x"),
    ("Origin", "https://evil.example"),
    ("Referer", "https://evil.example/"),
    ("User-Agent", "Mozilla/5.0 <script>"),
    ("Sec-Fetch-Mode", "cors"),
    ("Sec-Fetch-Dest", "iframe"),
    ("Sec-Purpose", "prefetch"),
    ("Authorization", "Basic eDp4"),
    ("X-Requested-With", "XMLHttpRequest"),
    ("Range", "bytes=0-9"),
    ("Content-Type", "application/x-www-form-urlencoded"),
)
"""Headers that a cache does not look at: nothing that it keeps may follow them."""

REDIRECTS = (
    "/fr",
    "/fr/journey",
    "/fr/journey/stage/answer?stage=idea",
    "/fr/results?sector=retail&stage=starting",
    "/fr/services?x=1",
)


@pytest.mark.parametrize("address", [*KEPT, *REDIRECTS, "/fr/partners/embed", "/fr/partners/kiosk"])
def test_no_header_poisons_a_cache(client: FlaskClient, address: str) -> None:
    plain = client.get(address)
    assert plain.headers["Cache-Control"].startswith("public")
    odd = client.get(address, headers=dict(UNKEYED))
    assert odd.status_code == plain.status_code
    assert odd.data == plain.data
    for answer in (plain, odd):
        del answer.headers["X-Request-ID"]
    assert dict(odd.headers) == dict(plain.headers)


@pytest.mark.parametrize("address", REDIRECTS)
def test_a_way_on_names_no_host_and_may_be_kept(client: FlaskClient, address: str) -> None:
    answer = client.get(address, base_url="http://evil.example")
    assert answer.status_code == 303
    assert answer.headers["Location"].startswith("/fr/")
    assert answer.headers["Cache-Control"].startswith("public, max-age=60")
