"""What is counted at a desk: over real journeys, at the kiosk and in a frame, and what is not."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.conftest import DAY
from tests.desks import CENTRE, LEL, FixedShelf, example
from tests.sites import app_over
from tests.web.recording import RecordingTally
from tests.web.site_pages import SHOP
from wizard.domain.catalogue import Catalogue
from wizard.domain.desk_counts import Way, known_labels
from wizard.domain.spoken import speak
from wizard.domain.text import LANGUAGES
from wizard.search import Search
from wizard.web.site import Site

BROWSER = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0"
FROM_HOST = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Dest": "iframe"}
INSIDE = {"Sec-Fetch-Site": "same-origin", "Sec-Fetch-Dest": "iframe", "Sec-Fetch-Mode": "navigate"}
KIOSK, EMBED = f"/fr/kiosk/{LEL}", f"/fr/embed/{LEL}"


@dataclass
class Person:
    """Somebody with a browser, who follows links and redirects."""

    client: FlaskClient
    tally: RecordingTally

    def get(self, address: str, headers: Mapping[str, str] = INSIDE) -> TestResponse:
        """Open an address as a browser does; a redirect is asked for in the same way."""
        all_headers = {"User-Agent": BROWSER, **headers}
        answer = self.client.get(address, headers=all_headers)
        while answer.status_code in (302, 303):
            answer = self.client.get(answer.location, headers=all_headers)
        return answer

    def counted(self, way: Way) -> Counter[str]:
        """Return what was counted on one way since the last time."""
        return self.tally.labels(way)


@pytest.fixture
def person(counting_app: Flask, tally: RecordingTally) -> Iterator[Person]:
    """Somebody who has done nothing yet."""
    tally.told.clear()
    with counting_app.test_client() as client:
        yield Person(client, tally)


def answered(person: Person, home: str) -> str:
    """Answer the questions until the list is there; return its address."""
    address = f"{home}/journey"
    for _ in range(12):
        answer = person.get(address)
        path, query = answer.request.path, answer.request.query_string.decode()
        assert answer.status_code == 200, address
        if path.endswith("/results"):
            return f"{home}/results?{query}"
        key = path.rpartition("/")[2]
        chosen = {"stage": "idea", "sector": "horeca"}.get(key, "unsure")
        address = f"{home}/journey/{key}/answer?{query}&{key}={chosen}"
    raise AssertionError(f"the journey does not end: {address}")


def test_a_journey_at_the_kiosk(person: Person) -> None:
    first = person.get(f"/kiosk/{LEL}/").text
    assert f'href="{KIOSK}/?begin=1"' in first
    assert person.counted("kiosk") == Counter(), "nobody has begun"
    person.get(f"{KIOSK}/?begin=1")
    assert person.counted("kiosk") == Counter({"visit": 1, "language:fr": 1})
    results = answered(person, KIOSK)
    counted = person.counted("kiosk")
    assert (counted["journey"], counted["stage:idea"]) == (1, 1)
    assert counted["sector:horeca"] == 1
    assert set(counted.values()) == {1}
    person.get(results)
    query = results.partition("?")[2]
    person.get(f"{KIOSK}/journey/stage/answer?{query}&stage=starting&back=results")
    assert person.counted("kiosk") == Counter(), "changing an answer ends no journey again"
    person.get(f"{KIOSK}/services/microstart?{query}")
    person.get(f"{KIOSK}/take-home?{query}")
    assert person.counted("kiosk") == Counter({"service:microstart": 1, "taken": 1})
    assert person.counted("embed") == Counter()


def test_a_journey_in_a_frame(person: Person) -> None:
    person.get(f"/embed/{LEL}/", {**FROM_HOST, "Accept-Language": "fr"})
    assert person.counted("embed") == Counter({"visit": 1, "language:fr": 1})
    person.get(f"{EMBED}/")
    person.get(f"{EMBED}/journey")
    assert person.counted("embed") == Counter(), "going on inside is the same visit"
    answered(person, EMBED)
    assert person.counted("embed")["journey"] == 1
    person.get(f"{EMBED}/services/microstart")
    assert person.counted("embed") == Counter({"service:microstart": 1})


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_language_is_that_in_which_a_visit_begins(person: Person, language: str) -> None:
    person.get(f"/{language}/embed/{LEL}/", FROM_HOST)
    assert person.counted("embed") == Counter({"visit": 1, f"language:{language}": 1})
    person.get(f"/{language}/kiosk/{LEL}/?begin=1")
    assert person.counted("kiosk") == Counter({"visit": 1, f"language:{language}": 1})


def test_each_answer_counts_by_itself(person: Person, catalogue: Catalogue) -> None:
    person.get(f"{KIOSK}/list?stage=idea&sector=horeca&sector=retail&place=1080&need=export")
    counted = person.counted("kiosk")
    assert counted["sector:horeca"] == counted["sector:retail"] == counted["journey"] == 1
    assert counted["need:export"] == 1
    assert "place:1080" not in counted
    assert counted.keys() <= known_labels(catalogue)


def test_the_desk_and_the_day_are_noted_and_nothing_else(
    person: Person, tally: RecordingTally
) -> None:
    person.get(f"/fr/kiosk/{CENTRE}/?begin=1")
    assert tally.told == [(CENTRE, "kiosk", DAY, "visit"), (CENTRE, "kiosk", DAY, "language:fr")]


def test_a_search_counts_when_its_words_are_sent(person: Person) -> None:
    person.get(f"{KIOSK}/search?q=export")
    assert person.counted("kiosk") == Counter({"search": 1})
    person.get(f"{KIOSK}/search")
    person.get(f"{KIOSK}/search?q=+")
    person.get(f"{KIOSK}/search?q=export&only-package=growth")
    person.get(f"{KIOSK}/search?q=export&n=40")
    person.get(f"{KIOSK}/suggest?q=ex")
    person.get(f"{KIOSK}/search?q=exp", {**INSIDE, "Sec-Fetch-Mode": "cors"})
    assert person.counted("kiosk") == Counter()


def test_a_code_counts_when_it_is_right(person: Person, catalogue: Catalogue) -> None:
    answers = catalogue.journey.replay({"stage": ["idea"], "place": ["1080"]}).answers
    code = "+".join(speak(answers, "fr"))
    assert person.get(f"{KIOSK}/code?code={code}").status_code == 200
    assert person.counted("kiosk") == Counter({"code": 1})
    assert person.get(f"{KIOSK}/code?code=nothing").status_code == 422
    person.get(f"{KIOSK}/code")
    person.get(f"{KIOSK}/code?stage=nothing")
    assert person.counted("kiosk") == Counter()


NOTHING = (
    f"/kiosk/{LEL}/",
    f"{KIOSK}/",
    f"{KIOSK}/?begin=2",
    f"{KIOSK}/list",
    f"{KIOSK}/take-home",
    f"{KIOSK}/services/nothing",
    f"{KIOSK}/services/cairgo-bike-premium",
    f"{KIOSK}/journey/stage/answer",
    f"{KIOSK}/nothing",
    f"{KIOSK}/results?{SHOP}",
    "/fr/kiosk/nowhere/?begin=1",
    "/fr/kiosk/nowhere/services/microstart",
    "/fr/services/microstart",
    "/fr/search?q=export",
)


@pytest.mark.parametrize("address", NOTHING)
def test_what_is_no_event_counts_nothing(person: Person, address: str) -> None:
    person.get(address)
    assert not person.tally.told


EVENTS = (
    f"{KIOSK}/?begin=1",
    f"{KIOSK}/list?{SHOP}",
    f"{KIOSK}/services/microstart",
    f"{KIOSK}/take-home?{SHOP}",
    f"{KIOSK}/search?q=export",
    f"{EMBED}/list?{SHOP}",
    f"{EMBED}/services/microstart",
)


@pytest.mark.parametrize("address", EVENTS)
def test_previews_are_never_counted(person: Person, address: str) -> None:
    person.get(address)
    assert person.tally.told
    person.tally.told.clear()
    segment = address.split("/")[2]
    answer = person.get(address.replace(f"/{segment}/", f"/{segment}-preview/"))
    assert answer.status_code == 200
    assert not person.tally.told


@pytest.mark.parametrize("address", EVENTS)
@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Purpose": "prefetch"},
        {"Sec-Purpose": "prefetch;prerender"},
        {"Purpose": "prefetch"},
        {"User-Agent": ""},
        {"User-Agent": "curl/8.0"},
        {"User-Agent": "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"},
        {"User-Agent": "Mozilla/5.0+(compatible; UptimeRobot/2.0; http://www.uptimerobot.com/)"},
        {"User-Agent": "Mozilla/5.0 (compatible; SomeSpider)"},
    ],
)
def test_robots_and_pages_loaded_in_advance_are_not_counted(
    person: Person, address: str, headers: dict[str, str]
) -> None:
    person.get(address, {**INSIDE, **headers})
    assert not person.tally.told


@pytest.mark.parametrize("address", EVENTS)
def test_only_reading_counts(person: Person, address: str) -> None:
    for method in ("HEAD", "OPTIONS", "POST"):
        person.client.open(address, method=method, headers={"User-Agent": BROWSER, **INSIDE})
    assert not person.tally.told


@pytest.mark.parametrize(
    ("headers", "visits"),
    [
        (FROM_HOST, 1),
        ({"Sec-Fetch-Site": "same-site", "Sec-Fetch-Dest": "iframe"}, 1),
        ({"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Dest": "document"}, 0),
        ({"Sec-Fetch-Site": "none", "Sec-Fetch-Dest": "document"}, 0),
        (INSIDE, 0),
        ({}, 1),
    ],
)
def test_a_visit_in_a_frame_comes_from_outside(
    person: Person, headers: dict[str, str], visits: int
) -> None:
    person.get(f"{EMBED}/", headers)
    assert person.counted("embed")["visit"] == visits


def test_a_frame_that_hides_its_origin_counts_its_visit_once(person: Person) -> None:
    person.get(f"{EMBED}/", FROM_HOST)
    for address in (f"{EMBED}/journey", f"{EMBED}/?{SHOP}", f"{EMBED}/services"):
        person.get(address, FROM_HOST)
    assert person.counted("embed") == Counter({"visit": 1, "language:fr": 1})


def test_a_language_that_the_desk_does_not_offer_counts_where_it_leads(
    catalogue: Catalogue, words: Search
) -> None:
    tally = RecordingTally()
    desk = replace(example(LEL), languages=("nl",))
    site = Site(catalogue, words, lambda: DAY, desks=FixedShelf(desk), tally=tally)
    app = app_over(site)
    person = Person(app.test_client(), tally)
    person.get(f"{KIOSK}/?begin=1")
    assert person.counted("kiosk") == Counter({"visit": 1, "language:nl": 1})
    person.get(f"{EMBED}/", FROM_HOST)
    assert person.counted("embed") == Counter({"visit": 1, "language:nl": 1})
