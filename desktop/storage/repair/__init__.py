"""Damage: finding it before a file is written, and saving what can be read into a new file."""
