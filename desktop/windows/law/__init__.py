"""The law section: agreements, limits, names, terms, claims, bodies."""
