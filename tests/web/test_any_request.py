"""Whatever stands in an address: no failure, no cookie, and one address for the same answers."""

from urllib.parse import parse_qsl, urlsplit

from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict

from tests.web.site_pages import SAMPLES
from wizard.domain.catalogue import Catalogue
from wizard.domain.text import LANGUAGES

ONWARD_MOST = 3
"""A request leads to its page in at most so many steps: never in circles."""

KEYS = ("stage", "sector", "place", "size", "profile", "venture", "need", "back", "q", "lang")
VALUES = (
    "starting", "idea", "handing-over", "retail", "horeca", "1000", "1020", "abroad", "none",
    "solo", "woman", "non-eu", "social", "money-small", "unsure", "other", "results", "nl", "",
    "no", "0", "-1", "' OR 1=1 --", "{{ 7*7 }}", "../../etc/passwd", "\x00", "\u202e", "😀", "%",
)  # fmt: skip
API = ("results", "search", "code", "services", "services/microstart", "openapi.json")

PATHS = tuple(
    [f"{language}/{path}" for language in LANGUAGES for path in (
        *dict.fromkeys(sample.path.partition("?")[0] for sample in SAMPLES),
        "journey", "results", "journey/need/answer", "journey/size", "journey/place",
    )]
    + [f"api/v1/{path}" for path in API]
)  # fmt: skip

texts = st.text(max_size=30) | st.sampled_from(VALUES)
pairs = st.lists(st.tuples(st.sampled_from(KEYS) | st.text(max_size=8), texts), max_size=8)
"""Any parameters, most of them with the site's own names and values."""

answers = st.lists(st.tuples(st.sampled_from(KEYS[:7]), st.sampled_from(VALUES)), max_size=10)

relaxed = settings(
    deadline=None,
    max_examples=150,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


@relaxed
@given(path=st.sampled_from(PATHS), query=pairs)
def test_no_address_fails_or_sets_a_cookie(
    app: Flask, path: str, query: list[tuple[str, str]]
) -> None:
    with app.test_client() as client:
        response = client.get(f"/{path}", query_string=MultiDict(query))
        steps = 0
        while response.status_code == 303:
            assert "Set-Cookie" not in response.headers
            response = client.get(response.headers["Location"])
            steps += 1
            assert steps <= ONWARD_MOST
        assert response.status_code < 500
        assert "Set-Cookie" not in response.headers
        assert response.status_code in (200, 404, 410, 422)


@relaxed
@given(path=st.text(max_size=40), language=st.sampled_from(LANGUAGES))
def test_no_path_fails(app: Flask, path: str, language: str) -> None:
    with app.test_client() as client:
        for prefix in (f"/{language}/", f"/{language}/services/", "/", "/api/v1/services/"):
            raw = {"PATH_INFO": (prefix + path).encode().decode("latin-1")}
            with client.get("/", environ_overrides=raw) as response:
                assert response.status_code < 500
                assert "Set-Cookie" not in response.headers
                host = urlsplit(response.headers.get("Location", "")).netloc
                assert host in ("", "localhost"), "a path leads to another site"


@relaxed
@given(query=answers, language=st.sampled_from(LANGUAGES), page=st.sampled_from(["", "services"]))
def test_the_canonical_address_says_the_same(
    app: Flask, catalogue: Catalogue, query: list[tuple[str, str]], language: str, page: str
) -> None:
    sent: MultiDict[str, str] = MultiDict(query)
    wanted = catalogue.journey.replay({key: sent.getlist(key) for key in sent}).answers
    with app.test_client() as client:
        response = client.get(f"/{language}/{page}", query_string=sent)
        location = urlsplit(response.headers.get("Location", ""))
        if response.status_code == 303:
            response = client.get(location.geturl())
        else:
            assert list(sent.items(multi=True)) == wanted.query()
        assert response.status_code == 200
        assert parse_qsl(response.request.query_string.decode()) == wanted.query()


@relaxed
@given(query=answers)
def test_the_api_reads_answers_as_the_pages_do(
    app: Flask, catalogue: Catalogue, query: list[tuple[str, str]]
) -> None:
    sent: MultiDict[str, str] = MultiDict(query)
    replay = catalogue.journey.replay({key: sent.getlist(key) for key in sent})
    with app.test_client() as client:
        response = client.get("/api/v1/results", query_string=sent)
    assert response.status_code == (422 if replay.problems else 200)
    if not replay.problems:
        given_back = {key: list(options) for key, options in replay.answers}
        assert response.get_json()["answers"] == given_back
