"""The words of other programs' tables, out of ``resources/imports/words.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from desktop.domain.imports.matching import Field, plain
from desktop.domain.imports.words import Words
from desktop.domain.record.contribution import Payment


def read_words(path: Path) -> Words:
    """All words of the file.

    Raises ``ValueError`` where a word means two things in one table, or a name is none of ours.
    """
    tables = tomllib.loads(path.read_text(encoding="utf-8"))
    return Words(
        {word: Field(name) for word, name in _by_word(tables["heads"])},
        dict(_by_word(tables["branches"])),
        dict(_by_word(tables["schemes"])),
        {word: Payment(name) for word, name in _by_word(tables["statuses"])},
        frozenset(map(plain, tables["sums"]["words"])),
        dict(_by_word(tables["states"])),
    )


def _by_word(table: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, str]]:
    """Each word with its meaning; the code itself is always a word for it."""
    meanings: dict[str, str] = {}
    for name, words in table.items():
        for word in map(plain, (name, *words)):
            if meanings.setdefault(word, name) != name:
                raise ValueError(f"{word!r} means {meanings[word]} and {name}")
    yield from meanings.items()
