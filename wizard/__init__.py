"""Parcours: the journey wizard for (future) entrepreneurs in Brussels."""

__version__ = "0.1.0"
