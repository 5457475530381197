"""Marking the words that were found, and naming those that a reader cannot see."""

import pytest

from wizard.web.pages.hits import ELISION, marked


@pytest.mark.parametrize(
    ("text", "words", "wanted"),
    [
        ("Hulp bij aanwerven", ["aanwerven"], "Hulp bij [aanwerven]"),
        ("AANWERVEN, aanwerven", ["Aanwerven"], "[AANWERVEN], [aanwerven]"),
        ("heraanwerven aanwervend", ["aanwerven"], "heraanwerven aanwervend"),
        ("prêt de Crédal", ["prêt", "Crédal"], "[prêt] de [Crédal]"),
        ("a+b (c) .* d", [".*", "(c)"], "a+b [(c)] [.*] d"),
        ("local economy desk", ["local", "local economy"], "[local economy] desk"),
        ("<b>loan</b>", ["loan"], "<b>[loan]</b>"),
        ("nothing", [], "nothing"),
        ("nothing", [""], "nothing"),
        ("", ["word"], ""),
    ],
)
def test_marking(text: str, words: list[str], wanted: str) -> None:
    pieces = marked(text, words)
    assert "".join(piece.text for piece in pieces) == text
    shown = "".join(f"[{piece.text}]" if piece.marked else piece.text for piece in pieces)
    assert shown == wanted


@pytest.mark.parametrize(
    ("written", "bare"),
    [
        ("l'embauche", "embauche"),
        ("d’aide", "aide"),
        ("qu'entreprendre", "entreprendre"),
        ("aujourd'hui", "aujourd'hui"),
        ("embauche", "embauche"),
        ("l'", "l'"),
    ],
)
def test_a_french_word_without_its_article(written: str, bare: str) -> None:
    assert ELISION.sub("", written) == bare
