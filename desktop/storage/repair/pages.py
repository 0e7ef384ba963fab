"""The pages of the encrypted file as they lie on the disk: authenticated one by one, and decrypted in memory.

SQLCipher 4: each page of 4096 bytes ends in 80 of its own, the initialisation vector (16) and an HMAC-SHA512 (64)
of ciphertext, vector and page number. The first 16 bytes of the file are a salt that only the HMAC's key depends on.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Mapping
from pathlib import Path
from typing import Final

PAGE: Final = 4096
"""Bytes of a page on the disk."""
USABLE: Final = PAGE - 80
"""Bytes of a page that SQLite uses."""
SALT: Final = 16
"""Bytes of the salt, in front of the first page."""
_MAC: Final = 64
_VECTOR: Final = 16
_MAC_SALT_MASK: Final = 0x3A
_MAC_KEY_ROUNDS: Final = 2
_BEGINNING: Final = b"SQLite format 3\0"
"""What stands in the salt's place once the first page is decrypted."""


class PageCipher:
    """Authenticates and decrypts pages. ``key`` is the raw key of 32 bytes, ``salt`` that of the file."""

    def __init__(self, key: bytes, salt: bytes) -> None:
        self.salt = salt
        self._key = key
        mask = bytes(byte ^ _MAC_SALT_MASK for byte in salt)
        self._mac_key = hashlib.pbkdf2_hmac("sha512", key, mask, _MAC_KEY_ROUNDS, 32)

    def authentic(self, number: int, page: bytes) -> bool:
        """Whether ``page`` is what was written as page ``number`` (from 1), to the last bit; the salt counts too."""
        if len(page) != PAGE or (number == 1 and page[:SALT] != self.salt):
            return False
        return self.authentic_but_for_salt(number, page)

    def authentic_but_for_salt(self, number: int, page: bytes) -> bool:
        """The same, whatever the first 16 bytes of the first page are."""
        if len(page) != PAGE:
            return False
        covered = page[SALT if number == 1 else 0 : PAGE - _MAC] + number.to_bytes(4, "little")
        return hmac.compare_digest(hmac.digest(self._mac_key, covered, "sha512"), page[PAGE - _MAC :])

    def plain(self, number: int, page: bytes) -> bytes:
        """The ``USABLE`` bytes of an authentic page in the open."""
        from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

        start = SALT if number == 1 else 0
        vector = page[USABLE : USABLE + _VECTOR]
        text = Cipher(algorithms.AES(self._key), modes.CBC(vector)).decryptor().update(page[start:USABLE])
        return _BEGINNING + text if number == 1 else text


class PageFile:
    """The pages of the file ``path`` as they lie on the disk, each read when it is asked for.

    One that the disk does not give any more is empty. Raises ``OSError`` where there is no file.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self.size = path.stat().st_size
        """Bytes of the file."""
        self.count = -(-self.size // PAGE)
        """Pages of the file; the last one may be cut short."""

    def __getitem__(self, number: int) -> bytes:
        try:
            with self._path.open("rb", buffering=0) as file:
                file.seek((number - 1) * PAGE)
                return file.read(PAGE)
        except OSError:
            return b""


class Pages:
    """The pages of one file, those of its journal laid over them; a page that is damaged or missing is ``None``.

    ``newer`` are the pages that lie in the journal, ``gone`` those whose last version there is damaged; ``count`` says
    how many pages the file has by its journal, where the journal says it.
    """

    def __init__(
        self,
        cipher: PageCipher,
        file: PageFile,
        newer: Mapping[int, bytes] | None = None,
        gone: frozenset[int] = frozenset(),
        count: int | None = None,
    ) -> None:
        self.cipher = cipher
        self._file = file
        self._newer = newer or {}
        self._gone = gone
        self.count = count or max(file.count, 1, *self._newer)
        if count is None:
            self.count = max(self.count, self._count_in_head())

    def raw(self, number: int) -> bytes:
        """The page as it lies on the disk, cut short where the file is."""
        return self._newer.get(number) or self._file[number]

    def sound(self, number: int) -> bool:
        """Whether the page can be read; a damaged salt alone does not keep its page from being read."""
        return number not in self._gone and self.cipher.authentic_but_for_salt(number, self.raw(number))

    def __getitem__(self, number: int) -> bytes | None:
        """The page in the open."""
        if not 1 <= number <= self.count or not self.sound(number):
            return None
        return self.cipher.plain(number, self.raw(number))

    def damaged(self) -> tuple[int, ...]:
        """The numbers of the pages that are damaged or missing."""
        return tuple(number for number in range(1, self.count + 1) if not self.sound(number))

    def _count_in_head(self) -> int:
        """How many pages the first one says there are; 0 where it cannot be read."""
        head = self[1]
        return 0 if head is None else int.from_bytes(head[28:32], "big")
