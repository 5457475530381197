"""The sentences with which a caller agrees to be referred, each version for good.

What was agreed to must be known later, so a version is never changed: a new wording gets
a new key and is added. `{provider}` and `{days}` are put in when it is read out.
"""

from collections.abc import Mapping

from wizard.domain.text import Language, Text

CURRENT = "2026-11"
"""The version that is read out today."""

SENTENCES: Mapping[str, Text] = {
    "2026-11": Text(
        nl=(
            "Ik kan je vraag doorgeven aan {provider}, zodat zij contact met je opnemen. Zij "
            "krijgen je naam, het telefoonnummer of mailadres dat je kiest, je vraag en de "
            "antwoorden die ik net voorlas, alleen voor deze vraag. Wij bewaren je "
            "contactgegevens versleuteld en wissen ze {days} dagen nadat je vraag is afgesloten, "
            "en in elk geval binnen zes maanden. Je mag altijd van gedachten veranderen: bel "
            "1819, dan wissen wij ze meteen en vragen we {provider} om hetzelfde te doen. Je mag "
            "ook vragen wat we over jou bewaren. Je kiest zelf: ik kan je ook hun gegevens geven, "
            "dan neem je zelf contact op. Ga je akkoord?"
        ),
        fr=(
            "Je peux transmettre votre demande à {provider}, afin que cette organisation prenne "
            "contact avec vous. Elle recevra votre nom, le numéro de téléphone ou l'adresse "
            "e-mail que vous choisissez, votre demande et les réponses que je viens de lire, "
            "uniquement pour cette demande. Nous gardons vos coordonnées chiffrées et nous les "
            "effaçons {days} jours après la clôture de votre demande, et en tout cas dans les six "
            "mois. Vous pouvez changer d'avis à tout moment\u00a0: appelez le 1819, nous les "
            "effacerons aussitôt et nous demanderons à {provider} d'en faire autant. Vous pouvez "
            "aussi demander ce que nous gardons sur vous. C'est vous qui choisissez\u00a0: je peux "
            "aussi vous donner leurs coordonnées, et vous prenez contact vous-même. Êtes-vous "
            "d'accord\u00a0?"
        ),
        en=(
            "I can pass your question on to {provider}, so that they contact you. They get your "
            "name, the phone number or e-mail address that you choose, your question and the "
            "answers that I have just read out, for this question only. We keep your contact "
            "details encrypted, and delete them {days} days after your question is closed, and in "
            "any case within six months. You can change your mind at any time: call 1819, and we "
            "delete them at once and ask {provider} to do the same. You can also ask what we keep "
            "about you. It is your choice: I can also give you their contact details, and you get "
            "in touch yourself. Do you agree?"
        ),
    ),
}
"""Version -> the sentence in the caller's language."""


def sentence(version: str, language: Language, provider: str, days: int) -> str:
    """Return the words to read out; raises `KeyError` for a version that never was.

    >>> sentence("2026-11", "en", "Actiris", 30).startswith("I can pass")
    True
    """
    return SENTENCES[version].exact(language).format(provider=provider, days=days)
