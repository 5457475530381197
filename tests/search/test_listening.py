"""From the note of a call to answers: what is proposed, and what is left alone."""

import pytest

from wizard.domain.text import LANGUAGES, Language
from wizard.search import Proposal, Search

NOTE = "boulanger à Molenbeek, ne paie plus son loyer, 2 salariés"


def proposed(words: Search, text: str, language: Language = "fr") -> set[str]:
    return {f"{one.question}={one.option}" for one in words.propose(text, language)}


def test_a_note_gives_answers_in_its_order_with_the_words_that_say_them(words: Search) -> None:
    assert words.propose(NOTE, "fr") == (
        Proposal("sector", "food-agriculture", 0, 9, "boulanger"),
        Proposal("place", "1080", 12, 21, "Molenbeek"),
        Proposal("stage", "difficulty", 26, 35, "paie plus"),
        Proposal("need", "crisis", 26, 35, "paie plus"),
        Proposal("size", "micro", 47, 57, "2 salariés"),
    )


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "text",
    [
        NOTE,
        "bakker in Molenbeek, huurachterstand, 2 werknemers",
        "baker in Molenbeek, behind with the rent, two employees",
        "bakker te Molenbeek, ne paie plus son huur, staff of 2",
    ],
)
def test_the_language_of_the_desk_does_not_matter(
    words: Search, text: str, language: Language
) -> None:
    assert proposed(words, text, language) == {
        "sector=food-agriculture",
        "place=1080",
        "stage=difficulty",
        "need=crisis",
        "size=micro",
    }


@pytest.mark.parametrize(
    ("text", "size"),
    [
        ("deux employés", "micro"),
        ("drie man personeel", "micro"),
        ("9 travailleurs", "micro"),
        ("10 travailleurs", "small"),
        ("a staff of 12", "small"),
        ("une dizaine de salariés", "small"),
        ("49 werknemers", "small"),
        ("50 workers", "medium"),
        ("team of 249", "medium"),
        ("250 arbeiders", "large"),
        ("1.200 employees", "large"),
        ("5 ETP", "micro"),
        ("zonder personeel", "solo"),
        ("pas de salariés", "solo"),
        ("no staff", "solo"),
        ("coiffeuse, seule", "solo"),
        ("kapster, alleen", "solo"),
        ("zzp", "solo"),
    ],
)
def test_numbers_of_people_become_a_size(words: Search, text: str, size: str) -> None:
    assert f"size={size}" in proposed(words, text)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("veut engager 3 serveurs", "fr"),
        ("cherche 2 employés", "fr"),
        ("wil 2 mensen aanwerven", "nl"),
        ("moet 3 mensen ontslaan", "nl"),
        ("needs to lay off 5 people", "en"),
        ("hôtel 40 chambres", "fr"),
        ("zaal voor 60 personen", "nl"),
        ("vraag over alleen btw", "nl"),
        ("son seul problème est le bail", "fr"),
        ("cherche un employé", "fr"),
        ("22 ans", "fr"),
    ],
)
def test_other_numbers_are_no_size(words: Search, text: str, language: Language) -> None:
    assert not {one for one in proposed(words, text, language) if one.startswith("size=")}


