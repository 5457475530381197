"""How call notes are read: what the check of `calls.toml` and `call-notes.toml` finds."""

import pytest

from tests.content.test_words import problems
from wizard.content.load import Loaded
from wizard.domain.lexicon import Band
from wizard.domain.text import Lines

CALLS, NOTES = "vocabulary/calls.toml", "call-notes.toml"
RULE = '[[rule]]\nid = "{id}"\nfr = [{fr}]\n{more}\n'
GROUP = '[[group]]\nid = "{id}"\nfr = [{fr}]\n'
BAND = '[[band]]\ncount = "staff"\nleast = {least}\nmost = {most}\nsize = "micro"\n'
NOTE = '[[note]]\nid = "n"\nlanguage = "fr"\ntext = "x"\nanswers = {answers}\n{more}\n'


def rule(id_: str = "a", fr: str = '"un"', more: str = "") -> str:
    return RULE.format(id=id_, fr=fr, more=more)


def test_rules_groups_numbers_and_bands_arrive(loaded: Loaded) -> None:
    assert loaded.catalogue is not None
    calls = loaded.catalogue.lexicon.calls
    rules = {one.key: one for one in calls.rules}
    assert rules["cannot-pay"].facets == (("stage", "difficulty"), ("need", "crisis"))
    assert rules["staff"].count == "staff"
    assert rules["alone"].whole
    assert rules["preparing"].shared
    assert rules["somebody-else"].deaf > 0 > rules["calls-for-somebody"].deaf
    assert "hiring" in rules["staff"].unless
    assert "opened" in rules["years-ago"].near
    assert "pas" in calls.groups["not"].fr
    assert (2.0, Lines(("twee",), ("deux",), ("two",))) in calls.numbers
    assert Band("staff", 250, None, ("size", "large")) in calls.bands
    assert {"staff", "loan"} <= calls.quiet
    assert "lawyer" in calls.opening


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            '[[rule]]\nid = "a"\nsize = "solo"\n',
            ["rule.0: has no phrase; write one in a language"],
        ),
        (
            rule(fr='"* un"'),
            ["rule.0: «* un» may have `*` only between two words; move it"],
        ),
        (
            rule(fr='"un * * deux"'),
            ["rule.0: «un * * deux» may have `*` only between two words; move it"],
        ),
        (
            rule(fr='"un deux trois quatre cinq six sept huit neuf"'),
            [
                "rule.0: «un deux trois quatre cinq six sept huit neuf» has more than 8 words; cut it"
            ],
        ),
        (
            rule(fr='"salariés"', more='count = "staff"'),
            ["rule.0: «salariés» must have one `#` or `€` to count"],
        ),
        (
            rule(more='stage = "later"'),
            ["rule.0.stage: is not one of the allowed keys"],
        ),
        (
            rule(more="deaf = 40"),
            ["rule.0.deaf: Input should be less than or equal to 9"],
        ),
        (
            rule() + rule(fr='"deux"'),
            ["rule a: is there twice; rename or merge one"],
        ),
        (
            rule() + rule("b"),
            ["b.fr: «un» is also in a; keep it in one"],
        ),
        (
            rule(fr='"# @gens"'),
            ["a: names the group gens, which is not there; add it"],
        ),
        (
            rule(more='unless = ["gens"]\nnear = ["lieux"]'),
            [
                "a: names the group gens, which is not there; add it",
                "a: names the group lieux, which is not there; add it",
            ],
        ),
        (
            rule(fr='"# @gens"') + GROUP.format(id="gens", fr='"tous les gens"'),
            [
                "a: «# @gens» names gens, in which «tous les gens» is no single word; divide the group"
            ],
        ),
        (
            GROUP.format(id="gens", fr='"gens"'),
            ["group gens: is named by no rule; remove it"],
        ),
        (GROUP.format(id="not", fr='"pas"'), []),
        (
            'quiet = ["nothing-such", "staff"]\nasked = ["staff"]\nopening = ["staff"]\n',
            [
                "concept staff: is there twice; rename or merge one",
                "opening: names staff, which is no trade; correct it",
                "quiet: names nothing-such, which is no concept; correct it",
            ],
        ),
        (
            BAND.format(least=1, most=9) + BAND.format(least=9, most=20),
            ["band.1: overlaps another band of staff; part them"],
        ),
        (
            '[[band]]\ncount = "staff"\nleast = 1\n',
            ["band.0: must name one stage, size or need; correct it"],
        ),
    ],
)
def test_what_is_wrong_with_rules_is_told(
    files: dict[str, str], text: str, expected: list[str]
) -> None:
    found = problems(files, CALLS, text)
    assert len(found) == len(expected)
    for line, beginning in zip(sorted(found), expected, strict=True):
        assert line.startswith(beginning)


@pytest.mark.parametrize(
    ("answers", "more", "expected"),
    [
        ("{}", "", []),
        ('{ stage = ["idea"] }', 'also = { stage = ["preparing"] }', []),
        ('{ weather = ["sun"] }', "", ["n.answers.weather: is no question; correct it"]),
        ('{ stage = ["late"] }', "", ["n.answers.stage: late is no option of it; correct it"]),
        (
            '{ stage = ["idea", "running"] }',
            "",
            ["n.answers.stage: takes one answer; move the others to `also`"],
        ),
        (
            '{ need = ["legal"] }',
            'also = { need = ["legal"] }',
            ["n.also.need: stands in `answers` too; keep it in one"],
        ),
        (
            "{}",
            'part = "mine"',
            [
                "note.0.part: is not one of the allowed keys; 'tune', 'held-out' or 'later'",
            ],
        ),
        ("{}", f'[[note]]\nid = "n"\nlanguage = "fr"\ntext = "{"x" * 301}"\nanswers = {{}}\n',
            ["note.1.text: Value should have at most 300 items"]),
    ],
)  # fmt: skip
def test_what_is_wrong_with_notes_is_told(
    files: dict[str, str], answers: str, more: str, expected: list[str]
) -> None:
    found = problems(files, NOTES, NOTE.format(answers=answers, more=more))
    assert len(found) == len(expected)
    for line, beginning in zip(found, expected, strict=True):
        assert line.startswith(beginning)


def test_a_note_that_is_there_twice_is_told(files: dict[str, str]) -> None:
    text = NOTE.format(answers="{}", more="") * 2
    assert problems(files, NOTES, text) == ["note n: is there twice; rename or merge one"]
