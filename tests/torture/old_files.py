"""A file of every released schema opens with every row it had.

What each held is listed in ``rows.json`` beside it, read without the program: ``python -m tests.torture.old_files``
writes the list of a sample that has none yet.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Any, Final

from desktop.storage.cipher import dbapi2
from tests.torture.contents import OLD_FILES, copied, faults, start
from tests.torture.forks import ChildFailed, in_child
from tests.torture.promises import Plan, Promise

PROMISE: Final = "a file of every released schema opens: each row it had is there, cell by cell"
NAME: Final = "rows.json"

Rows = Mapping[str, Sequence[Mapping[str, Any]]]
"""By table the rows, each by the names of its columns."""


def run(plan: Plan) -> Iterator[Promise]:
    """Every row of every sample; the first worker does them all."""
    promise = Promise(PROMISE)
    with plan.timed(promise):
        for sample in samples() if plan.part == 0 else ():
            try:
                found = in_child(partial(rows_after, copied(sample, plan.folder / "old")))
            except ChildFailed as failed:
                promise.check(False, f"{sample.name}: {failed}")
            else:
                _compare(sample.name, listed(sample), found, promise)
    yield promise


def samples() -> list[Path]:
    """A profile of every schema."""
    return sorted(path for path in OLD_FILES.iterdir() if path.is_dir())


def listed(sample: Path) -> Rows:
    """What the sample held when it was made; raises ``FileNotFoundError`` where nobody listed it."""
    rows: Rows = json.loads((sample / NAME).read_text(encoding="utf-8"))
    return rows


def rows_after(folder: Path) -> Rows:
    """What stands in the file once the present program has opened it."""
    session = start(folder)
    assert not faults(session)
    found = _rows(session.store._connection)
    session.close()
    return found


def rows_of_file(folder: Path) -> Rows:
    """What stands in the file as it is, read by nothing but SQLCipher."""
    key = json.loads((folder / "cases.key").read_text())["key"]
    with closing(dbapi2.connect(f"file:{folder / 'cases.db'}?mode=ro&immutable=1", uri=True)) as connection:
        connection.execute(f"PRAGMA key = \"x'{key}'\"")
        return _rows(connection)


def _rows(connection: Any) -> Rows:
    names = [name for (name,) in connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT GLOB 'sqlite_*' ORDER BY name"
    )]  # fmt: skip
    found = {}
    for name in names:
        cursor = connection.execute(f"SELECT * FROM {name} ORDER BY rowid")
        columns = [column[0] for column in cursor.description]
        found[name] = [dict(zip(columns, row, strict=True)) for row in cursor]
    return found


def _compare(sample: str, before: Rows, after: Rows, promise: Promise) -> None:
    """Each row of ``before`` must be among those of ``after`` with every cell it had."""
    for table, rows in before.items():
        known = list(after.get(table, ()))
        for row in rows:
            kept = any(row.items() <= other.items() for other in known)
            promise.check(kept, f"{sample}: {table} has lost {sorted(row.items())[:2]}")


def main() -> None:
    """List what a sample holds, where nobody has yet."""
    for sample in samples():
        path = sample / NAME
        if not path.exists():
            text = json.dumps(rows_of_file(sample), ensure_ascii=False, indent=1)
            path.write_text(text + "\n", encoding="utf-8")
            print(path)


if __name__ == "__main__":
    main()
