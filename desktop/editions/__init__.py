"""Editions of the law on this machine: which one decides, bringing a pack into use, and telling of both in words."""
