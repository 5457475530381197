"""The inverted index: the only module that imports Whoosh.

It takes and gives analysed words only, so neither Whoosh's analysers nor its
query parser ever see what a visitor typed: the parser raises for some texts and
needs minutes for others («e* a* i*»).
"""

import warnings
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

with warnings.catch_warnings():
    # Whoosh's old string literals warn when they are compiled; they are harmless. The
    # first three are those that it would import later, at the first use of an index.
    warnings.simplefilter("ignore")
    import whoosh.codec.whoosh3
    import whoosh.searching
    import whoosh.writing
    from whoosh.analysis import DelimitedAttributeFilter, SpaceSeparatedTokenizer
    from whoosh.fields import ID, TEXT, Schema
    from whoosh.filedb.filestore import FileStorage, RamStorage
    from whoosh.scoring import BM25F

from wizard.domain.text import LANGUAGES, Language

WHOOSH = ".".join(str(number) for number in whoosh.__version__)
"""The release whose files these are."""
KEY = "service"
SATURATION = 3.0
"""BM25F's K1 (usually 1.2): higher, so that a title keeps its lead over a word in passing."""
LENGTH = 0.3
"""BM25F's B (usually .75): lower, since a thorough record is no less to the point."""

Weights = Mapping[Language, Mapping[str, float]]
"""Per language the stems of one service with their summed weights."""


@dataclass(frozen=True)
class Postings:
    """The whole index in memory: per language and stem, the points of each service in it."""

    points: Mapping[Language, Mapping[str, Mapping[str, float]]]

    def of(self, language: Language, stem: str) -> Mapping[str, float]:
        """Return service -> points for one stem; empty if no text has it."""
        return self.points[language].get(stem, {})

    def knows(self, language: Language, stem: str) -> bool:
        """Say whether any text in `language` has the stem."""
        return stem in self.points[language]


def write(records: Iterable[tuple[str, Weights]], folder: Path) -> None:
    """Write the index of (service, weights) records into `folder`, an empty directory."""
    analyser = SpaceSeparatedTokenizer() | DelimitedAttributeFilter(
        delimiter="^", attribute="boost", default=1.0, type=float
    )
    fields = {language: TEXT(analyzer=analyser, phrase=False) for language in LANGUAGES}
    storage = FileStorage(str(folder))
    index = storage.create_index(Schema(**{KEY: ID(stored=True, unique=True)}, **fields))
    writer = index.writer()
    for service, weights in records:
        texts = {language: _line(weights[language]) for language in LANGUAGES}
        writer.add_document(**{KEY: service}, **texts)
    writer.commit()
    index.close()
    storage.close()
    (folder / "MAIN_WRITELOCK").unlink(missing_ok=True)


def read(files: Mapping[str, bytes]) -> Postings:
    """Return the postings of an index whose files are given, by name.

    Whoosh unpickles parts of them, so they must be files that this program wrote.
    """
    storage = RamStorage()
    storage.files.update(files)
    index = storage.open_index()
    try:
        with index.searcher(weighting=BM25F(B=LENGTH, K1=SATURATION)) as searcher:
            names = [str(stored[KEY]) for stored in searcher.reader().all_stored_fields()]
            return Postings(
                {language: _postings(searcher, language, names) for language in LANGUAGES}
            )
    finally:
        index.close()


def _line(weights: Mapping[str, float]) -> str:
    return " ".join(f"{stem}^{weight:g}" for stem, weight in sorted(weights.items()))


def _postings(
    searcher: Any, language: Language, names: list[str]
) -> dict[str, Mapping[str, float]]:
    found: dict[str, Mapping[str, float]] = {}
    for term in searcher.reader().lexicon(language):
        matcher = searcher.postings(language, term)
        scores: dict[str, float] = {}
        while matcher.is_active():
            scores[names[matcher.id()]] = matcher.score()
            matcher.next()
        found[term.decode("utf-8")] = scores
    return found
