"""Months as tables write them: 2026-03, 03.2026, 2026年3月, 2026년 3월, 202603, Mar 2026, März 2026.

A full day counts for its month where its order is certain: with the year first, with dots (day first wherever
dots are used), or with a number above 12. "03/04/2026" is refused: it is March or April.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Final

from desktop.domain.imports.month import MonthUnreadable

_LOCALES: Final = ("en", "de", "zh_Hans", "ko")
_CACHED: Final = 20_000

_YEAR: Final = r"(?P<y>(?:19|20)\d\d)"
_MONTH: Final = r"(?P<m>0?[1-9]|1[0-2])"
_DAY: Final = r"(?P<d>0?[1-9]|[12]\d|3[01])"
_TIME: Final = r"(?:[T ]\d{1,2}:\d\d(?::\d\d(?:\.\d+)?)?)?"
_FORMS: Final = tuple(
    re.compile(form)
    for form in (
        rf"{_YEAR}[-/.] ?{_MONTH}\.?",
        rf"{_YEAR}[-/.] ?{_MONTH}[-/.] ?{_DAY}\.?{_TIME}",
        r"(?P<y>(?:19|20)\d\d)(?P<m>0[1-9]|1[0-2])",
        r"(?P<y>(?:19|20)\d\d)(?P<m>0[1-9]|1[0-2])(?P<d>0[1-9]|[12]\d|3[01])",
        rf"{_MONTH}[-/.]{_YEAR}",
        rf"{_DAY}\.{_MONTH}\.{_YEAR}",
        rf"{_YEAR}[年년] ?{_MONTH}[月월](?:份)?(?: ?{_DAY}[日일号])?",
    )
)
_SLASHED: Final = re.compile(r"(?P<a>\d{1,2})[-/](?P<b>\d{1,2})[-/](?P<y>(?:19|20)\d\d)")
_WORDED: Final = (
    re.compile(rf"(?P<m>[^\W\d]+)\.?[ ,\-/']*{_YEAR}"),
    re.compile(rf"{_YEAR}[ ,\-/]*(?P<m>[^\W\d]+)\.?"),
)
_NUMBER: Final = re.compile(rf"{_MONTH}[月월.]?(?:份)?")


@lru_cache(_CACHED)
def parse_month(text: str) -> dt.date:
    """The first day of the month that ``text`` names; raises ``MonthUnreadable``, with both readings if it has two."""
    plain = " ".join(unicodedata.normalize("NFKC", text).split())
    for form in _FORMS:
        if found := form.fullmatch(plain):
            return _first(found, text)
    if found := _SLASHED.fullmatch(plain):
        return _one_of(found, text)
    for form in _WORDED:
        if (found := form.fullmatch(plain)) and (month := _names().get(found["m"].casefold())):
            return dt.date(int(found["y"]), month, 1)
    raise MonthUnreadable(text)


def parse_month_number(text: str) -> int | None:
    """The month, 1 to 12, that a head names without a year: Jan, 3月, 03; ``None`` for every other text."""
    plain = " ".join(unicodedata.normalize("NFKC", text).split())
    if found := _NUMBER.fullmatch(plain):
        return int(found["m"])
    return _names().get(plain.rstrip(".").casefold())


def _first(found: re.Match[str], text: str) -> dt.date:
    """The month of a match; a day beyond its month makes it no date."""
    parts = found.groupdict()
    try:
        return dt.date(int(parts["y"]), int(parts["m"]), int(parts.get("d") or 1)).replace(day=1)
    except ValueError as error:
        raise MonthUnreadable(text) from error


def _one_of(found: re.Match[str], text: str) -> dt.date:
    """The month of 15/03/2026 or 03/15/2026; raises for what is a day in both orders of two months."""
    first, second, year = int(found["a"]), int(found["b"]), int(found["y"])
    readings = set()
    for day, month in ((first, second), (second, first)):
        try:
            readings.add(dt.date(year, month, day).replace(day=1))
        except ValueError:
            continue
    if len(readings) == 1:
        return readings.pop()
    raise MonthUnreadable(text, tuple(sorted(readings)))


@cache
def _names() -> Mapping[str, int]:
    """Names of months in our languages, in small letters and without dots; no short name means two months."""
    from babel.core import Locale

    names: dict[str, int] = {"sept": 9, "mrz": 3}
    for code in _LOCALES:
        for context in Locale.parse(code).months.values():
            for width in ("wide", "abbreviated"):
                names.update({name.casefold().rstrip("."): int(n) for n, name in context[width].items()})
    return names
