"""The doors of a session to what stands beside the cases: records, dates, costs, proofs, tables."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from desktop.costs import Costs
    from desktop.record.door import Record
    from desktop.record.due import Dates
    from desktop.record.proof_files import ProofFiles
    from desktop.record.register import Register
    from desktop.record.tables import Tables
    from desktop.safety.access import Access
    from desktop.safety.backups import Backups
    from desktop.safety.case_files import CaseFiles
    from desktop.safety.history import History
    from desktop.safety.places import Places
    from desktop.safety.repair import Repair
    from desktop.session import Session


class PartsOfSession:
    """See the module. Each is loaded when it is first used; ``record`` needs the open file."""

    @cached_property
    def record(self) -> Record:
        """The working lives: persons, contributions, certificates, proofs, the diary."""
        from desktop.record.door import Record

        whole = self._whole
        return Record(whole.store, whole.facts, whole.determine, whole.backups.before)

    @cached_property
    def costs(self) -> Costs:
        """What postings cost, with and without a certificate."""
        from desktop.costs import Costs

        return Costs(self._whole)

    @cached_property
    def dates(self) -> Dates:
        """What is due and when, reminders, the latest day to file."""
        from desktop.record.due import Dates

        return Dates(self._whole)

    @cached_property
    def proof_files(self) -> ProofFiles:
        """Files that prove something, and what they stand for."""
        from desktop.record.proof_files import ProofFiles

        return ProofFiles(self._whole)

    @cached_property
    def register(self) -> Register:
        """The register of certificates and of other documents with an end."""
        from desktop.record.register import Register

        return Register(self._whole)

    @cached_property
    def tables(self) -> Tables:
        """Reading a table, its preview, and taking it over."""
        from desktop.record.tables import Tables

        return Tables(self._whole)

    @cached_property
    def access(self) -> Access:
        """Who opens the file, and with what; it holds nothing of the file, so it outlives the lock."""
        from desktop.safety.access import Access

        return Access(self._whole)

    @cached_property
    def backups(self) -> Backups:
        """The backups of the file; they outlive the lock, and what they remember is of this run alone."""
        from desktop.safety.backups import Backups

        return Backups(self._whole)

    @cached_property
    def places(self) -> Places:
        """Files beside the usual one: backups brought back, files salvaged; which one is open."""
        from desktop.safety.places import Places

        return Places(self._whole)

    @cached_property
    def history(self) -> History:
        """What was changed and when, the bin, deleting for good."""
        from desktop.safety.history import History

        return History(self._whole)

    @cached_property
    def repair(self) -> Repair:
        """Whether the file is whole, and saving what can be saved of one that is not."""
        from desktop.safety.repair import Repair

        return Repair(self._whole)

    @cached_property
    def case_files(self) -> CaseFiles:
        """Encrypted files for others, and theirs."""
        from desktop.safety.case_files import CaseFiles

        return CaseFiles(self._whole)

    def close_parts(self) -> None:
        """Let go of everything that holds the file."""
        self.halt_backups()
        for name in ("record", "costs", "dates", "proof_files", "register", "tables"):
            self.__dict__.pop(name, None)

    def halt_backups(self) -> None:
        """Stop a backup that is being made beside the program, and wait for its end."""
        if "backups" in self.__dict__:
            self.backups.halt()

    @property
    def _whole(self) -> Session:
        return cast("Session", self)
