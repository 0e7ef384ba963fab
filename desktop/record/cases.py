"""Whose posting a case is: giving a case to a person, and taking it away again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from desktop.domain.case import Case
    from desktop.record.door import Record
    from desktop.storage.store import Store

_OFFERED: Final = 30
"""So many cases of nobody are offered; the table of all cases has the others."""


def attach(record: Record, case_id: int, person_id: int) -> None:
    """Make the case one of the person's; one step of undo."""
    record.link(case_id, person_id=person_id)


def cases_of(store: Store, person_id: int) -> tuple[int, ...]:
    """The ids of the person's cases, the oldest first."""
    return store.record.cases_of(person_id)


def offered_to(store: Store, person_id: int) -> tuple[Case, ...]:
    """The person's cases, and the newest of those that are nobody's: what may be given to the person or taken away."""
    numbers = (*store.record.cases_of(person_id), *store.record.cases_of_nobody(_OFFERED))
    return tuple(store.case(number) for number in numbers)


def detach(record: Record, store: Store, case_id: int) -> None:
    """Make the case nobody's again; the person keeps the fields that were theirs. One step of undo.

    Raises ``KeyError`` for a case that is not there.
    """
    owner = store.case(case_id).person_id
    with record.together("unlink", owner):
        store.record.link(case_id, "person", None)
