"""The papers of a case: which it calls for and what stands on them, without language or page."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from types import MappingProxyType
from typing import Final

from desktop.domain.paper import Paper
from desktop.domain.papers.calendar import calendar_sheet
from desktop.domain.papers.card import pocket_card
from desktop.domain.papers.certificate_papers import CERTIFICATE_PAPERS
from desktop.domain.papers.checklist import checklist
from desktop.domain.papers.data_sheet import data_sheet, portal_order
from desktop.domain.papers.letters import LETTERS
from desktop.domain.papers.material import Material, Sheet
from desktop.domain.papers.offers import Offer, offers
from desktop.domain.papers.proofs import PROOFS

__all__ = ["COMPOSERS", "Material", "Offer", "Sheet", "compose", "offers", "portal_order"]

Composer = Callable[[Material], Paper]

_OTHERS: Final[Mapping[str, Composer]] = {**LETTERS, **PROOFS, "APP-01": data_sheet, "APP-13": pocket_card}

COMPOSERS: Final[Mapping[str, Composer]] = MappingProxyType(
    {
        **_OTHERS,
        **CERTIFICATE_PAPERS,
        "APP-10": partial(checklist, composers=_OTHERS),
        "APP-14": calendar_sheet,
    }
)
"""Composers by paper; each works on any case and lists the required fields that are still missing."""


def compose(paper_id: str, material: Material) -> Paper:
    """The paper ``paper_id`` of the case; raises ``KeyError`` for an unknown paper."""
    return COMPOSERS[paper_id](material)
