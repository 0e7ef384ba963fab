"""One regime against the facts: which category decides, what it gives, and how the time is cut."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace

from desktop.domain.agreement import ExceptionRule
from desktop.domain.clock import clock_of, counted_before, prior_rule
from desktop.domain.conditions import Verdict, evaluate, taken_as_usual
from desktop.domain.determination import Clock, Finding, Outcome, Stage, Status
from desktop.domain.facts import Facts
from desktop.domain.periods import FOREVER, ONE_DAY
from desktop.domain.rulebook import Candidate, Regime

WITHOUT_CERTIFICATE = ("none", "refused")
FINAL_STAGE = dt.timedelta(days=3 * 366)
"""The last extension is of at most 36 months (notice 人社厅发[2012]120号 part 1(4))."""
SITUATION = ("activity", "home_employer", "host_workplace")


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of the time with one answer; both days inclusive."""

    first: dt.date
    last: dt.date
    outcome: Outcome
    branches: tuple[str, ...]
    agreement: str | None


@dataclass(frozen=True, slots=True)
class Judgement:
    """What one regime says, before certificates and reliefs are looked at."""

    regime: Regime
    code: str | None
    status: Status
    """MET: a category (or the exceptions clause) decides; FAILED: nothing does; UNKNOWN: facts or law are open."""
    by_exception: bool
    clock: Clock | None
    branches: tuple[str, ...]
    unknown_branches: tuple[str, ...]
    findings: tuple[Finding, ...]
    reasons: tuple[Finding, ...]
    missing: tuple[str, ...]
    limits_unread: bool = False
    """The category holds, but how long was not found: UNKNOWN, although nothing is left to ask."""


def judge(facts: Facts, regime: Regime) -> Judgement:
    """Which category of ``regime`` the person falls under, tried in the order of the law data."""
    if facts.to_region is not None and (outside := regime.regions.get(facts.to_region)) is not None:
        return _nothing(regime, None, (outside,), (outside,))
    if facts.activity is None:
        return _open(regime, SITUATION, (), ())
    candidates = regime.candidates.get(facts.activity)
    if candidates is None:
        if facts.exception_agreement is not None:
            return _by_exception(facts, regime, None, (regime.outside,), (regime.outside,))
        return _nothing(regime, None, (regime.outside,), (regime.outside,))
    if not candidates[0].category.readable:
        return _open(regime, (), (regime.unread,), (regime.unread,), candidates[0].category.code)
    verdicts = [evaluate(candidate.tests, facts) for candidate in candidates]
    findings = tuple(finding for verdict in verdicts for finding in verdict.findings)
    for candidate, verdict in zip(candidates, verdicts, strict=True):
        if verdict.status is Status.MET:
            met = _met(facts, regime, candidate, findings, verdict.findings)
            return _with_rare(met, (candidate,), (verdict,))
        if verdict.status is Status.UNKNOWN:
            return _undecided(regime, candidates, verdicts, findings)
    nearest = min(verdicts, key=lambda v: sum(f.status is Status.FAILED for f in v.findings))
    code = candidates[verdicts.index(nearest)].category.code
    failed = tuple(f for f in nearest.findings if f.status is Status.FAILED)
    excepted = _by_exception(facts, regime, code, findings, failed)
    return _with_rare(excepted, candidates, tuple(verdicts))


def _with_rare(
    judgement: Judgement, candidates: tuple[Candidate, ...], verdicts: tuple[Verdict, ...]
) -> Judgement:
    """``judgement`` with the rare facts missing for which the usual was taken."""
    rare = [
        fact
        for candidate, verdict in zip(candidates, verdicts, strict=True)
        if candidate.rare
        for fact in taken_as_usual(candidate.tests, verdict)
    ]
    return replace(judgement, missing=(*judgement.missing, *rare)) if rare else judgement


def _met(
    facts: Facts,
    regime: Regime,
    candidate: Candidate,
    findings: tuple[Finding, ...],
    reasons: tuple[Finding, ...],
) -> Judgement:
    """The category holds: its clock, and the facts without which the months before cannot be counted."""
    category = candidate.category
    if candidate.limits_unread is not None:
        unread = (candidate.limits_unread,)
        held = _open(regime, (), findings + unread, reasons + unread, category.code)
        return replace(held, limits_unread=True)
    clock = clock_of(facts, regime.agreement, regime.direction, category, category.code)
    waiting = counted_before(facts, prior_rule(regime.direction, category.code)).missing
    if waiting and clock is not None and not _within_first_stage(facts, clock):
        return _open(regime, (waiting,), findings, reasons, category.code)
    return _decided(facts, regime, category.code, False, clock, category.branches, findings, reasons)


