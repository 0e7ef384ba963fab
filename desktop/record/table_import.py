"""Taking the accepted rows of a table into the record: one transaction, one entry of the history, one undo."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from desktop.domain.imports.lines import Line, Preview, ReadMonthRow, Verdict, Who
from desktop.domain.imports.people import KnownPerson, People
from desktop.domain.record.contribution import ContributionMonth
from desktop.domain.record.person import Employer, Person

if TYPE_CHECKING:
    from desktop.domain.imports.sheet import Progress
    from desktop.record.door import Record
    from desktop.storage.store import Store

NUMBERS: Final = ("person.resident_id", "person.ss_no_cn", "person.passport_no")
"""The fields by whose numbers a table may name a person."""
_NAMES: Final = (
    "person.name_zh", "person.name_hangul", "person.birth_name", "person.surname_latin", "person.given_latin",
)  # fmt: skip
_STEP: Final = 1_000


def people_known(record: Record, store: Store) -> People:
    """All people of the record with every name and number by which a table may name them."""
    fields: dict[int, dict[str, str]] = {}
    for person_id, key, text in store.imports.fields((*NUMBERS, *_NAMES)):
        fields.setdefault(person_id, {})[key] = text
    return People.of(
        _known(person, fields.get(person.id, {})) for person in record.people() if person.id is not None
    )


def _known(person: Person, fields: dict[str, str]) -> KnownPerson:
    assert person.id is not None
    surname, given = fields.get("person.surname_latin", ""), fields.get("person.given_latin", "")
    latin = (f"{surname} {given}", f"{given} {surname}") if surname and given else ()
    names = (person.name, *(fields.get(key, "") for key in _NAMES[:3]), *latin)
    numbers = tuple(fields[key] for key in NUMBERS if fields.get(key))
    return KnownPerson(person.id, tuple(dict.fromkeys(filter(None, names))), numbers, person.born_on)


@lru_cache(10_000)
def born_by_number(number: str) -> dt.date | None:
    """The day of birth in a Chinese resident ID number; ``None`` for every other number."""
    from desktop.numbers.chinese import check_resident_id, resident_id_birth_date
    from desktop.numbers.verdict import Level

    number = number.upper()
    return None if check_resident_id(number).level is Level.BLOCK else resident_id_birth_date(number)


def take_over(
    record: Record, store: Store, preview: Preview, replace_conflicts: bool, progress: Progress
) -> int:
    """Keep the accepted rows, and those in conflict where they are to replace what is there; returns how many.

    People and firms that are not there yet are added. What ``progress`` raises takes everything back.
    """
    wanted = [line for line in preview.lines if _is_taken(line, replace_conflicts)]
    people = {line.row.who.person_id for line in wanted if line.row}
    one = next(iter(people)) if len(people) == 1 else None
    with record.together("import", one, rows=str(len(wanted))):
        writer = _Writer(record, progress, len(wanted))
        for line in wanted:
            if line.kept is not None:
                record.keep(writer.month(line))
        new = (line for line in wanted if line.kept is None)
        store.record.shelf(ContributionMonth).add_many(writer.months(new))
    return len(wanted)


def _is_taken(line: Line, replace_conflicts: bool) -> bool:
    return line.verdict is Verdict.ACCEPTED or (line.verdict is Verdict.CONFLICT and replace_conflicts)


class _Writer:
    """Makes months of the record out of lines, adding people and firms when they are first named."""

    def __init__(self, record: Record, progress: Progress, total: int) -> None:
        self._record, self._progress, self._total = record, progress, total
        self._done = 0
        self._people: dict[Who, int] = {}
        self._firms: dict[tuple[str, str], int] = {}
        for firm in record.employers():
            if firm.id is not None:
                self._firms.setdefault((firm.name.casefold(), firm.state), firm.id)

    def months(self, lines: Iterator[Line]) -> Iterator[ContributionMonth]:
        """The months of new lines, people and firms before them."""
        yield from [self.month(line) for line in lines]

    def month(self, line: Line) -> ContributionMonth:
        """The month of a line, with the id of the one it replaces."""
        row, kept = line.row, line.kept
        assert row is not None
        self._done += 1
        if self._done % _STEP == 0:
            self._progress(self._done, self._total)
        month = ContributionMonth(
            person_id=self._person(row.who),
            month=row.month,
            state=row.state,
            branch=row.branch,
            scheme=row.scheme,
            place=row.place,
            employer_id=self._firm(row),
            base=row.base,
            employee=row.employee,
            employer=row.employer_share,
            currency=row.currency,
            status=row.status,
            note=row.note,
        )
        return month if kept is None else _over(kept, month)

    def _person(self, who: Who) -> int:
        if who.person_id is not None:
            return who.person_id
        if who not in self._people:
            self._people[who] = self._new_person(who)
        return self._people[who]

    def _new_person(self, who: Who) -> int:
        born = born_by_number(who.number)
        person = self._record.save_person(
            Person(name=who.name, born_on=born, note="" if born else who.number)
        )
        assert person.id is not None
        if born:
            self._record.set_person_field(person.id, NUMBERS[0], who.number.upper())
        return person.id

    def _firm(self, row: ReadMonthRow) -> int | None:
        """The firm of that name in the row's state, else of that name without a state, else a new one."""
        if not row.employer:
            return None
        name = row.employer.casefold()
        for state in (row.state, ""):
            if (known := self._firms.get((name, state))) is not None:
                return known
        firm = self._record.save_employer(Employer(name=row.employer, state=row.state))
        assert firm.id is not None
        self._firms[name, row.state] = firm.id
        return firm.id


def _over(kept: ContributionMonth, new: ContributionMonth) -> ContributionMonth:
    """The month of the record with what the table says; what the table leaves open stays."""
    names = ("place", "employer_id", "base", "employee", "employer", "currency", "note")
    said = {name: value for name in names if (value := getattr(new, name)) not in (None, "")}
    return replace(kept, status=new.status, **said)
