"""COST-01: its words as approved in four languages, and the file read back by another program."""

from __future__ import annotations

import datetime as dt
import os
import re
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest
from cost_samples import law, report
from pdf_reading import poppler_text, tags, without_spaces

from desktop.documents.render import render
from desktop.domain.money.cost_inputs import OwnExchange, OwnValue
from desktop.domain.money.cost_report import CostReport
from desktop.domain.paper import Annex, Block, Chart, Heading, Paragraph, Rows, Table, Value
from desktop.domain.papers.cost import cost_paper
from desktop.domain.papers.cost_sentences import headline
from desktop.languages.language import LANGUAGES, Language

GOLDEN = Path(__file__).parent.parent / "golden" / "costs"
YEAR_2026 = (dt.date(2026, 1, 1), dt.date(2026, 12, 31))


@cache
def sample(name: str) -> CostReport:
    """Germany with a rate and an unknown half-year; Spain, the upper bound; Korea with an own value."""
    if name == "de":
        rate = OwnExchange("EUR", "CNY", Decimal("8.0125"), dt.date(2026, 11, 20))
        return report("DE", dt.date(2026, 7, 1), dt.date(2027, 6, 30), exchange=rate)
    if name == "es":
        return report("ES", *YEAR_2026)
    return report(
        "KR", *YEAR_2026, own=(OwnValue("KR", "pension.rate_total", Decimal("9.75")),), mean_year=2025
    )


SAMPLES = ("de", "es", "kr")


def as_text(blocks: tuple[Block, ...], language: Language) -> list[str]:
    def say(value: Value) -> str:
        return language.value(value, law()).replace("\n", " / ")

    found: list[str] = []
    for block in blocks:
        match block:
            case Heading():
                found += ["", "#" * block.level + " " + say(block.text)]
            case Paragraph():
                found.append(say(block.text))
            case Rows():
                found += [f"{say(row.label)} | {say(row.value)}" for row in block.rows]
            case Table():
                found += [" | ".join(say(cell) for cell in cells) for cells in (block.head, *block.body)]
            case Chart():
                found += [say(block.caption), say(block.spoken), *(say(words) for _, words in block.legend)]
            case Annex():
                found += ["", "# " + say(block.heading), *as_text(block.blocks, language)]
            case _:
                raise TypeError(type(block).__name__)
    return found


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("name", SAMPLES)
def test_the_paper_says_what_was_approved(name: str, code: str) -> None:
    """``UPDATE_GOLDEN=1`` writes the files anew; the change is then read in the diff."""
    lines = as_text(cost_paper(sample(name)).blocks, Language(code))
    text = re.sub(r"[0-9a-f]{12}(?![0-9a-f])", "EDITION", "\n".join(lines)) + "\n"
    path = GOLDEN / f"{name}.{code}.txt"
    if os.environ.get("UPDATE_GOLDEN"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    assert text == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("name", SAMPLES)
def test_the_file_reads_back_with_its_sums(name: str, code: str) -> None:
    found, language = sample(name), Language(code)
    pdf = render(cost_paper(found), (code,), law()).pdf
    read = without_spaces(poppler_text(pdf))
    for words in (cost_paper(found).title, *headline(found)):
        assert without_spaces(language.value(words, law())) in read
    saved = language.decimal(found.cost.saved().total)
    assert without_spaces(saved) in read


def test_the_chart_is_a_figure_with_words_and_its_sums_are_text() -> None:
    found = sample("de")
    pdf = render(cost_paper(found), ("de",), law()).pdf
    figures = list(tags(pdf).all("Figure"))
    chart = next(block for block in cost_paper(found).blocks if isinstance(block, Chart))
    assert Language("de").value(chart.spoken, law()) in {figure.alternative for figure in figures}


def test_the_bars_add_up_to_the_sums() -> None:
    found = sample("kr")
    chart = next(block for block in cost_paper(found).blocks if isinstance(block, Chart))
    without, kept = (dict(bar.parts) for bar in chart.bars)
    due = found.cost.due()
    assert (without["host_employee"], without["host_employer"]) == (due.employee, due.employer)
    assert without["home"] == kept["home"] > 0


def test_the_same_costs_give_the_same_bytes() -> None:
    one, other = (render(cost_paper(sample("es")), ("ko",), law()).pdf for _ in range(2))
    assert one == other


def test_nobody_is_named_and_the_estimate_is_called_one() -> None:
    keys = str(cost_paper(sample("de")).blocks)
    assert "money.paper.honest" in keys
    assert "person." not in keys
