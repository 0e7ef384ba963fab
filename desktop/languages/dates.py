"""Days as people type them, in the order and with the words of their language."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from babel.core import Locale

YEARS: Final = range(1900, 2200)
"""Every other year is mistyped: 0202 for 2020; and terms counted from 9999 leave the calendar."""

_ISO: Final = r"(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})"
_YEAR_FIRST: Final = (
    _ISO,
    r"(?P<y>\d{4})/(?P<m>\d{1,2})/(?P<d>\d{1,2})",
    r"(?P<y>\d{4})(?P<m>\d\d)(?P<d>\d\d)",
)
_PATTERNS: Final[Mapping[str, tuple[str, ...]]] = {
    "zh_Hans": (
        *_YEAR_FIRST,
        r"(?P<y>\d{4})年(?P<m>\d{1,2})月(?P<d>\d{1,2})日",
        r"(?P<y>\d{4})\.(?P<m>\d{1,2})\.(?P<d>\d{1,2})",
    ),
    "ko": (
        *_YEAR_FIRST,
        r"(?P<y>\d{4})년(?P<m>\d{1,2})월(?P<d>\d{1,2})일",
        r"(?P<y>\d{4})\.(?P<m>\d{1,2})\.(?P<d>\d{1,2})\.?",
    ),
    "de": (
        _ISO,
        r"(?P<d>\d{1,2})\.(?P<m>\d{1,2})\.(?P<y>\d{4})",
        r"(?P<d>\d{1,2})\.?(?P<m>[^\W\d]+)\.?(?P<y>\d{4})",
    ),
    "en": (_ISO, r"(?P<d>\d{1,2})/(?P<m>\d{1,2})/(?P<y>\d{4})", r"(?P<d>\d{1,2})(?P<m>[^\W\d]+)(?P<y>\d{4})"),
}


def parse_date(text: str, code: str, locale: Locale) -> dt.date:
    """The day that ``text`` names in the language ``code``.

    Spaces and full-width digits do not matter; years have four digits, because "26" may be a day or a year.
    Raises ``ValueError`` for every other form, for days that no calendar has, and outside ``YEARS``.
    """
    compact = "".join(unicodedata.normalize("NFKC", text).split())
    for pattern in _PATTERNS[code]:
        if found := re.fullmatch(pattern, compact):
            return _usual(dt.date(int(found["y"]), _month(found["m"], locale), int(found["d"])))
    raise ValueError(f"{text!r} is not a date")


def _usual(day: dt.date) -> dt.date:
    if day.year not in YEARS:
        raise ValueError(f"{day} is not a day of a working life")
    return day


def _month(text: str, locale: Locale) -> int:
    if text.isdecimal():
        return int(text)
    wanted = text.casefold()
    names = locale.months["format"]
    for width in ("wide", "abbreviated"):
        for number, name in names[width].items():
            if name.casefold().rstrip(".") == wanted:
                return int(number)
    raise ValueError(f"{text!r} is not a month")
