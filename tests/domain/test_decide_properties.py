"""What must hold for every posting, whatever the facts."""

from __future__ import annotations

import datetime as dt

from any_facts import NAMES, postings, value_of
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.domain.agreement import Law
from desktop.domain.changes import changes
from desktop.domain.decide import decide
from desktop.domain.determination import SEVERITY, Outcome, Status
from desktop.domain.facts import Facts
from desktop.domain.next_steps import next_steps

DAY = dt.date(2026, 11, 21)
OFTEN = settings(max_examples=400, deadline=None)


@OFTEN
@given(postings(), st.integers(1, 3000))
def test_longer_is_never_more_exempt(law: Law, facts: Facts, days: int) -> None:
    assert facts.end is not None
    now = decide(facts, law, DAY)
    longer = decide(facts.with_("end", facts.end + dt.timedelta(days=days)), law, DAY)
    assert SEVERITY[longer.outcome] >= SEVERITY[now.outcome]
    assert set(longer.exempt_branches) <= set(now.exempt_branches)


@OFTEN
@given(postings(dated=False), st.sampled_from(NAMES), st.data())
def test_adding_an_answer_never_changes_a_finding_on_stated_facts(
    law: Law, facts: Facts, name: str, data: st.DataObject
) -> None:
    if facts.get(name) is not None:
        return
    told = facts.with_(name, data.draw(value_of(name)))
    if (told.from_state, told.to_state) != (facts.from_state, facts.to_state):
        return
    after = {(f.key, f.category, f.params): f.status for f in decide(told, law, DAY).findings}
    for finding in decide(facts, law, DAY).findings:
        if finding.status in (Status.MET, Status.FAILED):
            key = (finding.key, finding.category, finding.params)
            assert after.get(key, finding.status) is finding.status


@OFTEN
@given(postings(dated=False))
def test_deciding_is_pure_and_today_moves_nothing_once_the_start_is_known(law: Law, facts: Facts) -> None:
    assert decide(facts, law, DAY) == decide(facts, law, DAY)
    dated = facts.with_("start", dt.date(2020, 1, 1))
    one, other = decide(dated, law, DAY), decide(dated, law, DAY + dt.timedelta(days=4000))
    assert (one.outcome, one.periods, one.missing) == (other.outcome, other.periods, other.missing)


@OFTEN
@given(postings())
def test_exempt_branches_are_covered_or_relieved_and_never_those_that_stay_due(
    law: Law, facts: Facts
) -> None:
    now = decide(facts, law, DAY)
    due = {b.branch for b in now.branches if b.side == "host" and b.answer == "stays_due"}
    assert not due.intersection(now.exempt_branches)
    if now.outcome in (Outcome.NOT_EXEMPT, Outcome.CANNOT_TELL, Outcome.NO_AGREEMENT):
        assert now.exempt_branches == ()


@OFTEN
@given(postings())
def test_an_exempt_time_is_secured_to_its_end_unless_a_new_certificate_is_needed(
    law: Law, facts: Facts
) -> None:
    now = decide(facts, law, DAY)
    if now.outcome is Outcome.EXEMPT and len({p.agreement for p in now.periods}) == 1:
        assert now.secured_until == facts.end


@OFTEN
@given(postings(dated=False))
def test_only_unknown_facts_are_missing(law: Law, facts: Facts) -> None:
    now = decide(facts, law, DAY)
    assert all(facts.get(name) is None for name in now.missing)
    assert len(set(now.missing)) == len(now.missing)


@OFTEN
@given(postings())
def test_every_change_named_is_one_that_helps(law: Law, facts: Facts) -> None:
    now = decide(facts, law, DAY)
    for change in changes(facts, law, DAY):
        told = facts
        for name, value in change.facts:
            told = told.with_(name, value)
        then = decide(told, law, DAY)
        assert then.outcome is change.outcome
        assert (SEVERITY[then.outcome], -len(then.exempt_branches)) < (
            SEVERITY[now.outcome],
            -len(now.exempt_branches),
        )


@OFTEN
@given(postings(dated=False))
def test_there_is_always_something_to_do_next(law: Law, facts: Facts) -> None:
    now = decide(facts, law, DAY)
    steps = next_steps(facts, now, law, DAY)
    assert steps
    days = [step.day for step in steps if step.day]
    assert days == sorted(days)
    assert all(step.ask in law.authorities for step in steps if step.ask)
