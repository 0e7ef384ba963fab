"""Amounts of money and other decimal numbers, written and read in the customs of a language."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final

from desktop.domain.imports.amount import AmountUnreadable, Convention

if TYPE_CHECKING:
    from babel.core import Locale

    from desktop.languages.language import Language

_MOST_PLACES: Final = 28
"""As many places as a decimal of ours ever has."""
_TOO_MUCH: Final = Decimal(10) ** 12
"""Sums from a trillion on are a slip."""


def decimal(value: Decimal, locale: Locale, decimals: int | None = None) -> str:
    """8.050,00 or 8,050.00: with ``decimals`` places, else with those the value has. Nothing is rounded away."""
    from babel.numbers import format_decimal

    places = max(-int(value.as_tuple().exponent), 0) if decimals is None else decimals
    pattern = "#,##0" + ("." + "0" * min(places, _MOST_PLACES) if places else "")
    return format_decimal(value, format=pattern, locale=locale)


def named(language: Language, value: Decimal, currency: str, decimals: int) -> str:
    """An amount with its currency: 5.000,00 Euro, 5,000.00元人民币, 5,000.00유로, 5,000.00 Swiss francs."""
    from babel.numbers import get_currency_name, get_currency_unit_pattern

    number, key = decimal(value, language.locale, decimals), f"languages.amount.{currency}"
    if language.has(key):
        return language.text(key, amount=number)
    pattern = get_currency_unit_pattern(currency, count=value, locale=language.locale)
    name = get_currency_name(currency, value, locale=language.locale)
    return str(pattern).replace("{0}", number).replace("{1}", name)


def currency_name(language: Language, currency: str) -> str:
    """A currency by its everyday name."""
    from babel.numbers import get_currency_name

    key = f"languages.currency.{currency}"
    return language.text(key) if language.has(key) else get_currency_name(currency, locale=language.locale)


def typed(text: str, code: str, decimals: int, currency: str = "") -> Decimal:
    """The number that somebody typed in the language ``code``: zero or more, at most ``decimals`` places.

    A sign of ``currency`` may stand beside it. Raises ``AmountUnreadable``, which knows the other reading.
    """
    from desktop.languages.amounts import parse_amount

    found = parse_amount(text.strip(), Convention.COMMA if code == "de" else Convention.POINT)
    foreign = found.currencies and currency not in found.currencies
    places = -int(found.value.as_tuple().exponent)
    if foreign or found.value < 0 or places > decimals or found.value >= _TOO_MUCH:
        raise AmountUnreadable(text, None)
    return found.value
