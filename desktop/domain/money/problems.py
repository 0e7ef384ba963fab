"""What is wrong with an input: which one, what was found, what is allowed. Sentences are made elsewhere."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import TypeVar

LONGEST_SHOWN = 60
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class InputError(Exception):
    """``field`` cannot be ``found``; ``key`` is ``errors.contribution.KIND`` with the others as parameters."""

    field: str
    key: str
    found: str
    allowed: str

    def __str__(self) -> str:
        return f"{self.field}: {self.found!r} is not allowed; allowed: {self.allowed}"


def bad(kind: str, field: str, found: object, allowed: str) -> InputError:
    """The error of that kind; what was found is shortened and freed of characters that command a terminal."""
    return InputError(shown(field), f"errors.contribution.{kind}", shown(found), allowed)


def shown(value: object) -> str:
    """A value of a file in short; of lists and objects only that they are ones, for they may go down deep."""
    if isinstance(value, list | dict):
        return "[…]" if isinstance(value, list) else "{…}"
    text = "null" if value is None else str(value)[: LONGEST_SHOWN + 1]
    text = "".join(character if character.isprintable() else "�" for character in text)
    return text if len(text) <= LONGEST_SHOWN else text[: LONGEST_SHOWN - 1] + "…"


def chosen(field: str, value: str | None, allowed: Collection[str]) -> str:
    """``value`` where it is one of ``allowed``; raises ``InputError`` where it is missing or another one."""
    if value is None:
        raise bad("missing", field, "", ", ".join(allowed))
    if value not in allowed:
        raise bad("choice", field, value, ", ".join(allowed))
    return value


def needed(field: str, value: T | None, allowed: str) -> T:
    """``value``; raises ``InputError`` where it is missing."""
    if value is None:
        raise bad("missing", field, "", allowed)
    return value
