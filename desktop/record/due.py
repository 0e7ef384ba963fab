"""``session.dates``: what is due, for everybody or for one person, and what reminders were dismissed.

The dates of cases are kept in the file (``storage.due_rows``) and made anew for those that changed; everything
else is read as it stands.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Final

from desktop.domain.dates.chase import GRACE, USUAL
from desktop.domain.dates.due import AFTER_THE_END, OVERDUE_SHOWN, DueItem, Kind, Rule
from desktop.domain.dates.due_of_case import CaseDate, case_dates, mark_of, with_certificates
from desktop.domain.dates.reminders import STEPS, Reminded, Seen, reminders, still_seen
from desktop.domain.paper import Words
from desktop.domain.periods import days_after
from desktop.domain.record.certificate import Certificate
from desktop.domain.record.diary import Reminder
from desktop.record.filing import Filing
from desktop.storage.due_rows import CaseRow, DueRow, DueRows
from desktop.storage.shelf import Lazily

if TYPE_CHECKING:
    from desktop.domain.case import Case
    from desktop.session import Session

AT_ONCE: Final = 100
"""Items between two words about the progress."""
LATEST_FILING: Final = "latest_filing"
_SEEN: Final = "reminders_seen"
_THINGS: Final = ("certificate", "document", "reminder", "diary")


class Dates:
    """See the module. The day is that of the session. Raises a ``StorageProblem`` where the disk fails."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self.filing = Filing(session)

    @property
    def _rows(self) -> DueRows:
        return self._session.store.due

    # -- the list

    def stale(self) -> int:
        """How many cases have to be looked at before the list is complete, as far as that is noticed already."""
        return len(self._rows.stale(self._session.law.edition))

    def refresh(self, most: int | None = None) -> int:
        """Make the dates of cases that changed, of at most ``most`` of them; returns how many are left."""
        if self._rows.is_empty():  # an empty program starts without the law
            return 0
        edition, store = self._session.law.edition, self._session.store
        with store.together():
            if self.filing.has_changed():
                self._rows.forget([Kind.APPLY.value, Kind.FILE_BY.value])
            stale = self._rows.stale(edition)
            now = stale[:most]
            for case_id in now:
                case = store.case(case_id)
                ends_on = self._ends_on(case)
                dates = self._dates_of(case)
                self._rows.put(case_id, edition, (_row(date, ends_on) for date in dates))
        return len(stale) - len(now)

    def due(self, last: dt.date | None = None, person_id: int | None = None) -> Sequence[DueItem]:
        """What is due up to ``last`` (inclusive; ``None``: ever), by day, so that what is overdue comes first.

        Dates that passed more than a year ago are left out. The items are made when they are looked at.
        """
        self.refresh()
        return self.ready(last, person_id)

    def ready(self, last: dt.date | None = None, person_id: int | None = None) -> Sequence[DueItem]:
        """As ``due``, but only what is made already: for a window that fills itself step by step."""
        day = self._session.day
        chase = {body: days + GRACE.days for body, days in self.filing.known_days().items()}
        rows = self._rows.between(
            days_after(day, -OVERDUE_SHOWN.days), last or dt.date.max, days_after(day, -AFTER_THE_END.days),
            chase, USUAL.days, person_id,
        )  # fmt: skip
        return Lazily(rows, lambda row: _item(DueRow._make(row)))

    def explained(self, item: DueItem) -> DueItem:
        """The item with what to do and, for a date of the law, its source."""
        return self._explained(item, self._dates_of_case)

    def _explained(self, item: DueItem, dates_of: Callable[[int], Iterable[CaseDate]]) -> DueItem:
        if item.source in _THINGS or item.case_id is None:
            return replace(item, text=Words(f"dates.what.{item.kind.value}"))
        for date in dates_of(item.case_id):
            if date.key == item.source:
                return replace(item, text=date.text, citations=date.citations)
        return item

    def can_be_done(self, item: DueItem) -> bool:
        """Whether the user can take it from the list: dates of cases and their own reminders."""
        return item.source not in _THINGS or item.source == "reminder"

    def done(self, item: DueItem) -> None:
        """Take the item from the list until its date moves; ``session.record.undo`` brings it back.

        Raises ``ValueError`` for one that ends by itself (``can_be_done``).
        """
        if not self.can_be_done(item):
            raise ValueError(f"{item.key} cannot be ticked off")
        record = self._session.record
        with record.together("date_done", item.person_id, kind=item.kind.value):
            if item.source == "reminder" and item.person_id is not None:
                kept = self._session.store.record.shelf(Reminder).get(item.thing_id or 0)
                record.keep(replace(kept, done=True))
            elif item.case_id is not None:
                self._session.tick(item.case_id, mark_of(item.source, item.due_on), True)

    # -- reminders

    def reminders(self) -> tuple[Reminded, ...]:
        """What to be reminded of today, overdue and soonest first."""
        day = self._session.day
        return reminders(self.ready(days_after(day, max(STEPS))), day, self._seen())

    def dismiss(self, reminded: Iterable[Reminded]) -> None:
        """Keep these away until their next step."""
        seen = {**self._seen(), **{one.item.key: one.seen for one in reminded}}
        day = self._session.day
        kept = still_seen(self.ready(days_after(day, max(STEPS))), seen)
        text = json.dumps({key: [one.due_on.isoformat(), one.step] for key, one in kept.items()})
        self._session.store.set_setting(_SEEN, text)

    def _seen(self) -> Mapping[str, Seen]:
        text = self._session.store.setting(_SEEN)
        rows = json.loads(text) if isinstance(text, str) else {}
        return {key: Seen(dt.date.fromisoformat(day), step) for key, (day, step) in rows.items()}

    # -- a calendar for other programs

    def calendar(
        self,
        items: Sequence[DueItem],
        names: bool = False,
        progress: Callable[[int, int], None] | None = None,
    ) -> bytes:
        """The items as an iCalendar file; people are named only where ``names`` is wanted.

        ``progress`` is told how many of how many items are looked up, and may raise to stop.
        """
        from desktop.exchange.due_calendar import write_due_calendar

        explained = []
        dates_of = cache(self._dates_of_case)  # a case has many dates
        for number, item in enumerate(items):
            if progress is not None and not number % AT_ONCE:
                progress(number, len(items))
            explained.append(self._explained(item, dates_of))
        session = self._session
        return write_due_calendar(
            explained, session.language, session.law, session.calendar_id, session.day, names
        )

    def _dates_of_case(self, case_id: int) -> tuple[CaseDate, ...]:
        return self._dates_of(self._session.case(case_id))

    def _dates_of(self, case: Case) -> tuple[CaseDate, ...]:
        """The dates of the case, and the latest day to file where the time the authority takes is known."""
        material = with_certificates(self._session.paperwork(case).material, self._certificates(case))
        dates = case_dates(material)
        if not any(date.kind is Kind.APPLY for date in dates):
            return dates
        file_by = self.filing.reliable_day(case)
        if file_by is None or mark_of(LATEST_FILING, file_by) in case.ticks:
            return dates
        text = Words("dates.filing.sentence", {"day": file_by})
        return (*dates, CaseDate(LATEST_FILING, Kind.FILE_BY, file_by, Rule.OWN, text, ()))

    def _certificates(self, case: Case) -> Sequence[Certificate]:
        if case.person_id is None:
            return ()
        shelf = self._session.store.record.shelf(Certificate)
        return shelf.where("WHERE person_id = ? AND case_id = ?", [case.person_id, case.id])

    def _ends_on(self, case: Case) -> dt.date | None:
        facts = self._session.facts(case)
        return facts.end or facts.planned_end


def _row(date: CaseDate, ends_on: dt.date | None) -> CaseRow:
    last = None if ends_on is None else ends_on.isoformat()
    return CaseRow(date.key, date.kind.value, date.day.isoformat(), date.rule.value, last)


def _item(row: DueRow) -> DueItem:
    """Dates of a case have the key of the case's own calendar, so that both move the same entry."""
    number = row.case_id if row.thing_id is None else row.thing_id
    of_case = row.source not in _THINGS
    return DueItem(
        key=f"{row.case_id}-{row.source}" if of_case else f"{row.source}-{number}",
        kind=Kind(row.kind),
        due_on=dt.date.fromisoformat(row.due_on),
        rule=Rule(row.rule),
        source=row.source,
        person_id=row.person_id,
        case_id=row.case_id,
        thing_id=row.thing_id,
        name=row.name or (row.title if of_case else ""),
        title="" if of_case else row.title or "",
        until=None if row.until is None else dt.date.fromisoformat(row.until),
    )
