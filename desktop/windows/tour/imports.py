"""The part of the tour that takes over a table: payslips of a sample person, some rows of which cannot be taken."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from desktop.domain.imports.matching import Field

if TYPE_CHECKING:
    from desktop.windows.imports.page import ImportPage
    from desktop.windows.tour.tour import Tour

_PAYSLIPS: Final = """Monat\tArbeitgeber\tSV-Brutto\tRV AN-Anteil\tRV AG-Anteil\tAV AN-Anteil
2026-01\tLindenhof GmbH\t5.200,00\t483,60\t483,60\t67,60
2026-02\tLindenhof GmbH\t5.200,00\t483,60\t483,60\t67,60
03/04/2026\tLindenhof GmbH\t5.200,00\t483,60\t483,60\t67,60
2026-04\tLindenhof GmbH\t5.200,00\t-20,00\t483,60\t67,60
2026-05\tLindenhof GmbH\t5.200,00\t483,60\t483,60\t67,60
Summe\t\t26.000,00\t1.430,80\t2.418,00\t338,00
"""


def show_columns(tour: Tour) -> None:
    """Show what the columns of the payslips mean and what is still open."""
    _page(tour).check()


def show_rows(tour: Tour) -> None:
    """Show what would become of each row."""
    page = _page(tour)
    page.matching = replace(page.matching, fixed={Field.STATE: "DE"})
    page.check()


def _page(tour: Tour) -> ImportPage:
    from desktop.windows.imports.page import ImportPage

    tour.session.record.person_of(tour.case())
    tour.open("import", tour.case())
    page = tour.window.pages["import"]
    assert isinstance(page, ImportPage)
    page.read_text(_PAYSLIPS)
    return page
