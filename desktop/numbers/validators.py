"""The validators of the papers' fields by their names."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from typing import Final

from desktop.numbers import chinese, general, german, korean
from desktop.numbers.verdict import FINE, Verdict

_CHECKS: Final[Mapping[str, Callable[[str], Verdict]]] = {
    "cn_resident_id": chinese.check_resident_id,
    "cn_uscc": chinese.check_uscc,
    "cn_passport": chinese.check_passport,
    "de_vsnr": german.check_vsnr,
    "de_bbnr": german.check_bbnr,
    "de_kvnr": german.check_kvnr,
    "kr_arn": korean.check_arn,
    "kr_brn": korean.check_brn,
    "kr_workplace_no": korean.check_workplace_no,
    "imo": general.check_imo,
    "iban_or_local": general.check_account,
    "bic": general.check_bic,
    "phone": general.check_phone,
    "email": general.check_email,
    "latin": general.check_latin,
}
VALIDATORS: Final = frozenset(_CHECKS)
"""The names ``check`` and ``normalise`` know."""


def check(validator: str, value: str) -> Verdict:
    """What ``validator`` says of ``value``, which may be typed with spaces, hyphens or full-width characters.

    An empty value is fine: whether a field may stay empty is not asked here. Raises ``KeyError`` for a
    validator that does not exist.
    """
    rule = _CHECKS[validator]
    normal = normalise(validator, value)
    return rule(normal) if normal else FINE


def normalise(validator: str, value: str) -> str:
    """``value`` as it is kept and printed: half-width, in capitals, with the separators of its kind only.

    Nothing but spelling changes, and a normal value stays as it is. Raises ``KeyError`` for a validator that
    does not exist.
    """
    if validator not in _CHECKS:
        raise KeyError(validator)
    # Typed accents are apostrophes, not parts of the letter before them, so they go first and last.
    text = " ".join(unicodedata.normalize("NFKC", value.translate(_PLAIN)).translate(_PLAIN).split())
    return unicodedata.normalize("NFKC", _NORMAL.get(validator, _compact)(text))


_PLAIN: Final = {
    **dict.fromkeys(map(ord, "‐‑‒–—―−－"), "-"),
    **dict.fromkeys(map(ord, "‘’ʼ`´"), "'"),
    **dict.fromkeys(map(ord, "\u200b\u200e\u200f\u2060\ufeff"), ""),
}
"""Signs that word processors and web pages put for hyphens and apostrophes, and signs that nobody sees."""


def _compact(text: str) -> str:
    return re.sub(r"[ .\-/]", "", text).upper()


def _hyphenated(*lengths: int) -> Callable[[str], str]:
    pattern = re.compile("".join(rf"(\d{{{length}}})" for length in lengths), re.ASCII)

    def write(text: str) -> str:
        digits = _compact(text)
        found = pattern.fullmatch(digits)
        return "-".join(found.groups()) if found else digits

    return write


def _phone(text: str) -> str:
    # "+49 (0) 228" names the trunk prefix that is dialled only at home.
    digits = re.sub(r"[ .\-/()]", "", re.sub(r"(?<=\d)\s*\(0\)", "", text))
    return re.sub(r"^00", "+", digits)


def _account(text: str) -> str:
    compact = _compact(text)
    # A bank's name stays as it was typed; only the number itself is drawn together.
    return compact if re.fullmatch(r"[0-9]+|[A-Z]{2}[0-9]{2}[0-9A-Z]+", compact) else text


def _imo(text: str) -> str:
    return _compact(text).removeprefix("IMO")


def _latin(text: str) -> str:
    # upper() would turn ß into SS and lose the spelling.
    return text.replace("ß", "ẞ").upper()


_NORMAL: Final[Mapping[str, Callable[[str], str]]] = {
    "kr_arn": _hyphenated(6, 7),
    "kr_brn": _hyphenated(3, 2, 5),
    "imo": _imo,
    "iban_or_local": _account,
    "phone": _phone,
    "email": str,
    "latin": _latin,
}
