"""The papers that explain an answer, by the number of the paper; all are made of one decision."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from desktop.domain.paper import Paper
from desktop.domain.papers.material import Material
from desktop.domain.papers.proof_answer import reasoned_answer
from desktop.domain.papers.proof_clerk import clerk_kit
from desktop.domain.papers.proof_memo import employer_memo
from desktop.domain.papers.proof_payroll import payroll_page
from desktop.domain.papers.proof_worker import worker_summary

PROOFS: Final[Mapping[str, Callable[[Material], Paper]]] = MappingProxyType(
    {
        "PROOF-01": reasoned_answer,
        "PROOF-02": employer_memo,
        "PROOF-03": payroll_page,
        "PROOF-04": clerk_kit,
        "PROOF-05": worker_summary,
    }
)
"""Composers by paper; each works on any case, also without an agreement or an answer."""
