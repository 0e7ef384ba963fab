"""Why an answer is not simply "exempt" although a category is met: the finding about time, branch or filing."""

from __future__ import annotations

from desktop.domain.agreement import Sourced
from desktop.domain.determination import Finding, Outcome, Status
from desktop.domain.facts import Facts
from desktop.domain.filing import filed_late
from desktop.domain.judge import WITHOUT_CERTIFICATE, Judgement, pieces


def limiting(facts: Facts, judgement: Judgement, outcome: Outcome) -> tuple[Finding, ...]:
    """The finding that limits a met category, empty where the answer is ``exempt`` or depends on a fact."""
    late = judgement.regime.direction.late_filing
    came_late = filed_late(facts, judgement.regime.agreement, late, judgement.code) is not None
    if outcome is Outcome.EXCEPTIONAL and late is not None and came_late and late.effect == "exception":
        return (
            _finding("filed_late_consent", Status.INFO, ("certificate_issued_on",), judgement, late.sourced),
        )
    if outcome in (Outcome.AFTER_EXTENSION, Outcome.EXCEPTIONAL) and not judgement.by_exception:
        return (_finding("past_first_period", Status.INFO, ("end",), judgement, _limits(judgement)),)
    if outcome is not Outcome.NOT_EXEMPT:
        return ()
    direction, agreement = judgement.regime.direction, judgement.regime.agreement
    if facts.branch is not None and facts.branch not in judgement.branches:
        return (
            _finding("branch_not_covered", Status.FAILED, ("branch",), judgement, direction.counting_sourced),
        )
    day, start, end = facts.as_of, facts.start, facts.end
    if day is not None and ((start is not None and day < start) or (end is not None and day > end)):
        return (_finding("outside_the_posting", Status.FAILED, ("as_of",), judgement, agreement.sourced),)
    if late is not None and came_late:
        key = "filed_late_month" if late.effect == "from_month" else "filed_late"
        return (_finding(key, Status.FAILED, ("certificate_handed_in_on",), judgement, late.sourced),)
    if facts.certificate in (*WITHOUT_CERTIFICATE, "superseded") and not _past_the_time(facts, judgement):
        return ()
    key = "extension_not_asked" if facts.extension == "not_requested" else "past_longest_time"
    return (_finding(key, Status.FAILED, ("end",), judgement, _limits(judgement)),)


def _past_the_time(facts: Facts, judgement: Judgement) -> bool:
    """Whether the time asked would be too long with a certificate as well; with an unknown end only its first day."""
    first = facts.start
    if first is None:
        return False
    last = max(first, facts.as_of or facts.end or first)
    found = pieces(facts.with_("certificate", None), judgement, first, last)
    return any(piece.outcome is Outcome.NOT_EXEMPT for piece in found)


def _limits(judgement: Judgement) -> Sourced:
    """The source of the last limit of the deciding category, or of the exceptions clause."""
    if judgement.by_exception and judgement.regime.exception is not None:
        return judgement.regime.exception.sourced
    category = next(c for c in judgement.regime.direction.categories if c.code == judgement.code)
    return category.limits[-1].sourced if category.limits else category.sourced


def _finding(
    key: str, status: Status, facts: tuple[str, ...], judgement: Judgement, sourced: Sourced
) -> Finding:
    return Finding(key, status, facts, sourced.citations, sourced.confidence, (), judgement.code or "")
