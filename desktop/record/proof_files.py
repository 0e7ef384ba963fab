"""``session.proof_files``: files taken in as proofs, shown through a copy that is wiped, and what they stand for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desktop.domain.record.evidence import Evidence, FactProof, Quality
from desktop.domain.record.proofs import FactStanding, Proves, facts_standing
from desktop.problems import write_problem
from desktop.record import opened_files
from desktop.record.attachments import NotOpened, clean_name, may_be_opened, read_attachment

if TYPE_CHECKING:
    from desktop.domain.case import Case
    from desktop.session import Session


class ProofFiles:
    """See the module. Every change is one step of undo; methods that write raise a ``StorageProblem``."""

    def __init__(self, session: Session) -> None:
        self._session = session

    # -- files

    def attach(self, person_id: int, path: Path) -> Evidence:
        """Take a file in as a proof: an own note until somebody says what it is.

        Raises ``FileEmpty``, ``FileTooLarge`` and the problems of reading.
        """
        content, name = read_attachment(path), clean_name(path.name)
        title = Path(name).stem or name
        evidence = Evidence(person_id=person_id, quality=Quality.OWN_NOTE, title=title, file_name=name)
        return self._session.record.attach(evidence, content)

    def replace_file(self, evidence: Evidence, path: Path) -> Evidence:
        """Give a proof that is only a paper, or has another file, this one; raises as ``attach``."""
        content = read_attachment(path)
        return self._session.record.attach(replace(evidence, file_name=clean_name(path.name)), content)

    def open(self, evidence: Evidence) -> Path:
        """A copy for another program to show, wiped when the session closes (``opened_files``).

        Raises ``NotOpened`` for other kinds of files, ``KeyError`` where there is none, and the problems of writing.
        """
        if not may_be_opened(evidence.file_name):
            raise NotOpened(name=evidence.file_name)
        content = self._session.record.content(evidence)
        folder = self._session.home
        try:
            return opened_files.show(folder, clean_name(evidence.file_name), content)
        except OSError as error:
            raise write_problem(error, folder) from error

    def save(self, evidence: Evidence, path: Path) -> None:
        """Write the file where the user wants it; raises ``KeyError`` where there is none, and problems of writing."""
        content = self._session.record.content(evidence)
        try:
            path.write_bytes(content)
        except OSError as error:
            raise write_problem(error, path) from error

    # -- what they stand for

    def stand_for(self, evidence: Evidence, wanted: Proves) -> None:
        """Let the proof stand for exactly these facts and rows; a row that had another proof gets this one."""
        assert evidence.id is not None
        record, number = self._session.record, evidence.id
        life = record.life(evidence.person_id)
        with record.together("proof", evidence.person_id, title=evidence.title):
            self._link_facts(evidence.person_id, number, wanted.facts, life.proofs)
            self._link_rows(number, life.months, wanted.months)
            self._link_rows(number, life.certificates, wanted.certificates)
            self._link_rows(number, life.documents, wanted.documents)

    def _link_rows(self, number: int, rows: Iterable[Any], chosen: frozenset[int]) -> None:
        for row in rows:
            if row.id in chosen and row.evidence_id != number:
                self._session.record.keep(replace(row, evidence_id=number))
            elif row.id not in chosen and row.evidence_id == number:
                self._session.record.keep(replace(row, evidence_id=None))

    def _link_facts(
        self, person_id: int, number: int, wanted: frozenset[tuple[int, str]], proofs: Iterable[FactProof]
    ) -> None:
        there = {(proof.case_id, proof.fact): proof for proof in proofs if proof.evidence_id == number}
        for place, proof in there.items():
            if place not in wanted:
                self._session.record.remove(proof)
        for case_id, fact in sorted(wanted - there.keys()):
            proof = FactProof(person_id=person_id, case_id=case_id, fact=fact, evidence_id=number)
            self._session.record.keep(proof)

    def remove(self, evidence: Evidence) -> None:
        """Remove the proof and all that it stands for; one step of undo brings both back."""
        record = self._session.record
        with record.together("remove_evidence", evidence.person_id, title=evidence.title):
            self.stand_for(evidence, Proves())
            record.remove(evidence)

    def facts_of(self, case: Case) -> tuple[FactStanding, ...]:
        """The facts that the answer of a case rests on, each with its best proof; of nobody's case none has one."""
        from desktop.domain.record.life import Posting

        session = self._session
        posting = Posting(
            case_id=case.id, name=case.name, facts=session.facts(case), determination=session.determine(case)
        )
        if case.person_id is None:
            return facts_standing(posting, (), ())
        life = session.record.life(case.person_id)
        return facts_standing(posting, life.evidence, life.proofs)
