"""Building and opening the index of one edition of the catalogue."""

from collections.abc import Iterator, Mapping
from importlib.metadata import version
from pathlib import Path

from wizard.domain.catalogue import Catalogue
from wizard.domain.service import Service
from wizard.domain.text import LANGUAGES, Language
from wizard.search import fields, generations, ordinary
from wizard.search.analysis import Analyser
from wizard.search.compounds import Compounds
from wizard.search.concepts import Concepts
from wizard.search.corrections import Corrections
from wizard.search.engine import Search
from wizard.search.facets import Facets
from wizard.search.generations import IndexDamaged
from wizard.search.hits import Hits
from wizard.search.listening import Listener
from wizard.search.ordinary import Ordinary
from wizard.search.passage import Passages
from wizard.search.phrases import Phrases
from wizard.search.postings import Postings, Weights
from wizard.search.reader import Reader
from wizard.search.scoring import Scorer
from wizard.search.spelling import Spelling
from wizard.search.stems import tokens
from wizard.search.suggest import Suggester
from wizard.search.ways import Ways

ANALYSIS = "2"
"""Raise it with every change of fields, weights or analysis: older indexes are then rebuilt."""


def build_index(catalogue: Catalogue, folder: Path) -> None:
    """Build the index of `catalogue` in `folder` and switch to it at once."""
    with generations.alone(folder):
        _build(catalogue, folder)


def open_index(folder: Path, catalogue: Catalogue) -> Search:
    """Return the search over an index that was built from this very catalogue.

    Raises `IndexDamaged` if it is not there, not whole, or of another edition.
    The folder must be one that only this program writes to.
    """
    from wizard.search import index  # noqa: PLC0415  (Whoosh takes memory that a server does without)

    files = generations.load(folder, _made_from(catalogue))
    try:
        postings = index.read(files)
    except Exception as error:
        # Whoosh has some ten exception types for files that it cannot read.
        raise IndexDamaged(f"{folder} cannot be read ({error}); build the index anew") from error
    return _assembled(catalogue, postings, Ordinary(files))


def _assembled(catalogue: Catalogue, postings: Postings, ordinary: Ordinary) -> Search:
    analyser = _analyser(catalogue)
    facets = Facets(catalogue, postings.services)
    concepts = Concepts(catalogue, postings, facets)
    spelling = _spelling(catalogue)
    phrases = Phrases(concepts, spelling)
    ways = Ways(postings, concepts, spelling, analyser.compounds)
    corrections = Corrections(phrases, ways, spelling, ordinary, analyser.compounds)
    return Search(
        postings,
        facets,
        Reader(analyser, postings, concepts, spelling, ordinary),
        Scorer(catalogue, postings, concepts, facets),
        Hits(postings, concepts, Passages(catalogue, analyser), spelling),
        Suggester(catalogue, spelling),
        Listener(catalogue, analyser, phrases, corrections, spelling),
    )


def ensure_index(catalogue: Catalogue, folder: Path) -> Search:
    """Return the search over `folder`, built anew if it is not this catalogue's or not whole.

    A catalogue without a digest cannot be recognised, so its index is always built.
    """
    search = _recognised(catalogue, folder)
    if search is not None:
        return search
    with generations.alone(folder):
        # Another process may have built it while this one waited.
        search = _recognised(catalogue, folder)
        if search is not None:
            return search
        _build(catalogue, folder)
        return open_index(folder, catalogue)


def _recognised(catalogue: Catalogue, folder: Path) -> Search | None:
    if not catalogue.digest:
        return None
    try:
        return open_index(folder, catalogue)
    except IndexDamaged:
        return None


def _build(catalogue: Catalogue, folder: Path) -> None:
    from wizard.search import index  # noqa: PLC0415  (as said above)

    analyser = _analyser(catalogue)

    def write(directory: Path) -> None:
        index.write(_records(catalogue, analyser), directory)
        for name, content in _ordinary_files(folder).items():
            (directory / name).write_bytes(content)

    generations.store(folder, _made_from(catalogue), write)


def _ordinary_files(folder: Path) -> Mapping[str, bytes]:
    """Return the files of ordinary words: those of the index before, else made in seconds."""
    before = generations.taken_over(folder, ordinary.NAMES, _word_lists())
    return ordinary.files() if before is None else before


def _word_lists() -> dict[str, str]:
    return {"analysis": ANALYSIS, "pyspellchecker": version("pyspellchecker")}


def _made_from(catalogue: Catalogue) -> dict[str, str]:
    """Name everything that decides what the index holds."""
    from wizard.search import index  # noqa: PLC0415  (as said above)

    return {
        "catalogue": catalogue.digest,
        "services": str(len(catalogue.services)),
        "whoosh": index.WHOOSH,
        "PyStemmer": version("PyStemmer"),
        **_word_lists(),
    }


def _analyser(catalogue: Catalogue) -> Analyser:
    texts = [*_texts(catalogue, "nl"), *_lexicon(catalogue, "nl")]
    plain = frozenset(
        "".join(parts) for text in texts for _, _, parts in tokens(text) if len(parts) == 1
    )
    return Analyser(Compounds(plain))


def _spelling(catalogue: Catalogue) -> Spelling:
    offered = {
        language: [
            text
            for service in catalogue.services.values()
            for text in fields.spellings(service, catalogue, language)
        ]
        for language in LANGUAGES
    }
    for language in LANGUAGES:
        offered[language] += _lexicon(catalogue, language)
    return Spelling(offered, {language: _texts(catalogue, language) for language in LANGUAGES})


def _texts(catalogue: Catalogue, language: Language) -> Iterator[str]:
    for service in catalogue.services.values():
        for _, text in fields.parts(service, catalogue, language):
            yield text


def _lexicon(catalogue: Catalogue, language: Language) -> Iterator[str]:
    """Yield the words of visitors and the names of organisations, those without services too."""
    for concept in catalogue.lexicon.concepts:
        yield from concept.words.exact(language)
    for provider in catalogue.providers.values():
        yield from provider.names


def _records(catalogue: Catalogue, analyser: Analyser) -> Iterator[tuple[str, Weights]]:
    for key, service in sorted(catalogue.services.items()):
        yield key, {one: _weights(service, catalogue, analyser, one) for one in LANGUAGES}


def _weights(
    service: Service, catalogue: Catalogue, analyser: Analyser, language: Language
) -> dict[str, float]:
    sums: dict[str, float] = {}
    for weight, text in fields.parts(service, catalogue, language):
        for word in analyser.words(text, language):
            for stem in word.stems:
                sums[stem] = sums.get(stem, 0.0) + weight
    return sums
