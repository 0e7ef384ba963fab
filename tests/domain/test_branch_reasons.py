"""Why a branch has its answer: the findings behind each cell of the table."""

import datetime as dt

import pytest

from desktop.domain.agreement import Law
from desktop.domain.branch_reasons import branch_reasons
from desktop.domain.decide import decide
from desktop.domain.determination import Finding, Status
from desktop.domain.facts import Facts

TODAY = dt.date(2026, 11, 21)
ENGINEER = Facts(
    from_state="CN", to_state="DE", nationality="CN", activity="employee", home_employer=True,
    host_workplace="office_or_branch", home_contract="active", works_for_home_employer=True, host_contract=False,
    wages_borne_by="home", limited_in_advance=True, home_pension="employees", paying_at_home=True,
    home_unemployment=True, start=dt.date(2027, 3, 1), end=dt.date(2030, 2, 28),
)  # fmt: skip


def findings(law: Law, facts: Facts, side: str, branch: str) -> tuple[Finding, ...]:
    found = decide(facts, law, TODAY)
    given = next(one for one in found.branches if (one.side, one.branch) == (side, branch))
    return branch_reasons(given, found, facts, law)


def test_an_exempt_branch_has_the_reasons_of_the_answer(law: Law) -> None:
    assert findings(law, ENGINEER, "host", "pension") == decide(ENGINEER, law, TODAY).reasons


@pytest.mark.parametrize(
    ("insured", "status"), [(True, Status.MET), (False, Status.FAILED), (None, Status.UNKNOWN)]
)
def test_unemployment_depends_on_insurance_at_home(law: Law, insured: bool | None, status: Status) -> None:
    first, *_ = findings(law, ENGINEER.with_("home_unemployment", insured), "host", "unemployment")
    assert (first.key, first.status) == ("home_unemployment", status)
    assert first.citations


def test_a_branch_outside_the_agreement_says_so_with_its_source(law: Law) -> None:
    (only,) = findings(law, ENGINEER, "host", "medical")
    assert only.key == "branch_stays_due"
    assert all(place.instrument in law.instruments for place in only.citations)


def test_a_category_that_frees_from_pension_alone(law: Law) -> None:
    local = Facts(
        from_state="CN", to_state="KR", nationality="CN", activity="employee", home_employer=False,
        host_workplace="unrelated_employer", home_contract="none", host_contract=True, agency_contract="service",
        residence="CN", home_pension="employees", paying_at_home=True, home_unemployment=True,
        start=dt.date(2027, 3, 1), end=dt.date(2029, 2, 28),
    )  # fmt: skip
    first, *_ = findings(law, local, "host", "unemployment")
    assert first.key == "branch_not_in_category"


def test_at_home_paying_goes_on(law: Law) -> None:
    keys = [finding.key for finding in findings(law, ENGINEER, "home", "pension")]
    assert keys[0] == "home_keeps_paying"
    assert "paying_at_home" in keys
    assert [finding.key for finding in findings(law, ENGINEER, "home", "medical")] == ["home_own_rules"]


def test_every_cell_of_every_agreement_has_a_reason(law: Law) -> None:
    for agreement in law.agreements:
        for home, direction in agreement.directions.items():
            facts = ENGINEER.with_("from", home).with_("to", direction.host)
            found = decide(facts, law, TODAY)
            for given in found.branches:
                assert branch_reasons(given, found, facts, law), (agreement.id, home, given)


@pytest.mark.parametrize("certificate", ["none", "refused"])
def test_a_missing_certificate_is_no_matter_of_time(law: Law, certificate: str) -> None:
    """Whoever was refused is not told that the time is too long, unless it is."""
    refused = ENGINEER.with_("certificate", certificate)
    too_long = refused.with_("end", dt.date(2036, 12, 31))
    for facts, said in ((refused, False), (refused.with_("end", None), False), (too_long, True)):
        keys = {reason.key for reason in decide(facts, law, TODAY).reasons}
        assert f"certificate_{certificate}" in keys
        assert ("past_longest_time" in keys) is said
