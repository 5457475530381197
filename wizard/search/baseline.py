"""The yardstick: SQLite's FTS5 over the same texts, as a careful developer would use it.

`unicode61` with `remove_diacritics 2` folds accents and case; the query is an OR of
its words; BM25 has the same weights per part of a service as our own fields.
"""

import re
import sqlite3

from wizard.domain.catalogue import Catalogue
from wizard.domain.text import LANGUAGES
from wizard.search import fields

WEIGHTS = tuple(
    sorted(
        {
            fields.TITLE,
            fields.SEARCH_WORDS,
            fields.NAMES,
            fields.SUMMARY,
            fields.LABELS,
            fields.BODY,
        }
    )
)
"""One column per weight, each with the texts of all three languages."""
_WORD = re.compile(r"\w+")


class Baseline:
    """An FTS5 table in memory over one catalogue."""

    def __init__(self, catalogue: Catalogue) -> None:
        """Fill the table; takes about as long as reading the texts."""
        self._database = sqlite3.connect(":memory:", check_same_thread=False)
        columns = ", ".join(f"c{number}" for number in range(len(WEIGHTS)))
        self._database.execute(
            f"CREATE VIRTUAL TABLE service USING fts5(id UNINDEXED, {columns}, "
            "tokenize = 'unicode61 remove_diacritics 2')"
        )
        places = ", ".join("?" * (len(WEIGHTS) + 1))
        self._database.executemany(
            f"INSERT INTO service VALUES ({places})",  # noqa: S608  (only question marks)
            (_row(catalogue, key) for key in sorted(catalogue.services)),
        )
        self._ranked = "bm25(service, 0, " + ", ".join(str(one) for one in WEIGHTS) + ")"

    def search(self, query: str, limit: int = 10) -> list[str]:
        """Return the ids of the services that have any of the words, best first."""
        words = dict.fromkeys(_WORD.findall(query.lower()))
        if not words:
            return []
        asked = " OR ".join(f'"{word}"' for word in words)
        rows = self._database.execute(
            f"SELECT id FROM service WHERE service MATCH ? ORDER BY {self._ranked}, id LIMIT ?",  # noqa: S608  (numbers only)
            (asked, limit),
        )
        return [str(row[0]) for row in rows]

    def size(self) -> int:
        """Return the bytes that the table takes."""
        pages, page = (
            self._database.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("page_count", "page_size")
        )
        return int(pages) * int(page)


def _row(catalogue: Catalogue, key: str) -> tuple[str, ...]:
    texts: dict[float, list[str]] = {weight: [] for weight in WEIGHTS}
    for language in LANGUAGES:
        for weight, text in fields.parts(catalogue.services[key], catalogue, language):
            texts[weight].append(text)
    return (key, *(" \n ".join(texts[weight]) for weight in WEIGHTS))
