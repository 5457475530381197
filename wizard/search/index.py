"""The inverted index: the only module that imports Whoosh.

It takes and gives analysed words only, so neither Whoosh's analysers nor its
query parser ever see what a visitor typed: the parser raises for some texts and
needs minutes for others («e* a* i*»).
"""

import warnings
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import numpy as np

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

from wizard.domain.text import LANGUAGES, Language
from wizard.search.postings import Posting, Postings, Weights

WHOOSH = ".".join(str(number) for number in whoosh.__version__)
"""The release whose files these are."""
KEY = "service"


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
        with index.searcher() as searcher:
            names = tuple(str(stored[KEY]) for stored in searcher.reader().all_stored_fields())
            terms = {language: _terms(searcher, language) for language in LANGUAGES}
            return Postings(names, terms)
    finally:
        index.close()


def _line(weights: Mapping[str, float]) -> str:
    return " ".join(f"{stem}^{weight:g}" for stem, weight in sorted(weights.items()))


def _terms(searcher: Any, language: Language) -> dict[str, Posting]:
    return {
        term.decode("utf-8"): _posting(searcher.postings(language, term))
        for term in searcher.reader().lexicon(language)
    }


def _posting(matcher: Any) -> Posting:
    rows: list[int] = []
    weights: list[float] = []
    while matcher.is_active():
        rows.append(matcher.id())
        weights.append(matcher.weight())
        matcher.next()
    return Posting(np.array(rows, dtype=np.int32), np.array(weights, dtype=np.float32))
