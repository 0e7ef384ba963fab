"""The clock with its words: the large number, the drawing and one line for each day on it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.windows.clock.drawing import ClockBar
from desktop.windows.clock.reading import Reading, read_clock
from desktop.windows.controls.theme import GRID
from desktop.windows.controls.widgets import Label

if TYPE_CHECKING:
    from desktop.domain.determination import Clock, Stage
    from desktop.session import Session


class ClockPanel(QWidget):
    """Months used and left of one posting."""

    def __init__(self, session: Session, clock: Clock, end: dt.date | None) -> None:
        super().__init__()
        self._session = session
        reading = read_clock(clock, session.day, end)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GRID // 2)
        lines = clock_lines(session, reading)
        if reading.left is not None and reading.stage is not None and reading.stage.last is not None:
            layout.addWidget(Label(session.language.number(reading.left), "number"))
            layout.addWidget(Label(session.text("result.clock.left_of", date=reading.stage.last)))
        bar = ClockBar(session.language.date)
        words = {name: session.text(f"result.clock.{name}") for name in ("today", "end")}
        bar.show_reading(reading, words, session.text("result.clock.name"), " ".join(lines))
        layout.addWidget(bar)
        for line in lines:
            layout.addWidget(Label(line, "small"))


def clock_lines(session: Session, reading: Reading) -> tuple[str, ...]:
    """All that the drawing shows, in sentences."""
    months = session.language.months
    lines = [session.text("result.clock.start_line", date=reading.clock.start)]
    lines += [_stage_line(session, stage) for stage in reading.clock.stages]
    if reading.begun:
        lines.append(_today_line(session, reading))
    else:
        lines.append(session.text("result.clock.not_started"))
    if reading.end is not None and reading.planned is not None:
        lines.append(session.text("result.clock.end_line", date=reading.end, months=months(reading.planned)))
    if reading.over:
        lines.append(session.text("result.clock.over", months=months(reading.over)))
    if reading.clock.prior_months:
        lines.append(session.text("result.clock.prior_line", months=months(reading.clock.prior_months)))
    if reading.limited:
        lines.append(session.text(f"result.clock.counting.{reading.clock.counting}"))
    return tuple(lines)


def _stage_line(session: Session, stage: Stage) -> str:
    name = session.text(f"result.clock.stage.{stage.stage}")
    if stage.last is None or stage.months is None:
        return session.text("result.clock.stage_open", stage=name)
    return session.text(
        "result.clock.stage_line", stage=name, date=stage.last, months=session.language.months(stage.months)
    )


def _today_line(session: Session, reading: Reading) -> str:
    used = session.text("result.clock.used", months=session.language.months(reading.used))
    if reading.left is None:
        return session.text("result.clock.today_open", date=reading.today, used=used)
    left = session.text("result.clock.left", months=session.language.months(reading.left))
    return session.text("result.clock.today_line", date=reading.today, used=used, left=left)
