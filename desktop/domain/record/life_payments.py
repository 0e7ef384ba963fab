"""Contribution months as bars: months of one state and status that follow each other without a gap are one bar."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import Final

from desktop.domain.paper import Branches, Months, Span, State, Value, Words, YearMonths
from desktop.domain.periods import last_of_month
from desktop.domain.record.contribution import RECORD_BRANCHES, ContributionMonth, Payment

_LOOKS: Final = {
    Payment.PAID: "good",
    Payment.PAID_LATE: "wait",
    Payment.WAIVED: "open",
    Payment.DUE: "bad",
    Payment.REFUNDED: "open",
    Payment.DISPUTED: "ask",
}


def payment_spans(months: Iterable[ContributionMonth], *, named: bool = False) -> Iterator[Span]:
    """The bars of ``months``; ``named`` puts the state into their labels, where a lane holds several.

    A bar holds the same branches in all its months, so that none of them is said to be longer than it is.
    """
    found: defaultdict[tuple[str, Payment], defaultdict[dt.date, set[str]]] = defaultdict(
        lambda: defaultdict(set)
    )
    for month in months:
        found[month.state, month.status][month.month].add(month.branch)
    for (state, status), branches in found.items():
        for first, last, codes in _runs(branches):
            yield _span(state, status, first, last, codes, named)


def _runs(branches: Mapping[dt.date, set[str]]) -> Iterator[tuple[dt.date, dt.date, tuple[str, ...]]]:
    """First month, last month and branches of each run of months with the same branches."""
    order = {code: place for place, code in enumerate(RECORD_BRANCHES)}
    rows = [
        (month, tuple(sorted(codes, key=lambda code: order.get(code, len(order)))))
        for month, codes in sorted(branches.items())
    ]
    for _, run in groupby(enumerate(rows), key=lambda item: (_number(item[1][0]) - item[0], item[1][1])):
        together = [row for _, row in run]
        yield together[0][0], together[-1][0], together[0][1]


def _number(month: dt.date) -> int:
    return month.year * 12 + month.month


def _span(
    state: str, status: Payment, first: dt.date, last: dt.date, codes: tuple[str, ...], named: bool
) -> Span:
    word = Words(f"life.status.{status.value}")
    params: dict[str, Value] = {"state": State(state), "status": word, "branches": Branches(codes, "")}
    count = _number(last) - _number(first) + 1
    words = Words(
        "life.payment.words",
        {
            **params,
            "branches": Branches(codes, state),
            "period": YearMonths(first, last),
            "months": Months(count),
        },
    )
    label = Words("life.payment.abroad" if named else "life.payment.label", params)
    return Span(first, last_of_month(last), label, words, _LOOKS[status])
