"""The months of a sample person who was paid for in two states, for the tour."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from desktop.domain.case import Answer
from desktop.domain.record.contribution import ContributionMonth, Payment

if TYPE_CHECKING:
    from collections.abc import Iterator

    from desktop.domain.record.person import Person
    from desktop.session import Session
    from desktop.windows.tour.tour import Tour

_SAMPLE: Final = "cook_paying"
_BEFORE, _POSTED = 1, 2
"""Years at home before the posting, and years of it; it ends with last year."""
_UNPAID, _LATE, _TWICE = (3, 4, 5), (6, 7), (1, 2, 3, 4)
"""Months of the first year abroad: unpaid at home, paid late, and paid in both states."""


def show_record(tour: Tour) -> None:
    """Show the grid with a gap and double payments."""
    tour.open("record", _case(tour))


def show_year(tour: Tour) -> None:
    """Show a year of payslips to type into."""
    case_id = _case(tour)
    tour.open("record", case_id, f"{tour.session.day.year - _POSTED}:CN:pension")


def _case(tour: Tour) -> int:
    """The case with the record, made once."""
    session = tour.session
    name = session.text(f"samples.{_SAMPLE}.name")
    for case in session.cases():
        if case.name == name:
            return case.id
    case = session.open_sample(next(one for one in session.samples if one.key == _SAMPLE))
    year = session.day.year
    days = {"start": dt.date(year - _POSTED, 1, 1), "end": dt.date(year - 1, 12, 31)}
    session.answer(case.id, {fact: Answer(day) for fact, day in days.items()})
    person = session.record.person_of(case.id)
    assert person.id is not None
    session.record.keep_months(person.id, _months(session, person))
    return case.id


def _months(session: Session, person: Person) -> Iterator[ContributionMonth]:
    assert person.id is not None
    year = session.day.year
    for at in range(year - _POSTED - _BEFORE, year):
        abroad_first = at == year - _POSTED
        for number in range(1, 13):
            month = dt.date(at, number, 1)
            late = abroad_first and number in _LATE
            if not (abroad_first and number in _UNPAID):
                yield ContributionMonth(
                    person_id=person.id, month=month, state="CN", branch="pension", base=Decimal(8000),
                    employee=Decimal(640), employer=Decimal(1280), currency="CNY",
                    status=Payment.PAID_LATE if late else Payment.PAID,
                )  # fmt: skip
            if abroad_first and number in _TWICE:
                yield ContributionMonth(
                    person_id=person.id, month=month, state="DE", branch="pension", base=Decimal(2600),
                    employee=Decimal("241.80"), employer=Decimal("241.80"), currency="EUR",
                )  # fmt: skip
