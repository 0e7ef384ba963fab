"""One thing of the record as an object of JSON, and back.

How a field is written follows from its type: days as ISO texts, sums as texts with a point, words of an enumeration
by their value. A field at its usual value is left out. A text with a type of its own, in the fields of papers and in
settings, is ``{"date": "2026-03-01"}``. Facts are as in case files.
"""

from __future__ import annotations

import datetime as dt
import re
import types
from collections.abc import Callable, Mapping
from dataclasses import MISSING, dataclass, fields
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import Any, Final, Union, cast, get_args, get_origin, get_type_hints

from desktop.domain.case import Answer, FieldValue
from desktop.domain.facts import VOCABULARY
from desktop.domain.facts_io import FactError, read_value
from desktop.domain.record.contents import REFERS, Row
from desktop.exchange.archive_checks import CHECKS, plain_text

_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}")
_AMOUNT: Final = re.compile(r"-?\d{1,15}(?:\.\d{1,2})?")
_LARGEST: Final = 2**63 - 1
_Read = Callable[[object], Any]
_Write = Callable[[Any], object]


class BadField(Exception):
    """The field of this name cannot be read."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


@dataclass(frozen=True, slots=True)
class _Column:
    """One field of a class: how it is written and read, and its usual value (``MISSING``: there is none)."""

    name: str
    write: _Write | None
    read: _Read
    usual: Any
    make_usual: Callable[[], Any] | None


def write_row(row: Row) -> dict[str, object]:
    """The thing as JSON has it."""
    written = {}
    for column in _columns(cast(type, type(row))):
        value = getattr(row, column.name)
        if value is not column.usual and value != column.usual:
            written[column.name] = column.write(value) if column.write and value is not None else value
    return written


def read_row(kind: type, data: object) -> Row:
    """The thing of class ``kind`` that ``data`` describes. Raises ``BadField``."""
    if not isinstance(data, dict):
        raise BadField("")
    values = {}
    for column in _columns(kind):
        if column.name in data:
            values[column.name] = _value(column, data[column.name])
        elif column.usual is MISSING:
            raise BadField(column.name)
        else:
            values[column.name] = column.make_usual() if column.make_usual else column.usual
    if values.get("id") is None:
        raise BadField("id")
    for name in data:
        if name not in values:
            raise BadField(str(name)[:60])
    row = kind(**values)
    for name, fits in CHECKS.get(kind, {}).items():
        if not fits(values[name]):
            raise BadField(name)
    return row


def _value(column: _Column, value: object) -> Any:
    if value is None and column.usual is None:
        return None
    try:
        return column.read(value)
    except (ValueError, TypeError, KeyError, FactError) as error:
        raise BadField(column.name) from error


@cache
def _columns(kind: type) -> tuple[_Column, ...]:
    hints = get_type_hints(kind)
    found = []
    for part in fields(kind):
        hint, make = hints[part.name], part.default_factory
        made = None if make is MISSING else make
        usual = part.default if made is None else made()
        found.append(_Column(part.name, _writer(part.name, hint), _reader(part.name, hint), usual, made))
    return tuple(found)


def _bare(hint: Any) -> Any:
    """The type of a field that may also be unknown."""
    if hint != FieldValue and get_origin(hint) in (Union, types.UnionType):
        (hint,) = (part for part in get_args(hint) if part is not types.NoneType)
    return hint


# -- writing


def _writer(name: str, hint: Any) -> _Write | None:
    """How a value is written, ``None`` where JSON has it as it is."""
    hint = _bare(hint)
    if hint == FieldValue:
        return _typed
    if name == "answers":
        return _facts
    if get_origin(hint) is Mapping:
        return lambda values: {key: _typed(value) for key, value in values.items()}
    if isinstance(hint, type) and issubclass(hint, Enum):
        return lambda word: word.value
    return _WRITERS.get(hint)


def _typed(value: FieldValue) -> object:
    return {"date": value.isoformat()} if isinstance(value, dt.date) else value


def _facts(answers: Mapping[str, Answer]) -> dict[str, object]:
    values = ((name, answer.value) for name, answer in answers.items())
    return {name: value.isoformat() if isinstance(value, dt.date) else value for name, value in values}


_WRITERS: Final[Mapping[Any, _Write]] = {
    dt.date: dt.date.isoformat,
    Decimal: lambda amount: format(amount, "f"),
    tuple[str, ...]: list,
}


# -- reading


def _reader(name: str, hint: Any) -> _Read:
    hint = _bare(hint)
    if hint == FieldValue:
        return _read_typed
    if name == "answers":
        return _read_answers
    if get_origin(hint) is Mapping:
        return _read_fields
    if isinstance(hint, type) and issubclass(hint, Enum):
        return lambda value: hint(_text(value))
    if name == "id" or name in REFERS:
        return _id
    return _READERS[hint]


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return plain_text(value)


def _flag(value: object) -> bool:
    if not isinstance(value, bool):
        raise TypeError(value)
    return value


def _number(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or abs(value) > _LARGEST:
        raise TypeError(value)
    return value


def _id(value: object) -> int:
    if (number := _number(value)) < 1:
        raise ValueError(number)
    return number


def _day(value: object) -> dt.date:
    if not isinstance(value, str) or not _DAY.fullmatch(value):
        raise TypeError(value)
    return dt.date.fromisoformat(value)


def _amount(value: object) -> Decimal:
    if not isinstance(value, str) or not _AMOUNT.fullmatch(value):
        raise TypeError(value)
    return Decimal(value)


def _texts(value: object) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise TypeError(value)
    return tuple(_text(part) for part in value)


def _read_typed(value: object) -> FieldValue:
    match value:
        case bool():
            return value
        case int():
            return _number(value)
        case str():
            return _text(value)
        case list():
            return _texts(value)
        case {"date": day, **more} if not more:
            return _day(day)
        case _:
            raise TypeError(value)


def _read_fields(value: object) -> dict[str, FieldValue]:
    if not isinstance(value, dict):
        raise TypeError(value)
    if "" in value:
        raise ValueError("a field without a name")
    return {_text(name): _read_typed(part) for name, part in value.items()}


def _read_answers(value: object) -> dict[str, Answer]:
    if not isinstance(value, dict):
        raise TypeError(value)
    return {
        name: Answer(None if part is None else read_value(VOCABULARY[name], part))
        for name, part in value.items()
    }


_READERS: Final[Mapping[Any, _Read]] = {
    int: _number,
    str: _text,
    bool: _flag,
    dt.date: _day,
    Decimal: _amount,
    tuple[str, ...]: _texts,
}
