"""The people and cases that a file would bring, by name; identity numbers are masked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from desktop.domain.identity import masked
from desktop.domain.record.contents import CaseRow
from desktop.domain.record.merge import Entry, Standing
from desktop.domain.record.person import Person

if TYPE_CHECKING:
    from desktop.session import Session

_MOST: Final = 20
"""So many names at most; of a whole register nobody reads more."""
_NUMBERS: Final = ("person.resident_id", "person.passport_no")


def new_names(session: Session, entries: Sequence[Entry]) -> Iterator[str]:
    """A sentence for the new people and one for the new cases; none where there are none."""
    rows = [entry.theirs for entry in entries if entry.standing is Standing.NEW]
    people = [_person(session, row) for row in rows if isinstance(row, Person)]
    cases = [row.name or session.text("app.case.unnamed") for row in rows if isinstance(row, CaseRow)]
    for key, names in (("persons", people), ("cases", cases)):
        if names:
            yield session.text(f"archive.preview.new_{key}", names=_listed(session, names))


def _person(session: Session, person: Person) -> str:
    numbers = [str(person.fields[key]) for key in _NUMBERS if person.fields.get(key)]
    if not numbers:
        return person.name
    return session.text("archive.whose", what=person.name, person=masked(numbers[0]))


def _listed(session: Session, names: Sequence[str]) -> str:
    if len(names) <= _MOST:
        return session.language.list(list(names))
    first, more = ", ".join(names[:_MOST]), session.language.number(len(names) - _MOST)
    return session.text("archive.preview.more", names=first, n=more)
