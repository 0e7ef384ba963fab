"""Where the program's own data lie: beside the package in a checkout, inside it once installed."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def translations_folder() -> Path:
    """The folder of the catalogues, one folder a language with its ``.po`` files."""
    return _data_folder("translations")


def resources_folder() -> Path:
    """The folder of law, fonts, glossary and samples."""
    return _data_folder("resources")


def _data_folder(name: str) -> Path:
    installed = _PACKAGE / "_data" / name
    return installed if installed.is_dir() else _PACKAGE.parent / name
