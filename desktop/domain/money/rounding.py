"""The roundings that laws prescribe. Each takes and gives a ``Decimal`` amount in units of the currency."""

from __future__ import annotations

from decimal import ROUND_FLOOR, ROUND_HALF_DOWN, ROUND_HALF_UP, Decimal
from typing import Final

DECIMALS: Final = {
    "CAD": 2,
    "CHF": 2,
    "CNY": 2,
    "DKK": 2,
    "EUR": 2,
    "JPY": 0,
    "KGS": 2,
    "KRW": 0,
    "RSD": 2,
}
"""The decimals contributions are computed to. Locale data give the Serbian dinar none; contributions have two."""


def half_up(amount: Decimal, decimals: int) -> Decimal:
    """To ``decimals`` places, a last digit of 5 and more upwards.

    Germany: § 2 Beitragsverfahrensverordnung, each half by itself. Elsewhere the common commercial rounding.
    """
    return amount.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)


def fifty_sen(amount: Decimal) -> Decimal:
    """To full yen: a fraction of 50 sen or less is dropped, one of more than 50 sen rounded up.

    Japan, the employee's share when it is deducted from pay; 日本年金機構, 厚生年金保険料の計算方法について.
    """
    return amount.quantize(Decimal(1), rounding=ROUND_HALF_DOWN)


def fraction_dropped(amount: Decimal) -> Decimal:
    """To full units, the fraction dropped. Japan, the total an office owes for a month; same source."""
    return amount.quantize(Decimal(1), rounding=ROUND_FLOOR)


def down_to(amount: Decimal, unit: Decimal) -> Decimal:
    """Down to a multiple of ``unit``.

    Korea: reported income down to KRW 1,000 (National Pension Service). Japan: a bonus down to JPY 1,000.
    """
    return amount // unit * unit
