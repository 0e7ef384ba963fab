"""Roads to contributions already paid: every road reached, every clock to the day."""

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.agreement import Confidence, Law
from desktop.domain.facts import Facts
from desktop.domain.money.rates import NoParameter, Rates
from desktop.domain.periods import add_months
from desktop.domain.refunds.amounts import Estimate
from desktop.domain.refunds.certificate_first import certificate_body
from desktop.domain.refunds.claimant import Claimant, claimant_of
from desktop.domain.refunds.finder import Road, RoadState, find_roads
from desktop.law.rates import read_rates
from desktop.law.reader import read_law
from desktop.paths import resources_folder

OPEN, NOT_YET, TOO_LATE = RoadState.OPEN, RoadState.NOT_YET, RoadState.TOO_LATE
CLOSED, CANNOT_TELL = RoadState.CLOSED, RoadState.CANNOT_TELL
DAY = dt.date(2026, 11, 22)


@pytest.fixture(scope="module")
def law() -> Law:
    return read_law(resources_folder() / "law")


@pytest.fixture(scope="module")
def rates() -> Rates:
    return read_rates(resources_folder() / "rates")


def worker(host: str, **known: object) -> Claimant:
    """A Chinese worker who paid from March 2022 to February 2024 and went home."""
    usual: dict[str, object] = {
        "first": dt.date(2022, 3, 1), "last": dt.date(2024, 2, 29), "left_on": dt.date(2024, 2, 29),
        "nationality": "CN", "residence": "CN", "insured_again": False, "benefits": False,
    }  # fmt: skip
    return Claimant(host=host, **{**usual, **known})  # type: ignore[arg-type]


class Finder:
    def __init__(self, law: Law, rates: Rates) -> None:
        self.law, self.rates = law, rates

    def __call__(self, key: str, person: Claimant, day: dt.date = DAY) -> Road:
        roads = find_roads(person, day, self.law, self.rates)
        return next(road for road in roads if road.rule.key == key)


@pytest.fixture(scope="module")
def find(law: Law, rates: Rates) -> Finder:
    return Finder(law, rates)


REACHED = [
    ("de_wrongly", worker("DE", wrongly=True), OPEN),
    ("de_wrongly", worker("DE", wrongly=False), CLOSED),
    ("de_wrongly", worker("DE"), CANNOT_TELL),
    ("de_wrongly", worker("DE", wrongly=True, benefits=True), CANNOT_TELL),
    ("de_wrongly", worker("DE", wrongly=True, benefits=None), OPEN),
    ("de_rightly", worker("DE", wrongly=False), OPEN),
    ("de_rightly", worker("DE", wrongly=True), NOT_YET),
    ("de_rightly", worker("DE", wrongly=False, residence="FR"), NOT_YET),
    ("de_rightly", worker("DE", wrongly=False, residence=None), CANNOT_TELL),
    ("de_rightly", worker("DE", wrongly=False, nationality="VN"), CANNOT_TELL),
    ("de_rightly", worker("DE", wrongly=False, insured_again=True), NOT_YET),
    ("kr_wrongly", worker("KR", wrongly=True), CANNOT_TELL),
    ("kr_wrongly", worker("KR", wrongly=False), CLOSED),
    ("kr_lump_sum", worker("KR", status="E-9"), OPEN),
    ("kr_lump_sum", worker("KR", status="H-2"), OPEN),
    ("kr_lump_sum", worker("KR", status="F-4"), CLOSED),
    ("kr_lump_sum", worker("KR", status="E-7"), CLOSED),
    ("kr_lump_sum", worker("KR", status="E-8"), CLOSED),
    ("kr_lump_sum", worker("KR", status="E-7", nationality="VN"), CANNOT_TELL),
    ("kr_lump_sum", worker("KR"), CANNOT_TELL),
    ("kr_lump_sum", worker("KR", status="E-9", insured_months=120), CLOSED),
    ("kr_lump_sum", worker("KR", status="E-9", insured_months=119), OPEN),
    ("kr_lump_sum", worker("KR", status="E-9", insured_again=True), CANNOT_TELL),
    ("kr_lump_sum", worker("KR", status="E-9", left_on=None), CANNOT_TELL),
    ("jp_wrongly", worker("JP", wrongly=True), CANNOT_TELL),
    ("jp_lump_sum", worker("JP", left_on=dt.date(2025, 3, 31)), OPEN),
    ("jp_lump_sum", worker("JP", left_on=dt.date(2025, 3, 31), nationality="JP"), CLOSED),
    ("jp_lump_sum", worker("JP", left_on=dt.date(2025, 3, 31), insured_months=5), CLOSED),
    ("jp_lump_sum", worker("JP", left_on=dt.date(2025, 3, 31), insured_months=6), OPEN),
    ("jp_lump_sum", worker("JP", left_on=dt.date(2025, 3, 31), insured_months=120), CLOSED),
    ("jp_lump_sum", worker("JP", left_on=dt.date(2025, 3, 31), benefits=True), CLOSED),
    ("ch_wrongly", worker("CH", wrongly=True), CANNOT_TELL),
    ("ch_rightly", worker("CH", family_left=True), OPEN),
    ("ch_rightly", worker("CH", family_left=False), NOT_YET),
    ("ch_rightly", worker("CH"), CANNOT_TELL),
    ("ch_rightly", worker("CH", family_left=True, insured_months=11), CLOSED),
    ("ch_rightly", worker("CH", family_left=True, insured_months=12), OPEN),
    ("ca_overpaid", worker("CA", wrongly=True), OPEN),
    ("ca_overpaid", worker("CA", wrongly=False), CLOSED),
    ("ca_rightly", worker("CA", wrongly=False), CANNOT_TELL),
    ("fi_wrongly", worker("FI", wrongly=True), CANNOT_TELL),
    ("fi_rightly", worker("FI", wrongly=False), CLOSED),
    ("cn_wrongly", worker("CN", nationality="DE", wrongly=True), CANNOT_TELL),
    ("cn_account", worker("CN", nationality="DE"), OPEN),
    ("cn_account", worker("CN", nationality="CN"), CLOSED),
    ("cn_account", worker("CN", nationality="DE", left_on=dt.date(2026, 11, 23)), NOT_YET),
    *((key, worker(key.upper()), CANNOT_TELL) for key in ("dk", "es", "fr", "kg", "lu", "nl", "rs")),
    ("any", worker("US"), CANNOT_TELL),
]  # fmt: skip


