"""A small catalogue made by hand: twelve services on topics that everybody knows."""

from collections.abc import Iterable
from typing import Literal

from wizard.domain.catalogue import Catalogue
from wizard.domain.journey import Journey
from wizard.domain.lexicon import Concept, Division, Facet, Lexicon
from wizard.domain.question import Option
from wizard.domain.service import Provider, Service, Status, Words
from wizard.domain.text import NO_TEXT, Lines, Text

Three = tuple[str, str, str]

PROVIDERS = {
    "lender": Provider(
        "lender", Text("Zilverkrediet", "Zilverkrediet", "Zilverkrediet"), "private", NO_TEXT
    ),
    "fund": Provider(
        "fund",
        Text(
            "Waarborgfonds van Brussel", "Fonds bruxellois de garantie", "Brussels Guarantee Fund"
        ),
        "public",
        NO_TEXT,
        abbreviation=Text("WBF", "FBG", "BGF"),
    ),
}
CATEGORIES = {
    "finance": ("Financiering", "Financement", "Finance"),
    "hiring": ("Personeel", "Personnel", "Staff"),
    "premises": ("Lokalen en vergunningen", "Locaux et permis", "Premises and permits"),
    "guidance": ("Begeleiding", "Accompagnement", "Guidance"),
}

LONG_OFFER = (
    "Een gesprek per maand waarin je samen nagaat wat er gebeurd is, wat beter kan en wat de "
    "volgende stap is, met daarna een verslag en een lijst van contacten voor je boekhouding"
)


def service(
    key: str,
    category: str,
    title: Three,
    summary: Three,
    search: Three = ("", "", ""),
    *,
    offer: Three = ("", "", ""),
    provider: str = "",
    status: Status = "active",
    needs: tuple[str, ...] = (),
    sectors: frozenset[str] = frozenset(),
) -> Service:
    """Return a service; `search` and `offer` have their lines parted by semicolons."""
    words = Words(
        title=Text(*title),
        summary=Text(*summary),
        offer=_lines(offer),
        audience=NO_TEXT,
        apply=Lines(),
        ask=Lines(),
        search=_lines(search),
    )
    return Service(
        key=key,
        status=status,
        as_of="2024-01",
        providers=(provider,) if provider else (),
        packages=(),
        stages=frozenset(),
        category=category,
        also_categories=(),
        instruments=(),
        sectors=sectors,
        profiles=frozenset(),
        ventures=frozenset(),
        needs=needs,
        prominence=1,
        words=words,
        sources=(),
    )


NEEDS: dict[str, Three] = {
    "hiring": ("Aanwerven", "Engager", "Hiring"),
    "export": ("Naar het buitenland", "À l'étranger", "Going abroad"),
    "subsidy": ("Een subsidie", "Une prime", "A grant"),
    "crisis": ("In moeilijkheden", "En difficulté", "In difficulty"),
}
"""What the concepts below name: every term of a catalogue has its label."""


def catalogue(services: Iterable[Service], digest: str = "sample") -> Catalogue:
    """Return a catalogue of these services, with the sample's providers and categories."""
    return Catalogue(
        services={one.key: one for one in services},
        providers=PROVIDERS,
        packages={},
        documents={},
        journey=Journey((), NO_TEXT, NO_TEXT),
        vocabularies={
            "category": tuple(Option(k, Text(*v), Text(*v)) for k, v in CATEGORIES.items()),
            "need": tuple(Option(k, Text(*v), NO_TEXT) for k, v in NEEDS.items()),
        },
        lexicon=Lexicon(LEXICON, DIVISIONS),
        digest=digest,
    )


def concept(
    key: str,
    words: Three,
    *facets: Facet,
    kind: Literal["concept", "trade", "topic"] = "concept",
    hint: Three = ("", "", ""),
    business: bool = False,
) -> Concept:
    """Return a concept; `words` have their phrases parted by semicolons."""
    return Concept(key, kind, _lines(words), facets, hint=Text(*hint), business=business)


def _lines(three: Three) -> Lines:
    nl, fr, en = (tuple(one.strip() for one in part.split(";") if one) for part in three)
    return Lines(nl, fr, en)


