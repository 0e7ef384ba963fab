"""When a caution of the law data applies to an answer. Each rule is small, pure and registered by name."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from desktop.domain.agreement import Agreement
from desktop.domain.clock import work_start
from desktop.domain.determination import Clock
from desktop.domain.facts import Facts
from desktop.domain.filing import works_only_from
from desktop.domain.periods import add_months, limit_end
from desktop.domain.reliefs import AGE_RELIEF_LAST, reached_retirement_age


@dataclass(frozen=True, slots=True)
class Answered:
    """What the rules may look at: the facts, the regime, the clock of the deciding category and the time asked."""

    facts: Facts
    agreement: Agreement
    code: str
    decided: bool
    """False where the category's conditions failed or stayed open."""
    clock: Clock | None
    first: dt.date
    last: dt.date
    months: int


Rule = Callable[[Answered], bool]


def _always(answered: Answered) -> bool:
    return answered.decided


def _asked_past_month(answered: Answered) -> bool:
    """The time asked goes past the given month of the clock (Germany: 48, Art. 4; Korea short-term: 60)."""
    clock = answered.clock
    if clock is None or not answered.decided:
        return False
    return answered.last > limit_end(clock.start, answered.months - clock.prior_months, clock.counting)


def _hired_without_agency(answered: Answered) -> bool:
    return answered.decided and (answered.facts.agency_contract or "none") == "none"


def _wages_borne_by_host(answered: Answered) -> bool:
    """Wages charged to the host speak against a posting (standards of § 4 SGB IV)."""
    return answered.facts.wages_borne_by == "host"


def _not_insured_unemployment(answered: Answered) -> bool:
    return answered.decided and answered.facts.home_unemployment is False


def _third_country_national(answered: Answered) -> bool:
    nationality = answered.facts.nationality
    return answered.decided and nationality is not None and nationality != answered.facts.from_state


def _lent_by_agency(answered: Answered) -> bool:
    """A labour contract with the agency: whether lending is work for the sending employer is not settled."""
    return answered.facts.agency_contract == "labour"


def _starts_inside_month(answered: Answered) -> bool:
    clock = answered.clock
    return clock is not None and clock.start.day != 1 and any(stage.last for stage in clock.stages)


def _earlier_postings(answered: Answered) -> bool:
    return bool(answered.facts.prior_months)


def _under_way_at_entry_into_force(answered: Answered) -> bool:
    start, first = work_start(answered.facts), answered.agreement.first
    return start is not None and first is not None and start < first


def _asked_before_entry_into_force(answered: Answered) -> bool:
    """Provisional application: the days before formal entry into force (open point O-6)."""
    in_force = answered.agreement.in_force
    return in_force is not None and answered.first < in_force


def _workplace_is_partner(answered: Answered) -> bool:
    return answered.decided and answered.facts.host_workplace in ("client", "public_body")


def _end_after_last_day(answered: Answered) -> bool:
    last = answered.agreement.last
    end = answered.facts.end
    return last is not None and end is not None and end > last


def _posting_failed_or_exception_asked(answered: Answered) -> bool:
    """An employee with a running contract at home whose posting conditions fail, or who asked for an exception."""
    facts = answered.facts
    if facts.exception_agreement is not None:
        return True
    return (
        not answered.decided and facts.activity == "employee" and facts.home_contract in ("active", "dormant")
    )


def _handed_in_late(answered: Answered) -> bool:
    return works_only_from(answered.facts, answered.agreement, answered.months) is not None


def _late_after_permit(answered: Answered) -> bool:
    """Handed in later than the given months after the work permit (人社厅发〔2011〕113号)."""
    permit, handed_in = answered.facts.work_permit_on, answered.facts.certificate_handed_in_on
    return permit is not None and handed_in is not None and handed_in > add_months(permit, answered.months)


def _insured_voluntarily(answered: Answered) -> bool:
    return answered.decided and answered.facts.home_pension == "voluntary"


def _certificate_ends_first(answered: Answered) -> bool:
    """The certificate in hand ends before the time asked about."""
    until = answered.facts.certificate_until
    return answered.facts.certificate == "held" and until is not None and until < answered.last


def _past_age_relief(answered: Answered) -> bool:
    """No certificate, retirement age reached, and days after the relief of 2003 gave way to Order No. 16."""
    facts = answered.facts
    without = facts.certificate in ("none", "refused", "superseded")
    return without and answered.last > AGE_RELIEF_LAST and reached_retirement_age(facts).reached is True


def _medical_relief_asked(answered: Answered) -> bool:
    return answered.facts.branch == "medical" or answered.facts.private_medical_from is not None


RULES: Final[Mapping[str, Rule]] = {
    "always": _always,
    "asked_past_month": _asked_past_month,
    "hired_without_agency": _hired_without_agency,
    "wages_borne_by_host": _wages_borne_by_host,
    "not_insured_unemployment": _not_insured_unemployment,
    "third_country_national": _third_country_national,
    "lent_by_agency": _lent_by_agency,
    "starts_inside_month": _starts_inside_month,
    "earlier_postings": _earlier_postings,
    "under_way_at_entry_into_force": _under_way_at_entry_into_force,
    "asked_before_entry_into_force": _asked_before_entry_into_force,
    "workplace_is_partner": _workplace_is_partner,
    "end_after_last_day": _end_after_last_day,
    "posting_failed_or_exception_asked": _posting_failed_or_exception_asked,
    "handed_in_late": _handed_in_late,
    "certificate_ends_first": _certificate_ends_first,
    "late_after_permit": _late_after_permit,
    "insured_voluntarily": _insured_voluntarily,
    "past_age_relief": _past_age_relief,
    "medical_relief_asked": _medical_relief_asked,
}
