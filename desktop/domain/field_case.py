"""What the program itself enters under ``case.*``: category, kind of request, channel, months.

These follow from the facts and the determination; the user is not asked for them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from desktop.domain.case import FieldValue
from desktop.domain.determination import Determination, Outcome
from desktop.domain.facts import Facts
from desktop.domain.periods import months_between

SELF_EMPLOYED: Final = ("self_employed", "investor")
AT_SEA: Final = ("seafarer", "aircrew")
MISSION: Final = ("diplomat", "mission_staff")

_OF_ACTIVITY: Final[Mapping[str, str]] = {
    "self_employed": "self_employed",
    "investor": "investor",
    "seafarer": "seafarer",
    "diplomat": "diplomatic_staff",
    "mission_staff": "diplomatic_staff",
}
_KOREAN: Final[Mapping[str, str]] = {
    **_OF_ACTIVITY,
    "seafarer": "ship_air",
    "aircrew": "ship_air",
    "civil_servant": "public",
}


def category_of(facts: Facts) -> str:
    """The category of persons as the application names it, empty where the facts do not tell.

    Words of the notices 劳社厅发〔2002〕2号 (Germany) and 人社厅发〔2012〕120号 (Korea).
    """
    if "KR" in (facts.from_state, facts.to_state):
        return _korean(facts)
    named = _OF_ACTIVITY.get(facts.activity or "")
    if named:
        return named
    if facts.home_employer is False:
        return "no_employer"
    if facts.home_employer is None:
        return ""
    return "subsidiary" if facts.host_workplace == "subsidiary_or_affiliate" else "posted"


def request_kind(facts: Facts, determination: Determination) -> str:
    """``first``, ``extension``, ``exception`` or ``early_end``.

    An extension is asked for by who already holds a certificate; a first application for longer than the
    first period stays a first one (its extension is asked for later).
    """
    if facts.certificate == "held" and facts.planned_end and facts.end and facts.end < facts.planned_end:
        return "early_end"
    if facts.exception_agreement or determination.outcome is Outcome.EXCEPTIONAL:
        return "exception"
    if facts.extension in ("requested", "approved") or (
        determination.outcome is Outcome.AFTER_EXTENSION and facts.certificate == "held"
    ):
        return "extension"
    return "first"


def case_fields(facts: Facts, determination: Determination) -> dict[str, FieldValue]:
    """The values of ``case.*`` and ``posting.months`` that follow from facts and determination."""
    kind = request_kind(facts, determination)
    fields: dict[str, FieldValue | None] = {
        "case.agreement": determination.agreement,
        "case.category": category_of(facts) or None,
        "case.request_kind": kind,
        "case.channel": _channel(facts),
        "posting.months": _months(facts, determination),
    }
    if kind == "extension":
        fields["case.prior_period_to"] = facts.certificate_until
    if kind == "extension" or determination.outcome is Outcome.AFTER_EXTENSION:
        fields["ext.new_end"] = facts.end
    return {key: value for key, value in fields.items() if value is not None}


def months_in_all(facts: Facts, determination: Determination) -> int:
    """The months from the clock's start, and those counted before it; without an end only the latter."""
    clock = determination.clock
    if clock is None or facts.end is None or facts.end < clock.start:
        return (_months(facts, determination) or 0) + (facts.prior_months or 0)
    return months_between(clock.start, facts.end, clock.counting) + clock.prior_months


def _korean(facts: Facts) -> str:
    named = _KOREAN.get(facts.activity or "")
    if named:
        return named
    if facts.home_employer is None:
        return ""
    return "posted" if facts.home_employer else "short_term"


def _channel(facts: Facts) -> str | None:
    """Units file for their posted workers, others for themselves (人社厅发〔2025〕27号, from 2025-09-15)."""
    if facts.from_state not in (None, "CN") or facts.home_employer is None:
        return None
    alone = not facts.home_employer or facts.home_pension in ("voluntary", "residents")
    return "online_personal" if alone else "online_unit"


def _months(facts: Facts, determination: Determination) -> int | None:
    if facts.start is None or facts.end is None or facts.end < facts.start:
        return None
    counting = determination.clock.counting if determination.clock else _counting(facts)
    return months_between(facts.start, facts.end, counting)


def _counting(facts: Facts) -> str:
    return "calendar_months" if "DE" in (facts.from_state, facts.to_state) else "date_to_date"
