"""Working lives made for tests: a posting from China to Germany, months and certificates."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from desktop.domain.agreement import Law
from desktop.domain.decide import decide
from desktop.domain.facts_io import read_facts
from desktop.domain.record.certificate import Certificate
from desktop.domain.record.contribution import ContributionMonth
from desktop.domain.record.life import Posting, WorkingLife
from desktop.domain.record.person import Person

DAY = dt.date(2026, 3, 2)
WANG = Person(id=1, name="王静怡", born_on=dt.date(1988, 5, 17))
_CASE = Path(__file__).parents[1] / "golden" / "letters" / "cases" / "de_posted.json"
POSTED = read_facts(json.loads(_CASE.read_text(encoding="utf-8"))["facts"])


def month(day: str, state: str = "CN", **more: object) -> ContributionMonth:
    """A paid month of old-age insurance: 100 by the worker, 200 by the employer; ``day`` is YYYY-MM."""
    currency = {"CN": "CNY", "DE": "EUR", "KR": "KRW"}.get(state, "")
    row = ContributionMonth(
        person_id=1, month=dt.date.fromisoformat(f"{day}-01"), state=state, branch="pension",
        employee=Decimal(100), employer=Decimal(200), currency=currency,
    )  # fmt: skip
    return replace(row, **more)  # type: ignore[arg-type]


def year(number: int, state: str = "CN", **more: object) -> list[ContributionMonth]:
    """All months of a year."""
    return [month(f"{number}-{m:02}", state, **more) for m in range(1, 13)]


def posting(law: Law, first: dt.date, last: dt.date | None, case_id: int = 7, **facts: object) -> Posting:
    """The posting of a sample engineer to Essen between these days, with other facts where given."""
    changed = replace(POSTED, start=first, end=last, planned_end=None, **facts)  # type: ignore[arg-type]
    return Posting(case_id=case_id, name="Essen", facts=changed, determination=decide(changed, law, DAY))


def certificate(first: dt.date, last: dt.date, **more: object) -> Certificate:
    """A certificate of China for Germany."""
    made = Certificate(
        id=3, person_id=1, number="SIA-7", state="CN", host="DE", starts_on=first, ends_on=last,
        branches=("pension", "unemployment"),
    )  # fmt: skip
    return replace(made, **more)  # type: ignore[arg-type]


def life(*months: ContributionMonth, **more: object) -> WorkingLife:
    """The working life of Wang Jingyi."""
    return WorkingLife(person=WANG, months=tuple(months), **more)  # type: ignore[arg-type]
