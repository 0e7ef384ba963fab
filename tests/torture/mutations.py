"""Files made to harm: small valid originals of every kind that the program reads, changed in ways that repeat.

``seeds()`` gives the originals. ``mutated(original, seed)`` changes one: the same seed always gives the same bytes,
so a finding can be looked at again. ``readers.read`` then reads it as the program does.
"""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count, islice
from random import Random
from typing import Final

from tests.torture.harm_bytes import BYTES
from tests.torture.harm_formats import AGE, JPEG, PDF, PNG, XLS
from tests.torture.harm_text import CSV, JSON
from tests.torture.harm_zip import ARCHIVE, ODS, PACK, XLSX
from tests.torture.originals import Original, seeds

__all__ = ["Mutation", "Original", "mutated", "mutations", "seeds"]

Mutator = Callable[[bytes, Random], bytes]
"""Changes bytes; raises ``ValueError``, ``LookupError`` or ``BadZipFile`` where it finds nothing to change."""

OF_KIND: Final[Mapping[str, Sequence[Mutator]]] = {
    "archive": ARCHIVE,
    "case": JSON,
    "xlsx": XLSX,
    "ods": ODS,
    "csv": CSV,
    "xls": XLS,
    "rates": CSV,
    "pack": PACK,
    "png": PNG,
    "jpeg": JPEG,
    "pdf": PDF,
    "age": AGE,
    "key": JSON,
    "preferences": JSON,
}
"""What is done to a kind of file beside what is done to all bytes."""
_FOREIGN_NAMES: Final = ("table.csv", "table.xlsx", "table.xls", "table.ods", "table.txt", "table")
_TABLES: Final = ("xlsx", "ods", "csv", "xls")


@dataclass(frozen=True, slots=True)
class Mutation:
    """A changed ``original``: the bytes, the file name they come under, and ``how`` they were changed."""

    original: Original
    seed: int
    how: str
    name: str
    data: bytes

    def __str__(self) -> str:
        return f"{self.original.kind}, seed {self.seed}, {self.how}"


def mutated(original: Original, seed: int) -> Mutation:
    """The mutation number ``seed`` of ``original``: one change, sometimes two or three."""
    random = Random(f"{original.kind} {seed}")
    data, how = original.data, []
    for _ in range(random.choice((1, 1, 1, 1, 2, 3))):
        harm = random.choice((*OF_KIND[original.kind] * 2, *BYTES))
        try:
            data = harm(data, random)
        except (ValueError, LookupError, zipfile.BadZipFile, RecursionError, struct.error):
            harm = random.choice(BYTES)
            data = harm(data, random)
        how.append(harm.__name__)
    return Mutation(original, seed, " then ".join(how), _name(original, random), data)


def mutations(originals: Sequence[Original], number: int, first: int = 0) -> Iterator[Mutation]:
    """``number`` mutations, of each original in turn, from the seed ``first`` on."""
    every = (mutated(original, seed) for seed in count(first) for original in originals)
    return islice(every, number)


def _name(original: Original, random: Random) -> str:
    """A table now and then comes under a name that does not fit it."""
    foreign = original.kind in _TABLES and random.random() < 0.1
    return random.choice(_FOREIGN_NAMES) if foreign else original.name
