"""The bench at its smallest: rows of the right shape, with its peers and without. No time is looked at."""

from __future__ import annotations

import runpy
import sys
from pathlib import Path

import pytest

BENCH = Path(__file__).parent / "bench"
sys.path.insert(0, str(BENCH))  # the bench imports its parts by their plain names

import decisions  # noqa: E402
import first_page  # noqa: E402
import law  # noqa: E402
import papers  # noqa: E402
import record  # noqa: E402
import sheets  # noqa: E402
from table import Mark, Row, head, line  # noqa: E402


def measured(row: Row) -> bool:
    return (
        row.ours > 0 and (row.theirs is None) == (row.ratio is None) and (row.ratio is None or row.ratio > 0)
    )


def test_the_first_page_stands_beside_an_empty_window() -> None:
    time, memory = first_page.rows(rounds=1)
    assert measured(time)
    assert measured(memory)
    assert (time.unit, memory.unit) == ("ms", "MB")
    assert "QMainWindow" in time.peer
    assert str(time.mark) == str(memory.mark) == "≤ 1.5"


def test_decisions_stand_beside_json_and_openfisca() -> None:
    rows = list(decisions.rows(rounds=1, passes=1, many=30, crowd=100))
    assert all(map(measured, rows))
    assert {row.unit for row in rows} == {"/s"}
    assert "json of Python" in rows[0].peer
    assert rows[0].ratio is not None
    assert rows[1].peer == "10 of them"
    assert all("openfisca-core" in row.peer for row in rows[2:])


def test_the_row_of_a_peer_that_is_missing_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "openfisca_rule", None)
    *_, row = decisions.rows(rounds=1, passes=1, many=1, crowd=100)
    assert row.ratio is None
    assert "not installed" in line(row)


def test_openfisca_gets_posted_workers_on_both_sides_of_the_rule() -> None:
    posted = decisions.posted_cases(decisions.all_cases())
    assert len(posted) >= 20
    assert {facts.home_employer for facts in posted} == {True, False}


def test_the_law_stands_beside_parsing_its_files() -> None:
    kept, first = law.rows(rounds=1)
    assert measured(kept)
    assert measured(first)
    assert str(kept.mark) == "≤ 2.0"
    assert "tomllib of Python" in kept.peer


def test_the_record_stands_beside_bare_sql() -> None:
    writing, one, objects, due, totals, undo = record.rows(people=40, months=4, rounds=1)
    assert all(map(measured, (writing, one, objects, due, totals, undo)))
    assert writing.what.startswith("160 checked rows")
    assert [str(row.mark) for row in (one, due, totals)] == ["≤ 1.3"] * 3
    assert all("sqlcipher3" in row.peer for row in (writing, one, objects, due, totals))


def test_papers_need_no_peer(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("typst", "fpdf", "weasyprint"):
        monkeypatch.setitem(sys.modules, name, None)
    monkeypatch.setattr(papers, "SET", 30)
    monkeypatch.setattr(papers, "ROUNDS", 1)
    shown = shown_by_the_bench("papers", monkeypatch, capsys)
    rows = [text for text in shown if " ms" in text]
    assert [row.split("  ")[0] for row in rows] == [
        "one-page tagged paper",
        *["page with a table of 30 rows"] * 2,
        "30 papers, two cores",
    ]
    assert "typst not installed" in rows[0]
    assert "≤ 1.2" in rows[0]
    assert "one core" in rows[-1]
    assert "≥ 1.7" in rows[-1]


def test_an_unknown_name_is_refused(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        run_bench("speed", monkeypatch)
    assert ended.value.code == 2
    assert "speed" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("mark", "ratio", "said"),
    [
        (Mark(1.5), 1.5, "≤ 1.5 kept"),
        (Mark(1.5), 1.51, "≤ 1.5 missed"),
        (Mark(1.7, at_least=True), 1.7, "≥ 1.7 kept"),
        (Mark(1.7, at_least=True), 1.69, "≥ 1.7 missed"),
    ],
)
def test_a_mark_is_kept_up_to_its_limit(mark: Mark, ratio: float, said: str) -> None:
    assert line(Row("start", 3.0, "ms", "an empty window", 2.0, ratio, mark)).endswith(said)


def test_columns_stand_under_their_names() -> None:
    names, rule = head().splitlines()
    row = line(Row("start", 1234.5, "ms", "an empty window", 0.01234, 1.0, Mark(1.5)))
    assert row.index("an empty window") == names.index("peer")
    assert row.index("≤") == names.index("mark")
    assert "1,234 ms" in row
    assert "0.0123 ms" in row
    assert set(rule) == {"-"}


def shown_by_the_bench(
    name: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> list[str]:
    with pytest.raises(SystemExit) as ended:
        run_bench(name, monkeypatch)
    assert ended.value.code == 0
    return capsys.readouterr().out.splitlines()


def run_bench(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """As ``./run bench NAME`` does it; whatever it ends with is raised as ``SystemExit``."""
    monkeypatch.setattr(sys, "argv", ["bench", "bench", name])
    runpy.run_path(str(BENCH), run_name="__main__")


def test_reading_a_table_stands_beside_the_bare_reader() -> None:
    read, checked = sheets.rows(count=300, rounds=1)
    assert measured(read)
    assert measured(checked)
    assert "python-calamine" in read.peer
