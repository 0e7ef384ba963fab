"""Rules of the code by which nothing from outside is run, fetched, followed or shown as a page."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.domain.formulas import as_written, tamed
from desktop.exchange.calendar import Content, calendar_file
from desktop.exchange.case_file import CasesTooLarge, read_cases
from desktop.windows.controls.plain_tip import plain_tip
from desktop.windows.preferences import Preferences

PACKAGE = Path(__file__).parent.parent / "desktop"
FORBIDDEN = {
    "pickle", "cPickle", "shelve", "marshal", "dill", "yaml", "subprocess", "pty", "socket", "socketserver", "ssl",
    "http", "urllib.request", "ftplib", "smtplib", "telnetlib", "asyncio", "requests", "xmlrpc", "webbrowser",
    "xml.dom", "xml.sax", "lxml", "code", "runpy", "PySide6.QtNetwork", "PySide6.QtWebEngineWidgets", "ctypes",
}  # fmt: skip
ALLOWED = {
    ("__main__.py", "runpy"),  # ./run bench, from the source alone
    ("windows/singletons.py", "ctypes"),  # counts references under Python 3.11
    ("documents/metadata.py", "xml.sax"),  # escapes what it writes
}
CALLS = {"eval", "exec", "compile", "__import__"}
METHODS = {"popen", "startfile", "extractall", "extract", "posix_spawn", "execv", "execve", "fork"}
XML = {"exchange/sheet_xlsx.py", "exchange/sheets.py"}
"""Small parts of a workbook, once it is seen that they have no document type."""


def _modules() -> Iterator[tuple[str, ast.Module]]:
    for path in sorted(PACKAGE.rglob("*.py")):
        yield path.relative_to(PACKAGE).as_posix(), ast.parse(path.read_text("utf-8"))


def _imported(module: ast.Module) -> Iterator[str]:
    for node in ast.walk(module):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{name.name}" for name in node.names)


def test_nothing_is_imported_that_runs_what_it_reads_or_speaks_to_others() -> None:
    found = {
        (name, bad)
        for name, module in _modules()
        for imported in _imported(module)
        for bad in FORBIDDEN
        if imported == bad or imported.startswith(f"{bad}.")
    }
    assert found - ALLOWED == set()


def test_nothing_is_called_that_runs_or_unpacks_what_it_is_given() -> None:
    found = {
        f"{name}:{node.lineno}"
        for name, module in _modules()
        for node in ast.walk(module)
        if isinstance(node, ast.Call)
        and (
            (isinstance(node.func, ast.Name) and node.func.id in CALLS)
            or (isinstance(node.func, ast.Attribute) and node.func.attr in METHODS)
        )
    }
    assert found == set()


def test_xml_is_read_as_a_tree_in_workbooks_alone() -> None:
    assert {name for name, module in _modules() if "xml.etree.ElementTree" in _imported(module)} <= XML


def test_other_programs_are_asked_to_show_a_copy_of_a_proof_or_a_folder_and_nothing_else() -> None:
    shown = [name for name, module in _modules() if "PySide6.QtGui.QDesktopServices" in _imported(module)]
    assert shown == ["windows/proofs/panel.py", "windows/rescue/page.py"]
    processes = [name for name, module in _modules() if "PySide6.QtCore.QProcess" in _imported(module)]
    assert processes == ["windows/proofs/picture.py"]


# -- what leaves for a spreadsheet, a calendar, a tooltip


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n"])
def test_no_text_leaves_as_a_formula_and_each_comes_back(sign: str) -> None:
    text = f'{sign}HYPERLINK("http://name.invalid","x")'
    assert tamed(text) == f"'{text}"
    assert as_written(tamed(text)) == text


@pytest.mark.parametrize("text", ["", "'", "'s-Hertogenbosch", "1-2", "A=1", "王静怡"])
def test_other_texts_stay_as_they_are(text: str) -> None:
    assert tamed(text) == text
    assert as_written(text) == text


def test_a_name_cannot_add_lines_to_a_calendar() -> None:
    import datetime as dt

    evil = "Anna\r\nATTACH:file:///etc/passwd\nX-EVIL:1\\n;,"
    day = dt.date(2026, 3, 2)
    lines = calendar_file([Content("u-1", day, evil, evil, (7,))], "name", day).decode().splitlines()
    assert [line for line in lines if line.startswith(("ATTACH", "X-EVIL"))] == []


@pytest.mark.parametrize(
    "text", ["<img src='//host/share/x.png'>", "<b>x</b>", "<a href='x'>y</a>", "a < b", "x"]
)
def test_a_tooltip_shows_words_and_loads_nothing(text: str) -> None:
    tip = plain_tip(text)
    assert "<img" not in tip
    assert ("&lt;" in tip and tip.startswith("<qt>")) if "<" in text else tip == text


# -- files of our own that somebody changed


@pytest.mark.parametrize(
    "content",
    [
        '{"scale": NaN}', '{"scale": 1e999}', '{"scale": -1}', f'{{"scale": {"9" * 400}}}', "[" * 100_000, "null", "[]",
        '{"scale": true, "dark": 1, "lock_after": 1e9}', "\ud800", "{" * 5_000, '{"scale": "2"}', "x" * 1_000_000,
    ],
)  # fmt: skip
def test_a_look_that_cannot_be_is_the_usual_one(tmp_path: Path, content: str) -> None:
    path = tmp_path / "windows.json"
    path.write_bytes(content.encode("utf-8", "surrogatepass"))
    found = Preferences.load(path)
    assert (found.dark, found.scale) == (None, 1.0)
    assert 0 <= found.lock_after <= 60


def test_a_file_of_cases_has_a_size(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "cases.json"
    path.write_text(json.dumps({"facts": {}, "id": "x" * 2_000}))
    assert len(read_cases(path)) == 1
    monkeypatch.setattr("desktop.exchange.case_file.MOST_BYTES", 1_000)
    with pytest.raises(CasesTooLarge):
        read_cases(path)


# -- what the documents promise


def test_the_threat_model_names_tests_that_there_are() -> None:
    from tests.torture.experiments import EXPERIMENTS

    text = (PACKAGE.parent / "docs" / "threat-model.md").read_text("utf-8")
    named = set(re.findall(r"`([a-z]*/?test_\w+\.py)`", text))
    assert len(named) > 20
    assert [name for name in named if not (PACKAGE.parent / "tests" / name).is_file()] == []
    told = re.findall(r"torture ((?:`\w+`(?:, )?)+)", text)
    assert {name for names in told for name in re.findall(r"\w+", names)} == set(EXPERIMENTS)
