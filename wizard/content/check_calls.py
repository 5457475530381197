"""The checks of how call notes are read: names that exist, no phrase twice, answers that can be given."""

from collections.abc import Iterable, Iterator

from wizard.content import keys, schema_calls
from wizard.content.problems import Problem
from wizard.content.reader import CALL_NOTES, CALLS, Records

GROUP = "@"


def check_calls(records: Records) -> Iterator[Problem]:
    """Yield the problems of `vocabulary/calls.toml` and `call-notes.toml`."""
    calls = records.calls
    yield from _twice(CALLS, [one.id for one in calls.rule], "rule")
    yield from _twice(CALLS, [one.id for one in calls.group], "group")
    yield from _twice(CALL_NOTES, [one.id for one in records.call_notes], "note")
    yield from _said_twice(calls.rule)
    yield from _groups(calls)
    yield from _bands(calls)
    yield from _concepts(records)
    for note in records.call_notes:
        yield from _note(note, records)


def _twice(file: str, ids: list[str], kind: str) -> Iterator[Problem]:
    for one in sorted({one for one in ids if ids.count(one) > 1}):
        yield Problem(file, f"{kind} {one}", "is there twice; rename or merge one")


def _said_twice(rules: Iterable[schema_calls.RuleTable]) -> Iterator[Problem]:
    """A phrase of two rules gives the answers of both, which is hardly ever meant."""
    owners: dict[tuple[str, str], str] = {}
    for rule in rules:
        for language in keys.LANGUAGES:
            for phrase in getattr(rule, language):
                other = owners.setdefault((language, phrase.casefold()), rule.id)
                if other != rule.id:
                    yield Problem(
                        CALLS,
                        f"{rule.id}.{language}",
                        f"«{phrase}» is also in {other}; keep it in one",
                    )


def _groups(calls: schema_calls.CallsFile) -> Iterator[Problem]:
    known = {one.id: one for one in calls.group}
    used = set(schema_calls.ALWAYS_USED)
    for rule in calls.rule:
        named = [(part[1:], phrase) for phrase in rule.all for part in _groups_of(phrase)]
        used |= {group for group, _ in named} | {*rule.near, *rule.unless}
        for group, phrase in named:
            if group in known:
                yield from _of_single_words(known[group], phrase, rule.id)
        for group in sorted({*(one for one, _ in named), *rule.near, *rule.unless}):
            if group not in known:
                yield Problem(
                    CALLS, rule.id, f"names the group {group}, which is not there; add it"
                )
    for group in sorted(known.keys() - used):
        yield Problem(CALLS, f"group {group}", "is named by no rule; remove it")


def _groups_of(phrase: str) -> list[str]:
    return [part for part in phrase.split() if part.startswith(GROUP)]


def _of_single_words(group: schema_calls.GroupTable, phrase: str, rule: str) -> Iterator[Problem]:
    several = next((word for word in group.all if len(word.split()) > 1), None)
    if several:
        yield Problem(
            CALLS,
            rule,
            f"«{phrase}» names {group.id}, in which «{several}» is no single word; divide the group",
        )


def _bands(calls: schema_calls.CallsFile) -> Iterator[Problem]:
    """A number must have one answer."""
    for number, band in enumerate(calls.band):
        for other in calls.band[:number]:
            ends = [float("inf") if one.most is None else one.most for one in (band, other)]
            apart = ends[0] < other.least or ends[1] < band.least
            if band.count == other.count and not apart:
                yield Problem(
                    CALLS, f"band.{number}", f"overlaps another band of {band.count}; part them"
                )


def _concepts(records: Records) -> Iterator[Problem]:
    calls = records.calls
    concepts = {one.id for one in records.concepts}
    trades = {one.id for one in records.trades}
    yield from _twice(CALLS, [*calls.quiet, *calls.asked], "concept")
    yield from _twice(CALLS, calls.opening, "trade")
    for name, kind, listed, known in (
        ("quiet", "concept", calls.quiet, concepts),
        ("asked", "concept", calls.asked, concepts),
        ("opening", "trade", calls.opening, trades),
    ):
        for one in listed:
            if one not in known:
                yield Problem(CALLS, name, f"names {one}, which is no {kind}; correct it")


def _note(note: schema_calls.CallNote, records: Records) -> Iterator[Problem]:
    questions = records.journey.question if records.journey else []
    single = {one.key for one in questions if one.kind == "one"}
    for name, answers in (("answers", note.answers), ("also", note.also)):
        for question, options in answers.items():
            where = f"{note.id}.{name}.{question}"
            allowed = keys.QUESTION_OPTIONS.get(question)
            if allowed is None:
                yield Problem(CALL_NOTES, where, "is no question; correct it")
                continue
            for option in options:
                if option not in allowed:
                    yield Problem(CALL_NOTES, where, f"{option} is no option of it; correct it")
            if name == "answers" and question in single and len(options) > 1:
                yield Problem(CALL_NOTES, where, "takes one answer; move the others to `also`")
            if set(options) & set(note.answers.get(question, ())) and name == "also":
                yield Problem(CALL_NOTES, where, "stands in `answers` too; keep it in one")
