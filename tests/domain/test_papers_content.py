"""Data sheet, checklist, card and calendar: what stands on them, empty and full."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace

import pytest
from letter_samples import CASES, forms, keys, law, material, values, with_fields

from desktop.domain.facts import Facts
from desktop.domain.paper import (
    Address,
    Branches,
    Missing,
    Months,
    Official,
    Paper,
    Period,
    PersonName,
    Row,
    State,
    Ticks,
    Words,
)
from desktop.domain.papers import COMPOSERS, Material, Sheet, compose, offers, portal_order
from desktop.domain.papers.calendar import events
from desktop.domain.papers.checklist import evidence
from desktop.languages.language import Language

OWN = ("APP-01", "APP-10", "APP-13", "APP-14")


def rows(paper: Paper) -> Iterator[Row]:
    return (value for value in values(paper) if isinstance(value, Row))  # type: ignore[misc]


def empty(sample: Material) -> Material:
    return replace(sample, fields={})


# --- material


def test_fields_become_typed_values() -> None:
    sample = material("de_posted")
    assert sample.value("posting.start") == dt.date(2027, 3, 1)
    assert sample.value("posting.months") == Months(36)
    assert sample.value("person.nationality") == State("CN")
    assert sample.value("person.sex") == Words("fields.enum.sex.M")
    assert sample.value("ins.start") == Words("fields.month.7", {"year": "2012"})
    assert sample.value("ins.unemployment") == Words("fields.yes")
    assert sample.value("person.address_host") == Address(("Lindenweg 7", "40213 Düsseldorf"), "DE")
    assert isinstance(sample.value("case.agreement"), Official)
    assert sample.value("sign.applicant") == Missing("sign.applicant")
    assert sample.value("person.email") == Missing("person.email")
    assert sample.posting() == Period(dt.date(2027, 3, 1), dt.date(2030, 2, 28))
    assert sample.person() == PersonName("OUYANG", "KUN", "欧阳堃")


def test_what_cannot_be_read_is_shown_as_typed() -> None:
    sample = with_fields(material("de_posted"), person__passport_expiry="31.02.2030")
    assert sample.value("person.passport_expiry") == "31.02.2030"
    assert sample.date("person.passport_expiry") is None


def test_earlier_postings_are_listed_as_periods() -> None:
    text = "2019-03-01/2021-02-28\n2022-01-01/2022-12-31"
    value = with_fields(material("de_posted"), posting__previous=text).value("posting.previous")
    assert Language("de").value(value, law()) == "01.03.2019 – 28.02.2021; 01.01.2022 – 31.12.2022"


def test_the_sides_turn_for_people_coming_to_china() -> None:
    going, coming = material("de_posted"), material("de_to_china")
    assert (going.sender, going.receiver, going.other) == ("unit", "host", "DE")
    assert (coming.sender, coming.receiver, coming.other) == ("host", "unit", "DE")
    assert coming.label("host.name") == Words("fields.host.name.label_to_cn")


def test_a_typed_field_stands_in_for_a_fact_that_is_unknown() -> None:
    sample = replace(material("de_posted"), facts=Facts(from_state="CN", to_state="DE"))
    sample = with_fields(sample, posting__start="2027-03-01", posting__end="2029-02-28")
    assert sample.all_facts.start == dt.date(2027, 3, 1)
    assert sample.posting() == Period(dt.date(2027, 3, 1), dt.date(2029, 2, 28))


def test_the_sheet_remembers_missing_keys_once_in_page_order() -> None:
    sheet = Sheet(empty(material("de_posted")))
    for key in ("person.surname_latin", "posting.start", "person.email", "person.surname_latin"):
        sheet.need(key)
    assert sheet.take("person.phone_cn") is None
    assert sheet.missing == ("person.surname_latin", "person.email")


# --- every composer


@pytest.mark.parametrize("paper_id", sorted(COMPOSERS))
@pytest.mark.parametrize("name", CASES)
def test_every_composer_works_without_fields_and_lists_what_is_missing(name: str, paper_id: str) -> None:
    paper = compose(paper_id, empty(material(name)))
    assert paper.id == paper_id
    assert len(set(paper.missing)) == len(paper.missing)
    assert set(paper.missing) <= forms().fields.keys()
    if paper_id in ("APP-01", "APP-02", "APP-13"):
        assert paper.missing


@pytest.mark.parametrize("paper_id", sorted(COMPOSERS))
def test_every_composer_works_on_a_case_of_which_nothing_is_known(paper_id: str) -> None:
    sample = empty(material("de_posted"))
    unknown = replace(sample, facts=Facts(), determination=replace(
        sample.determination, agreement=None, category=None, exempt_branches=(), clock=None,
    ))  # fmt: skip
    assert compose(paper_id, unknown).id == paper_id


@pytest.mark.parametrize("code", ["zh_Hans", "de", "ko", "en"])
@pytest.mark.parametrize("name", CASES)
def test_every_text_exists_in_every_language(name: str, code: str) -> None:
    language = Language(code)
    for paper_id in OWN:
        paper = compose(paper_id, material(name))
        assert [key for key in keys(paper) if not language.has(key)] == []


@pytest.mark.parametrize("code", ["zh_Hans", "de", "ko", "en"])
def test_texts_of_the_data_exist_in_every_language(code: str) -> None:
    language, known = Language(code), forms()
    wanted = [f"papers.evidence.{item.key}" for item in known.evidence]
    wanted += [f"papers.name.{paper}" for paper in COMPOSERS]
    wanted += [f"papers.purpose.{paper}" for paper in COMPOSERS]
    wanted += [f"law.event.{deadline.key}" for deadline in law().deadlines]
    wanted += [f"law.deadline.{deadline.key}" for deadline in law().deadlines]
    wanted += [f"papers.who.{spec.completed_by}" for spec in known.fields.values()]
    for name, sections in known.sheets.items():
        wanted += [f"papers.sheet.{name}.{part}" for part in ("title", "lead", "note")]
        wanted += [f"papers.sheet.section.{section.key}" for section in sections]
    assert [key for key in wanted if not language.has(key)] == []


# --- APP-01


def test_the_data_sheet_marks_required_fields_and_keeps_the_order_of_the_portal() -> None:
    sample = material("de_posted")
    paper = compose("APP-01", sample)
    shown = [row.field for row in rows(paper)]
    assert tuple(shown) == portal_order(sample)
    assert shown[:4] == ["case.agreement", "case.host_country", "case.category", "case.request_kind"]
    marked = {row.field for row in rows(paper) if row.label.key == "papers.sheet.required"}
    assert "person.passport_expiry" in marked
    assert "person.passport_issue" not in marked
    assert set(paper.missing) <= marked


@pytest.mark.parametrize(
    ("name", "there", "not_there"),
    [
        ("de_posted", "unit.uscc", "ins.payer"),
        ("de_cook", "ins.payer", "unit.uscc"),
        ("kr_short", "employment.local_contract_from", "self.position"),
        ("de_to_china", "hostid.de_vsnr", "person.resident_id"),
        ("kr_to_china", "host.kr_brn", "hostid.de_vsnr"),
    ],
)
def test_each_variant_asks_its_own_fields(name: str, there: str, not_there: str) -> None:
    order = portal_order(material(name))
    assert there in order
    assert not_there not in order


def test_the_german_sheet_has_the_three_blocks_of_the_electronic_application() -> None:
    found = keys(compose("APP-01", material("de_to_china")))
    blocks = ("sva_company", "sva_worker", "sva_employment")
    assert {f"papers.sheet.section.{block}" for block in blocks} <= found


def test_an_extension_asks_for_the_earlier_certificate() -> None:
    sample = material("de_posted")
    assert "case.prior_certificate_no" not in portal_order(sample)
    longer = material("de_posted", extension="requested", end="2032-12-31")
    assert {"case.prior_certificate_no", "ext.new_end", "ext.reason"} <= set(portal_order(longer))


# --- APP-10


def test_the_checklist_ticks_what_the_user_has_ticked() -> None:
    sample = replace(material("de_posted"), ticks=frozenset({"check:passport", "check:APP-02"}))
    ticked = [
        item
        for block in compose("APP-10", sample).blocks
        if isinstance(block, Ticks)
        for item, done in block.items
        if done
    ]
    assert len(ticked) == 2


def test_the_evidence_follows_the_category() -> None:
    shown = {name: {item.key for item in evidence(material(name))} for name in CASES}
    assert "self_paid" in shown["de_cook"]
    assert "self_paid" not in shown["de_posted"]
    assert "korean_contract" in shown["kr_short"]
    assert {"sva_application", "work_permit"} <= shown["de_to_china"]
    assert {"nps_application", "nps_posting_proof"} <= shown["kr_to_china"]


def test_the_checklist_lists_what_the_papers_of_the_case_miss() -> None:
    sample = empty(material("de_posted"))
    wanted = [offer for offer in offers(sample.facts, sample.determination) if offer.need == "always"]
    missed = {key for offer in wanted for key in compose(offer.paper_id, sample).missing}
    labels = keys(compose("APP-10", sample))
    assert {f"fields.{key}.label" for key in missed} <= labels


def test_who_completes_a_field_turns_for_people_coming_to_china() -> None:
    coming = keys(compose("APP-10", empty(material("de_to_china"))))
    assert {"papers.who.employer", "papers.who.host_employer", "papers.who.applicant"} <= coming


# --- APP-13


def test_the_card_names_exactly_the_exempt_branches() -> None:
    for name in CASES:
        sample = material(name)
        shown = [value for value in values(compose("APP-13", sample)) if isinstance(value, Branches)]
        assert shown == [Branches(sample.exempt_branches, sample.host)]


def test_the_card_says_nothing_of_branches_where_none_is_exempt() -> None:
    sample = material("de_posted")
    none = replace(sample, determination=replace(sample.determination, exempt_branches=()))
    assert not [value for value in values(compose("APP-13", none)) if isinstance(value, Branches)]


def test_the_card_never_shows_a_number_that_was_not_typed() -> None:
    paper = compose("APP-13", material("de_posted", drop=("ca.cert_no",)))
    assert "ca.cert_no" in paper.missing
    assert Missing("ca.cert_no") in list(values(paper))


# --- APP-14


def test_the_calendar_holds_the_dates_of_the_case() -> None:
    sample = with_fields(material("de_posted"), person__passport_expiry="2030-06-30")
    found = {event.key: event for event in events(sample)}
    assert found["file_before_start"].day == dt.date(2027, 2, 28)
    assert found["extension"].day == dt.date(2029, 11, 28)
    assert found["extension"].house_rule
    assert found["certificate_end"].day == dt.date(2030, 2, 28)
    assert found["ceiling"].day == dt.date(2035, 2, 28)
    assert found["passport_expiry"].day == dt.date(2030, 6, 30)
    assert found["title_expiry"].day == dt.date(2030, 3, 31)
    assert [event.day for event in events(sample)] == sorted(event.day for event in events(sample))


def test_the_korean_extension_rests_on_its_leaflet() -> None:
    found = {event.key: event for event in events(material("kr_to_china"))}
    assert not found["extension_korea"].house_rule
    assert found["extension_korea"].citations


def test_no_extension_is_announced_where_there_is_none() -> None:
    assert "extension" not in {event.key for event in events(material("kr_short"))}


def test_the_work_permit_starts_the_chinese_periods() -> None:
    found = {event.key: event.day for event in events(material("de_to_china", work_permit_on="2027-01-20"))}
    assert found["register_in_china"] == dt.date(2027, 2, 19)
    assert found["certificate_in_china"] == dt.date(2027, 4, 20)


def test_a_refused_case_is_told_to_ask_and_not_to_apply() -> None:
    found = {event.key for event in events(material("de_posted", certificate="refused"))}
    assert "ask_before_start" in found
    assert not {"file_before_start", "hand_in_host", "extension"} & found


def test_no_event_names_the_person() -> None:
    for name in CASES:
        sample = material(name)
        for event in events(sample):
            assert not [v for v in values(event.text) if isinstance(v, PersonName)]
