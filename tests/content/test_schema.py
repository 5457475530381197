"""Every mistake in a single file gives one line: the file, the key, what is wrong, what to do."""

import pytest

from tests.content.examples import NAME, SERVICE, changed, problems_in, service

WHOLE = "(file)"
LONG = " ".join(["woord"] * 26)

MISTAKES: dict[str, tuple[tuple[str, ...], str, str]] = {
    "missing key": (('status = "active"', ""), "status", "is missing; add it"),
    "missing language": (('fr = "Prêt pour tailleurs", ', ""), "title.fr", "is missing; add it"),
    "typing error in a key": (
        ("prominence = 1", "prominence = 1\nprominance = 2"),
        "prominance",
        "is not a key of this table; look for a typing error or remove it",
    ),
    "typing error in an inner key": (
        ('phone = "1819"', 'fone = "1819"'),
        "contact.fone",
        "is not a key of this table; look for a typing error or remove it",
    ),
    "wrong stage": (
        ('["idea", "preparing"]', '["idea", "prepairing"]'),
        "stages.1",
        "is not one of the allowed keys; 'idea', 'preparing'",
    ),
    "wrong category": (
        ('category = "finance"', 'category = "money"'),
        "category",
        "is not one of the allowed keys; 'information'",
    ),
    "wrong status": (('"active"', '"open"'), "status", "is not one of the allowed keys; 'active'"),
    "wrong prominence": (("prominence = 1", "prominence = 4"), "prominence", "0, 1, 2 or 3"),
    "is and is_not": (
        ('is = ["manufacturing-crafts"]', 'is = ["retail"], is_not = ["horeca"]'),
        "criteria.0.any_of.0",
        "has both `is` and `is_not`; keep one",
    ),
    "neither is nor is_not": (
        (', is = ["manufacturing-crafts"]', ""),
        "criteria.0.any_of.0",
        "needs `is`, `is_not` or `maybe`",
    ),
    "unknown option": (
        ('"manufacturing-crafts"', '"handicraft"'),
        "criteria.0.any_of.0",
        "does not know handicraft; allowed: food-agriculture",
    ),
    "option twice": (
        ('is = ["manufacturing-crafts"]', 'is = ["retail"], maybe = ["retail"]'),
        "criteria.0.any_of.0",
        "names an option in `maybe` and again in `is` or `is_not`",
    ),
    "question that never decides": (
        ('question = "sector"', 'question = "need"'),
        "criteria.0.any_of.0.question",
        "is not one of the allowed keys; 'stage'",
    ),
    "criterion without conditions": (
        ('any_of = [{ question = "sector", is = ["manufacturing-crafts"] }]', ""),
        "criteria.0",
        "needs `id`, `label` and `any_of`, or else `use`",
    ),
    "criterion of both kinds": (
        ('id = "tailors"', 'id = "tailors"\nuse = "sme"'),
        "criteria.0",
        "has `use` beside `id` or `any_of`",
    ),
    "summary too short": (
        ("Een kleine lening voor wie een eigen naaiatelier wil openen.", "Een kleine lening."),
        WHOLE,
        "summary.nl has 3 words; write 8 to 25",
    ),
    "summary too long": (
        ("Een kleine lening voor wie een eigen naaiatelier wil openen.", LONG),
        WHOLE,
        "summary.nl has 26 words; write 8 to 25",
    ),
    "unequal lists": (
        (', "Advice on the plan."', ""),
        "offer",
        "has 2 lines in nl, 2 in fr and 1 in en; give every language the same number of lines",
    ),
    "empty list": (('["Call 1819."]', "[]"), "apply.en", "1"),
    "empty text": (('en = "Loan for tailors"', 'en = " "'), "title.en", "is empty; write it"),
    "unknown source": (
        ('2.5 %." }\nsource = "p1"', '2.5 %." }\nsource = "p2"'),
        WHOLE,
        "cites p2, which [[sources]] does not list; listed: p1",
    ),
    "markup": (
        ('en = "For tailors."', 'en = "For <b>tailors</b>."'),
        "audience.en",
        "contains markup (<, > or a Markdown link); write plain text",
    ),
    "Markdown link": (
        ('en = "For tailors."', 'en = "For [tailors](https://a.be)."'),
        "audience.en",
        "contains markup",
    ),
    "wrong date": (('as_of = "2024-05"', 'as_of = "05/2024"'), "as_of", "has the wrong form"),
    "month that does not exist": (
        ('as_of = "2024-05"', 'as_of = "2024-13"'),
        "as_of",
        "has the wrong form",
    ),
    "date without quotes": (('as_of = "2024-05"', "as_of = 2024-05-01"), "as_of", "string"),
    "wrong address": (
        ('[contact]\nurl = "https:', '[contact]\nurl = "ftp:'),
        "contact.url",
        "has the wrong form",
    ),
    "wrong telephone": (('phone = "1819"', 'phone = "call us"'), "contact.phone", "wrong form"),
    "wrong e-mail": (('phone = "1819"', 'email = "at home"'), "contact.email", "wrong form"),
    "source of no kind": (
        ('url = "https://1819.brussels/"\ndate', "date"),
        "sources.0",
        "needs either `doc` with `lines` or `url`, not both and not neither",
    ),
    "document without passages": (
        ('url = "https://1819.brussels/"\ndate', 'doc = "sba-2016"\ndate'),
        "sources.0",
        "names a document without `lines`; give the passages that were read",
    ),
    "passage backwards": (
        ('url = "https://1819.brussels/"\ndate', 'doc = "sba-2016"\nlines = [[9, 3]]\ndate'),
        "sources.0",
        "has a passage whose first line comes after its last",
    ),
    "category twice": (
        ('category = "finance"', 'category = "finance"\nalso_categories = ["finance"]'),
        WHOLE,
        "names its category again in also_categories; leave it out there",
    ),
    "not TOML": (
        ('status = "active"', "status = active"),
        WHOLE,
        "is not valid TOML: ",
    ),
    "another id": (
        ('id = "tailor-loan"', 'id = "tailors-loan"'),
        "id",
        "is 'tailors-loan' in a file named tailor-loan; make them the same",
    ),
}
"""Name -> the change, the key of the line, the beginning or a part of what it says."""


