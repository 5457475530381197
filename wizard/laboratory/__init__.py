"""The coverage laboratory: `wizard catalogue coverage` and the page and file that it writes."""
