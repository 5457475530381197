"""A small correct service file and provider file to break, and ways to read them."""

import os
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from tests.conftest import ROOT
from wizard.content.load import load_catalogue
from wizard.content.problems import Problem
from wizard.content.reader import read_records
from wizard.content.schema import ServiceFile

SHIPPED = Path(os.environ.get("PARCOURS_TEST_CATALOGUE") or ROOT / "catalogue")
"""The catalogue folder that the tests look at, as in `tests.conftest.files`."""

NAME = "services/tailor-loan.toml"

SERVICE = """
id = "tailor-loan"
status = "active"
as_of = "2024-05"
providers = ["1819"]
packages = ["start"]
stages = ["idea", "preparing"]
category = "finance"
instruments = ["loan"]
needs = ["money-small"]
prominence = 1
title = { nl = "Lening voor kleermakers", fr = "Prêt pour tailleurs", en = "Loan for tailors" }
audience = { nl = "Voor kleermakers.", fr = "Pour les tailleurs.", en = "For tailors." }

[summary]
nl = "Een kleine lening voor wie een eigen naaiatelier wil openen."
fr = "Un petit prêt pour qui veut ouvrir son propre atelier de couture."
en = "A small loan for those who want to open a sewing workshop."

[offer]
nl = ["Een lening van 5.000 euro.", "Raad bij het plan."]
fr = ["Un prêt de 5 000 euros.", "Des conseils sur le plan."]
en = ["A loan of 5,000 euro.", "Advice on the plan."]

[apply]
nl = ["Bel 1819."]
fr = ["Appelez le 1819."]
en = ["Call 1819."]

[ask]
nl = ["Hoe lang duurt het?"]
fr = ["Combien de temps cela prend-il ?"]
en = ["How long does it take?"]

[spoken.script]
nl = "Wie een naaiatelier wil openen, kan bij ons een kleine lening vragen. Je krijgt er ook raad bij, zodat je plan klopt. Het is een lening, dus je betaalt ze terug met rente. Maak eerst een plan en bel ons dan."
fr = "Si vous voulez ouvrir un atelier de couture, vous pouvez nous demander un petit prêt. Vous recevez aussi des conseils pour votre plan. C'est un prêt : vous le remboursez, avec des intérêts. Faites d'abord un plan, puis appelez-nous."
en = "If you want to open a sewing workshop, you can ask us for a small loan. You also get advice, so that your plan is sound. It is a loan, so you pay it back with interest. Make a plan first, then call us."

[spoken.not_here]
nl = ["Zoekt een subsidie."]
fr = ["Cherche un subside."]
en = ["Wants a grant."]

[spoken.have_ready]
nl = ["Je plan."]
fr = ["Votre plan."]
en = ["Your plan."]

[[criteria]]
id = "tailors"
label = { nl = "Voor ambachten", fr = "Pour les artisans", en = "For craftspeople" }
source = "p1"
any_of = [{ question = "sector", is = ["manufacturing-crafts"] }]

[[facts]]
text = { nl = "Rente: 2,5 %.", fr = "Taux : 2,5 %.", en = "Interest: 2.5 %." }
source = "p1"

[contact]
url = "https://1819.brussels/"
phone = "1819"
source = "p1"

[[sources]]
id = "p1"
url = "https://1819.brussels/"
date = "2024-05"
says = ["Loans of EUR 5,000 at 2.5 % for tailors."]
"""


def changed(*pairs: str, text: str = SERVICE) -> str:
    """Return a text with passages replaced: old, new, old, new ...; each old one is there once."""
    for old, new in zip(pairs[::2], pairs[1::2], strict=True):
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in the example"
        text = text.replace(old, new)
    return text


def problems_in(name: str, text: str) -> list[str]:
    """Return the lines about one file, as an editor sees them."""
    _, problems = read_records({name: text})
    return [str(problem) for problem in problems if problem.file == name]


def service(text: str = SERVICE) -> ServiceFile:
    """Return the record of a service file that is correct."""
    records, problems = read_records({NAME: text})
    assert NAME.removesuffix(".toml").removeprefix("services/") in records.services, problems
    return records.services["tailor-loan"]


def new_problems(files: Mapping[str, str], changes: Mapping[str, str | None]) -> set[Problem]:
    """Return what is wrong only after some files of a catalogue changed (None: removed)."""
    after = {name: text for name, text in {**files, **changes}.items() if text is not None}
    return set(load_catalogue(after).problems) - _problems(tuple(files.items()))


@lru_cache(4)
def _problems(files: tuple[tuple[str, str], ...]) -> frozenset[Problem]:
    # Dozens of tests change the same catalogue, which takes a second or two to read.
    return frozenset(load_catalogue(dict(files)).problems)