def test_a_good_file_has_no_problem() -> None:
    assert problems_in(NAME, SERVICE) == []
    assert service().title.fr == "Prêt pour tailleurs"


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_is_told_with_its_place_and_its_cure(name: str) -> None:
    change, key, message = MISTAKES[name]
    lines = problems_in(NAME, changed(*change))
    told = [line for line in lines if line.startswith(f"{NAME}: {key}: ") and message in line]
    assert len(told) == 1, f"expected «{NAME}: {key}: ...{message}...», got {lines}"
    assert len(lines) == 1, f"one mistake, one line: {lines}"


@pytest.mark.parametrize("words", [8, 25])
def test_a_summary_of_the_shortest_and_longest_kind_is_fine(words: int) -> None:
    text = changed(
        "Een kleine lening voor wie een eigen naaiatelier wil openen.", " ".join(["woord"] * words)
    )
    assert problems_in(NAME, text) == []


@pytest.mark.parametrize("date", ["2024", "2024-02", "2024-02-29"])
def test_a_date_is_as_precise_as_its_source(date: str) -> None:
    assert problems_in(NAME, changed('as_of = "2024-05"', f'as_of = "{date}"')) == []


def test_several_mistakes_in_one_file_are_all_told() -> None:
    text = changed(
        'status = "active"', "", "prominence = 1", "prominence = 9", '["loan"]', '["lend"]'
    )
    assert [line.split(": ")[1] for line in problems_in(NAME, text)] == [
        "status",
        "instruments.0",
        "prominence",
    ]


@pytest.mark.parametrize(
    "name", ["tailor-loan.toml", "loans/tailor-loan.toml", "services/deep/tailor-loan.toml"]
)
def test_a_file_outside_the_known_folders_is_told(name: str) -> None:
    folders = "services, providers, packages, vocabularies, vocabulary, scenarios"
    assert problems_in(name, SERVICE) == [
        f"{name}: (file): is not part of a catalogue; put it in one of {folders}"
    ]


PROVIDER = """
id = "tailors"
kind = "public"
name = { fr = "Les Tailleurs" }
role = { nl = "Helpt kleermakers.", fr = "Aide les tailleurs.", en = "Helps tailors." }
"""


@pytest.mark.parametrize(
    ("change", "line"),
    [
        (('kind = "public"', 'kind = "royal"'), "kind: is not one of the allowed keys; 'public'"),
        (('{ fr = "Les Tailleurs" }', "{}"), "name: is empty; give the name in at least one"),
        (('id = "tailors"', 'id = "Tailors"'), "id: "),
    ],
    ids=["kind", "name", "id"],
)
def test_a_mistake_in_a_provider_is_told(change: tuple[str, ...], line: str) -> None:
    lines = problems_in("providers/tailors.toml", changed(*change, text=PROVIDER))
    assert lines
    assert all(one.startswith(f"providers/tailors.toml: {line}") for one in lines), lines


def test_a_name_in_one_language_is_enough() -> None:
    assert problems_in("providers/tailors.toml", PROVIDER) == []
