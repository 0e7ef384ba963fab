"""What the costs come to, in sentences: the saving first, then what goes on, what is open and what is exposed."""

from __future__ import annotations

from collections.abc import Iterator

from desktop.domain.money.cost_inputs import HOME, HOST, SIDES
from desktop.domain.money.cost_report import CostReport
from desktop.domain.money.cover import Reach
from desktop.domain.money.exposure import Exposure
from desktop.domain.money.posting_cost import UNINSURED
from desktop.domain.paper import Branches, Months, Words, YearMonths
from desktop.domain.papers.cost_words import (
    about,
    about_both,
    exact,
    gap_words,
    item_name,
    names,
    once,
    words,
)
from desktop.domain.papers.proof_words import in_line


def headline(report: CostReport) -> tuple[Words, ...]:
    """The sentences that stand first; the very first is the answer."""
    return tuple(_headline(report))


def _headline(report: CostReport) -> Iterator[Words]:
    if not report.cost.of(HOST):
        yield _nothing_computed(report)
    else:
        yield from _saving(report)
    yield from _at_home(report)
    if report.assumed:
        yield words("head.assumed", **names(report))
    if any(report.cost.working(side).own for side in SIDES):
        yield words("head.own")
    yield from _left_out(report)


def _nothing_computed(report: CostReport) -> Words:
    """Why there is no sum for the host state."""
    if not report.known(HOST):
        return words("head.no_rates", **names(report))
    if report.inputs.host.gross is None:
        return words("head.enter", **names(report))
    if any(side == HOST for side, _, _ in report.cost.problems):
        return words("head.answer", **names(report))
    return words("head.no_months", **names(report))


def _saving(report: CostReport) -> Iterator[Words]:
    cost = report.cost
    saved, pending, kept = cost.saved(), cost.pending(), cost.kept()
    if saved.total:
        key = "head.saves_at_most" if cost.at_most else "head.saves"
        yield words(
            key, amount=about_both(report, saved.total), months=_saved_months(report), **names(report)
        )
        yield words(
            "head.shares", employee=about(report, saved.employee), employer=about(report, saved.employer)
        )
    elif not pending.total:
        key = "head.refused" if report.facts.certificate == "refused" else "head.saves_nothing"
        yield words(key, amount=about_both(report, kept.total), **names(report))
    if pending.total:
        key = "head.pending_more" if saved.total else "head.pending"
        yield words(key, amount=about_both(report, pending.total), **names(report))
    rest = kept.total - pending.total
    if rest and (saved.total or pending.total):
        due = [line for line in cost.of(HOST) if line.kept.total - line.pending.total]
        items = in_line(item_name(line.item, cost.host) for line in due)
        yield words("head.stays", amount=about_both(report, rest), items=items, **names(report))


def _at_home(report: CostReport) -> Iterator[Words]:
    cost = report.cost
    if not report.known(HOME):
        yield words("head.home_no_rates", **names(report))
    elif report.inputs.home.home_pension in UNINSURED and cost.home == "CN":
        yield words("head.home_uninsured", **names(report))
    elif cost.of(HOME):
        shares = cost.kept(HOME)
        yield words(
            "head.home",
            amount=about_both(report, shares.total, HOME),
            employee=about(report, shares.employee, HOME),
            employer=about(report, shares.employer, HOME),
            months=_home_months(report),
            **names(report),
        )
    else:
        yield words("head.home_enter", **names(report))


def _left_out(report: CostReport) -> Iterator[Words]:
    """How many months some figures are missing for."""
    for side in (HOST, HOME):
        missing = {month for gap in report.cost.gaps if gap.side == side for month in gap.months}
        if missing:
            yield words(f"head.gaps_{side}", months=Months(len(missing)), **names(report))


def _saved_months(report: CostReport) -> Months:
    """In how many months something is saved."""
    parts = [amount for line in report.cost.of(HOST) for amount in line.amounts]
    found = {
        m for part in parts for m, held in zip(part.months, part.held, strict=True) if held is Reach.SAVED
    }
    return Months(len(found))


def _home_months(report: CostReport) -> Months:
    """For how many months there are sums at home."""
    found = {m for line in report.cost.of(HOME) for amount in line.amounts for m in amount.months}
    return Months(len(found))


def gap_sentences(report: CostReport) -> tuple[Words, ...]:
    """Each stretch of months without an amount, and what is not known."""
    return once(said for gap in report.cost.gaps for said in gap_words(report, gap))


def exposure_sentences(report: CostReport) -> tuple[Words, ...]:
    """What months without a certificate cost, and what each further one does."""
    return tuple(_exposures(report))


def _exposures(report: CostReport) -> Iterator[Words]:
    if report.a_month is not None:
        month, shares = report.a_month
        yield words(
            "exposure.a_month",
            amount=exact(report, shares.total),
            employee=exact(report, shares.employee),
            employer=exact(report, shares.employer),
            month=YearMonths(month, month),
            **names(report),
        )
    for exposure in report.exposures:
        yield _exposure(report, exposure)
    if report.a_month is not None and report.day >= report.cost.first and not report.exposures:
        yield words("exposure.none", **names(report))


def _exposure(report: CostReport, exposure: Exposure) -> Words:
    return words(
        f"exposure.{exposure.why.value}",
        amount=exact(report, exposure.shares.total),
        employee=exact(report, exposure.shares.employee),
        employer=exact(report, exposure.shares.employer),
        months=YearMonths(exposure.counted[0], exposure.counted[-1]),
        **names(report),
    )


def uncovered_sentences(report: CostReport) -> tuple[Words, ...]:
    """What the exemption does not cover, so that somebody has to arrange it before departure."""
    host = report.cost.host
    return tuple(
        words(f"uncovered.{branch}", branch=Branches((branch,), host), **names(report))
        for branch in report.uncovered
    )
