"""Whether a month that could be read can be true, and whether the record has it already."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final

from desktop.domain.imports.lines import Finding, Line, Param, ReadMonthRow, Verdict, Who
from desktop.domain.imports.people import People
from desktop.domain.imports.row_cells import Refused
from desktop.domain.record.contribution import ContributionMonth, Payment

MOST_AMOUNT: Final = Decimal(1_000_000_000)
"""No wage and no contribution of a month reaches it, in any currency of our states."""
FIRST_MONTH: Final = dt.date(1930, 1, 1)
"""Nobody working today has an earlier month."""
_NOT_YET: Final = frozenset({Payment.DUE, Payment.WAIVED})
"""What may be said of a month to come."""

KnownMonths = Mapping[int, Sequence[ContributionMonth]]
"""The months of the record by the id of their person."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """What a month is held against.

    ``money_of`` gives the currencies of a state in the month that begins on a day (empty: not known). ``employers``
    are the names of the firms of the record by their ids. ``born`` is the day of birth that the number of somebody
    new tells.
    """

    today: dt.date
    people: People
    money_of: Callable[[str, dt.date], frozenset[str]]
    known: KnownMonths = field(default_factory=dict)
    employers: Mapping[int, str] = field(default_factory=dict)
    born: Callable[[str], dt.date | None] = lambda _number: None


class Checker:
    """Checks the months of one table, in their order."""

    def __init__(self, bounds: Bounds) -> None:
        self._bounds = bounds
        self._lines: list[Line] = []
        self._seen: dict[object, int] = {}
        self._employers: dict[object, str] = {}
        self._kept: dict[Who, dict[object, list[ContributionMonth]]] = {}

    @property
    def lines(self) -> tuple[Line, ...]:
        """What became of the rows so far."""
        return tuple(self._lines)

    def refuse(self, number: int, findings: tuple[Finding, ...]) -> None:
        """A row that could not be read."""
        self._lines.append(Line(number, Verdict.REFUSED, None, findings))

    def add(self, number: int, row: ReadMonthRow, warnings: tuple[Finding, ...] = ()) -> None:
        """A month that could be read; ``warnings`` are what its reading told."""
        try:
            row = self._possible(row)
        except Refused as refused:
            self._lines.append(Line(number, Verdict.REFUSED, row, (refused.finding,)))
            return
        if not self._repeated(number, row):
            self._lines.append(self._against_record(number, row, (*warnings, *self._doubts(row))))

    # -- what cannot be

    def _possible(self, row: ReadMonthRow) -> ReadMonthRow:
        """The month with its currency; raises ``Refused`` for what cannot be."""
        self._check_month(row)
        amounts = [value for value in (row.base, row.employee, row.employer_share) if value is not None]
        for value in amounts:
            if value < 0:
                raise Refused("negative", value=value)
            if value >= MOST_AMOUNT:
                raise Refused("enormous", limit=MOST_AMOUNT)
        settled = frozenset({self._currency(row)} if amounts else ())
        return row if row.currencies == settled else row._replace(currencies=settled)

    def _check_month(self, row: ReadMonthRow) -> None:
        person = self._bounds.people.by_id.get(row.who.person_id or 0)
        born = person.born_on if person else self._bounds.born(row.who.number) if row.who.number else None
        if born and row.month < born.replace(day=1):
            raise Refused("before_birth", month=row.month, born=born)
        if row.month < FIRST_MONTH:
            raise Refused("too_early", month=row.month)
        if row.month > self._bounds.today and row.status not in _NOT_YET:
            raise Refused("future", month=row.month)

    def _currency(self, row: ReadMonthRow) -> str:
        """The one currency that the row and the state's money of that month have in common."""
        then = self._bounds.money_of(row.state, row.month)
        fitting = (row.currencies & then if then else row.currencies) if row.currencies else then
        if len(fitting) == 1:
            return next(iter(fitting))
        if not fitting and row.currencies:
            said = ", ".join(sorted(row.currencies))
            money = ", ".join(sorted(then))
            raise Refused("currency_then", currency=said, state=row.state, month=row.month, money=money)
        raise Refused("currency_open", money=", ".join(sorted(fitting)))

    # -- what stands twice

    def _repeated(self, number: int, row: ReadMonthRow) -> bool:
        """Whether a row above is of the same place; one that says otherwise is refused together with this one."""
        place = row.place_in_record
        first = self._seen.setdefault(place, len(self._lines))
        if first == len(self._lines):
            return False
        above = self._lines[first]
        if above.row is not None and above.row.values == row.values:
            finding = Finding("record.import.duplicate.table", {"row": above.number})
            self._lines.append(Line(number, Verdict.DUPLICATE, row, (finding,)))
            return True
        finding = Finding("record.import.refused.twice", {"row": above.number})
        self._lines.append(Line(number, Verdict.REFUSED, row, (finding,)))
        if above.verdict is not Verdict.REFUSED:
            finding = Finding("record.import.refused.twice", {"row": number})
            self._lines[first] = Line(above.number, Verdict.REFUSED, above.row, (finding,))
        return True

    def _against_record(self, number: int, row: ReadMonthRow, warnings: tuple[Finding, ...]) -> Line:
        kept = self._same_place(row)
        if kept is None:
            return Line(number, Verdict.ACCEPTED, row, warnings)
        if _says_the_same(row, kept):
            return Line(number, Verdict.DUPLICATE, row, (Finding("record.import.duplicate.record"),), kept)
        key = "record.import.completes" if _completes(row, kept) else "record.import.conflict"
        return Line(number, Verdict.CONFLICT, row, (Finding(key), *warnings), kept)

    def _same_place(self, row: ReadMonthRow) -> ContributionMonth | None:
        """The month of the record in this place; where one side names no employer, the only one there is."""
        there = self._months_of(row.who).get((row.month, row.state, row.branch, row.scheme), [])
        named = row.employer.casefold()
        exact = [one for one in there if self._employer(one) == named]
        if exact:
            return exact[0]
        alone = len(there) == 1 and not (named and self._employer(there[0]))
        return there[0] if alone else None

    def _months_of(self, who: Who) -> dict[object, list[ContributionMonth]]:
        if who not in self._kept:
            index: dict[object, list[ContributionMonth]] = {}
            for month in self._bounds.known.get(who.person_id or 0, ()):
                place = month.month, month.state, month.branch, month.scheme
                index.setdefault(place, []).append(month)
            self._kept[who] = index
        return self._kept[who]

    def _employer(self, month: ContributionMonth) -> str:
        return self._bounds.employers.get(month.employer_id or 0, "").casefold()

    # -- what may be, but should be looked at

    def _doubts(self, row: ReadMonthRow) -> tuple[Finding, ...]:
        found: list[Finding] = []
        if row.base is not None and any(
            share is not None and share > row.base for share in (row.employee, row.employer_share)
        ):
            found.append(Finding("record.import.warning.share_above_base"))
        if row.employer:
            place = row.who, row.month, row.state, row.branch
            other = self._employers.setdefault(place, row.employer)
            there = self._months_of(row.who).get((row.month, row.state, row.branch, row.scheme), [])
            names = [self._bounds.employers.get(one.employer_id or 0, "") for one in there]
            different = [
                name for name in (other, *names) if name and name.casefold() != row.employer.casefold()
            ]
            if different:
                params: Mapping[str, Param] = {"employer": different[0]}
                found.append(Finding("record.import.warning.two_employers", params))
        return tuple(found)


def _said(row: ReadMonthRow, kept: ContributionMonth) -> list[tuple[Decimal, Decimal | None]]:
    """The amounts that the row says, each beside that of the record; what it leaves open contradicts nothing."""
    pairs = ((row.base, kept.base), (row.employee, kept.employee), (row.employer_share, kept.employer))
    return [(new, old) for new, old in pairs if new is not None]


def _same_money(row: ReadMonthRow, kept: ContributionMonth) -> bool:
    return not _said(row, kept) or row.currency == kept.currency


def _says_the_same(row: ReadMonthRow, kept: ContributionMonth) -> bool:
    """Whether everything that the row says stands in the record."""
    same = all(new == old for new, old in _said(row, kept))
    return same and _same_money(row, kept) and row.status is kept.status


def _completes(row: ReadMonthRow, kept: ContributionMonth) -> bool:
    """Whether the row only adds amounts that the record leaves open."""
    adds = all(old is None or new == old for new, old in _said(row, kept))
    money = _same_money(row, kept) or not kept.currency
    return adds and money and row.status is kept.status
