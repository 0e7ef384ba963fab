"""The gap finder: months exempt abroad and unpaid at home, months paid twice, months owed and not entered.

It reads the cells of the grid, so that list and picture say the same, and joins them to runs. A month counts once
it is over: the contribution of the month of ``day`` may still come.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from desktop.domain.agreement import Law
from desktop.domain.paper import Branches, Months, State, Value, Words, YearMonths
from desktop.domain.record.contribution import COUNTS_AS_PAID, RECORD_BRANCHES, ContributionMonth
from desktop.domain.record.findings import RecordFinding, Said, Weight, distinct, steps
from desktop.domain.record.gaps_papers import of_entries, of_papers
from desktop.domain.record.grid import Cell, Grid, Lane, Look, covered
from desktop.domain.record.life import WorkingLife
from desktop.domain.record.months import runs
from desktop.domain.record.stays import Asks, Stay, stays

_ON_GAPS: Final = ("home_payment_gap", "home_insurance_gap")
"""The consequences of the law data on contributions that stop at home."""
_EMPLOYEES: Final = "employees"
_DOUBLE_STEPS: Final = {
    "certificate": (
        ("show_certificate", "refund_roads", "proof_each_month"),
        ("refunds", "certificates", "proofs"),
    ),
    "answer": (
        ("ask_certificate", "ask_back", "refund_roads", "proof_each_month"),
        ("refunds", "documents", "proofs"),
    ),
    "owed": (("both_may_ask", "check_facts"), ("result", "cost")),
    "outside": (("both_may_ask",), ("result", "cost")),
    "facts": (("correct_facts",), ("check",)),
    "open": (("answer_open",), ("check",)),
    "no_posting": (("enter_posting",), ("check",)),
}


def find(life: WorkingLife, found: Grid, law: Law, day: dt.date) -> tuple[RecordFinding, ...]:
    """All findings on ``day``, what harms first; ``found`` is the grid of the same life and day."""
    all_found = [
        *_gaps(found, law),
        *_doubles(life, found),
        *_unpaid(found),
        *_other_scheme(found),
        *of_papers(life, day),
        *of_entries(life),
    ]
    return tuple(sorted(all_found, key=lambda finding: finding.weight is not Weight.HARM))


def _gaps(found: Grid, law: Law) -> Iterator[RecordFinding]:
    for (stay, months), branches in _together(found, Look.GAP).items():
        refused = stay.refused_for_home or stay.refused_for_paper
        about = _about(stay, months, branches, stay.home)
        held = stay.certificate(branches[0], months[0])
        key = "gap.refused" if refused else "gap.certificate" if held else "gap.answer"
        yield RecordFinding(
            key=key,
            weight=Weight.HARM,
            words=Words(f"record.finding.{key}", {**about, "number": held.number or "–" if held else ""}),
            steps=steps("ask_payer", "ask_pay_late", "proof_each_month", "enter_late", **about),
            said=tuple(_said(law, stay)),
            months=months,
            state=stay.home,
            ways=("proofs", "diary"),
            case_id=_case(stay),
        )


def _unpaid(found: Grid) -> Iterator[RecordFinding]:
    for (stay, months), branches in _together(found, Look.UNPAID).items():
        about = _about(stay, months, branches, stay.host)
        yield RecordFinding(
            key="unpaid",
            weight=Weight.CHECK,
            words=Words("record.finding.unpaid", about),
            steps=steps("enter_or_ask", **about),
            months=months,
            state=stay.host,
            ways=("import", "result"),
            case_id=_case(stay),
        )


def _other_scheme(found: Grid) -> Iterator[RecordFinding]:
    """Months at home entered for other schemes only, where the answer rests on the one of employees."""
    months: defaultdict[Stay, list[dt.date]] = defaultdict(list)
    for lane, cell in _branch_cells(found):
        stay = cell.stay
        if stay is None or stay.posting is None or (lane.state, lane.branch) != (stay.home, "pension"):
            continue
        named = {row.scheme for row in cell.rows if row.status in COUNTS_AS_PAID}
        if named and stay.posting.facts.home_pension == _EMPLOYEES and not named & {"", _EMPLOYEES}:
            months[stay].append(cell.month)
    for stay, gone in months.items():
        for run in runs(gone):
            about = _about(stay, run, ("pension",), stay.home)
            yield RecordFinding(
                key="scheme", weight=Weight.CHECK, words=Words("record.finding.scheme", about),
                steps=steps("correct_facts", **about), months=run, state=stay.home, ways=("check",),
                case_id=_case(stay),
            )  # fmt: skip


def _together(found: Grid, look: Look) -> dict[tuple[Stay, tuple[dt.date, ...]], tuple[str, ...]]:
    """The runs of months that look so, by the stay behind them, with all branches that have the same run."""
    months: defaultdict[tuple[Stay, str], list[dt.date]] = defaultdict(list)
    for lane, cell in _branch_cells(found):
        if cell.look is look and cell.stay is not None:
            months[cell.stay, lane.branch].append(cell.month)
    joined: defaultdict[tuple[Stay, tuple[dt.date, ...]], tuple[str, ...]] = defaultdict(tuple)
    for (stay, branch), gone in months.items():
        for run in runs(gone):
            joined[stay, run] += (branch,)
    return joined


def _branch_cells(found: Grid) -> Iterator[tuple[Lane, Cell]]:
    return ((lane, cell) for (lane, _), cell in found.cells.items() if lane.branch)


def _about(
    stay: Stay, months: tuple[dt.date, ...], branches: tuple[str, ...], state: str
) -> dict[str, Value]:
    return {
        "home": State(stay.home),
        "host": State(stay.host),
        "branch": Branches(branches, state),
        **_run(months),
    }


def _run(months: tuple[dt.date, ...]) -> dict[str, Value]:
    return {"period": YearMonths(months[0], months[-1]), "months": Months(len(months))}


def _said(law: Law, stay: Stay) -> Iterator[Said]:
    """What the law data say on payments that stop at home, for this agreement and direction."""
    for row in law.consequences:
        fits = row.key in _ON_GAPS and row.home == stay.home and stay.agreement in row.agreements
        if fits and row.host in ("", stay.host):
            states: dict[str, Value] = {"home": State(stay.home), "host": State(stay.host)}
            words = Words(f"law.consequence.{row.key}", states)
            yield Said(words, row.sourced.citations, row.sourced.confidence)


def _case(stay: Stay | None) -> int | None:
    return stay.posting.case_id if stay and stay.posting else None


# -- paid twice


@dataclass(frozen=True, slots=True)
class _Double:
    """Why a month was paid twice, and where."""

    kind: str
    home: str
    host: str
    stay: Stay | None


def _doubles(life: WorkingLife, found: Grid) -> Iterator[RecordFinding]:
    """Each run of months paid in two states for the same reason, with its branches and the sums of both states."""
    paid: defaultdict[tuple[dt.date, str], list[ContributionMonth]] = defaultdict(list)
    for row in life.months:
        if row.status in COUNTS_AS_PAID:
            for branch in found.twice.get(row.month, frozenset()) & set(covered(row.branch)):
                paid[row.month, branch].append(row)
    homes = {lane.state for lane in found.lanes if lane.home}
    abroad = stays(life)
    why: defaultdict[_Double, defaultdict[dt.date, set[str]]] = defaultdict(lambda: defaultdict(set))
    for (month, branch), rows in paid.items():
        states = {row.state for row in rows}
        why[_double(abroad, homes, month, branch, states)][month].add(branch)
    for double, branches in why.items():
        for run in runs(branches):
            codes = [code for code in RECORD_BRANCHES if any(code in branches[month] for month in run)]
            rows = [row for month in run for code in codes for row in paid.get((month, code), ())]
            yield _double_finding(double, run, tuple(codes), rows)


def _double(
    abroad: tuple[Stay, ...], homes: set[str], month: dt.date, branch: str, states: set[str]
) -> _Double:
    for stay in abroad:
        if stay.touches(month) and {stay.home, stay.host} <= states:
            return _Double(_kind(stay, branch, month), stay.home, stay.host, stay)
    home, host, *_ = sorted(states, key=lambda state: (state not in homes, state))
    return _Double("no_posting", home, host, None)


def _kind(stay: Stay, branch: str, month: dt.date) -> str:
    """Exempt under a certificate, exempt if there were one, outside the agreement, owed in both, or not known.

    ``facts``: the posting says that nobody pays at home, and somebody did.
    """
    asks = stay.in_host(branch, month)
    if asks is Asks.EXEMPT:
        return "certificate" if stay.certificate(branch, month) else "answer"
    if stay.outside(branch):
        return "outside"
    if asks is Asks.OWED and stay.hoped_for(branch, month) and not stay.unsure:
        return "facts" if stay.refused_for_home else "answer"
    if asks in (Asks.OWED, Asks.PARTLY):
        return "owed"
    return "open"


def _double_finding(
    double: _Double, months: tuple[dt.date, ...], branches: tuple[str, ...], rows: list[ContributionMonth]
) -> RecordFinding:
    names, ways = _DOUBLE_STEPS[double.kind]
    about: dict[str, Value] = {
        "home": State(double.home),
        "host": State(double.host),
        "branch": Branches(branches, ""),
        **_run(months),
    }
    avoidable = double.kind in ("certificate", "answer")
    return RecordFinding(
        key=f"double.{double.kind}",
        weight=Weight.HARM if avoidable else Weight.CHECK,
        words=Words(f"record.finding.double.{double.kind}", about),
        steps=steps(*names, **about),
        months=months,
        state=double.host,
        rows=distinct(sorted(rows, key=lambda row: row.state != double.host)),
        ways=ways,
        case_id=_case(double.stay),
    )
