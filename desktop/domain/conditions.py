"""Conditions against facts: met, failed or unknown, with the finding that says so.

The findings a condition can produce are made once per edition of the law; deciding only picks one of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from operator import attrgetter

from desktop.domain.agreement import Category, Condition, ExceptionRule
from desktop.domain.determination import Finding, Status
from desktop.domain.facts import ATTRIBUTES, Facts


@dataclass(frozen=True, slots=True)
class Test:
    """One condition, ready to be asked: ``verdict(facts)`` gives the finding."""

    __test__ = False  # not a test of pytest

    condition: Condition
    value_of: Callable[[Facts], object]
    other_of: Callable[[Facts], object] | None
    met: Finding
    failed: Finding
    unknown: Finding
    absent: Finding
    """The finding while the fact is unknown; where the usual is taken for it, its words say so."""

    def verdict(self, facts: Facts) -> Finding:
        """Met, failed or unknown; a stated value that the notes leave unsettled is unknown too."""
        value = self.value_of(facts)
        if value is None:
            return self.absent
        if self.other_of is None:
            if wants(self.condition, value):
                return self.met
            return self.unknown if value in self.condition.unsettled else self.failed
        other = self.other_of(facts)
        if other is None:
            return self.unknown
        return self.met if (value == other) is (self.condition.op == "same_as") else self.failed


def wants(condition: Condition, value: object) -> bool:
    """Whether a stated value is one that an ``in`` or ``at_least`` condition wants."""
    wanted = condition.values
    if condition.op == "at_least":
        return isinstance(value, int) and isinstance(wanted[0], int) and value >= wanted[0]
    return value in wanted


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a set of conditions came to: the findings in order, and the status of the whole."""

    status: Status
    findings: tuple[Finding, ...]

    @property
    def unknown_facts(self) -> tuple[str, ...]:
        """The facts whose absence leaves the verdict open."""
        return tuple(f.facts[0] for f in self.findings if f.status is Status.UNKNOWN)


def tests_of(owner: Category | ExceptionRule, code: str) -> tuple[Test, ...]:
    """The conditions of a category or of the exceptions clause, ready to be asked."""
    return tuple(_test(condition, code) for condition in owner.conditions)


def evaluate(tests: Iterable[Test], facts: Facts) -> Verdict:
    """All conditions must be met; one failed fails the whole, otherwise one unknown leaves it open."""
    findings = tuple(test.verdict(facts) for test in tests)
    status = Status.MET
    for finding in findings:
        if finding.status is Status.FAILED:
            return Verdict(Status.FAILED, findings)
        if finding.status is Status.UNKNOWN:
            status = Status.UNKNOWN
    return Verdict(status, findings)


def taken_as_usual(tests: Iterable[Test], verdict: Verdict) -> tuple[str, ...]:
    """The rare facts for which what usually holds was taken, where nothing else fails: they may change the answer."""
    rare: list[str] = []
    for test, finding in zip(tests, verdict.findings, strict=True):
        if test.absent is not test.unknown and finding is test.absent:
            rare.append(test.condition.fact)
        elif finding.status is Status.FAILED:
            return ()
    return tuple(rare)


def _test(condition: Condition, code: str) -> Test:
    other = str(condition.values[0]) if condition.op in ("same_as", "not_same_as") else None
    facts = (condition.fact,) if other is None else (condition.fact, other)

    def finding(status: Status) -> Finding:
        sourced = condition.sourced
        return Finding(condition.key, status, facts, sourced.citations, sourced.confidence, (), code)

    by_status = {status.value: finding(status) for status in (Status.MET, Status.FAILED, Status.UNKNOWN)}
    absent = by_status[condition.absent]
    if condition.absent != "unknown":
        absent = replace(absent, words=f"result.finding.{condition.key}.usual")
    return Test(
        condition,
        attrgetter(ATTRIBUTES[condition.fact]),
        None if other is None else attrgetter(ATTRIBUTES[other]),
        by_status["met"],
        by_status["failed"],
        by_status["unknown"],
        absent,
    )
