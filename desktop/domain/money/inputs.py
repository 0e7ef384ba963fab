"""The inputs of a question as they stand in a file, read one by one; the first that cannot be raises ``InputError``.

Amounts are texts with a point and at most the decimals of their currency: no sign, no grouping, no exponent.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from desktop.domain.money.problems import bad, chosen, shown
from desktop.domain.money.rounding import DECIMALS
from desktop.domain.states import STATES

MOST_DIGITS: Final = 12
"""Digits before the point: sums from a trillion on are a slip."""
YEARS: Final = range(1900, 2200)
STATE: Final = "ISO 3166-1: CN, DE, KR …"


@dataclass(frozen=True, slots=True)
class Inputs:
    """The inputs by name."""

    data: Mapping[str, object]

    def __contains__(self, name: str) -> bool:
        return name in self.data

    def only(self, names: Collection[str]) -> None:
        """Raises for a name that no question knows."""
        for name in self.data:
            if name not in names:
                raise bad("unknown_name", str(name), name, ", ".join(sorted(names)))

    def choice(self, name: str, allowed: Collection[str]) -> str:
        """One of ``allowed``."""
        value = self._present(name, ", ".join(allowed))
        return chosen(name, value if isinstance(value, str) else shown(value), allowed)

    def text(self, name: str, allowed: str) -> str:
        """Any text; ``allowed`` is an example for the message."""
        value = self._present(name, allowed)
        if not isinstance(value, str) or not value:
            raise bad("choice", name, value, allowed)
        return value

    def optional_text(self, name: str, allowed: str = "") -> str | None:
        """A text, ``None`` where none stands."""
        return self.text(name, allowed) if name in self else None

    def state(self, name: str) -> str:
        """An ISO code of a state."""
        value = self.text(name, STATE)
        if value not in STATES:
            raise bad("choice", name, value, STATE)
        return value

    def amount(self, name: str, currency: str) -> Decimal:
        """A sum of money, zero or more."""
        return decimal(name, self._present(name, shape(DECIMALS[currency])), DECIMALS[currency])

    def whole(self, name: str, low: int, high: int) -> int:
        """A whole number from ``low`` to ``high``."""
        value = self._present(name, f"{low}–{high}")
        if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
            raise bad("integer", name, value, f"{low}–{high}")
        return value

    def optional_whole(self, name: str, low: int, high: int) -> int | None:
        """A whole number, ``None`` where none stands."""
        return self.whole(name, low, high) if name in self else None

    def flag(self, name: str) -> bool | None:
        """True or false, ``None`` where neither stands."""
        value = self.data.get(name)
        if name in self and not isinstance(value, bool):
            raise bad("choice", name, value, "true, false")
        return value if isinstance(value, bool) else None

    def month(self, name: str) -> dt.date:
        """The first day of a month written ``YYYY-MM``."""
        allowed = f"YYYY-MM, {YEARS[0]}-01 … {YEARS[-1]}-12"
        value = self._present(name, allowed)
        found = re.fullmatch(r"([0-9]{4})-(0[1-9]|1[0-2])", value) if isinstance(value, str) else None
        if not found or int(found[1]) not in YEARS:
            raise bad("month", name, value, allowed)
        return dt.date(int(found[1]), int(found[2]), 1)

    def year(self, name: str) -> int:
        """A year written ``YYYY``."""
        allowed = f"YYYY, {YEARS[0]} … {YEARS[-1]}"
        value = self._present(name, allowed)
        if not isinstance(value, str) or not re.fullmatch("[0-9]{4}", value) or int(value) not in YEARS:
            raise bad("year", name, value, allowed)
        return int(value)

    def texts(self, name: str, allowed: Collection[str]) -> tuple[str, ...]:
        """A list of texts out of ``allowed``, each once and at least one."""
        value = self._present(name, ", ".join(allowed))
        if not isinstance(value, list) or not value:
            raise bad("list", name, value, ", ".join(allowed))
        found = tuple(chosen(name, item if isinstance(item, str) else shown(item), allowed) for item in value)
        if len(set(found)) < len(found):
            raise bad("twice", name, ", ".join(found), ", ".join(allowed))
        return found

    def by_state(self, name: str, decimals: int) -> dict[str, Decimal]:
        """Numbers of zero and more by state; empty where nothing stands."""
        if name not in self:
            return {}
        value = self.data[name]
        if not isinstance(value, dict) or not value:
            raise bad("by_state", name, value, STATE)
        for state in value:
            if state not in STATES:
                raise bad("choice", name, state, STATE)
        return {state: decimal(f"{name}.{state}", number, decimals) for state, number in value.items()}

    def _present(self, name: str, allowed: str) -> object:
        if name not in self:
            raise bad("missing", name, "", allowed)
        return self.data[name]


def decimal(field: str, value: object, decimals: int) -> Decimal:
    """A number written as a text with at most ``decimals`` places; raises ``InputError``."""
    places = f"([.][0-9]{{1,{decimals}}})?" if decimals else ""
    if not isinstance(value, str) or not re.fullmatch(f"[0-9]{{1,{MOST_DIGITS}}}{places}", value):
        raise bad("amount", field, value, shape(decimals))
    return Decimal(value)


def shape(decimals: int) -> str:
    """The smallest and the greatest number that may be written."""
    point = f".{'0' * decimals}" if decimals else ""
    return f"0{point} … {'9' * MOST_DIGITS}{point.replace('0', '9')}"
