"""A map of the whole check: every page of questions in order, what it decides and in which agreements.

Drawn from the pages and the law data alone: nothing here is a second list of questions or rules.
"""

from __future__ import annotations

from dataclasses import dataclass

from desktop.domain.agreement import Law
from desktop.domain.fact_sources import KINDS, uses
from desktop.domain.topics import SITUATIONS, TOPICS, Topic


@dataclass(frozen=True, slots=True)
class Step:
    """One page of the check.

    ``decides`` are kinds of ``fact_sources.KINDS``, in that order; ``agreements`` the ids of those agreements
    that use one of its facts, in the order of the law; ``settled_by`` the choices of the first page that
    answer all of its facts, so that it is not asked.
    """

    topic: Topic
    decides: tuple[str, ...]
    agreements: tuple[str, ...]
    settled_by: tuple[str, ...]


def check_map(law: Law) -> tuple[Step, ...]:
    """Every page in the order of asking."""
    return tuple(_step(law, topic) for topic in TOPICS)


def _step(law: Law, topic: Topic) -> Step:
    kinds: set[str] = set()
    agreements: dict[str, None] = {}
    for agreement in law.agreements:
        for home in agreement.directions:
            found = {use.kind for fact in topic.facts for use in uses(law, agreement, home, fact)}
            if found:
                kinds |= found
                agreements[agreement.id] = None
    settling = () if topic.kind == "situation" else _settling(topic)
    return Step(topic, tuple(kind for kind in KINDS if kind in kinds), tuple(agreements), settling)


def _settling(topic: Topic) -> tuple[str, ...]:
    return tuple(name for name, settled in SITUATIONS.items() if settled.keys() >= set(topic.facts))
