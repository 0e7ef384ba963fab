"""Numbers and words that no single state gives out: ships, bank accounts, telephones, e-mail, Latin names."""

from __future__ import annotations

import re
import unicodedata

from desktop.numbers.verdict import FINE, Verdict, block, warn


def check_imo(number: str) -> Verdict:
    """The IMO ship number: 7 digits, the last a check digit. Warns only."""
    from stdnum import imo

    if not re.fullmatch(r"[0-9]{7}", number):
        return warn("imo.form")
    return FINE if imo.is_valid(number) else warn("imo.check")


def check_account(number: str) -> Verdict:
    """An IBAN, a Chinese card (16 to 19 digits, by Luhn) or account (12 to 15), or bank name and number.

    Only a wrong IBAN blocks.
    """
    from stdnum import iban, luhn

    if re.match(r"[A-Z]{2}[0-9]{2}[0-9A-Z]", number):
        return FINE if iban.is_valid(number) else block("account.iban")
    if re.fullmatch(r"[0-9]{16,19}", number):
        return FINE if luhn.is_valid(number) else warn("account.card")
    has_bank = re.search(r"[^\W\d]{2}", number) is not None
    digits = sum(char.isdecimal() for char in number)
    return FINE if 12 <= digits <= 19 or (has_bank and digits >= 8) else warn("account.form")


def check_bic(code: str) -> Verdict:
    """The bank's code of ISO 9362: 8 or 11 characters."""
    from stdnum import bic

    return FINE if bic.is_valid(code) else block("bic.form")


_NATIONAL = {
    "+86": r"1[3-9]\d{9}|10\d{8}|2\d{9}|[3-9]\d{9,10}",
    "+49": r"[1-9]\d{2,12}",
    "+82": r"10\d{8}|[1-9]\d{7,9}",
}


def check_phone(number: str) -> Verdict:
    """A number in E.164 (plus sign, country code, up to 15 digits) in its country's form. Warns only."""
    if not re.fullmatch(r"\+[1-9]\d{6,14}", number, re.ASCII):
        return warn("phone.form")
    national = _NATIONAL.get(number[:3])
    return FINE if national is None or re.fullmatch(national, number[3:]) else warn("phone.national")


def check_email(address: str) -> Verdict:
    """One address with a name, an @ and a domain with a dot; a simple part of RFC 5322."""
    return FINE if re.fullmatch(r"[^@\s,;]+@[^@\s,;]+\.[^@\s,;.]{2,}", address) else block("email.form")


_LONGEST_NAME = 39
"""Characters of the name line in the passport's machine-readable zone (ICAO Doc 9303)."""


def check_latin(name: str) -> Verdict:
    """A name in the passport's Latin spelling: capital letters, spaces, apostrophes, hyphens; at most 39.

    Other scripts block. Letters with marks (Ö, Ł, ẞ) and greater length warn, because the machine-readable
    zone of the passport has neither.
    """
    if not re.fullmatch(r"[^\W\d_]+(?:[ '\-]+[^\W\d_]+)*", name) or not _is_latin(name):
        return block("latin.form")
    if len(name) > _LONGEST_NAME:
        return warn("latin.length", longest=str(_LONGEST_NAME))
    return FINE if re.fullmatch(r"[A-Z][A-Z '\-]*", name) else warn("latin.marks")


def _is_latin(name: str) -> bool:
    return all(unicodedata.name(char, "").startswith("LATIN") for char in name if char.isalpha())
