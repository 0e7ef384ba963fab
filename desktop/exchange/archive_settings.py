"""What an archive may bring into the settings: pages read them as they stand, so a wrong one would stop a page.

Names that no page reads do no harm and may come from a later version of the program.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Callable, Mapping
from typing import Any, Final

from desktop.domain.dates.latest_filing import LONGEST
from desktop.domain.record.contents import NOT_CARRIED, SettingRow
from desktop.domain.refunds.questions import QUESTIONS
from desktop.domain.states import STATES

_OF_EVERY_CASE: Final = re.compile(r"[a-z_]+:\*(?::.*)?", re.DOTALL)
_OF_ONE_CASE: Final = re.compile(r"[a-z_]+:[1-9]\d*(?::.*)?", re.DOTALL)
"""A number in a name would mean whatever case has that number here."""
_SPANS: Final = ("takes", "post_there", "post_back", "margin")


def wrong_in_setting(row: SettingRow) -> str:
    """The field of the row that cannot stand there, empty where all can."""
    of_case = row.case_id is not None
    named = _OF_EVERY_CASE.fullmatch(row.name) is not None
    if named != of_case or _OF_ONE_CASE.fullmatch(row.name) or row.name in NOT_CARRIED:
        return "name"
    fits = _FITS.get(row.name.partition(":")[0])
    return "" if fits is None or fits(_data(row.value)) else "value"


def _data(value: object) -> object:
    """What the text of a setting holds, ``None`` where it holds nothing that can be read."""
    try:
        return json.loads(value) if isinstance(value, str) else None
    except (ValueError, RecursionError):
        return None


def _texts(data: object, kinds: Mapping[str, str]) -> bool:
    """Whether it is an object of texts, each of the kind that ``kinds`` names for it, in ``_KINDS``; or empty."""
    return isinstance(data, dict) and all(
        isinstance(text, str) and (not text or _KINDS.get(kinds.get(name, ""), bool)(text))
        for name, text in data.items()
    )


def _filing(data: object) -> bool:
    return isinstance(data, dict) and all(map(_numbers, data.values()))


def _numbers(data: object) -> bool:
    """The user's numbers of one authority; only how long it takes may be unknown."""
    return isinstance(data, dict) and all(
        name in _SPANS and ((name == "takes" and number is None) or _span(number))
        for name, number in data.items()
    )


def _span(number: object) -> bool:
    return isinstance(number, int) and not isinstance(number, bool) and 0 <= number <= LONGEST


def _pension(data: object) -> bool:
    if not isinstance(data, dict):
        return False
    career = data.get("career", [])
    return (
        _texts(data.get("years", {}), {"born": "date", "paid": "months", "unpaid": "months"})
        and isinstance(career, list)
        and all(map(_stretch, career))
    )


def _stretch(data: Any) -> bool:
    """Some years of a career in one state."""
    amounts = dict.fromkeys(("years", "minimum", "full"), "amount")
    return _texts(data, amounts) and "" not in data.values() and data.get("state") in STATES


def _refunds(data: object) -> bool:
    return _texts(data, {**QUESTIONS, "host": "state"})


def _is_day(text: str) -> bool:
    try:
        return dt.date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


_KINDS: Final[Mapping[str, Callable[[str], object]]] = {
    "date": _is_day,
    "months": re.compile(r"\d{1,4}", re.ASCII).fullmatch,
    "amount": re.compile(r"\d{1,15}(?:\.\d{1,9})?", re.ASCII).fullmatch,
    "state": STATES.__contains__,
}
_FITS: Final[Mapping[str, Callable[[object], bool]]] = {
    "filing_numbers": _filing,
    "pension": _pension,
    "refunds": _refunds,
}
"""By the beginning of a name, what the text of the setting must hold."""
