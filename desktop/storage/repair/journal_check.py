"""The write-ahead log before anybody opens it: what in it was committed, and what of that is damaged.

SQLite reads the log up to the first frame whose checksum does not fit and says nothing of what follows. After a
crash that is right: the end may be half written, and nobody was told that it is kept. A frame that was committed
and does not fit is damage. The formats are documented (https://www.sqlite.org/walformat.html, 1.1 to 2.2).
"""

from __future__ import annotations

import struct
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, NamedTuple

from desktop.storage.repair.pages import PAGE, PageCipher

LOG: Final = "cases.db-wal"
_INDEX: Final = "cases.db-shm"
_HEAD: Final = 32
_FRAME_HEAD: Final = 24
_FRAME: Final = _FRAME_HEAD + PAGE
_MAGIC: Final = (0x377F0682, 0x377F0683)
"""Checksums of little-endian words, of big-endian words."""
_VERSION: Final = 3007000
_INDEX_HEAD: Final = 48
_MASK: Final = 0xFFFFFFFF
_AT_ONCE: Final = 32
"""Words added before the sums are cut to 32 bits."""

Sum = tuple[int, int]


@dataclass(slots=True)
class Journal:
    """What the log holds of committed pages.

    ``newer`` are the last versions of pages, ``gone`` the pages whose last version is damaged, ``count`` the pages of
    the file after the last commit (``None`` without any). ``before`` and ``count_before`` are the pages and the count
    of the last commit in front of the damage. ``nameless`` counts lost frames that do not say whose page they held.
    """

    damaged: bool = False
    newer: dict[int, bytes] = field(default_factory=dict)
    gone: set[int] = field(default_factory=set)
    count: int | None = None
    before: dict[int, bytes] = field(default_factory=dict)
    count_before: int | None = None
    nameless: int = 0


class _Frame(NamedTuple):
    """One whole frame of the log.

    ``total`` is the number of pages of the file where the frame ends a commit, else 0; ``seeds`` are the sums that may
    have stood in front of it.
    """

    page: int
    total: int
    salts: bytes
    head: bytes
    content: bytes
    seeds: frozenset[Sum]
    stored: Sum

    def fits(self, add: _Add) -> bool:
        return self.stored in {add(seed, self.head + self.content) for seed in self.seeds}


class _Index(NamedTuple):
    """What the index of the log knew: so many frames were committed, and of them copied into the file; its pages."""

    frames: int
    copied: int
    pages: int


_Add = Callable[[Sum, bytes], Sum]


def read_journal(folder: Path, cipher: PageCipher) -> Journal:
    """What the log beside the database in ``folder`` holds. Nothing is written. Raises ``OSError``."""
    try:
        log = (folder / LOG).read_bytes()
    except FileNotFoundError:
        log = b""
    if len(log) < _HEAD + _FRAME:
        log = b""
    return _Reader(folder, cipher, log).journal() if log or _index_of(folder, None) else Journal()


