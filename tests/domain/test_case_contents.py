"""What goes along in a file for somebody else, and what stays here."""

from __future__ import annotations

import datetime as dt
import sys
from decimal import Decimal
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.domain.case import Answer
from desktop.domain.record.case_contents import PARTS, for_others, of_case
from desktop.domain.record.certificate import Certificate, Custody, Document
from desktop.domain.record.contents import CaseRow, Contents, SettingRow
from desktop.domain.record.contribution import ContributionMonth
from desktop.domain.record.diary import DiaryEntry, Reminder, Stage
from desktop.domain.record.evidence import Evidence, Quality
from desktop.domain.record.person import Employer, Person

sys.path.insert(0, str(Path(__file__).parents[1]))
from any_record import contents

DAY = dt.date(2026, 3, 2)


def _case(number: int, **more: object) -> CaseRow:
    return CaseRow(id=number, created_on=DAY, changed_on=DAY, person_id=1, ticks=("copy:x",), **more)  # type: ignore[arg-type]


def _certificate(number: int, case_id: int, evidence_id: int) -> Certificate:
    return Certificate(id=number, person_id=1, case_id=case_id, state="CN", host="DE", starts_on=DAY, ends_on=DAY,
                       evidence_id=evidence_id, note="mine")  # fmt: skip


def _month(number: int, month: int) -> ContributionMonth:
    return ContributionMonth(id=number, person_id=1, month=dt.date(2025, month, 1), state="DE", branch="pension",
                             employee=Decimal(5), employer_id=3)  # fmt: skip


FULL = Contents(
    {
        "persons": (Person(id=1, name="A", note="difficult", keep_until=DAY, fields={"person.phone_cn": "1"}),),
        "employers": (Employer(id=1, name="F"), Employer(id=2, name="G"), Employer(id=3, name="H")),
        "cases": (
            _case(1, china_employer_id=1, fields={"bank.account": "DE1", "refund.own_share": "5"},
                  answers={"start": Answer(dt.date(2025, 2, 20)), "end": Answer(dt.date(2025, 4, 3))}),
            _case(2, china_employer_id=2),
        ),
        "evidence": tuple(
            Evidence(id=n, person_id=1, quality=Quality.PAYSLIP, title="t", digest=f"{n}" * 64, file_name="a")
            for n in (1, 2, 3)
        ),
        "contributions": tuple(_month(n, n) for n in range(1, 7)),
        "certificates": (_certificate(1, 1, 1), _certificate(2, 2, 2)),
        "custody": tuple(Custody(id=n, person_id=1, certificate_id=n, since=DAY, holder="HR") for n in (1, 2)),
        "documents": (
            Document(id=1, person_id=1, kind="passport"),
            Document(id=2, person_id=1, case_id=2, kind="work_permit"),
        ),
        "diary": tuple(DiaryEntry(id=n, person_id=1, case_id=n, on=DAY, stage=Stage.SENT) for n in (1, 2)),
        "reminders": (Reminder(id=1, person_id=1, case_id=1, due_on=DAY),),
        "settings": (SettingRow(id=1, case_id=1, name="money:*", value="{}"),),
    }
)  # fmt: skip


def test_one_posting_without_the_other() -> None:
    found = of_case(FULL, 1)
    for table in ("cases", "certificates", "custody", "diary", "documents", "persons"):
        assert [row.id for row in found.of(table)] == [1], table
    assert [row.month.month for row in found.of("contributions")] == [2, 3, 4], "the time of the posting"
    assert [row.id for row in found.of("employers")] == [1, 3]
    assert [row.id for row in found.of("evidence")] == [1]


def test_what_stays_here_unless_it_is_wanted() -> None:
    bare = for_others(of_case(FULL, 1), ())
    for table in ("contributions", "reminders", "settings"):
        assert bare.of(table) == ()
    (case,), (person,) = bare.of("cases"), bare.of("persons")
    assert (case.ticks, case.fields) == ((), {})
    assert (person.note, person.keep_until, person.fields) == ("", None, {"person.phone_cn": "1"})
    assert bare.of("evidence")[0].digest == ""
    assert bare.of("certificates")[0].note == ""
    assert [row.name for row in bare.of("employers")] == ["F"]


def test_what_goes_along_when_it_is_wanted() -> None:
    full = for_others(of_case(FULL, 1), PARTS)
    assert len(full.of("contributions")) == 3
    assert full.of("cases")[0].fields == {"bank.account": "DE1", "refund.own_share": "5"}
    assert full.of("persons")[0].note == "difficult"
    assert full.of("evidence")[0].digest
    assert full.of("settings") == ()
    assert full.of("persons")[0].keep_until is None, "how long others keep it is theirs to decide"


@given(contents(), st.data())
@settings(max_examples=60, deadline=None)
def test_whatever_goes_along_holds_together(kept: Contents, data: st.DataObject) -> None:
    cases = [row.id for row in kept.of("cases")]
    parts = data.draw(st.sets(st.sampled_from(PARTS)))
    found = for_others(of_case(kept, data.draw(st.sampled_from(cases))) if cases else kept, parts)
    found.renumbered()  # raises KeyError where something refers to what is not there
