"""The answer where no agreement applies: what the host state charges by its own law, and what goes on at home."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final

from desktop.domain.agreement import Confidence, Law
from desktop.domain.background import HostRule
from desktop.domain.branch_table import KEEP_PAYING, OWN_RULES, STAYS_DUE
from desktop.domain.cautions import hired, sent
from desktop.domain.determination import (
    BranchAnswer,
    DecidedPeriod,
    Determination,
    Finding,
    Outcome,
    Status,
    Warning_,
)
from desktop.domain.facts import Facts

CHINESE: Final = frozenset(("CN", "HK", "MO", "TW"))
"""China, and the places of China that its agreements leave out."""
EVERY_OTHER: Final = "*"
NO_AGREEMENT_THEN: Final = Finding("no_agreement_then", Status.FAILED, ("start", "end"), (), Confidence.HIGH)
_NONE: Final = Finding("no_agreement_at_all", Status.FAILED, ("from", "to"), (), Confidence.MEDIUM)
LOCAL_LAW: Final = "local_law"
"""What the host's own law says of a branch was not studied."""
_PENSION: Final = {"due": STAYS_DUE, "not_charged": "not_charged", "unknown": LOCAL_LAW}
CASES: Final[Mapping[str, Callable[[Facts], bool]]] = {
    "always": lambda facts: True,
    "sent": sent,
    "hired": hired,
}
"""When a caution of a host rule applies, by the names in the law data."""


def host_rule(law: Law, home: str | None, host: str | None) -> HostRule | None:
    """The rule of the host state for people from the home state, ``None`` where this edition holds none.

    Places of China outside the agreements have rules of their own, on either side.
    """
    if home is None or host is None or not CHINESE & {home, host}:
        return None
    outside = next((place for place in (host, home) if place in CHINESE - {"CN"}), None)
    return law.hosts.get(outside or host) or law.hosts.get(EVERY_OTHER)


def host_finding(rule: HostRule) -> Finding:
    """What the host state charges, in the words of the law data."""
    sourced = rule.sourced
    return Finding(
        "host_rule",
        Status.INFO,
        ("to",),
        sourced.citations,
        sourced.confidence,
        words=f"law.host.{rule.words}.plain",
    )


def host_warnings(facts: Facts, rule: HostRule) -> tuple[Warning_, ...]:
    """The warnings of the host rule that fit the person."""
    return tuple(
        Warning_(
            c.key, c.sourced.citations, c.sourced.confidence, next(iter(c.sourced.open_points), None), c.ask
        )
        for c in rule.cautions
        if CASES[c.when](facts)
    )


def without_agreement(facts: Facts, law: Law, day: dt.date, rule: HostRule) -> Determination:
    """No agreement exists between the two states: each applies its own law, and insurance at home goes on.

    Social Insurance Law of China; law notes, places without an agreement. ``facts`` name both states.
    """
    everywhere = law.hosts.get(EVERY_OTHER, rule).sourced
    none = replace(_NONE, citations=everywhere.citations, confidence=everywhere.confidence)
    first = facts.as_of or facts.start or day
    until = facts.as_of or facts.end
    return Determination(
        outcome=Outcome.NO_AGREEMENT,
        agreement=None,
        agreement_status="none",
        category=None,
        exempt_branches=(),
        exempt_from=None,
        secured_until=None,
        periods=(DecidedPeriod(first, until, Outcome.NO_AGREEMENT, (), None),),
        findings=(none, host_finding(rule)),
        reasons=(none, host_finding(rule)),
        warnings=host_warnings(facts, rule),
        missing=(),
        branches=branches_without(facts, law, rule),
        clock=None,
        law_edition=law.edition,
        day=day,
    )


def branches_without(facts: Facts, law: Law, rule: HostRule | None) -> tuple[BranchAnswer, ...]:
    """The branches on both sides while no agreement applies: each by its own state's law.

    A Chinese employer goes on paying at home (Social Insurance Law of China).
    """
    home = facts.from_state or ""
    at_home = law.branches_of(home)
    pension = _PENSION[rule.pension] if rule is not None else LOCAL_LAW
    other = STAYS_DUE if facts.to_state == "CN" else LOCAL_LAW  # Order No. 16 (2011): all five branches
    others = dict.fromkeys((*at_home, *law.branches_of(facts.to_state or "")))
    return (
        BranchAnswer("host", "pension", pension),
        *(BranchAnswer("host", branch, other) for branch in others if branch != "pension"),
        *(BranchAnswer("home", branch, KEEP_PAYING if home == "CN" else OWN_RULES) for branch in at_home),
    )
