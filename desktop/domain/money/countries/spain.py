"""Spain, Régimen General: the items of the joint contribution, without work accidents."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from decimal import Decimal
from typing import Final

from desktop.domain.money.pay import Branch, Branches, Pay, Rule, Shares, each
from desktop.domain.money.problems import chosen
from desktop.domain.money.rates import NoParameter
from desktop.domain.money.worksheet import Worksheet

BANDS: Final = (
    (1, Decimal("1"), Decimal("1.1")),
    (2, Decimal("1.1"), Decimal("1.5")),
    (3, Decimal("1.5"), None),
)
"""The bands of the solidarity contribution in multiples of the maximum base (Real Decreto-ley 2/2023)."""


def _item(name: str, employee_too: bool = True) -> Rule:
    """An item with rates of its own on pay up to the maximum base."""

    def rule(pay: Pay, sheet: Worksheet) -> Shares:
        base = _base(pay, sheet)
        employee = sheet.value(f"{name}.employee_rate") if employee_too else Decimal(0)
        return each(sheet, pay, employee, sheet.value(f"{name}.employer_rate"), base)

    return rule


def _unemployment(pay: Pay, sheet: Worksheet) -> Shares:
    """By the kind of contract, permanent or temporary."""
    contract = chosen("contract", pay.contract, ("permanent", "temporary"))
    base = _base(pay, sheet)
    employee = sheet.value(f"unemployment.{contract}_employee_rate")
    return each(sheet, pay, employee, sheet.value(f"unemployment.{contract}_employer_rate"), base)


def _solidarity(pay: Pay, sheet: Worksheet) -> Shares:
    """On pay above the maximum base, in bands, each band and share rounded; not levied before 2025."""
    top = sheet.value("base_max_month")
    employee = employer = Decimal("0.00")
    for band, low, high in BANDS:
        upper = pay.gross if high is None else min(pay.gross, top * high)
        if upper <= top * low:
            break
        part = sheet.minus("band", upper, top * low)
        shares = each(
            sheet,
            pay,
            sheet.value(f"solidarity.band_{band}_employee_rate"),
            sheet.value(f"solidarity.band_{band}_employer_rate"),
            part,
        )
        employee, employer = employee + shares.employee, employer + shares.employer
    return Shares(sheet.plus("employee", employee), sheet.plus("employer", employer))


def _all(pay: Pay, sheet: Worksheet) -> Shares:
    """All items, each with both shares rounded, then added.

    A certificate saves less than this: sickness, temporary incapacity and health stay payable, and the reduction
    of the common rate was not found.
    """
    parts = []
    for sheet.part, rule in _ITEMS.items():
        parts.append(rule(pay, sheet))
    sheet.part = ""
    sheet.caution("upper_bound_spain")
    return Shares(
        sheet.plus("employee", *(part.employee for part in parts)),
        sheet.plus("employer", *(part.employer for part in parts)),
    )


def _base(pay: Pay, sheet: Worksheet) -> Decimal:
    with suppress(NoParameter):  # pay below the lowest base is marked where that base is known
        if pay.gross < sheet.rates.value("ES", "base_min_month_groups_4_to_7", sheet.first):
            sheet.caution("below_minimum_base")
    return sheet.least("base", pay.gross, sheet.value("base_max_month"))


_ITEMS: Final[dict[str, Callable[[Pay, Worksheet], Shares]]] = {
    "common_contingencies": _item("common_contingencies"),
    "unemployment": _unemployment,
    "wage_guarantee": _item("wage_guarantee", employee_too=False),
    "vocational_training": _item("vocational_training"),
    "mei": _item("mei"),
    "solidarity": _solidarity,
}
BRANCHES: Branches = {
    "all": Branch(_all, ("contract",)),
    **{name: Branch(rule, ("contract",) if name == "unemployment" else ()) for name, rule in _ITEMS.items()},
}
