"""Writing an age file to a password.

pyrage chooses the work factor by the speed of the machine it runs on, up to a gigabyte of memory: what a fast machine
wrote, a small laptop could not open. The format is therefore written here, with the work factor 18 that the age
tool itself writes (256 MB, below a second); pyrage reads it back. Decision 0021.
"""

from __future__ import annotations

import base64
import os
import unicodedata
from collections.abc import Iterator
from typing import Final

from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.hmac import HMAC
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from desktop.exchange.age_header import CHUNK, NONCE, VERSION_LINE

WORK: Final = 18


def encrypt_to_password(data: bytes, password: str) -> bytes:
    """``data`` as an age file that ``password`` opens."""
    file_key, salt, nonce = os.urandom(16), os.urandom(16), os.urandom(NONCE)
    wrapped = ChaCha20Poly1305(_wrapping_key(password, salt)).encrypt(bytes(12), file_key, None)
    head = VERSION_LINE + b"-> scrypt %s %d\n%s\n---" % (_letters(salt), WORK, _letters(wrapped))
    check = HMAC(_derived(file_key, b"", b"header"), SHA256())
    check.update(head)
    chunks = _chunks(data, _derived(file_key, nonce, b"payload"))
    return b"".join((head, b" ", _letters(check.finalize()), b"\n", nonce, *chunks))


def normalised(password: str) -> str:
    """The password as it enters the key, however the keyboard composed its letters."""
    return unicodedata.normalize("NFC", password)


def _wrapping_key(password: str, salt: bytes) -> bytes:
    scrypt = Scrypt(salt=b"age-encryption.org/v1/scrypt" + salt, length=32, n=2**WORK, r=8, p=1)
    return scrypt.derive(normalised(password).encode("utf-8", "surrogatepass"))


def _derived(key: bytes, salt: bytes, info: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=salt, info=info).derive(key)


def _chunks(data: bytes, key: bytes) -> Iterator[bytes]:
    """Each 64 KiB by itself, numbered, the last one marked, so that none can be taken away or moved."""
    cipher, places = ChaCha20Poly1305(key), range(0, len(data), CHUNK) or range(1)
    for number, place in enumerate(places):
        last = number == len(places) - 1
        yield cipher.encrypt(number.to_bytes(11, "big") + bytes([last]), data[place : place + CHUNK], None)


def _letters(data: bytes) -> bytes:
    return base64.b64encode(data).rstrip(b"=")
