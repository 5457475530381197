"""axe-core on an open page, with a report that says what to mend."""

import json
from typing import Any

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Frame, Page

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OPTIONS = {"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"]}
COLOURS = {
    **OPTIONS,
    "runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]},
}
"""The rules that look at colours, for a page that differs from one checked in its colours alone."""

RUN = "options => axe.run(document, options).then(found => JSON.stringify(found.violations))"
"""As text, because the browser's driver takes long for many small values."""

ROWS = 20
LONG = f".rows > :nth-child(n + {ROWS + 1}), .rest > :nth-child(n + {ROWS + 2})"
SHORTEN = f"document.querySelectorAll('{LONG}').forEach(row => row.remove())"
"""Axe compares every target with every other; so many rows of one kind show what all do."""


def load(page: Page | Frame) -> None:
    """Put axe-core into the page, and shorten its longest lists; once per page is enough."""
    page.evaluate(AXE_SCRIPT)
    page.evaluate(SHORTEN)


def violations(page: Page | Frame, options: dict[str, Any] = OPTIONS) -> list[str]:
    """Return one line for every element that breaks a rule, in the page as it looks now."""
    found: list[dict[str, Any]] = json.loads(page.evaluate(RUN, options))
    return [
        f"{rule['id']}: {rule['help']}: {node['target']} {node['html'][:160]}"
        f" -- {' '.join(str(node.get('failureSummary')).split())[:300]}"
        for rule in found
        for node in rule["nodes"]
    ]
