"""What does not fit together among postings, certificates and entries."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

from desktop.domain.determination import Outcome
from desktop.domain.paper import Branches, Months, Period, State, Value, Words, YearMonths
from desktop.domain.periods import FOREVER, ONE_DAY
from desktop.domain.record.certificate import Certificate
from desktop.domain.record.contribution import COUNTS_AS_PAID
from desktop.domain.record.findings import RecordFinding, Weight, steps
from desktop.domain.record.life import Posting, WorkingLife
from desktop.domain.record.months import month_of, runs
from desktop.domain.record.stays import Stay, stays


def of_papers(life: WorkingLife, day: dt.date) -> Iterator[RecordFinding]:
    """Postings without a certificate, certificates without a posting, days of either that the other lacks."""
    for stay in stays(life):
        if stay.posting is None:
            yield _no_posting(stay.certificates[0])
        elif stay.certificates:
            yield from _uncovered(stay, day)
            yield from _beyond(stay)
        else:
            yield from _no_certificate(stay)
    yield from _at_once(life.postings)


def of_entries(life: WorkingLife) -> Iterator[RecordFinding]:
    """Months before birth, and months that two employers paid to the same branch."""
    born = life.person.born_on
    if born is not None:
        early = [row.month for row in life.months if row.month < month_of(born)]
        for run in runs(early):
            yield _about_months("before_birth", run, born=born)
    paid: defaultdict[tuple[str, str, dt.date], set[int | None]] = defaultdict(set)
    for row in life.months:
        if row.status in COUNTS_AS_PAID:
            paid[row.state, row.branch, row.month].add(row.employer_id)
    twice: defaultdict[tuple[str, str], list[dt.date]] = defaultdict(list)
    for (state, branch, month), employers in paid.items():
        if len(employers) > 1:
            twice[state, branch].append(month)
    for (state, branch), months in twice.items():
        for run in runs(months):
            yield _about_months(
                "two_employers", run, state, state=State(state), branch=Branches((branch,), state)
            )


def _about_months(key: str, months: tuple[dt.date, ...], lane: str = "", **params: Value) -> RecordFinding:
    period = YearMonths(months[0], months[-1])
    about: dict[str, Value] = {"period": period, "months": Months(len(months)), **params}
    return RecordFinding(
        key=key, weight=Weight.CHECK, words=Words(f"record.finding.{key}", about), steps=steps(key),
        months=months, state=lane,
    )  # fmt: skip


def _no_certificate(stay: Stay) -> Iterator[RecordFinding]:
    """A posting whose answer is exempt is so only with a certificate in hand."""
    posting = stay.posting
    assert posting is not None
    exempt = any(one.outcome is Outcome.EXEMPT for one in posting.determination.periods)
    if exempt or stay.refused_for_paper:
        yield _about_stay(
            "no_certificate", stay, ("ask_certificate", "enter_certificate"), "documents", "certificates"
        )


def _no_posting(certificate: Certificate) -> RecordFinding:
    about: dict[str, Value] = {
        "number": certificate.number or "–", "home": State(certificate.state), "host": State(certificate.host),
        "period": Period(certificate.starts_on, certificate.ends_on),
    }  # fmt: skip
    return RecordFinding(
        key="no_posting", weight=Weight.CHECK, words=Words("record.finding.no_posting", about),
        steps=steps("enter_posting", **about), ways=("check", "certificates"), certificate_id=certificate.id,
    )  # fmt: skip


def _uncovered(stay: Stay, day: dt.date) -> Iterator[RecordFinding]:
    """The days of the stay that no certificate covers; with no end known, those up to ``day``."""
    last = stay.last or max(day, *(one.ends_on for one in stay.certificates))
    begin = stay.first
    for one in sorted(stay.certificates, key=lambda held: held.starts_on):
        if begin < one.starts_on and begin <= last:
            yield _missing_days(stay, begin, min(one.starts_on - ONE_DAY, last), day)
        if one.ends_on >= last:
            return
        begin = max(begin, one.ends_on + ONE_DAY)
    if begin <= last:
        yield _missing_days(stay, begin, last, day)


def _missing_days(stay: Stay, first: dt.date, last: dt.date, day: dt.date) -> RecordFinding:
    """Before the first certificate, after one that has ended, or after one that still runs: other steps each."""
    begun = first > min(one.starts_on for one in stay.certificates)
    after = ("ask_extension",) if first > day else ("both_may_ask",)
    names = after if begun else ("ask_back",)
    return _about_stay("uncovered", stay, names, "documents", "certificates", period=Period(first, last))


def _beyond(stay: Stay) -> Iterator[RecordFinding]:
    """Days of a certificate before or after the posting: the exemption ends with the posting."""
    for one in stay.certificates:
        if one.ends_on > (stay.last or FOREVER) or one.starts_on < stay.first:
            period = Period(one.starts_on, one.ends_on)
            posted = Period(stay.first, stay.last or one.ends_on)
            yield _about_stay(
                "beyond", stay, ("compare_days",), "certificates", "check",
                period=period, posted=posted, number=one.number or "–",
            )  # fmt: skip


def _about_stay(key: str, stay: Stay, names: tuple[str, ...], *ways: str, **params: Value) -> RecordFinding:
    about: dict[str, Value] = {
        "home": State(stay.home), "host": State(stay.host), "first": stay.first, **params,
    }  # fmt: skip
    return RecordFinding(
        key=key, weight=Weight.CHECK, words=Words(f"record.finding.{key}", about), steps=steps(*names, **about),
        ways=ways, case_id=stay.posting.case_id if stay.posting else None,
    )  # fmt: skip


def _at_once(postings: tuple[Posting, ...]) -> Iterator[RecordFinding]:
    """Two postings that share a day."""
    for one, other in combinations(postings, 2):
        if one.first is None or other.first is None or not (one.host and other.host):
            continue
        first, last = max(one.first, other.first), min(one.last or FOREVER, other.last or FOREVER)
        if first > last:
            continue
        when: Value = Period(first, last) if last < FOREVER else Words("record.finding.since", {"day": first})
        about: dict[str, Value] = {
            "one": State(one.host), "first": one.first, "other": State(other.host), "second": other.first,
            "period": when,
        }  # fmt: skip
        yield RecordFinding(
            key="at_once", weight=Weight.CHECK, words=Words("record.finding.at_once", about),
            steps=steps("check_days"), ways=("cases",), case_id=other.case_id,
        )  # fmt: skip
