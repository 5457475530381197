"""Records of desks: a right one becomes a desk and comes back, a wrong one says what to do."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from tests.content.desk_examples import RECORD, png, problems, with_value
from tests.desks import EXAMPLES, example
from wizard.content.desks import DeskRecords
from wizard.content.keys import QUESTION_OPTIONS
from wizard.content.logos import clean_logo
from wizard.content.reference import json_schemas
from wizard.content.schema import UNSEEN
from wizard.content.schema_desks import MUNICIPALITIES, DeskFile
from wizard.domain.catalogue import Catalogue
from wizard.domain.desk_start import start_problems
from wizard.domain.desks import (
    DAYS,
    FEATURES,
    IDLE_LEAST,
    IDLE_MOST,
    KINDS,
    PROBLEM_CODES,
    Desk,
    DeskContact,
    Logo,
    OpenDay,
)
from wizard.domain.text import LANGUAGES

LOGO = png()


def test_a_right_record_becomes_a_desk() -> None:
    desk = DeskRecords().read(RECORD, LOGO)
    assert isinstance(desk, Desk)
    assert (desk.key, desk.kind, desk.municipality) == ("lel-noord", "local-desk", "1080")
    assert desk.languages == ("fr", "nl")
    assert desk.start == (("place", "1080"), ("sector", "retail"), ("sector", "horeca"))
    assert desk.contact == DeskContact(
        "1819", "name@example.org", "https://www.example.org/desk", desk.contact.address
    )
    assert desk.hours[0] == OpenDay("mo", (("09:00", "12:30"), ("13:30", "17:00")))
    assert isinstance(desk.logo, Logo)
    assert desk.logo.png == clean_logo(LOGO)


def test_a_short_record_has_the_usual_values() -> None:
    desk = DeskRecords().read({"id": "a", "kind": "other", "name": RECORD["name"]})
    assert desk == Desk("a", "other", desk.name) if isinstance(desk, Desk) else False


def wrong(*cases: tuple[str, object, str, str, str]) -> Any:
    return pytest.mark.parametrize(("key", "value", "where", "code", "advice"), cases)


@wrong(
    ("kind", None, "kind", "missing", "add it"),
    ("name.fr", None, "name.fr", "missing", "add it"),
    ("name.fr", "", "name.fr", "empty", "write it"),
    ("name.fr", "x" * 601, "name.fr", "too-long", "at most 600 letters"),
    ("name.fr", "<b>Guichet</b>", "name.fr", "markup", "write plain text"),
    ("name.fr", "Guichet \u202ednoces", "name.fr", "markup", r"nobody sees ('\u202e'); remove it"),
    (
        "hours_note.nl",
        "dicht\x1b[2J",
        "hours_note.nl",
        "markup",
        r"nobody sees ('\x1b'); remove it",
    ),
    ("name.de", "Amt", "name.de", "unknown-key", "remove it"),
    ("id", "LEL Noord", "id", "wrong-form", "«lel-noord»"),
    ("id", "a" * 41, "id", "too-long", "at most 40"),
    ("kind", "bank", "kind", "not-an-option", "take one of 'local-desk'"),
    ("municipality", "abroad", "municipality", "not-an-option", "take one of '1000'"),
    ("languages", [], "languages", "empty", "write it"),
    ("languages", ["fr", "de"], "languages.1", "not-an-option", "take one of 'nl'"),
    ("languages", ["fr", "fr"], "languages.1", "twice", "remove it"),
    ("features", ["kiosk", "sound"], "features.1", "not-an-option", "take one of 'kiosk'"),
    ("features", ["kiosk", "print", "kiosk"], "features.2", "twice", "remove it"),
    ("first", ["a", "b", "a"], "first.2", "twice", "remove it"),
    ("first", ["A b"], "first.0", "wrong-form", "id of a service"),
    ("first", list("abcdefg"), "first", "too-many", "at most 6"),
    ("idle_seconds", 29, "idle_seconds", "out-of-range", "is 29; give 30 to 900"),
    ("idle_seconds", 901, "idle_seconds", "out-of-range", "is 901; give 30 to 900"),
    ("idle_seconds", "soon", "idle_seconds", "wrong-type", "integer"),
    ("start", {"weather": ["wet"]}, "start.weather", "unknown-question", "take one of stage"),
    ("start.place", ["9999"], "start.place", "unknown-option", "take one of 1000"),
    ("start.place", ["unsure"], "start.place", "unknown-option", "take one of 1000"),
    ("start.sector", ["retail", "retail"], "start.sector.1", "twice", "remove it"),
    ("contact.phone", "call us", "contact.phone", "wrong-form", "«1819»"),
    ("contact.phone", "1 - - - ", "contact.phone", "wrong-form", "«1819»"),
    ("contact.email", "name at example.org", "contact.email", "wrong-form", "one address"),
    ("contact.email", "a..b@example.org", "contact.email", "wrong-form", "one address"),
    ("contact.url", "www.example.org", "contact.url", "wrong-form", "https://"),
    ("contact.url", "https://a:b@example.org", "contact.url", "wrong-form", "https://"),
    ("contact.url", "https://[oops", "contact.url", "wrong-form", "https://"),
    ("hours.mo", ["9-12"], "hours.mo.0", "wrong-form", "«09:00-12:30»"),
    ("hours.mo", ["12:30-09:00"], "hours.mo.0", "wrong-order", "earlier time first"),
    ("hours.mo", ["09:00-09:00"], "hours.mo.0", "wrong-order", "earlier time first"),
    ("hours.mo", ["13:00-17:00", "09:00-12:00"], "hours.mo.1", "wrong-order", "earlier ones"),
    ("hours.mo", ["09:00-13:00", "12:00-17:00"], "hours.mo.1", "overlap", "join or mend"),
    ("colours.light.link", "red", "colours.light.link", "wrong-form", "#rrggbb"),
    ("colours.light.link", None, "colours.light.link", "missing", "add it"),
)
def test_a_wrong_value_is_named_with_its_code_and_what_to_do(
    key: str, value: object, where: str, code: str, advice: str
) -> None:
    found = problems(with_value(key, value))
    assert [(one.key, one.code) for one in found] == [(where, code)]
    assert advice in found[0].message
    assert found[0].code in PROBLEM_CODES
    assert str(found[0]).startswith(f"{where}: ")


def test_the_figures_of_a_problem_are_there_for_a_page() -> None:
    (idle,) = problems(with_value("idle_seconds", 5))
    assert (idle.figure("value"), idle.figure("least"), idle.figure("most")) == ("5", "30", "900")
    (form,) = problems(with_value("contact.email", "@"))
    assert (form.figure("form"), form.figure("value"), form.figure("no")) == ("email", "@", "")
    (option,) = problems(with_value("start.place", ["9999"]))
    assert (option.figure("question"), option.figure("value")) == ("place", "9999")


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize("hours", [["00:00-24:00"], ["09:00-12:00", "12:00-17:00"], []])
def test_hours_that_are_right(day: str, hours: list[str]) -> None:
    assert problems(with_value(f"hours.{day}", hours)) == ()


def test_everything_wrong_is_said_at_once() -> None:
    record = with_value("kind", "bank") | {"origins": ["ftp://a.example"], "languages": ["fr"] * 2}
    record["colours"] = {"light": {"brand": "#eeeeee", "on_brand": "#ffffff", "link": "#8a1c52"}}
    found = {one.key for one in problems(record, b"GIF89a")}
    wanted = {"kind", "origins.0", "languages.1", "logo.file"}
    assert found == wanted | {"colours.light.on_brand", "colours.light.brand"}


def test_colours_may_be_written_with_large_letters() -> None:
    desk = DeskRecords().read(with_value("logo.plate", "#FFFFFF"), LOGO)
    assert isinstance(desk, Desk)
    assert desk.logo is not None
    assert desk.logo.plate == "#ffffff"


def test_what_was_stored_is_read_again_though_the_rules_are_stricter_now() -> None:
    record = with_value("colours.light.link", "#ffffff") | {"start": {"weather": ["wet"]}}
    assert problems(record)
    desk = DeskRecords().restore(record, LOGO)
    assert isinstance(desk, Desk)
    assert desk.logo is not None
    assert desk.logo.png == LOGO, "a stored picture is sent as it was stored"
    refused = DeskRecords().restore(with_value("kind", "bank"))
    assert isinstance(refused, tuple)
    assert refused[0].code == "not-an-option"


WORDS = st.text(st.characters(codec="utf-8", exclude_characters="<>[]()"), min_size=1).filter(
    lambda words: words == words.strip() and len(words) <= 600 and not UNSEEN.search(words)
)
THREE = st.fixed_dictionaries(dict.fromkeys(LANGUAGES, WORDS))
SOME = st.sampled_from([[], ["00:00-08:05"], ["09:00-12:30", "12:30-24:00"]])
PALETTES = st.sampled_from([RECORD["colours"], {"dark": RECORD["colours"]["dark"]}, {}])
RECORDS = st.fixed_dictionaries(
    {
        "id": st.from_regex(r"[a-z0-9]{1,20}(-[a-z0-9]{1,19})?", fullmatch=True),
        "kind": st.sampled_from(KINDS),
        "name": THREE,
    },
    optional={
        "example": st.booleans(),
        "municipality": st.sampled_from(MUNICIPALITIES),
        "languages": st.permutations(LANGUAGES).flatmap(
            lambda all_three: st.integers(1, 3).map(lambda some: list(all_three[:some]))
        ),
        "idle_seconds": st.integers(IDLE_LEAST, IDLE_MOST),
        "features": st.lists(st.sampled_from(FEATURES), unique=True),
        "first": st.lists(st.sampled_from(["a", "b-c", "d2"]), unique=True),
        "origins": st.lists(
            st.sampled_from(["https://a.example", "https://b.example:8443", "http://localhost"]),
            unique=True,
        ),
        "start": st.dictionaries(st.sampled_from(sorted(QUESTION_OPTIONS)), st.just(0)).map(
            lambda chosen: {key: list(QUESTION_OPTIONS[key][:2]) for key in chosen}
        ),
        "contact": st.fixed_dictionaries(
            {},
            optional={
                "phone": st.just("02 123 45 67"),
                "email": st.just("a.b@example.org"),
                "url": st.just("https://example.org/?a=1"),
                "address": THREE,
            },
        ),
        "hours": st.dictionaries(st.sampled_from(DAYS), SOME),
        "hours_note": THREE,
        "colours": PALETTES,
        "logo": st.just({"file": "l.png", "plate": "#fbfaf7"}),
    },
)


@settings(derandomize=True, print_blob=True, deadline=None)
@given(RECORDS)
def test_a_desk_is_written_and_read_again_as_it_was(record: dict[str, Any]) -> None:
    desk = DeskRecords().read(record, LOGO)
    assert isinstance(desk, Desk), "\n".join(map(str, desk))
    picture = desk.logo.png if desk.logo else b""
    written = json.loads(json.dumps(DeskRecords().write(desk)))
    assert DeskRecords().read(written, picture) == desk
    assert DeskRecords().restore(written, picture) == desk


@pytest.mark.parametrize("key", EXAMPLES)
def test_the_examples_use_every_key_and_fit_the_journey(key: str, catalogue: Catalogue) -> None:
    desk = example(key)
    record = DeskRecords().write(desk)
    assert record.keys() == DeskFile.model_fields.keys()
    assert all(record.values()), "an example leaves nothing empty"
    assert desk.example
    assert start_problems(desk.start, catalogue.journey) == ()
    assert all(catalogue.services[service].recommended for service in desk.first)
    assert {host.split("/")[-1].split(".")[-2] for host in desk.origins} == {"example"}


def test_the_examples_differ_where_desks_do() -> None:
    one, other = (example(key) for key in EXAMPLES)
    for part in ("kind", "languages", "features", "start", "hours", "light", "dark", "idle"):
        assert getattr(one, part) != getattr(other, part), part
    assert "sa" in [day.day for day in other.hours]


def test_the_json_schema_takes_what_the_reader_takes() -> None:
    check = Draft202012Validator(json.loads(json_schemas()["desk"]))
    for key in EXAMPLES:
        assert check.is_valid(DeskRecords().write(example(key)))
    assert check.is_valid(RECORD)
    for key, value in (("kind", "bank"), ("colours.light.link", "red"), ("idle_seconds", 5)):
        assert not check.is_valid(with_value(key, value)), key
