"""What of a working life is proved, how well, and what is not proved yet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from desktop.domain.facts import VOCABULARY
from desktop.domain.record.contribution import COUNTS_AS_PAID, ContributionMonth
from desktop.domain.record.evidence import Evidence, FactProof, Quality
from desktop.domain.record.life import Posting, WorkingLife

_RANK: Final = {quality: rank for rank, quality in enumerate(Quality)}
_ALWAYS: Final = ("start", "end")
"""Every application states the days of the work."""
_NOT_ASKED_FOR: Final = frozenset({"as_of", "branch"})
"""Facts that say what was asked of the program; nothing in the world proves them."""


@dataclass(frozen=True, slots=True)
class FactStanding:
    """A fact the answer rests on, and its best proof; ``None`` where there is none."""

    case_id: int
    fact: str
    best: Evidence | None

    @property
    def proved(self) -> bool:
        """Whether something better than an own note stands behind the fact."""
        return self.best is not None and self.best.quality is not Quality.OWN_NOTE


@dataclass(frozen=True, slots=True)
class MonthsStanding:
    """The paid months of one state and year: how many there are, and how many have no proof."""

    state: str
    year: int
    paid: int
    without_proof: int


def facts_to_prove(posting: Posting) -> tuple[str, ...]:
    """The known facts that the answer rests on, and the days of the work, in the order of the vocabulary."""
    rested_on = {fact for finding in posting.determination.reasons for fact in finding.facts}
    wanted = {*rested_on, *_ALWAYS} - _NOT_ASKED_FOR
    return tuple(name for name in VOCABULARY if name in wanted and posting.facts.get(name) is not None)


def best_proof(
    case_id: int, fact: str, evidence: Mapping[int, Evidence], proofs: Iterable[FactProof]
) -> Evidence | None:
    """The proof of the best quality for a fact; of equals the one kept first."""
    found = [
        evidence[proof.evidence_id]
        for proof in proofs
        if (proof.case_id, proof.fact) == (case_id, fact) and proof.evidence_id in evidence
    ]
    return min(found, key=lambda one: (_RANK[one.quality], one.id or 0), default=None)


def facts_standing(
    posting: Posting, evidence: Iterable[Evidence], proofs: Iterable[FactProof]
) -> tuple[FactStanding, ...]:
    """Each fact that a body may want to see proved, with its best proof."""
    by_id = {one.id: one for one in evidence if one.id is not None}
    kept = tuple(proofs)
    return tuple(
        FactStanding(posting.case_id, fact, best_proof(posting.case_id, fact, by_id, kept))
        for fact in facts_to_prove(posting)
    )


def months_standing(months: Iterable[ContributionMonth]) -> tuple[MonthsStanding, ...]:
    """The months with money, by state and year; several rows of one month count once.

    A month has a proof where one of its rows has.
    """
    paid: dict[tuple[str, int], dict[int, bool]] = {}
    for month in months:
        if month.status in COUNTS_AS_PAID:
            of_year = paid.setdefault((month.state, month.month.year), {})
            of_year[month.month.month] = of_year.get(month.month.month, False) or bool(month.evidence_id)
    return tuple(
        MonthsStanding(state, year, len(found), sum(not proved for proved in found.values()))
        for (state, year), found in sorted(paid.items())
    )


@dataclass(frozen=True, slots=True)
class Proves:
    """What one proof stands for: facts as (case, fact), and rows of the record by their ids."""

    facts: frozenset[tuple[int, str]] = frozenset()
    months: frozenset[int] = frozenset()
    certificates: frozenset[int] = frozenset()
    documents: frozenset[int] = frozenset()

    @property
    def nothing(self) -> bool:
        """Whether the proof lies there without use."""
        return not (self.facts or self.months or self.certificates or self.documents)


def proves(evidence_id: int, life: WorkingLife) -> Proves:
    """What the proof stands for now."""
    return Proves(
        frozenset((proof.case_id, proof.fact) for proof in life.proofs if proof.evidence_id == evidence_id),
        frozenset(m.id for m in life.months if m.evidence_id == evidence_id and m.id is not None),
        frozenset(c.id for c in life.certificates if c.evidence_id == evidence_id and c.id is not None),
        frozenset(d.id for d in life.documents if d.evidence_id == evidence_id and d.id is not None),
    )
