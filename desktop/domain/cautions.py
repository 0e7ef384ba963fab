"""When a caution of the law data applies to an answer. Each rule is small, pure and registered by name."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from desktop.domain.agreement import Agreement
from desktop.domain.clock import work_start
from desktop.domain.determination import Clock, Param
from desktop.domain.facts import Facts
from desktop.domain.filing import filed_late
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


Rule = Callable[[Answered], bool | Mapping[str, Param]]
"""Whether the warning applies, or the parameters of its text where it does."""


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
    """Earlier months matter only where a limit counts them."""
    limited = answered.clock is None or any(stage.months for stage in answered.clock.stages)
    return limited and bool(answered.facts.prior_months)


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
    late = answered.agreement.directions[answered.facts.from_state or ""].late_filing
    return filed_late(answered.facts, answered.agreement, late, answered.code) is not None


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


def _sent_from_third_state(answered: Answered) -> bool:
    facts = answered.facts
    return facts.sent_from not in (None, facts.from_state, facts.to_state)


def _overseas_chinese(answered: Answered) -> bool:
    """Chinese nationals who come from abroad to work in China (law notes, procedure, B7)."""
    return answered.facts.to_state == "CN" and answered.facts.nationality == "CN"


def _employed_before_under(answered: Answered) -> bool:
    before = answered.facts.employed_before_months
    return before is not None and before < answered.months


def _prior_break_under(answered: Answered) -> bool:
    facts = answered.facts
    since = facts.months_since_prior
    return bool(facts.prior_months) and (since is None or since < answered.months)


def _break_counted(answered: Answered) -> bool | Mapping[str, Param]:
    """A break that is counted in: ``date`` is the end of the first period if it were not (Art. 6(2), Netherlands)."""
    facts, clock = answered.facts, answered.clock
    if clock is None or not clock.stages[0].months or not _prior_break_under(answered):
        return False
    months = clock.stages[0].months - (facts.prior_months or 0)
    return {"date": limit_end(clock.start, months, clock.counting)}


def _issued_after_start(answered: Answered) -> bool:
    issued, start = answered.facts.certificate_issued_on, work_start(answered.facts)
    return issued is not None and start is not None and issued > start


def _past_first_period(answered: Answered) -> bool:
    clock = answered.clock
    last = clock.stages[0].last if clock is not None else None
    return answered.decided and last is not None and answered.last > last


def _asked_at_limit(answered: Answered) -> bool:
    """The time ends on the very last day of the given month of the clock: "less than" or "up to"?"""
    clock = answered.clock
    if clock is None or not answered.decided:
        return False
    return answered.last == limit_end(clock.start, answered.months - clock.prior_months, clock.counting)


def _host_contract_beside(answered: Answered) -> bool:
    return answered.facts.host_contract is True and answered.facts.home_contract in ("active", "dormant")


def _works_at_affiliate(answered: Answered) -> bool:
    return answered.decided and answered.facts.host_workplace == "subsidiary_or_affiliate"


def _gave_exception(answered: Answered) -> bool:
    """An exception was asked for or agreed, or only one can help: by the clause, or past the last limit."""
    clock = answered.clock
    by_clause = answered.code == "exception"
    stages = [stage for stage in clock.stages if stage.stage != "exception"] if clock else []
    past = bool(stages) and stages[-1].last is not None and answered.last > stages[-1].last
    return answered.facts.exception_agreement is not None or (answered.decided and (by_clause or past))


def _region_outside(answered: Answered) -> bool:
    direction = answered.agreement.directions[answered.facts.from_state or ""]
    return any(outside.region == answered.facts.to_region for outside in direction.outside)


def _activity_outside(answered: Answered) -> bool:
    """No category of the direction is for this activity."""
    direction = answered.agreement.directions[answered.facts.from_state or ""]
    activity = answered.facts.activity
    return activity is not None and not any(activity in c.activities for c in direction.categories)


def sent(facts: Facts) -> bool:
    """An employee sent by an employer of the home state, as far as is known."""
    return facts.home_employer is not False and facts.activity in (None, "employee")


def hired(facts: Facts) -> bool:
    """No employer of the home state: hired in the state of work."""
    return facts.home_employer is False


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
    "sent_from_third_state": _sent_from_third_state,
    "overseas_chinese": _overseas_chinese,
    "employed_before_under": _employed_before_under,
    "prior_break_under": _prior_break_under,
    "break_counted": _break_counted,
    "issued_after_start": _issued_after_start,
    "past_first_period": _past_first_period,
    "asked_at_limit": _asked_at_limit,
    "host_contract_beside": _host_contract_beside,
    "works_at_affiliate": _works_at_affiliate,
    "gave_exception": _gave_exception,
    "region_outside": _region_outside,
    "activity_outside": _activity_outside,
    "sent": lambda answered: sent(answered.facts),
    "hired": lambda answered: hired(answered.facts),
}
