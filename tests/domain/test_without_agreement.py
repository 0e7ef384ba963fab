"""States without an agreement: what each side charges, whom to ask, and what the sources are."""

from __future__ import annotations

import datetime as dt

import pytest

from desktop.domain.agreement import Law
from desktop.domain.decide import decide
from desktop.domain.determination import Outcome
from desktop.domain.facts import Facts
from desktop.domain.next_steps import next_steps
from desktop.domain.states import STATES

DAY = dt.date(2026, 11, 21)


def facts(home: str, host: str) -> Facts:
    return Facts(from_state=home, to_state=host, start=dt.date(2025, 1, 1), end=dt.date(2025, 12, 31))


def answers(home: str, host: str, law: Law) -> dict[tuple[str, str], str]:
    return {(b.side, b.branch): b.answer for b in decide(facts(home, host), law, DAY).branches}


@pytest.mark.parametrize(
    ("host", "pension"),
    [
        ("SG", "not_charged"), ("AE", "not_charged"), ("GB", "stays_due"), ("US", "stays_due"), ("MY", "stays_due"),
        ("SA", "local_law"), ("BR", "local_law"), ("HK", "local_law"), ("FR", "stays_due"),
    ],
)  # fmt: skip
def test_what_the_host_state_charges(law: Law, host: str, pension: str) -> None:
    found = answers("CN", host, law)
    assert found["host", "pension"] == pension
    assert found["home", "pension"] == "keep_paying"


def test_in_china_all_five_branches_are_due(law: Law) -> None:
    found = answers("BR", "CN", law)
    assert {branch: answer for (side, branch), answer in found.items() if side == "host"} == dict.fromkeys(
        ("pension", "unemployment", "medical", "work_injury", "maternity"), "stays_due"
    )


def test_every_state_has_an_answer_with_a_source_and_somebody_to_ask(law: Law) -> None:
    partners = {state for agreement in law.agreements if agreement.first for state in agreement.states}
    for state in sorted(STATES - partners - {"CN"}):
        for home, host in (("CN", state), (state, "CN")):
            now = decide(facts(home, host), law, DAY)
            assert (now.outcome, now.exempt_branches) == (Outcome.NO_AGREEMENT, ()), (home, host)
            assert all(finding.citations for finding in now.reasons), (home, host)
            assert any(step.ask for step in next_steps(facts(home, host), now, law, DAY)), (home, host)


def test_two_states_without_china_are_not_known(law: Law) -> None:
    assert decide(facts("DE", "KR"), law, DAY).outcome is Outcome.CANNOT_TELL


def test_the_british_weeks_are_a_warning_and_no_exemption(law: Law) -> None:
    now = decide(facts("CN", "GB").with_("home_employer", True).with_("activity", "employee"), law, DAY)
    assert "uk_52_weeks" in {warning.key for warning in now.warnings}
    assert now.outcome is Outcome.NO_AGREEMENT
    hired = decide(facts("CN", "GB").with_("home_employer", False), law, DAY)
    assert "uk_52_weeks" not in {warning.key for warning in hired.warnings}
