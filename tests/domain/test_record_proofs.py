"""What is proved and what is not."""

from __future__ import annotations

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st
from letter_samples import material

from desktop.domain.facts import VOCABULARY
from desktop.domain.record.certificate import Certificate, Document
from desktop.domain.record.contribution import ContributionMonth, Payment
from desktop.domain.record.evidence import Evidence, FactProof, Quality
from desktop.domain.record.life import Posting, WorkingLife
from desktop.domain.record.person import Person
from desktop.domain.record.proofs import facts_standing, facts_to_prove, months_standing, proves

_SAMPLE = material("de_posted")
POSTING = Posting(case_id=7, name="", facts=_SAMPLE.all_facts, determination=_SAMPLE.determination)
PROOFS = {
    number: Evidence(id=number, person_id=1, quality=quality, title=quality.value)
    for number, quality in enumerate((Quality.OWN_NOTE, Quality.BANK_SLIP, Quality.PAYSLIP), 1)
}


def _proof(fact: str, evidence_id: int, case_id: int = 7) -> FactProof:
    return FactProof(person_id=1, case_id=case_id, fact=fact, evidence_id=evidence_id)


def _month(year: int, month: int, **values: object) -> ContributionMonth:
    return ContributionMonth(
        person_id=1, month=dt.date(year, month, 1), **{"state": "CN", "branch": "pension", **values}
    )  # type: ignore[arg-type]


def test_what_the_answer_rests_on_is_to_be_proved_in_the_order_of_the_vocabulary() -> None:
    facts = facts_to_prove(POSTING)
    assert {"start", "end", "home_pension", "paying_at_home", "home_contract"} <= set(facts)
    assert "sex" not in facts
    assert list(facts) == [name for name in VOCABULARY if name in facts]


def test_a_fact_nobody_knows_is_not_asked_to_be_proved() -> None:
    unknown = Posting(
        case_id=7, name="", facts=POSTING.facts.with_("home_pension", None),
        determination=POSTING.determination,
    )  # fmt: skip
    assert "home_pension" not in facts_to_prove(unknown)


def test_the_best_quality_counts_and_an_own_note_proves_nothing() -> None:
    proofs = [_proof("start", 1), _proof("start", 2), _proof("start", 3), _proof("end", 1)]
    by_fact = {one.fact: one for one in facts_standing(POSTING, PROOFS.values(), proofs)}
    assert by_fact["start"].best == PROOFS[3]
    assert by_fact["start"].proved
    assert by_fact["end"].best == PROOFS[1]
    assert not by_fact["end"].proved
    assert by_fact["home_pension"].best is None


def test_proofs_of_another_posting_or_of_a_removed_paper_do_not_count() -> None:
    proofs = [_proof("start", 2, case_id=8), _proof("end", 99)]
    assert all(one.best is None for one in facts_standing(POSTING, PROOFS.values(), proofs))


@given(st.permutations([1, 2, 3]))
def test_the_order_of_the_proofs_says_nothing(order: list[int]) -> None:
    proofs = [_proof("start", number) for number in order]
    standing = {one.fact: one for one in facts_standing(POSTING, PROOFS.values(), proofs)}
    assert standing["start"].best == PROOFS[3]


def test_months_are_counted_by_state_and_year_once_each() -> None:
    months = [
        _month(2025, 1, evidence_id=1),
        _month(2025, 1, branch="medical"),
        _month(2025, 2, branch="medical"),
        _month(2025, 3, status=Payment.WAIVED),
        _month(2025, 4, status=Payment.PAID_LATE),
        _month(2024, 12, state="DE", evidence_id=2),
    ]
    assert [(m.state, m.year, m.paid, m.without_proof) for m in months_standing(months)] == [
        ("CN", 2025, 3, 2),
        ("DE", 2024, 1, 0),
    ]


def test_one_proof_stands_for_everything_that_names_it() -> None:
    day = dt.date(2026, 1, 1)
    life = WorkingLife(
        person=Person(id=1, name="陈晓梅"),
        months=(_month(2025, 1, id=5, evidence_id=2), _month(2025, 2, id=6)),
        certificates=(
            Certificate(id=3, person_id=1, state="CN", host="DE", starts_on=day, ends_on=day, evidence_id=2),
        ),
        documents=(Document(id=4, person_id=1, kind="passport", evidence_id=2),),
        proofs=(_proof("start", 2), _proof("end", 3)),
    )
    found = proves(2, life)
    assert (found.facts, found.months) == ({(7, "start")}, {5})
    assert (found.certificates, found.documents) == ({3}, {4})
    assert not found.nothing
    assert proves(1, life).nothing
