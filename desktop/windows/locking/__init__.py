"""Locking the cases while nobody is at the computer."""
