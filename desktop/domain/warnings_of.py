"""The warnings of an answer: the cautions of the law data whose rules apply to it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from desktop.domain.background import HostRule
from desktop.domain.cautions import Answered
from desktop.domain.determination import Outcome, Status, Warning_
from desktop.domain.facts import Facts
from desktop.domain.judge import Judgement, Piece
from desktop.domain.without_agreement import host_warnings


def warnings_of(
    facts: Facts, judged: Sequence[Judgement], asked: Sequence[Piece], host: HostRule | None
) -> tuple[Warning_, ...]:
    """Each warning once, in the order of time and of the data; ``asked`` are the pieces asked about.

    ``host`` is the rule of the host state for the time without an agreement.
    """
    found: dict[str, Warning_] = {}
    if host is not None and any(piece.outcome is Outcome.NO_AGREEMENT for piece in asked):
        found = {warning.key: warning for warning in host_warnings(facts, host)}
    named = {piece.agreement for piece in asked}
    for judgement in judged:
        if judgement.regime.agreement.id in named:
            for warning in _of(facts, judgement, asked):
                found.setdefault(warning.key, warning)
    return tuple(found.values())


def _of(facts: Facts, j: Judgement, asked: Sequence[Piece]) -> Iterator[Warning_]:
    decided = j.status is Status.MET or j.limits_unread
    first, last = asked[0].first, asked[-1].last
    answered = Answered(facts, j.regime.agreement, j.code or "", decided, j.clock, first, last, 0)
    for caution in j.regime.cautions:
        if caution.categories and j.code not in caution.categories:
            continue
        fitting = replace(answered, months=caution.months) if caution.months else answered
        applies = caution.applies(fitting)
        if isinstance(applies, Mapping):
            yield replace(caution.warning, params=tuple(applies.items()))
        elif applies:
            yield caution.warning