SERVICES = (
    service(
        "microcredit",
        "finance",
        (
            "Microkrediet voor ondernemers",
            "Microcrédit pour entrepreneurs",
            "Microcredit for entrepreneurs",
        ),
        (
            "Een kleine lening als de bank je geen krediet geeft.",
            "Un petit prêt quand la banque vous refuse un crédit.",
            "A small loan when the bank will not lend to you.",
        ),
        (
            "geld lenen;startkapitaal",
            "emprunter;capital de départ",
            "borrow money;start-up capital",
        ),
        provider="lender",
    ),
    service(
        "web-grant",
        "finance",
        ("Subsidie voor je website", "Subside pour votre site web", "Grant for your website"),
        (
            "Een tussenkomst in de kosten van een webwinkel.",
            "Une intervention dans le coût d'une boutique en ligne.",
            "Part of the cost of an online shop.",
        ),
        ("webpremie;e-commerce", "prime web;e-commerce", "web premium;e-commerce"),
    ),
    service(
        "investment-grant",
        "finance",
        ("Investeringspremie", "Aide à l'investissement", "Investment grant"),
        (
            "De Regio betaalt een deel van je machines of verbouwing.",
            "La Région paie une partie de vos machines ou travaux.",
            "The Region pays part of your machines or building works.",
        ),
        (
            "subsidie machines;premie investering",
            "subside machines;prime investissement",
            "subsidy machines",
        ),
    ),
    service(
        "guarantee",
        "finance",
        (
            "Waarborg voor je bankkrediet",
            "Garantie pour votre crédit bancaire",
            "Guarantee for your bank loan",
        ),
        (
            "Het fonds staat borg bij je bank.",
            "Le fonds se porte garant auprès de votre banque.",
            "The fund vouches for you at your bank.",
        ),
        provider="fund",
    ),
    service(
        "hiring-help",
        "hiring",
        (
            "Hulp bij je eerste aanwerving",
            "Aide à la première embauche",
            "Help with your first hire",
        ),
        (
            "Minder bijdragen als je voor het eerst iemand aanwerft.",
            "Moins de cotisations quand vous engagez pour la première fois.",
            "Lower contributions when you hire someone for the first time.",
        ),
        ("personeel zoeken;werknemer", "engager;recruter;personnel", "hiring;recruit;employee"),
        needs=("hiring",),
    ),
    service(
        "export-coach",
        "guidance",
        ("Coaching voor export", "Coaching à l'exportation", "Export coaching"),
        (
            "Een adviseur helpt je om in het buitenland te verkopen.",
            "Un conseiller vous aide à vendre à l'étranger.",
            "An adviser helps you to sell abroad.",
        ),
    ),
    service(
        "permit-desk",
        "premises",
        (
            "Loket voor milieuvergunningen",
            "Guichet des permis d'environnement",
            "Environmental permit desk",
        ),
        (
            "Uitleg over de vergunning voor je zaak.",
            "Des explications sur le permis de votre commerce.",
            "Advice on the permit for your shop.",
        ),
        ("milieu", "environnement", "environment"),
    ),
    service(
        "bakery-kitchen",
        "premises",
        ("Gedeelde keuken", "Cuisine partagée", "Shared kitchen"),
        (
            "Een keuken volgens de regels, te huur per dag.",
            "Une cuisine aux normes, à louer à la journée.",
            "A kitchen that meets the rules, for rent by the day.",
        ),
        ("bakkerij;bakker;traiteur", "boulangerie;boulanger;traiteur", "bakery;baker;catering"),
        sectors=frozenset({"food-agriculture"}),
    ),
    service(
        "starter-guidance",
        "guidance",
        (
            "Begeleiding voor starters",
            "Accompagnement à la création d'entreprise",
            "Guidance for starters",
        ),
        (
            "Een coach volgt je van idee tot zaak.",
            "Un coach vous suit de l'idée à la création.",
            "A coach follows you from idea to business.",
        ),
        offer=(
            LONG_OFFER + ";Een ondernemingsplan",
            "Un entretien par mois;Un plan d'affaires",
            "One talk a month;A business plan",
        ),
    ),
    service(
        "line-1819",
        "guidance",
        ("1819, de infolijn", "1819, la ligne d'information", "1819, the helpline"),
        (
            "Bel voor elke vraag over ondernemen.",
            "Appelez pour toute question sur l'entreprise.",
            "Call with any question about doing business.",
        ),
    ),
    service(
        "old-shop-grant",
        "finance",
        (
            "Subsidie voor je website en winkel",
            "Subside site web et magasin",
            "Grant for website and shop",
        ),
        ("Loopt niet meer.", "N'existe plus.", "No longer there."),
        ("subsidie website", "subside site web", "grant website"),
        status="ended",
    ),
    service(
        "women",
        "guidance",
        ("Vrouwen die ondernemen", "Les femmes entreprennent", "Women in business"),
        (
            "Een netwerk en een mentor voor onderneemsters.",
            "Un réseau et une mentore pour les entrepreneures.",
            "A network and a mentor for women.",
        ),
    ),
)

LEXICON = (
    concept(
        "hire",
        ("aanwerven;iemand aannemen", "embaucher;prendre du monde", "hire;take on people"),
        ("need", "hiring"),
    ),
    concept(
        "abroad",
        ("buitenland;export", "étranger;exportation", "abroad;international;overseas;export"),
        ("need", "export"),
        business=True,
    ),
    concept(
        "grant",
        ("subsidie;premie", "subside;subvention;prime", "grant;subsidy"),
        ("need", "subsidy"),
    ),
    concept("tax", ("belasting", "taxe", "tax")),
    concept("seizure", ("beslag", "saisie", "seizure"), ("need", "crisis")),
    concept(
        "food-truck",
        ("foodtruck;frietkraam", "food truck", "food truck"),
        ("sector", "food-agriculture"),
        kind="trade",
    ),
    concept("taxi", ("taxi", "taxi", "taxi"), ("sector", "transport-logistics"), kind="trade"),
    concept(
        "passport",
        ("paspoort", "passeport", "passport"),
        kind="topic",
        hint=("Ga naar je gemeente.", "Voyez votre commune.", "Ask your municipality."),
    ),
)
DIVISIONS = {
    "56": Division(
        "56",
        "I",
        Text("Eet- en drinkgelegenheden", "Restauration", "Food and beverage service activities"),
        ("food-agriculture",),
    )
}
