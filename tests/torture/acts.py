"""What people do with the program, each act one commit. The same number always gives the same act."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Callable, Mapping
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Final

from desktop.domain.case import Answer
from desktop.domain.imports.sheet import silent
from desktop.domain.record.contribution import ContributionMonth
from desktop.domain.record.diary import DiaryEntry, Stage
from desktop.domain.record.evidence import Evidence, Quality
from desktop.domain.record.person import Person
from desktop.session import Session
from tests.torture.contents import start

CASE: Final = 1
PERSON: Final = 1
IMPORTED: Final = 200
_DAY: Final = dt.date(2026, 4, 1)
_HEADS: Final = "身份证号,姓名,Monat,Staat,Zweig,Arbeitgeber,AN-Anteil,AG-Anteil,Währung"

Act = Callable[[Session, int], object]


def furnish(session: Session) -> None:
    """A case with answers and a person with months: what every run begins with."""
    case = session.open_sample(session.samples[0])
    person = session.record.person_of(case.id)
    assert (case.id, person.id) == (CASE, PERSON)
    for number in range(24):
        keep_month(session, -number - 1)


def answer_page(session: Session, number: int) -> None:
    """The answers of one page, that stand together or not at all."""
    starts = _DAY + dt.timedelta(days=number)
    ends = starts + dt.timedelta(days=700)
    page = {"start": Answer(starts), "end": Answer(ends), "prior_months": Answer(number)}
    session.answer(CASE, page)


def fill_field(session: Session, number: int) -> None:
    """A field of the papers, now the case's own and now the person's."""
    key = ("posting.note", "person.name_hangul")[number % 2]
    session.set_field(CASE, key, f"陈晓梅 {number} " * 20)


def new_case(session: Session, number: int) -> None:
    """A sample person: a case with all its answers and fields at once."""
    session.open_sample(session.samples[number % len(session.samples)])


def keep_month(session: Session, number: int) -> None:
    """A month of contributions."""
    month = ContributionMonth(
        person_id=PERSON, month=_month(number), state="DE", branch="pension", base=Decimal(5200 + number),
        employee=Decimal("483.60"), currency="EUR",
    )  # fmt: skip
    session.record.keep(month)


def attach(session: Session, number: int) -> None:
    """A proof together with its file, large enough to make the journal turn over now and then."""
    evidence = Evidence(
        person_id=PERSON, quality=Quality.OWN_NOTE, title=f"Beleg {number}", file_name="beleg.pdf"
    )
    session.record.attach(evidence, Random(number).randbytes(400_000))


def add_person(session: Session, number: int) -> None:
    """Somebody new."""
    session.record.save_person(Person(name=f"OUYANG Kun {number}", born_on=dt.date(1988, 5, 17)))


def write_diary(session: Session, number: int) -> None:
    """An entry in the diary of the case."""
    entry = DiaryEntry(person_id=PERSON, case_id=CASE, on=_DAY, stage=Stage.SENT, note=f"Brief {number}")
    session.record.keep(entry)


def decide(session: Session, _number: int) -> None:
    """The answer of today's law, kept with the case."""
    session.reopen(CASE)


def import_table(session: Session, number: int) -> None:
    """A table of many months of new people and a new firm, whole or not at all."""
    tables = session.tables
    sheet = tables.pasted(table_text(number), "table")
    matching = tables.match(sheet)
    checked = tables.check(sheet, matching, tables.judge(sheet, matching), None, silent)
    taken = tables.take_over(checked, False, silent)
    assert taken == IMPORTED, (taken, checked.preview.lines[0])


def table_text(number: int) -> str:
    """A table as it comes from the clipboard."""
    lines = [_HEADS.replace(",", "\t")]
    for row in range(IMPORTED):
        who = number * 1000 + row // 10
        month = _month(row % 10)
        cells = (f"K-{who}", f"王伟 {who}", f"{month:%Y-%m}", "DE", "Rentenversicherung",
                 f"Lindenhof {number} GmbH", "483,60", "483,60", "EUR")  # fmt: skip
        lines.append("\t".join(cells))
    return "\n".join(lines)


def _month(number: int) -> dt.date:
    return dt.date(2000 + number // 12, number % 12 + 1, 1)


SMALL: Final[Mapping[str, Act]] = {
    "page of answers": answer_page,
    "field": fill_field,
    "case": new_case,
    "month": keep_month,
    "person": add_person,
    "diary": write_diary,
    "decision": decide,
    "proof with a file": attach,
}
"""What is done again and again."""


def day_of_work(chance: Random, length: int) -> list[tuple[str, Act]]:
    """``length`` acts by chance, an import among every eight."""
    names = sorted(SMALL)
    return [
        ("import", import_table) if chance.random() < 1 / 8 else (name, SMALL[name])
        for name in (chance.choice(names) for _ in range(length))
    ]


def profile(folder: Path) -> Path:
    """A furnished profile in ``folder``, closed, in the place of what was there."""
    shutil.rmtree(folder, ignore_errors=True)
    session = start(folder)
    furnish(session)
    session.close()
    return folder
