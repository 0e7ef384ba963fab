"""What proves a fact, and how well."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import Enum


class Quality(Enum):
    """How much a proof weighs, from the best to the weakest."""

    OFFICIAL_PRINT = "official_print"
    PAYSLIP = "payslip"
    BANK_SLIP = "bank_slip"
    OWN_NOTE = "own_note"


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """One proof. ``digest`` (SHA-256, hex) names the attachment in the store; empty where there is only a paper.

    ``file_name`` is the attachment's name without any folder.
    """

    id: int | None = None
    person_id: int
    quality: Quality
    title: str
    dated: dt.date | None = None
    digest: str = ""
    file_name: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FactProof:
    """``evidence_id`` proves the fact called ``fact`` of the posting ``case_id``."""

    id: int | None = None
    person_id: int
    case_id: int
    fact: str
    evidence_id: int
