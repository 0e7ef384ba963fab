"""Why one branch has its answer: the findings behind one cell of the table of branches."""

from __future__ import annotations

from collections.abc import Iterator

from desktop.domain.agreement import Agreement, Category, Confidence, Direction, Law, Sourced
from desktop.domain.branch_table import KEEP_PAYING, OWN_RULES, STAYS_DUE
from desktop.domain.determination import BranchAnswer, Determination, Finding, Outcome, Status
from desktop.domain.facts import Facts

_INSURED = "home_unemployment"


def branch_reasons(given: BranchAnswer, found: Determination, facts: Facts, law: Law) -> tuple[Finding, ...]:
    """The findings that led to ``given``, one of ``found.branches``, the most telling first.

    At the host a branch outside the agreement has one finding of its own; one inside it has the reasons of the
    whole answer, and what concerns this branch alone before them. At home it is what keeps the exemption alive.
    """
    if found.agreement is None or facts.from_state is None:
        return found.reasons
    agreement = law.agreement(found.agreement)
    direction = agreement.directions[facts.from_state]
    if given.side == "home":
        return tuple(_at_home(given, found, agreement, direction))
    if given.answer == STAYS_DUE:
        sourced = _scheme(agreement, direction.host, given.branch) or direction.counting_sourced
        return (_finding("branch_stays_due", Status.INFO, ("to",), sourced),)
    return (*_of_branch(given, found, facts, direction), *found.reasons)


def _of_branch(
    given: BranchAnswer, found: Determination, facts: Facts, direction: Direction
) -> Iterator[Finding]:
    """What concerns this branch alone: insurance in it at home, and whether the category frees from it."""
    category = next((c for c in direction.categories if c.code == found.category), None)
    if category is None:
        return
    rule = direction.exception
    freed = rule.branches if rule is not None and _by_exception(found) else category.branches
    if given.branch not in freed:
        yield _finding("branch_not_in_category", Status.FAILED, ("activity",), category.sourced, category)
    elif given.branch in direction.follows:
        yield _finding("branch_follows", Status.INFO, ("home_pension",), category.sourced, category)
    elif given.branch == "unemployment" and given.answer != Outcome.NO_AGREEMENT.value:
        insured = facts.home_unemployment
        status = Status.UNKNOWN if insured is None else Status.MET if insured else Status.FAILED
        yield _finding(_INSURED, status, (_INSURED,), category.sourced, category)


def _by_exception(found: Determination) -> bool:
    """Whether the exceptions clause gave the clock: its only stage is that of the exception."""
    stages = found.clock.stages if found.clock is not None else ()
    return [stage.stage for stage in stages] == ["exception"]


def _at_home(
    given: BranchAnswer, found: Determination, agreement: Agreement, direction: Direction
) -> Iterator[Finding]:
    sourced = _scheme(agreement, direction.home, given.branch) or agreement.sourced
    if given.answer == KEEP_PAYING and found.outcome is Outcome.NO_AGREEMENT:
        yield _finding("home_keeps_paying_anyway", Status.INFO, ("from",), sourced)
    elif given.answer == KEEP_PAYING:
        yield _finding("home_keeps_paying", Status.INFO, ("paying_at_home",), sourced)
        telling = {"paying_at_home", "home_pension"} if given.branch == "pension" else {"paying_at_home"}
        yield from (finding for finding in found.reasons if telling.intersection(finding.facts))
    elif given.answer == OWN_RULES:
        yield _finding("home_own_rules", Status.INFO, (), None)


def _scheme(agreement: Agreement, state: str, branch: str) -> Sourced | None:
    schemes = (s for s in agreement.schemes if (s.state, s.branch) == (state, branch))
    return next((scheme.sourced for scheme in schemes), None)


def _finding(
    key: str,
    status: Status,
    facts: tuple[str, ...],
    sourced: Sourced | None,
    category: Category | None = None,
) -> Finding:
    places = sourced.citations if sourced else ()
    confidence = sourced.confidence if sourced else Confidence.HIGH
    return Finding(key, status, facts, places, confidence, (), category.code if category else "")
