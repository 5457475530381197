"""Numbers in every spelling, and whether the source that a text cites states them."""

import pytest

from tests.content.examples import NAME, SERVICE, changed
from wizard.content.evidence import check_numbers
from wizard.content.numbers import loose_readings, missing, numbers, readings, spelled
from wizard.content.reader import read_records


def told(text: str) -> list[str]:
    """Return what is said about the numbers of a service file."""
    records, problems = read_records({NAME: text})
    assert records.services, problems
    return [str(problem) for problem in check_numbers(records)]


SECOND = """
[[sources]]
id = "p2"
url = "https://1819.brussels/en"
says = ["Loans run for 36 months."]
"""


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("5.000, 5 000, 5\u202f000 en 5,000", {"5000"}),
        ("2,5 % - 2.5 %", {"2.5"}),
        ("1.250.000 euro", {"1250000"}),
        ("op 01/02/2024", {"1", "2", "2024"}),
        ("CO2, Research2B, C.6 en Covid-19", set()),
        ("(12) of 24/7", {"12", "24", "7"}),
        ("geen", set()),
    ],
)
def test_numbers_are_compared_by_their_value(text: str, found: set[str]) -> None:
    assert numbers(text) == found


def test_a_source_is_read_with_words_months_and_millions() -> None:
    assert {"6", "3"} <= readings("six months from March")
    assert {"15.5", "15500000"} <= readings("EUR 15.5 million")
    assert {"2", "2000000000"} <= readings("2 miljard euro")
    assert "500" not in readings("1,500 euro"), "a part of a number is another number"


def test_a_document_is_read_more_loosely() -> None:
    assert {"2016", "250"} <= loose_readings("in 2016 250 starters")
    assert "10" not in loose_readings("ten opzichte van"), "a Dutch word, no number"


def test_a_million_may_be_written_out_in_the_source() -> None:
    assert missing("15,5 miljoen euro", {"15500000"}) == []
    assert missing("15,5 miljoen euro", {"16000000"}) == ["15.5"]


@pytest.mark.parametrize(
    ("text", "language", "found"),
    [
        ("Ten hoogste drie jaar", "nl", {"drie": "3"}),
        ("Deux prêts neufs, dont onze", "fr", {"deux": "2"}),
        ("One of ten", "en", {"ten": "10"}),
    ],
)
def test_number_words_belong_to_a_language(text: str, language: str, found: dict[str, str]) -> None:
    assert spelled(text, language) == found


@pytest.mark.parametrize(
    ("change", "key", "number"),
    [
        (("A loan of 5,000 euro.", "A loan of 6,000 euro."), "offer.en", "6000"),
        (("Rente: 2,5 %.", "Rente: 3,5 %."), "facts.0.text.nl", "3.5"),
        (("Pour les tailleurs.", "Pour les tailleurs de 18 ans."), "audience.fr", "18"),
        (("For craftspeople", "For 7 craftspeople"), "criteria.0.label.en", "7"),
        (("Loan for tailors", "Loan of 900 euro"), "title.en", "900"),
    ],
)
def test_a_number_without_a_source_is_found(change: tuple[str, str], key: str, number: str) -> None:
    (line,) = told(changed(*change))
    assert line.startswith(f"{NAME}: {key}: {number} is not in what ")


def test_a_fact_answers_to_the_source_that_it_cites() -> None:
    offer = ("A loan of 5,000 euro.", "A loan of 5,000 euro for 36 months.")
    assert told(changed(*offer) + SECOND) == [], "an offer may rest on any source of the file"
    fact = ("Interest: 2.5 %.", "Interest: 2.5 % for 36 months.")
    (line,) = told(changed(*fact) + SECOND)
    assert line.startswith(
        f"warning: {NAME}: facts.0.text.en: 36 is not in what p1, which it cites, says; "
        "cite the source that says it"
    )


def test_the_date_of_a_source_is_stated_by_it() -> None:
    assert told(changed("Interest: 2.5 %.", "Interest in 2024: 2.5 %.")) == []


def test_a_number_word_without_a_source_is_a_warning() -> None:
    (line,) = told(changed("Rente: 2,5 %.", "Rente: 2,5 % na twee jaar."))
    assert line.startswith(f"warning: {NAME}: facts.0.text.nl: «twee» is not in what p1")


def test_a_single_figure_in_a_name_is_no_number() -> None:
    named = changed("Loan for tailors", "Loan 4 Tailors: start sewing")
    assert told(named.replace("Call 1819.", "Call 1819 about Loan 4 Tailors.")) == []


def test_the_example_has_nothing_to_tell() -> None:
    assert told(SERVICE) == []
