"""Who may import whom: the contracts of pyproject.toml, and the rules that imports cannot show."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from importlinter.cli import EXIT_STATUS_SUCCESS, lint_imports

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "desktop"
CLOCKS = {"today", "now", "utcnow"}


def test_the_rooms_keep_to_the_table(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(ROOT)
    status = lint_imports(config_filename=str(ROOT / "pyproject.toml"), no_cache=True)
    said = capsys.readouterr().out
    assert status == EXIT_STATUS_SUCCESS, said
    assert said.count(" KEPT") >= 11


def _modules() -> Iterator[tuple[str, ast.Module]]:
    for path in sorted(PACKAGE.rglob("*.py")):
        yield path.relative_to(PACKAGE).as_posix(), ast.parse(path.read_text("utf-8"))


def test_today_is_asked_for_in_the_session_alone() -> None:
    asked = {
        name
        for name, module in _modules()
        for node in ast.walk(module)
        if isinstance(node, ast.Attribute) and node.attr in CLOCKS and "dt" in ast.unparse(node.value)
    }
    assert asked <= {"session.py"}


def test_every_module_says_what_it_is() -> None:
    assert [name for name, module in _modules() if not ast.get_docstring(module)] == []


def test_no_text_for_users_is_made_from_an_f_string() -> None:
    """A key is a constant or built from words of the domain; ``text(f"… …")`` with a blank would be a sentence."""
    sentences = [
        f"{name}:{node.lineno}"
        for name, module in _modules()
        for node in ast.walk(module)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in ("text", "plural")
        and node.args
        and isinstance(node.args[0], ast.JoinedStr)
        and any(isinstance(part, ast.Constant) and " " in str(part.value) for part in node.args[0].values)
    ]
    assert sentences == []
