"""axe-core on an open page, with a report that says what to mend."""

from typing import Any

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Frame, Page

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OPTIONS = {"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"]}


ROWS = 20
LONG = f".rows > :nth-child(n + {ROWS + 1}), .rest > :nth-child(n + {ROWS + 2})"
SHORTEN = f"document.querySelectorAll('{LONG}').forEach(row => row.remove())"
"""Axe compares every target with every other; so many rows of one kind show what all do."""


def load(page: Page | Frame) -> None:
    """Put axe-core into the page, and shorten its longest lists; once per page is enough."""
    page.evaluate(AXE_SCRIPT)
    page.evaluate(SHORTEN)


def violations(page: Page | Frame) -> list[str]:
    """Return one line for every element that breaks a rule, in the page as it looks now."""
    found: dict[str, Any] = page.evaluate("options => axe.run(document, options)", OPTIONS)
    return [
        f"{rule['id']}: {rule['help']}: {node['target']} {node['html'][:160]}"
        f" -- {' '.join(str(node.get('failureSummary')).split())[:300]}"
        for rule in found["violations"]
        for node in rule["nodes"]
    ]
