"""Proofs and their files."""
