"""The words of the papers that explain an answer, as approved by reading them in four languages."""

from __future__ import annotations

import os
import re

import pytest
from proof_pages import ROOT, SAMPLES, law, sample

from desktop.domain.paper import Block, Fingerprint, Heading, Paper, Paragraph, Rows, Table, Value
from desktop.domain.papers.proofs import PROOFS
from desktop.languages.language import LANGUAGES, Language

GOLDEN = ROOT / "tests" / "golden" / "proofs"


def as_text(paper: Paper, language: Language) -> str:
    """The paper as plain text, one line a row; digest and edition, which change with every edition, left out."""
    lines = (line for block in paper.blocks for line in _lines(block, language))
    return re.sub(r"(?<![0-9a-f])[0-9a-f]{12}(?![0-9a-f])", "EDITION", "\n".join(lines)) + "\n"


def _lines(block: Block, language: Language) -> list[str]:
    def say(value: Value) -> str:
        return language.value(value, law()).replace("\n", " / ")

    match block:
        case Heading():
            return ["", "#" * block.level + " " + say(block.text)]
        case Paragraph():
            return [say(block.text)]
        case Rows():
            return [f"{say(row.label)} | {say(row.value)}" for row in block.rows]
        case Table():
            return [" | ".join(say(cell) for cell in cells) for cells in (block.head, *block.body)]
        case Fingerprint():
            return [say(text) for text in (block.caption, *block.notes)]
        case _:
            raise TypeError(type(block).__name__)


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("name", SAMPLES)
def test_the_papers_say_what_was_approved(name: str, code: str) -> None:
    """``UPDATE_GOLDEN=1`` writes the files anew; the change is then read in the diff."""
    language = Language(code)
    text = "\n".join(
        f"== {paper_id}\n" + as_text(make(sample(name)), language) for paper_id, make in PROOFS.items()
    )
    path = GOLDEN / f"{name}.{code}.txt"
    if os.environ.get("UPDATE_GOLDEN"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    assert text == path.read_text(encoding="utf-8")
