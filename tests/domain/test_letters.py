"""What the letters say: whole papers against their golden files, and the rules that no letter may break."""

from __future__ import annotations

import datetime as dt
import json
import os
from dataclasses import replace

import pytest
from letter_samples import CASES, DAY, GOLDEN, as_json, compose, keys, law, material, of, values, with_fields

from desktop.domain.determination import Outcome, Warning_
from desktop.domain.facts import Facts
from desktop.domain.paper import Branches, Letterhead, Missing, Paper, Signatures, Ticks, Words
from desktop.domain.papers.letters import LETTERS
from desktop.domain.papers.material import Material

PAPERS = tuple(LETTERS)


def said(paper: Paper, key: str) -> Words:
    """The text ``key`` as it stands in the paper, with its parameters."""
    return next(value for value in values(paper) if isinstance(value, Words) and value.key == key)


def named(paper: Paper) -> set[tuple[tuple[str, ...], str]]:
    return {(v.codes, v.state) for v in values(paper) if isinstance(v, Branches)}


@pytest.mark.parametrize("paper_id", PAPERS)
@pytest.mark.parametrize("case", CASES)
def test_paper_is_as_approved(case: str, paper_id: str) -> None:
    """``UPDATE_GOLDEN=1`` writes the files anew; the change is then read in the diff."""
    sample = material(case)
    decided = replace(sample.determination, law_edition="2026-11-21+DIGEST")
    paper = replace(compose(paper_id, replace(sample, determination=decided)), law_edition="DATE+DIGEST")
    text = json.dumps(as_json(paper), ensure_ascii=False, indent=1) + "\n"
    path = GOLDEN / case / f"{paper_id}.json"
    if os.environ.get("UPDATE_GOLDEN"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    assert text == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("paper_id", PAPERS)
@pytest.mark.parametrize(
    "facts",
    [
        Facts(),
        Facts(to_state="DE"),
        Facts(from_state="CN", to_state="KR", activity="investor"),
        Facts(from_state="KR", to_state="CN"),
        Facts(from_state="DE", to_state="CN", home_employer=True),
    ],
)
def test_empty_case_is_composed_and_lists_what_is_missing(paper_id: str, facts: Facts) -> None:
    sample = of(facts, {})
    paper = compose(paper_id, sample)
    assert paper.id == paper_id
    assert {"person.surname_latin", "person.given_latin"} <= set(paper.missing)
    assert set(paper.missing) <= set(sample.forms.fields)
    assert len(paper.missing) == len(set(paper.missing))
    gaps = {value.field for value in values(paper) if isinstance(value, Missing)}
    assert gaps <= set(paper.missing)


@pytest.mark.parametrize("paper_id", PAPERS)
@pytest.mark.parametrize("case", CASES)
def test_field_that_is_filled_is_not_listed(case: str, paper_id: str) -> None:
    """Filling one missing field removes it from the list and adds none."""
    sample = material(case, drop=("person.passport_no", "host.address", "ca.valid_to", "ext.reason"))
    before = compose(paper_id, sample).missing
    for field in ("person.passport_no", "host.address", "ca.valid_to", "ext.reason"):
        value = "2029-12-31" if field == "ca.valid_to" else "X"
        after = compose(paper_id, replace(sample, fields={**sample.fields, field: value})).missing
        assert tuple(key for key in before if key != field) == after


@pytest.mark.parametrize("paper_id", [paper for paper in PAPERS if paper not in ("APP-05", "APP-15")])
@pytest.mark.parametrize("case", ["de_cook", "kr_short"])
def test_pension_only_never_names_unemployment(case: str, paper_id: str) -> None:
    paper = compose(paper_id, material(case))
    assert {codes for codes, _ in named(paper)} <= {("pension",)}
    assert not any("unemp" in key or "comwel" in key for key in keys(paper))
    assert "letters.certificate.CN.DE" not in keys(paper)
    assert not any(row.startswith("ins.unemp") for row in _row_fields(paper))


def test_pension_only_leaves_the_unemployment_digit_alone() -> None:
    paper = compose("APP-05", material("de_cook"))
    assert dict(said(paper, "letters.app05.key.proposal").params) == {
        "usual": "1011",
        "voluntary": "9011",
        "group": "101",
    }
    assert "letters.app05.key.usual" not in keys(paper)
    assert "letters.app05.unemployment.DE" in keys(paper)
    assert "letters.app05.key.rule" not in keys(paper)


def test_both_branches_set_both_digits_to_zero() -> None:
    paper = compose("APP-05", material("de_posted"))
    assert said(paper, "letters.app05.key.usual").params["usual"] == "1001"
    assert not any("unemployment" in key for key in keys(paper))


def test_key_of_seafarers_is_left_to_the_insurer() -> None:
    sample = material("de_posted", activity="seafarer", host_workplace="ship")
    paper = compose("APP-05", sample)
    assert not {"letters.app05.key.usual", "letters.app05.key.proposal"} & keys(paper)
    assert "letters.app05.key.ask" in keys(paper)


def test_payroll_note_to_korea_keeps_health_and_accident_due() -> None:
    stays = said(compose("APP-05", material("kr_short")), "letters.app05.stays.branches").params["branches"]
    assert isinstance(stays, Branches)
    assert {"medical", "work_injury"} <= set(stays.codes)
    assert not {"pension", "unemployment"} & set(stays.codes)


@pytest.mark.parametrize("case", CASES)
def test_online_check_is_mentioned_only_with_its_reference(case: str) -> None:
    for reference in ("", "AB12-CD34"):
        paper = compose("APP-04", with_fields(material(case), ca__verify_ref=reference))
        found = {key for key in keys(paper) if "verify" in key}
        assert found == ({"letters.app04.verify"} if reference else set())


@pytest.mark.parametrize(("issued", "sealed"), [("2025-09-14", False), ("2025-09-15", True), ("", True)])
def test_electronic_seal_begins_on_15_september_2025(issued: str, sealed: bool) -> None:
    paper = compose("APP-04", with_fields(material("de_posted"), ca__issue_date=issued))
    assert ("letters.app04.e_seal" in keys(paper)) is sealed


@pytest.mark.parametrize(("issued", "kind"), [("2025-09-14", "paper"), ("2025-09-15", "sealed")])
def test_korea_is_handed_the_original_or_the_print_of_an_electronic_seal(issued: str, kind: str) -> None:
    sample = with_fields(material("kr_short"), ca__issue_date=issued, ca__verify_ref="AB12-CD34")
    enclosed = said(compose("APP-04", sample), "letters.app04.enclosures.KR.contract").params["certificate"]
    assert enclosed == Words(f"letters.app04.original.{kind}")
    note = keys(compose("APP-05", sample))
    assert ("letters.app05.report.KR.sealed" in note) is (kind == "sealed")
    assert "letters.app04.verify" in note


@pytest.mark.parametrize(
    ("last", "article"), [("2031-02-28", "art4"), ("2031-03-01", "art4_art8"), ("2032-02-29", "art4_art8")]
)
def test_posting_to_germany_rests_on_article_8_from_the_49th_month(last: str, article: str) -> None:
    paper = compose("APP-04", material("de_posted", end=last))
    assert f"letters.basis.de.{article}" in keys(paper)


def test_extension_names_article_8_for_its_new_end() -> None:
    short = with_fields(material("de_posted"), ext__new_end="2031-02-28")
    longer = with_fields(material("de_posted"), ext__new_end="2031-03-01")
    assert "letters.basis.de.art4" in keys(compose("APP-06", short))
    assert "letters.basis.de.art4_art8" in keys(compose("APP-06", longer))


@pytest.mark.parametrize("case", ["de_cook", "de_posted"])
def test_inferred_article_is_not_named(case: str) -> None:
    sample = material(case, **({} if case == "de_cook" else {"host_workplace": "subsidiary_or_affiliate"}))
    assert sample.determination.category in ("DE-N", "DE-S")
    basis = {key for key in keys(compose("APP-04", sample)) if key.startswith("letters.basis")}
    assert basis == {"letters.basis.de"}


def test_copy_goes_to_comwel_only_where_employment_insurance_is_exempt() -> None:
    posted = material(
        "kr_short",
        home_employer=True,
        home_contract="active",
        works_for_home_employer=True,
        host_contract=False,
        host_workplace="office_or_branch",
        home_pension="employees",
        home_unemployment=True,
    )
    assert posted.exempt_branches == ("pension", "unemployment")
    assert "letters.body.comwel_copy" in keys(compose("APP-04", posted))
    assert "letters.body.comwel_copy" not in keys(compose("APP-04", material("kr_short")))


def test_letter_to_korea_is_numbered_without_gaps() -> None:
    for reference in ("", "4QF8-11ZD"):
        paper = compose("APP-04", with_fields(material("kr_short"), ca__verify_ref=reference))
        numbers = [
            value.params["n"]
            for value in values(paper)
            if isinstance(value, Words) and value.key == "letters.numbered"
        ]
        assert numbers == list(range(1, len(numbers) + 1))


def test_german_employer_letter_goes_to_the_insurer_and_chinese_one_to_the_agency() -> None:
    assert _head(compose("APP-04", material("de_posted"))).addressee[0] == "Rheinische Beispielkasse"
    to_china = _head(compose("APP-04", material("de_to_china"))).addressee
    assert to_china == (Words("letters.body.cn_agency"),)


def test_bearing_of_wages_opens_the_question_of_paragraph_5() -> None:
    assert "letters.app04.sgb4" in keys(compose("APP-04", material("de_posted")))
    borne_here = material("de_posted", drop=("employment.wage_recharged",), wages_borne_by="host")
    assert "letters.app04.sgb4" not in keys(compose("APP-04", borne_here))
    assert "letters.app04.sgb4" not in keys(compose("APP-04", material("de_cook")))


def test_posting_statement_claims_nothing_that_was_not_told() -> None:
    sample = material(
        "de_posted", drop=("employment.wage_payer", "employment.wage_recharged", "employment.instructions")
    )
    sample = replace(sample, facts=sample.facts.with_("wages_borne_by", None).with_("home_contract", None))
    paper = compose("APP-02", sample)
    assert {"employment.contract_cn_kept", "employment.wage_payer"} <= set(paper.missing)
    told = {key for key in keys(paper) if key.startswith(("letters.app02.contract", "letters.app02.wages"))}
    assert told == {"letters.app02.contract.open", "letters.app02.wages.open"}
    assert not any(
        key.startswith(("letters.app02.recharged", "letters.app02.instructions")) for key in keys(paper)
    )


def test_unpaid_contributions_are_not_confirmed() -> None:
    sample = material("de_posted")
    unpaid = replace(sample, facts=sample.facts.with_("paying_at_home", False))
    assert "letters.app02.insured" in keys(compose("APP-02", sample))
    assert "letters.app02.insured" not in keys(compose("APP-02", unpaid))


@pytest.mark.parametrize(
    ("case", "who", "places"), [("de_posted", "employer", 2), ("de_cook", "self", 1), ("kr_short", "self", 1)]
)
def test_flexible_workers_sign_alone(case: str, who: str, places: int) -> None:
    paper = compose("APP-03", material(case))
    assert f"letters.app03.intro.{who}" in keys(paper)
    assert len(_signatures(paper).places) == places


def test_flexible_payer_with_employer_speaks_for_himself() -> None:
    paper = compose("APP-03", with_fields(material("de_posted"), ins__payer="flexible_self"))
    assert "letters.app03.undertaking.self.branches" in keys(paper)
    assert [place.seal for place in _signatures(paper).places] == [False]


def test_seal_boxes_stand_beside_the_employer_alone() -> None:
    assert [place.seal for place in _signatures(compose("APP-02", material("de_posted"))).places] == [
        True,
        False,
    ]
    assert [place.seal for place in _signatures(compose("APP-04", material("de_posted"))).places] == [False]
    assert [place.seal for place in _signatures(compose("APP-04", material("kr_short"))).places] == [True]


def test_both_sides_sign_bilingual_papers() -> None:
    bilingual = {paper for paper in PAPERS if compose(paper, material("de_posted")).bilingual}
    assert bilingual == {"APP-02", "APP-03", "APP-08"}


def test_without_exempt_branches_the_certificate_decides() -> None:
    sample = material("de_posted", paying_at_home=False)
    assert sample.exempt_branches == ()
    for paper_id in PAPERS:
        paper = compose(paper_id, sample)
        assert not any(key.endswith(".branches") for key in keys(paper) if "stays" not in key)


def test_change_notice_ticks_what_the_facts_state() -> None:
    assert _ticked(material("de_posted")) == set()
    assert _ticked(material("de_posted", planned_end="2031-12-31")) == {"end"}
    assert _ticked(material("de_posted", home_contract="ended", paying_at_home=False)) == {
        "contract",
        "unpaid",
    }
    assert _ticked(material("de_posted", workplace_changed=True)) == {"host"}


def test_exception_request_to_korea_names_no_article() -> None:
    paper = compose("APP-07", material("kr_to_china"))
    assert "letters.app07.ask.KR" in keys(paper)
    assert not any(key.startswith("letters.basis.") for key in keys(paper))


def test_electronic_procedure_is_named_for_germans_only() -> None:
    assert "letters.app07.electronic" in keys(compose("APP-07", material("de_to_china")))
    assert "letters.app07.electronic" not in keys(compose("APP-07", material("de_posted")))


def test_question_letter_names_the_open_points_and_the_body_to_ask() -> None:
    sample = material("de_cook")
    paper = compose("Q-01", sample)
    points = {w.open_point for w in sample.determination.warnings if w.open_point}
    open_ones = {point for point in points if not law().open_points[point].closed}
    assert open_ones
    assert {f"law.open.{point}.question" for point in open_ones} <= keys(paper)
    asked = next(w.ask for w in sample.determination.warnings if w.ask)
    (addressee,) = _head(paper).addressee
    assert addressee.names == law().authorities[asked].names  # type: ignore[union-attr]


def test_question_letter_leaves_settled_points_out() -> None:
    sample = material("de_posted")
    point = replace(law().open_points["O-1"], closed=True)
    decided = replace(
        sample,
        law=replace(law(), open_points={"O-1": point}),
        determination=replace(sample.determination, warnings=(Warning_("x", open_point="O-1"),)),
    )
    assert not any(key.startswith("law.open") for key in keys(compose("Q-01", decided)))


def test_question_letter_asks_for_reasons_of_a_refusal() -> None:
    paper = compose("Q-01", material("de_posted", certificate="refused"))
    assert "letters.q01.refused" in keys(paper)


def test_question_letter_asks_about_missing_facts_of_an_undecided_case() -> None:
    sample = material("de_posted")
    sample = of(sample.facts.with_("paying_at_home", None), sample.fields)
    assert sample.determination.outcome is Outcome.CANNOT_TELL
    asked = {key for key in keys(compose("Q-01", sample)) if key.startswith("fields.fact.")}
    assert "fields.fact.paying_at_home" in asked
    assert asked == {f"fields.fact.{fact}" for fact in sample.determination.missing}


def test_question_letter_names_the_condition_that_failed() -> None:
    paper = compose("Q-01", material("kr_short", nationality="VN"))
    assert any(key.startswith("law.condition.") for key in keys(paper))


@pytest.mark.parametrize("paper_id", PAPERS)
def test_letter_carries_edition_and_day_of_the_decision(paper_id: str) -> None:
    paper = compose(paper_id, material("de_posted"))
    assert (paper.law_edition, paper.decided_on) == (law().edition, DAY)


def test_letter_is_dated_by_the_application_where_that_has_a_date() -> None:
    assert _head(compose("APP-04", material("de_posted"))).date == DAY
    signed = with_fields(material("de_posted"), sign__applicant_date="2026-12-01")
    assert _head(compose("APP-04", signed)).date == dt.date(2026, 12, 1)


def _head(paper: Paper) -> Letterhead:
    return next(block for block in paper.blocks if isinstance(block, Letterhead))


def _signatures(paper: Paper) -> Signatures:
    return next(block for block in paper.blocks if isinstance(block, Signatures))


def _row_fields(paper: Paper) -> list[str]:
    return [row.field or "" for block in paper.blocks for row in getattr(block, "rows", ())]


def _ticked(sample: Material) -> set[str]:
    ticks = next(block for block in compose("APP-11", sample).blocks if isinstance(block, Ticks))
    return {text.key.rpartition(".")[2] for text, on in ticks.items if on and isinstance(text, Words)}
