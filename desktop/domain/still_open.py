"""The facts that would still change an answer, in the order of asking."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from desktop.domain.determination import Outcome, Status
from desktop.domain.facts import Facts
from desktop.domain.judge import WITHOUT_CERTIFICATE, Judgement, Piece
from desktop.domain.periods import FOREVER
from desktop.domain.reliefs import medical_protocol, reached_retirement_age
from desktop.domain.relieved import age_relief_matters
from desktop.domain.rulebook import Pair
from desktop.domain.topics import TOPICS

_ORDER = {fact: rank for rank, fact in enumerate(fact for topic in TOPICS for fact in topic.facts)}


def still_open(
    facts: Facts,
    leading: Judgement | None,
    judged: Sequence[Judgement],
    outcome: Outcome,
    pair: Pair,
    asked: Sequence[Piece],
) -> tuple[str, ...]:
    """Unknown facts on which the answer rests, and facts with a usual value that nobody has confirmed yet."""
    names = dict.fromkeys(_names(facts, leading, judged, outcome, pair, asked))
    return tuple(sorted((n for n in names if facts.get(n) is None), key=lambda n: _ORDER.get(n, len(_ORDER))))


def _names(
    facts: Facts,
    leading: Judgement | None,
    judged: Sequence[Judgement],
    outcome: Outcome,
    pair: Pair,
    asked: Sequence[Piece],
) -> Iterator[str]:
    if facts.start is None:
        yield "start"
    if facts.as_of is None and (facts.start is None or asked[-1].last == FOREVER):
        yield "end"
    if facts.certificate in WITHOUT_CERTIFICATE or facts.certificate == "superseded":
        yield from _age(facts, pair)
    if outcome is Outcome.NO_AGREEMENT or (facts.certificate in WITHOUT_CERTIFICATE):
        return
    for judgement in judged:
        if judgement.status is not Status.FAILED or judgement is leading:
            yield from judgement.missing
    if outcome in (Outcome.NOT_EXEMPT, Outcome.CANNOT_TELL) and (leading is None or leading.clock is None):
        return
    if facts.certificate == "superseded" and outcome is Outcome.NOT_EXEMPT:
        return
    yield "certificate"
    if (
        leading is not None
        and leading.regime.asks_region
        and facts.host_workplace not in ("ship", "aircraft")
    ):
        yield "to_region"
    if leading is not None and leading.clock is not None:
        yield from _about_the_clock(facts, leading, outcome)
    late = leading.regime.direction.late_filing if leading is not None else None
    if (
        facts.certificate == "held"
        and leading
        and late
        and leading.code in (late.categories or (leading.code,))
    ):
        if late.anchor == "work_permit":
            yield "work_permit_on"
        yield "certificate_issued_on" if late.issue_only else "certificate_handed_in_on"
    yield from _medical(facts, pair, asked)


def _about_the_clock(facts: Facts, leading: Judgement, outcome: Outcome) -> Iterator[str]:
    stages = {stage.stage for stage in leading.clock.stages} if leading.clock else set()
    if leading.clock and any(stage.last for stage in leading.clock.stages):
        yield "working_since"
        yield "prior_months"
        if facts.prior_months and leading.code == "KF-E":
            yield "workplace_changed"
    if outcome is Outcome.AFTER_EXTENSION:
        yield "extension"
        if facts.extension == "approved" and "final_extension" in stages:
            yield "final_extension"
    if facts.extension == "approved" and stages.intersection(("extension", "final_extension")):
        yield "extension_until"
    if outcome is Outcome.EXCEPTIONAL:
        yield "exception_agreement"
    if facts.exception_agreement == "agreed":
        yield "exception_until"


def _age(facts: Facts, pair: Pair) -> Iterator[str]:
    if age_relief_matters(facts) and any(relief.rule == "age_relief" for relief in pair.reliefs):
        age = reached_retirement_age(facts)
        yield from age.missing
        if age.reached is not False:
            yield "nationality"


def _medical(facts: Facts, pair: Pair, asked: Sequence[Piece]) -> Iterator[str]:
    for relief in pair.reliefs:
        within = asked[0].first <= relief.last and asked[-1].last >= relief.first
        if relief.rule == "medical_protocol" and within:
            yield from medical_protocol(facts, relief).missing
