"""German numbers: insurance number, Betriebsnummer, health insurance number."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from typing import Final

from desktop.numbers.verdict import FINE, Verdict, block, warn

_VSNR_WEIGHTS: Final = (2, 1, 2, 5, 7, 1, 2, 1, 2, 1, 2, 1)
_SERIAL_USED_UP: Final = 50
"""Added to the day of birth where the serial numbers of a day and letter are used up."""


def check_vsnr(number: str) -> Verdict:
    """The pension insurance number: area (2), birth date DDMMYY, letter of the birth name, serial (2), check.

    The letter counts as its two-digit place in the alphabet. Blocks on form and check digit; warns where the
    digits of the birth date are no day.
    """
    if not re.fullmatch(r"[0-9]{8}[A-Z][0-9]{3}", number):
        return block("vsnr.form")
    digits = f"{number[:8]}{_place(number[8])}{number[9:11]}"
    if _sum_of_cross_sums(digits, _VSNR_WEIGHTS) % 10 != int(number[-1]):
        return block("vsnr.check")
    day, month = int(number[2:4]) % _SERIAL_USED_UP, int(number[4:6])
    return FINE if 1 <= day <= 31 and 1 <= month <= 12 else warn("vsnr.birth_date")


def vsnr_matches_birth_date(number: str, birth_date: dt.date) -> bool:
    """Whether digits 3 to 8 of an insurance number are this birth date; a difference is a reason to ask."""
    day = int(number[2:4]) % _SERIAL_USED_UP
    return f"{day:02}{number[4:8]}" == birth_date.strftime("%d%m%y")


def check_bbnr(number: str) -> Verdict:
    """The Betriebsnummer: 8 digits, the last the check digit of the others or that digit plus 5 (mod 10).

    Warns only.
    """
    if not re.fullmatch(r"[0-9]{8}", number):
        return warn("bbnr.form")
    check = _sum_of_cross_sums(number[:7], (1, 2, 1, 2, 1, 2, 1)) % 10
    return FINE if int(number[-1]) in (check, (check + 5) % 10) else warn("bbnr.check")


def check_kvnr(number: str) -> Verdict:
    """The unchangeable part of the health insurance number: a letter, 8 digits, a check digit.

    The letter counts as its two-digit place in the alphabet, weights 1 2 1 2 …, cross sums, mod 10. Blocks on
    form, warns on the check digit.
    """
    if not re.fullmatch(r"[A-Z][0-9]{9}", number):
        return block("kvnr.form")
    digits = f"{_place(number[0])}{number[1:9]}"
    check = _sum_of_cross_sums(digits, (1, 2) * 5) % 10
    return FINE if check == int(number[-1]) else warn("kvnr.check")


def _place(letter: str) -> str:
    return f"{ord(letter) - ord('A') + 1:02}"


def _sum_of_cross_sums(digits: str, weights: Sequence[int]) -> int:
    products: Iterable[int] = (int(digit) * weight for digit, weight in zip(digits, weights, strict=True))
    return sum(sum(divmod(product, 10)) for product in products)