@pytest.mark.parametrize(("key", "person", "state"), REACHED)
def test_every_state_of_every_road(find: Finder, key: str, person: Claimant, state: RoadState) -> None:
    assert find(key, person).state is state


def test_no_road_is_without_a_test(law: Law) -> None:
    assert {key for key, _, _ in REACHED} == {rule.key for rule in law.refunds}


STATUTES = {"DE-SGB4", "DE-SGB6", "KR-NPA", "CH-RV-AHV", "JP-WITHDRAWAL"}
"""Rules beside the agreements that decide a road, known less well than the agreements themselves."""


def test_a_rule_of_such_a_statute_is_never_said_to_be_sure(law: Law) -> None:
    for rule in law.refunds:
        for sourced in (rule.sourced, *(condition.sourced for condition in rule.conditions)):
            if STATUTES & {citation.instrument for citation in sourced.citations}:
                assert sourced.confidence is not Confidence.HIGH, rule.key


def test_such_a_road_and_one_that_ends_rights_says_what_to_have_confirmed(law: Law) -> None:
    for rule in law.refunds:
        named = STATUTES & {citation.instrument for citation in rule.sourced.citations}
        if named or (rule.kind == "rightly" and rule.status == "claim"):
            assert {"confirm_body", "confirm_law"} & set(rule.advice), rule.key


def test_a_road_that_cannot_be_told_names_whom_to_ask(law: Law) -> None:
    assert all(rule.ask in law.authorities for rule in law.refunds)


@pytest.mark.parametrize(
    ("key", "person", "last"),
    [
        # four years after the calendar year of payment (§ 27 Abs. 2 SGB IV): the oldest year goes first
        ("de_wrongly", worker("DE", wrongly=True, last=dt.date(2022, 12, 31)), dt.date(2026, 12, 31)),
        ("ca_overpaid", worker("CA", wrongly=True, last=dt.date(2022, 5, 1)), dt.date(2026, 12, 31)),
        ("jp_lump_sum", worker("JP", left_on=dt.date(2024, 3, 31)), dt.date(2026, 3, 30)),
        ("kr_lump_sum", worker("KR", status="E-9", left_on=dt.date(2020, 2, 29)), dt.date(2025, 2, 27)),
        ("kr_wrongly", worker("KR", wrongly=True, last=dt.date(2022, 3, 1)), dt.date(2027, 2, 28)),
        # across leap days: the day of leaving and the first of the month are counted, so the last day comes before
        ("jp_lump_sum", worker("JP", left_on=dt.date(2024, 2, 29)), dt.date(2026, 2, 27)),
        ("jp_lump_sum", worker("JP", left_on=dt.date(2026, 3, 1)), dt.date(2028, 2, 29)),
        ("kr_lump_sum", worker("KR", status="E-9", left_on=dt.date(2023, 3, 1)), dt.date(2028, 2, 29)),
        (
            "kr_wrongly",
            worker("KR", wrongly=True, first=dt.date(2019, 3, 1), last=dt.date(2019, 3, 31)),
            dt.date(2024, 2, 29),
        ),
        (
            "ca_overpaid",
            worker("CA", wrongly=True, first=dt.date(2024, 2, 1), last=dt.date(2024, 2, 29)),
            dt.date(2028, 12, 31),
        ),
    ],
)
def test_the_last_day_is_in_time_and_the_day_after_is_not(
    find: Finder, key: str, person: Claimant, last: dt.date
) -> None:
    before, on, after = (find(key, person, last + dt.timedelta(days=n)) for n in (-1, 0, 1))
    assert (before.last_end, on.next_end, after.next_end) == (last, last, None)
    assert before.state is on.state is not TOO_LATE
    assert after.state is TOO_LATE


