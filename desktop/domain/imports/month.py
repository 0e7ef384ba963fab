"""What a cell says about a month."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable


class MonthUnreadable(ValueError):
    """No month, or one of several: ``readings`` are the first days of the months it may be, empty for none."""

    def __init__(self, text: str, readings: tuple[dt.date, ...] = ()) -> None:
        super().__init__(text)
        self.text = text
        self.readings = readings


ReadMonth = Callable[[str], dt.date]
"""The first day of the month that a text names; raises ``MonthUnreadable``."""

ReadMonthNumber = Callable[[str], int | None]
"""The month of a year, 1 to 12, that a head names without its year: Jan, 1月, 01; ``None`` for any other text."""
