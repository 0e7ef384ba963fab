"""Values as JSON texts that remember their type: a date is not a text that looks like one."""

from __future__ import annotations

import datetime as dt
import json

from desktop.domain.case import FieldValue


def encode(value: FieldValue) -> str:
    """The value as JSON in plain ASCII; a day becomes ``{"date": "2026-03-01"}``, a tuple a list."""
    if isinstance(value, dt.date):
        return json.dumps({"date": value.isoformat()})
    return json.dumps(value)


def decode(text: str) -> FieldValue:
    """The value that ``encode`` was given. Raises ``ValueError`` for anything ``encode`` does not write."""
    match json.loads(text):
        case {"date": str(day)}:
            return dt.date.fromisoformat(day)
        case bool() | int() | str() as value:
            return value
        case [*parts] if all(isinstance(part, str) for part in parts):
            return tuple(parts)
        case other:
            raise ValueError(f"not a stored value: {other!r}")