class _Reader:
    """Reads one log."""

    def __init__(self, folder: Path, cipher: PageCipher, log: bytes) -> None:
        self._cipher = cipher
        self._folder = folder
        self._log = log
        magic = int.from_bytes(log[:4], "big")
        self._orders = (magic & 1,) if magic in _MAGIC else (0, 1)
        self._head_fits = bool(log) and self._check_head()
        self._salts = {log[16:24]} if self._head_fits else {log[16:24], log[_HEAD + 8 : _HEAD + 16]}
        self._add: _Add = _adder(bool(self._orders[0]))
        self._index = _index_of(folder, self._salts if log else None)

    def journal(self) -> Journal:
        """See ``read_journal``."""
        frames, fitting = self._frames()
        committed = self._committed(frames, fitting)
        journal = Journal()
        for frame, fits in zip(frames[:committed], fitting, strict=False):
            self._lay(journal, frame, fits)
        journal.damaged |= bool(committed) and not self._head_fits
        index = self._index
        if index is None:
            return journal
        missing = max(index.frames - len(frames), 0)
        if index.copied == index.frames >= committed:
            # The file has it all; but SQLite would lay what is left of a damaged log over it.
            return Journal(damaged=journal.damaged or bool(frames and missing), count=index.pages)
        if committed == index.frames:
            journal.count = index.pages
        journal.damaged |= bool(missing)
        journal.nameless += missing
        return journal

    def _check_head(self) -> bool:
        magic, version, size = struct.unpack(">3I", self._log[:12])
        if magic not in _MAGIC or version != _VERSION or size != PAGE:
            return False
        return _adder(bool(magic & 1))((0, 0), self._log[:24]) == _sum(self._log, 24)

    def _frames(self) -> tuple[list[_Frame], list[bool]]:
        """All whole frames, and whether the checksum of each is right."""
        best: tuple[list[_Frame], list[bool]] = ([], [])
        for order in self._orders:
            add = _adder(bool(order))
            found = list(self._read(add))
            if sum(fits for _, fits in found) >= sum(best[1]):
                best = [frame for frame, _ in found], [fits for _, fits in found]
                self._add = add
        return best

    def _read(self, add: _Add) -> Iterator[tuple[_Frame, bool]]:
        log = self._log
        seeds = frozenset({_sum(log, 24), add((0, 0), log[:24])}) if log else frozenset[Sum]()
        for place in range(_HEAD, len(log) - _FRAME + 1, _FRAME):
            head, content = log[place : place + 8], log[place + _FRAME_HEAD : place + _FRAME]
            page, total = struct.unpack(">2I", head)
            salts, stored = log[place + 8 : place + 16], _sum(log, place + 16)
            frame = _Frame(page, total, salts, head, content, seeds, stored)
            sums = frozenset(add(seed, head + content) for seed in seeds)
            fits = stored in sums
            # Behind a frame that does not fit, the next may follow what it says or what it should say.
            seeds = frozenset({stored}) if fits else sums | ({stored} if salts in self._salts else set())
            yield frame, fits

    def _committed(self, frames: list[_Frame], fitting: list[bool]) -> int:
        """How many frames were committed.

        Without the index a whole frame of this log that does not fit counts as committed: nobody can tell.
        """
        last = max((n for n, f in enumerate(frames, 1) if fitting[n - 1] and f.total), default=0)
        if self._index is not None:
            known = self._index.frames
            return max(last, known) if known <= len(frames) else last
        broken = [n for n in range(last, len(frames)) if not fitting[n] and frames[n].salts in self._salts]
        return broken[-1] + 1 if broken else last

    def _lay(self, journal: Journal, frame: _Frame, fits: bool) -> None:
        if not fits or frame.salts not in self._salts or not self._head_fits:
            journal.damaged = True
        page, content = (frame.page, frame.content) if fits else self._mended(frame)
        if content is not None and self._cipher.authentic_but_for_salt(page, content):
            journal.newer[page] = content
            journal.gone.discard(page)
        elif page:
            journal.newer.pop(page, None)
            journal.gone.add(page)
        else:
            journal.nameless += 1
        if frame.total:
            journal.count = frame.total
            if not journal.damaged:
                journal.before, journal.count_before = dict(journal.newer), frame.total

    def _mended(self, frame: _Frame) -> tuple[int, bytes | None]:
        """Page and content of a frame that does not fit: its own, if it is authentic, or what was copied of it."""
        if self._cipher.authentic_but_for_salt(frame.page, frame.content):
            return frame.page, frame.content
        database = self._folder / "cases.db"
        pages = database.stat().st_size // PAGE + len(self._log) // _FRAME
        for number in range(1, pages + 1):
            if self._cipher.authentic_but_for_salt(number, frame.content):
                return number, frame.content
        if not 1 <= frame.page <= pages:
            return 0, None
        with database.open("rb") as file:
            file.seek((frame.page - 1) * PAGE)
            copied = file.read(PAGE)
        return frame.page, copied if frame._replace(content=copied).fits(self._add) else None


def _index_of(folder: Path, salts: set[bytes] | None) -> _Index | None:
    """The index of the log with these salts (``None``: of any), where it is there and whole."""
    try:
        with (folder / _INDEX).open("rb", buffering=0) as file:  # what follows may be locked
            content = file.read(2 * _INDEX_HEAD + 4)
    except OSError:
        return None
    add = _adder(sys.byteorder == "big")
    for start in (0, _INDEX_HEAD):
        head = content[start : start + _INDEX_HEAD]
        if len(content) < 2 * _INDEX_HEAD + 4 or struct.unpack("=2I", head[40:48]) != add((0, 0), head[:40]):
            continue
        if salts is None or head[32:40] in salts:
            frames, pages = struct.unpack("=2I", head[16:24])
            (copied,) = struct.unpack("=I", content[2 * _INDEX_HEAD :])
            return _Index(frames, copied, pages) if frames else None
    return None


def _sum(content: bytes, place: int) -> Sum:
    first, second = struct.unpack(">2I", content[place : place + 8])
    return first, second


def _adder(big: bool) -> _Add:
    """The checksum of the log (walformat 1.5) over words of this order of bytes."""
    order = ">" if big else "<"

    def add(seed: Sum, content: bytes) -> Sum:
        first, second = seed
        words = struct.unpack(f"{order}{len(content) // 4}I", content)
        for start in range(0, len(words), _AT_ONCE):
            part = iter(words[start : start + _AT_ONCE])
            for one, other in zip(part, part, strict=True):
                first += one + second
                second += other + first
            first &= _MASK
            second &= _MASK
        return first, second

    return add
