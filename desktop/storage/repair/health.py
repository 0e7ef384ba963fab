"""Whether the file is whole: every page, the journal, SQLite's own rules, every reference, every row as a thing of the
domain, every attachment against its digest. Nothing is written.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final, cast

from desktop.domain.health import Health
from desktop.domain.imports.sheet import Progress, silent
from desktop.domain.record.person import Employer, Person
from desktop.storage.codec import decode
from desktop.storage.history.chain import verify
from desktop.storage.history.changes import Changes
from desktop.storage.record_store import OF_PERSON
from desktop.storage.repair.remains import open_pages
from desktop.storage.shelf import Shelf

_STEP: Final = 500
_INSTRUCTIONS: Final = 100_000
"""Of SQLite, between two looks at whether the user wants to stop."""
_Reader = Callable[[Mapping[str, Any]], object]


def check(folder: Path, key: bytes, connection: Any, progress: Progress = silent) -> Health:
    """Look through the open file in ``folder``, behind ``connection``, on which nobody works meanwhile.

    What ``progress`` raises stops the check. Raises ``OSError`` and the errors of SQLite where the disk fails.
    """
    health = Health()
    _check_pages(health, folder, key, progress)
    if health.damaged_pages or health.journal_damaged:
        return health  # SQLite would stop at the first of them
    with _interruptible(connection, progress):
        health.broken = sum(text != "ok" for (text,) in connection.execute("PRAGMA integrity_check"))
        health.loose = len(connection.execute("PRAGMA foreign_key_check").fetchall())
    health.rows, health.unreadable = 0, []
    for table, number, readable in read_all(connection):
        health.rows += 1
        if not readable:
            health.unreadable.append((table, number))
        if health.rows % _STEP == 0:
            progress(0, 0)
    _check_attachments(health, connection, progress)
    health.history = verify(connection, progress)
    return health


def _check_pages(health: Health, folder: Path, key: bytes, progress: Progress) -> None:
    opened = open_pages(folder, key)
    if opened is None:
        health.damaged_pages = (1,)
        return
    pages = opened.pages
    health.pages, health.journal_pages = pages.count, len(opened.journal.newer)
    health.journal_damaged = opened.journal.damaged
    damaged = []
    for number in range(1, pages.count + 1):
        if number % _STEP == 0:
            progress(number, pages.count)
        if not pages.sound(number) or (number == 1 and not pages.cipher.authentic(1, pages.raw(1))):
            damaged.append(number)
    health.damaged_pages = tuple(damaged)


def read_all(connection: Any) -> Iterator[tuple[str, int, bool]]:
    """Every row, by table and number, and whether the domain can read it; attachments are left to their digests."""
    for table, read in _readers(connection).items():
        cursor = connection.execute(f"SELECT rowid AS number, * FROM {table}")
        names = [column[0] for column in cursor.description]
        for values in cursor:
            row = dict(zip(names, values, strict=True))
            try:
                read(row)
                readable = True
            except (ValueError, TypeError, KeyError, ArithmeticError, RecursionError):
                readable = False
            yield table, values[0], readable


def _check_attachments(health: Health, connection: Any, progress: Progress) -> None:
    digests = [digest for (digest,) in connection.execute("SELECT digest FROM attachment")]
    for done, digest in enumerate(digests):
        progress(done, len(digests))
        ((content,),) = connection.execute("SELECT content FROM attachment WHERE digest = ?", [digest])
        if hashlib.sha256(content).hexdigest() != digest:
            health.altered.append(digest)
    health.attachments = len(digests)
    named = connection.execute("SELECT DISTINCT digest FROM evidence WHERE digest > ''").fetchall()
    health.absent = sorted({digest for (digest,) in named} - set(digests))


def _readers(connection: Any) -> dict[str, _Reader]:
    """How each table's rows are read."""
    kinds: dict[type, str] = {Person: "person", Employer: "employer", **OF_PERSON}
    readers: dict[str, _Reader] = {
        table: _thing(Shelf(connection, cast(Changes, None), kind, table)) for kind, table in kinds.items()
    }
    for table in ("answer", "field", "person_field", "employer_field", "setting"):
        readers[table] = _value
    return {**readers, "posting": _case, "change": _change, "change_row": _changed, "deletion": _note}


def _thing(shelf: Shelf[Any]) -> _Reader:
    names = [column.name for column in shelf.codes]
    return lambda row: shelf.thing([row[name] for name in names])


def _value(row: Mapping[str, Any]) -> object:
    return None if row["value"] is None else decode(row["value"])


def _case(row: Mapping[str, Any]) -> object:
    days = (row[name] for name in ("created_on", "changed_on", "decided_on", "deleted_on"))
    return [dt.date.fromisoformat(day) for day in days if day is not None]


def _change(row: Mapping[str, Any]) -> object:
    return dt.datetime.fromisoformat(row["made_at"]), dict(json.loads(row["params"]))


def _changed(row: Mapping[str, Any]) -> object:
    return [dict(json.loads(row[name])) for name in ("before", "after") if row[name] is not None]


def _note(row: Mapping[str, Any]) -> object:
    return dt.date.fromisoformat(row["deleted_on"]), json.loads(row["counts"])


class _interruptible:
    """While SQLite works, look now and then whether to stop, and stop it then."""

    def __init__(self, connection: Any, progress: Progress) -> None:
        self._connection = connection
        self._progress = progress
        self._error: BaseException | None = None

    def __enter__(self) -> None:
        self._connection.set_progress_handler(self._look, _INSTRUCTIONS)

    def __exit__(self, *_: object) -> None:
        self._connection.set_progress_handler(None, _INSTRUCTIONS)
        if self._error is not None:
            raise self._error

    def _look(self) -> bool:
        try:
            self._progress(0, 0)
        except BaseException as error:
            self._error = error
            return True
        return False
