"""``session.record``: one working life after the other, read and changed, with undo for everything."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import Any, TypeVar

from desktop.domain.backups import Reason
from desktop.domain.case import Case, FieldValue
from desktop.domain.determination import Determination
from desktop.domain.facts import Facts
from desktop.domain.imports.sheet import Progress, silent
from desktop.domain.record.certificate import Certificate, Custody, Document
from desktop.domain.record.change import Change, ChangedRow
from desktop.domain.record.contribution import ContributionMonth
from desktop.domain.record.diary import DiaryEntry, Reminder
from desktop.domain.record.evidence import Evidence, FactProof
from desktop.domain.record.life import Posting, WorkingLife
from desktop.domain.record.person import Employer, Person
from desktop.storage.store import Store, checked_name

Thing = TypeVar(
    "Thing", ContributionMonth, Certificate, Custody, Document, DiaryEntry, Reminder, Evidence, FactProof
)


class Record:
    """See the module. Methods that name a person, a thing or a case raise ``KeyError`` for one that is not there.

    Each changing method is one transaction and one step of undo, with the words ``record.change.WHAT``; inside
    ``together`` several make one. All raise a ``StorageProblem`` where the disk fails. ``back_up`` is called before
    changes of many things.
    """

    def __init__(
        self,
        store: Store,
        facts: Callable[[Case], Facts],
        determine: Callable[[Case], Determination],
        back_up: Callable[[Reason], None] = lambda _reason: None,
    ) -> None:
        self._store = store
        self._facts = facts
        self._determine = determine
        self._back_up = back_up
        self._record = store.record
        self.changes = store.changes

    # -- persons and firms

    def people(self) -> tuple[Person, ...]:
        """All persons by name, without their fields; a list of thousands asks ``who_fits``."""
        return tuple(self._record.persons.where("ORDER BY name, id"))

    def who_fits(self, typed: str) -> tuple[int, ...]:
        """The ids by name of those in whose name or day of birth every word typed is found; all for none."""
        return self._record.people_who_fit(typed)

    def people_called(self, ids: Sequence[int]) -> tuple[Person, ...]:
        """The persons with these ids by name, without their fields; at most a few hundred at once."""
        return tuple(self._record.people_called(ids))

    def person(self, person_id: int) -> Person:
        """One person with the fields of the papers that are theirs."""
        fields = self._record.fields_of("person", person_id)
        return replace(self._record.persons.get(person_id), fields=fields)

    def save_person(self, person: Person) -> Person:
        """Add or change a person (``fields`` are kept by ``set_person_field``).

        Raises an ``InputProblem`` for a name that cannot be shown.
        """
        person = replace(person, name=checked_name(person.name))
        with self.together("person", person.id, name=person.name):
            return self._record.persons.put(person)

    def set_person_field(self, person_id: int, key: str, value: FieldValue | None) -> None:
        """Keep a field of the papers that is the person's own; ``None`` empties it."""
        with self.together("person_field", person_id, field=key):
            self._record.set_field("person", person_id, key, value)

    def remove_person(self, person_id: int) -> None:
        """Remove the person and all that is only theirs; their cases stay."""
        name = self.person(person_id).name
        self._back_up(Reason.BULK)
        with self.together("remove_person", person_id, name=name):
            self._record.remove_person(person_id)

    def employers(self) -> tuple[Employer, ...]:
        """All firms by name."""
        return tuple(self._record.employers.where("ORDER BY name, id"))

    def save_employer(self, employer: Employer) -> Employer:
        """Add or change a firm. Raises an ``InputProblem`` for a name that cannot be shown."""
        employer = replace(employer, name=checked_name(employer.name))
        with self.together("employer", name=employer.name):
            return self._record.employers.put(employer)

    def employer_called(self, name: str, state: str) -> Employer:
        """The firm of that name in that state, added if it is not there yet."""
        found = self._record.employers.where("WHERE name = ? AND state = ?", [checked_name(name), state])
        return found[0] if found else self.save_employer(Employer(name=name, state=state))

    def link(
        self,
        case_id: int,
        *,
        person_id: int | None = None,
        china_employer_id: int | None = None,
        abroad_employer_id: int | None = None,
    ) -> None:
        """Say whose posting the case is and who the firms are; what is ``None`` stays as it is."""
        owners = {
            "person": person_id,
            "china_employer": china_employer_id,
            "abroad_employer": abroad_employer_id,
        }
        with self.together("link", person_id):
            for column, number in owners.items():
                if number is not None:
                    self._record.link(case_id, column, number)

    def person_of(self, case_id: int) -> Person:
        """Whose posting the case is; made from the case's own fields where nobody was named yet."""
        case = self._store.case(case_id)
        if case.person_id is not None:
            return self.person(case.person_id)
        named = (case.fields.get(key) for key in _NAMES)
        name = next((text for text in named if isinstance(text, str) and text.strip()), case.name)
        born = case.fields.get("person.birth_date")
        with self.together("person", None, name=name):
            born_on = born if isinstance(born, dt.date) else None
            person = self.save_person(Person(name=name or f"#{case_id}", born_on=born_on))
            self.link(case_id, person_id=person.id)
        assert person.id is not None
        return self.person(person.id)

    # -- a working life

    def life(self, person_id: int) -> WorkingLife:
        """All that is kept of the person, with today's answer for each posting."""
        of = self._record.of_person
        cases = [self._store.case(number) for number in self._record.cases_of(person_id)]
        employers = {firm.id: firm for firm in self.employers() if firm.id is not None}
        return WorkingLife(
            person=self.person(person_id),
            employers=employers,
            postings=tuple(self._posting(case) for case in cases),
            months=tuple(of(ContributionMonth, person_id)),
            certificates=tuple(of(Certificate, person_id)),
            custody=tuple(of(Custody, person_id)),
            documents=tuple(of(Document, person_id)),
            diary=tuple(of(DiaryEntry, person_id)),
            reminders=tuple(of(Reminder, person_id)),
            evidence=tuple(of(Evidence, person_id)),
            proofs=tuple(of(FactProof, person_id)),
        )

    def _posting(self, case: Case) -> Posting:
        return Posting(
            case_id=case.id,
            name=case.name,
            facts=self._facts(case),
            determination=self._determine(case),
            china_employer_id=case.china_employer_id,
            abroad_employer_id=case.abroad_employer_id,
        )

    def keep(self, thing: Thing) -> Thing:
        """Add a thing of a person, or write it over the one with its id; returns it with its id."""
        with self.together(_word(thing), thing.person_id):
            if isinstance(thing, ContributionMonth):
                return self._record.put_in_place(thing)
            kept: Thing = self._record.shelf(type(thing)).put(thing)
            return kept

    def keep_months(self, person_id: int, months: Iterable[ContributionMonth]) -> None:
        """Keep several months as one step, as fill-down and pasting do."""
        rows = tuple(months)
        if len(rows) >= _MANY:
            self._back_up(Reason.BULK)
        with self.together("months", person_id):
            for month in rows:
                self._record.put_in_place(month)

    def remove(self, thing: Thing) -> None:
        """Remove a thing of a person."""
        with self.together(f"remove_{_word(thing)}", thing.person_id):
            self._record.shelf(type(thing)).remove("id = ?", [thing.id])

    # -- undo and history

    @contextmanager
    def together(self, what: str, person_id: int | None = None, **params: str) -> Iterator[None]:
        """Everything changed inside is one transaction and one step of undo, ``record.change.WHAT``."""
        with self.changes.change(what, person_id, **params):
            yield

    def undo(self, progress: Progress = silent) -> Change | None:
        """Take back the last change of this session; returns it, or ``None`` where there is none.

        What ``progress`` raises leaves everything as it was.
        """
        self._back_up_before(self.changes.undoable())
        return self.changes.undo(progress)

    def redo(self, progress: Progress = silent) -> Change | None:
        """Take back the last undo; returns it, or ``None`` where there is none; else as ``undo``."""
        self._back_up_before(self.changes.redoable())
        return self.changes.redo(progress)

    def _back_up_before(self, change: Change | None) -> None:
        if change is not None and {change.what, change.params.get("what")} & _OF_MANY:
            self._back_up(Reason.UNDO)

    def history(self, person_id: int) -> tuple[Change, ...]:
        """The last changes that concern the person, the newest first."""
        return self.changes.of_person(person_id)

    def rows_of(self, change: Change) -> tuple[ChangedRow, ...]:
        """What a change did, row by row."""
        return self.changes.rows(change.id)

    # -- attachments

    def attach(self, evidence: Evidence, content: bytes) -> Evidence:
        """Keep a proof together with its file; the digest is set here."""
        with self.together("evidence", evidence.person_id):
            return self.keep(replace(evidence, digest=self._record.keep_content(content)))

    def content(self, evidence: Evidence) -> bytes:
        """The file of a proof; raises ``KeyError`` where it has none."""
        return self._record.content(evidence.digest)

    # -- small things that are remembered

    def setting(self, name: str) -> FieldValue | None:
        """Something remembered, such as how columns were matched; ``None`` where nothing is."""
        return self._store.setting(name)

    def set_setting(self, name: str, value: FieldValue | None) -> None:
        """Remember something outside the history; ``None`` forgets it."""
        self._store.set_setting(name, value)


_MANY = 100
"""So many months at once are a change that deserves a backup."""
_OF_MANY = {"import", "archive", "remove_person", "months"}
"""Changes whose undo touches many things."""
_NAMES = ("person.name_zh", "person.name_hangul", "person.surname_latin")


def _word(thing: Any) -> str:
    return {
        ContributionMonth: "month",
        Certificate: "certificate",
        Custody: "custody",
        Document: "document",
        DiaryEntry: "diary",
        Reminder: "reminder",
        Evidence: "evidence",
        FactProof: "proof",
    }[type(thing)]
