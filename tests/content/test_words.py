"""The words of visitors: what the check of `vocabulary/` and `searches.toml` finds."""

import pytest

from wizard.content.folder import Files
from wizard.content.load import Loaded, load_catalogue
from wizard.domain.lexicon import Concept

CONCEPTS, TRADES = "vocabulary/concepts.toml", "vocabulary/trades.toml"
ELSEWHERE, SEARCHES = "vocabulary/elsewhere.toml", "searches.toml"
CONCEPT = '[[concept]]\nid = "{id}"\nnl = [{nl}]\nfr = ["un"]\nen = ["one"]\n'
TRADE = """
[[trade]]
id = "t"
sectors = ["retail"]
nace = ["45"]
nl = ["a"]
fr = ["a"]
en = ["a"]
"""
QUERY = '[[query]]\ntext = "x"\nlanguage = "nl"\nkind = "{kind}"\nbest = [{best}]\n'


def problems(files: dict[str, str], name: str, text: str) -> list[str]:
    """Return the errors of one file of the shipped catalogue, replaced by `text`.

    Of the services it has every twentieth, which is quicker to read.
    """
    services = [one for one in files if one.startswith("services/")]
    left_out = set(services) - set(services[::20])
    few = {one: content for one, content in files.items() if one not in left_out}
    loaded = load_catalogue({**few, name: text}, personas=False)
    return [f"{one.key}: {one.message}" for one in loaded.errors if one.file == name]


def test_the_shipped_words_have_no_problem(loaded: Loaded) -> None:
    assert not [
        one for one in loaded.problems if one.file.startswith(("vocabulary/", "searches", "call-"))
    ]


def test_a_catalogue_without_words_of_visitors_is_fine(files: dict[str, str]) -> None:
    bare: Files = {
        name: text
        for name, text in files.items()
        if not name.startswith(("vocabulary/", "searches", "call-notes"))
    }
    catalogue = load_catalogue(bare, personas=False).catalogue
    assert catalogue is not None
    assert not catalogue.lexicon.concepts
    assert not catalogue.lexicon.calls.rules


def test_every_kind_of_word_arrives(loaded: Loaded) -> None:
    assert loaded.catalogue is not None
    lexicon = loaded.catalogue.lexicon
    kinds = [one.kind for one in lexicon.concepts]
    assert kinds.count("concept") >= 330
    assert kinds.count("trade") >= 420
    assert kinds.count("topic") >= 250
    assert len(lexicon.divisions) == 87
    bakery = next(one for one in lexicon.concepts if (one.kind, one.key) == ("trade", "bakery"))
    assert bakery.facets[0] == ("sector", "food-agriculture")
    assert bakery.label.fr == "boulangerie"
    assert all(one.hint for one in lexicon.concepts if one.kind == "topic")


def test_every_need_of_the_taxonomy_is_reached_by_words(loaded: Loaded) -> None:
    assert loaded.catalogue is not None
    concepts: tuple[Concept, ...] = loaded.catalogue.lexicon.concepts
    reached = {key for one in concepts for name, key in one.facets if name == "need"}
    assert reached == {term.key for term in loaded.catalogue.vocabularies["need"]}


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        (
            CONCEPTS,
            CONCEPT.format(id="a", nl='"een"')
            + CONCEPT.format(id="b", nl='"een"').replace('"un"', '"u"').replace('"one"', '"o"'),
            "b.nl: «een» is also in a; keep it in one",
        ),
        (
            CONCEPTS,
            CONCEPT.format(id="a", nl='"een"')
            + CONCEPT.format(id="a", nl='"twee"').replace('"un"', '"u"').replace('"one"', '"o"'),
            "a: is there twice; rename or merge one",
        ),
        (
            CONCEPTS,
            CONCEPT.format(id="a", nl='"een", "een"'),
            "concept.0: nl: «een» stands there twice; remove one",
        ),
        (
            CONCEPTS,
            CONCEPT.format(id="a", nl='"een twee drie vier vijf zes zeven"'),
            "concept.0: nl: «een twee drie vier vijf zes zeven» has more than 6 words; cut it",
        ),
        (
            TRADES,
            TRADE,
            "t.nace: names 45, which nace.toml does not have; correct it",
        ),
        (
            SEARCHES,
            QUERY.format(kind="need", best='"nowhere"'),
            "«x»: expects nowhere, which is not in services; correct or remove it",
        ),
        (
            SEARCHES,
            QUERY.format(kind="zero", best='"1819"'),
            "query.0: `best` must be empty for the kind zero and only for it",
        ),
    ],
)
def test_what_is_wrong_is_told(files: dict[str, str], name: str, text: str, expected: str) -> None:
    assert problems(files, name, text) == [expected]


def test_a_topic_needs_a_hint(files: dict[str, str]) -> None:
    text = '[[topic]]\nid = "t"\nnl = ["a"]\nfr = ["a"]\nen = ["a"]\n'
    assert problems(files, ELSEWHERE, text) == ["topic.0.hint: is missing; add it"]
