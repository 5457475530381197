"""The filters of the search as query parameters, the same for the pages and the API."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import get_args, get_type_hints

from wizard.application.ports import Filters
from wizard.domain.catalogue import Catalogue
from wizard.domain.service import Provider
from wizard.web.links import Pair

PREFIX = "only-"
"""Apart from the answers: `sector` says what somebody does, `only-sector` what to show."""

NAMES = ("package", "category", "instrument", "sector", "kind", "status")
"""The filters in the order in which they stand beside the hits and in the address."""

KINDS: tuple[str, ...] = get_args(get_type_hints(Provider)["kind"])
"""The kinds of providers; every other filter has its keys from a vocabulary."""

Raw = Mapping[str, Sequence[str]]
"""Parameter -> its values, as they were sent."""


def parameter(name: str) -> str:
    """Return the parameter of a filter, e.g. `only-package`."""
    return f"{PREFIX}{name}"


def allowed(name: str, catalogue: Catalogue) -> tuple[str, ...]:
    """Return the keys that a filter takes, in the order of its vocabulary."""
    if name == "kind":
        return KINDS
    return tuple(term.key for term in catalogue.vocabularies[name])


def chosen(raw: Raw, catalogue: Catalogue) -> Filters:
    """Return the filters among the parameters; keys that do not exist are left out."""
    found = {
        name: frozenset(raw.get(parameter(name), ())) & frozenset(allowed(name, catalogue))
        for name in NAMES
    }
    return {name: keys for name, keys in found.items() if keys}


def wrong(raw: Raw, catalogue: Catalogue) -> tuple[str, str] | None:
    """Return the first filter with a key that does not exist, and that key; None if all do."""
    for name in NAMES:
        for key in raw.get(parameter(name), ()):
            if key not in allowed(name, catalogue):
                return name, key
    return None


def pairs(only: Filters, catalogue: Catalogue) -> Iterator[Pair]:
    """Yield the filters as parameters in their one order."""
    for name in NAMES:
        for key in allowed(name, catalogue):
            if key in only.get(name, frozenset()):
                yield parameter(name), key


def toggled(only: Filters, name: str, key: str) -> Filters:
    """Return the filters with one key more, or without it if it was chosen."""
    changed = {**only, name: only.get(name, frozenset()) ^ {key}}
    return {one: keys for one, keys in changed.items() if keys}


STEP = 20
"""So many hits are shown at first, and so many more each time."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a visitor asks of the search page: words, filters, how many hits to show."""

    query: str
    only: Filters
    number: int = STEP

    @classmethod
    def of(cls, raw: Raw, catalogue: Catalogue) -> "Asked":
        """Read the parameters; what cannot be read is left out, the number is bounded."""
        query = next(iter(raw.get("q", ())), "")
        text = next(iter(raw.get("n", ())), "")
        number = int(text) if text.isascii() and text.isdigit() and len(text) <= 5 else STEP
        most = _whole_steps(len(catalogue.services))
        return cls(query, chosen(raw, catalogue), min(max(_whole_steps(number), STEP), most))

    def pairs(self, catalogue: Catalogue) -> tuple[Pair, ...]:
        """Return the parameters of the canonical address; none if no words are searched for."""
        if not self.query:
            return ()
        number = (("n", str(self.number)),) if self.number > STEP else ()
        return (("q", self.query), *pairs(self.only, catalogue), *number)


def _whole_steps(number: int) -> int:
    return -(-number // STEP) * STEP
