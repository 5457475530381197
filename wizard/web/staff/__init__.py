"""The staff area: sign-in, the adviser desk, and what advisers and editors keep."""
