"""The files of an edition: in one folder, or those inside the program, which lie in three places.

A folder of an edition holds ``edition.toml``, ``law``, ``documents``, ``glossary.csv``, ``words`` and, where there
are any, ``rates``: a pack unpacked, or what somebody is writing.
"""

from __future__ import annotations

import errno
import hashlib
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from desktop.languages.edition_words import words_of_edition
from desktop.law.packfile import PACK_LIMIT, belongs
from desktop.paths import resources_folder
from desktop.problems import write_problem

_TOPS: Final = ("law", "rates", "documents")


def builtin_files() -> dict[str, bytes]:
    """Everything of the edition inside the program, without its manifest."""
    words = {f"words/{name}": content for name, content in words_of_edition().items()}
    own = {name: _content(path) for name, path in _paths(resources_folder(), _TOPS)}
    return {**own, **words}


def read_tree(folder: Path) -> dict[str, bytes]:
    """The files of an edition in ``folder``, without its manifest; links and strange names are passed over.

    Raises ``OSError``.
    """
    return {name: _content(path) for name, path in _paths(folder, (*_TOPS, "words"))}


def read_exactly(folder: Path) -> dict[str, bytes]:
    """As ``read_tree``, byte for byte as a pack brought it; raises ``OSError`` where it is more than a pack holds."""
    paths = dict(_paths(folder, (*_TOPS, "words")))
    if sum(path.stat().st_size for path in paths.values()) > PACK_LIMIT:
        raise OSError(errno.EFBIG, "more than a pack holds", str(folder))
    return {name: path.read_bytes() for name, path in paths.items()}


def write_tree(files: Mapping[str, bytes], folder: Path) -> None:
    """Write ``files`` below ``folder``, which must belong to nobody else; raises ``OSError``."""
    for name, content in files.items():
        path = folder.joinpath(*name.split("/"))
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


@contextmanager
def scratch_folder() -> Iterator[Path]:
    """An empty folder that is gone afterwards; raises a ``FileProblem`` where there is no room or no such place."""
    try:
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
            yield Path(folder)
    except OSError as error:
        raise write_problem(error, Path(error.filename or tempfile.tempdir or "tmp")) from error


def digests(files: Mapping[str, bytes]) -> dict[str, str]:
    """The SHA-256 of every file by name."""
    return {name: hashlib.sha256(content).hexdigest() for name, content in sorted(files.items())}


def _paths(folder: Path, tops: Iterable[str]) -> Iterator[tuple[str, Path]]:
    for top in tops:
        for name, path in _walk(folder, folder / top):
            if belongs(name):
                yield name, path
    if (folder / "glossary.csv").is_file():
        yield "glossary.csv", folder / "glossary.csv"


def _walk(root: Path, folder: Path) -> Iterator[tuple[str, Path]]:
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.is_symlink():
            yield path.relative_to(root).as_posix(), path


def _content(path: Path) -> bytes:
    """The bytes of a text file with the line ends of Unix, so that a checkout on Windows is the same edition."""
    return path.read_bytes().replace(b"\r\n", b"\n")
