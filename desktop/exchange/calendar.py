"""The dates of a case as an iCalendar file (RFC 5545): all-day events with reminders, without names.

The same case gives the same UIDs, so importing the file again moves the events instead of doubling them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from icalendar import Alarm, Calendar
from icalendar import Event as Entry

from desktop.domain.periods import FOREVER, ONE_DAY

if TYPE_CHECKING:
    from desktop.domain.agreement import Law
    from desktop.domain.papers.calendar import Event
    from desktop.languages.language import Language

PRODUCT = "-//Waipai//Calendar//EN"


@dataclass(frozen=True, slots=True)
class Content:
    """One entry: a whole day. ``uid`` is its own and names nobody; ``alarms`` are days before it."""

    uid: str
    day: dt.date
    title: str
    text: str
    alarms: tuple[int, ...]


def write_calendar(
    events: Sequence[Event], language: Language, law: Law, reference: str, day: dt.date
) -> bytes:
    """The calendar file in one language, UTF-8.

    ``reference`` stands for the case in the UIDs and must be its own and name nobody; ``day`` is the day of
    writing. Same input, same bytes.
    """
    entries = [_content(event, language, law, reference) for event in events]
    return calendar_file(entries, language.text("papers.calendar.name"), day)


def calendar_file(entries: Iterable[Content], name: str, day: dt.date) -> bytes:
    """The file with these entries, called ``name`` in calendar programs and written on ``day``."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    for entry in entries:
        calendar.add_component(_entry(entry, day))
    content: bytes = calendar.to_ical()
    return content


def _content(event: Event, language: Language, law: Law, reference: str) -> Content:
    notes = [language.text("papers.calendar.house_rule")] if event.house_rule else []
    notes += [language.citation(citation, law) for citation in event.citations]
    return Content(
        uid=f"{reference}-{event.key}",
        day=event.day,
        title=language.text(event.title.key),
        text="\n".join([language.value(event.text, law), *notes]),
        alarms=event.alarms,
    )


def _entry(content: Content, day: dt.date) -> Entry:
    entry = Entry()
    entry.add("uid", f"{content.uid}@waipai")
    entry.add("dtstamp", dt.datetime.combine(day, dt.time(), dt.UTC))
    entry.add("dtstart", content.day)
    if content.day < FOREVER:  # an entry without an end is one day long (RFC 5545, 3.6.1)
        entry.add("dtend", content.day + ONE_DAY)
    entry.add("summary", content.title)
    entry.add("description", content.text)
    entry.add("class", "PRIVATE")
    entry.add("transp", "TRANSPARENT")
    for days in content.alarms:
        entry.add_component(_alarm(content.title, days))
    return entry


def _alarm(title: str, days: int) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", title)
    alarm.add("trigger", dt.timedelta(days=-days))
    return alarm
