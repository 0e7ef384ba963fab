"""PROOF-01, the reasoned answer: it stands alone, from the facts to the articles."""

from __future__ import annotations

from desktop.domain.paper import Paper, Rows
from desktop.domain.papers.material import Material, Sheet
from desktop.domain.papers.proof_bodies import bodies_of, body_table
from desktop.domain.papers.proof_end import finished, heading, section
from desktop.domain.papers.proof_reasons import (
    change_blocks,
    doubt_blocks,
    fact_blocks,
    host_rule_blocks,
    instrument_blocks,
    missing_blocks,
    step_blocks,
)
from desktop.domain.papers.proof_result import (
    answer_blocks,
    branch_table,
    case_rows,
    clock_blocks,
    decided_row,
    period_blocks,
)
from desktop.domain.papers.proof_words import say


def reasoned_answer(material: Material) -> Paper:
    """PROOF-01 of any case, also of one without an agreement or without an answer yet."""
    blocks = [
        heading("answer.title", 1),
        *answer_blocks(material),
        Rows((*case_rows(Sheet(material)), decided_row(material))),
        say("you", "small"),
        *section("section.branches", (*branch_table(material), *period_blocks(material))),
        *section("section.facts", fact_blocks(material)),
        *section("section.steps", (*step_blocks(material), *host_rule_blocks(material))),
        *section("section.limits", clock_blocks(material)),
        *section("section.doubts", doubt_blocks(material)),
        *section("section.change", change_blocks(material)),
        *section("section.missing", missing_blocks(material)),
        *section("section.texts", instrument_blocks(material)),
        *section("section.bodies", body_table(material, bodies_of(material))),
        say("no_advice", "note"),
    ]
    return finished(material, "PROOF-01", "answer", blocks)
