"""Providers: every organisation of the list is there, with its history and all its names."""

import tomllib

import pytest
from pydantic import ValidationError

from tests.conftest import ROOT
from wizard.content.problems import Problem
from wizard.content.providers import check_providers
from wizard.content.schema_shared import ProviderFile
from wizard.domain.catalogue import Catalogue
from wizard.domain.service import Provider
from wizard.domain.text import NO_TEXT, Text

NAMED_IN_THE_SOURCES = """
100000-entrepreneurs 1001pact 1819 abpm abrumet actiris affaires-a-suivre agoria alimento
archimaide atrium awex backstage barefoot-studio be-angels be-cook becentral beci bigh
birdhouse bissib blsi bmdc bmediation bolero bozar-lab brrc-crr-ocw brucoop brufotec brupart
brupartners brupeo brusoc brussels-capital-region brussels-creative brussels-creative-forum
brussels-economy-employment brussels-environment brussels-food-faculty brussels-guarantee-fund
brussels-health-network brussels-international brussels-invest-export brussels-media-center
brussels-mobility brussels-observatory-employment-training brussels-taxation brustart
bruxelles-formation bruxelles-proprete bruxeo buildcircular business-centres business-counters
business-court-brussels cacoc capital cascade ced-com cerdecam ceria-coovi
chambers-federations cirb-cibg citydev-brussels clinicobru co-oking coduco construcity
coopcity covartim creatis creative-district credal cvdc dansaert-centrum declic-en-perspective
denuo dies digital-brussels easy-brussels eebic efp-sfpme ehealth-academy
embuild-confederatie-bouw ephec essencia euralimentaire eureka european-commission euroquity
fairfin fari febisp federal-authorities federal-participation-fund fevia
finance-invest-brussels financite fit flanders-food fondation-generations-futures foodmet
funds-for-good gasap greenbizz groupe-one growfunding health-20-brussels hefboom
horeca-forma-be-pro hub-brussels ichec icity-brussels imal impulse-brussels
incubators-brussels indutec infor-jeunes innoviris integraal iris-tech isit job-yourself jump
kisskissbankbank kto-tto labiris lel-saint-gilles les-jeunes-entreprises lieu-network
local-economy-desks look-and-fin lsta-food-lab mabru mad-brussels media-cluster-brussels
merveille mic microstart missions-locales molengeek municipalities mymarket-brussels
mymicroinvest national-council-cooperation oksigencrowd open-media-lab overnamemarkt
perspective-brussels pfe-ict port-of-brussels production-observatory pulse-foundation
renolution research2b reseau-entreprendre-bruxelles reuse-building-platform saticoop saw-b
score-brussels screen-brussels-fund sirris smart sn-factory social-economy-platform
social-entrepreneurship-council solifin solvay sowaccess start-academy start-invest
start-lab-uab startup-factory synhera syntra-brussel tentoo the-shift trace transfund
tto-flanders ucm ulb unizo urban-brussels vdab-brussel village-finance visit-brussels vub
wikipreneurs wtcb-cstc zinne-vzw
"""
LISTED = NAMED_IN_THE_SOURCES.split()
"""The organisations that the source documents name, by id."""

LOCAL_DESKS = (
    "LEL",
    "GEL",
    "LLE",
    "PLE",
    "guichet d'économie locale",
    "lokaal economieloket",
    "local economy desk",
)


def record(key: str, **more: object) -> ProviderFile:
    """Return a small correct record, with further keys."""
    said: dict[str, object] = {
        "id": key,
        "kind": "public",
        "name": {"nl": f"naam van {key}", "fr": f"nom de {key}", "en": f"name of {key}"},
        "role": {"nl": "Helpt je.", "fr": "Vous aide.", "en": "Helps you."},
    }
    return ProviderFile.model_validate({**said, **more})


def problems(*records: ProviderFile) -> list[Problem]:
    """Return what the check says about these records."""
    return check_providers({one.id: one for one in records})


def named(catalogue: Catalogue, name: str) -> set[str]:
    """Return the ids of the providers that have a name, whatever its capitals."""
    return {
        key
        for key, provider in catalogue.providers.items()
        if name.casefold() in {one.casefold() for one in provider.names}
    }


def test_the_list_is_whole() -> None:
    assert len(set(LISTED)) == 191


def test_every_organisation_of_the_list_is_a_record_or_left_out_with_a_reason(
    catalogue: Catalogue,
) -> None:
    table = (ROOT / "catalogue" / "README.md").read_text(encoding="utf-8")
    gone = [key for key in LISTED if key not in catalogue.providers]
    assert [key for key in gone if f"| {key} |" not in table] == []
    assert len(gone) <= 1


