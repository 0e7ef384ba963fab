"""Passphrases, recovery words and codes that are nearly right: none opens, and the right one still does.

The key file is made with a cheap Argon2id, so that thousands can be tried; all else is as ever.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from random import Random
from typing import Final

from desktop.languages.language import LANGUAGES
from desktop.problems import InputProblem
from desktop.safety.words import code_of, secret_of, words_of
from desktop.storage.keys import wrapping
from desktop.storage.keys.vault import Vault
from desktop.storage.problems import WrongPassphrase, WrongSheet
from tests.torture.contents import DAY
from tests.torture.forks import in_child
from tests.torture.promises import Plan, Promise

NEAR: Final = "a passphrase that is nearly right: it does not open the file, the right one does"
WORDS: Final = "recovery words or a code that are nearly right: they do not open the file, the right ones do"
TRIES: Final = 5000
SECRET: Final = bytes(range(1, 17))
RIGHT: Final = "Größe, 鹿 und 사슴 im Wald 17"
_LIKE: Final = {
    "ö": "oß", "ß": "ẞsS", "鹿": "麤麗", "사": "샤시", "1": "lI", "0": "O", ",": ".，", " ": "_\u3000", "i": "ıl",
}  # fmt: skip


def run(plan: Plan) -> Iterator[Promise]:
    """Thousands of near misses."""
    in_child(partial(_cheap_key_file, plan.folder))
    vault = Vault(plan.folder)
    yield _passphrases(plan, vault)
    yield _sheets(plan, vault)


def _passphrases(plan: Plan, vault: Vault) -> Promise:
    promise, chance, key = Promise(NEAR), plan.chance("passphrases"), vault.unlock(RIGHT)
    with plan.timed(promise):
        for number in plan.tries(plan.of(TRIES), promise):
            wrong = near_miss(chance)
            promise.check(not _opens(vault, wrong), f"{wrong!r} opens")
            if number % 500 == 0:
                composed = unicodedata.normalize(("NFC", "NFD")[number // 500 % 2], RIGHT)
                promise.check(vault.unlock(composed) == key, "the right one does not open")
    return promise


def _sheets(plan: Plan, vault: Vault) -> Promise:
    """Words in every language in turn, and the code."""
    promise, chance, key = Promise(WORDS), plan.chance("words"), vault.unlock(RIGHT)
    with plan.timed(promise):
        for number in plan.tries(plan.of(TRIES), promise):
            language = LANGUAGES[number % len(LANGUAGES)]
            wrong = wrong_words(language, chance) if chance.random() < 0.8 else _wrong_code(chance)
            promise.check(not _opens_by_sheet(vault, wrong), f"{wrong!r} opens")
            if number % 500 < len(LANGUAGES):
                right = (" ".join(words_of(SECRET, language)), code_of(SECRET).lower())[number % 2]
                promise.check(vault.unlock_with_sheet(secret_of(right)) == key, "the right one does not open")
    return promise


def wrong_words(language: str, chance: Random) -> str:
    """The words of the sheet with one of them wrong, missing, mistyped, doubled or in another's place."""
    right = list(words_of(SECRET, language))
    words = list(right)
    at, other = chance.sample(range(len(words)), 2)
    match chance.randrange(5):
        case 0:
            words[at] = chance.choice(words_of(chance.randbytes(len(SECRET)), language))
        case 1:
            words[at], words[other] = words[other], words[at]
        case 2:
            del words[at]
        case 3:
            words.insert(at, words[other])
        case 4:
            words[at] = chance.choice(words_of(chance.randbytes(len(SECRET)), chance.choice(LANGUAGES)))
    return wrong_words(language, chance) if words == right else " ".join(words)


def _wrong_code(chance: Random) -> str:
    code = list(code_of(SECRET).removeprefix("WAIPAI "))
    at = chance.choice([place for place, letter in enumerate(code) if letter != " "])
    code[at] = chance.choice([letter for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567" if letter != code[at]])
    return "".join(code)


def _opens_by_sheet(vault: Vault, text: str) -> bool:
    try:
        vault.unlock_with_sheet(secret_of(text))
    except (InputProblem, WrongSheet):
        return False
    return True


def near_miss(chance: Random) -> str:
    """The right passphrase after one or two slips of the hand or of the eye; never the right one."""
    text = RIGHT
    while unicodedata.normalize("NFC", text) == unicodedata.normalize("NFC", RIGHT):
        for _ in range(chance.randint(1, 2)):
            text = _slip(text, chance)
    return text


def _slip(text: str, chance: Random) -> str:
    at = chance.randrange(len(text))
    before, letter, after = text[:at], text[at], text[at + 1 :]
    return chance.choice(
        (
            before + after,
            before + letter + letter + after,
            before + letter.swapcase() + after,
            before + after[:1] + letter + after[1:],
            before + chance.choice(_LIKE.get(letter, "x")) + after,
            before + chr(ord(letter) ^ 1 << chance.randrange(5)) + after,
            f" {text}",
            f"{text} ",
            text[: max(1, at)],
            unicodedata.normalize("NFKC", text.replace(" ", "\u3000")),
            text.upper(),
            f"{text}\0",
        )
    )


def _opens(vault: Vault, passphrase: str) -> bool:
    try:
        vault.unlock(passphrase)
    except WrongPassphrase:
        return False
    return True


def _cheap_key_file(folder: Path) -> None:
    """A profile's key file under the right passphrase; done in a child, because it changes the program."""
    wrapping._MEMORY_KIB, wrapping._PASSES, wrapping._LANES = 8, 1, 1
    vault = Vault(folder)
    key = vault.create(throwaway=True)
    vault.wrap(key, RIGHT)
    vault.add_sheet(key, SECRET, DAY)
