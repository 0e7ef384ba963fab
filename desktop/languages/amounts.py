"""Amounts of money as people and programs write them, and the money of a state on a day (Unicode CLDR).

Signs of currencies, spaces, apostrophes and full-width digits are understood; the separators are then read
strictly by the locale of their convention, so that "1,234.56" is never taken for 1.23456.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from decimal import Decimal, InvalidOperation
from functools import cache, lru_cache
from typing import Final

from desktop.domain.imports.amount import Amount, AmountUnreadable, Convention

_LOCALES: Final = {Convention.POINT: "en", Convention.COMMA: "de"}
_GROUP: Final = {Convention.POINT: ",", Convention.COMMA: "."}
_DECIMAL: Final = {Convention.POINT: ".", Convention.COMMA: ","}
_CACHED: Final = 200_000
"""Wages repeat: most amounts of a table were read before."""

_SIGNS: Final = {
    "€": "EUR", "eur": "EUR", "euro": "EUR", "欧元": "EUR", "유로": "EUR",
    "₩": "KRW", "원": "KRW", "won": "KRW", "韩元": "KRW",
    "元": "CNY", "人民币": "CNY", "rmb": "CNY", "위안": "CNY", "¥": "CNY JPY", "yuan": "CNY",
    "円": "JPY", "日元": "JPY", "엔": "JPY", "yen": "JPY",
    "$": "CAD USD AUD HKD SGD", "c$": "CAD", "ca$": "CAD", "us$": "USD", "加元": "CAD", "美元": "USD",
    "달러": "CAD USD",
    "fr": "CHF", "sfr": "CHF", "瑞士法郎": "CHF", "kr": "DKK SEK NOK", "дин": "RSD", "din": "RSD", "сом": "KGS",
    "som": "KGS", "dm": "DEM", "£": "GBP",
}  # fmt: skip
"""What may stand beside an amount, in small letters, and the ISO 4217 codes it may mean."""

_PARTS: Final = re.compile(
    r"(?P<before>(?:[^\d+\-.,\s]+\.?)?\s*)(?P<number>[+\-]?(?:\d[\d.,'\s]*|[.,]\d+))(?P<after>.*)", re.S
)
_NO_CENTS: Final = re.compile(r"(?<=\d)[.,]-+$")
"""5000,- and 5'000.–, as invoices and receipts write whole amounts."""
_PLAIN: Final = re.compile(r"\d+")
_BEYOND: Final = Decimal(10) ** 20
_LONGEST: Final = 40
"""Characters: no amount with its currency is longer."""
_APOSTROPHES: Final = str.maketrans({"’": "'", "ʼ": "'", "`": "'", "´": "'"})
_MINUS: Final = str.maketrans({"−": "-", "–": "-", "﹣": "-"})


@lru_cache(_CACHED)
def parse_amount(text: str, convention: Convention) -> Amount:
    """The amount that ``text`` writes in ``convention``; raises ``AmountUnreadable``."""
    try:
        return _parse(text, convention)
    except ValueError as error:
        raise AmountUnreadable(text, _elsewise(text, convention)) from error


def _elsewise(text: str, convention: Convention) -> Decimal | None:
    try:
        return _parse(text, convention.other).value
    except ValueError:
        return None


def _parse(text: str, convention: Convention) -> Amount:
    if len(text) > _LONGEST or any(sign.isnumeric() and not sign.isdecimal() for sign in text):
        raise ValueError(text)  # a raised figure marks a footnote: 500² is not 5002
    if _PLAIN.fullmatch(text) and text.isascii():
        return Amount(_believable(Decimal(text)))
    compact = unicodedata.normalize("NFKC", text).translate(_MINUS).translate(_APOSTROPHES).strip()
    compact = _NO_CENTS.sub("", compact)
    negative = compact.startswith("(") and compact.endswith(")")
    found = _PARTS.fullmatch(compact.strip("() ") if negative else _sign_first(compact))
    if found is None:
        raise ValueError(text)
    currencies = _currencies(found["before"], found["after"])
    value = _believable(_value(found["number"].strip(), convention))
    if negative and value < 0:
        raise ValueError(text)  # (-5): which of the two signs is meant, nobody can tell
    return Amount(-value if negative else value, currencies)


def _believable(value: Decimal) -> Decimal:
    """The value; raises ``ValueError`` for one beyond every sum, which no language here could write out."""
    if abs(value) >= _BEYOND:
        raise ValueError(value)
    return value


def _sign_first(text: str) -> str:
    """A minus that stands behind the amount, or before its currency, moved to the number."""
    if text.endswith("-"):
        text = f"-{text[:-1].rstrip()}"
    if text.startswith("-") and (place := re.search(r"\d", text)):
        return f"{text[1 : place.start()]}-{text[place.start() :]}"
    return text


def _value(number: str, convention: Convention) -> Decimal:
    from babel.numbers import parse_decimal

    group, mark = _GROUP[convention], _DECIMAL[convention]
    if "'" in number or " " in number:
        whole = number.partition(mark)[0]
        if group in number or ("'" in whole and " " in whole) or not _evenly(whole):
            raise ValueError(number)
        number = number.replace("'", group).replace(" ", group)
    try:
        return parse_decimal(number, locale=_LOCALES[convention], strict=True)
    except InvalidOperation as error:  # more digits than ``Decimal`` computes with
        raise ValueError(number) from error


def _evenly(whole: str) -> bool:
    """Whether apostrophes or spaces stand between groups of three digits."""
    return re.fullmatch(r"[+\-]?\d{1,3}(?:[' ]\d{3})+", whole) is not None


def _currencies(before: str, after: str) -> frozenset[str]:
    """What the signs on both sides may mean together; raises ``ValueError`` for other words."""
    meant: frozenset[str] | None = None
    for sign in (before, after):
        word = sign.strip().rstrip(".-:").strip().casefold()
        if word:
            codes = _codes(word)
            meant = codes if meant is None else meant & codes
            if not meant:
                raise ValueError(sign)
    return meant or frozenset()


@cache
def _codes(word: str) -> frozenset[str]:
    if word in _SIGNS:
        return frozenset(_SIGNS[word].split())
    if word.upper() in _all_currencies():
        return frozenset({word.upper()})
    raise ValueError(word)


def currency_codes(text: str) -> frozenset[str]:
    """The ISO 4217 codes that a cell with a currency may mean: "EUR", "€", "元"; empty where it is none."""
    try:
        return _codes(unicodedata.normalize("NFKC", text).strip().rstrip(".").casefold())
    except ValueError:
        return frozenset()


@cache
def _all_currencies() -> frozenset[str]:
    from babel.numbers import list_currencies

    return frozenset(list_currencies())


@cache
def money_of(state: str, month: dt.date) -> frozenset[str]:
    """The ISO 4217 codes of the legal tender of ``state`` on any day of the month that begins on ``month``.

    Two in a month of change: Germany in January 1999 has the mark and the euro. Empty for a state without data.
    """
    from babel.numbers import get_territory_currencies

    last = (month.replace(day=28) + dt.timedelta(days=4)).replace(day=1) - dt.timedelta(days=1)
    found = get_territory_currencies(state, start_date=month.replace(day=1), end_date=last)
    return frozenset(str(code) for code in found)
