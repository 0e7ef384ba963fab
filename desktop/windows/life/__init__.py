"""The timeline of a working life."""
