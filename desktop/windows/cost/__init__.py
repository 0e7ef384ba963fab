"""Costs with and without a certificate."""
