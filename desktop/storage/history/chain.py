"""The history as a chain: each entry carries the SHA-256 of its contents, and that of the entry before it.

An entry altered, added or taken away in the middle no longer fits what follows. Contents may be erased on purpose
(``erasing``); their digest stays, and a later entry names them. Decision 0022 says what this proves and what not.
"""

from __future__ import annotations

import json
from typing import Any, Final

from desktop.domain.imports.sheet import Progress, silent
from desktop.domain.record.change import HistoryCheck

BEGINNING: Final = "0" * 64
"""What stands before the first entry."""
ERASED: Final = "change"
"""The kind of the ranges by which an entry names others whose contents were erased."""
_STEP: Final = 500
_HEAD: Final = "SELECT id, made_at, what, params, person_id, case_id, reverts FROM change WHERE id = ?"
_ROWS: Final = (
    "SELECT kind, row, before, after FROM change_row WHERE change_id = ? ORDER BY kind, row",
    "SELECT kind, first, last FROM change_range WHERE change_id = ? ORDER BY kind, first",
)


def seal(connection: Any, change_id: int) -> None:
    """Give a finished entry its digest and its place in the chain."""
    content = content_of(connection, change_id)
    before = connection.execute(
        "SELECT chain FROM change WHERE id < ? ORDER BY id DESC LIMIT 1", [change_id]
    ).fetchone()
    connection.execute(
        "UPDATE change SET content = ?, chain = ? WHERE id = ?",
        [content, link(before[0] if before else BEGINNING, content), change_id],
    )


def seal_all(connection: Any) -> None:
    """Seal the entries of a file from before there was a chain."""
    for (change_id,) in connection.execute("SELECT id FROM change ORDER BY id").fetchall():
        seal(connection, change_id)


def content_of(connection: Any, change_id: int) -> str:
    """The digest of what an entry says: when, what, of whom, and every row before and after."""
    from hashlib import sha256  # it brings OpenSSL along, 3 MB that reading can do without

    digest = sha256()
    for sql in (_HEAD, *_ROWS):
        for row in connection.execute(sql, [change_id]):
            digest.update(json.dumps(row, ensure_ascii=False, separators=(",", ":")).encode())
            digest.update(b"\n")
    return digest.hexdigest()


def link(before: str | None, content: str) -> str:
    """The place in the chain of an entry with this content behind the one before it."""
    from hashlib import sha256

    return sha256(f"{before}{content}".encode()).hexdigest()


def verify(connection: Any, progress: Progress = silent) -> HistoryCheck:
    """Whether every entry still says what it said when it was made."""
    allowed = _named_as_erased(connection)
    rows = connection.execute("SELECT id, content, chain, stripped FROM change ORDER BY id").fetchall()
    before, erased, wrong = BEGINNING, 0, []
    for done, (change_id, content, chain, stripped) in enumerate(rows):
        if done % _STEP == 0:
            progress(done, len(rows))
        erased += bool(stripped)
        true = change_id in allowed if stripped else content == content_of(connection, change_id)
        if not true or chain != link(before, content):
            wrong.append(change_id)
        before = chain
    return HistoryCheck(entries=len(rows), erased=erased, wrong=tuple(wrong), head=before if rows else "")


def _named_as_erased(connection: Any) -> frozenset[int]:
    ranges = connection.execute("SELECT first, last FROM change_range WHERE kind = ?", [ERASED])
    return frozenset(number for first, last in ranges for number in range(first, last + 1))
