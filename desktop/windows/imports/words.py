"""Words for the page that takes over tables: meanings of columns, branches, verdicts, amounts."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from desktop.domain.facts import BRANCHES
from desktop.domain.imports.lines import Line, Verdict
from desktop.domain.imports.sheet import Cell
from desktop.languages.money import decimal

if TYPE_CHECKING:
    import datetime as dt

    from desktop.session import Session

MARKS: Final = {
    Verdict.ACCEPTED: "exempt",
    Verdict.DUPLICATE: "no_agreement",
    Verdict.CONFLICT: "exceptional_agreement_needed",
    Verdict.REFUSED: "not_exempt",
}
"""The symbol of each verdict, by the state whose symbol it is."""


def branch_words(session: Session, branch: str) -> str:
    """A branch by its general name, or what else a month may be paid to."""
    return session.language.branch(branch) if branch in BRANCHES else session.text(f"record.branch.{branch}")


def amount_words(session: Session, amount: Decimal | None) -> str:
    """An amount with two decimals; empty where there is none."""
    return "" if amount is None else decimal(amount, session.language.locale, 2)


def shares_words(session: Session, employee: Decimal | None, employer: Decimal | None, currency: str) -> str:
    """Both shares, the employee's first: 465.10 / 465.10 EUR; a dash for one that is not known."""
    if employee is None and employer is None:
        return currency
    shares = (amount_words(session, share) or "–" for share in (employee, employer))
    return f"{' / '.join(shares)} {currency}".strip()


def cell_words(session: Session, cell: Cell) -> str:
    """A cell as an example of its column; long ones are cut."""
    if isinstance(cell, str):
        return cell if len(cell) <= 24 else f"{cell[:23]}…"
    if isinstance(cell, Decimal):
        return decimal(cell, session.language.locale)
    return session.language.date(cell)


def month_words(session: Session, month: dt.date) -> str:
    """A month with its year."""
    return session.language.year_month(month)


def sentences(session: Session, said: Iterable[str]) -> str:
    """Sentences one after the other, as the language sets them."""
    return ("" if session.language.code == "zh_Hans" else " ").join(filter(None, said))


def line_sentence(session: Session, line: Line, why: str) -> str:
    """A line of the preview for a screen reader, in one sentence and its reasons."""
    verdict = session.text(f"record.import.verdict.{line.verdict.value}")
    if line.row is None:
        said = session.text("record.import.line_unread", row=line.number, verdict=verdict)
    else:
        said = session.text(
            "record.import.line",
            row=line.number,
            verdict=verdict,
            month=month_words(session, line.row.month),
            branch=branch_words(session, line.row.branch),
        )
    return sentences(session, (said, why))
