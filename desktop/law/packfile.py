"""The pack file: a zip of one edition. Nothing is unpacked before names and sizes have been looked at."""

from __future__ import annotations

import datetime as dt
import io
import re
import stat
import struct
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

from desktop.law import manifest, signing

PACK_LIMIT: Final = 5_000_000
"""Bytes of a pack, and of all its files together once unpacked."""
FILE_LIMIT: Final = 1_000_000
"""Bytes of one file once unpacked; the largest of ours takes a ninth of it, and much larger ones are slow to check."""
COUNT_LIMIT: Final = 500
RATIO_LIMIT: Final = 100
"""How many times as large as in the pack a file may become; law data stay below 20."""

_NAME: Final = re.compile(
    r"(?:law|rates|documents)(?:/[A-Za-z0-9_-]+){1,3}\.toml|glossary\.csv|words/(?:de|en|ko|zh_Hans)/(?:law|result)\.po"
)
_RESERVED: Final = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)", re.IGNORECASE)
"""Names that Windows keeps for devices, with any ending; a file of such a name cannot be written there."""
_LONGEST_NAME: Final = 100
"""Characters of a file name with its folders; ours take less than half of it."""
_PACKED: Final = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""The ways of packing that are read; others can ask for gigabytes of memory before they give a byte."""
_CANNOT_UNPACK: Final = (
    zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, OverflowError, RuntimeError, ValueError,
)  # fmt: skip
"""What zipfile raises for a file that makes no sense; for a way of packing that it does not know a RuntimeError."""
_ENVELOPE: Final = (manifest.NAME, signing.NAME)
_LONG_AGO: Final = (1980, 1, 1, 0, 0, 0)
_REGULAR: Final = stat.S_IFREG | 0o644
_SHOWN: Final = 80


class Fault(NamedTuple):
    """One reason to refuse a pack; its words are ``errors.pack.KEY`` with ``params``."""

    key: str
    params: Mapping[str, str | int | dt.date] = {}


class PackRefused(Exception):
    """A pack that is not taken: ``faults`` of the pack itself, ``sentences`` about its data with file and line."""

    def __init__(self, faults: tuple[Fault, ...], sentences: tuple[str, ...] = ()) -> None:
        super().__init__(*(fault.key for fault in faults), *sentences)
        self.faults = faults
        self.sentences = sentences


def belongs(name: str) -> bool:
    """Whether a file of this name (relative, with ``/``) can be part of an edition."""
    if len(name) > _LONGEST_NAME or _NAME.fullmatch(name) is None:
        return False
    return not any(_RESERVED.fullmatch(part.partition(".")[0]) for part in name.split("/"))


def write_pack(files: Mapping[str, bytes]) -> bytes:
    """A zip of ``files``; the same files always give the same bytes."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as pack:
        for name in sorted(files):
            entry = zipfile.ZipInfo(name, _LONG_AGO)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3
            entry.external_attr = _REGULAR << 16
            pack.writestr(entry, files[name])
    return content.getvalue()


def read_pack(data: bytes) -> dict[str, bytes]:
    """The files of a pack by name; raises ``PackRefused`` with everything that is wrong with the zip."""
    if len(data) > PACK_LIMIT:
        raise PackRefused((Fault("too_large", {"limit": PACK_LIMIT // 1_000_000}),))
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as pack:
            if faults := tuple(_faults(pack.infolist())):
                raise PackRefused(faults)
            return {entry.filename: _content(pack, entry) for entry in pack.infolist()}
    except _CANNOT_UNPACK as error:
        raise PackRefused((Fault("not_a_pack"),)) from error


def _content(pack: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    """What unpacks to no more than it says; the sizes in the list of contents are the sender's word only."""
    with pack.open(entry) as file:
        content = file.read(entry.file_size + 1)
    if len(content) != entry.file_size:
        raise PackRefused((Fault("file_too_large", {"file": entry.filename}),))
    return content


def _faults(entries: list[zipfile.ZipInfo]) -> Iterator[Fault]:
    if len(entries) > COUNT_LIMIT:
        yield Fault("too_many_files", {"count": len(entries), "limit": COUNT_LIMIT})
        return
    if sum(entry.file_size for entry in entries) > PACK_LIMIT:
        yield Fault("too_large", {"limit": PACK_LIMIT // 1_000_000})
    for name in _twice([entry.filename for entry in entries]):
        yield Fault("name_twice", {"file": _shown(name)})
    for entry in entries:
        yield from _entry_faults(entry)


def _twice(names: list[str]) -> Iterator[str]:
    """Names that are one on a system that takes no notice of capitals: of files, and of folders written differently."""
    for name, times in Counter(name.casefold() for name in names).items():
        if times > 1:
            yield name
    folders = {name.rpartition("/")[0] for name in names} - {""}
    for name, times in Counter(folder.casefold() for folder in folders).items():
        if times > 1:
            yield name


def _entry_faults(entry: zipfile.ZipInfo) -> Iterator[Fault]:
    params = {"file": _shown(entry.orig_filename)}
    parts = re.split(r"[/\\]", entry.orig_filename)
    if ".." in parts or parts[0] == "" or ":" in entry.orig_filename or "\0" in entry.orig_filename:
        yield Fault("path_outside", params)
    elif _kind(entry) not in (0, stat.S_IFREG):
        yield Fault("no_plain_file", params)
    elif entry.compress_type not in _PACKED:
        yield Fault("not_a_pack")
    elif entry.filename not in _ENVELOPE and not belongs(entry.filename):
        yield Fault("file_unknown", params)
    if entry.flag_bits & 0x1:
        yield Fault("encrypted", params)
    if entry.file_size > FILE_LIMIT:
        yield Fault("file_too_large", params)
    elif entry.file_size > RATIO_LIMIT * max(entry.compress_size, 1):
        yield Fault("bomb", params)


def _kind(entry: zipfile.ZipInfo) -> int:
    """The kind of file by the Unix attributes; 0 where the sender's system kept none."""
    return stat.S_IFMT(entry.external_attr >> 16)


def _shown(name: str) -> str:
    """A foreign name fit for a sentence."""
    plain = "".join(character if character.isprintable() else "�" for character in name)
    return plain if len(plain) <= _SHOWN else f"{plain[:_SHOWN]}…"
