"""One field of a change in words: which it is, before and after."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from desktop.domain.case import Answer
from desktop.domain.facts import VOCABULARY
from desktop.domain.identity import hidden
from desktop.windows.record.value_words import field_words, value_words

if TYPE_CHECKING:
    from desktop.domain.record.change import FieldChange
    from desktop.session import Session

_TABLES: Final = {
    "person": "persons", "employer": "employers", "posting": "cases", "contribution": "contributions",
    "certificate": "certificates", "custody": "custody", "document": "documents", "diary": "diary",
    "reminder": "reminders", "evidence": "evidence", "fact_proof": "fact_proofs",
}  # fmt: skip
"""Tables of the storage whose rows are things with a name of their own, by the name archives have for them."""


def field_line(session: Session, field: FieldChange) -> tuple[str, str, str]:
    """The field with its thing, what was there before and what after."""
    before, after = (_value(session, field, value) for value in (field.before, field.after))
    return _called(session, field), before, after


def _called(session: Session, field: FieldChange) -> str:
    if field.table == "tick":
        mark = field.name.partition(":")[2]
        return session.text("record.column.tick", what=field_words(session, mark))
    words = field_words(session, field.name)
    if field.table not in _TABLES:
        return words
    thing = session.text(f"archive.table.{_TABLES[field.table]}")
    return session.text("record.column.of", thing=thing, field=words)


def _value(session: Session, field: FieldChange, value: object) -> str:
    if field.table == "answer" and value is not None and field.name in VOCABULARY:
        answer = value if isinstance(value, Answer) else Answer(value)  # type: ignore[arg-type]
        return value_words(session, field.name, answer)
    if field.table == "document" and field.name == "number" and isinstance(value, str):
        return str(hidden("person.passport_no", value))
    return value_words(session, field.name, value)
