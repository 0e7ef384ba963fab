"""Reading an archive: whoever sent it, it can neither exhaust the machine nor put a file anywhere.

Nothing is unpacked onto the disk. Only parts with the names of an archive are there at all, each once; sizes are
counted while unpacking and never believed. Every file of a proof must have its digest.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Final

from desktop.domain.record.contents import REFERS, TABLES, Contents, Row, references
from desktop.exchange.archive import FORMAT, JSON_NAME, README_NAME, VERSION
from desktop.exchange.archive_problems import (
    ArchiveAltered,
    ArchiveBadRow,
    ArchiveMissing,
    ArchiveNewer,
    ArchiveProtected,
    ArchiveStranger,
    ArchiveTooLarge,
    ArchiveTooManyParts,
    NotAnArchive,
)
from desktop.exchange.archive_rows import BadField, read_row
from desktop.exchange.archive_settings import wrong_in_setting
from desktop.exchange.unpacking import CANNOT_UNPACK
from desktop.problems import read_problem

MEGABYTE: Final = 1_000_000
MOST_JSON: Final = 400 * MEGABYTE
"""Two million months take less."""
MOST_OF_A_FILE: Final = 100 * MEGABYTE
MOST_OF_FILES: Final = 4_000 * MEGABYTE
MOST_PARTS: Final = 100_000
MOST_TIMES: Final = 200
"""A record packs to a thirtieth; what swells more than this is made to fill the memory."""
MOST_VALUES: Final = 25_000_000
"""Two million months have fewer commas. What JSON becomes in memory goes by their number, not by its bytes."""
_NO_VERSION: Final = 10_000
_CHUNK: Final = 1 << 20
_STEP: Final = 1_000
_ATTACHMENT: Final = re.compile(r"attachments/([0-9a-f]{64})(?:\.[a-z0-9]{1,8})?")
_TABLE: Final = re.compile(r"csv/[a-z_]{1,40}\.csv")
_OF_ONE_PERSON: Final = ("evidence_id", "certificate_id")
_PACKED: Final = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""What this program writes; other ways of packing may take any amount of memory to unpack."""
_HEAD: Final = {"format", "version", "written_on", "left_out"}


