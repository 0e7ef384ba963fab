"""The typed values of papers in words."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from desktop.domain import paper
from desktop.domain.agreement import Citation

if TYPE_CHECKING:
    from desktop.domain.agreement import Law
    from desktop.languages.language import Language


def render(language: Language, value: paper.Value | Citation, law: Law, *, one_line: bool = False) -> str:
    """``value`` as ``language`` writes it; a missing value is the empty text.

    ``law`` resolves citations. ``one_line`` keeps addresses on one line; the parameters of a text always are.
    """
    match value:
        case str():
            return value
        case int():
            return language.number(value)
        case dt.date():
            return language.date(value)
        case paper.Missing():
            return ""
        case paper.Words():
            return _words(language, value, law)
        case Citation():
            return language.citation(value, law)
        case paper.Number() | paper.Money() | paper.Currency():
            return _amount(language, value)
        case paper.Address():
            return language.address(value.lines, value.state, one_line=one_line)
        case _:
            return _named(language, value)


def _words(language: Language, words: paper.Words, law: Law) -> str:
    params = {name: render(language, value, law, one_line=True) for name, value in words.params.items()}
    return language.text(words.key, **params)


def _amount(language: Language, value: paper.Number | paper.Money | paper.Currency) -> str:
    from desktop.languages import money

    match value:
        case paper.Number():
            return money.decimal(value.value, language.locale, value.decimals)
        case paper.Money():
            return money.named(language, value.amount, value.currency, value.decimals)
        case paper.Currency():
            return money.currency_name(language, value.code)


def _named(
    language: Language,
    value: paper.Period
    | paper.Months
    | paper.State
    | paper.Branches
    | paper.PersonName
    | paper.Phone
    | paper.Official
    | paper.YearMonths,
) -> str:
    match value:
        case paper.YearMonths():
            return language.year_months(value.first, value.last)
        case paper.Period():
            return language.period(value.first, value.last)
        case paper.Months():
            return language.months(value.count)
        case paper.State():
            return language.state(value.code)
        case paper.Branches():
            return language.list([language.branch(code, value.state) for code in value.codes])
        case paper.PersonName():
            return language.name(value.surname, value.given, value.local)
        case paper.Phone():
            return language.phone(value.number)
        case paper.Official():
            return language.official(value.names)
