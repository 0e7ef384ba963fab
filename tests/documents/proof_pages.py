"""The papers that explain an answer, drawn for the cases of the letters' tests and for a state without agreement."""

from __future__ import annotations

import sys
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests" / "domain"))  # the cases are those of the letters' tests

from letter_samples import law, material, of  # noqa: E402

from desktop.documents.render import render  # noqa: E402
from desktop.domain.papers.material import Material  # noqa: E402
from desktop.domain.papers.proofs import PROOFS  # noqa: E402

SAMPLES = ("de_posted", "kr_short", "to_america")


@cache
def sample(name: str) -> Material:
    if name == "to_america":
        there = material("de_posted").facts.with_("to", "US")
        return of(there, {"person.surname_latin": "OUYANG", "person.given_latin": "KUN"})
    return material(name)


@cache
def drawn(name: str, paper_id: str, code: str) -> bytes:
    """The file of one paper of one sample in one language."""
    return render(PROOFS[paper_id](sample(name)), (code,), law()).pdf
