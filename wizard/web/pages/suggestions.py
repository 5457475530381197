"""The list of suggestions under a search box: a fragment of a page."""

from collections.abc import Sequence
from dataclasses import dataclass

from wizard.application.ports import Suggestion
from wizard.domain.text import Picked
from wizard.web import wording
from wizard.web.links import Links
from wizard.web.messages import gettext, ngettext
from wizard.web.visit import Visit


@dataclass(frozen=True, slots=True)
class SuggestionLine:
    """One suggestion: its name, what it is, and where it leads."""

    name: Picked
    kind: str
    kind_label: str
    url: str


@dataclass(frozen=True, slots=True)
class SuggestionsPage:
    """The suggestions for what is typed so far; `said` is for those who hear the page."""

    language: str
    said: str
    lines: tuple[SuggestionLine, ...]


def suggestions_page(suggestions: Sequence[Suggestion], visit: Visit) -> SuggestionsPage:
    """Return the list, best first; an empty one says so."""
    lines = tuple(_line(one, visit) for one in suggestions)
    said = ngettext(
        "%(num)s suggestion. Use the arrow keys.",
        "%(num)s suggestions. Use the arrow keys.",
        len(lines),
    )
    return SuggestionsPage(visit.language, said if lines else gettext("No suggestions."), lines)


def address(one: Suggestion, links: Links) -> str:
    """Return where a suggestion leads: to a page, or to the search for a trade or need.

    There the offer to set the matching answer stands above the hits.
    """
    if one.kind == "service":
        return links.service(one.key)
    if one.kind == "provider":
        return links.provider(one.key)
    return links.search(" ".join(one.label.pick(links.language).words.split()))


def _line(one: Suggestion, visit: Visit) -> SuggestionLine:
    name = one.label.pick(visit.language)
    kind = wording.suggestion_kind(one.kind)
    return SuggestionLine(name, one.kind, kind, address(one, visit.links))
