"""The tables of what is still to be sent."""
