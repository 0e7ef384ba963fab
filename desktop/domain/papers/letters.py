"""The letters and statements of a case, by the number of the paper."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from desktop.domain.paper import Paper
from desktop.domain.papers.letter_change import change_notice
from desktop.domain.papers.letter_contributions import contribution_statement
from desktop.domain.papers.letter_cover import host_cover_letter
from desktop.domain.papers.letter_payroll import payroll_note
from desktop.domain.papers.letter_person import power_of_attorney, worker_interest
from desktop.domain.papers.letter_posting import posting_statement
from desktop.domain.papers.letter_question import question_letter
from desktop.domain.papers.letter_refund import refund_letter
from desktop.domain.papers.letter_requests import exception_request, extension_request
from desktop.domain.papers.material import Material
from desktop.domain.papers.waiting_sheet import waiting_sheet

LETTERS: Final[Mapping[str, Callable[[Material], Paper]]] = MappingProxyType(
    {
        "APP-02": posting_statement,
        "APP-03": contribution_statement,
        "APP-04": host_cover_letter,
        "APP-05": payroll_note,
        "APP-06": extension_request,
        "APP-07": exception_request,
        "APP-08": worker_interest,
        "APP-09": power_of_attorney,
        "APP-11": change_notice,
        "APP-12": refund_letter,
        "APP-15": waiting_sheet,
        "Q-01": question_letter,
    }
)
"""Composers by paper; each works on any case and lists the required fields that are still missing."""
