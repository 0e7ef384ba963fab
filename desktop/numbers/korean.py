"""Korean numbers: alien registration, business registration, workplace management."""

from __future__ import annotations

import datetime as dt
import re

from desktop.numbers.verdict import FINE, Verdict, block, warn


def check_arn(number: str) -> Verdict:
    """The alien registration number: birth date YYMMDD, a digit 5 to 8 for century and sex, six digits.

    Blocks on form and birth date. The check digit only warns: numbers given since October 2020 have none.
    """
    digits = number.replace("-", "")
    if not re.fullmatch(r"[0-9]{6}[5-8][0-9]{6}", digits):
        return block("arn.form")
    if arn_birth_date(number) is None:
        return block("arn.birth_date")
    total = _weighted_sum(digits, (2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5))
    return FINE if (13 - total % 11) % 10 == int(digits[-1]) else warn("arn.check")


def arn_birth_date(number: str) -> dt.date | None:
    """The birth date in an alien registration number, ``None`` where its digits are none."""
    digits = number.replace("-", "")
    if not re.fullmatch(r"[0-9]{6}[5-8][0-9]{6}", digits):
        return None
    century = 1900 if digits[6] in "56" else 2000
    try:
        return dt.date(century + int(digits[:2]), int(digits[2:4]), int(digits[4:6]))
    except ValueError:
        return None


def check_brn(number: str) -> Verdict:
    """The business registration number: tax office (3), kind (2), serial (4), check digit. Warns only."""
    digits = number.replace("-", "")
    if not re.fullmatch(r"[0-9]{10}", digits):
        return warn("brn.form")
    total = _weighted_sum(digits, (1, 3, 7, 1, 3, 7, 1, 3, 5)) + int(digits[8]) * 5 // 10
    return FINE if (10 - total % 10) % 10 == int(digits[-1]) else warn("brn.check")


def check_workplace_no(number: str) -> Verdict:
    """The workplace number: usually the business registration number and one more digit. Warns only."""
    if not re.fullmatch(r"[0-9]{11}", number):
        return warn("workplace_no.form")
    return FINE if check_brn(number[:10]).ok else warn("workplace_no.brn")


def _weighted_sum(digits: str, weights: tuple[int, ...]) -> int:
    return sum(int(digit) * weight for digit, weight in zip(digits, weights, strict=False))