def _within_first_stage(facts: Facts, clock: Clock) -> bool:
    """Whether the first stage holds to the end however the open months are counted."""
    last = clock.stages[0].last
    return last is None or (facts.end is not None and facts.end <= last)


def _decided(
    facts: Facts,
    regime: Regime,
    code: str,
    by_exception: bool,
    clock: Clock | None,
    branches: tuple[str, ...],
    findings: tuple[Finding, ...],
    reasons: tuple[Finding, ...],
) -> Judgement:
    """Exempt are the branches in which the person is insured at home; where that is unknown it is asked.

    A branch that follows another by the host's law is exempt with it.
    """
    unemployment = facts.home_unemployment
    follows = "unemployment" in regime.direction.follows
    insured = branches if unemployment or follows else tuple(b for b in branches if b != "unemployment")
    unknown = (
        () if unemployment is not None or follows or "unemployment" not in branches else ("unemployment",)
    )
    missing = ("home_unemployment",) if unknown else ()
    return Judgement(
        regime, code, Status.MET, by_exception, clock, insured, unknown, findings, reasons, missing
    )


def _undecided(
    regime: Regime, candidates: tuple[Candidate, ...], verdicts: list[Verdict], findings: tuple[Finding, ...]
) -> Judgement:
    """A category is still open, and so is the answer: the facts that every open category waits for."""
    missing: dict[str, None] = {}
    for verdict in verdicts:
        if verdict.status is Status.UNKNOWN:
            missing.update(dict.fromkeys(verdict.unknown_facts))
    reasons = tuple({f.key: f for f in findings if f.status is Status.UNKNOWN}.values())
    return _open(regime, tuple(missing), findings, reasons)


def _by_exception(
    facts: Facts,
    regime: Regime,
    code: str | None,
    findings: tuple[Finding, ...],
    failed: tuple[Finding, ...],
) -> Judgement:
    """No category is met: can both states still agree on this person?

    ``code`` is the nearest category and ``failed`` what it fails by. An exception that was asked for may concern
    anyone; without being asked it is held out to the activities that the rule names.
    """
    rule = regime.exception
    meant = rule is not None and (facts.exception_agreement is not None or facts.activity in rule.activities)
    if rule is None or not meant or not _in_use(facts, rule):
        return _nothing(regime, code, findings, failed)
    verdict = evaluate(regime.exception_tests, facts)
    if facts.exception_agreement is not None:
        verdict = _insurance_only(regime, verdict)
    findings += verdict.findings
    if verdict.status is Status.FAILED:
        lacking = tuple(f for f in verdict.findings if f.status is Status.FAILED)
        insured = not {f.key for f in lacking} & {f.key for f in failed}
        reasons = (*failed, *lacking) if insured else failed  # without insurance the contract does not matter
        return _nothing(regime, code, findings, reasons)
    if verdict.status is Status.UNKNOWN:
        return _open(regime, verdict.unknown_facts, findings, failed, code)
    return _exception(facts, regime, rule, findings, (*failed, *verdict.findings))


def _in_use(facts: Facts, rule: ExceptionRule) -> bool:
    """A clause that no source shows is followed only where both states, or the applicant, have used it."""
    return rule.confirmed or facts.exception_agreement is not None


def _insurance_only(regime: Regime, verdict: Verdict) -> Verdict:
    """Where an exception was asked for or agreed, the states have weighed the contract; insurance must go on."""
    findings = tuple(
        finding
        for test, finding in zip(regime.exception_tests, verdict.findings, strict=True)
        if test.condition.group == "insurance"
    )
    statuses = {finding.status for finding in findings}
    status = next((s for s in (Status.FAILED, Status.UNKNOWN) if s in statuses), Status.MET)
    return Verdict(status, findings)


