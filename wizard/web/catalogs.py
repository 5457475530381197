"""The frame's words: gathered from code and templates, merged, compiled, checked.

gettext's own check passes with gaps, so `problems` looks at every message itself.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from tempfile import NamedTemporaryFile

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

TRANSLATED = ("nl", "fr")
"""English is the language of the messages themselves."""

PLACEHOLDER = re.compile(r"%\(\w+\)s|%%")
HEADER = "# The frame's words of Parcours; the catalogue's words are content."
METHODS = [
    ("wizard/web/**.py", "python"),
    ("templates/**.html", "jinja2"),
    ("templates/**.txt", "jinja2"),
]


def template(root: Path) -> Catalog:
    """Return the messages of the code and templates under the checkout `root`."""
    catalog = Catalog(project="Parcours", version="1", charset="utf-8", header_comment=HEADER)
    for file, line, message, comments, context in extract_from_dir(root, method_map=METHODS):
        catalog.add(
            message, None, [(file, line)], auto_comments=list(comments or ()), context=context
        )
    return catalog


def file_of(translations: Path, language: str) -> Path:
    """Return the .po file of a language."""
    return translations / language / "LC_MESSAGES" / "messages.po"


def update(root: Path) -> None:
    """Write messages.pot and merge new and removed messages into the .po files."""
    gathered = template(root)
    _write(gathered, root / "translations" / "messages.pot")
    for language in TRANSLATED:
        file = file_of(root / "translations", language)
        merged = _read(file, language) if file.exists() else Catalog(locale=language)
        merged.update(gathered, no_fuzzy_matching=True)
        merged.obsolete.clear()
        merged.project, merged.version = gathered.project, gathered.version
        merged.header_comment = HEADER
        merged.last_translator = merged.language_team = gathered.project
        merged.fuzzy = False
        _write(merged, file)


def compile_all(translations: Path) -> None:
    """Write the .mo beside every .po."""
    for language in TRANSLATED:
        file = file_of(translations, language)
        # Renaming is atomic, so that a process that starts meanwhile never reads half a file.
        with NamedTemporaryFile(dir=file.parent, suffix=".part", delete=False) as target:
            write_mo(target, _read(file, language))
        Path(target.name).replace(file.with_suffix(".mo"))


def problems(root: Path) -> list[str]:
    """Return what is missing or wrong in the translations, one line each; empty if nothing."""
    gathered = template(root)
    found = list(_not_current(gathered, root / "translations" / "messages.pot"))
    for language in TRANSLATED:
        have = _read(file_of(root / "translations", language), language)
        for message in gathered:
            if message.id:
                found += _wrong(language, message, have.get(message.id, message.context))
    return found


def _not_current(gathered: Catalog, pot: Path) -> Iterator[str]:
    stored = {message.id for message in _read(pot, None)}
    wanted = {message.id for message in gathered}
    for message in sorted(map(str, stored ^ wanted)):
        yield f"messages.pot: {message!r} differs from the code; run `wizard translations update`"


def _wrong(language: str, message: Message, translated: Message | None) -> Iterator[str]:
    source = message.id[0] if isinstance(message.id, tuple) else message.id
    strings = "" if translated is None else translated.string
    forms = (strings,) if isinstance(strings, str | None) else tuple(strings)
    if not forms or not all(forms) or (translated is not None and translated.fuzzy):
        yield f"{language}: {source!r} is not translated; write it in messages.po"
        return
    wanted = set(PLACEHOLDER.findall(" ".join(_texts(message.id))))
    for form in filter(None, forms):
        have = set(PLACEHOLDER.findall(form))
        if not have <= wanted or (len(forms) == 1 and have != wanted):
            yield f"{language}: {form!r} has other placeholders than {source!r}; correct it"


def _texts(identity: str | tuple[str, ...] | list[str]) -> tuple[str, ...]:
    return (identity,) if isinstance(identity, str) else tuple(identity)


def _read(file: Path, language: str | None) -> Catalog:
    with file.open("rb") as source:
        return read_po(source, locale=language)


def _write(catalog: Catalog, file: Path) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("wb") as target:
        write_po(target, catalog, sort_output=True, omit_header=False, no_location=True, width=100)
