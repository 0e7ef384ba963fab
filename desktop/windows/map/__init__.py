"""The map of the check."""
