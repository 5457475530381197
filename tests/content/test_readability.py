"""How easy texts read: syllables, formulas, names that do not count, warnings with advice."""

import re

import pytest

from tests.content.examples import NAME, SERVICE, changed
from wizard.content.load import Loaded
from wizard.content.readability import (
    FORMULAS,
    LONGEST,
    PASS,
    Reading,
    Sentence,
    read_all,
    score,
    sentences,
    share,
    warnings,
)
from wizard.content.reader import read_records
from wizard.content.syllables import syllables
from wizard.domain.text import LANGUAGES

NOBODY = re.compile(r"(?!)")

SPOKEN = {
    "nl": "je 1, agenda 3, idee 2, adviseur 3, financiële 5, onderneming 4, gecoördineerde 6, "
    "economieloketten 7, haalbaarheid 3, nieuwe 2, verhuist 2, beroepsinlevingsovereenkomst 9",
    "fr": "une 1, que 1, quelle 1, année 2, années 2, crée 1, donnent 1, souvent 2, logement 3, "
    "entreprise 3, évaluation 5, louer 2, nettoyage 3, européen 4, guichet 2, publiques 2",
    "en": "the 1, people 2, business 2, service 2, created 3, region 2, employed 2, able 2, "
    "management 3, cooperative 5, idea 3, experience 4, association 5, prices 2, financial 3",
}


def results(text: str) -> list[Reading]:
    """Return how a service file reads."""
    return read_all(read_records({NAME: text})[0])


def sentence(text: str) -> Sentence:
    (one,) = sentences(text, NOBODY)
    return one


@pytest.mark.parametrize("language", LANGUAGES)
def test_syllables_are_counted_as_they_are_spoken(language: str) -> None:
    expected = dict(pair.split() for pair in SPOKEN[language].split(", "))
    counted = {word: str(syllables(word, language)) for word in expected}
    assert counted == expected


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("nl", 206.84 - 0.93 * 4 - 77.0 * 5 / 4),
        ("fr", 207 - 1.015 * 4 - 73.6 * 5 / 4),
        ("en", 206.835 - 1.015 * 4 - 84.6 * 5 / 4),
    ],
)
def test_each_language_has_its_formula(language: str, expected: float) -> None:
    words = {"nl": "Je krijgt een lening", "fr": "Vous payez un prêt", "en": "You get a service"}
    assert set(words) == set(FORMULAS)
    assert score([sentence(words[language])], language) == pytest.approx(expected)


def test_long_words_and_long_sentences_read_hard() -> None:
    easy = [sentence("Je krijgt geld en raad.")]
    long_words = [sentence("Ondernemingsfinanciering en projectbegeleiding.")]
    long_sentence = [sentence("Je krijgt geld " + "en raad en hulp " * 20)]
    assert score(easy, "nl") > PASS > score(long_words, "nl")
    assert score(easy, "nl") > score(long_sentence, "nl")


def test_names_quotations_addresses_and_figures_do_not_count() -> None:
    one = sentence(
        "Bel Ondernemersorganisatie, lees «Handelsvestigingenvergunning» op "
        "www.administratieformulieren.be of citydev.brussels en betaal 25.000 euro."
    )
    assert one.counted == ("Bel", "lees", "op", "of", "en", "betaal", "euro")


def test_the_own_name_of_a_service_does_not_count() -> None:
    named = SERVICE.replace("Lening voor kleermakers", "Vermogensherstructureringsinstrument")
    text = named.replace("Bel 1819.", "Bel over het vermogensherstructureringsinstrument.")
    assert next(one for one in results(text) if one.language == "nl").passes


def test_the_example_reads_easily() -> None:
    assert [one.passes for one in results(SERVICE)] == [True] * 3
    assert list(warnings(results(SERVICE))) == []


def test_a_hard_text_is_a_warning_with_its_worst_sentence() -> None:
    worst = "Administratieve vereenvoudigingsmogelijkheden betreffende financieringsaanvragen"
    text = changed("Raad bij het plan.", f"Raad bij het plan. {worst}. {worst}. {worst}.")
    (warning,) = warnings(results(text))
    assert (warning.file, warning.key, warning.weight) == (NAME, "nl", "warning")
    assert re.match(r"reads hard \(\d+, wanted 50\); use shorter words", warning.message)
    assert warning.message.endswith(f"«{worst}»")


def test_an_endless_sentence_is_a_warning() -> None:
    endless = "You get " + "help and " * (LONGEST // 2) + "a loan"
    (warning,) = warnings(results(changed("Advice on the plan.", f"{endless}.")))
    assert warning.key == "en"
    assert warning.message.startswith("has a sentence of 28 words; make two of it")
    assert endless in warning.message


def test_the_share_of_a_language_is_one_line() -> None:
    found = results(SERVICE)
    assert share(found, "nl").startswith("nl: 100 % of 1 texts pass (a score of 50 or more; ")


@pytest.mark.parametrize("language", LANGUAGES)
def test_nearly_all_shipped_texts_read_easily(loaded: Loaded, language: str) -> None:
    line = share(read_all(loaded.records), language)
    print(line)
    percent = re.match(rf"{language}: (\d+) %", line)
    assert percent, line
    assert int(percent.group(1)) >= 90, line
