"""What a row says apart from its money: who, when, where and of what."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final, NamedTuple

from desktop.domain.imports.lines import Finding, Who
from desktop.domain.imports.matching import Field
from desktop.domain.imports.month import MonthUnreadable
from desktop.domain.imports.people import People
from desktop.domain.imports.row_cells import DIGITS_KEPT, Cells, Refused, as_text, cell_at
from desktop.domain.imports.sheet import MOST_NAME, MOST_TEXT, Row
from desktop.domain.imports.words import Readers
from desktop.domain.record.contribution import SCHEMES, Payment
from desktop.domain.shown import unshown

_PEOPLE: Final = (Field.PERSON, Field.PERSON_NUMBER)
_WORDS: Final = (
    Field.STATE, Field.BRANCH, Field.SCHEME, Field.PLACE, Field.EMPLOYER, Field.CURRENCY, Field.STATUS, Field.NOTE,
)  # fmt: skip
_SCIENTIFIC: Final = re.compile(r"\d(?:[.,]\d+)?E\+?\d+", re.IGNORECASE)
_YEAR: Final = re.compile(r"(?:19|20)\d\d")


class Words(NamedTuple):
    """What the words of a row say; the same in most rows of a table.

    ``state`` and ``branch`` are empty where neither the row nor the user says them.
    """

    state: str
    branch: str
    scheme: str
    place: str
    employer: str
    currencies: frozenset[str]
    status: Payment
    note: str


class Common(NamedTuple):
    """What holds for every month of a row.

    ``month`` is a first day, or the number of a month whose ``year`` stands apart, or ``None`` in a wide table.
    """

    who: Who
    month: dt.date | int | None
    year: int | None
    words: Words


@dataclass(frozen=True, slots=True)
class CommonReader:
    """Reads ``Common`` out of rows; ``person_id`` is whose table it is where no column names people."""

    cells: Cells
    readers: Readers
    people: People
    person_id: int | None
    _seen: dict[Row, Words] = field(default_factory=dict)
    _named: dict[Row, Who] = field(default_factory=dict)

    def read(self, number: int, row: Row) -> Common:
        """What row ``number`` says; raises ``Refused`` with the first thing that cannot be read."""
        if self.cells.sheet.faults:
            for column in self.cells.columns.values():
                self.cells.check(number, column)
        return Common(self._who(row), self._month(row), self._year(row), self._words(row))

    def _words(self, row: Row) -> Words:
        """The words of the row, read once for all rows with the same cells."""
        same = tuple([cell_at(row, self.cells.columns[one]) for one in _WORDS if one in self.cells.columns])
        known = self._seen.get(same)
        if known is None:
            known = self._seen[same] = self._read_words(row)
        return known

    def _read_words(self, row: Row) -> Words:
        return Words(
            state=self._code(row, Field.STATE, self.readers.state),
            branch=self._code(row, Field.BRANCH, self.readers.branch),
            scheme=self._scheme(row),
            place=self._text(row, Field.PLACE),
            employer=self._text(row, Field.EMPLOYER),
            currencies=self._currencies(row),
            status=self._status(row),
            note=self._text(row, Field.NOTE),
        )

    def _who(self, row: Row) -> Who:
        columns = self.cells.columns
        same = tuple([cell_at(row, columns[one]) for one in _PEOPLE if one in columns])
        known = self._named.get(same)
        if known is None:
            known = self._named[same] = self._read_who(row)
        return known

    def _read_who(self, row: Row) -> Who:
        columns = self.cells.columns
        if Field.PERSON not in columns and Field.PERSON_NUMBER not in columns:
            return Who(self.person_id)
        number = self.cells.cell(row, Field.PERSON_NUMBER)
        digits_lost = isinstance(number, Decimal) and abs(number) >= DIGITS_KEPT
        if digits_lost or (isinstance(number, str) and _SCIENTIFIC.fullmatch(number)):
            raise Refused("digits_lost", column=self.cells.name(Field.PERSON_NUMBER))
        found = self.people.find(self._text(row, Field.PERSON), self._text(row, Field.PERSON_NUMBER))
        if isinstance(found, Finding):
            refused = Refused("")
            refused.finding = found
            raise refused
        return found

    def _month(self, row: Row) -> dt.date | int | None:
        if Field.MONTH not in self.cells.columns:
            return None
        cell, column = self.cells.cell(row, Field.MONTH), self.cells.name(Field.MONTH)
        if isinstance(cell, dt.date):
            return cell.replace(day=1)
        text = as_text(cell)
        if not text:
            raise Refused("empty", column=column)
        if isinstance(cell, Decimal) and text.partition(".")[2] == "1":
            raise Refused("month_nought", column=column, text=text)  # 2026.1 may have been 2026.10
        if Field.YEAR in self.cells.columns and (number := self.readers.month_number(text)):
            return number
        return self._month_text(text, column)

    def _month_text(self, text: str, column: str) -> dt.date:
        try:
            return self.readers.month(text)
        except MonthUnreadable as unreadable:
            if len(unreadable.readings) == 2:
                first, second = unreadable.readings
                raise Refused("month_two", column=column, text=text, first=first, second=second) from None
            raise Refused("month", column=column, text=text[:80]) from None

    def _year(self, row: Row) -> int | None:
        if Field.YEAR not in self.cells.columns:
            return None
        text = self.cells.text(row, Field.YEAR).rstrip("年년도度 ")
        if not _YEAR.fullmatch(text):
            raise Refused("year", column=self.cells.name(Field.YEAR), text=text[:80])
        return int(text)

    def _code(self, row: Row, name: Field, read: Callable[[str], str]) -> str:
        """A state or branch by its column; the fixed value without one."""
        if name not in self.cells.columns:
            return self.cells.matching.fixed.get(name, "")
        text = self.cells.text(row, name)
        if not text:
            raise Refused("empty", column=self.cells.name(name))
        return read(text) or self._unknown(row, name)

    def _scheme(self, row: Row) -> str:
        text = self.cells.text(row, Field.SCHEME)
        if not text:
            return self.cells.matching.fixed.get(Field.SCHEME, "")
        scheme = self.readers.scheme(text)
        return scheme if scheme in SCHEMES and scheme is not None else self._unknown(row, Field.SCHEME)

    def _status(self, row: Row) -> Payment:
        text = self.cells.text(row, Field.STATUS)
        if not text:
            return Payment(self.cells.matching.fixed.get(Field.STATUS, Payment.PAID.value))
        return self.readers.status(text) or Payment(self._unknown(row, Field.STATUS))

    def _currencies(self, row: Row) -> frozenset[str]:
        text = self.cells.text(row, Field.CURRENCY)
        if not text:
            fixed = self.cells.matching.fixed.get(Field.CURRENCY, "")
            return frozenset({fixed} if fixed else ())
        return self.readers.currency(text) or frozenset({self._unknown(row, Field.CURRENCY)})

    def _unknown(self, row: Row, name: Field) -> str:
        """Raises ``Refused``: the word in the cell of this field is none that is known."""
        text = self.cells.text(row, name)
        raise Refused(f"{name.value}_unknown", column=self.cells.name(name), text=text[:80])

    def _text(self, row: Row, name: Field) -> str:
        """A name, place or note as it stands; raises ``Refused`` for what cannot be kept as one."""
        if name not in self.cells.columns:
            return self.cells.matching.fixed.get(name, "")
        text = self.cells.text(row, name)
        limit = MOST_TEXT if name is Field.NOTE else MOST_NAME
        if len(text) > limit:
            raise Refused("too_long", column=self.cells.name(name), length=len(text), limit=limit)
        if name is not Field.NOTE and unshown(text):
            raise Refused("unprintable", column=self.cells.name(name))
        return text
