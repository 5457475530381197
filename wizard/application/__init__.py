"""The use cases: one function each, taking values and ports, returning values."""
