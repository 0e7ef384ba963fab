"""What is due for many people as an iCalendar file (RFC 5545), naming nobody unless that is wanted.

A date has the UID that the calendar of its case gives it, so that both files move the same entry.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import TYPE_CHECKING

from desktop.domain.dates.due import DueItem, Rule
from desktop.domain.dates.reminders import STEPS, STEPS_OF
from desktop.exchange.calendar import Content, calendar_file

if TYPE_CHECKING:
    from desktop.domain.agreement import Law
    from desktop.languages.language import Language


def write_due_calendar(
    items: Iterable[DueItem], language: Language, law: Law, profile: str, day: dt.date, names: bool
) -> bytes:
    """The file in one language, UTF-8; same input, same bytes.

    ``profile`` stands for the file the items come from and names nobody; ``day`` is the day of writing. Without
    ``names`` a case is told by its number, a person by theirs, and the user's own words for a reminder are left out.
    """
    entries = [_content(item, language, law, profile, names) for item in items]
    return calendar_file(entries, language.text("dates.calendar.name"), day)


def _content(item: DueItem, language: Language, law: Law, profile: str, names: bool) -> Content:
    own = (
        item.title if names and item.source == "reminder" else ""
    )  # of others it is a number, of passports too
    what = own or language.text(f"dates.kind.{item.kind.value}")
    text = language.value(item.text, law) if item.text is not None else ""
    notes = [language.text("papers.calendar.house_rule")] if item.rule is Rule.HOUSE else []
    notes += [language.citation(citation, law) for citation in item.citations]
    return Content(
        uid=f"{profile}-{item.key}",
        day=item.due_on,
        title=language.text("dates.calendar.entry", who=_who(item, language, names), what=what),
        text="\n".join(line for line in (text, *notes) if line),
        alarms=STEPS_OF.get(item.kind, STEPS),
    )


def _who(item: DueItem, language: Language, names: bool) -> str:
    if names and item.name:
        return item.name
    if item.case_id is not None:
        return language.text("dates.calendar.case", number=item.case_id)
    return language.text("dates.calendar.person", number=item.person_id or 0)