class Archive:
    """An archive that was found whole: its ``contents``, and the files of its proofs.

    ``left_out`` names what an archive of a part leaves out, ``None`` for one of everything. Use it as a context; it
    keeps the file open.
    """

    left_out: frozenset[str] | None = None

    def __init__(
        self,
        path: Path,
        went_on: Callable[[int, int], None] = lambda _done, _of: None,
        opened: IO[bytes] | None = None,
    ) -> None:
        """Check the archive in ``path``, or that in ``opened``, which came out of the file ``path``.

        Raises a ``FileProblem`` for one that cannot be taken.
        """
        self._path = path
        try:
            self._file: IO[bytes] = path.open("rb") if opened is None else opened
        except OSError as error:
            raise read_problem(error, path) from error
        try:
            self._size = self._file.seek(0, os.SEEK_END)
            self._zip = self._opened()
            self._files = self._parts()
            self.contents = self._contents(went_on)
            self._check_files(went_on)
        except BaseException:
            self._file.close()
            raise

    def __enter__(self) -> Archive:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._zip.close()
        self._file.close()

    def content(self, digest: str) -> bytes:
        """The file with this digest; raises ``ArchiveAltered`` where it is not that any more."""
        data = self._unpacked(self._files[digest], MOST_OF_A_FILE)
        if hashlib.sha256(data).hexdigest() != digest:
            raise ArchiveAltered(path=str(self._path), name=self._files[digest].filename)
        return data

    # -- the parts

    def _opened(self) -> zipfile.ZipFile:
        try:
            return zipfile.ZipFile(self._file)
        except CANNOT_UNPACK as error:
            raise NotAnArchive(path=str(self._path)) from error

    def _parts(self) -> Mapping[str, zipfile.ZipInfo]:
        """The files of proofs by digest, after every part was found to be one of an archive."""
        path, parts = str(self._path), self._zip.infolist()
        if len(parts) > MOST_PARTS:
            raise ArchiveTooManyParts(path=path, limit=MOST_PARTS)
        seen: set[str] = set()
        files: dict[str, zipfile.ZipInfo] = {}
        for part in parts:
            if part.flag_bits & 1:
                raise ArchiveProtected(path=path)
            if part.compress_type not in _PACKED:
                raise NotAnArchive(path=path)
            found = _ATTACHMENT.fullmatch(part.filename)
            name = found[1] if found else part.filename
            known = found or part.filename in (JSON_NAME, README_NAME) or _TABLE.fullmatch(part.filename)
            if not known or name in seen:
                raise ArchiveStranger(path=path, name=_shown(part.filename))
            seen.add(name)
            if found:
                files[found[1]] = part
        if JSON_NAME not in seen:
            raise NotAnArchive(path=path)
        return files

    def _unpacked(self, part: zipfile.ZipInfo, most: int) -> bytes:
        """The bytes of a part, at most ``most`` of them."""
        path, pieces, size = str(self._path), [], 0
        try:
            with self._zip.open(part) as source:
                while piece := source.read(_CHUNK):
                    size += len(piece)
                    if size > most:
                        raise ArchiveTooLarge(path=path, name=_shown(part.filename), limit=most // MEGABYTE)
                    pieces.append(piece)
        except CANNOT_UNPACK as error:
            raise NotAnArchive(path=path) from error
        return b"".join(pieces)

    # -- what they hold

    def _contents(self, went_on: Callable[[int, int], None]) -> Contents:
        data = self._json()
        path = str(self._path)
        rows = {table: data.get(table, []) for table in TABLES}
        stranger = next((name for name in data if name not in _HEAD and name not in TABLES), None)
        if stranger is not None:
            raise ArchiveStranger(path=path, name=_shown(stranger))
        every, done = sum(len(found) if isinstance(found, list) else 0 for found in rows.values()), 0
        read: dict[str, tuple[Row, ...]] = {}
        for table, found in rows.items():
            if not isinstance(found, list):
                raise ArchiveBadRow(path=path, table=table, number=0, field="")
            read[table] = tuple(
                self._row(table, number, row)
                for number, row in enumerate(_counted(found, done, every, went_on), start=1)
            )
            done += len(found)
        self.left_out = self._left_out(data)
        contents = Contents({table: found for table, found in read.items() if found})
        self._check_references(contents)
        return contents

    def _left_out(self, data: Mapping[str, Any]) -> frozenset[str] | None:
        words = data.get("left_out")
        if words is None:
            return None
        if not isinstance(words, list) or not all(isinstance(word, str) for word in words):
            raise NotAnArchive(path=str(self._path))
        return frozenset(words)

    def _json(self) -> Mapping[str, Any]:
        part = self._zip.getinfo(JSON_NAME)
        packed = min(part.compress_size, self._size)  # the first may lie
        most = min(MOST_JSON, MOST_TIMES * packed + MEGABYTE)
        data = self._unpacked(part, most)
        if data.count(b",") > MOST_VALUES:
            raise ArchiveTooLarge(path=str(self._path), name=JSON_NAME, limit=MOST_JSON // MEGABYTE)
        try:
            found = json.loads(
                data, object_pairs_hook=_once, parse_float=_no_number, parse_constant=_no_number
            )
        except (ValueError, RecursionError) as error:
            raise NotAnArchive(path=str(self._path)) from error
        if not isinstance(found, dict) or found.get("format") != FORMAT:
            raise NotAnArchive(path=str(self._path))
        version = found.get("version")
        if not isinstance(version, int) or isinstance(version, bool) or not 1 <= version < _NO_VERSION:
            raise NotAnArchive(path=str(self._path))
        if version > VERSION:
            raise ArchiveNewer(path=str(self._path), version=version)
        return found

    def _row(self, table: str, number: int, data: object) -> Row:
        try:
            row = read_row(TABLES[table], data)
        except BadField as bad:
            raise self._bad_row(table, number, bad.name) from bad
        if table == "settings" and (field := wrong_in_setting(row)):
            raise self._bad_row(table, number, field)
        return row

    def _check_references(self, contents: Contents) -> None:
        """Every id stands once, what is referred to is there, and no two months have one place."""
        owners: dict[str, dict[int, int | None]] = {}
        places = set()
        for table in TABLES:
            owners[table], fields = {}, references(TABLES[table])
            for number, row in enumerate(contents.of(table), start=1):
                if (field := _lost(row, fields, owners)) is not None:
                    raise self._bad_row(table, number, field)
                if row.id in owners[table]:
                    raise self._bad_row(table, number, "id")
                owners[table][row.id] = getattr(row, "person_id", None)
                if table == "contributions":
                    place = (row.person_id, row.place_in_record)
                    if place in places:
                        raise self._bad_row(table, number, "month")
                    places.add(place)

    def _check_files(self, went_on: Callable[[int, int], None]) -> None:
        path = str(self._path)
        wanted = {row.digest for row in self.contents.of("evidence") if row.digest}
        for digest, part in self._files.items():
            if digest not in wanted:
                raise ArchiveStranger(path=path, name=_shown(part.filename))
        room = MOST_OF_FILES
        for done, digest in enumerate(sorted(wanted)):
            if digest not in self._files:
                raise ArchiveMissing(path=path, name=digest)
            room -= len(self.content(digest))
            if room < 0:
                raise ArchiveTooLarge(path=path, name="attachments", limit=MOST_OF_FILES // MEGABYTE)
            went_on(done, len(wanted))

    def _bad_row(self, table: str, number: int, field: str) -> ArchiveBadRow:
        return ArchiveBadRow(path=str(self._path), table=table, number=number, field=_shown(field))


def _counted(
    rows: list[object], done: int, every: int, went_on: Callable[[int, int], None]
) -> Iterator[object]:
    """The rows; says now and then how many are done."""
    for number, row in enumerate(rows, start=done):
        if number % _STEP == 0:
            went_on(number, every)
        yield row


def _lost(row: Row, fields: tuple[str, ...], owners: Mapping[str, Mapping[int, int | None]]) -> str | None:
    """Which of ``fields`` refers to nothing, or to a proof or certificate of somebody else; ``None`` where all fit."""
    for field in fields:
        if (number := getattr(row, field)) is None:
            continue
        found = owners[REFERS[field]]
        if number not in found or (field in _OF_ONE_PERSON and found[number] != row.person_id):
            return field
    return None


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a name stands twice")
    return found


def _no_number(text: str) -> float:
    raise ValueError(text)


def _shown(name: str) -> str:
    """A name from outside, short, without characters that turn the line round or command a terminal."""
    return "".join(c if c.isprintable() else "�" for c in name[:80])
