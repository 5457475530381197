"""Full-text search in three languages over one edition of the catalogue.

`ensure_index` is what a program calls at its start; the index is made from the
catalogue alone, so a lost or damaged one is simply built again.
"""

from wizard.search.engine import Search
from wizard.search.found import Found, Hit
from wizard.search.generations import IndexDamaged
from wizard.search.lifecycle import build_index, ensure_index, open_index

__all__ = ["Found", "Hit", "IndexDamaged", "Search", "build_index", "ensure_index", "open_index"]
