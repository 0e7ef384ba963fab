"""The head of an age file, read before anything is tried: whom it opens for, and how much work a password costs.

The format is ``age-encryption.org/v1``: a line for the version, for each recipient a line ``-> KIND …`` with a body,
a line ``---`` with the check sum, and the encrypted bytes. A head from outside can ask for any amount of work, so
limits are checked here and not by whoever does the work.
"""

from __future__ import annotations

import base64
import binascii
import re
from typing import Final

from desktop.exchange.age_problems import CaseFileAltered, CaseFileCut, NotEncrypted, TooMuchWork

MOST_WORK: Final = 20
"""The power of two of the steps for a password: a gigabyte and some seconds; age itself writes 18."""
VERSION_LINE: Final = b"age-encryption.org/v1\n"
ARMOUR_LINE: Final = b"-----BEGIN AGE"
CHUNK: Final = 64 * 1024
TAG: Final = 16
"""Bytes by which every chunk is longer than what it holds."""
NONCE: Final = 16
_MOST_HEAD: Final = 64 * 1024
"""Bytes; a recipient takes about a hundred of them."""
_STANZA: Final = re.compile(rb"-> ([!-~]+(?: [!-~]+)*)\n(?:[A-Za-z0-9+/]{64}\n)*[A-Za-z0-9+/]{0,63}\n")
_END: Final = re.compile(rb"--- [A-Za-z0-9+/]{43}\n")
_SCRYPT: Final = re.compile(r"scrypt [A-Za-z0-9+/]{22} ([1-9][0-9]?)")
_END_LENGTH: Final = 48
_ARMOUR: Final = re.compile(
    rb"\s*-----BEGIN AGE ENCRYPTED FILE-----\r?\n([A-Za-z0-9+/=\r\n]*)-----END AGE ENCRYPTED FILE-----\s*"
)


def without_armour(data: bytes, path: str) -> bytes:
    """The bytes of an age file that was written as letters for a mail; any other as it is."""
    if not data.lstrip().startswith(ARMOUR_LINE):
        return data
    found = _ARMOUR.fullmatch(data)
    if found is None:
        raise CaseFileCut(path=path)
    try:
        return base64.b64decode(found[1].replace(b"\r", b"").replace(b"\n", b""), validate=True)
    except binascii.Error as error:
        raise CaseFileAltered(path=path) from error


def opens_with_password(data: bytes, path: str) -> bool:
    """Whether a password opens the age file ``data``; if not, keys do. Raises a ``FileProblem`` that names ``path``."""
    if not data.startswith(VERSION_LINE):
        begun = bool(data) and VERSION_LINE.startswith(data)
        raise (CaseFileCut if begun else NotEncrypted)(path=path)
    stanzas, place = [], len(VERSION_LINE)
    while stanza := _STANZA.match(data, place, _MOST_HEAD):
        stanzas.append(stanza[1].decode("ascii"))
        place = stanza.end()
    end = _END.match(data, place, _MOST_HEAD)
    if end is None:
        cut = len(data) - place < _END_LENGTH or b"\n--- " not in data[:_MOST_HEAD]
        raise (CaseFileCut if cut else CaseFileAltered)(path=path)
    if not stanzas:
        raise CaseFileAltered(path=path)
    _check_length(len(data) - end.end(), path)
    return _with_password(stanzas, path)


def _check_length(payload: int, path: str) -> None:
    """Every chunk is full but the last, which holds something unless it is the only one."""
    last = (payload - NONCE) % (CHUNK + TAG)
    if payload < NONCE + TAG or 0 < last < TAG or (last == TAG and payload != NONCE + TAG):
        raise CaseFileCut(path=path)


def _with_password(stanzas: list[str], path: str) -> bool:
    if not any(stanza.split(" ")[0] == "scrypt" for stanza in stanzas):
        return False
    found = _SCRYPT.fullmatch(stanzas[0])
    if found is None or len(stanzas) > 1:
        raise CaseFileAltered(path=path)
    if (work := int(found[1])) > MOST_WORK:
        raise TooMuchWork(path=path, work=work, limit=MOST_WORK)
    return True
