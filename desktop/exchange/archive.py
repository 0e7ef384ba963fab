"""Archives: everything that is kept of one person or of all, as one ZIP file that reads back without loss.

``waipai.json`` holds everything and is what is read; the tables in ``csv`` are for people and spreadsheets, the files
of proofs lie in ``attachments`` under their digests. docs/archive.md describes the format.
"""

from __future__ import annotations

import datetime as dt
import json
import re
import zipfile
from collections.abc import Callable, Collection, Iterator, Mapping
from typing import IO, Final

from desktop.domain.record.contents import TABLES, Contents
from desktop.exchange.archive_rows import write_row
from desktop.exchange.archive_tables import table_files

FORMAT: Final = "waipai-archive"
VERSION: Final = 2
"""1 had neither ``uid`` nor ``left_out``."""
JSON_NAME: Final = "waipai.json"
README_NAME: Final = "README.txt"
_MIDNIGHT: Final = (1980, 1, 1, 0, 0, 0)
"""The first moment a ZIP file knows; stated for every part, so that the same contents are the same bytes."""
_ENDING: Final = re.compile(r"\.[A-Za-z0-9]{1,8}")


def write_archive(
    file: IO[bytes],
    contents: Contents,
    content: Callable[[str], bytes],
    readme: str,
    day: dt.date,
    went_on: Callable[[int, int], None] = lambda _done, _of: None,
    left_out: Collection[str] | None = None,
) -> None:
    """Write ``contents`` into ``file``. ``content`` gives the file of a proof by its digest.

    ``left_out`` names what a file that holds only a part leaves out; ``None`` says that it holds everything.
    ``went_on`` takes how many of how many things are written; what it raises ends the writing.
    """
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(_part(README_NAME), readme.encode("utf-8-sig"))
        with archive.open(_part(JSON_NAME), "w", force_zip64=True) as target:
            for piece in _json(contents, _head(day, left_out), went_on):
                target.write(piece.encode())
        for name, data in table_files(contents):
            archive.writestr(_part(f"csv/{name}.csv"), data)
        for digest, name in attachments(contents).items():
            archive.writestr(_part(name), content(digest))


def attachments(contents: Contents) -> dict[str, str]:
    """By digest the name in the archive of every file of a proof."""
    found: dict[str, str] = {}
    for evidence in contents.of("evidence"):
        if evidence.digest:
            ending = _ENDING.fullmatch(_suffix(evidence.file_name))
            name = f"attachments/{evidence.digest}{ending[0].lower() if ending else ''}"
            found.setdefault(evidence.digest, name)
    return found


def _suffix(file_name: str) -> str:
    stem, dot, ending = file_name.rpartition(".")
    return f".{ending}" if dot and stem else ""


def _part(name: str) -> zipfile.ZipInfo:
    part = zipfile.ZipInfo(name, _MIDNIGHT)
    part.compress_type = zipfile.ZIP_DEFLATED
    part.external_attr = 0o600 << 16
    return part


def _head(day: dt.date, left_out: Collection[str] | None) -> Mapping[str, object]:
    head = {"format": FORMAT, "version": VERSION, "written_on": day.isoformat()}
    return head if left_out is None else {**head, "left_out": sorted(left_out)}


def _json(
    contents: Contents, head: Mapping[str, object], went_on: Callable[[int, int], None]
) -> Iterator[str]:
    """The JSON in pieces, one thing a line: a large record is never whole in memory."""
    yield "{\n" + ",\n".join(f'"{name}": {json.dumps(value)}' for name, value in head.items())
    done, every = 0, len(contents)
    for table in TABLES:
        if not contents.of(table):
            continue
        yield f',\n"{table}": ['
        for number, row in enumerate(contents.of(table)):
            yield (",\n" if number else "\n") + json.dumps(
                write_row(row), ensure_ascii=False, separators=(",", ":")
            )
            done += 1
            if done % 1_000 == 0:
                went_on(done, every)
        yield "\n]"
    yield "\n}\n"
