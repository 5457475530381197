"""Publishing: a catalogue is checked whole, then stored as one immutable edition."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from wizard.application.ports import Checked, Edition, Editions


@dataclass(frozen=True, slots=True)
class Publication:
    """What became of an attempt: the edition that counts now, and what was wrong.

    `edition` is None only when nothing was ever published. `changed` says whether
    this attempt added it.
    """

    edition: Edition | None
    changed: bool
    errors: Sequence[object] = ()


def publish(
    files: Mapping[str, str],
    digest: str,
    check: Callable[[Mapping[str, str]], Checked],
    editions: Editions,
    now: datetime,
) -> Publication:
    """Store `files` as the next edition unless they are already the newest one.

    A catalogue with any error never replaces a good one: the errors are returned
    together with the edition that stays in force.
    """
    latest = editions.latest()
    if latest is not None and latest.digest == digest:
        return Publication(latest, changed=False)
    checked = check(files)
    if checked.errors:
        return Publication(latest, changed=False, errors=checked.errors)
    number = editions.add(digest, files, now)
    if number is None:
        # Somebody else published the same while it was checked here.
        return Publication(editions.latest(), changed=False)
    return Publication(Edition(number, digest, now, files), changed=True)
