"""Korea: National Pension (국민연금) and employment insurance (고용보험)."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from desktop.domain.money.pay import Branch, Branches, Pay, Shares, each, halves, within
from desktop.domain.money.problems import needed
from desktop.domain.money.worksheet import Worksheet

FIRMS_BY_PRIORITY: Final = range(150, 1000)
"""Firms of these sizes pay by whether they have priority support; smaller and larger ones by size alone."""


def _pension(pay: Pay, sheet: Worksheet) -> Shares:
    """Reported income down to KRW 1,000, then within the limits (July to June), then half the rate each.

    National Pension Service, Contributions; known from 2008. Some practice drops what is below KRW 10 of each
    share, which no source confirmed and which is not done here.
    """
    income = sheet.down_to("income", pay.gross, sheet.value("pension.base_step"))
    base = within(sheet, income, sheet.value("pension.base_min_month"), sheet.value("pension.base_max_month"))
    return halves(sheet, pay, sheet.value("pension.rate_total"), sheet.value("pension.employee_share"), base)


def _unemployment(pay: Pay, sheet: Worksheet) -> Shares:
    """The same rate on all pay for each side; the employer adds job security and training by size of the firm.

    보험료징수법 시행령 제12조 제1항.
    """
    rate = sheet.value("unemployment.rate_each")
    persons = needed("persons", pay.persons, "1, 2, 3 …")
    if persons in FIRMS_BY_PRIORITY:
        supported = needed("priority_support", pay.priority_support, "true, false")
        extra = sheet.value(
            f"unemployment.employer_extra_{'priority' if supported else 'other'}", Decimal(persons)
        )
    else:
        extra = sheet.value("unemployment.employer_extra", Decimal(persons))
    return each(sheet, pay, rate, sheet.plus("employer_rate", rate, extra), pay.gross)


BRANCHES: Branches = {
    "pension": Branch(_pension),
    "unemployment": Branch(_unemployment, ("persons", "priority_support")),
}
