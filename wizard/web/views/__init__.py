"""The views: each parses, calls one use case and builds one page."""
