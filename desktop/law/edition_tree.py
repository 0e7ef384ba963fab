"""The files of an edition: in one folder, or those inside the program, which lie in three places.

A folder of an edition holds ``edition.toml``, ``law``, ``documents``, ``glossary.csv``, ``words`` and, where there
are any, ``rates``: a pack unpacked, or what somebody is writing.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from desktop.languages.edition_words import words_of_edition
from desktop.law.packfile import belongs
from desktop.paths import resources_folder

_TOPS: Final = ("law", "rates", "documents")


def builtin_files() -> dict[str, bytes]:
    """Everything of the edition inside the program, without its manifest."""
    words = {f"words/{name}": content for name, content in words_of_edition().items()}
    return {**dict(_files(resources_folder())), **words}


def read_tree(folder: Path) -> dict[str, bytes]:
    """The files of an edition in ``folder``, without its manifest; links and strange names are passed over.

    Raises ``OSError``.
    """
    words = ((name, path) for name, path in _walk(folder, folder / "words") if belongs(name))
    return {**dict(_files(folder)), **{name: _content(path) for name, path in words}}


def write_tree(files: Mapping[str, bytes], folder: Path) -> None:
    """Write ``files`` below ``folder``, which must belong to nobody else; raises ``OSError``."""
    for name, content in files.items():
        path = folder.joinpath(*name.split("/"))
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def digests(files: Mapping[str, bytes]) -> dict[str, str]:
    """The SHA-256 of every file by name."""
    return {name: hashlib.sha256(content).hexdigest() for name, content in sorted(files.items())}


def _files(folder: Path) -> Iterator[tuple[str, bytes]]:
    for top in _TOPS:
        for name, path in _walk(folder, folder / top):
            if belongs(name):
                yield name, _content(path)
    if (folder / "glossary.csv").is_file():
        yield "glossary.csv", _content(folder / "glossary.csv")


def _walk(root: Path, folder: Path) -> Iterator[tuple[str, Path]]:
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.is_symlink():
            yield path.relative_to(root).as_posix(), path


def _content(path: Path) -> bytes:
    """The bytes of a text file with the line ends of Unix, so that a checkout on Windows is the same edition."""
    return path.read_bytes().replace(b"\r\n", b"\n")
