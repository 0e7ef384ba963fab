"""Certificates as things: where they stand on a day, what looks wrong, where their papers lie."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from letter_samples import DAY, material

from desktop.domain.case import Answer, Case
from desktop.domain.record.certificate import Certificate, Custody, Document
from desktop.domain.record.certificate_checks import ENDS_SOON, Standing, check, last_day, standing
from desktop.domain.record.certificate_draft import CertificateDraft, fields_of, from_posting
from desktop.domain.record.custody import chain, giver, handed_on, next_number, original, whereabouts
from desktop.domain.record.known_documents import entries_of, known
from desktop.domain.record.life import Posting
from desktop.domain.record.person import Person

ONE_DAY = dt.timedelta(days=1)


def posting(name: str = "de_posted", **changes: object) -> Posting:
    sample = material(name, **changes)
    return Posting(case_id=7, name=name, facts=sample.all_facts, determination=sample.determination)


def certificate(**changes: object) -> Certificate:
    """A certificate that fits the posting ``de_posted``."""
    made = Certificate(
        id=1, person_id=1, case_id=7, number="中社证-2027-0815", state="CN", host="DE",
        branches=("pension", "unemployment"), issued_on=dt.date(2026, 10, 1),
        starts_on=dt.date(2027, 3, 1), ends_on=dt.date(2029, 2, 28),
    )  # fmt: skip
    return replace(made, **changes)  # type: ignore[arg-type]


def keys(made: Certificate, of: Posting | None = None, *others: Certificate) -> list[str]:
    return [warning.key for warning in check(made, of, others, DAY)]


# -- where it stands


def test_a_certificate_is_valid_on_its_first_and_on_its_last_day() -> None:
    made = certificate()
    assert standing(made, made.starts_on - ONE_DAY) is Standing.NOT_YET
    assert standing(made, made.starts_on) is Standing.VALID
    assert standing(made, made.ends_on) is Standing.ENDS_SOON
    assert standing(made, made.ends_on + ONE_DAY) is Standing.ENDED


def test_the_end_is_near_from_89_days_before_it_on() -> None:
    made = certificate()
    assert standing(made, made.ends_on - ENDS_SOON) is Standing.VALID
    assert standing(made, made.ends_on - ENDS_SOON + ONE_DAY) is Standing.ENDS_SOON


def test_a_lost_certificate_stays_lost_until_it_is_found() -> None:
    made = certificate(lost_on=dt.date(2028, 1, 1))
    assert standing(made, dt.date(2035, 1, 1)) is Standing.LOST


# -- what looks wrong


def test_a_certificate_that_fits_its_posting_is_left_alone() -> None:
    assert keys(certificate(), posting()) == []


@pytest.mark.parametrize(
    ("changes", "key"),
    [
        ({"number": "  "}, "no_number"),
        ({"host": "CN", "case_id": None}, "same_state"),
        ({"branches": ()}, "no_branches"),
        ({"ends_on": dt.date(2027, 2, 28)}, "ends_before_start"),
        ({"issued_on": DAY + ONE_DAY}, "issued_in_future"),
        ({"issued_on": DAY, "starts_on": DAY - ONE_DAY}, "issued_after_start"),
    ],
)
def test_an_entry_that_looks_wrong_is_named(changes: dict[str, object], key: str) -> None:
    assert keys(certificate(**changes)) == [key]


def test_the_days_at_the_edges_are_in_order() -> None:
    made = certificate()
    assert keys(replace(made, ends_on=made.starts_on)) == []
    assert keys(replace(made, issued_on=DAY)) == []
    assert keys(replace(made, starts_on=DAY, issued_on=DAY)) == []


@pytest.mark.parametrize(("last", "found"), [("2032-02-29", []), ("2032-03-01", ["beyond_limit"])])
def test_the_first_certificate_ends_with_the_first_limit_of_the_law(last: str, found: list[str]) -> None:
    """60 calendar months from 2027-03-01 (CN-DE-2001, Chinese notice of 2002)."""
    assert keys(certificate(ends_on=dt.date.fromisoformat(last)), posting()) == found


def test_an_extension_may_go_to_the_last_stage_and_an_exception_as_far_as_agreed() -> None:
    beyond_all = dt.date(2035, 3, 1)
    last = certificate(kind="extension", ends_on=beyond_all - ONE_DAY)
    assert keys(last, posting()) == []
    assert keys(replace(last, ends_on=beyond_all), posting()) == ["beyond_limit"]
    assert keys(replace(last, ends_on=beyond_all, kind="exception"), posting()) == []


def test_a_branch_that_the_answer_does_not_exempt_is_named() -> None:
    (warning,) = check(certificate(), posting("de_cook"), (), DAY)
    assert (warning.key, warning.params["branches"]) == ("wrong_branches", ("unemployment",))


def test_a_certificate_against_the_answer_is_named() -> None:
    assert "against_answer" in keys(certificate(), posting(paying_at_home=False))
    assert "against_answer" not in keys(certificate(), posting())


def test_branches_are_not_judged_where_the_answer_exempts_none() -> None:
    refused = posting(paying_at_home=False)
    assert refused.determination.exempt_branches == ()
    assert "wrong_branches" not in keys(certificate(), refused)


def test_other_states_than_those_of_the_posting_are_named() -> None:
    assert "other_states" in keys(certificate(host="KR"), posting())


def test_two_certificates_overlap_from_one_common_day_and_branch_on() -> None:
    made = certificate()
    after = replace(made, id=2, starts_on=made.ends_on + ONE_DAY, ends_on=dt.date(2030, 1, 1))
    assert keys(made, None, made, after) == []
    assert keys(made, None, replace(after, starts_on=made.ends_on)) == ["overlaps"]
    assert keys(made, None, replace(after, starts_on=made.ends_on, branches=("medical",))) == []
    assert keys(made, None, replace(after, starts_on=made.ends_on, host="KR")) == []


# -- entering it


def test_a_posting_prefills_what_it_knows() -> None:
    draft = from_posting(posting(), {"ca.cert_no": " 12 ", "ca.valid_to": dt.date(2028, 1, 31)})
    assert draft.missing == ()
    assert (draft.number, draft.state, draft.host) == ("12", "CN", "DE")
    assert draft.branches == ("pension", "unemployment")
    assert (draft.starts_on, draft.ends_on) == (dt.date(2027, 3, 1), dt.date(2028, 1, 31))


def test_the_prefilled_end_never_passes_the_first_limit() -> None:
    long = posting(end="2034-12-31")
    unstated = replace(long, facts=replace(long.facts, certificate_until=None))
    assert from_posting(unstated, {}).ends_on == last_day("certificate", long) == dt.date(2032, 2, 29)


def test_an_unfinished_draft_is_no_certificate() -> None:
    draft = CertificateDraft(state="CN", host="DE", starts_on=DAY)
    assert draft.missing == ("ends_on",)
    with pytest.raises(ValueError, match="ends_on"):
        draft.put_into(None, 1)


def test_editing_keeps_what_the_form_does_not_show() -> None:
    made = certificate(lost_on=DAY, evidence_id=4)
    changed = replace(CertificateDraft.of(made), number="9").put_into(made, 1)
    assert changed == replace(made, number="9")


def test_papers_name_what_the_register_knows_and_nothing_empty() -> None:
    assert fields_of(certificate(issued_on=None, number="")) == {
        "ca.valid_from": dt.date(2027, 3, 1),
        "ca.valid_to": dt.date(2029, 2, 28),
    }


# -- whose hands it is in


def _hand(number: int, day: int, holder: str, paper: str = "original", copy: int = 1) -> Custody:
    return Custody(
        id=number, person_id=1, certificate_id=1, paper=paper, number=copy, since=DAY + ONE_DAY * day,
        holder=holder,
    )  # fmt: skip


HANDS = (
    _hand(1, 0, "陈晓梅"),
    _hand(2, 5, "Payroll"),
    _hand(3, 1, "HR", "copy"),
    _hand(4, 2, "Agency", "copy", 2),
    _hand(5, 5, "Insurer"),
)


def test_the_last_row_of_each_paper_says_where_it_is() -> None:
    assert [row.holder for row in whereabouts(1, HANDS)] == ["Insurer", "HR", "Agency"]
    found = original(1, HANDS)
    assert found is not None
    assert found.holder == "Insurer"
    assert original(2, HANDS) is None
    assert original(1, HANDS[2:4]) is None


def test_each_row_knows_whose_hands_it_came_from() -> None:
    givers = [giver(row, HANDS) for row in HANDS]
    assert [one and one.holder for one in givers] == [None, "陈晓梅", None, None, "Payroll"]
    next_one = handed_on(HANDS[4], "Tax office", "Köln", HANDS[4].since)
    last = giver(next_one, HANDS)
    assert last is not None
    assert last.holder == "Insurer"


def test_copies_are_numbered_and_the_original_is_one() -> None:
    assert [next_number(paper, 1, HANDS) for paper in ("original", "copy", "scan")] == [1, 3, 1]


@given(st.permutations(HANDS))
def test_the_order_of_the_rows_in_the_store_says_nothing(rows: list[Custody]) -> None:
    assert chain(1, rows) == chain(1, HANDS)
    assert [giver(row, rows) for row in HANDS] == [giver(row, HANDS) for row in HANDS]


# -- documents with an end


FIELDS = {
    "person.passport_no": "E12345678",
    "person.passport_expiry": dt.date(2030, 5, 1),
    "person.nationality": "CN",
}


def _case() -> Case:
    sample = material("de_posted")
    answers = {name: Answer(value) for name, value in sample.facts.known()}
    return Case(
        id=7, name="", answers=answers,
        fields={**FIELDS, "hostid.title_expiry": dt.date(2029, 4, 1), "employment.contract_cn_end": ""},
    )  # fmt: skip


def test_what_the_papers_know_is_offered_once() -> None:
    passport, title = known(1, FIELDS, [_case()], [])
    assert (passport.kind, passport.number, passport.state, passport.case_id) == (
        "passport", "E12345678", "CN", None,
    )  # fmt: skip
    assert (title.kind, title.state, title.ends_on) == ("residence_title", "DE", dt.date(2029, 4, 1))
    assert known(1, FIELDS, [_case()], [passport, title]) == ()
    assert known(1, FIELDS, [_case()], [replace(title, case_id=8)]) == (passport, title)


def test_a_kept_document_gives_its_entries_back() -> None:
    passport, title = known(1, FIELDS, [_case()], [])
    assert entries_of(passport, [passport, title]) == {
        "person.passport_no": "E12345678",
        "person.passport_expiry": dt.date(2030, 5, 1),
    }
    assert entries_of(title, [title]) == {"hostid.title_expiry": dt.date(2029, 4, 1)}
    assert entries_of(Document(person_id=1, kind="work_permit", number="3"), []) == {}


def test_an_older_passport_does_not_take_the_place_of_the_new_one() -> None:
    old = Document(id=1, person_id=1, kind="passport", number="OLD", ends_on=dt.date(2026, 1, 1))
    new = Document(id=2, person_id=1, kind="passport", number="NEW", ends_on=dt.date(2036, 1, 1))
    assert entries_of(old, [old, new]) == {}
    assert entries_of(new, [old, new])["person.passport_no"] == "NEW"


def test_a_person_called_by_the_number_of_a_case_has_no_name_on_paper() -> None:
    assert Person(name="#12").written_name == ""
    assert Person(name="陈晓梅").written_name == "陈晓梅"
