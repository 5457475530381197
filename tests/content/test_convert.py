"""From files to values: conditions keep their meaning, shared criteria their words."""

from typing import Any

import pytest

from tests.content.examples import NAME, SERVICE, changed
from wizard.content import keys
from wizard.content.convert import condition, text, to_catalogue
from wizard.content.reader import Records, read_records
from wizard.content.schema import Condition
from wizard.domain.answers import NONE_OF_THESE, OTHER
from wizard.domain.catalogue import Catalogue
from wizard.domain.text import NO_TEXT
from wizard.domain.truth import Truth


def converted(question: str, **lists: Any) -> Any:
    return condition(Condition.model_validate({"question": question, **lists}))


def test_is_keeps_the_options_that_are_named() -> None:
    one = converted("stage", **{"is": ["idea"]}, maybe=["restart"])
    assert (one.yes, one.maybe) == ({"idea"}, {"restart"})


def test_is_not_means_all_others() -> None:
    one = converted("size", is_not=["large"])
    assert one.yes == set(keys.QUESTION_OPTIONS["size"]) - {"large"}
    assert one.truth({"size": frozenset({"large"})}) is Truth.NO


def test_is_not_leaves_out_what_may_be() -> None:
    one = converted("stage", is_not=["idea"], maybe=["restart"])
    assert "restart" not in one.yes
    assert one.truth({"stage": frozenset({"restart"})}) is Truth.UNKNOWN


@pytest.mark.parametrize("lists", [{"is": ["retail"]}, {"is_not": ["retail"]}], ids=str)
def test_another_sector_stays_unknown(lists: dict[str, list[str]]) -> None:
    one = converted("sector", **lists)
    assert OTHER in one.maybe
    assert one.truth({"sector": frozenset({OTHER})}) is Truth.UNKNOWN


@pytest.mark.parametrize(
    ("lists", "truth"), [({"is": [OTHER]}, Truth.YES), ({"is_not": [OTHER]}, Truth.NO)], ids=str
)
def test_another_sector_decides_where_it_is_named(
    lists: dict[str, list[str]], truth: Truth
) -> None:
    assert converted("sector", **lists).truth({"sector": frozenset({OTHER})}) is truth


def test_none_of_these_is_one_of_all_others() -> None:
    assert NONE_OF_THESE in converted("profile", is_not=["student"]).yes
    assert NONE_OF_THESE not in converted("profile", **{"is": ["student"]}).yes


def test_the_share_counts_a_maybe_half() -> None:
    one = converted("size", **{"is": ["solo", "micro"]}, maybe=["small"])
    assert one.share == pytest.approx(2.5 / 6)
    assert one.chance({}) == one.share


@pytest.mark.parametrize("question", ["stage", "sector", "place", "size", "profile", "venture"])
def test_a_share_is_a_part_of_the_options(question: str) -> None:
    for option in keys.QUESTION_OPTIONS[question]:
        only, others = (converted(question, **{form: [option]}) for form in ("is", "is_not"))
        assert 0 < only.share < 1
        assert 0 < others.share < 1
        assert only.share + others.share == pytest.approx(1), "what is not the one is the other"


def test_no_text_is_an_empty_text() -> None:
    assert text(None) == NO_TEXT


def with_tailors(files: dict[str, str], service: str) -> Catalogue:
    names = [
        name for name in files if not name.startswith(("services/", "scenarios/", "packages/"))
    ]
    records, problems = read_records({NAME: service, **{name: files[name] for name in names}})
    assert not problems
    return to_catalogue(records, edition=7, digest="d", published_on="2026-11-21")


def test_everything_of_a_file_arrives(files: dict[str, str]) -> None:
    catalogue = with_tailors(files, SERVICE)
    one = catalogue.services["tailor-loan"]
    assert (catalogue.edition, catalogue.digest, catalogue.published_on) == (7, "d", "2026-11-21")
    assert one.words.title.fr == "Prêt pour tailleurs"
    assert one.words.offer.en == ("A loan of 5,000 euro.", "Advice on the plan.")
    assert one.criteria[0].conditions[0].yes == {"manufacturing-crafts"}
    assert one.contact.phone == "1819"
    assert one.sources[0].says == ("Loans of EUR 5,000 at 2.5 % for tailors.",)
    assert one.facts[0].source == "p1"


def test_a_shared_criterion_brings_its_label_and_conditions(files: dict[str, str]) -> None:
    own = SERVICE[SERVICE.index('id = "tailors"') : SERVICE.index("[[facts]]")]
    catalogue = with_tailors(files, changed(own, 'use = "sme"\nsource = "p1"\n\n'))
    criterion = catalogue.services["tailor-loan"].criteria[0]
    assert (criterion.key, criterion.source) == ("sme", "p1")
    assert "250" in criterion.label.en
    assert "large" not in criterion.conditions[0].yes


def test_a_shared_criterion_may_get_another_label(files: dict[str, str]) -> None:
    own = SERVICE[SERVICE.index('id = "tailors"') : SERVICE.index("[[facts]]")]
    label = 'label = { nl = "Klein", fr = "Petit", en = "Small" }'
    catalogue = with_tailors(files, changed(own, f'use = "sme"\n{label}\nsource = "p1"\n\n'))
    assert catalogue.services["tailor-loan"].criteria[0].label.en == "Small"


def test_no_catalogue_without_its_journey() -> None:
    with pytest.raises(ValueError, match=r"journey\.toml is missing"):
        to_catalogue(Records())
