"""A file with rows of every kind, damage to it, and what is in a file, row by row."""

from __future__ import annotations

import datetime as dt
import os
import random
import shutil
from contextlib import closing
from pathlib import Path
from typing import Any

from desktop.storage.codec import encode
from desktop.storage.database import connect, open_database
from desktop.storage.history.chain import seal_all
from desktop.storage.repair.btree import entries, walk
from desktop.storage.repair.layout import layout
from desktop.storage.repair.remains import open_pages, sound_roots

FACTS = ("from", "to", "start", "end", "home_contract", "host_contract", "residence", "certificate")
PEOPLE = 12


def make_file(folder: Path, key: bytes, seed: int = 1) -> None:
    """A closed file with rows in every table. The history speaks of the first person only."""
    folder.mkdir(parents=True)
    with closing(open_database(folder, key)) as connection, connection:
        fill(connection, random.Random(seed))
    assert {path.name for path in folder.iterdir()} <= {"cases.db", "cases.head"}


def fill(connection: Any, chance: random.Random) -> None:
    import hashlib

    run = connection.execute
    run("INSERT INTO setting VALUES ('calendar_id', '\"ab12\"'), ('office', '\"Düsseldorf\"')")
    run(
        "INSERT INTO employer (id, name, state, note) VALUES (1, '远航劳务', 'CN', ''), (2, 'Werft GmbH', 'DE', '')"
    )
    run("INSERT INTO employer_field VALUES (1, 'unit.name_zh', ?)", [encode("远航劳务")])
    for person in range(1, PEOPLE + 1):
        run("INSERT INTO person (id, name, born_on, note) VALUES (?, ?, '1990-05-17', '')",
            [person, f"王{person}号"])  # fmt: skip
        run("INSERT INTO person_field VALUES (?, 'person.name_zh', ?), (?, 'person.id_number', ?)",
            [person, encode(f"王{person}号"), person, encode(str(chance.random()))])  # fmt: skip
        run("INSERT INTO posting (id, name, created_on, changed_on, person_id, china_employer_id) "
            "VALUES (?, ?, '2026-03-01', '2026-03-02', ?, 1)", [person, f"case {person}", person])  # fmt: skip
        for fact in FACTS:
            run("INSERT INTO answer VALUES (?, ?, ?)", [person, fact, encode(f"v{person}")])
            run("INSERT INTO field VALUES (?, ?, ?)", [person, f"posting.{fact}", encode("x" * 60)])
        run("INSERT INTO tick VALUES (?, 'copy:person.name_zh')", [person])
        content = chance.randbytes(3000 * person)
        digest = hashlib.sha256(content).hexdigest()
        run("INSERT INTO attachment VALUES (?, ?, '2026-03-01')", [digest, content])
        run("INSERT INTO evidence VALUES (?, ?, 'payslip', 'slip', '2026-03-01', ?, ?, '')",
            [person, person, digest, f"slip{person}.pdf"])  # fmt: skip
        for month in range(40):
            day = dt.date(2022 + month // 12, month % 12 + 1, 1).isoformat()
            run("INSERT INTO contribution (person_id, month, state, branch, scheme, place, base, employee, currency, "
                "status, evidence_id, note)"
                " VALUES (?, ?, 'CN', 'pension', '', '上海', 100000, 8000, 'CNY', 'paid', ?, '')",
                [person, day, person])  # fmt: skip
        run("INSERT INTO certificate (id, person_id, case_id, kind, number, state, host, issuer, branches, starts_on, "
            "ends_on, evidence_id, note) VALUES (?, ?, ?, 'certificate', ?, 'CN', 'DE', '', 'pension', '2026-04-01', "
            "'2028-03-31', ?, '')", [person, person, person, f"Z{person}", person])  # fmt: skip
        run(
            "INSERT INTO custody VALUES (?, ?, ?, 'original', 1, '2026-04-02', 'HR', 'safe', 1, '')",
            [person] * 3,
        )
        run(
            "INSERT INTO document VALUES (?, ?, ?, 'passport', 'E1', 'CN', NULL, '2030-01-01', ?, '')",
            [person] * 4,
        )
        run("INSERT INTO diary VALUES (?, ?, ?, '2026-03-05', 'sent', 'certificate', 'DRV', '', ?)",
            [person, person, person, "note " * 60])  # fmt: skip
        run("INSERT INTO reminder VALUES (?, ?, ?, 'own', '2026-09-01', NULL, 'call', 0, '')", [person] * 3)
        run("INSERT INTO fact_proof VALUES (?, ?, ?, 'start', ?)", [person] * 4)
    run("INSERT INTO deletion (deleted_on, counts, backups) VALUES ('2026-03-01', '{}', '[]')")
    _write_history(connection)


def _write_history(connection: Any) -> None:
    """Entries with the rows of the first person, as the store writes them."""
    run = connection.execute
    for name, table in layout(connection).items():
        if "person_id" not in table.names or name in ("change", "posting") or not table.has_id:
            continue
        change = run("INSERT INTO change (made_at, what, params, person_id) "
                     "VALUES ('2026-03-01 10:00:00', 'person', '{}', 1)").lastrowid  # fmt: skip
        pairs = ", ".join(f"'{column}', \"{column}\"" for column in table.names)
        run(f"INSERT INTO change_row SELECT ?, '{name}', id, NULL, json_object({pairs}) FROM {name} "
            "WHERE person_id = 1", [change])  # fmt: skip
    seal_all(connection)


def rows_of(folder: Path, key: bytes) -> dict[str, dict[int, tuple[Any, ...]]]:
    """Every row of a sound file by table and number, what follows from others left out."""
    found: dict[str, dict[int, tuple[Any, ...]]] = {}
    with closing(connect(folder / "cases.db", key, "ro")) as connection:
        for name in layout(connection):
            if not name.startswith("due_") and name != "last_number":
                rows = connection.execute(f"SELECT rowid AS number, * FROM {name}").fetchall()
                found[name] = {row[0]: row[1:] for row in rows}
    return found


def pages_of_rows(folder: Path, key: bytes) -> dict[int, set[tuple[str, int]]]:
    """The rows that lie on each page, by table and number, the pages of their long values included."""
    opened = open_pages(folder, key)
    assert opened is not None
    with closing(connect(folder / "cases.db", key, "ro")) as connection:
        tables = layout(connection)
    found: dict[int, set[tuple[str, int]]] = {}
    read: list[int] = []

    class Watching:
        def __getitem__(self, number: int) -> bytes | None:
            read.append(number)
            return opened.pages[number]

    for name, root in sound_roots(opened).items():
        if name in tables:
            for leaf in walk(opened.pages, root).leaves:
                read.clear()
                on_page = entries(Watching(), leaf)  # type: ignore[arg-type]
                for entry in on_page:
                    for page in {leaf, *read}:
                        found.setdefault(page, set()).add((name, entry.number))
                    read.clear()
    return found


def flip(path: Path, place: int, bit: int = 0) -> None:
    content = bytearray(path.read_bytes())
    content[place] ^= 1 << bit
    path.write_bytes(content)


def copy_of(folder: Path, to: Path) -> Path:
    shutil.rmtree(to, ignore_errors=True)
    shutil.copytree(folder, to)
    return to


def new_key() -> bytes:
    return os.urandom(32)
