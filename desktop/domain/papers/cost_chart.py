"""The chart of a posting's costs: without a certificate and with one, each bar in its parts."""

from __future__ import annotations

from decimal import Decimal

from desktop.domain.money.cost_inputs import HOME, HOST
from desktop.domain.money.cost_report import CostReport
from desktop.domain.money.pay import Shares
from desktop.domain.paper import Bar, Chart, Currency
from desktop.domain.papers.cost_words import exact, names, words

HOST_EMPLOYEE, HOST_EMPLOYER, AT_HOME = "host_employee", "host_employer", "home"


def chart_of(report: CostReport) -> Chart | None:
    """Both bars in the currency of the host state; what is due at home stands in both where there is a rate.

    ``None`` without sums for the host state.
    """
    cost = report.cost
    if not cost.due().total:
        return None
    home = report.converted(cost.kept(HOME).total, HOME) if cost.of(HOME) else None
    at_home = cost.kept(HOME).total if home is None and _one_currency(report) else None
    rest = home.amount if home is not None else at_home
    keys = (HOST_EMPLOYEE, HOST_EMPLOYER) if rest is None else (HOST_EMPLOYEE, HOST_EMPLOYER, AT_HOME)
    return Chart(
        caption=words("chart.caption", currency=Currency(report.currency(HOST))),
        legend=tuple((key, words(f"chart.{key}", **names(report))) for key in keys),
        bars=(
            Bar(words("chart.without"), _parts(cost.due(), rest)),
            Bar(words("chart.with"), _parts(cost.kept(), rest)),
        ),
        decimals=report.decimals(HOST),
        spoken=words(
            "chart.spoken" if rest is None else "chart.spoken_home",
            without=exact(report, cost.due().total),
            kept=exact(report, cost.kept().total),
            home=exact(report, rest or Decimal(0)),
        ),
    )


def _one_currency(report: CostReport) -> bool:
    return report.known(HOME) and report.currency(HOME) == report.currency(HOST)


def _parts(shares: Shares, rest: Decimal | None) -> tuple[tuple[str, Decimal], ...]:
    parts = ((HOST_EMPLOYEE, shares.employee), (HOST_EMPLOYER, shares.employer))
    return parts if rest is None else (*parts, (AT_HOME, rest))
