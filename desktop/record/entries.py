"""The months of a person as they stand, and changing several of them as one step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.domain.record.contribution import ContributionMonth

if TYPE_CHECKING:
    from desktop.domain.record.year_entry import Plan
    from desktop.record.door import Record
    from desktop.storage.store import Store


def months_of(store: Store, person_id: int) -> tuple[ContributionMonth, ...]:
    """All months of the person in order, without the postings that ``Record.life`` would decide."""
    return tuple(store.record.of_person(ContributionMonth, person_id))


def carry_out(record: Record, person_id: int, plan: Plan) -> None:
    """Keep and remove what the plan says: one transaction, one step of undo. Raises a ``StorageProblem``."""
    count = len(plan.keep) + len(plan.remove)
    what = "month" if count == 1 else "months"
    with record.together(f"remove_{what}" if plan.remove and not plan.keep else what, person_id):
        for gone in plan.remove:
            record.remove(gone)
        record.keep_months(person_id, plan.keep)
