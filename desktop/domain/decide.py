"""The answer to a posting: ``decide(facts, law, day)``, pure, with every finding kept."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from desktop.domain.agreement import Agreement, Confidence, Law
from desktop.domain.branch_table import branch_table
from desktop.domain.determination import (
    SEVERITY,
    DecidedPeriod,
    Determination,
    Finding,
    Outcome,
    Status,
)
from desktop.domain.facts import Facts
from desktop.domain.filing import filed_late, works_from
from desktop.domain.judge import WITHOUT_CERTIFICATE, Judgement, Piece, judge, pieces
from desktop.domain.limiting import limiting
from desktop.domain.periods import FOREVER, ONE_DAY
from desktop.domain.relieved import relieved
from desktop.domain.rulebook import Pair, Regime, rulebook
from desktop.domain.still_open import still_open
from desktop.domain.warnings_of import warnings_of
from desktop.domain.without_agreement import (
    NO_AGREEMENT_THEN,
    branches_without,
    host_finding,
    host_rule,
    without_agreement,
)

GRANTING = frozenset((Outcome.EXEMPT, Outcome.AFTER_EXTENSION, Outcome.EXCEPTIONAL))
_NO_LAW = Finding("law_not_in_edition", Status.UNKNOWN, ("from", "to"), (), Confidence.HIGH)
_NO_STATES = Finding("states_unknown", Status.UNKNOWN, ("from", "to"), (), Confidence.HIGH)
_NO_START = Finding("start_unknown", Status.UNKNOWN, ("start",), (), Confidence.HIGH)


def decide(facts: Facts, law: Law, day: dt.date) -> Determination:
    """Whether the posting of ``facts`` is exempt under ``law``, per branch, until when and why.

    ``day`` is today; it stands in for the start while that is unknown and never changes the answer to stated
    facts. Unknown facts stay unknown: what they leave open is ``cannot_tell``, and they are in ``missing``.
    Contract: outcomes and their meaning as in ``docs/decisions/0007-contract-of-cases.md``.
    """
    if facts.from_state is None or facts.to_state is None:
        return _without_law(facts, law, day, _NO_STATES, ("from", "to"))
    pair = rulebook(law).get((facts.from_state, facts.to_state))
    if pair is None:
        rule = host_rule(law, facts.from_state, facts.to_state)
        if rule is None or facts.from_state == facts.to_state:
            return _without_law(facts, law, day, _NO_LAW, ())
        return without_agreement(facts, law, day, rule)
    return _Answer(facts, law, day, pair).determination()


class _Answer:
    """The steps of one decision, each a method, in the order they are taken."""

    def __init__(self, facts: Facts, law: Law, day: dt.date, pair: Pair) -> None:
        self.facts, self.law, self.day, self.pair = facts, law, day, pair
        self.asked_day = facts.as_of
        assumed = facts.as_of or facts.end or day
        self.first = facts.start or assumed
        open_end = assumed if facts.start is None else FOREVER
        self.last = max(facts.end if facts.end is not None else open_end, self.first)
        self.judged: list[Judgement] = []
        self.host = law.hosts.get(facts.to_state or "")

    def determination(self) -> Determination:
        """Judge every regime the time touches, cut the time, and draw the answer from the pieces."""
        all_pieces = self._narrowed(self._late(relieved(self.facts, self.pair, self._cut())))
        asked = self._asked(all_pieces)
        outcome = self._outcome(asked)
        leading = self._leading(asked)
        secured = self._capped(_secured(all_pieces, self.asked_day))
        agreement, status = self._agreement()
        exempt = _common_branches(asked)
        first_exempt = next((p.first for p in all_pieces if p.outcome is Outcome.EXEMPT), None)
        missing = still_open(self.facts, leading, self.judged, outcome, self.pair, asked)
        return Determination(
            outcome=outcome,
            agreement=agreement.id if agreement else None,
            agreement_status=status,
            category=leading.code if leading else None,
            exempt_branches=exempt,
            exempt_from=first_exempt if first_exempt is not None and first_exempt > self.first else None,
            secured_until=secured,
            periods=tuple(_period(piece) for piece in _merged(asked)),
            findings=tuple(f for judgement in self.judged for f in judgement.findings),
            reasons=self._reasons(leading, outcome),
            warnings=warnings_of(self.facts, self.judged, asked, self.host),
            missing=missing,
            branches=branch_table(self.facts, leading, asked, secured)
            or branches_without(self.facts, self.law, self.host),
            clock=leading.clock if leading else None,
            law_edition=self.law.edition,
            day=self.day,
        )

    def _cut(self) -> list[Piece]:
        """The whole time, cut at the days on which regimes begin and end; between them there is no agreement."""
        found: list[Piece] = []
        day = self.first
        for regime in self.pair.regimes:
            if regime.agreement.first is None:
                continue
            first, last = _applies(regime.agreement)
            first, last = max(first, day), min(last, self.last)
            if first > last:
                continue
            if first > day:
                found.append(Piece(day, first - ONE_DAY, Outcome.NO_AGREEMENT, (), None))
            judgement = judge(self.facts, regime)
            self.judged.append(judgement)
            found.extend(pieces(self.facts, judgement, first, last))
            if last == FOREVER:
                return found
            day = last + ONE_DAY
        if day <= self.last:
            found.append(Piece(day, self.last, Outcome.NO_AGREEMENT, (), None))
        return found

    def _late(self, found: list[Piece]) -> list[Piece]:
        """A certificate filed too late works only from that day, or where the authorities accept it."""
        for judgement in self.judged:
            agreement, rule = judgement.regime.agreement, judgement.regime.direction.late_filing
            day = filed_late(self.facts, agreement, rule, judgement.code)
            if rule is None or day is None:
                continue
            if rule.effect != "exception":
                found = _not_before(found, works_from(day, rule), agreement.id)
            elif self.facts.exception_agreement != "agreed":
                found = _if_accepted(found, agreement.id)
        return found

    def _asked(self, found: list[Piece]) -> list[Piece]:
        """The pieces asked about: all of them, or the one that holds the day asked, cut to that day.

        Outside the posting nothing is exempt: exemption ends with the facts.
        """
        day = self.asked_day
        if day is None:
            return found
        for piece in found:
            if piece.first <= day <= piece.last:
                return [Piece(day, day, piece.outcome, piece.branches, piece.agreement)]
        agreement, _ = self._agreement()
        return [Piece(day, day, Outcome.NOT_EXEMPT, (), agreement.id if agreement else None)]

    def _narrowed(self, found: list[Piece]) -> list[Piece]:
        """The same pieces for the one branch asked about, if one is."""
        branch = self.facts.branch
        return found if branch is None else [self._for_branch(piece, branch) for piece in found]

    def _for_branch(self, piece: Piece, branch: str) -> Piece:
        outcome = piece.outcome
        branches = (branch,) if branch in piece.branches else ()
        if outcome in GRANTING and not branches:
            open_ = any(branch in j.unknown_branches for j in self.judged)
            outcome = Outcome.CANNOT_TELL if open_ else Outcome.NOT_EXEMPT
        elif outcome is Outcome.CANNOT_TELL and not self._may_cover(piece, branch):
            outcome = Outcome.NOT_EXEMPT
        return Piece(piece.first, piece.last, outcome, branches, piece.agreement)

    def _may_cover(self, piece: Piece, branch: str) -> bool:
        uninsured = branch == "unemployment" and self.facts.home_unemployment is False
        if uninsured and not any(branch in j.regime.direction.follows for j in self.judged):
            return False
        return any(
            branch in j.regime.direction.covered
            or any(branch in r.branches for r in j.regime.direction.reliefs)
            for j in self.judged
            if j.regime.agreement.id == piece.agreement
        )

    def _outcome(self, asked: Sequence[Piece]) -> Outcome:
        """The least favourable part decides; an unknown start or end is told from what holds for every day."""
        worst = max((piece.outcome for piece in asked), key=SEVERITY.__getitem__)
        if self.facts.start is None and worst is not Outcome.NO_AGREEMENT:
            certain = worst is Outcome.NOT_EXEMPT and self.asked_day is not None
            return worst if certain else Outcome.CANNOT_TELL
        if asked[-1].last == FOREVER and len({piece.outcome for piece in asked}) > 1:
            return Outcome.CANNOT_TELL
        return worst

    def _leading(self, asked: Sequence[Piece]) -> Judgement | None:
        """The judgement that decided: that of the least favourable piece, the later one where they are equal."""
        if not self.judged:
            return None
        by_agreement = {j.regime.agreement.id: j for j in self.judged}
        worst = max(reversed(asked), key=lambda piece: SEVERITY[piece.outcome])
        return by_agreement.get(worst.agreement or "", self.judged[-1])

    def _capped(self, secured: dt.date | None) -> dt.date | None:
        """Nothing is secured past the certificate in hand, unless an approval that the facts state follows it."""
        until = self.facts.certificate_until
        approved = "approved" in (self.facts.extension, self.facts.final_extension)
        if secured is None or until is None or self.facts.certificate != "held" or approved:
            return secured
        if self.facts.exception_agreement == "agreed" or until >= secured:
            return secured
        return until if until >= self.first else None

    def _agreement(self) -> tuple[Agreement | None, str]:
        """The agreement in force on the last day asked, else one signed by then."""
        last = self.asked_day or self.last
        signed: Regime | None = None
        for regime in self.pair.regimes:
            first, until = _applies(regime.agreement)
            if regime.agreement.first is not None and first <= last <= until:
                return regime.agreement, "in_force"
            if regime.agreement.signed <= last:
                signed = regime
        if signed is None:
            return None, "none"
        return signed.agreement, "not_yet" if signed.agreement.first else "signed"

    def _reasons(self, leading: Judgement | None, outcome: Outcome) -> tuple[Finding, ...]:
        if leading is None or outcome is Outcome.NO_AGREEMENT:
            nearest = (self._agreement()[0] or self.pair.regimes[0].agreement).sourced
            then = replace(NO_AGREEMENT_THEN, citations=nearest.citations, confidence=nearest.confidence)
            return (then, *([host_finding(self.host)] if self.host else []))
        reasons = (leading.regime.applies, *leading.reasons)
        if leading.status is Status.MET:
            reasons += limiting(self.facts, leading, outcome)
        if self.facts.certificate in (*WITHOUT_CERTIFICATE, "superseded"):
            reasons += (_certificate_finding(self.facts, leading.regime.agreement),)
        return reasons if self.facts.start is not None else (*reasons, _NO_START)


def _applies(agreement: Agreement) -> tuple[dt.date, dt.date]:
    return agreement.first or FOREVER, agreement.last or FOREVER


def _certificate_finding(facts: Facts, agreement: Agreement) -> Finding:
    key = f"certificate_{facts.certificate}"
    return Finding(key, Status.FAILED, ("certificate",), agreement.sourced.citations, Confidence.HIGH)


def _not_before(found: list[Piece], day: dt.date, agreement: str) -> list[Piece]:
    cut: list[Piece] = []
    for piece in found:
        if piece.agreement != agreement or piece.first >= day or piece.outcome not in GRANTING:
            cut.append(piece)
            continue
        cut.append(Piece(piece.first, min(piece.last, day - ONE_DAY), Outcome.NOT_EXEMPT, (), agreement))
        if piece.last >= day:
            cut.append(Piece(day, piece.last, piece.outcome, piece.branches, agreement))
    return cut


def _if_accepted(found: list[Piece], agreement: str) -> list[Piece]:
    """``found`` with everything exempt under this agreement waiting for the consent of the authorities."""
    return [
        Piece(p.first, p.last, Outcome.EXCEPTIONAL, p.branches, p.agreement)
        if p.agreement == agreement and p.outcome in GRANTING
        else p
        for p in found
    ]


def _common_branches(asked: Sequence[Piece]) -> tuple[str, ...]:
    """The branches exempt in every piece, or after the approval the pieces name."""
    if any(piece.outcome not in GRANTING for piece in asked):
        return ()
    return tuple(b for b in asked[0].branches if all(b in piece.branches for piece in asked[1:]))


def _secured(found: Sequence[Piece], asked_day: dt.date | None) -> dt.date | None:
    """The last day exempt without further approval: of the run holding the day asked, else of the first run.

    A change of regime that asks for a new certificate ends a run.
    """
    runs: list[tuple[dt.date, dt.date]] = []
    previous: Piece | None = None
    for piece in found:
        if piece.outcome is Outcome.EXEMPT and piece.branches:
            joined = previous is not None and previous.outcome is Outcome.EXEMPT
            if joined and previous is not None and previous.agreement == piece.agreement:
                runs[-1] = (runs[-1][0], piece.last)
            else:
                runs.append((piece.first, piece.last))
        previous = piece
    if not runs:
        return None
    holding = (b for a, b in reversed(runs) if asked_day is not None and a <= asked_day)
    last = next(holding, runs[0][1])
    return None if last == FOREVER else last


def _merged(asked: Sequence[Piece]) -> list[Piece]:
    merged: list[Piece] = []
    for piece in asked:
        previous = merged[-1] if merged else None
        if previous and (previous.outcome, previous.branches, previous.agreement) == (
            piece.outcome,
            piece.branches,
            piece.agreement,
        ):
            merged[-1] = Piece(previous.first, piece.last, piece.outcome, piece.branches, piece.agreement)
        else:
            merged.append(piece)
    return merged


def _period(piece: Piece) -> DecidedPeriod:
    last = None if piece.last == FOREVER else piece.last
    return DecidedPeriod(piece.first, last, piece.outcome, piece.branches, piece.agreement)


def _without_law(
    facts: Facts, law: Law, day: dt.date, finding: Finding, missing: tuple[str, ...]
) -> Determination:
    missing = tuple(name for name in missing if facts.get(name) is None)
    return Determination(
        Outcome.CANNOT_TELL, None, "none", None, (), None, None, (), (finding,), (finding,), (), missing, (), None,
        law.edition, day,
    )  # fmt: skip
