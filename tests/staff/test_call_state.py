"""The call in the address: what is valid comes back the same, what is not is left out."""

from hypothesis import given, settings
from hypothesis import strategies as st

from wizard.domain.calls import CHANNELS
from wizard.domain.catalogue import Catalogue
from wizard.domain.text import LANGUAGES
from wizard.web.staff.state import MOST_LETTERS, ROWS, read_state


def raw(pairs: list[tuple[str, str]]) -> dict[str, list[str]]:
    """Return pairs as a query is read."""
    found: dict[str, list[str]] = {}
    for name, value in pairs:
        found.setdefault(name, []).append(value)
    return found


@settings(max_examples=150)
@given(data=st.data())
def test_a_call_comes_back_from_its_own_address(catalogue: Catalogue, data: st.DataObject) -> None:
    services = sorted(catalogue.services)
    values: dict[str, list[str]] = {
        question.key: data.draw(st.lists(st.sampled_from(question.allowed), max_size=3))
        for question in catalogue.journey.questions
    }
    values |= {
        "q": [data.draw(st.text(max_size=60))],
        "caller": [data.draw(st.sampled_from(LANGUAGES))],
        "channel": [data.draw(st.sampled_from(CHANNELS))],
        "call": [data.draw(st.sampled_from(["", "a" * 32]))],
        "show": [data.draw(st.sampled_from(["", *services[:5]]))],
        "named": data.draw(st.lists(st.sampled_from(services[:9]), max_size=4)),
        "rows": [str(data.draw(st.integers(1, 400)))],
        "aloud": [data.draw(st.sampled_from(["", "yes"]))],
        "every": [data.draw(st.sampled_from(["", "yes"]))],
    }
    state = read_state(values, catalogue, "fr")
    assert read_state(raw(state.pairs()), catalogue, "fr") == state


@settings(max_examples=100)
@given(
    values=st.dictionaries(
        st.sampled_from(
            ["q", "caller", "channel", "call", "show", "named", "rows", "case", "stage"]
        ),
        st.lists(st.text(max_size=400), min_size=1, max_size=3),
    )
)
def test_any_address_is_a_call(catalogue: Catalogue, values: dict[str, list[str]]) -> None:
    state = read_state(values, catalogue, "nl")
    assert len(state.query) <= MOST_LETTERS
    assert state.caller in LANGUAGES
    assert state.channel in CHANNELS
    assert state.show == "" or state.show in catalogue.services
    assert 1 <= state.rows <= 400


def test_what_is_usual_is_not_written(catalogue: Catalogue) -> None:
    state = read_state({"rows": [str(ROWS)], "channel": ["phone"]}, catalogue, "en")
    assert state.pairs() == [("caller", "en")]


def test_naming_twice_takes_the_name_back(catalogue: Catalogue) -> None:
    state = read_state({}, catalogue, "en").naming("microstart").naming("1819")
    assert state.named == ("microstart", "1819")
    assert state.naming("microstart").named == ("1819",)
