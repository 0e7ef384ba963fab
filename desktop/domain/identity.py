"""Which entries are identity numbers, and how they are shown where nobody asked to see them.

An identity number names one person to an authority, an insurer or a bank. Numbers of firms, of certificates and
of letters name no person by themselves and stay readable: without them a register is of no use.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Final

from desktop.domain.case import FieldValue

IDENTITY: Final = frozenset({
    "person.resident_id", "person.ss_no_cn", "person.passport_no",
    "hostid.de_vsnr", "hostid.de_kvnr", "hostid.kr_arn", "hostid.other_ssn", "hostid.title_no",
    "ins.personal_no", "bank.account",
})  # fmt: skip
"""The fields of the papers that hold an identity number."""

IDENTITY_DOCUMENTS: Final = frozenset({"passport", "residence_title", "work_permit"})
"""Kinds of documents in the register whose number names their holder; that of a contract names a paper."""

_LEFT: Final = 4
_SHORT: Final = 8
"""Numbers with fewer letters and digits show none of them: four of seven would be most of the number."""
_DOT: Final = "•"
_BEFORE: Final = "case.event_before"
"""Old values of other fields, as JSON by field."""

_SHAPES: Final = re.compile(
    r"(?<![0-9A-Za-z])(?:"
    r"\d{17}[0-9Xx]|\d{15}"  # Chinese resident identity numbers of today and of before 1999
    r"|\d{6}-?[0-9]{7}"  # Korean registration numbers
    r"|\d{2} ?\d{6} ?[A-Za-z] ?\d{3}|[A-Z]\d{9}"  # German pension and health insurance numbers
    r"|[A-Z]{1,2}\d{7,8}"  # passports
    r")(?![0-9A-Za-z])",
    re.ASCII,
)


def is_identity(key: str) -> bool:
    """Whether the field of the papers called ``key`` holds an identity number."""
    return key in IDENTITY


def masked(number: str) -> str:
    """``number`` with dots for its letters and digits; of eight or more the last four stay.

    The length and all separators stay, so that a number that is too long or too short can be seen to be so.
    """
    places = [place for place, sign in enumerate(number) if sign.isalnum()]
    shown = places[-_LEFT:] if len(places) >= _SHORT else []
    return "".join(
        _DOT if sign.isalnum() and place not in shown else sign for place, sign in enumerate(number)
    )


def masked_in(text: str) -> str:
    """Running text with dots in whatever is written like an identity number."""
    return _SHAPES.sub(lambda found: masked(found[0]), text)


def hidden(key: str, value: FieldValue) -> FieldValue:
    """The value of the field ``key`` as it may be shown; what is no identity number stays as it is."""
    if key == _BEFORE:
        return _hidden_before(str(value))
    if not is_identity(key):
        return value
    return tuple(map(masked, value)) if isinstance(value, tuple) else masked(str(value))


def hidden_fields(fields: Mapping[str, FieldValue]) -> dict[str, FieldValue]:
    """All ``fields`` as they may be shown."""
    return {key: hidden(key, value) for key, value in fields.items()}


def _hidden_before(text: str) -> str:
    try:
        before = json.loads(text)
    except ValueError:
        return masked_in(text)
    if not isinstance(before, dict):
        return masked_in(text)
    return json.dumps({key: hidden(key, str(value)) for key, value in before.items()}, ensure_ascii=False)