@pytest.mark.parametrize(
    ("text", "language", "stage"),
    [
        ("juste une idée", "fr", "idea"),
        ("denkt aan een eigen winkel", "nl", "idea"),
        ("veut ouvrir un resto", "fr", "preparing"),
        ("wil kapsalon openen", "nl", "preparing"),
        ("wants to start a business", "en", "preparing"),
        ("veut une friterie à Jette", "fr", "preparing"),
        ("net gestart", "nl", "starting"),
        ("pas gestart als kapper", "nl", "starting"),
        ("frituur bestaat 2 jaar", "nl", "starting"),
        ("ouvert il y a 6 mois", "fr", "starting"),
        ("restaurateur depuis 8 ans", "fr", "running"),
        ("running for 10 years", "en", "running"),
        ("wil tweede winkel openen", "nl", "growing"),
        ("huissier à la porte", "fr", "difficulty"),
        ("bailiff came", "en", "difficulty"),
        ("bakker met btw-schulden", "nl", "difficulty"),
        ("a fait faillite, veut recommencer", "fr", "restart"),
        ("veut reprendre une friterie", "fr", "taking-over"),
        ("wil zaak van zijn vader overnemen", "nl", "taking-over"),
        ("cherche un repreneur", "fr", "handing-over"),
        ("wants to sell his toy shop and retire", "en", "handing-over"),
    ],
)
def test_words_for_each_stage(words: Search, text: str, language: Language, stage: str) -> None:
    assert f"stage={stage}" in proposed(words, text, language)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("au chômage depuis 2 ans", "fr"),
        ("travaille depuis 10 ans comme vendeuse", "fr"),
        ("dans 2 ans", "fr"),
        ("reprendre contact demain", "fr"),
        ("wil op zondag open", "nl"),
        ("thinks of closing", "en"),
    ],
)
def test_what_only_sounds_like_a_stage_is_none(
    words: Search, text: str, language: Language
) -> None:
    assert not {one for one in proposed(words, text, language) if one.startswith("stage=")}


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("pas de dettes", "fr"),
        ("n'a plus de dettes", "fr"),
        ("n'est pas en difficulté", "fr"),
        ("sans huissier ni saisie", "fr"),
        ("geen schulden, geen huurachterstand", "nl"),
        ("niet in moeilijkheden", "nl"),
        ("no debts, not in trouble", "en"),
        ("is not bankrupt", "en"),
        ("ne veut pas reprendre", "fr"),
        ("wil niet overnemen", "nl"),
        ("pas à Molenbeek", "fr"),
        ("not a restaurant", "en"),
        ("geen coöperatie", "nl"),
        ("not looking for a grant", "en"),
    ],
)
def test_what_is_denied_is_not_proposed(words: Search, text: str, language: Language) -> None:
    assert proposed(words, text, language) == set()


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("ne sait pas quel statut choisir", "fr", "need=legal"),
        ("weet niet hoe beginnen", "nl", "need=orientation"),
        ("ne paie plus ses fournisseurs", "fr", "stage=difficulty"),
        ("plus de clients, travaux dans la rue", "fr", "need=crisis"),
        ("not a restaurant but a bakery", "en", "sector=food-agriculture"),
        ("geen personeel, wel schulden", "nl", "stage=difficulty"),
    ],
)
def test_a_denial_reaches_no_further_than_its_word(
    words: Search, text: str, language: Language, expected: str
) -> None:
    assert expected in proposed(words, text, language)


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("my brother is a baker, I am a graphic designer", "en", {"sector=creative-media"}),
        (
            "mon frère est boulanger, moi je suis graphiste",
            "fr",
            {"sector=creative-media"},
        ),
        ("zus heeft een café, zelf kapster", "nl", {"sector=care-personal-services"}),
        ("ancien boulanger, garagiste", "fr", {"sector=manufacturing-crafts"}),
        ("works as a nurse, baker", "en", {"sector=food-agriculture"}),
        ("habite à Namur mais le commerce est à Jette", "fr", {"sector=retail", "place=1090"}),
        ("woont in Leuven, kapsalon in Elsene", "nl", {"sector=care-personal-services", "place=1050"}),
        ("plombier chaussée d'Ixelles", "fr", {"sector=construction"}),
        ("cherche un plombier", "fr", set()),
        ("looking for an electrician", "en", set()),
        ("recommandé par son avocat", "fr", set()),
    ],
)  # fmt: skip
def test_what_is_about_somebody_else_is_not_proposed(
    words: Search, text: str, language: Language, expected: set[str]
) -> None:
    assert proposed(words, text, language) == expected


@pytest.mark.parametrize("text", ["avocat, engage", "veut devenir avocat", "avocate à Jette"])
def test_a_trade_that_serves_others_is_the_callers_where_the_note_says_so(
    words: Search, text: str
) -> None:
    assert "sector=business-services" in proposed(words, text)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Schaerbeek", "1030"),
        ("schaarbeek", "1030"),
        ("St-Gilles", "1060"),
        ("St. Gilles", "1060"),
        ("sint gillis", "1060"),
        ("à 1080", "1080"),
        ("friterie 1070", "1070"),
        ("1000 Bruxelles", "1000"),
        ("1020", "1000"),
        ("Laeken", "1000"),
        ("Berchem-Ste-Agathe", "1082"),
        ("Woluwe-St-Lambert", "1200"),
        ("Sint-Lambrechts-Woluwe", "1200"),
        ("boulangerie à Gand", "elsewhere-be"),
        ("habite à Gand, resto à Ixelles", "1050"),
    ],
)
def test_places_by_name_short_name_and_postcode(words: Search, text: str, place: str) -> None:
    assert f"place={place}" in proposed(words, text)


@pytest.mark.parametrize(
    "text",
    [
        "étudiant à la VUB",
        "loyer 1000 euros",
        "1080 €",
        "1200 clients par mois",
        "Woluwe",
        "Bruxelles",
        "rue de Molenbeek",
        "friteries à Jette et à Evere",
    ],
)
def test_what_names_no_place_or_two_gives_none(words: Search, text: str) -> None:
    assert not {one for one in proposed(words, text) if one.startswith("place=")}


