"""Whatever the law data and a decision can say has its words in all four languages."""

from __future__ import annotations

import datetime as dt
from itertools import chain

import pytest
from any_facts import postings
from babel.messages.pofile import read_po
from hypothesis import given, settings
from test_decide_cases import OWN, WORKED, own_facts

from desktop.domain.agreement import Law
from desktop.domain.case import Answer, Case
from desktop.domain.changes import changes
from desktop.domain.decide import decide
from desktop.domain.facts import Facts, FactValue
from desktop.domain.facts_io import read_facts
from desktop.domain.next_steps import next_steps
from desktop.languages import LANGUAGES
from desktop.paths import resources_folder, translations_folder
from desktop.samples import read_samples
from desktop.session import Session
from desktop.windows.result.answers import finding_words, question_words, value_words, warning_words

DAY = dt.date(2026, 11, 21)
SESSIONS = tuple(Session(language=code) for code in LANGUAGES)
SAMPLES = read_samples(resources_folder() / "samples.toml")
STATUSES = ("met", "failed", "unknown")
MINE = ("result.finding.", "result.warning.", "result.step.")
OTHER_FINDINGS = {
    "agreement_applies.info", "activity_outside.failed", "category_unread.unknown", "law_not_in_edition.unknown",
    "states_unknown.unknown", "no_agreement_then.failed", "start_unknown.unknown", "certificate_none.failed",
    "certificate_refused.failed", "certificate_superseded.failed", "past_first_period.info",
    "past_longest_time.failed", "extension_not_asked.failed", "branch_not_covered.failed",
    "outside_the_posting.failed", "filed_late.failed", "filed_late_month.failed",
    "filed_late_consent.info", "region_outside.failed",
    "limits_unread.unknown", "no_agreement_at_all.failed",
    # why one branch has its answer
    "branch_stays_due.info", "branch_not_in_category.failed", "branch_follows.info", "home_unemployment.met",
    "home_unemployment.failed", "home_unemployment.unknown", "home_keeps_paying.info",
    "home_keeps_paying_anyway.info", "home_own_rules.info",
}  # fmt: skip
OTHER_STEPS = {
    "keep_paying",
    "keep_paying_anyway",
    "other_branches",
    "ask_exception",
    "ask_body",
    "find_out",
    "pay_host",
    "exemption_ends",
}


def conditions(law: Law) -> set[str]:
    directions = [d for agreement in law.agreements for d in agreement.directions.values()]
    found = [condition for d in directions for category in d.categories for condition in category.conditions]
    found += [condition for d in directions if d.exception for condition in d.exception.conditions]
    return {condition.key for condition in found}


def wanted_keys(law: Law) -> set[str]:
    """Every key that a finding, warning or step of this law can have."""
    directions = [d for agreement in law.agreements for d in agreement.directions.values()]
    findings = OTHER_FINDINGS | {f"{key}.{status}" for key in conditions(law) for status in STATUSES}
    findings |= {
        f"{key}.usual" for key in ("not_resident_in_host", "not_employed_by_host_branch", "paying_at_home")
    }
    findings.add("employed_by_home_branch.usual")
    warnings = {caution.key for direction in directions for caution in direction.cautions}
    warnings |= {caution.key for rule in law.hosts.values() for caution in rule.cautions}
    steps = OTHER_STEPS | {deadline.key for deadline in law.deadlines}
    named = zip(MINE, (findings, warnings, steps), strict=True)
    return {prefix + key for prefix, keys in named for key in keys}


def catalogue_keys(name: str, code: str) -> set[str]:
    with (translations_folder() / code / f"{name}.po").open("rb") as file:
        return {m.id if isinstance(m.id, str) else m.id[0] for m in read_po(file) if m.id}


def everything_said(session: Session, facts: Facts, law: Law) -> list[str]:
    """All words of the answer to ``facts``; raises ``MissingText`` where there are none."""
    case = Case(id=1, name="", answers={name: Answer(value) for name, value in facts.known()})
    now = decide(facts, law, DAY)
    said = [finding_words(session, case, finding) for finding in (*now.findings, *now.reasons)]
    said += [warning_words(session, case, warning) for warning in now.warnings]
    said += [session.text(step.text) for step in next_steps(facts, now, law, DAY)]
    for name, value in chain.from_iterable(change.facts for change in changes(facts, law, DAY)):
        said += [question_words(session, case, name), value_words(session, case, name, value)]
    return said


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_catalogue_holds_the_words_of_this_law_and_no_others(law: Law, code: str) -> None:
    assert {key for key in catalogue_keys("result", code) if key.startswith(MINE)} == wanted_keys(law)


@pytest.mark.parametrize("session", SESSIONS, ids=LANGUAGES)
def test_met_failed_and_unknown_differ_for_every_condition(law: Law, session: Session) -> None:
    for key in conditions(law):
        said = {
            session.text(f"result.finding.{key}.{status}", home="China", host="Korea") for status in STATUSES
        }
        assert len(said) == len(STATUSES), key


@pytest.mark.parametrize("session", SESSIONS, ids=LANGUAGES)
def test_all_cases_have_words(law: Law, session: Session) -> None:
    cases = [read_facts(case["facts"]) for case in WORKED] + [own_facts(case) for case in OWN]
    for facts in (*cases, *(sample.facts for sample in SAMPLES)):
        assert all(everything_said(session, facts, law))


@settings(max_examples=150, deadline=None)
@given(postings(dated=False))
def test_any_posting_has_words(law: Law, facts: Facts) -> None:
    for session in SESSIONS:
        assert all(everything_said(session, facts, law))


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({}, "Es ist noch offen, aus welchem Staat Sie in welchen Staat gehen."),
        (
            {"from": "FR", "to": "JP"},
            "Die Regeln zwischen diesen beiden Staaten enthält dieses Programm noch nicht.",
        ),
        (
            {"from": "CN", "to": "KR", "start": dt.date(2001, 1, 1), "end": dt.date(2001, 12, 31)},
            "Für die gefragte Zeit oder einen Teil davon ist zwischen den beiden Staaten kein Abkommen in Kraft.",
        ),
        (
            {"from": "CN", "to": "DE", "activity": "trainee", "start": dt.date(2027, 1, 1)},
            "Ihre Tätigkeit gehört zu keiner der hier bekannten Personengruppen "
            "(Deutsch-chinesisches Sozialversicherungsabkommen).",
        ),
        (
            {"from": "CN", "to": "DE", "certificate": "none", "activity": "employee", "home_pension": "none"},
            "Für diese Zeit gibt es keine Bescheinigung; die Befreiung lässt sich in Deutschland nicht nachweisen.",
        ),
    ],
)
def test_answers_outside_the_conditions_are_said_too(
    law: Law, facts: dict[str, FactValue], said: str
) -> None:
    told = Facts()
    for name, value in facts.items():
        told = told.with_(name, value)
    german = SESSIONS[LANGUAGES.index("de")]
    assert said in everything_said(german, told, law)


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_sample_has_a_name_and_a_sentence(code: str) -> None:
    wanted = {f"samples.{sample.key}.{part}" for sample in SAMPLES for part in ("name", "about")}
    assert catalogue_keys("samples", code) == wanted
