"""PROOF-02, the memo for the employer: facts, result, articles and limits on two pages; no certificate."""

from __future__ import annotations

from collections.abc import Iterator

from desktop.domain.determination import Finding, Status
from desktop.domain.paper import Block, Paper, Paragraph, Rows, Table, Value
from desktop.domain.papers.material import Material, Sheet
from desktop.domain.papers.proof_end import finished, heading, section
from desktop.domain.papers.proof_reasons import host_rule_blocks, labels_in_line
from desktop.domain.papers.proof_result import (
    answer_blocks,
    branch_table,
    case_rows,
    clock_blocks,
    decided_row,
    period_blocks,
)
from desktop.domain.papers.proof_words import (
    cited_in_line,
    finding_words,
    say,
    status_words,
    warning_words,
    words,
)


def employer_memo(material: Material) -> Paper:
    """PROOF-02; on two pages for all but the most doubtful cases."""
    blocks = [
        heading("memo.title", 1),
        say("memo.no_certificate", "note"),
        Rows((*case_rows(Sheet(material)), decided_row(material))),
        *section("section.result", _result(material)),
        *section("section.grounds", (*_grounds(material), *host_rule_blocks(material))),
        *section("section.limits", clock_blocks(material)),
        *section("section.confirm", _confirm(material)),
        say("memo.duties", "small"),
    ]
    return finished(material, "PROOF-02", "memo", blocks)


def _result(material: Material) -> Iterator[Block]:
    """The answer; its periods only where several agreements follow each other, else the limits below tell them."""
    yield from answer_blocks(material)
    yield from branch_table(material, named=False)
    if len({period.agreement for period in material.determination.periods}) > 1:
        yield from period_blocks(material)


def _grounds(material: Material) -> Iterator[Block]:
    """The deciding findings with their articles."""
    head = (words("head.ground"), words("head.source"))
    body = tuple(
        (_ground(material, f), cited_in_line(f.citations))
        for f in material.determination.reasons
        if f.status is not Status.INFO or f.citations
    )
    if body:
        yield Table(head, body, (5, 5.4))


def _ground(material: Material, finding: Finding) -> Value:
    """The condition, and whether it is met; other findings alone."""
    text, status = finding_words(material, finding), status_words(material, finding)
    return text if status == words("status.info") else words("ground", text=text, status=status)


def _confirm(material: Material) -> Iterator[Block]:
    if material.determination.warnings:
        yield say("you", "small")
    for warning in material.determination.warnings:
        yield Paragraph(words("bullet", text=warning_words(material, warning)), "small")
    if material.determination.missing:
        yield say("missing", "small")
        yield Paragraph(words("bullet", text=labels_in_line(material.determination.missing)), "small")
