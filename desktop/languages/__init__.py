"""Catalogues, dates, numbers, names and addresses in four languages; gettext and Babel live here only."""

from desktop.languages.catalogues import MissingText
from desktop.languages.language import LANGUAGES, Language

__all__ = ["LANGUAGES", "Language", "MissingText"]
