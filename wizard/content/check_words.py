"""The checks of the visitors' words: no word with two meanings, no judged service that is not there."""

from collections.abc import Iterator, Sequence

from wizard.content import keys, schema_words
from wizard.content.check_calls import check_calls
from wizard.content.problems import Problem
from wizard.content.reader import Records


def check_words(records: Records) -> Iterator[Problem]:
    """Yield the problems of `vocabulary/`, `searches.toml` and `call-notes.toml`."""
    for name, tables in (
        ("concepts", records.concepts),
        ("trades", records.trades),
        ("elsewhere", records.topics),
    ):
        yield from _said_twice(f"vocabulary/{name}.toml", tables)
    yield from _divisions(records)
    yield from _judged(records)
    yield from check_calls(records)


def _said_twice(
    file: str,
    tables: Sequence[schema_words.ConceptTable | schema_words.TradeTable | schema_words.TopicTable],
) -> Iterator[Problem]:
    """A word that stands for two things of one file is found for neither with certainty."""
    ids: set[str] = set()
    owners: dict[tuple[str, str], str] = {}
    for table in tables:
        if table.id in ids:
            yield Problem(file, table.id, "is there twice; rename or merge one")
        ids.add(table.id)
        for language in keys.LANGUAGES:
            for word in getattr(table, language):
                other = owners.setdefault((language, word.casefold()), table.id)
                if other != table.id:
                    yield Problem(
                        file,
                        f"{table.id}.{language}",
                        f"«{word}» is also in {other}; keep it in one",
                    )


def _divisions(records: Records) -> Iterator[Problem]:
    known = {one.code for one in records.divisions}
    for trade in records.trades:
        for code in trade.nace:
            if code not in known:
                yield Problem(
                    "vocabulary/trades.toml",
                    f"{trade.id}.nace",
                    f"names {code}, which nace.toml does not have; correct it",
                )


def _judged(records: Records) -> Iterator[Problem]:
    for query in records.searches:
        for key in (*query.best, *query.good):
            if key not in records.services:
                yield Problem(
                    "searches.toml",
                    f"«{query.text}»",
                    f"expects {key}, which is not in services; correct or remove it",
                )
