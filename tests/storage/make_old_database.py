"""Make the sample database of the present schema: ``python tests/storage/make_old_database.py``.

Run once when a migration is added, and commit what it writes; earlier samples are never made again.
"""

from __future__ import annotations

import datetime as dt
import sys
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from desktop.storage.store import Store

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "tests" / "old_databases"
DAY = dt.date(2026, 3, 2)


def make() -> None:
    """Write the profile ``tests/old_databases/NAME``, where NAME is the last migration."""
    from desktop.domain.case import Answer
    from desktop.storage.migrations import known
    from desktop.storage.profile import Profile

    with Profile(FOLDER / max(known()), throwaway=True) as profile:
        store = profile.open(lambda: DAY)
        case = store.new_case("陈晓梅 · Düsseldorf")
        store.set_answer(case.id, "from", Answer("CN"))
        store.set_answer(case.id, "start", Answer(dt.date(2026, 4, 1)))
        store.set_answer(case.id, "home_employer", Answer(True))
        store.set_answer(case.id, "prior_months", Answer(7))
        store.set_answer(case.id, "wages_borne_by", Answer(None))
        store.set_field(case.id, "person.name_zh", "陈晓梅")
        store.set_field(case.id, "posting.start", dt.date(2026, 4, 1))
        store.tick(case.id, "copy:person.name_zh", True)
        store.remember_decision(case.id, "2026-11-21+0123456789ab", DAY, "exempt")
        _fill_record(store, case.id)
        store.delete_case(store.new_case("김하늘").id)
        store.set_setting("language", "zh_Hans")
    (FOLDER / max(known()) / "cases.lock").unlink()


def _fill_record(store: Store, case_id: int) -> None:
    from desktop.domain.record.certificate import Certificate
    from desktop.domain.record.contribution import ContributionMonth
    from desktop.domain.record.person import Person

    record = store.record
    with store.changes.change("person"):
        person = record.persons.put(Person(name="陈晓梅", born_on=dt.date(1990, 5, 17)))
        assert person.id is not None
        record.link(case_id, "person", person.id)
    with store.changes.change("months", person.id):
        month = ContributionMonth(
            person_id=person.id, month=dt.date(2026, 4, 1), state="CN", branch="pension",
            base=Decimal("6404.25"), employee=Decimal("512.34"), currency="CNY",
        )  # fmt: skip
        record.put_in_place(month)
        certificate = Certificate(
            person_id=person.id, case_id=case_id, state="CN", host="DE", branches=("pension", "unemployment"),
            starts_on=dt.date(2026, 4, 1), ends_on=dt.date(2028, 3, 31),
        )  # fmt: skip
        record.shelf(Certificate).put(certificate)


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    make()
