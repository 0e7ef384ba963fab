"""Identity, insurance and company numbers: python-stdnum and what it lacks."""
