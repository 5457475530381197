"""Measurements as commands: `wizard bench ...` prints figures, tests never time anything."""
