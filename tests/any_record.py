"""Random records: everything a file can hold, in every shape, with text that hurts."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from desktop.domain.case import Answer
from desktop.domain.record.certificate import DOCUMENT_KINDS, KINDS, Certificate, Custody, Document
from desktop.domain.record.contents import TABLES, CaseRow, Contents, SettingRow
from desktop.domain.record.contribution import RECORD_BRANCHES, SCHEMES, ContributionMonth, Payment
from desktop.domain.record.diary import DiaryEntry, Reminder, Stage
from desktop.domain.record.evidence import Evidence, FactProof, Quality
from desktop.domain.record.person import Employer, Person

DAYS = st.dates(dt.date(1950, 1, 1), dt.date(2060, 12, 31))
STATES = st.sampled_from(["CN", "DE", "KR", "CH", "JP"])
TEXTS = st.one_of(
    st.sampled_from(["", "=1+1", "'", '"', "a,b;c\n d", "陈晓梅", "김하늘", "Ü\t", "@x", "-5"]),
    st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=20),
)
NAMES = st.sampled_from(["王静怡", "Anna Öztürk", "김하늘", "=cmd", "李 雷"])
AMOUNTS = st.none() | st.integers(0, 10**13).map(lambda n: Decimal(n).scaleb(-2))
BRANCHES = st.lists(st.sampled_from(RECORD_BRANCHES), min_size=1, max_size=3, unique=True).map(tuple)
FIELD_VALUES = st.one_of(
    TEXTS, st.booleans(), st.integers(-(2**40), 2**40), DAYS, st.lists(TEXTS, max_size=3).map(tuple)
)
ANSWERS = st.fixed_dictionaries(
    {},
    optional={
        "from": STATES.map(Answer),
        "start": DAYS.map(Answer),
        "end": st.just(Answer(None)),
        "home_employer": st.booleans().map(Answer),
        "prior_months": st.integers(0, 100).map(Answer),
        "home_pension": st.sampled_from(["employees", "residents"]).map(Answer),
    },
)
FILES = {hashlib.sha256(text).hexdigest(): text for text in (b"", b"%PDF-1.7 payslip", b"\x00\xff" * 500)}


def _fields(prefix: str) -> st.SearchStrategy[dict[str, Any]]:
    keys = st.sampled_from(["name", "birth_date", "note_1", "phone"]).map(lambda key: f"{prefix}.{key}")
    return st.dictionaries(keys, FIELD_VALUES, max_size=3)


def _rows(draw: st.DrawFn, most: int = 3, **columns: st.SearchStrategy[Any]) -> list[dict[str, Any]]:
    count = draw(st.integers(0, most))
    return [{"id": n, **{name: draw(value) for name, value in columns.items()}} for n in range(1, count + 1)]


def _one_of(rows: Sequence[Any]) -> st.SearchStrategy[int | None]:
    return st.none() | st.sampled_from([row.id for row in rows]) if rows else st.none()


@st.composite
def contents(draw: st.DrawFn) -> Contents:
    """Everything of up to three people, each thing with references to others of the same contents."""
    persons = [
        Person(**row)
        for row in _rows(draw, name=NAMES, born_on=st.none() | DAYS, note=TEXTS, fields=_fields("person"))
    ]
    employers = [
        Employer(**row)
        for row in _rows(draw, name=NAMES, state=st.just("") | STATES, note=TEXTS, fields=_fields("unit"))
    ]
    cases = [
        CaseRow(**row)
        for row in _rows(
            draw, name=st.just("") | NAMES, answers=ANSWERS, fields=_fields("case"),
            ticks=st.lists(TEXTS.filter(bool), max_size=2, unique=True).map(lambda t: tuple(sorted(t))),
            law_edition=st.none() | TEXTS, decided_on=st.none() | DAYS, outcome=st.none() | st.just("exempt"),
            created_on=DAYS, changed_on=DAYS, person_id=_one_of(persons),
            china_employer_id=_one_of(employers), abroad_employer_id=_one_of(employers),
        )
    ]  # fmt: skip
    tables: dict[str, Sequence[Any]] = {"persons": persons, "employers": employers, "cases": cases}
    tables["settings"] = _settings(draw, cases)
    if persons:
        tables |= _things(draw, persons, employers, cases)
    return Contents({name: tuple(tables[name]) for name in TABLES if tables.get(name)})


def _settings(draw: st.DrawFn, cases: Sequence[CaseRow]) -> list[SettingRow]:
    found = {}
    for row in _rows(draw, name=st.sampled_from(["money:*", "draft:*:start"]), value=FIELD_VALUES):
        case_id = draw(_one_of(cases))
        name = row["name"] if case_id else row["name"].replace("*", "x")
        found[case_id, name] = SettingRow(id=len(found) + 1, case_id=case_id, name=name, value=row["value"])
    return [
        SettingRow(id=n, case_id=s.case_id, name=s.name, value=s.value)
        for n, s in enumerate(found.values(), 1)
    ]


def _with_own_proof(row: dict[str, Any], owners: Mapping[int | None, int]) -> dict[str, Any]:
    """The row without a proof that is somebody else's."""
    return row if owners.get(row["evidence_id"]) == row["person_id"] else {**row, "evidence_id": None}


