"""Findings about rows as sentences."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from desktop.domain.imports.lines import Finding, Param
    from desktop.languages.language import Language


def finding_words(language: Language, finding: Finding) -> str:
    """The sentence of a finding; months, sums and states are written as the language writes them."""
    return language.text(
        finding.key, **{name: _said(language, name, value) for name, value in finding.params.items()}
    )


def _said(language: Language, name: str, value: Param) -> object:
    from desktop.languages.money import decimal

    if isinstance(value, dt.date):
        return language.date(value) if name == "born" else language.year_month(value)
    if isinstance(value, Decimal):
        return decimal(value, language.locale)
    if name == "state":
        return language.state(str(value))
    if isinstance(value, int) and name in ("limit", "length"):
        return language.number(value)
    return str(value)
