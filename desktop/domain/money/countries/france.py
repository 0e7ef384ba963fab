"""France: basic old-age insurance. The agreement is not shown to be in force; supplementary schemes are left out."""

from __future__ import annotations

from desktop.domain.agreement import Confidence
from desktop.domain.money.pay import Branch, Branches, Pay, Shares, each
from desktop.domain.money.worksheet import Worksheet


def _pension(pay: Pay, sheet: Worksheet) -> Shares:
    """A part on pay up to the ceiling (PSS) and a part on all pay, each part and share rounded, then added."""
    capped = sheet.least("base", pay.gross, sheet.value("ceiling_month"))
    sheet.caution("agreement_not_in_force", Confidence.MEDIUM)
    one, other = (
        each(
            sheet,
            pay,
            sheet.value(f"pension.employee_rate_{part}"),
            sheet.value(f"pension.employer_rate_{part}"),
            base,
        )
        for part, base in (("capped", capped), ("uncapped", pay.gross))
    )
    return Shares(
        sheet.plus("employee", one.employee, other.employee),
        sheet.plus("employer", one.employer, other.employer),
    )


BRANCHES: Branches = {"pension": Branch(_pension)}
