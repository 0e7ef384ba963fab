"""Single days of the line: where the limits of each posting end, what comes to an end, reminders, the diary.

The ends of limits are those of the clock of the determination. Ends of certificates and documents that lie in
the past are told by their bars.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Final

from desktop.domain.paper import Span, Value, Words
from desktop.domain.periods import FOREVER
from desktop.domain.record.diary import Stage
from desktop.domain.record.diary_rules import MATTERS
from desktop.domain.record.life import WorkingLife
from desktop.domain.record.life_things import posting_name

_LOOKS: Final = {Stage.ISSUED: "good", Stage.EXTENDED: "good", Stage.REFUSED: "bad"}


def date_spans(life: WorkingLife, day: dt.date) -> tuple[Span, ...]:
    """Every single day of the line, as seen on ``day``."""
    return (*_limits(life, day), *_ends(life, day), *_reminders(life, day), *_diary(life))


def _limits(life: WorkingLife, day: dt.date) -> Iterator[Span]:
    for posting in life.postings:
        clock = posting.determination.clock
        for stage in clock.stages if clock else ():
            if stage.last is not None and stage.last != FOREVER:
                key = f"life.limit.{stage.stage}"
                yield _point(stage.last, key, "wait", day, name=posting_name(posting))


def _ends(life: WorkingLife, day: dt.date) -> Iterator[Span]:
    for certificate in life.certificates:
        if certificate.ends_on >= day:
            number = certificate.number or Words("life.certificate.no_number")
            yield _point(certificate.ends_on, "life.end.certificate", "wait", day, number=number)
    for document in life.documents:
        if document.ends_on is not None and document.ends_on >= day and document.starts_on is not None:
            kind = Words(f"dates.kind.{document.kind}")
            yield _point(document.ends_on, "life.end.document", "wait", day, kind=kind)


def _reminders(life: WorkingLife, day: dt.date) -> Iterator[Span]:
    """What is not done yet; one whose day has passed stays wanting."""
    for reminder in life.reminders:
        if not reminder.done:
            title: Value = reminder.title or Words("life.reminder.untitled")
            late = reminder.due_on < day
            key = "life.reminder.late" if late else "life.reminder"
            yield _point(reminder.due_on, key, "bad" if late else "wait", dt.date.min, title=title)


def _diary(life: WorkingLife) -> Iterator[Span]:
    for entry in life.diary:
        matter: Value = entry.matter
        if entry.matter in MATTERS:
            matter = Words(f"record.diary.matter.{entry.matter}")
        stage = Words(f"record.diary.stage.{entry.stage.value}")
        look = _LOOKS.get(entry.stage, "open")
        yield _point(entry.on, "life.diary", look, dt.date.min, stage=stage, matter=matter)


def _point(on: dt.date, key: str, look: str, day: dt.date, **params: Value) -> Span:
    """A day; what lies before ``day`` is over and looks so."""
    words = Words(f"{key}.words", {**params, "date": on})
    return Span(on, on, Words(f"{key}.label", params), words, "open" if on < day else look, point=True)
