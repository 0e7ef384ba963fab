"""Postings with their pay, for the tests of costs."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from functools import cache
from typing import Any

from desktop.domain.agreement import Law
from desktop.domain.facts import Facts
from desktop.domain.money.assumed import decided, filled
from desktop.domain.money.cost_inputs import CostInputs, OwnExchange, OwnValue, SidePay
from desktop.domain.money.cost_report import CostReport
from desktop.domain.money.posting_cost import posting_cost
from desktop.domain.money.rates import Rates
from desktop.law.rates import read_rates
from desktop.law.reader import read_law
from desktop.paths import resources_folder

TODAY = dt.date(2026, 11, 22)
DETAILS: dict[str, Any] = {
    "contract": "permanent",
    "monthly_hours": 160,
    "persons": 20,
    "employer_payroll": "low",
    "age": 40,
    "zone": "west",
}
PAY = {
    "CA": "8000.00", "CH": "9000.00", "DE": "6000.00", "DK": "40000.00", "ES": "6000.00", "FI": "5000.00",
    "FR": "5000.00", "JP": "500000", "KG": "50000.00", "KR": "7000000", "LU": "5000.00", "NL": "5000.00",
    "RS": "200000.00",
}  # fmt: skip
"""A month's pay in every host state there are parameters for."""


@cache
def rates() -> Rates:
    return read_rates(resources_folder() / "rates")


@cache
def law() -> Law:
    return read_law(resources_folder() / "law")


def report(
    host: str = "DE",
    first: dt.date = dt.date(2025, 3, 15),
    last: dt.date = dt.date(2026, 9, 30),
    *,
    gross: str | None = None,
    own: tuple[OwnValue, ...] = (),
    exchange: OwnExchange | None = None,
    mean_year: int | None = None,
    home_pay: SidePay | None = None,
    plain: bool = True,
    **facts: Any,
) -> CostReport:
    """The costs of a posting from China; ``plain``: it meets every condition, but for ``facts``."""
    stated = Facts.of({"from": "CN", "to": host, "start": first, "end": last, **facts})
    stated = filled(stated) if plain else stated
    answer, assumed = decided(stated, law(), TODAY)
    inputs = CostInputs(
        host=SidePay(gross=Decimal(gross or PAY[host]), **DETAILS),
        home=home_pay or SidePay(gross=Decimal("12000.00"), zone="Shanghai", home_pension="employees"),
        own=own,
        exchange=exchange,
        mean_year=mean_year,
    )
    cost = posting_cost("CN", host, first, last, answer, inputs, rates())
    return CostReport(cost, stated, answer, assumed, inputs, law(), rates(), TODAY)
