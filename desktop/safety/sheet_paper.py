"""The recovery sheet as a file to print."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.domain.papers.recovery_sheet import ID, recovery_sheet
from desktop.paperwork import PaperFile

if TYPE_CHECKING:
    from desktop.domain.agreement import Law
    from desktop.safety.access import RecoverySheet


def draw_sheet(sheet: RecoverySheet, law: Law) -> PaperFile:
    """SAFE-01 in the language of its words. The file holds the secret: it is for the printer, not for the disk."""
    from desktop.documents.render import render

    drawn = render(recovery_sheet(sheet.words, sheet.code, sheet.made_on), (sheet.language,), law)
    return PaperFile(ID, (sheet.language,), f"{ID}_{sheet.language}.pdf", drawn.pdf, drawn.pages, ())
