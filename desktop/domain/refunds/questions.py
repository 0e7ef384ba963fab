"""Which few facts the roads of a state need, so that nobody is asked for more. Answers are kept as plain text."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from desktop.domain.refunds.claimant import Claimant
from desktop.domain.refunds.rules import RoadRule

QUESTIONS: Final[Mapping[str, str]] = {
    "first": "date",
    "last": "date",
    "wrongly": "yes_no",
    "left_on": "date",
    "nationality": "state",
    "residence": "state",
    "status": "status",
    "insured_again": "yes_no",
    "family_left": "yes_no",
    "benefits": "yes_no",
    "work_permit_on": "date",
    "insured_months": "months",
    "own_share": "amount",
    "employer_share": "amount",
    "average": "amount",
    "zone": "zone",
}
"""Every question and the kind of its answer, in the order of asking. The state comes first, by itself."""
SUMS: Final = ("own_share", "employer_share", "average", "zone")
"""Questions for the estimate alone: no road opens or closes by them."""
_ASKS: Final = {"rightly": "wrongly", "korean_status": "status", "months": "insured_months"}
_COMPUTED: Final = ("each", "germany", "korea", "japan")


def questions_for(rules: Sequence[RoadRule]) -> tuple[str, ...]:
    """The questions that matter for these roads, in their order."""
    wanted = {name for rule in rules for name in _wanted(rule)}
    return tuple(name for name in QUESTIONS if name in wanted)


def _wanted(rule: RoadRule) -> Iterator[str]:
    yield from ("first", "last")
    for condition in rule.conditions:
        yield _ASKS.get(condition.fact, condition.fact)
    if rule.clock in ("leaving", "after_leaving"):
        yield "left_on"
    if rule.clock == "permit":
        yield "work_permit_on"
    if rule.amount and rule.amount != "japan":
        yield "own_share"
        if rule.shares in ("each", "both"):
            yield "employer_share"
    if rule.amount in _COMPUTED:
        yield "average"
    if rule.state == "DE" and rule.amount:
        yield "zone"


def claimant_from(host: str, answers: Mapping[str, str]) -> Claimant:
    """The claimant of these answers: days as YYYY-MM-DD, ``yes`` or ``no``, codes, plain decimals.

    What cannot be read counts as not answered.
    """
    known: dict[str, Any] = {}
    for name, text in answers.items():
        value = _read(QUESTIONS.get(name, ""), text)
        if value is not None:
            known[name] = value
    return Claimant(host=host, **known)


def answers_of(person: Claimant) -> dict[str, str]:
    """The answers that ``claimant_from`` reads as this claimant."""
    found = {}
    for name, kind in QUESTIONS.items():
        value = getattr(person, name)
        if value is not None:
            found[name] = ("yes" if value else "no") if kind == "yes_no" else str(value)
    return found


def _read(kind: str, text: str) -> dt.date | bool | int | str | Decimal | None:
    try:
        match kind:
            case "date":
                return dt.date.fromisoformat(text)
            case "yes_no":
                return {"yes": True, "no": False}.get(text)
            case "months":
                return int(text)
            case "amount":
                return Decimal(text)
            case "state" | "status" | "zone":
                return text or None
            case _:
                return None
    except (ValueError, InvalidOperation):
        return None
