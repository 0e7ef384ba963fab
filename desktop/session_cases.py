"""The part of a session that keeps cases: finding them, and every answer as it is given."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from desktop.session_file import FileOfSession

if TYPE_CHECKING:
    from desktop.domain.case import Answer, Case, FieldValue, Sought


class CasesOfSession(FileOfSession):
    """See the module. Methods that name a case raise ``KeyError`` for one that is not there."""

    def cases(self) -> tuple[Case, ...]:
        """All cases, the last changed first."""
        return self.store.cases()

    def cases_that_fit(self, sought: Sequence[Sought]) -> tuple[int, ...]:
        """The ids of the cases that hold every word sought, the last changed first; all where nothing is."""
        return self.store.cases_that_fit(sought)

    def cases_called(self, ids: Sequence[int]) -> tuple[Case, ...]:
        """The cases with these ids, the last changed first; at most a few hundred at once."""
        return self.store.cases_called(ids)

    def cases_begun(self, limit: int) -> tuple[Case, ...]:
        """The last changed of the cases that have no answer yet."""
        return self.store.cases_begun(limit)

    def case(self, case_id: int) -> Case:
        """One case as stored now; raises ``KeyError``."""
        return self.store.case(case_id)

    def new_case(self, name: str = "", answers: Mapping[str, Answer] | None = None) -> Case:
        """A new case, stored at once."""
        case = self.store.new_case(name)
        if answers:
            self.answer(case.id, answers)
        return self.case(case.id)

    def rename_case(self, case_id: int, name: str) -> None:
        """Give the case a name; raises an ``InputProblem`` for one that cannot be shown."""
        self.store.rename(case_id, name)

    def delete_case(self, case_id: int) -> None:
        """Take the case away; ``restore_case`` brings it back."""
        self.store.delete_case(case_id)

    def restore_case(self, case_id: int) -> None:
        """Bring a deleted case back."""
        self.store.restore_case(case_id)

    def deleted_cases(self) -> tuple[Case, ...]:
        """The cases that ``restore_case`` can bring back, the last deleted first as far as the day tells."""
        return self.store.deleted_cases()

    def answer(self, case_id: int, answers: Mapping[str, Answer | None] | Mapping[str, Answer]) -> None:
        """Store the answers of one page in one transaction; ``None`` takes an answer back."""
        with self.store.changing(case_id, "answers"):
            for fact, answer in answers.items():
                self.store.set_answer(case_id, fact, answer)
                self.store.set_setting(_draft(case_id, fact), None)

    def set_field(self, case_id: int, key: str, value: FieldValue | None) -> None:
        """Store one field of the papers; ``None`` empties it."""
        self.store.set_field(case_id, key, value)

    def tick(self, case_id: int, mark: str, on: bool) -> None:
        """Tick off or clear a mark."""
        self.store.tick(case_id, mark, on)

    def keep_draft(self, case_id: int, name: str, typed: str | None) -> None:
        """Keep what is half typed for a fact, so that leaving the page loses nothing."""
        self.store.set_setting(_draft(case_id, name), typed or None)

    def draft(self, case_id: int, name: str) -> str | None:
        """What was half typed for a fact, ``None`` where nothing is."""
        typed = self.store.setting(_draft(case_id, name)) if case_id else None
        return typed if isinstance(typed, str) else None


def _draft(case_id: int, name: str) -> str:
    return f"draft:{case_id}:{name}"
