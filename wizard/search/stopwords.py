"""Words that say nothing about what is sought, per language, without accents.

Short on purpose: a word that could name a subject stays searchable («starten»,
«aide», «help»), because BM25F already gives common words little weight.
"""

from collections.abc import Mapping

from wizard.domain.text import Language


def _words(block: str) -> frozenset[str]:
    return frozenset(block.split())


STOP_WORDS: Mapping[Language, frozenset[str]] = {
    "nl": _words("""
        aan al alle als ander andere bij binnen buiten daar dan dat de deze die dit door dus een
        en er geen haar had hebben hebt heb heeft hem het hier hij hoe hun iets ik in is ja je jij
        jou jouw jullie kan kun kunnen maar me meer mee men met mij mijn moet moeten na naar nee
        niet nog nu of om omdat onder ons onze ook op over per te tegen tot tussen uit uw u van
        via voor vooral waar wat we wel welke wie wij wil worden wordt zal ze zich zij zijn zo
        zoals zou zullen ben bent was graag zonder veel heel hoeveel wanneer eigen iemand werd
        werden geworden nodig toch even eens onze zelf deze elk elke veel weinig gaan gaat ga
        moest wilt willen wilde echt gewoon nooit altijd omdat terwijl zodat daarom
    """),
    "fr": _words("""
        a ai ailleurs alors as au aucun aussi autre autres aux avec avoir car ce ceci cela celle
        ces cet cette ceux chez ci comme comment dans de des donc dont du elle elles en encore
        est et etes etre eux faut il ils je la le les leur leurs lui ma mais me meme mes moi mon
        ne ni nos notre nous on ont ou par pas peut peux plus pour pourquoi qu quand que quel
        quelle quelles quels qui quoi sa sans se sera ses si soit son sont sous suis sur ta te
        tes toi ton tous tout toute toutes tu un une vers veux vos votre vous y trop tres depuis
        devenir puis veut voudrais aimerais dois doit devons besoin jamais toujours parce afin
        lorsque puisque beaucoup peu deja encore quelqu
    """),
    "en": _words("""
        a about am an and any are as at be been but by can could did do does for from get had has
        have he her him his how i if in into is it its me my no not of on or our out she should so
        some than that the their them then there these they this those to too up us was we were
        what when where which who whom why will with would you your want need wants needs because
        more being since become becomes own make makes making don didn doesn isn much many very
        just also really still even ever never always somebody someone something anybody anyone
        going go goes getting gets let lets like ok okay please since while
    """),
}
