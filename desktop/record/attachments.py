"""Which files are taken in as proofs, under which name, and which of them another program may show.

A file is data. Its bytes are never run, and only a few kinds are handed to another program, by an ending that says
what the program is; everything else can be saved where the user wants it.
"""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path
from typing import Final

from desktop.problems import FileProblem, read_problem

MOST_BYTES: Final = 25 * 1024 * 1024
"""A scanned statement takes less; the encrypted file stays quick to copy."""
MOST_MEGABYTES: Final = MOST_BYTES // (1024 * 1024)
OPENED: Final = (".pdf", ".png", ".jpg", ".jpeg", ".txt", ".csv", ".xlsx")
"""Endings of the files that another program is asked to show; none of these kinds carries programs."""
_LONGEST: Final = 200
"""Bytes; file systems take 255."""
_UNKNOWN_NAME: Final = "attachment"


class FileEmpty(FileProblem):
    """A file without a single byte proves nothing."""

    key = "errors.file.empty"
    takes = ("name",)


class FileTooLarge(FileProblem):
    """A file beyond ``MOST_BYTES``; ``limit`` in megabytes."""

    key = "errors.file.too_large"
    takes = ("name", "limit")


class NotOpened(FileProblem):
    """A file of a kind that is not handed to another program."""

    key = "errors.file.not_opened"
    takes = ("name",)


def read_attachment(path: Path) -> bytes:
    """The bytes of a file from outside.

    Raises ``FileEmpty``, ``FileTooLarge``, and the problems of reading; a folder or a device is not read.
    """
    name = clean_name(path.name)
    if not path.is_file():
        raise read_problem(IsADirectoryError(21, "") if path.exists() else FileNotFoundError(), path)
    try:
        with path.open("rb") as file:
            content = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise read_problem(error, path) from error
    if not content:
        raise FileEmpty(name=name)
    if len(content) > MOST_BYTES:
        raise FileTooLarge(name=name, limit=MOST_MEGABYTES)
    return content


def clean_name(name: str) -> str:
    """The name without folders, control characters and signs that turn the direction of writing.

    Long names lose their middle and keep their ending, so that the kind stays to be seen.
    """
    last = name.replace("\\", "/").rpartition("/")[2]
    kept = "".join(
        sign for sign in last if unicodedata.category(sign) not in _UNSEEN and sign not in _FORBIDDEN
    )
    kept = kept.strip(" .")
    ending = Path(kept).suffix[:10]
    while len(kept.encode()) > _LONGEST:
        kept = kept[: -len(ending) - 1] + ending if ending else kept[:-1]
    if _TAKEN.fullmatch(kept):
        kept = f"_{kept}"
    return kept or _UNKNOWN_NAME


_UNSEEN: Final = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")
_FORBIDDEN: Final = '<>:"|?*'
"""Signs that Windows takes for something else than a name."""
_TAKEN: Final = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)
"""Names that Windows keeps for devices."""


def may_be_opened(name: str) -> bool:
    """Whether a file of this name is handed to another program; its ending decides what that is."""
    return Path(name).suffix.lower() in OPENED
