"""Chinese numbers: resident identity number, unified social credit code, passport."""

from __future__ import annotations

import datetime as dt
import re
from typing import Final

from desktop.numbers.verdict import FINE, Verdict, block, warn


def check_resident_id(number: str) -> Verdict:
    """The 18 characters of GB 11643: region, birth date, serial number, check character (ISO 7064 mod 11-2).

    Blocks on form, date and check character; warns where the region's code is neither in use nor retired.
    """
    from stdnum.cn import ric
    from stdnum.exceptions import InvalidComponent

    if not re.fullmatch(r"\d{17}[\dX]", number, re.ASCII):
        return block("resident_id.form")
    if resident_id_birth_date(number) is None:
        return block("resident_id.birth_date")
    if ric.calc_check_digit(number) != number[-1]:
        return block("resident_id.check")
    try:
        ric.get_birth_place(number)
    except InvalidComponent:
        return warn("resident_id.region")
    return FINE


def resident_id_birth_date(number: str) -> dt.date | None:
    """The birth date in digits 7 to 14, ``None`` where they are none or the form is wrong."""
    if not re.fullmatch(r"\d{17}[\dX]", number, re.ASCII):
        return None
    try:
        return dt.date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return None


def resident_id_sex(number: str) -> str | None:
    """``male`` where digit 17 is odd, else ``female``; ``None`` where the form is wrong.

    Entries of sex are corrected without a new number, so a difference is a reason to ask and no error.
    """
    if not re.fullmatch(r"\d{17}[\dX]", number, re.ASCII):
        return None
    return "male" if int(number[16]) % 2 else "female"


_USCC: Final = re.compile("[0-9A-HJ-NPQRTUWXY]{2}[0-9]{6}[0-9A-HJ-NPQRTUWXY]{10}")


def check_uscc(number: str) -> Verdict:
    """The 18 characters of GB 32100.

    Blocks on form. A wrong check character only warns: registrations of the early pilot bear such codes.
    """
    from stdnum.cn import uscc

    if not _USCC.fullmatch(number):
        return block("uscc.form")
    if uscc.calc_check_digit(number[:-1]) != number[-1]:
        return warn("uscc.check")
    return FINE


_PASSPORT: Final = re.compile("[EG][0-9]{8}|E[A-HJ-NP-Z][0-9]{7}|(SE|P|PE|DE)[0-9]{7}")
_MRZ_LINE: Final = re.compile(r"[A-Z0-9<]{9}[0-9][A-Z0-9<]{34}")


def check_passport(number: str) -> Verdict:
    """Ordinary (E, EA to EZ, formerly G), service (SE, P, PE) and diplomatic (DE) passports.

    Only ever warns: no official page lists the patterns, and other states have other numbers. The whole
    second line of the passport's machine-readable zone may be typed; its check digit is then compared.
    """
    if _MRZ_LINE.fullmatch(number):
        number, check = number[:9], number[9]
        if _mrz_check_digit(number) != check:
            return warn("passport.check")
        number = number.rstrip("<")
    return FINE if _PASSPORT.fullmatch(number) else warn("passport.form")


def _mrz_check_digit(text: str) -> str:
    """ICAO Doc 9303: weights 7 3 1; letters count from A = 10, the filler is 0."""
    values = (0 if char == "<" else int(char, 36) for char in text)
    return str(sum(value * (7, 3, 1)[place % 3] for place, value in enumerate(values)) % 10)
