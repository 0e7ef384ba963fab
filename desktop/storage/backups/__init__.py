"""Backups: folders that are profiles themselves, made, checked, thinned and cleaned."""
