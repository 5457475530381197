"""The tables of the calls, their drafts and cases, and the flags on records."""
