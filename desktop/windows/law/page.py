"""The law section: agreements on a day, comparison, terms, bodies, false claims, references, map and edition."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from desktop.windows.controls.parts_page import PartsPage


class LawPage(PartsPage):
    """One part at a time; ``load`` takes ``PART``, ``PART:DETAIL`` or an agreement's id."""

    PARTS: ClassVar[Mapping[str, str]] = {
        "agreements": "desktop.windows.law.start:AgreementsPart",
        "compare": "desktop.windows.compare.page:ComparePart",
        "terms": "desktop.windows.law.terms:TermsPart",
        "bodies": "desktop.windows.law.bodies:BodiesPart",
        "claims": "desktop.windows.law.claims:ClaimsPart",
        "references": "desktop.windows.law.references:ReferencesPart",
        "map": "desktop.windows.map.part:MapPart",
        "edition": "desktop.windows.law.edition_part:EditionPart",
        "agreement": "desktop.windows.law.agreement:AgreementPart",
    }
    BELONGS_TO: ClassVar[Mapping[str, str]] = {"agreement": "agreements"}
    WORDS: ClassVar[str] = "pages.law"

    def place_of(self, detail: str) -> str:
        if place := super().place_of(detail):
            return place
        known = any(agreement.id == detail for agreement in self.session.law.agreements) if detail else False
        return f"agreement:{detail}" if known else ""
