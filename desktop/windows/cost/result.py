"""What the costs come to, on the page: the answer, tables, the chart, what stays due, and what is exposed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from desktop.domain.money.cost_inputs import HOST, SIDES
from desktop.domain.papers.cost import converted_sentences, note_sentences, recovery_sentences
from desktop.domain.papers.cost_chart import chart_of
from desktop.domain.papers.cost_sentences import (
    exposure_sentences,
    gap_sentences,
    headline,
    uncovered_sentences,
)
from desktop.domain.papers.cost_tables import branch_table, month_table
from desktop.windows.controls.paper_table import paper_grid
from desktop.windows.controls.theme import GRID
from desktop.windows.controls.widgets import Label, StateWord, card, row
from desktop.windows.cost.chart import CostChart
from desktop.windows.result.blocks import stack
from desktop.windows.result.fold import SentenceFold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop.domain.money.cost_report import CostReport
    from desktop.domain.paper import Words
    from desktop.session import Session


def answer_card(session: Session, report: CostReport) -> QWidget:
    """The sentences that stand first, the very first with its symbol, and what the figures are not."""
    first, *others = headline(report)
    state = "exempt" if report.cost.saved().total else "cannot_tell"
    lead = StateWord(state, _said(session, first), "heading")
    honest = Label(session.text("money.paper.honest"), "small")
    return card(lead, *(Label(_said(session, sentence)) for sentence in others), honest)


def result_blocks(session: Session, report: CostReport, refunds: QWidget | None) -> list[QWidget]:
    """Everything below the answer, in the order it is read; ``refunds`` leads to the page about having money back."""
    blocks: list[QWidget] = []
    for side in SIDES:
        blocks += _side(session, report, side)
    chart = chart_of(report)
    if chart is not None:
        heading = Label(_said(session, chart.caption), "heading")
        blocks.append(stack(heading, CostChart(session, chart)))
    exposed = (*exposure_sentences(report), *recovery_sentences(report))
    for key, sentences in (
        ("exposure", exposed),
        ("uncovered", uncovered_sentences(report)),
        ("gaps", gap_sentences(report)),
    ):
        blocks += _listed(session, f"money.{key}.title", sentences)
        if key == "exposure" and refunds is not None:
            blocks.append(row(refunds))
    return blocks


def _side(session: Session, report: CostReport, side: str) -> list[QWidget]:
    """The table of one side with its notes, and the table of months to open."""
    if not report.cost.of(side):
        return []
    heading = session.text(f"money.table.{side}", **_states(session, report))
    parts: list[QWidget] = [
        Label(heading, "heading"),
        paper_grid(session, branch_table(report, side), heading, spare_last=side == HOST),
        Label(session.text("money.table.cell"), "small"),
        *(Label(_said(session, words), "small") for words in converted_sentences(report, side)),
    ]
    if side == HOST:
        parts += [Label(_said(session, words), "small") for words in note_sentences(report)]
    months = SentenceFold(session.text("money.fold.months"))
    months.body.addWidget(paper_grid(session, month_table(report, side), session.text("money.fold.months")))
    return [stack(*parts, months, spacing=GRID)]


def _listed(session: Session, title: str, sentences: Sequence[Words]) -> list[QWidget]:
    if not sentences:
        return []
    lines = [Label(_said(session, sentence)) for sentence in sentences]
    return [stack(Label(session.text(title), "heading"), *lines)]


def _said(session: Session, words: Words) -> str:
    return session.language.value(words, session.law)


def _states(session: Session, report: CostReport) -> dict[str, object]:
    return {name: session.language.state(report.state(name)) for name in SIDES}