@pytest.mark.parametrize(
    ("permit", "last"),
    [
        (dt.date(2026, 8, 22), dt.date(2026, 11, 22)),
        (dt.date(2026, 11, 30), dt.date(2027, 2, 28)),
        (dt.date(2027, 11, 30), dt.date(2028, 2, 29)),
    ],
)
def test_the_certificate_in_china_comes_within_three_months_of_the_permit(
    find: Finder, permit: dt.date, last: dt.date
) -> None:
    person = worker("CN", nationality="KR", wrongly=True, work_permit_on=permit)
    assert find("cn_wrongly", person, last).state is CANNOT_TELL
    assert find("cn_wrongly", person, last + dt.timedelta(days=1)).state is TOO_LATE


@pytest.mark.parametrize(
    ("last", "opens"),
    [
        (dt.date(2024, 2, 29), dt.date(2026, 3, 1)),  # March 2024 to February 2026
        (dt.date(2024, 2, 1), dt.date(2026, 3, 1)),  # the rest of the last month does not count
        (dt.date(2026, 2, 28), dt.date(2028, 3, 1)),  # the leap day belongs to the wait
        (dt.date(2023, 12, 31), dt.date(2026, 1, 1)),
    ],
)
def test_germany_waits_24_full_calendar_months(find: Finder, last: dt.date, opens: dt.date) -> None:
    person = worker("DE", wrongly=False, last=last)
    assert find("de_rightly", person, opens - dt.timedelta(days=1)).state is NOT_YET
    road = find("de_rightly", person, opens)
    assert (road.state, road.opens, road.last_end) == (OPEN, opens, None)


def test_leaving_opens_on_the_day_itself(find: Finder) -> None:
    person = worker("KR", status="H-2", left_on=dt.date(2026, 12, 1))
    assert find("kr_lump_sum", person, dt.date(2026, 11, 30)).state is NOT_YET
    assert find("kr_lump_sum", person, dt.date(2026, 12, 1)).state is OPEN


def test_wrong_contributions_become_right_ones_when_their_time_is_over(find: Finder) -> None:
    """§ 26 Abs. 1 Satz 3 SGB IV: the first road closes, the second one opens, on the same day."""
    person = worker("DE", wrongly=True, first=dt.date(2021, 1, 1), last=dt.date(2021, 12, 1))
    assert [find(key, person, dt.date(2025, 12, 31)).state for key in ("de_wrongly", "de_rightly")] == [
        OPEN, NOT_YET,
    ]  # fmt: skip
    assert [find(key, person, dt.date(2026, 1, 1)).state for key in ("de_wrongly", "de_rightly")] == [
        TOO_LATE, OPEN,
    ]  # fmt: skip


def test_years_lapse_one_by_one(find: Finder) -> None:
    person = worker("DE", wrongly=True, first=dt.date(2020, 11, 1), last=dt.date(2023, 2, 1))
    road = find("de_wrongly", person, dt.date(2026, 1, 1))
    assert road.state is OPEN
    assert road.lost_period == (dt.date(2020, 11, 1), dt.date(2021, 12, 1))
    assert road.open_period == (dt.date(2022, 1, 1), dt.date(2023, 2, 1))
    assert (road.next_end, road.last_end) == (dt.date(2026, 12, 31), dt.date(2027, 12, 31))


