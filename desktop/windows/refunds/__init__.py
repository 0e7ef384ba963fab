"""Contributions that may be had back."""
