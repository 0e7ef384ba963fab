"""The timeline of the first sample person, for the tour: two years of contributions and what other stops kept."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from desktop.domain.record.contribution import ContributionMonth, Payment

if TYPE_CHECKING:
    from desktop.session import Session
    from desktop.windows.tour.tour import Tour

_YEARS = (2025, 2026)
_UNPAID = (dt.date(2026, 3, 1), dt.date(2026, 4, 1))


def show_life(tour: Tour) -> None:
    """Show the timeline with the focus on its first item."""
    _open(tour, as_list=False)
    page: Any = tour.window.pages["life"]
    page.view.setFocus()
    page.view.choose(page.view.spans()[0])


def show_life_list(tour: Tour) -> None:
    """Show the same as a list."""
    _open(tour, as_list=True)


def _open(tour: Tour, as_list: bool) -> None:
    _fill(tour.session, tour.case())
    tour.open("life", tour.case())
    page: Any = tour.window.pages["life"]
    page.as_list.setChecked(as_list)


def _fill(session: Session, case_id: int) -> None:
    """Keep months where nobody kept any."""
    person = session.record.person_of(case_id)
    assert person.id is not None
    if session.record.life(person.id).months:
        return
    months = []
    for year in _YEARS:
        for number in range(1, 13):
            month = dt.date(year, number, 1)
            status = Payment.DUE if month in _UNPAID else Payment.PAID
            months.append(
                ContributionMonth(
                    person_id=person.id, month=month, state="CN", branch="pension", status=status
                )
            )
    session.record.keep_months(person.id, months)
