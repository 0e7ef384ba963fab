"""The line of one working life: postings, certificates, payments, documents, limits and deadlines over the years.

Every span carries its words, so that the drawing, the line below it, the table on paper and a screen reader say
the same. The drawing decides nothing: answers and limits are those of each posting's determination.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from desktop.domain.paper import Lane, Span, State, Timeline, Words
from desktop.domain.record.life import WorkingLife
from desktop.domain.record.life_dates import date_spans
from desktop.domain.record.life_layout import clipped
from desktop.domain.record.life_payments import payment_spans
from desktop.domain.record.life_things import certificate_spans, document_spans, posting_name, posting_spans

_CHINA: Final = "CN"
_REACH: Final = 75
"""Days so many years from today are slips of the pen or stand for "without end": they do not stretch the line."""


@dataclass(frozen=True, slots=True)
class LifeLine:
    """The line, ``None`` where nothing has a day yet, and in words what could not be drawn."""

    timeline: Timeline | None
    left_out: tuple[Words, ...] = ()

    def __iter__(self) -> Iterator[tuple[Lane, Span]]:
        """All spans with their lanes, lane by lane."""
        for lane in self.timeline.lanes if self.timeline else ():
            for span in lane.spans:
                yield lane, span


def life_line(life: WorkingLife, day: dt.date) -> LifeLine:
    """The line of ``life`` as it stands on ``day``; it goes over whole years, and ``day`` lies on it.

    What lies more than ``_REACH`` years from ``day`` is cut off or, where it begins there, left out.
    """
    days = [*_days(life), *(span.first for span in date_spans(life, day))]
    if not days:
        return LifeLine(None, tuple(_without_day(life)))
    near = [day, *(one for one in days if abs(one.year - day.year) <= _REACH)]
    first, last = dt.date(min(near).year, 1, 1), dt.date(max(near).year, 12, 31)
    every = tuple(_lanes(life, day, last))
    lanes = tuple(lane for one in every if (lane := clipped(one, first, last)).spans)
    far = (span for lane in every for span in lane.spans if span.last < first or last < span.first)
    left_out = (*_without_day(life), *(Words("life.left_out.far", {"what": span.words}) for span in far))
    count = sum(len(lane.spans) for lane in lanes)
    spoken = Words("life.spoken", {"name": life.person.name, "count": count, "first": first, "last": last})
    line = Timeline(first, last, day, Words("life.today"), lanes, spoken)
    return LifeLine(line, left_out)


def _without_day(life: WorkingLife) -> Iterator[Words]:
    for posting in life.postings:
        if posting.first is None:
            yield Words("life.left_out.posting", {"name": posting_name(posting)})


def home_of(life: WorkingLife) -> str:
    """The state where the person is at home: the one the first posting starts from, else China."""
    return next((posting.home for posting in life.postings if posting.home), _CHINA)


def _lanes(life: WorkingLife, day: dt.date, last: dt.date) -> Iterator[Lane]:
    home = home_of(life)
    yield _lane("postings", posting_spans(life.postings, last))
    yield _lane("certificates", certificate_spans(life.certificates, day))
    yield _lane("home", payment_spans(m for m in life.months if m.state == home), State(home))
    yield _lane("host", payment_spans((m for m in life.months if m.state != home), named=True))
    yield _lane("documents", document_spans(life.documents, day, last))
    yield _lane("dates", date_spans(life, day))


def _lane(name: str, spans: Iterable[Span], state: State | None = None) -> Lane:
    params = {"home": state} if state else {}
    return Lane(Words(f"life.lane.{name}", params), tuple(sorted(spans, key=lambda s: (s.first, s.last))))


def _days(life: WorkingLife) -> Iterator[dt.date]:
    """Every day of a stretch that is drawn; the days of single dates are those of ``date_spans``."""
    for posting in life.postings:
        if posting.first is not None:
            yield posting.first
            yield max(posting.last or posting.first, posting.first)
    for month in life.months:
        yield month.month
    for certificate in life.certificates:
        yield certificate.starts_on
        yield certificate.ends_on
    for document in life.documents:
        yield from (day for day in (document.starts_on, document.ends_on) if day is not None)
