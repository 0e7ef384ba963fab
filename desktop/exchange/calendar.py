"""The dates of a case as an iCalendar file (RFC 5545): all-day events with reminders, without names.

The same case gives the same UIDs, so importing the file again moves the events instead of doubling them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING

from icalendar import Alarm, Calendar
from icalendar import Event as Entry

if TYPE_CHECKING:
    from desktop.domain.agreement import Law
    from desktop.domain.papers.calendar import Event
    from desktop.languages.language import Language

PRODUCT = "-//Waipai//Calendar//EN"


def write_calendar(
    events: Sequence[Event], language: Language, law: Law, reference: str, day: dt.date
) -> bytes:
    """The calendar file in one language, UTF-8.

    ``reference`` stands for the case in the UIDs and must be its own and name nobody; ``day`` is the day of
    writing. Same input, same bytes.
    """
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", language.text("papers.calendar.name"))
    for event in events:
        calendar.add_component(_entry(event, language, law, reference, day))
    content: bytes = calendar.to_ical()
    return content


def _entry(event: Event, language: Language, law: Law, reference: str, day: dt.date) -> Entry:
    title = language.text(event.title.key)
    notes = [language.text("papers.calendar.house_rule")] if event.house_rule else []
    notes += [language.citation(citation, law) for citation in event.citations]
    entry = Entry()
    entry.add("uid", f"{reference}-{event.key}@waipai")
    entry.add("dtstamp", dt.datetime.combine(day, dt.time(), dt.UTC))
    entry.add("dtstart", event.day)
    entry.add("dtend", event.day + dt.timedelta(days=1))
    entry.add("summary", title)
    entry.add("description", "\n".join([language.value(event.text, law), *notes]))
    entry.add("class", "PRIVATE")
    entry.add("transp", "TRANSPARENT")
    for days in event.alarms:
        entry.add_component(_alarm(title, days))
    return entry


def _alarm(title: str, days: int) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", title)
    alarm.add("trigger", dt.timedelta(days=-days))
    return alarm
