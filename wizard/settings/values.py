"""From the words of variables to values; every problem says which variable, and what to do."""

import os
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from tempfile import NamedTemporaryFile
from urllib.parse import urlsplit

MOST_DAYS = 3_650
"""Ten years: more than anybody can mean."""


class SettingsError(ValueError):
    """A setting cannot be used; the message names it and says what to do."""


def number(
    environment: Mapping[str, str], name: str, usual: int, *, least: int = 1, most: int = MOST_DAYS
) -> int:
    """Return the whole number of a variable, `usual` if it is not set."""
    words = environment.get(name) or str(usual)
    if not (_is_number(words) and least <= int(words) <= most):
        raise SettingsError(f"{name} is a whole number from {least} to {most}, not {words!r}")
    return int(words)


def _is_number(words: str) -> bool:
    # A longer one is beyond every limit, and beyond what Python reads.
    return words.isascii() and words.isdigit() and len(words) <= 9


def public_url(environment: Mapping[str, str]) -> str:
    """Return the site's own address without a slash at its end, "" if it is not set.

    Letters, cookies and the hosts that are listened to depend on it.
    """
    words = environment.get("WIZARD_PUBLIC_URL", "").strip().rstrip("/")
    try:
        return own_address(words) if words else ""
    except ValueError as error:
        raise SettingsError(
            f"WIZARD_PUBLIC_URL is an address such as https://guide.example, not {words!r}"
        ) from error


def own_address(written: str) -> str:
    """Return a site's own address without a slash at its end; raises `ValueError` if it is none."""
    words = written.rstrip("/")
    found = urlsplit(words)
    whole = found.scheme in {"http", "https"} and found.hostname and found.port != 0
    plain = words.isascii() and words.isprintable() and not set(" ?#@\\") & set(words)
    if not (whole and plain):
        raise ValueError("a site's own address has http or https, a host, and no more than a path")
    return words


def days(environment: Mapping[str, str], name: str, usual: str) -> tuple[int, ...]:
    """Return days that grow, such as «3,7,14»; «none» means no day at all."""
    words = environment.get(name) or usual
    if words == "none":
        return ()
    parts = [part.strip() for part in words.split(",")]
    if not all(_is_number(part) and 0 < int(part) <= MOST_DAYS for part in parts):
        raise SettingsError(f"{name} is «none» or numbers of days such as 3,7,14, not {words!r}")
    days = tuple(int(part) for part in parts)
    if list(days) != sorted(set(days)):
        raise SettingsError(f"{name} must grow from number to number, not {words!r}")
    return days


def one_of(environment: Mapping[str, str], name: str, words: tuple[str, ...], usual: str) -> str:
    """Return the word of a variable, one of `words`; `usual` if it is not set."""
    word = environment.get(name) or usual
    if word not in words:
        raise SettingsError(f"{name} is one of {', '.join(words)}, not {word!r}")
    return word


def secret_of(environment: Mapping[str, str], name: str, file_name: str) -> str:
    """Return a password: of the variable, else of the file that the other variable names."""
    file = environment.get(file_name)
    if environment.get(name) or not file:
        return environment.get(name, "")
    try:
        return Path(file).expanduser().read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"{file_name} names a file that cannot be read: {file}") from error


def kept(file: Path, new: Callable[[], str]) -> str:
    """Return what a file holds; if it is not there or empty, it is made, for the owner only.

    It is written whole beside its place and then linked there, so that no other
    process ever reads half a key, and a crash leaves none behind.
    """
    if file.exists() and not file.read_text(encoding="ascii").strip():
        file.unlink(missing_ok=True)
    if not file.exists():
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with NamedTemporaryFile("w", dir=file.parent, encoding="ascii") as draft:
            draft.write(new())
            draft.flush()
            os.fsync(draft.fileno())
            with suppress(FileExistsError):  # another process was first: its key counts
                os.link(draft.name, file)
    return file.read_text(encoding="ascii").strip()
