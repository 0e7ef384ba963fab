"""The diary and "What happened?" with sample people, for the tour."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from desktop.domain.record.diary import DiaryEntry, Stage
from desktop.record import diary

if TYPE_CHECKING:
    from desktop.windows.tour.tour import Tour

_REFUSED = "cook_not_paying"
_STAGES = ((90, Stage.PREPARED, ""), (80, Stage.SENT, ""), (30, Stage.REFUSED, "not_paid_at_home"))
"""Days before the day of the session, what happened, and why."""


def show_diary(tour: Tour) -> None:
    """Show the diary of the person whose application was refused, with the repair list."""
    session = tour.session
    case = session.case(tour.case(_REFUSED))
    if not diary.entries_of(session, case):
        issuer = diary.issuer(session, case)
        for days, stage, reason in _STAGES:
            on = session.day - dt.timedelta(days=days)
            entry = DiaryEntry(person_id=0, case_id=case.id, on=on, stage=stage, body=issuer, reason=reason)
            diary.keep(session, case.id, entry)
    tour.open("diary", case.id)


def show_event(tour: Tour) -> None:
    """Show what a local contract would change."""
    tour.open("happened", tour.case(), "local_contract")
    page: Any = tour.window.pages["happened"]
    page.form.rows["day"].show_value(dt.date(2028, 7, 1))
    page.form.rows["home_contract"].show_value("ended")
