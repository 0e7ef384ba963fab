"""How names, addresses and telephone numbers are written, by the customs of the reader's language."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

HOME_STATES: Final = {"zh_Hans": "CN", "de": "DE", "ko": "KR"}
"""The state in which each language needs no country line; English is nobody's home here."""

_HAN: Final = r"[\u3400-\u9fff\U00020000-\U0003ffff]"


def name(code: str, surname: str, given: str, local: str) -> str:
    """A person's name for a reader of the language ``code``.

    The surname stands in capitals, so that nobody takes one part for the other. In Chinese and Korean the
    local script leads where it is known; elsewhere it follows in brackets.
    """
    latin = " ".join(part for part in (_capitals(surname), _given(given)) if part)
    if not local or not latin:
        return local or latin
    if code == "zh_Hans":
        return f"{local}（{latin}）"
    return f"{local}({latin})" if code == "ko" else f"{latin} ({local})"


def _capitals(surname: str) -> str:
    # upper() would turn ß into SS and Größmann could not be told from Grössmann.
    return surname.strip().replace("ß", "ẞ").upper()


def _given(given: str) -> str:
    given = given.strip()
    return given.title().replace("ẞ", "ß") if given.isupper() else given


def address(lines: Sequence[str], country: str, *, one_line: bool) -> str:
    """An address in the order in which it was typed, with ``country`` last where that is not empty.

    ``one_line`` is for running text: Latin parts are set off by commas, Chinese ones follow each other,
    Korean ones keep a space. Otherwise every part has its own line, but for the parts of a Chinese address,
    which follow each other behind the postcode.
    """
    parts = [line.strip() for line in lines if line.strip()]
    typed = "".join(parts)
    if re.search(_HAN, typed) and not one_line:
        parts = _joined(parts)
    if parts and country:
        parts.append(country)
    if not one_line:
        return "\n".join(parts)
    if re.search(_HAN, typed):
        return re.sub(rf"(?<={_HAN}) (?={_HAN})", "", " ".join(parts))
    return (" " if re.search("[가-힣]", typed) else ", ").join(parts)


def _joined(parts: list[str]) -> list[str]:
    """Postcode, then province to room in one: as a Chinese envelope has it. Parts in Latin keep their lines."""
    joined: list[str] = []
    for part in parts:
        if joined and re.search(_HAN, part) and re.search(_HAN, joined[-1]):
            joined[-1] += part
        else:
            joined.append(part)
    return joined


_GROUPS: Final = (
    # China: mobile numbers 3-4-4; Beijing and the two-digit areas; all other areas have three digits.
    (r"\+86(1[3-9]\d)(\d{4})(\d{4})", r"+86 \1 \2 \3"),
    (r"\+86(10|2\d)(\d{4})(\d{4})", r"+86 \1 \2 \3"),
    (r"\+86([3-9]\d\d)(\d{3,4})(\d{4})", r"+86 \1 \2 \3"),
    # Korea: Seoul is 2, all other areas and the mobile networks have two digits.
    (r"\+82(2|[13-7]\d)(\d{3,4})(\d{4})", r"+82 \1-\2-\3"),
    # Germany: DIN 5008 sets off the area code only; areas of four digits and more cannot be told by form.
    (r"\+49(30|40|69|89|1[567]\d|[2-9][1-9]1|20[1-389]|21[24]|228|234|340|3[3-9]5)(\d{4,})", r"+49 \1 \2"),
    (r"\+(86|82|49|852|853|886|81|44|33|1)(\d+)", r"+\1 \2"),
)


def phone(e164: str) -> str:
    """An E.164 number in the groups of its country: +86 138 0013 8000, +82 2-1234-5678, +49 228 95300."""
    for pattern, grouped in _GROUPS:
        if re.fullmatch(pattern, e164):
            return re.sub(pattern, grouped, e164)
    return e164
