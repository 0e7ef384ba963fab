"""The secret of a recovery sheet in twelve words, in four languages, or in one code to type.

Twelve words of a list of 2048 hold 128 bits and a checksum of 4 (BIP-39, by the library ``mnemonic``). The code is
Base32 (RFC 4648) of the secret and the first four bytes of its SHA-256.
"""

from __future__ import annotations

import re
import unicodedata
from base64 import b32decode, b32encode
from functools import cache
from typing import TYPE_CHECKING, Final

from desktop.paths import resources_folder
from desktop.safety.problems import CodeMistyped, UnknownWord, WordsDoNotFit, WrongNumberOfWords

if TYPE_CHECKING:
    from mnemonic import Mnemonic

SECRET_BYTES: Final = 16
WORDS: Final = 12
_PREFIX: Final = "WAIPAI"
_CODE_LETTERS: Final = 32
_CHECK_BYTES: Final = 4
_GROUP: Final = 4
_MISREAD: Final = str.maketrans("018", "OIB")
"""Digits that Base32 leaves out because they look like letters."""
_LISTS: Final = {"de": "", "en": "english", "ko": "korean", "zh_Hans": "chinese_simplified"}
_SHORTENED: Final = ("de", "en")
"""Languages whose words are told apart by their first letters, ``_ENOUGH`` of them."""
_ENOUGH: Final = 4
_HAN: Final = re.compile(r"([\u4e00-\u9fff])")
_BETWEEN: Final = re.compile(r"[\W\d_]+")
_NO_CODE: Final = re.compile(r"[^A-Z0-9]+")
_LONGEST_TEXT: Final = 2000


def words_of(secret: bytes, language: str) -> tuple[str, ...]:
    """The twelve words of a secret of ``SECRET_BYTES`` in ``de``, ``en``, ``ko`` or ``zh_Hans``."""
    return tuple(_composed(_mnemonic(language).to_mnemonic(secret)).split())


def code_of(secret: bytes) -> str:
    """The secret in capital letters and digits, in groups of four: ``WAIPAI ABCD …``."""
    letters = b32encode(secret + _checksum(secret)).decode()
    groups = [letters[start : start + _GROUP] for start in range(0, _CODE_LETTERS, _GROUP)]
    return " ".join([_PREFIX, *groups])


def secret_of(text: str) -> bytes:
    """The secret of twelve words of any of the languages, or of a typed code.

    Capitals, blanks, punctuation and the numbers of the words do not matter, and in German and English the first four
    letters of a word will do. Raises ``UnknownWord``, ``WrongNumberOfWords``, ``WordsDoNotFit`` or ``CodeMistyped``.
    """
    text = _composed(text[:_LONGEST_TEXT])
    typed = [word for word in _BETWEEN.split(_HAN.sub(r" \1 ", text.casefold())) if word]
    letters = _NO_CODE.sub("", text.upper())
    if letters.startswith(_PREFIX):
        return _secret_of_code(letters.removeprefix(_PREFIX))
    if len(letters) == _CODE_LETTERS and len(typed) != WORDS:
        return _secret_of_code(letters)
    return _secret_of_words(typed)


def _secret_of_code(letters: str) -> bytes:
    try:
        raw = b32decode(letters.translate(_MISREAD))
    except ValueError as error:
        raise CodeMistyped from error
    secret, check = raw[:SECRET_BYTES], raw[SECRET_BYTES:]
    if check != _checksum(secret):
        raise CodeMistyped
    return secret


def _secret_of_words(typed: list[str]) -> bytes:
    """The language that knows most of the words names the one that it does not know."""
    found = [(language, [_find(word, language) for word in typed]) for language in _LISTS]
    found.sort(key=lambda each: each[1].count(None))
    best = found[0][1]
    if None in best:
        number = best.index(None)
        raise UnknownWord(number=number + 1, word=typed[number])
    if len(typed) != WORDS:
        raise WrongNumberOfWords(count=len(typed), wanted=WORDS)
    for language, words in found:
        known = [word for word in words if word is not None]
        if len(known) == WORDS and _mnemonic(language).check(" ".join(known)):
            return bytes(_mnemonic(language).to_entropy(known))
    raise WordsDoNotFit


def _find(typed: str, language: str) -> str | None:
    """The word of the list as the library wants it; ``None`` where there is none, or more than one."""
    words = _words(language)
    if typed in words:
        return words[typed]
    if language not in _SHORTENED or len(typed) < _ENOUGH:
        return None
    return next((word for word in words if word.startswith(typed)), None)


@cache
def _words(language: str) -> dict[str, str]:
    """Each word as people type it, composed, and as the library has it, decomposed."""
    return {_composed(word): word for word in _mnemonic(language).wordlist}


@cache
def _mnemonic(language: str) -> Mnemonic:
    from mnemonic import Mnemonic

    if language == "de":
        text = (resources_folder() / "words" / "de-2048.txt").read_text(encoding="utf-8")
        return Mnemonic("german", text.split())
    return Mnemonic(_LISTS[language])


def _composed(text: str) -> str:
    return unicodedata.normalize("NFKC", text)


def _checksum(secret: bytes) -> bytes:
    from hashlib import sha256  # it brings OpenSSL along, 3 MB that a plain start can do without

    return sha256(secret).digest()[:_CHECK_BYTES]
