"""Full-text search in three languages over one edition of the catalogue.

`ensure_index` is what a program calls at its start; the index is made from the
catalogue alone, so a lost or damaged one is simply built again.
"""

from wizard.search.engine import Search
from wizard.search.found import Filters, Found, Hit, Matched, Recognised
from wizard.search.generations import IndexDamaged
from wizard.search.lifecycle import build_index, ensure_index, open_index
from wizard.search.listening import Proposal
from wizard.search.suggest import Suggestion

__all__ = [
    "Filters",
    "Found",
    "Hit",
    "IndexDamaged",
    "Matched",
    "Proposal",
    "Recognised",
    "Search",
    "Suggestion",
    "build_index",
    "ensure_index",
    "open_index",
]
