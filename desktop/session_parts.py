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
    from desktop.session import Session


class PartsOfSession:
    """See the module. Each is loaded when it is first used; ``record`` needs the open file."""

    @cached_property
    def record(self) -> Record:
        """The working lives: persons, contributions, certificates, proofs, the diary."""
        from desktop.record.door import Record

        return Record(self._whole.store, self._whole.facts, self._whole.determine)

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

    def close_parts(self) -> None:
        """Let go of everything that holds the file."""
        for name in ("record", "costs", "dates", "proof_files", "register", "tables"):
            self.__dict__.pop(name, None)

    @property
    def _whole(self) -> Session:
        return cast("Session", self)