def _exception(
    facts: Facts,
    regime: Regime,
    rule: ExceptionRule,
    findings: tuple[Finding, ...],
    reasons: tuple[Finding, ...],
) -> Judgement:
    clock = clock_of(facts, regime.agreement, regime.direction, rule, "exception")
    return _decided(facts, regime, "exception", True, clock, rule.branches, findings, reasons)


def _open(
    regime: Regime,
    missing: tuple[str, ...],
    findings: tuple[Finding, ...],
    reasons: tuple[Finding, ...],
    code: str | None = None,
) -> Judgement:
    return Judgement(regime, code, Status.UNKNOWN, False, None, (), (), findings, reasons, missing)


def _nothing(
    regime: Regime, code: str | None, findings: tuple[Finding, ...], reasons: tuple[Finding, ...]
) -> Judgement:
    return Judgement(regime, code, Status.FAILED, False, None, (), (), findings, reasons, ())


def pieces(facts: Facts, judgement: Judgement, first: dt.date, last: dt.date) -> Iterator[Piece]:
    """The time from ``first`` to ``last`` under this judgement, cut where the answer changes."""
    agreement = judgement.regime.agreement
    if facts.certificate in WITHOUT_CERTIFICATE or (
        facts.certificate == "superseded" and agreement.new_certificate
    ):
        yield Piece(first, last, Outcome.NOT_EXEMPT, (), agreement.id)
        return
    if judgement.status is not Status.MET or judgement.clock is None:
        outcome = Outcome.NOT_EXEMPT if judgement.status is Status.FAILED else Outcome.CANNOT_TELL
        yield Piece(first, last, outcome, (), agreement.id)
        return
    day = first
    for until, outcome in _answers(facts, judgement.clock, judgement.regime):
        if until < day:
            continue
        until = min(until, last)
        branches = () if outcome is Outcome.NOT_EXEMPT else judgement.branches
        yield Piece(day, until, outcome, branches, agreement.id)
        if until == last:
            return
        day = until + ONE_DAY
    yield Piece(day, last, Outcome.NOT_EXEMPT, (), agreement.id)


def _answers(facts: Facts, clock: Clock, regime: Regime) -> Iterator[tuple[dt.date, Outcome]]:
    """Last days and what holds up to them, in order; past the last of them nothing is exempt.

    A date printed on the certificate wins over the computed end of the first stage (open point O-2), and a
    certificate that runs into a later stage shows that this stage was approved.
    """
    later = {stage.stage for stage in clock.stages[1:]}
    printed = facts.certificate_until if facts.certificate == "held" else None
    for stage in clock.stages:
        last = stage.last or FOREVER
        if stage.stage == "first":
            if printed is not None and "extension" in later and printed < last:
                yield printed, Outcome.EXEMPT
                yield from _extended(facts, Stage("extension", None, last), last, later, regime)
            else:
                yield last, Outcome.EXEMPT
            continue
        if printed is not None:
            yield min(printed, last), Outcome.EXEMPT
        if stage.stage == "exception":
            if facts.exception_agreement == "agreed":
                yield min(facts.exception_until or last, last), Outcome.EXEMPT
            yield last, Outcome.EXCEPTIONAL
        else:
            yield from _extended(facts, stage, last, later, regime)


def _extended(
    facts: Facts, stage: Stage, last: dt.date, later: set[str], regime: Regime
) -> Iterator[tuple[dt.date, Outcome]]:
    """A stage that needs an approval; an exception both states agreed on serves as one (Germany, Art. 8)."""
    finally_approved = facts.final_extension == "approved" and "final_extension" in later
    if stage.stage == "final_extension":
        if finally_approved:
            yield min(_beyond(facts.extension_until, stage, last), last), Outcome.EXEMPT
    elif finally_approved:
        yield last, Outcome.EXEMPT
    elif facts.extension == "approved":
        yield min(facts.extension_until or last, last), Outcome.EXEMPT
    if facts.exception_agreement == "agreed" and regime.exception is not None:
        yield min(facts.exception_until or last, last), Outcome.EXEMPT
    refused = facts.extension == "not_requested"
    yield last, Outcome.NOT_EXEMPT if refused else Outcome.AFTER_EXTENSION


def _beyond(approved_until: dt.date | None, stage: Stage, last: dt.date) -> dt.date:
    """The day named for the extensions, if it can be that of the final one: it lies in its 36 months."""
    if approved_until is None or approved_until < last - FINAL_STAGE:
        return last
    return approved_until
