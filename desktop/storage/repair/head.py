"""A small file beside the database with what is needed to read it when its beginning is damaged: the salt, and on
which pages each table begins.

Without the salt no page can be authenticated, and the first pages alone say where the others belong. None of it is
secret: the salt lies in the open in the database too, and the tables are those of every file of this program.
"""

from __future__ import annotations

import contextlib
import json
import zlib
from pathlib import Path
from typing import Any, Final, NamedTuple

from desktop.storage.atomic import write_atomically

NAME: Final = "cases.head"


class Head(NamedTuple):
    """The salt of the database in hexadecimal digits; the page on which each table and index begins."""

    salt: str
    roots: dict[str, int]


def keep_head(folder: Path, connection: Any) -> None:
    """Write the head of the open database anew where it is no longer right.

    A disk that refuses this does not keep anybody from working: nothing of theirs is in it.
    """
    rows = connection.execute("SELECT name, rootpage FROM sqlite_master WHERE rootpage > 0 ORDER BY rootpage")
    roots = dict(rows.fetchall())
    ((salt,),) = connection.execute("PRAGMA cipher_salt").fetchall()
    head = Head(salt, roots)
    if head != read_head(folder):
        content = {"salt": salt, "roots": roots, "check": _check(head)}
        with contextlib.suppress(OSError):
            write_atomically(folder / NAME, json.dumps(content))


def read_head(folder: Path) -> Head | None:
    """The head kept in ``folder``; ``None`` where there is none or it is damaged."""
    try:
        content = json.loads((folder / NAME).read_bytes())
        head = Head(content["salt"], content["roots"])
        return head if content["check"] == _check(head) else None
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None


def _check(head: Head) -> int:
    """CRC-32, against damage."""
    return zlib.crc32(json.dumps(head).encode())
