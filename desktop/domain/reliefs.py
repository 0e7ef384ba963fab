"""Relief beside the categories: the age relief of 2003 and the medical protocol of 2012 with Korea.

Both are named in the law data and bounded there by days; their conditions do not fit the table of conditions
and stand here, each with its article.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from desktop.domain.agreement import Relief
from desktop.domain.clock import work_start
from desktop.domain.facts import Facts

AGE_RELIEF_LAST = dt.date(2011, 10, 14)
"""Order No. 16 applies from 2011-10-15 and has no such clause in the part read (open point O-15)."""

_FULL_AGE = 60
_AGE_BY_CATEGORY = {"men_60": 60, "women_55": 55, "women_50": 50}


@dataclass(frozen=True, slots=True)
class Age:
    """Whether the retirement age was reached; ``missing`` are the facts without which it cannot be told."""

    reached: bool | None
    missing: tuple[str, ...] = ()


def reached_retirement_age(facts: Facts) -> Age:
    """Had the person reached the Chinese statutory retirement age when taking up the work?

    劳社厅发[2003]20号 no. 1; ages of the time: men 60, women 55 or 50 by category.
    """
    age = facts.age_at_start
    if age is None:
        return Age(None, ("age_at_start", "sex"))
    if age >= _FULL_AGE or age < min(_AGE_BY_CATEGORY.values()):
        return Age(age >= _FULL_AGE)
    if facts.sex == "male" or facts.worker_category == "men_60":
        return Age(False)
    if facts.worker_category is not None:
        return Age(age >= _AGE_BY_CATEGORY[facts.worker_category])
    if facts.sex is None:
        return Age(None, ("sex", "worker_category"))
    return Age(True) if age >= _AGE_BY_CATEGORY["women_55"] else Age(None, ("worker_category",))


@dataclass(frozen=True, slots=True)
class MedicalRelief:
    """Until when the medical relief runs; ``None`` where it does not apply; ``missing`` where it cannot be told."""

    last: dt.date | None
    missing: tuple[str, ...] = ()


def medical_protocol(facts: Facts, relief: Relief) -> MedicalRelief:
    """The protocol of 2012: nationals at work before entry into force, enrolled, privately insured before it.

    Notice 人社厅发[2012]120号 part 2. Ends with the private policy, at the latest on the relief's last day.
    """
    start = work_start(facts)
    failed = (
        (facts.nationality is not None and facts.nationality != facts.from_state)
        or (start is not None and start >= relief.first)
        or facts.enrolled_in_host_medical is False
        or facts.private_medical is False
        or (facts.private_medical_from is not None and facts.private_medical_from >= relief.first)
    )
    if failed or start is None:
        return MedicalRelief(None)
    asked = ("nationality", "enrolled_in_host_medical", "private_medical_from", "private_medical_until")
    missing = tuple(name for name in asked if facts.get(name) is None)
    if missing or facts.private_medical_until is None:
        return MedicalRelief(None, missing)
    return MedicalRelief(min(facts.private_medical_until, relief.last))