@pytest.mark.parametrize(
    ("text", "language", "need"),
    [
        ("cherche crédit 15.000 €", "fr", "money-small"),
        ("besoin de 25 000 euros", "fr", "money-small"),
        ("besoin de 25.001 euros", "fr", "money-large"),
        ("lening 8000", "nl", "money-small"),
        ("heeft 80k nodig", "nl", "money-large"),
        ("raising 2 million", "en", "money-large"),
        ("loan of 90,000", "en", "money-large"),
        ("lever 1,5 million", "fr", "money-large"),
    ],
)
def test_amounts_that_are_wanted(words: Search, text: str, language: Language, need: str) -> None:
    assert f"need={need}" in proposed(words, text, language)


@pytest.mark.parametrize(
    "text",
    [
        "dettes de 15.000 euros",
        "chiffre d'affaires 300k",
        "le vendeur demande 60.000 €",
        "loyer 1500 euros par mois",
        "eigen geld 20.000 euro",
        "prime de 5000 euros",
    ],
)
def test_amounts_that_are_not_borrowed(words: Search, text: str) -> None:
    assert not {one for one in proposed(words, text) if one.startswith("need=money")}


@pytest.mark.parametrize(
    ("text", "language", "profile"),
    [
        ("chômeur", "fr", "jobseeker"),
        ("in bijberoep", "nl", "employee"),
        ("student", "nl", "student"),
        ("jeune entrepreneur", "fr", "young"),
        ("50-plusser", "nl", "senior"),
        ("réseau de femmes entrepreneures", "fr", "woman"),
        ("refugee from Syria", "en", "newcomer"),
        ("carte professionnelle", "fr", "non-eu"),
        ("en situation de handicap", "fr", "disability"),
        ("onderzoekster", "nl", "researcher"),
        ("artisan", "fr", "artisan"),
    ],
)
def test_a_group_is_proposed_where_it_is_plainly_said(
    words: Search, text: str, language: Language, profile: str
) -> None:
    assert f"profile={profile}" in proposed(words, text, language)


@pytest.mark.parametrize(
    "text", ["55 ans, plombier", "dame, coiffeuse", "een vrouw van 24 met een café", "Marocain"]
)
def test_an_age_or_a_woman_is_no_wish_for_special_offers(words: Search, text: str) -> None:
    assert not {one for one in proposed(words, text) if one.startswith("profile=")}


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("asbl", "fr", "venture=nonprofit"),
        ("burgercoöperatie", "nl", "venture=cooperative"),
        ("sociale onderneming", "nl", "venture=social"),
        ("exporte vers le Japon", "fr", "venture=exporting"),
        ("entreprise française", "fr", "venture=foreign-investor"),
        ("handelaarsvereniging", "nl", "venture=trader-association"),
        ("spin-off", "en", "venture=innovative"),
        ("scaling fast", "en", "venture=high-potential"),
        ("économie circulaire", "fr", "venture=circular"),
    ],
)
def test_words_for_ventures(words: Search, text: str, language: Language, expected: str) -> None:
    assert expected in proposed(words, text, language)


@pytest.mark.parametrize(
    ("text", "language", "sector"),
    [
        ("cafeetje", "nl", "horeca"),
        ("traiteurszaak", "nl", "horeca"),
        ("resturant", "en", "horeca"),
        ("boulangere", "fr", "food-agriculture"),
        ("softwarebedrijf", "nl", "ict-digital"),
        ("dans la construction", "fr", "construction"),
    ],
)
def test_trades_in_other_forms(words: Search, text: str, language: Language, sector: str) -> None:
    assert f"sector={sector}" in proposed(words, text, language)


def test_a_question_with_one_answer_is_proposed_once(words: Search) -> None:
    text = "starter, faillite, veut reprendre, depuis 8 ans, 2 employés, 30 ouvriers, Jette, Gand"
    questions = [one.question for one in words.propose(text, "fr")]
    assert questions.count("stage") == 1
    assert questions.count("place") == 1
    assert "size" not in questions, "two sizes are as sure as each other"


def test_several_needs_and_sectors_are_proposed(words: Search) -> None:
    found = proposed(words, "boulangerie et garage, cherche prime et local", "fr")
    assert {
        "sector=food-agriculture",
        "sector=manufacturing-crafts",
        "need=subsidy",
        "need=premises",
    } <= found


@pytest.mark.parametrize(
    "text", ["", "   ", "veut juste parler", "rappeler demain", "call dropped", "???", "12345"]
)
def test_a_note_that_says_nothing_gives_nothing(words: Search, text: str) -> None:
    assert words.propose(text, "fr") == ()


def test_only_the_beginning_of_a_long_text_is_read(words: Search) -> None:
    assert words.propose("x " * 58 + "à Jette", "fr") != ()
    assert words.propose("x " * 60 + "Jette", "fr") == ()
    assert words.propose("x" * 299 + " Jette", "fr") == ()