def test_the_estimate_leaves_out_the_lost_years(find: Finder) -> None:
    person = worker(
        "DE",
        wrongly=True,
        first=dt.date(2021, 1, 1),
        last=dt.date(2022, 12, 1),
        average=Decimal(4000),
        zone="west",
    )
    found = find("de_wrongly", person, DAY).amount
    assert isinstance(found, Estimate)
    # 12 months of 2022: 9.3 % and 1.2 % of 4000
    assert (found.worker, found.employer) == (Decimal("5040.00"), Decimal("5040.00"))


def test_own_sums_win_over_the_parameters(find: Finder) -> None:
    person = worker("DE", wrongly=False, average=Decimal(4000), zone="west", own_share=Decimal("812.30"))
    assert find("de_rightly", person).amount == Estimate(Decimal("812.30"), None, "EUR", entered=True)
    both = replace(person, host="KR", status="E-9", employer_share=Decimal("800"))
    assert find("kr_lump_sum", both).amount == Estimate(Decimal("1612.30"), None, "KRW", entered=True)


def test_a_month_without_a_parameter_is_named_and_not_guessed(find: Finder) -> None:
    person = worker(
        "DE", wrongly=False, first=dt.date(2026, 12, 1), last=dt.date(2027, 1, 1), average=Decimal(4000)
    )
    assert isinstance(find("de_rightly", person, dt.date(2027, 2, 1)).amount, NoParameter)


def test_no_sum_is_shown_for_a_road_that_is_closed_or_over(find: Finder) -> None:
    paid = {"average": Decimal(3_000_000), "own_share": Decimal(1)}
    assert find("kr_lump_sum", worker("KR", status="F-4", **paid)).amount is None
    assert find("jp_lump_sum", worker("JP", left_on=dt.date(2024, 3, 31), **paid)).amount is None


def test_sixty_months_in_germany_call_for_advice(find: Finder) -> None:
    assert "sixty_months" not in find("de_rightly", worker("DE", insured_months=59)).advice
    assert "sixty_months" in find("de_rightly", worker("DE", insured_months=60)).advice


def test_days_for_the_list_of_what_is_due(find: Finder) -> None:
    waiting = find("de_rightly", worker("DE", wrongly=False), dt.date(2025, 1, 1))
    assert [(d.key, d.kind, d.day) for d in waiting.clock_days] == [
        ("de_rightly.refund_opens", "refund_opens", dt.date(2026, 3, 1))
    ]
    wrongly = find("de_wrongly", worker("DE", wrongly=True), DAY)
    assert [(d.kind, d.day) for d in wrongly.clock_days] == [("refund_ends", dt.date(2026, 12, 31))]
    assert find("kr_lump_sum", worker("KR", status="F-4")).clock_days == ()


def test_missing_facts_are_named(find: Finder) -> None:
    person = Claimant(host="KR")
    assert set(find("kr_lump_sum", person).missing) >= {"korean_status", "months", "first", "last", "left_on"}
    assert "wrongly" in find("de_rightly", Claimant(host="DE")).missing
    turned = worker("DE", wrongly=True, first=dt.date(2024, 3, 1), last=dt.date(2024, 2, 29))
    assert "last" in find("de_wrongly", turned).missing


def test_what_a_case_already_tells() -> None:
    facts = Facts(
        to_state="DE", start=dt.date(2024, 1, 1), end=dt.date(2025, 12, 31), nationality="CN", certificate="held",
        certificate_until=dt.date(2025, 12, 31),
    )  # fmt: skip
    assert claimant_of(facts, DAY).wrongly is True
    assert claimant_of(replace(facts, certificate_until=dt.date(2025, 12, 30)), DAY).wrongly is None
    assert claimant_of(replace(facts, certificate="refused"), DAY).wrongly is False
    assert claimant_of(facts, dt.date(2025, 6, 10)).last == dt.date(2025, 6, 10)


def test_of_work_still_to_begin_no_month_is_paid() -> None:
    facts = Facts(to_state="DE", start=DAY, end=dt.date(2029, 2, 28))
    assert (claimant_of(facts, DAY).first, claimant_of(facts, DAY).last) == (DAY, DAY)
    before = claimant_of(facts, DAY - dt.timedelta(days=1))
    assert (before.first, before.last) == (None, None)


@pytest.mark.parametrize(("until", "covered"), [(DAY, True), (DAY - dt.timedelta(days=1), None)])
def test_work_that_outlasts_the_certificate_leaves_open_what_it_covers(
    until: dt.date, covered: bool | None
) -> None:
    facts = Facts(to_state="DE", start=dt.date(2024, 1, 1), certificate="held", certificate_until=until)
    assert claimant_of(facts, DAY).wrongly is covered


DAYS = st.dates(dt.date(2000, 1, 1), dt.date(2060, 12, 31))