@pytest.mark.parametrize("key", LISTED)
def test_a_role_is_its_own_text_in_each_language(key: str, files: dict[str, str]) -> None:
    text = files.get(f"providers/{key}.toml")
    if text is None:
        return  # Left out, as the test before this one makes sure.
    role = tomllib.loads(text)["role"]
    assert len({role["nl"], role["fr"], role["en"]}) == 3


@pytest.mark.parametrize("name", LOCAL_DESKS)
def test_the_local_desks_are_one_thing_under_all_their_names(
    catalogue: Catalogue, name: str
) -> None:
    assert named(catalogue, name) == {"local-economy-desks"}


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("hub.brussels", "hub-brussels"),
        ("ABAE", "hub-brussels"),
        ("GOMB", "citydev-brussels"),
        ("SDRB", "citydev-brussels"),
        ("GIMB", "finance-invest-brussels"),
        ("SRIB", "finance-invest-brussels"),
        ("finance.brussels", "finance-invest-brussels"),
        ("BEW", "brussels-economy-employment"),
        ("BEE", "brussels-economy-employment"),
        ("IWOIB", "innoviris"),
        ("CEd", "ced-com"),
        ("CIBG", "cirb-cibg"),
        ("Paradigm", "cirb-cibg"),
        ("WTCB", "wtcb-cstc"),
    ],
)
def test_a_name_in_use_leads_to_its_organisation(catalogue: Catalogue, name: str, key: str) -> None:
    assert named(catalogue, name) == {key}


def test_an_old_name_leads_to_the_old_and_the_new_organisation(catalogue: Catalogue) -> None:
    assert named(catalogue, "BAO") == {"impulse-brussels", "hub-brussels"}
    for old in ("atrium", "impulse-brussels", "brussels-invest-export"):
        assert [one.key for one in catalogue.successors(old)] == ["hub-brussels"]


def test_history_is_followed_to_the_end(catalogue: Catalogue) -> None:
    chain = [one.key for one in catalogue.successors("federal-participation-fund")]
    assert chain == ["brupart", "brusoc"]
    assert catalogue.successors("hub-brussels") == ()


def test_parts_are_known_to_the_whole(catalogue: Catalogue) -> None:
    parts = catalogue.by_parent["finance-invest-brussels"]
    assert [one.key for one in parts] == ["brusoc", "brussels-guarantee-fund", "brustart"]


def test_names_hold_each_name_once() -> None:
    provider = Provider(
        "desk",
        Text("Loket", "Guichet", "Loket"),
        "public",
        NO_TEXT,
        abbreviation=Text("LK", "", "LK"),
        also=("lk", "Het loket"),
        formerly=("Bureau",),
    )
    assert provider.names == ("Loket", "Guichet", "LK", "Het loket", "Bureau")


def test_predecessors_are_ids_not_names() -> None:
    with pytest.raises(ValidationError):
        record("a", predecessors=["Old Name"])


def test_good_records_are_no_problem() -> None:
    old = record("old", replaced_by="new", ended=True, also=["Desk"])
    new = record("new", predecessors=["old"], also=["desk"])
    assert problems(old, new, record("part", part_of="new")) == []


@pytest.mark.parametrize("name", ["replaced_by", "part_of"])
def test_an_unknown_id_is_told(name: str) -> None:
    (found,) = problems(record("a", **{name: "nobody"}))
    assert (found.file, found.key) == ("providers/a.toml", name)


def test_an_unknown_predecessor_is_told() -> None:
    (found,) = problems(record("a", predecessors=["nobody"]))
    assert found.key == "predecessors"
    assert "nobody" in found.message


def test_a_successor_that_does_not_know_its_predecessor_is_told() -> None:
    (found,) = problems(record("old", replaced_by="new"), record("new"))
    assert (found.file, found.key) == ("providers/new.toml", "predecessors")


def test_a_predecessor_that_does_not_know_its_successor_is_told() -> None:
    (found,) = problems(record("old"), record("new", predecessors=["old"]))
    assert (found.file, found.key) == ("providers/old.toml", "replaced_by")


def test_a_circle_is_told() -> None:
    found = problems(
        record("a", replaced_by="b", predecessors=["b"]),
        record("b", replaced_by="a", predecessors=["a"]),
    )
    assert {(one.file, one.key) for one in found} == {
        ("providers/a.toml", "replaced_by"),
        ("providers/b.toml", "replaced_by"),
    }
    assert all("goes round" in one.message for one in found)


def test_a_provider_that_leads_into_a_circle_is_not_at_fault() -> None:
    found = problems(record("a", part_of="b"), record("b", part_of="b"))
    assert [(one.file, one.key) for one in found] == [("providers/b.toml", "part_of")]


def test_a_name_of_two_organisations_is_told() -> None:
    (found,) = problems(record("a", also=["Desk"]), record("b", formerly=["DESK"]))
    assert found.file == "providers/b.toml"
    assert "«desk»" in found.message
