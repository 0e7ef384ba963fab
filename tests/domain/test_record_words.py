"""Everything that grid, gap finder and entry table can say has words in every language."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from decimal import Decimal

import pytest
from record_made import DAY, certificate, life, month, posting, year

from desktop.domain.agreement import Law
from desktop.domain.imports.check_rows import MOST_AMOUNT
from desktop.domain.paper import Words
from desktop.domain.record.contribution import SCHEMES, Payment
from desktop.domain.record.findings import RecordFinding, Weight
from desktop.domain.record.gaps import _DOUBLE_STEPS, find
from desktop.domain.record.grid import Look, grid
from desktop.domain.record.life import WorkingLife
from desktop.domain.record.year_entry import COLUMNS, doubt, problem
from desktop.languages.language import LANGUAGES, Language
from desktop.windows.page import KINDS

D = dt.date
EVERY_KIND = {
    *(f"double.{kind}" for kind in _DOUBLE_STEPS), "gap.certificate", "gap.answer", "gap.refused", "unpaid",
    "no_certificate", "no_posting", "uncovered", "beyond", "at_once", "before_birth", "two_employers",
    "scheme",
}  # fmt: skip


def lives(law: Law) -> Iterator[WorkingLife]:
    """Lives that have every kind of finding and every look of a cell between them."""
    twice = [
        *year(2025),
        *year(2025, "DE", branch="several"),
        month("2025-03", "DE", employer=None, employee=None),
    ]
    for facts in ({}, {"certificate": "none"}, {"paying_at_home": False}, {"home_contract": "ended"},
                  {"activity": None, "home_employer": None}):  # fmt: skip
        posted = (posting(law, D(2024, 1, 1), D(2026, 12, 31), **facts),)
        yield life(*twice, *year(2024, status=Payment.DUE), postings=posted)
        medical = [*year(2025, branch="medical"), *year(2025, "DE", branch="medical")]
        yield life(*medical, *year(2025, scheme="residents"), postings=posted)
    posted = (posting(law, D(2024, 1, 1), D(2025, 12, 31)), posting(law, D(2025, 6, 1), None, 8))
    for first, last in (
        (D(2024, 1, 1), D(2025, 5, 31)),
        (D(2023, 12, 1), D(2026, 5, 31)),
        (D(2019, 1, 1), D(2019, 2, 1)),
    ):
        yield life(*twice[:-1], postings=posted, certificates=(certificate(first, last),))
    rows = [month(f"2020-{n:02}", status=status) for n, status in enumerate(Payment, 1)]
    early = [month("1988-01"), month("2021-01", employer_id=1), month("2021-01", employer_id=2)]
    yield life(*rows, *early, month("2021-01", "DE"))


def findings(law: Law) -> Iterator[RecordFinding]:
    for whole in lives(law):
        yield from find(whole, grid(whole, DAY), law, DAY)


def everything(law: Law) -> Iterator[Words]:
    for finding in findings(law):
        yield from (finding.words, *finding.steps, *(said.words for said in finding.said))
        yield from (words for one in finding.sums for words in one.words())
    for whole in lives(law):
        yield from (cell.words for cell in grid(whole, DAY).cells.values())
    for row in (
        month("1988-01"), month("1920-01"), month("2027-01"), month("2024-01", employee=Decimal(-1)),
        month("2024-01", base=MOST_AMOUNT), month("2024-01", base=Decimal("0.001")), month("2024-01", currency=""),
        month("2024-01", currency="EUR"),
    ):  # fmt: skip
        born = D(1988, 5, 1) if row.month.year == 1988 else None
        wrong = problem(row, born, DAY, frozenset({"CNY"}))
        assert wrong is not None
        yield wrong
    for row in (month("2024-01"), month("2026-03")):
        said = doubt(row, [month("2024-01", employer_id=2)], DAY)
        assert said is not None
        yield said


def test_the_lives_have_every_kind_and_every_look(law: Law) -> None:
    assert {finding.key for finding in findings(law)} == EVERY_KIND
    looks = {cell.look for whole in lives(law) for cell in grid(whole, DAY).cells.values()}
    assert looks == set(Look)


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_sentence_is_whole_in_every_language(law: Law, code: str) -> None:
    language = Language(code)
    seen: dict[str, str] = {}
    for words in everything(law):
        if words.key not in seen:
            seen[words.key] = sentence = language.value(words, law)
            assert not re.search(r"[{}]|\(\)|（）|  ", sentence), sentence
    assert len(set(seen.values())) > len(seen) - 3


@pytest.mark.parametrize("code", LANGUAGES)
def test_names_of_looks_weights_ways_and_columns(law: Law, code: str) -> None:
    language = Language(code)
    ways = {way for finding in findings(law) for way in finding.ways}
    assert ways <= set(KINDS)
    for key in (
        *(f"record.look.{look.value}" for look in Look if look is not Look.NOTHING),
        *(f"record.weight.{weight.value}" for weight in Weight),
        *(f"record.way.{way}" for way in ways),
        *(f"record.entry.{column}" for column in COLUMNS),
        *(f"record.scheme.{scheme or 'none'}" for scheme in SCHEMES),
        *(f"life.status.{status.value}" for status in Payment),
    ):
        assert language.text(key)