@given(first=DAYS, months=st.integers(0, 90), day=DAYS, later=st.integers(0, 4000), left=DAYS)
def test_a_road_once_too_late_never_opens_again(
    law: Law, rates: Rates, first: dt.date, months: int, day: dt.date, later: int, left: dt.date
) -> None:
    for host in ("DE", "KR", "JP", "CA"):
        person = worker(
            host, wrongly=True, status="E-9", first=first, last=add_months(first, months), left_on=left
        )
        for road in find_roads(person, day, law, rates):
            if road.state is TOO_LATE:
                again = find_roads(person, day + dt.timedelta(days=later), law, rates)
                assert next(r for r in again if r.rule.key == road.rule.key).state is TOO_LATE
            assert all(d.day >= day for d in road.clock_days)


def test_a_broken_file_is_told_with_its_place(tmp_path: Path) -> None:
    from desktop.law.refund_roads import read_refunds

    (tmp_path / "refunds.toml").write_text(
        'checked = 2026-11-21\n[[road]]\nkey = "x"\nstate = "DE"\nkind = "any"\nstatus = "claim"\nask = "de.insurer"\n'
        'clock = "year_end"\nclock_months = 13\ncitations = ["A"]\nconfidence = "high"\nhope = true\n'
        '[[road.condition]]\nkey = "c"\nfact = "mood"\nop = "is"\nvalues = ["maybe"]\notherwise = "none"\n',
        encoding="utf-8",
    )
    errors: list[str] = []
    read_refunds(tmp_path, errors)
    told = "\n".join(errors)
    for part in ("whole years", "hope is not known", "mood", '["yes"] or ["no"]'):
        assert part in told


POSTED = Facts(
    from_state="CN", to_state="DE", nationality="CN", activity="employee", home_employer=True,
    host_workplace="office_or_branch", home_contract="active", works_for_home_employer=True, host_contract=False,
    wages_borne_by="home", limited_in_advance=True, home_pension="employees", paying_at_home=True,
    home_unemployment=True, start=dt.date(2022, 3, 1), end=dt.date(2025, 2, 28),
)  # fmt: skip


@pytest.mark.parametrize("certificate", [None, "not_yet", "none", "superseded"])
def test_a_posting_that_could_have_a_certificate_is_sent_to_its_issuer(
    law: Law, certificate: str | None
) -> None:
    facts = replace(POSTED, certificate=certificate)
    body = certificate_body(worker("DE", wrongly=False), facts, law, DAY)
    assert body is not None
    assert law.authorities[body].state == "CN"


@pytest.mark.parametrize(
    ("facts", "person"),
    [
        (replace(POSTED, certificate="held"), worker("DE")),
        (replace(POSTED, certificate="refused"), worker("DE")),
        (POSTED, worker("KR")),
        (POSTED, worker("DE", first=dt.date(2022, 2, 1))),
        (POSTED, worker("DE", last=dt.date(2025, 3, 1))),
        (replace(POSTED, paying_at_home=False, home_pension="none"), worker("DE")),
        (replace(POSTED, host_workplace="unrelated_employer"), worker("DE")),
    ],
)
def test_nobody_is_sent_for_a_certificate_in_vain(law: Law, facts: Facts, person: Claimant) -> None:
    assert certificate_body(person, facts, law, DAY) is None


@pytest.mark.parametrize(
    ("person", "state", "asks"),
    [
        (worker("DE", wrongly=False), NOT_YET, True),
        (worker("DE"), CANNOT_TELL, True),
        (worker("DE", wrongly=True), OPEN, False),
        (worker("DE", wrongly=False, benefits=True), CLOSED, False),
        (worker("DE", wrongly=False, first=dt.date(2020, 3, 1), last=dt.date(2021, 6, 1)), CLOSED, False),
    ],
)
def test_a_road_that_only_lacks_the_certificate_waits_for_it(
    law: Law, rates: Rates, person: Claimant, state: RoadState, asks: bool
) -> None:
    roads = find_roads(person, DAY, law, rates, "cn.sia")
    road = next(road for road in roads if road.rule.key == "de_wrongly")
    assert (road.state, road.certificate_from) == (state, "cn.sia" if asks else None)


def test_the_last_day_of_the_claim_stays_while_the_certificate_is_asked_for(law: Law, rates: Rates) -> None:
    road = find_roads(worker("DE", wrongly=False), DAY, law, rates, "cn.sia")[0]
    assert road.next_end == dt.date(2026, 12, 31)
    assert [clock.kind for clock in road.clock_days] == ["refund_ends"]
