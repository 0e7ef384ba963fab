"""A year of payslips as a table: which entries stand in it, and what typing into it does to the record."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from desktop.domain.imports.check_rows import FIRST_MONTH, MOST_AMOUNT
from desktop.domain.paper import Currency, Number, State, Value, Words, YearMonths
from desktop.domain.record.contribution import ContributionMonth, Payment
from desktop.domain.record.life import Posting
from desktop.domain.record.months import is_over, month_of

AMOUNTS: Final = ("base", "employee", "employer")
COLUMNS: Final = (*AMOUNTS, "status", "note")
"""The columns of the table, fields of ``ContributionMonth``."""
_CENTS: Final = 2
_CHINA: Final = "CN"
_MAY_COME: Final = frozenset({Payment.DUE, Payment.WAIVED})
"""What may be said of a month that has not begun."""

Cell = Decimal | Payment | str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class YearFrame:
    """What all months of the table share: chosen once."""

    person_id: int
    year: int
    state: str
    branch: str = "pension"
    scheme: str = ""
    place: str = ""
    employer_id: int | None = None
    currency: str = ""

    def month(self, number: int) -> dt.date:
        """The month by its number, 1 to 12."""
        return dt.date(self.year, number, 1)


@dataclass(frozen=True, slots=True)
class Plan:
    """What to keep and what to remove in one step."""

    keep: tuple[ContributionMonth, ...] = ()
    remove: tuple[ContributionMonth, ...] = ()


def entries(frame: YearFrame, months: Iterable[ContributionMonth]) -> dict[int, ContributionMonth]:
    """The entries of the table by the number of their month."""
    return {
        row.month.month: row for row in months if _lane(row) == _lane(frame) and row.month.year == frame.year
    }


def usual(
    person_id: int, year: int, state: str, branch: str, months: Iterable[ContributionMonth]
) -> YearFrame:
    """The frame in which a year goes on as it was entered, else as the last entries before it, else an empty one.

    The currency is left to whoever knows the money of the state in that year, unless the year has one already.
    """
    frame = YearFrame(person_id=person_id, year=year, state=state, branch=branch)
    rows = [row for row in months if row.state == state and row.month.year <= year]
    same_branch = [row for row in rows if row.branch == branch]
    for model in (same_branch or rows)[-1:]:
        scheme = model.scheme if model.branch == branch else ""
        frame = replace(frame, scheme=scheme, place=model.place, employer_id=model.employer_id)
    this_year = [row.currency for row in same_branch if row.month.year == year and row.currency]
    return replace(frame, currency=this_year[-1]) if this_year else frame


def firm_of(postings: Iterable[Posting], state: str, year: int) -> int | None:
    """The firm that a posting touching the year names in the state: the one in China, or the one abroad."""
    for posting in postings:
        if state in (posting.home, posting.host) and posting.first is not None and posting.first.year <= year:
            firm = posting.china_employer_id if state == _CHINA else posting.abroad_employer_id
            if firm is not None and (posting.last is None or year <= posting.last.year):
                return firm
    return None


def elsewhere(frame: YearFrame, months: Iterable[ContributionMonth]) -> tuple[ContributionMonth, ...]:
    """Entries of the same state, branch and year that stand in another table: another employer or scheme."""
    return tuple(
        row
        for row in months
        if (row.state, row.branch, row.month.year) == (frame.state, frame.branch, frame.year)
        and _lane(row) != _lane(frame)
    )


def plan(
    frame: YearFrame, there: Mapping[int, ContributionMonth], edits: Mapping[tuple[int, str], Cell]
) -> Plan:
    """What the edits do, by month and column; ``None`` empties a cell, and an entry that says nothing goes.

    Currency and place of the frame are written with every month that is touched.
    """
    keep: list[ContributionMonth] = []
    remove: list[ContributionMonth] = []
    for number in sorted({number for number, _ in edits}):
        values = {column: value for (at, column), value in edits.items() if at == number}
        old = there.get(number)
        new = _edited(old or _empty(frame, number), values)
        if _says_nothing(new) and not isinstance(values.get("status"), Payment):
            remove += [old] if old is not None else []
        else:
            currency = frame.currency if any(getattr(new, name) is not None for name in AMOUNTS) else ""
            keep.append(replace(new, currency=currency, place=frame.place or new.place))
    return Plan(tuple(keep), tuple(remove))


def problem(
    month: ContributionMonth, born_on: dt.date | None, day: dt.date, money: frozenset[str]
) -> Words | None:
    """Why the month cannot be kept, as ``record.entry.wrong.…``, or ``None``.

    ``money`` are the currencies of the state in that month, empty where they are not known.
    """
    when: dict[str, Value] = {"month": YearMonths(month.month, month.month)}
    if born_on is not None and month.month < month_of(born_on):
        return Words("record.entry.wrong.before_birth", {**when, "born": born_on})
    if month.month < FIRST_MONTH:
        return Words("record.entry.wrong.too_early", when)
    if month.month > day and month.status not in _MAY_COME:
        return Words("record.entry.wrong.future", when)
    return _wrong_amount(month, when) or _wrong_currency(month, money, when)


def doubt(month: ContributionMonth, others: Iterable[ContributionMonth], day: dt.date) -> Words | None:
    """What deserves a second look in a month that can be kept: another employer paid it too, or it is not over."""
    when: dict[str, Value] = {"month": YearMonths(month.month, month.month)}
    if any(row.month == month.month and row.employer_id != month.employer_id for row in others):
        return Words("record.entry.doubt.two_employers", when)
    if not is_over(month.month, day) and month.status not in _MAY_COME:
        return Words("record.entry.doubt.not_over", when)
    return None


def _wrong_amount(month: ContributionMonth, when: Mapping[str, Value]) -> Words | None:
    for value in (getattr(month, name) for name in AMOUNTS):
        if value is None:
            continue
        if value < 0:
            return Words("record.entry.wrong.negative", when)
        if value >= MOST_AMOUNT:
            return Words("record.entry.wrong.enormous", {**when, "limit": Number(MOST_AMOUNT)})
        if value != round(value, _CENTS):
            return Words("record.entry.wrong.decimals", when)
    return None


def _wrong_currency(
    month: ContributionMonth, money: frozenset[str], when: Mapping[str, Value]
) -> Words | None:
    if all(getattr(month, name) is None for name in AMOUNTS):
        return None
    if not month.currency:
        return Words("record.entry.wrong.no_currency", when)
    if money and month.currency not in money:
        params = {**when, "currency": Currency(month.currency), "state": State(month.state)}
        return Words("record.entry.wrong.currency_then", params)
    return None


def _lane(row: ContributionMonth | YearFrame) -> tuple[str, str, str, int | None]:
    return row.state, row.branch, row.scheme, row.employer_id


def _empty(frame: YearFrame, number: int) -> ContributionMonth:
    return ContributionMonth(
        person_id=frame.person_id, month=frame.month(number), state=frame.state, branch=frame.branch,
        scheme=frame.scheme, place=frame.place, employer_id=frame.employer_id, currency=frame.currency,
    )  # fmt: skip


def _edited(month: ContributionMonth, values: Mapping[str, Cell]) -> ContributionMonth:
    emptied = {"status": Payment.PAID, "note": ""}
    changes = {name: emptied.get(name) if value is None else value for name, value in values.items()}
    return replace(month, **changes)  # type: ignore[arg-type]


def _says_nothing(month: ContributionMonth) -> bool:
    """Whether no amount, note, proof or other status than the usual one is left."""
    amounts = any(getattr(month, name) is not None for name in AMOUNTS)
    return not (amounts or month.note or month.evidence_id) and month.status is Payment.PAID
