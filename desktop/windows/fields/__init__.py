"""Entering the fields of the papers."""
