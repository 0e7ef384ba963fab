"""Law beside the agreements: states without one, reference pages, and false claims with their answers.

As in ``desktop.domain.agreement``, official names are data and our own words are in the catalogues, named by keys.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from desktop.domain.agreement import Caution, Sourced


@dataclass(frozen=True, slots=True)
class HostRule:
    """What a state charges people who come from China (``CN``: from elsewhere) while no agreement applies.

    ``state`` is an ISO code, or ``*`` for every state without a rule of its own. ``pension`` is what its pension
    insurance does: ``due``, ``not_charged`` (its own law charges such people nothing) or ``unknown``. Words:
    ``law.host.STATE.plain`` (the rule) and ``law.host.STATE.steps`` (what to do); ``*`` is written ``any``.
    ``cautions`` are warnings with the names of rules that need no agreement (``sent``, ``hired``, ``always``).
    """

    state: str
    pension: str
    cautions: tuple[Caution, ...]
    ask: str
    sourced: Sourced

    @property
    def words(self) -> str:
        """The part of the keys of its words that names the state."""
        return "any" if self.state == "*" else self.state


@dataclass(frozen=True, slots=True)
class ReferenceRow:
    """A row of a reference page: what it is about (an ISO code or a key) and its cells by column."""

    about: str
    cells: Mapping[str, str]
    sourced: Sourced


@dataclass(frozen=True, slots=True)
class Reference:
    """A page of facts beside China's agreements: partner states of others, coordination in the EU.

    Words: ``law.reference.KEY.title``, ``.intro``, ``.column.NAME`` and, for rows that are sentences and not
    cells, ``.row.ABOUT``.
    """

    key: str
    columns: tuple[str, ...]
    rows: tuple[ReferenceRow, ...]
    sourced: Sourced


@dataclass(frozen=True, slots=True)
class Claim:
    """Something false that people read, with the article that answers it: ``law.claim.KEY.said`` and ``.answer``.

    ``agreement`` is the agreement it is about, the empty text where it is about all.
    """

    key: str
    agreement: str
    sourced: Sourced
