"""Catalogue files and the domain's values: reading, checking, explaining."""
