"""Words that visitors use for the same thing, when the catalogue has only one of them.

General words of the field only: what belongs to one service stands in that
service's own search words. Each line is a group; every word of it also finds the
others, with fewer points than the word itself.
"""

from collections.abc import Mapping
from functools import cache

from wizard.domain.text import LANGUAGES, Language
from wizard.search.stems import stem, tokens

GROUPS: Mapping[Language, str] = {
    "nl": """
        subsidie premie toelage
        lening krediet lenen ontlenen
        aanwerven aanwerving aannemen rekruteren
        personeel werknemer medewerker personeelslid
        failliet faillissement
        winkel handelszaak
        starten beginnen oprichten opstarten starter
        overnemen overname overnemer
        overlaten overdragen overdracht doorgeven
        opleiding cursus vorming
        advies adviseur begeleiding coaching
        buitenland export exporteren uitvoer internationaal
        vergunning toelating
        vrouw vrouwen onderneemster
        handicap beperking invaliditeit gehandicapt
        restaurant horeca
        bakker bakkerij
        belasting fiscaal
        boekhouder boekhouding accountant
        werkloos werkloze werkzoekende
        kantoor bureau
        verzekering verzekeren
        goedkoop goedkope goedkoper betaalbaar
    """,
    "fr": """
        subside subvention prime
        prêt crédit emprunt emprunter
        embauche embaucher engager recruter recrutement
        personnel employé salarié travailleur
        faillite failli
        magasin boutique commerce
        créer création lancer démarrer ouvrir
        reprise reprendre repreneur racheter rachat
        céder cession transmettre transmission
        formation cours
        conseil conseiller accompagnement coaching
        étranger export exporter exportation international
        permis autorisation licence
        femme entrepreneuse
        handicap handicapé invalidité
        restaurant resto horeca
        boulanger boulangerie
        impôt taxe fiscal fiscalité
        comptable comptabilité
        chômeur chômage
        assurance assurer
    """,
    "en": """
        grant subsidy premium
        loan credit borrow lend
        hire recruit recruitment employ
        staff employee worker personnel
        bankrupt bankruptcy insolvency
        shop store
        start launch
        takeover acquire acquisition
        training course
        advice adviser advisor coaching mentor guidance
        abroad export exporter international
        permit licence license
        woman women female
        disability disabled handicap
        restaurant cafe catering
        baker bakery
        tax fiscal
        accountant accounting bookkeeping
        unemployed unemployment jobseeker
        cheap cheaper affordable
    """,
}


def like(language: Language, plain: str) -> frozenset[str]:
    """Return the stems of the words that mean the same as the folded word `plain`.

    >>> stem("fr", "subside") in like("fr", "subventions")
    True
    >>> like("fr", "ordinateur")
    frozenset()
    """
    own = stem(language, plain)
    return _table()[language].get(own, frozenset()) - {own}


@cache
def _table() -> Mapping[Language, Mapping[str, frozenset[str]]]:
    return {language: _stems(language) for language in LANGUAGES}


def _stems(language: Language) -> Mapping[str, frozenset[str]]:
    table: dict[str, frozenset[str]] = {}
    for line in GROUPS[language].splitlines():
        group = frozenset(stem(language, "".join(parts)) for _, _, parts in tokens(line))
        for one in group:
            table[one] = table.get(one, frozenset()) | group
    return table
