"""COST-01, the costs of a posting with and without a certificate: an estimate, with its working and sources."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from desktop.domain.money.cost_inputs import HOST, SIDES
from desktop.domain.money.cost_report import CostReport
from desktop.domain.money.worksheet import Step
from desktop.domain.paper import (
    Annex,
    Block,
    Heading,
    Months,
    Paper,
    Paragraph,
    Period,
    Row,
    Rows,
    Words,
    YearMonths,
)
from desktop.domain.papers.cost_chart import chart_of
from desktop.domain.papers.cost_formula import caution_words, confidence_words, step_words
from desktop.domain.papers.cost_sentences import (
    exposure_sentences,
    gap_sentences,
    headline,
    uncovered_sentences,
)
from desktop.domain.papers.cost_tables import branch_table, month_table, parameter_table
from desktop.domain.papers.cost_words import (
    converted_words,
    exact,
    item_name,
    names,
    note_words,
    once,
    rate_words,
    words,
)
from desktop.domain.papers.proof_words import edition_words

ID: Final = "COST-01"
ROUNDINGS: Final = ("half_up", "fifty_sen", "fraction_dropped", "down_to")


def cost_paper(report: CostReport) -> Paper:
    """COST-01; nothing on it names a person."""
    title = words("paper.title", **names(report))
    first, *others = headline(report)
    blocks: tuple[Block, ...] = (
        Heading(title, 1),
        Paragraph(first, "lead"),
        *(Paragraph(sentence) for sentence in others),
        Paragraph(words("paper.honest"), "note"),
        Rows(tuple(_rows(report))),
        *(block for side in SIDES for block in _side(report, side)),
        *_chart(report),
        *_listed("exposure", (*exposure_sentences(report), *recovery_sentences(report))),
        *_listed("uncovered", uncovered_sentences(report)),
        *_listed("gaps", gap_sentences(report)),
        *_working(report),
    )
    return Paper(ID, title, blocks, (), report.law.edition, report.day)


def note_sentences(report: CostReport) -> tuple[Words, ...]:
    """Why some items are saved in a particular way, each reason once, and what the amounts leave out."""
    lines = report.cost.of(HOST)
    notes = [note for line in lines if (note := note_words(report, line.item)) is not None]
    cautions = [c for side in SIDES for c in caution_words(report.cost.working(side).cautions)]
    part_years = [words("part_year") for line in report.cost.lines for a in line.amounts if a.part_year]
    return once((*notes, *cautions, *part_years))


def recovery_sentences(report: CostReport) -> tuple[Words, ...]:
    """What the law data say about late certificates and money already paid; empty without anything to have back."""
    if not report.cost.of(HOST):
        return ()
    return tuple(Words(f"law.consequence.{row.key}", names(report)) for row in report.recovery)


def converted_sentences(report: CostReport, side: str) -> tuple[Words, ...]:
    """The sums of a side in the other currency, with the rate and its day; empty without a rate."""
    rate = rate_words(report)
    if rate is None or not report.cost.of(side):
        return ()
    sums = {"saved": report.cost.saved().total} if side == HOST else {}
    sums["kept"] = report.cost.kept(side).total
    found = []
    for name, amount in sums.items():
        other = report.converted(amount, side)
        if amount and other is not None:
            key = f"converted.{name}_{side}"
            found.append(
                words(key, amount=exact(report, amount, side), other=converted_words(other), rate=rate)
            )
    return tuple(found)


def _rows(report: CostReport) -> Iterator[Row]:
    cost = report.cost
    yield Row(words("row.route"), Words("app.case.route", names(report)))
    yield Row(words("row.posting"), Period(cost.first, cost.last))
    yield Row(words("row.months"), Months(len(cost.months)))
    for side in SIDES:
        gross = report.inputs.of(side).gross
        if gross is not None and report.known(side):
            yield Row(words(f"row.pay_{side}", **names(report)), exact(report, gross, side))
    if (rate := rate_words(report)) is not None:
        yield Row(words("row.exchange"), rate)
    yield Row(words("row.confidence"), confidence_words(cost.confidence))
    edition = edition_words(report.law.edition)
    yield Row(words("row.day"), words("row.computed", day=report.day, edition=edition))


def _side(report: CostReport, side: str) -> Iterator[Block]:
    if not report.cost.of(side):
        return
    yield Heading(words(f"table.{side}", **names(report)))
    yield branch_table(report, side)
    yield Paragraph(words("table.cell"), "small")
    for sentence in converted_sentences(report, side):
        yield Paragraph(sentence, "small")
    if side == HOST:
        yield from _bullets(note_sentences(report))


def _chart(report: CostReport) -> Iterator[Block]:
    if (chart := chart_of(report)) is not None:
        yield chart


def _listed(key: str, sentences: tuple[Words, ...]) -> Iterator[Block]:
    if sentences:
        yield Heading(words(f"{key}.title"))
        yield from _bullets(sentences)


def _bullets(sentences: Iterable[Words]) -> Iterator[Block]:
    for sentence in sentences:
        yield Paragraph(words("bullet", text=sentence), "small")


def _working(report: CostReport) -> Iterator[Block]:
    """By month, one worked example for each item, and every parameter, on pages of their own."""
    blocks = [block for side in SIDES for block in _worked(report, side)]
    if blocks:
        yield Annex(words("working.title"), tuple(blocks))


def _worked(report: CostReport, side: str) -> Iterator[Block]:
    if not report.cost.of(side):
        return
    yield Heading(words(f"working.{side}", **names(report)))
    yield month_table(report, side)
    for line in report.cost.of(side):
        yield Heading(item_heading(report, side, line.item.name), 3)
        yield from _bullets(formula_sentences(report, side, line.item.name))
    yield parameter_table(report, side)


def item_heading(report: CostReport, side: str, item: str) -> Words:
    """The item and the month or year that its formula is shown for."""
    line = next(line for line in report.cost.of(side) if line.item.name == item)
    months = line.amounts[0].months
    name = item_name(line.item, report.state(side))
    return words("working.item", item=name, months=YearMonths(months[0], months[-1]))


def formula_sentences(report: CostReport, side: str, item: str) -> tuple[Words, ...]:
    """The steps of the first amount of an item; the others go alike, with the values of their time."""
    line = next(line for line in report.cost.of(side) if line.item.name == item)
    return tuple(step_words(step) for step in line.amounts[0].working.steps if not _rounds_nothing(step))


def _rounds_nothing(step: Step) -> bool:
    """Whether a rounding left the number as it was."""
    return step.operation in ROUNDINGS and step.operands[0] == step.result