def _things(
    draw: st.DrawFn, persons: Sequence[Person], employers: Sequence[Employer], cases: Sequence[CaseRow]
) -> dict[str, Sequence[Any]]:
    owner, case, note = st.sampled_from([p.id for p in persons]), _one_of(cases), TEXTS
    evidence = [
        Evidence(**row)
        for row in _rows(
            draw, person_id=owner, quality=st.sampled_from(Quality), title=TEXTS, dated=st.none() | DAYS,
            digest=st.just("") | st.sampled_from(sorted(FILES)),
            file_name=st.sampled_from(["", "单 据.pdf"]), note=note,
        )
    ]  # fmt: skip
    proof = _one_of(evidence)
    of = {one.id: one.person_id for one in evidence}
    certificates = [
        Certificate(**_with_own_proof(row, of))
        for row in _rows(
            draw, person_id=owner, case_id=case, kind=st.sampled_from(KINDS), number=TEXTS, state=STATES,
            host=STATES, issuer=TEXTS, branches=BRANCHES, issued_on=st.none() | DAYS, starts_on=DAYS, ends_on=DAYS,
            lost_on=st.none() | DAYS, evidence_id=proof, note=note,
        )
    ]  # fmt: skip
    found: dict[str, Sequence[Any]] = {"evidence": evidence, "certificates": certificates}
    months = {}
    for row in _rows(
        draw, 6, person_id=owner, month=DAYS.map(lambda d: d.replace(day=1)), state=STATES,
        branch=st.sampled_from(RECORD_BRANCHES), scheme=st.sampled_from(SCHEMES), place=TEXTS,
        employer_id=_one_of(employers), base=AMOUNTS, employee=AMOUNTS, employer=AMOUNTS,
        currency=st.sampled_from(["", "EUR", "CNY"]), status=st.sampled_from(Payment), evidence_id=proof, note=note,
    ):  # fmt: skip
        month = ContributionMonth(**_with_own_proof(row, of))
        months[month.person_id, month.place_in_record] = month
    found["contributions"] = tuple(months.values())
    found["documents"] = [
        Document(**_with_own_proof(row, of))
        for row in _rows(
            draw, person_id=owner, case_id=case, kind=st.sampled_from(DOCUMENT_KINDS), number=TEXTS,
            state=st.just("") | STATES, starts_on=st.none() | DAYS, ends_on=st.none() | DAYS, evidence_id=proof,
            note=note,
        )
    ]  # fmt: skip
    found["reminders"] = [
        Reminder(**row)
        for row in _rows(
            draw, person_id=owner, case_id=case, kind=st.sampled_from(["own", "refund"]), due_on=DAYS,
            until=st.none() | DAYS, title=TEXTS, done=st.booleans(), note=note,
        )
    ]  # fmt: skip
    if certificates:
        holds = {one.id: one.person_id for one in certificates}
        found["custody"] = [
            Custody(**row, person_id=holds[row["certificate_id"]])
            for row in _rows(
                draw, certificate_id=st.sampled_from([c.id for c in certificates]),
                paper=st.sampled_from(["original", "copy", "scan"]), number=st.integers(1, 9), since=DAYS,
                holder=TEXTS, place=TEXTS, receipt=st.booleans(), note=note,
            )
        ]  # fmt: skip
    if cases:
        one = st.sampled_from([c.id for c in cases])
        found["diary"] = [
            DiaryEntry(**row)
            for row in _rows(
                draw, person_id=owner, case_id=one, on=DAYS, stage=st.sampled_from(Stage),
                matter=st.sampled_from(["certificate", "refund"]), body=TEXTS,
                reason=st.sampled_from(["", "too_late", "other"]), note=note,
            )
        ]  # fmt: skip
        if evidence:
            found["fact_proofs"] = [
                FactProof(**row, person_id=of[row["evidence_id"]])
                for row in _rows(
                    draw, case_id=one, fact=st.sampled_from(["start", "home_employer"]),
                    evidence_id=st.sampled_from([e.id for e in evidence]),
                )
            ]  # fmt: skip
    return found
