"""The catalogues of one language: texts by key, compiled from ``.po`` to ``.mo`` when first needed.

The part of a key before the first dot names its catalogue, and a catalogue is opened when its first key is
asked for. The compiled files lie in a cache folder under a name that holds time and size of their source, so
an unchanged catalogue is found by its name alone and a changed one is compiled again.

An installed edition of the law brings words of its own. They come before those of the program, wherever a
language is made: on pages, on papers and in calendars.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from functools import cache
from gettext import GNUTranslations
from pathlib import Path
from struct import error as StructError
from typing import Final
from zlib import crc32

from desktop.paths import translations_folder

OF_EDITIONS: Final = ("law", "result")
"""The catalogues that an edition of the law may add to."""

_edition_words: Callable[[], Path | None] = lambda: None  # noqa: E731


def use_words(find: Callable[[], Path | None]) -> None:
    """Let ``find`` name the folder of the words of the edition in use, ``None`` while there are none.

    One process uses one edition. ``find`` is asked when the first text of ``OF_EDITIONS`` is needed.
    """
    global _edition_words
    _edition_words = find


class MissingText(KeyError):
    """A key has no text in a language, or its text was not given one of its parameters."""

    def __init__(self, key: str, language: str, parameter: str | None = None) -> None:
        super().__init__(key, language, parameter)
        self.key = key
        self.language = language
        self.parameter = parameter

    def __str__(self) -> str:
        if self.parameter is not None:
            return f"the text {self.key!r} ({self.language}) was not given its parameter {self.parameter!r}"
        return f"no text {self.key!r} in {self.language}"


class Catalogues:
    """All texts of one language."""

    def __init__(self, language: str, folder: Path | None = None, cache_folder: Path | None = None) -> None:
        """``folder`` holds one folder of ``.po`` files a language; both folders have sensible defaults."""
        self._language = language
        self._folder = folder or translations_folder()
        self._cache_folder = cache_folder
        self._open: dict[tuple[Path, str], GNUTranslations | None] = {}

    def find(self, key: str) -> str | None:
        """The text of ``key``, ``None`` where there is none."""
        for catalogue in self._catalogues(key):
            # gettext answers with the key itself where it has no text.
            if catalogue is not None and (text := catalogue.gettext(key)) != key:
                return text
        return None

    def find_plural(self, key: str, n: int) -> str | None:
        """The form of ``key`` that this language uses for ``n``, ``None`` where there is none."""
        for catalogue in self._catalogues(key):
            if catalogue is not None and (text := catalogue.ngettext(key, key, n)) != key:
                return text
        return None

    def _catalogues(self, key: str) -> Iterator[GNUTranslations | None]:
        """Where ``key`` may stand, the words of the edition first."""
        name = key.partition(".")[0]
        if name in OF_EDITIONS and (words := _edition_words()) is not None:
            yield self._catalogue(words, name)
        yield self._catalogue(self._folder, name)

    def _catalogue(self, folder: Path, name: str) -> GNUTranslations | None:
        if (folder, name) not in self._open:
            self._open[folder, name] = self._load(folder, name)
        return self._open[folder, name]

    def _load(self, folder: Path, name: str) -> GNUTranslations | None:
        source = folder / self._language / f"{name}.po"
        try:
            state = source.stat()
        except OSError:
            return None
        cache = (self._cache_folder or default_cache_folder()) / _slot(folder) / self._language
        compiled = cache / f"{name}-{state.st_mtime_ns:x}-{state.st_size:x}.mo"
        try:
            with compiled.open("rb") as file:
                return GNUTranslations(file)
        except (OSError, ValueError, StructError):
            return _compile(source, compiled, name, self._language)


@cache
def default_cache_folder() -> Path:
    """The user's cache folder, or a folder of our own for temporary files where that cannot be written."""
    from platformdirs import user_cache_path

    folder = user_cache_path("waipai", appauthor=False) / "catalogues"
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return _temporary_folder()
    return folder if os.access(folder, os.W_OK) else _temporary_folder()


def _temporary_folder() -> Path:
    from tempfile import mkdtemp

    return Path(mkdtemp(prefix="waipai-"))


def _slot(folder: Path) -> str:
    # Two copies of the program must not take each other's compiled texts.
    return f"{crc32(os.fsencode(folder.resolve())):08x}"


def _compile(source: Path, compiled: Path, name: str, language: str) -> GNUTranslations:
    from io import BytesIO

    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    with source.open("rb") as file:
        catalogue = read_po(file, locale=language, abort_invalid=True)
    content = BytesIO()
    write_mo(content, catalogue)
    _keep(content.getvalue(), compiled, name)
    content.seek(0)
    return GNUTranslations(content)


def _keep(content: bytes, compiled: Path, name: str) -> None:
    """Put ``content`` in its place in one step, removing what older sources left; a full disk is no error."""
    from tempfile import mkstemp

    try:
        compiled.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = mkstemp(dir=compiled.parent, suffix=".tmp")
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        for old in compiled.parent.glob(f"{name}-*.mo"):
            old.unlink(missing_ok=True)
        os.replace(temporary, compiled)
    except OSError:
        return
