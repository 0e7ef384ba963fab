"""The tables of costs: by branch, by month, and of the parameters; page and paper show the same."""

from __future__ import annotations

from collections.abc import Iterator

from desktop.domain.money.cost_inputs import HOST
from desktop.domain.money.cost_report import CostReport
from desktop.domain.money.pay import Shares
from desktop.domain.money.posting_sums import Amount, Line
from desktop.domain.paper import Table, Value, YearMonths
from desktop.domain.papers.cost_formula import parameter_cells, parameters_of
from desktop.domain.papers.cost_words import both_shares, item_name, names, reach_words, words

Cells = tuple[Value, ...]


def branch_table(report: CostReport, side: str) -> Table:
    """A row for each item and one for the sum; at home only what goes on being due."""
    lines, cost = report.cost.of(side), report.cost
    if side == HOST:
        head = tuple(words(f"column.{name}") for name in ("item", "without", "with", "saved", "reach"))
        sums = (cost.due(), cost.kept(), cost.saved())
        body = [_host_row(report, line) for line in lines]
        return Table(
            head, (*body, (words("total"), *_cells(report, side, *sums), "–")), (3.6, 3.2, 2.8, 3.2, 2.6)
        )
    body = [(item_name(line.item, cost.home), *_cells(report, side, line.kept)) for line in lines]
    head = (words("column.item"), words("column.home", **names(report)))
    return Table(head, (*body, (words("total"), *_cells(report, side, cost.kept(side)))), (1, 1))


def month_table(report: CostReport, side: str) -> Table:
    """What each month (or year) costs: one row for months that follow each other and are alike."""
    columns = ("months", "item", "each", "reach") if side == HOST else ("months", "item", "each")
    head = tuple(words(f"column.{name}") for name in columns)
    return Table(head, tuple(_month_rows(report, side)), (3.4, 3.4, 3, 4)[: len(head)])


def parameter_table(report: CostReport, side: str) -> Table:
    """Every parameter behind the sums of that side, with its time and source."""
    head = tuple(words(f"column.{name}") for name in ("parameter", "value", "time", "source"))
    used = parameters_of(report.cost.working(side))
    return Table(head, tuple(parameter_cells(parameter) for parameter in used), (4, 3, 3, 4.4))


def stretches(line: Line) -> tuple[tuple[Amount, ...], ...]:
    """The amounts of a line in groups that follow each other and are alike."""
    found: list[list[Amount]] = []
    for amount in line.amounts:
        if found and _alike(found[-1][-1], amount):
            found[-1].append(amount)
        else:
            found.append([amount])
    return tuple(tuple(group) for group in found)


def _host_row(report: CostReport, line: Line) -> Cells:
    cells = _cells(report, line.side, line.due, line.kept, line.saved)
    return (item_name(line.item, report.cost.host), *cells, reach_words(line))


def _cells(report: CostReport, side: str, *sums: Shares) -> Cells:
    return tuple(both_shares(report, shares, side) for shares in sums)


def _month_rows(report: CostReport, side: str) -> Iterator[Cells]:
    for line in report.cost.of(side):
        for group in stretches(line):
            first = group[0]
            name = item_name(line.item, report.state(side))
            if len(first.months) > 1 or first.part_year:
                name = words("by_year", item=name)
            said = (reach_words(Line(side, line.item, group)),) if side == HOST else ()
            months = YearMonths(first.months[0], group[-1].months[-1])
            yield months, name, both_shares(report, first.due, side), *said


def _alike(one: Amount, other: Amount) -> bool:
    """Whether two amounts that follow each other say the same."""
    follows = len(one.months) == len(other.months)
    return follows and (one.due, one.kept, one.held) == (other.due, other.kept, other.held)
