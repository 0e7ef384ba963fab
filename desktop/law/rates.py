"""``resources/rates`` into ``Rates``: dated contribution parameters, one file a country, and exchange rates.

Values stand as texts so that they are read as decimals, never as floats. Dates are inclusive; a row without
``to`` has no known end. What is wrong is collected as sentences with file and line.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Final

from desktop.domain.agreement import Confidence
from desktop.domain.money.rates import EXCHANGE, CountryRates, Parameter, Place, Rates
from desktop.domain.money.rounding import DECIMALS
from desktop.domain.periods import FOREVER
from desktop.law.reader import LawError
from desktop.law.toml_table import Table, load

NO_LIMIT: Final = "none"
"""In the place of a value: the law sets no such limit in that time."""
NOTES: Final = (
    "computed",
    "conflict",
    "continued",
    "end_unsure",
    "proposal",
    "provisional",
    "start_unsure",
    "varies",
)
"""Remarks: computed from other values; sources disagree; no later change seen; the end or the start of the period
not seen; a proposal whose adoption was not seen; an extension not seen; places or firms may differ."""

_LEVELS: Final = {level.value: level for level in Confidence}
_DECIMAL: Final = re.compile(r"[0-9]+([.][0-9]+)?")
_NAME: Final = re.compile(r"[a-z][a-z0-9_]*([.][a-zA-Z][a-zA-Z0-9_]*)?")
_COUNTRY: Final = re.compile(r"[A-Z]{2}")


def read_rates(folder: Path) -> Rates:
    """All parameters in the files of ``folder``; raises ``LawError`` with every error found."""
    errors: list[str] = []
    found: dict[str, CountryRates] = {}
    for path in sorted(folder.glob("*.toml")):
        top = load(path, errors)
        rates = _country(top)
        if rates.country in found:
            top.error(f"country {rates.country} has another file.")
        found[rates.country] = rates
        top.close()
    if not found:
        errors.append(f"{folder.name}: there are no rates here.")
    if errors:
        raise LawError(errors)
    return Rates(found)


def _country(top: Table) -> CountryRates:
    country = top.text("country")
    if country and not _COUNTRY.fullmatch(country):
        top.error(f"country is “{country}”; write an ISO code of two letters, {EXCHANGE} for exchange rates.")
    currency = "" if country == EXCHANGE else top.choice("currency", DECIMALS)
    since = top.optional_date("currency_since")
    top.date("checked")
    sources = top.words("sources")
    places = _places(top)
    parameters: dict[str, tuple[Parameter, ...]] = {}
    used: set[str] = set()
    for table in top.tables("parameter"):
        name = table.text("name")
        if name and not _NAME.fullmatch(name):
            table.error(f"name is “{name}”; write WORD or BRANCH.WORD in small letters.")
        if name in parameters:
            table.error(f"name {name} stands twice.")
        unit = table.text("unit")
        rows = [(row, _row(row, country, name, unit, sources, places)) for row in table.tables("rows")]
        if not rows:
            table.error("rows are missing: a parameter needs a value.")
        _check_overlaps(rows)
        used.update(row.source for _, row in rows)
        parameters[name] = tuple(row for _, row in rows)
    for key, text in sources.items():
        if text not in used:
            top.error(f"sources name “{key}”, which no row uses.")
    return CountryRates(country, currency, since, places, parameters)


def _places(top: Table) -> Mapping[str, Place]:
    found: dict[str, Place] = {}
    for table in top.tables("place"):
        place = Place(table.text("name"), table.optional_text("within"), table.optional_texts("also"))
        if place.name in found:
            table.error(f"name {place.name} stands twice.")
        if place.within and place.within not in found:
            table.error(f"within is “{place.within}”, which is no place named before this one.")
        found[place.name] = place
    return found


def _row(
    row: Table, country: str, name: str, unit: str, sources: Mapping[str, str], places: Mapping[str, Place]
) -> Parameter:
    first, last = row.date("from"), row.optional_date("to")
    if last is not None and last < first:
        row.error(f"to is {last}, before the first day {first}.")
    place = row.optional_text("place")
    if place and place not in places:
        row.error(f"place is “{place}”, which this file does not know.")
    source = row.text("source")
    if source and source not in sources:
        row.error(f"source is “{source}”, which this file does not know.")
    note = row.optional_text("note")
    if note and note not in NOTES:
        row.error(f"note is “{note}”; allowed are {', '.join(NOTES)}.")
    at_least, below = (_decimal(row, key) if key in row else None for key in ("at_least", "below"))
    if at_least is not None and below is not None and below <= at_least:
        row.error(f"below is {below}, not above {at_least}.")
    return Parameter(
        country=country,
        name=name,
        value=_value(row, country),
        unit=unit,
        first=first,
        last=last,
        confidence=_LEVELS.get(row.choice("confidence", _LEVELS), Confidence.LOW),
        source=sources.get(source, ""),
        unconfirmed=row.flag("unconfirmed"),
        place=place,
        at_least=at_least,
        below=below,
        note=note,
    )


def _value(row: Table, country: str) -> Decimal | None:
    if row.text("value") == NO_LIMIT and country != EXCHANGE:
        return None
    value = _decimal(row, "value")
    if not value and country == EXCHANGE:
        row.error("value must be above zero.")
    return value


def _decimal(row: Table, key: str) -> Decimal:
    text = row.text(key)
    if _DECIMAL.fullmatch(text):
        return Decimal(text)
    if text:
        row.error(f"{key} is “{text}”; write a decimal such as 18.6.")
    return Decimal(0)


def _check_overlaps(rows: list[tuple[Table, Parameter]]) -> None:
    """Two rows of one place and band must not hold on the same day, and each place stands in order of days."""
    by_place: defaultdict[str, list[Parameter]] = defaultdict(list)
    for table, row in rows:
        before = by_place[row.place]
        if before and row.first < before[-1].first:
            table.error(f"from is {row.first}, earlier than the row before it.")
        for other in before:
            if _days_meet(row, other) and _bands_meet(row, other):
                table.error(f"from {row.first} overlaps the row from {other.first}.")
        before.append(row)


def _days_meet(one: Parameter, other: Parameter) -> bool:
    return one.first <= (other.last or FOREVER) and other.first <= (one.last or FOREVER)


def _bands_meet(one: Parameter, other: Parameter) -> bool:
    lowest = max(one.at_least or Decimal(0), other.at_least or Decimal(0))
    return all(row.below is None or lowest < row.below for row in (one, other))
