"""The page objects of the staff area."""
