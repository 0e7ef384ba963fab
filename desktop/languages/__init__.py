"""Catalogues, dates, numbers, names and addresses in four languages; gettext and Babel live here only."""
