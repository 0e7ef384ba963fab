"""Make the sample database of the present schema: ``python tests/storage/make_old_database.py``.

Run once when a migration is added, and commit what it writes; earlier samples are never made again.
"""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path

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
        store.delete_case(store.new_case("김하늘").id)
        store.set_setting("language", "zh_Hans")
    (FOLDER / max(known()) / "cases.lock").unlink()


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    make()
