"""A new agreement laid out with every file and field, empty; the checks say what is still to be filled."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from desktop.languages.catalogues import MissingText
from desktop.languages.language import LANGUAGES, Language
from desktop.law import manifest
from desktop.law.edition_tree import write_tree
from desktop.paths import resources_folder
from desktop.problems import Problem, UnknownState

CHINA: Final = "CN"
_WORDS: Final = ("name", "plain")


class AlreadyThere(Problem):
    """The folder holds this agreement already."""

    key = "errors.edition.exists"
    takes = ("path",)


class ChinaItself(Problem):
    """China was named as the other state."""

    key = "errors.edition.china"


def lay_out(state: str, folder: Path, files: Mapping[str, bytes], year: int) -> str:
    """Lay out the agreement between China and ``state`` (ISO code), signed in ``year``, and return its id.

    A new ``folder`` gets ``files``, the whole edition to begin from; an older one only the new agreement.
    Raises ``UnknownState``, ``ChinaItself``, ``AlreadyThere`` and ``OSError``.
    """
    code = _state(state)
    agreement = f"{CHINA}-{code}-{year}"
    place = folder / "law" / f"{CHINA}-{code}"
    begun = (folder / "law").exists()
    inherited = any(name.startswith(f"law/{CHINA}-{code}/") for name in files)
    if place.exists() or (inherited and not begun):
        raise AlreadyThere(path=str(place))
    if not begun:
        write_tree(files, folder)
    templates = {path.stem: path.read_text(encoding="utf-8") for path in _templates()}
    filled = {name: _filled(text, code, agreement) for name, text in templates.items()}
    place.mkdir(parents=True)
    for name, text in filled.items():
        if name == Path(manifest.NAME).stem:
            (folder / manifest.NAME).write_text(text, encoding="utf-8")
        else:
            file = f"{agreement}.toml" if name == "agreement" else f"{name}.toml"
            (place / file).write_text(text, encoding="utf-8")
    _add_words(folder / "words", agreement)
    return agreement


def _state(text: str) -> str:
    code = text.upper()
    try:
        Language("en").state(code)
    except MissingText as error:
        raise UnknownState(text=text) from error
    if code == CHINA:
        raise ChinaItself
    if len(code) != 2 or not text.isascii():
        raise UnknownState(text=text)
    return code


def _templates() -> list[Path]:
    return sorted((resources_folder() / "skeleton").glob("*.toml"))


def _filled(text: str, code: str, agreement: str) -> str:
    return text.replace("CN-XX-0000", agreement).replace("xx.", f"{code.lower()}.").replace("XX", code)


def _add_words(words: Path, agreement: str) -> None:
    """Empty texts for the agreement, which the checks ask for in four languages."""
    entries = "".join(f'\nmsgid "law.agreement.{agreement}.{word}"\nmsgstr ""\n' for word in _WORDS)
    for language in LANGUAGES:
        with (words / language / "law.po").open("a", encoding="utf-8") as file:
            file.write(entries)
