"""How what the user said of pay is kept as text beside the case: JSON, with every amount as a text."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import fields
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from desktop.domain.money.cost_inputs import HOME, HOST, SIDES, CostInputs, OwnExchange, OwnValue, SidePay

_WHOLE: Final = ("age", "monthly_hours", "persons")


def as_text(inputs: CostInputs) -> str:
    """The inputs as JSON; numbers with decimals are texts, so that none becomes a float."""
    data: dict[str, object] = {side: _side_data(inputs.of(side)) for side in SIDES}
    data["own"] = [_plain(value) for value in inputs.own]
    data["exchange"] = _plain(inputs.exchange) if inputs.exchange else None
    for name in ("mean_year", "home_state", "host_state", "first", "last"):
        data[name] = _word(getattr(inputs, name))
    return json.dumps({key: value for key, value in data.items() if value}, ensure_ascii=False)


def from_text(text: str) -> CostInputs:
    """The inputs that ``as_text`` wrote; a part that cannot be read is left out."""
    try:
        data = json.loads(text)
    except ValueError:
        return CostInputs()
    if not isinstance(data, dict):
        return CostInputs()
    own = [found for row in _rows(data.get("own")) if (found := _own(row)) is not None]
    year = data.get("mean_year")
    return CostInputs(
        host=_side(data.get(HOST)),
        home=_side(data.get(HOME)),
        own=tuple(own),
        exchange=_exchange(data.get("exchange")),
        mean_year=year if isinstance(year, int) else None,
        home_state=_text(data.get("home_state")),
        host_state=_text(data.get("host_state")),
        first=_day(data.get("first")),
        last=_day(data.get("last")),
    )


def _side_data(pay: SidePay) -> dict[str, object]:
    found = {part.name: _word(getattr(pay, part.name)) for part in fields(pay)}
    return {name: value for name, value in found.items() if value is not None}


def _plain(row: OwnValue | OwnExchange) -> dict[str, object]:
    return {part.name: _word(getattr(row, part.name)) for part in fields(row)}


def _word(value: object) -> object:
    return str(value) if isinstance(value, Decimal | dt.date) else value


def _side(data: object) -> SidePay:
    if not isinstance(data, dict):
        return SidePay()
    found: dict[str, Any] = {}
    for part in fields(SidePay):
        value = data.get(part.name)
        if part.name == "gross":
            found["gross"] = _number(value)
        elif part.name == "priority_support":
            found[part.name] = value if isinstance(value, bool) else None
        elif part.name in _WHOLE:
            found[part.name] = value if isinstance(value, int) and not isinstance(value, bool) else None
        else:
            found[part.name] = _text(value)
    return SidePay(**found)


def _own(row: Mapping[str, object]) -> OwnValue | None:
    country, name, value = _text(row.get("country")), _text(row.get("name")), _number(row.get("value"))
    if country is None or name is None or value is None:
        return None
    return OwnValue(country, name, value, _day(row.get("first")))


def _exchange(row: object) -> OwnExchange | None:
    if not isinstance(row, dict):
        return None
    source, target, origin = (_text(row.get(name)) for name in ("source", "target", "origin"))
    rate, day = _number(row.get("rate")), _day(row.get("day"))
    if source is None or target is None or not rate or day is None:
        return None
    return OwnExchange(source, target, rate, day, origin or "own")


def _rows(data: object) -> list[Mapping[str, object]]:
    return [row for row in data if isinstance(row, dict)] if isinstance(data, list) else []


def _text(value: object) -> str | None:
    return value if isinstance(value, str) and value else None


def _number(value: object) -> Decimal | None:
    try:
        number = Decimal(value) if isinstance(value, str) else None
    except InvalidOperation:
        return None
    return number if number is not None and number.is_finite() and number >= 0 else None


def _day(value: object) -> dt.date | None:
    try:
        return dt.date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
