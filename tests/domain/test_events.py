"""What happened: every event in four directions, what it changes, the answer before and after, the papers."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from itertools import product
from typing import Any

import pytest
from event_samples import ANSWERS, DIRECTIONS, taken_over
from hypothesis import given
from hypothesis import strategies as st
from letter_samples import DAY, law, material

from desktop.domain.case import FieldValue
from desktop.domain.determination import Outcome
from desktop.domain.facts import Facts
from desktop.domain.facts_io import read_facts
from desktop.domain.field_links import contradictions
from desktop.domain.papers import COMPOSERS
from desktop.domain.record.certificate import Certificate, Document
from desktop.domain.record.diary import Stage
from desktop.domain.record.event_cautions import cautions, papers
from desktop.domain.record.event_changes import BEFORE, KIND, ON, REASON, Update
from desktop.domain.record.event_plan import Plan, event_of, old_values, plan
from desktop.domain.record.event_rows import rows_of
from desktop.domain.record.events import (
    ASKS,
    SPLITS,
    UNPLANNED,
    Answers,
    AskKind,
    Event,
    problems,
    suggestions,
)
from desktop.domain.record.refusals import REASONS, repair


def planned(case: str, event: Event, **changes: Any) -> Plan:
    sample = material(case, **changes)
    return plan(event, ANSWERS[event], sample.facts, sample.fields, law(), DAY)


def by_name(updates: tuple[Update, ...]) -> dict[str, FieldValue | None]:
    return {update.name: update.after for update in updates}


@pytest.mark.parametrize(("case", "event"), [*product(DIRECTIONS, Event)])
def test_every_event_is_planned_in_every_direction(case: str, event: Event) -> None:
    sample = material(case)
    assert problems(event, ANSWERS[event], sample.facts) == {}
    found = planned(case, event)
    assert found.before.outcome is sample.determination.outcome
    updates = found.updates if found.next_updates is None else found.next_updates
    after = taken_over(sample, updates)
    assert found.after.outcome is after.determination.outcome
    assert event_of(after.fields) is event
    assert contradictions(after.facts, after.fields) == ()
    assert (found.next_updates is not None) is (event in SPLITS) is (found.ended is not None)
    assert all(update.before != update.after for update in updates)


@pytest.mark.parametrize(("case", "event"), [*product(DIRECTIONS, Event)])
def test_every_event_has_papers_that_can_be_composed_and_sourced_cautions(case: str, event: Event) -> None:
    found = planned(case, event)
    sample = taken_over(material(case), found.next_updates or found.updates)
    wanted = papers(event, sample.facts, found.after, law(), "too_late")
    assert bool(wanted.host) is (event is not Event.LOST)
    assert bool(wanted.home) is (event not in (Event.ARRIVED, Event.LOST))
    for paper in wanted.all:
        assert COMPOSERS[paper](sample).blocks
    for caution in cautions(event, sample.facts, found.after, law()):
        assert caution.citations or caution.words.startswith("record.happened.caution.")


@pytest.mark.parametrize(("event", "answers"), ANSWERS.items())
def test_each_required_answer_is_asked_for(event: Event, answers: Answers) -> None:
    for ask in ASKS[event]:
        without = {key: value for key, value in answers.items() if key != ask.key}
        assert (problems(event, without, Facts()) == {ask.key: "missing"}) is ask.required
        assert (ask.kind is AskKind.CHOICE) is bool(ask.options)


POSTED = read_facts({"from": "CN", "to": "DE", "start": "2027-03-01", "end": "2030-02-28"})


@pytest.mark.parametrize(
    ("event", "day", "problem"),
    [
        (Event.EARLY_RETURN, "2027-02-28", "before_start"),
        (Event.EARLY_RETURN, "2027-03-01", None),
        (Event.EARLY_RETURN, "2030-02-27", None),
        (Event.EARLY_RETURN, "2030-02-28", "not_earlier"),
        (Event.LONGER_STAY, "2030-02-28", "not_later"),
        (Event.LONGER_STAY, "2030-03-01", None),
        (Event.NEW_HOST, "2027-03-01", "first_day"),
        (Event.NEW_HOST, "2027-03-02", None),
        (Event.LOCAL_CONTRACT, "2030-02-28", None),
        (Event.LOCAL_CONTRACT, "2030-03-01", "after_end"),
        (Event.NEW_NAME, "1999-01-01", None),
    ],
)
def test_days_that_make_no_sense_are_named(event: Event, day: str, problem: str | None) -> None:
    answers = {**ANSWERS[event], "day": dt.date.fromisoformat(day)}
    assert problems(event, answers, POSTED).get("day") == problem
    assert "day" not in problems(event, answers, Facts())


@pytest.mark.parametrize("event", Event)
def test_what_nobody_can_plan_has_happened_by_today(event: Event) -> None:
    answers = {**ANSWERS[event], "day": dt.date(2028, 7, 1)}
    before, on = (problems(event, answers, Facts(), dt.date(2028, *day)) for day in ((6, 30), (7, 1)))
    assert before == ({"day": "not_yet"} if event in UNPLANNED else {})
    assert on == {}


def test_a_certificate_cannot_end_before_it_begins() -> None:
    answers = {**ANSWERS[Event.ARRIVED], "last": dt.date(2027, 2, 28)}
    assert problems(Event.ARRIVED, answers, POSTED) == {"last": "ends_first"}
    assert problems(Event.ARRIVED, {**answers, "last": dt.date(2027, 3, 1)}, POSTED) == {}


def test_early_return_keeps_the_planned_end_and_ends_the_exemption() -> None:
    found = planned("de_posted", Event.EARLY_RETURN)
    changed = by_name(found.updates)
    assert (changed["planned_end"], changed["end"]) == (dt.date(2030, 2, 28), dt.date(2028, 6, 30))
    assert old_values({BEFORE: changed[BEFORE] or ""}) == {"posting.end": "2030-02-28"}
    assert found.entry is not None
    assert (found.entry.stage, found.entry.on) == (Stage.ENDED, dt.date(2028, 6, 30))
    assert found.after.outcome is Outcome.EXEMPT


def test_longer_stay_beyond_the_limit_changes_the_answer() -> None:
    found = planned("de_posted", Event.LONGER_STAY)
    assert found.before.outcome is Outcome.EXEMPT
    assert found.after.outcome is not Outcome.EXEMPT
    kept = planned("de_posted", Event.LONGER_STAY, planned_end="2037-01-31")
    assert by_name(kept.updates)["planned_end"] is None


def test_local_contract_leaves_the_days_before_as_they_were() -> None:
    found = planned("de_posted", Event.LOCAL_CONTRACT)
    assert found.ended is not None
    assert (found.ended.outcome, found.after.outcome) == (Outcome.EXEMPT, Outcome.NOT_EXEMPT)
    assert by_name(found.updates)["end"] == dt.date(2028, 6, 30)
    changed = by_name(found.next_updates or ())
    assert changed["start"] == dt.date(2028, 7, 1)
    assert changed["working_since"] == dt.date(2027, 3, 1)
    assert changed["host_contract"] is True
    assert changed["certificate"] is None


def test_new_host_drops_everything_of_the_firm_before() -> None:
    sample = material("de_posted")
    found = planned("de_posted", Event.NEW_HOST)
    after = taken_over(sample, found.next_updates or ())
    assert after.fields["host.name"] == "Brücke Netzbau GmbH"
    assert {key for key in after.fields if key.startswith("host.")} == {"host.name", "host.address"}
    assert after.fields["person.passport_no"] == sample.fields["person.passport_no"]
    assert not {key for key in after.fields if key.startswith(("ca.", "ha.", "sign."))}
    assert old_values(after.fields)["host.name"] == sample.fields["host.name"]


def test_a_new_workplace_begins_anew_where_the_agreement_counts_by_workplace() -> None:
    changed = by_name(planned("kr_short", Event.NEW_HOST).next_updates or ())
    start = material("kr_short").facts.start
    assert start is not None
    assert "working_since" not in changed
    assert changed["workplace_changed"] is True
    assert isinstance(changed["prior_months"], int)
    assert changed["prior_months"] > 0
    assert by_name(planned("kr_short", Event.LOCAL_CONTRACT).next_updates or ())["working_since"] == start


def test_people_sent_to_china_change_the_chinese_firm() -> None:
    sample = material("kr_to_china")
    after = taken_over(sample, planned("kr_to_china", Event.NEW_HOST).next_updates or ())
    assert after.fields["unit.name_zh"] == "Brücke Netzbau GmbH"
    assert after.fields["host.name"] == sample.fields["host.name"]


def test_names_in_the_persons_own_script() -> None:
    assert by_name(planned("kr_to_china", Event.NEW_NAME).updates)["person.name_hangul"] == "王岚"
    assert by_name(planned("de_posted", Event.NEW_NAME).updates)["person.name_zh"] == "王岚"
    sample = material("de_posted")
    assert suggestions(Event.NEW_NAME, sample.facts, sample.fields, None)["local"] == "欧阳堃"


def test_marriage_changes_no_fact() -> None:
    for event in (Event.NEW_NAME, Event.NEW_PASSPORT, Event.LOST):
        found = planned("de_posted", event)
        assert {update.what for update in found.updates} == {"field"}
        assert found.after.outcome is found.before.outcome


def test_refusal_of_each_matter() -> None:
    for matter, fact, value in (
        ("certificate", "certificate", "refused"),
        ("extension", "extension", "not_requested"),
        ("exception", "exception_agreement", None),
    ):
        sample = material("de_posted", exception_agreement="requested", extension="requested")
        answers = {**ANSWERS[Event.REFUSED], "matter": matter, "body": "cn.sia"}
        found = plan(Event.REFUSED, answers, sample.facts, sample.fields, law(), DAY)
        assert by_name(found.updates)[fact] == value
        assert by_name(found.updates)[REASON] == "not_paid_at_home"
        assert found.entry is not None
        assert (found.entry.matter, found.entry.reason, found.entry.body) == (
            matter,
            "not_paid_at_home",
            "cn.sia",
        )


def test_refused_certificate_frees_nobody() -> None:
    assert planned("kr_short", Event.REFUSED).after.outcome is Outcome.NOT_EXEMPT


def test_an_extension_that_arrives_is_approved_until_its_last_day() -> None:
    sample = material("de_posted", certificate_until="2029-02-28", end="2031-06-30")
    answers = {**ANSWERS[Event.ARRIVED], "matter": "extension", "last": dt.date(2031, 6, 30)}
    found = plan(Event.ARRIVED, answers, sample.facts, sample.fields, law(), DAY)
    changed = by_name(found.updates)
    assert (changed["extension"], changed["extension_until"]) == ("approved", dt.date(2031, 6, 30))
    assert "certificate_until" not in changed
    assert found.entry is not None
    assert found.entry.stage is Stage.EXTENDED


def test_arrival_enters_the_register_once() -> None:
    found = planned("de_posted", Event.ARRIVED)
    (made,) = rows_of(found, 1, 2, law(), (), ()).certificates
    assert (made.number, made.issuer, made.state, made.host) == ("W-7", "cn.sia", "CN", "DE")
    assert made.branches == ("pension", "unemployment")
    (again,) = rows_of(found, 1, 2, law(), (replace(made, id=5, note="in the safe"),), ()).certificates
    assert (again.id, again.note) == (5, "in the safe")


def test_the_lost_certificate_is_the_one_of_the_day() -> None:
    found = planned("de_posted", Event.LOST)
    first = Certificate(
        id=1, person_id=1, case_id=2, state="CN", host="DE", starts_on=dt.date(2027, 3, 1),
        ends_on=dt.date(2028, 7, 1),
    )  # fmt: skip
    later = replace(first, id=2, starts_on=dt.date(2028, 7, 2), ends_on=dt.date(2030, 2, 28))
    (marked,) = rows_of(found, 1, 2, law(), (first, later), ()).certificates
    assert (marked.id, marked.lost_on) == (1, dt.date(2028, 7, 1))
    (unregistered,) = rows_of(found, 1, 3, law(), (first, later), ()).certificates
    assert (unregistered.id, unregistered.case_id, unregistered.lost_on) == (None, 3, dt.date(2028, 7, 1))
    assert (unregistered.starts_on, unregistered.ends_on) == (dt.date(2027, 3, 1), dt.date(2030, 2, 28))


def test_a_new_passport_takes_the_place_of_the_last_one() -> None:
    found = planned("de_posted", Event.NEW_PASSPORT)
    old = Document(id=9, person_id=1, kind="passport", number="E1", ends_on=dt.date(2028, 1, 1))
    permit = replace(old, id=8, kind="work_permit", ends_on=dt.date(2040, 1, 1))
    (changed,) = rows_of(found, 1, 2, law(), (), (old, permit)).documents
    assert (changed.id, changed.number, changed.ends_on) == (9, "EK1234567", dt.date(2038, 6, 30))
    assert rows_of(found, 1, 2, law(), (), (permit,)).documents == ()


@pytest.mark.parametrize(("case", "reason"), [*product(DIRECTIONS, REASONS)])
def test_repair_lists_cite_the_law_or_ask(case: str, reason: str) -> None:
    sample = material(case, certificate="refused")
    steps = repair(reason, sample.facts, law(), DAY)
    assert (steps[0].key, steps[-1].key) == ("reasons", "objection")
    assert len({step.text for step in steps}) == len(steps)
    for step in steps:
        assert bool(step.citations) is (step.confidence is not None)
        assert step.citations or not step.words
        assert set(step.papers) <= set(COMPOSERS)
        assert not step.ask or step.ask in law().authorities


def test_repair_of_a_gap_at_home_names_the_consequence_of_the_agreement() -> None:
    to_germany = {step.text for step in repair("not_paid_at_home", material("de_posted").facts, law(), DAY)}
    to_china = {step.text for step in repair("not_paid_at_home", material("de_to_china").facts, law(), DAY)}
    assert "law.consequence.home_payment_gap" in to_germany
    assert "law.consequence.home_insurance_gap" in to_china


def test_repair_goes_by_the_entitlement_not_by_the_refusal() -> None:
    asked, refused = material("de_posted"), material("de_posted", certificate="refused")
    assert repair("posting_not_shown", asked.facts, law(), DAY) == repair(
        "posting_not_shown", refused.facts, law(), DAY
    )


def repaired(reason: str, **facts: Any) -> list[str]:
    """The keys of the repair list for the sample engineer with other facts."""
    changed = replace(material("de_posted").facts, **facts)
    return [step.key for step in repair(reason, changed, law(), DAY)]


def test_after_the_longest_time_nobody_is_sent_for_more() -> None:
    """Germany: 96 months are all there is, an exceptional agreement included."""
    days = {"certificate": "refused", "end": dt.date(2035, 12, 31), "planned_end": None}
    running = repaired("limit_reached", **days, start=dt.date(2024, 1, 1))
    used_up = repaired("limit_reached", **days, start=dt.date(2015, 1, 1))
    assert {"extension", "exception"} <= set(running)
    assert not {"extension", "exception"} & set(used_up)


def test_who_asks_switzerland_for_more_time_hears_that_it_announced_refusal() -> None:
    days = {"start": dt.date(2021, 1, 1), "end": dt.date(2035, 12, 31), "planned_end": None}
    steps = repaired("limit_reached", certificate="refused", to_state="CH", **days)
    assert steps.index("extension_refused_switzerland") == steps.index("extension") + 1


def test_another_firm_abroad_is_no_change_of_the_employer_who_sends() -> None:
    sample = material("de_posted")
    found = planned("de_posted", Event.NEW_HOST)
    for event, said in ((Event.NEW_HOST, False), (Event.LOCAL_CONTRACT, True)):
        words = {one.words for one in cautions(event, found.facts, found.after, law())}
        assert ("law.consequence.change_of_employer" in words) is said
    assert sample.facts.home_employer is True


def test_a_local_contract_that_stays_exempt_needs_a_new_certificate() -> None:
    """Germany, second category: the old certificate was for another posting."""
    found = planned("de_posted", Event.LOCAL_CONTRACT)
    favourable = replace(found.after, outcome=Outcome.EXEMPT)
    assert {"APP-01", "APP-02"} <= set(papers(Event.LOCAL_CONTRACT, found.facts, favourable, law()).home)


@given(st.text(max_size=40))
def test_nonsense_in_the_remembered_values_is_nothing(text: str) -> None:
    assert all(isinstance(value, str) for value in old_values({BEFORE: text}).values())
    assert event_of({KIND: text}) in (None, *Event)
    assert event_of({ON: text}) is None
