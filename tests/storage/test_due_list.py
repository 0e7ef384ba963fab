"""What is due over all people: what follows from cases and record, and that it follows every change of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from icalendar import Calendar

from desktop.domain.case import Answer, Case
from desktop.domain.dates.due import DueItem, Kind, Rule
from desktop.domain.dates.latest_filing import LONGEST
from desktop.domain.dates.turnaround import Basis
from desktop.domain.record.certificate import Certificate, Document
from desktop.domain.record.diary import DiaryEntry, Reminder, Stage
from desktop.record.filing import OwnNumbers
from desktop.session import Session

DAY = dt.date(2026, 11, 22)


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    session = Session.start(tmp_path / "profile", "en", DAY)
    yield session
    session.close()


def engineer(session: Session) -> Case:
    """China to Germany from 2027-03-01 to 2030-02-28, with the passport until 2034-06-02."""
    return session.open_sample(session.samples[0])


def person(session: Session, case: Case) -> int:
    found = session.record.person_of(case.id).id
    assert found is not None
    return found


def due(session: Session, kind: Kind | None = None) -> list[DueItem]:
    return [item for item in session.dates.due() if kind in (None, item.kind)]


def days(session: Session, kind: Kind) -> list[dt.date]:
    return [item.due_on for item in due(session, kind)]


def test_a_case_brings_the_dates_of_its_own_calendar(session: Session) -> None:
    case = engineer(session)
    found = {item.source: (item.kind, item.due_on, item.rule) for item in due(session)}
    assert found["file_before_start"] == (Kind.APPLY, dt.date(2027, 2, 28), Rule.HOUSE)
    assert found["extension"] == (Kind.EXTENSION_OPENS, dt.date(2029, 11, 28), Rule.HOUSE)
    assert found["ceiling"][2] is Rule.LAW
    assert found["passport_expiry"] == (Kind.PASSPORT, dt.date(2034, 6, 2), Rule.OWN)
    ics = session.paperwork(session.case(case.id)).render("APP-14", ("en",))
    own = {str(entry["uid"]) for entry in Calendar.from_ical(ics.data).walk("VEVENT")}
    every = session.dates.calendar(due(session))
    assert own == {str(entry["uid"]) for entry in Calendar.from_ical(every).walk("VEVENT")}


def test_the_list_is_in_the_order_of_days_and_holds_a_year_of_the_past(session: Session) -> None:
    owner = person(session, engineer(session))
    for ends_on in (DAY - dt.timedelta(days=366), DAY - dt.timedelta(days=365), DAY):
        session.record.keep(Reminder(person_id=owner, due_on=ends_on))
    assert days(session, Kind.OWN) == [DAY - dt.timedelta(days=365), DAY]
    every = [item.due_on for item in due(session)]
    assert every == sorted(every)
    assert [item.due_on for item in session.dates.due(DAY)] == days(session, Kind.OWN)


@pytest.mark.parametrize(
    ("fact", "value", "gone"),
    [
        ("certificate", "held", Kind.APPLY),
        ("certificate_handed_in_on", dt.date(2026, 11, 1), Kind.HAND_IN),
        ("extension", "requested", Kind.EXTENSION_OPENS),
    ],
)
def test_what_is_done_is_no_longer_due(session: Session, fact: str, value: str | dt.date, gone: Kind) -> None:
    case = engineer(session)
    assert due(session, gone)
    session.answer(case.id, {fact: Answer(value)})
    assert not due(session, gone)


def test_every_way_of_changing_a_case_moves_its_dates(session: Session) -> None:
    case = engineer(session)
    assert days(session, Kind.PASSPORT) == [dt.date(2034, 6, 2)]
    session.set_field(case.id, "person.passport_expiry", dt.date(2035, 1, 1))
    assert days(session, Kind.PASSPORT) == [dt.date(2035, 1, 1)]
    owner = person(session, case)
    session.record.set_person_field(owner, "person.passport_expiry", dt.date(2036, 1, 1))
    assert days(session, Kind.PASSPORT) == [dt.date(2036, 1, 1)]
    session.record.undo()
    assert days(session, Kind.PASSPORT) == [dt.date(2035, 1, 1)]
    session.answer(case.id, {"start": Answer(dt.date(2027, 4, 1))})
    assert days(session, Kind.APPLY) == [dt.date(2027, 3, 31)]
    session.delete_case(case.id)
    assert due(session) == []
    session.restore_case(case.id)
    assert days(session, Kind.APPLY) == [dt.date(2027, 3, 31)]


def test_a_case_is_looked_at_again_only_after_a_change(session: Session) -> None:
    case = engineer(session)
    engineer(session)
    assert session.dates.refresh(1) == 1
    assert session.dates.refresh() == 0
    session.tick(case.id, "copy:person.name_zh", True)
    assert session.dates.stale() == 1


def test_two_cases_of_one_person_name_the_passport_once(session: Session) -> None:
    first, second = engineer(session), engineer(session)
    session.record.link(second.id, person_id=person(session, first))
    assert len(due(session, Kind.PASSPORT)) == 1
    assert len(due(session, Kind.APPLY)) == 2
    new = Document(person_id=person(session, first), kind="passport", ends_on=dt.date(2040, 1, 1))
    session.record.keep(new)
    assert days(session, Kind.PASSPORT) == [dt.date(2040, 1, 1)]


def test_only_the_latest_of_several_papers_is_due(session: Session) -> None:
    owner = person(session, engineer(session))
    for ends_on in (dt.date(2026, 12, 1), dt.date(2031, 12, 1)):
        session.record.keep(Document(person_id=owner, kind="work_permit", ends_on=ends_on))
        starts_on = ends_on - dt.timedelta(days=700)
        session.record.keep(
            Certificate(person_id=owner, state="CN", host="KR", starts_on=starts_on, ends_on=ends_on)
        )
    assert days(session, Kind.WORK_PERMIT) == days(session, Kind.CERTIFICATE_END) == [dt.date(2031, 12, 1)]


def test_a_certificate_in_the_register_counts_for_its_case(session: Session) -> None:
    case = engineer(session)
    owner = person(session, case)
    held = Certificate(
        person_id=owner, case_id=case.id, state="CN", host="DE", starts_on=dt.date(2027, 3, 1),
        ends_on=dt.date(2029, 8, 31),
    )  # fmt: skip
    kept = session.record.keep(held)
    assert not due(session, Kind.APPLY)
    assert days(session, Kind.CERTIFICATE_END) == [dt.date(2029, 8, 31)]
    assert days(session, Kind.EXTENSION_OPENS) == [dt.date(2029, 5, 31)]
    session.record.keep(replace(kept, ends_on=dt.date(2029, 9, 30)))
    assert days(session, Kind.CERTIFICATE_END) == [dt.date(2029, 9, 30)]
    session.record.undo()
    session.record.undo()
    assert due(session, Kind.APPLY)


def test_an_application_without_an_answer_is_chased_until_there_is_one(session: Session) -> None:
    case = engineer(session)
    owner = person(session, case)
    sent = DiaryEntry(
        person_id=owner, case_id=case.id, on=dt.date(2026, 11, 1), stage=Stage.SENT, body="cn.sia"
    )
    session.record.keep(sent)
    (chase,) = due(session, Kind.CHASE)
    assert (chase.due_on, chase.rule) == (dt.date(2026, 12, 1), Rule.HOUSE)
    session.dates.filing.keep("cn.sia", OwnNumbers(takes=10))
    (chase,) = due(session, Kind.CHASE)
    assert (chase.due_on, chase.rule) == (dt.date(2026, 11, 18), Rule.OWN)
    session.record.keep(replace(sent, on=dt.date(2026, 11, 20), stage=Stage.ISSUED))
    assert due(session, Kind.CHASE) == []


def test_a_posting_long_over_calls_for_nothing(session: Session) -> None:
    case = engineer(session)
    ended = DAY - dt.timedelta(days=90)
    session.answer(case.id, {"start": Answer(dt.date(2024, 1, 1)), "end": Answer(ended)})
    assert due(session, Kind.REPORT_END)
    session.answer(case.id, {"end": Answer(ended - dt.timedelta(days=1))})
    assert due(session) == []


def test_ticked_off_is_gone_until_the_day_moves_and_undo_brings_it_back(session: Session) -> None:
    case = engineer(session)
    (item,) = due(session, Kind.APPLY)
    session.dates.done(item)
    assert due(session, Kind.APPLY) == []
    session.record.undo()
    assert due(session, Kind.APPLY) == [item]
    session.dates.done(item)
    session.answer(case.id, {"start": Answer(dt.date(2027, 5, 1))})
    assert days(session, Kind.APPLY) == [dt.date(2027, 4, 30)]


def test_a_reminder_is_done_and_comes_back_with_undo(session: Session) -> None:
    owner = person(session, engineer(session))
    session.record.keep(
        Reminder(person_id=owner, kind="refund", due_on=DAY, until=DAY + dt.timedelta(days=30))
    )
    (item,) = due(session, Kind.REFUND)
    assert item.until == DAY + dt.timedelta(days=30)
    session.dates.done(item)
    assert due(session, Kind.REFUND) == []
    session.record.undo()
    assert due(session, Kind.REFUND) == [item]


def test_what_ends_by_itself_cannot_be_ticked_off(session: Session) -> None:
    owner = person(session, engineer(session))
    session.record.keep(Document(person_id=owner, kind="passport", ends_on=DAY))
    (item,) = due(session, Kind.PASSPORT)
    with pytest.raises(ValueError, match="document"):
        session.dates.done(item)


def test_dismissed_reminders_stay_away_until_the_next_step(tmp_path: Path) -> None:
    for day, shown in (
        (dt.date(2026, 12, 1), True),
        (dt.date(2026, 12, 29), False),
        (dt.date(2026, 12, 30), True),
    ):
        session = Session.start(tmp_path / "kept", "en", day)
        if not session.cases():
            engineer(session)
        session.dates.refresh()
        kinds = [one.item.kind for one in session.dates.reminders()]
        assert (Kind.APPLY in kinds) is shown
        session.dates.dismiss(session.dates.reminders())
        assert session.dates.reminders() == ()
        session.close()


def test_own_numbers_are_kept_by_authority_and_decide_the_latest_day(session: Session) -> None:
    case = engineer(session)
    filing = session.dates.filing
    before = filing.outlook(case)
    assert before.turnaround is not None
    assert before.turnaround.basis is Basis.HISTORIC
    filing.keep("cn.sia", OwnNumbers(takes=60, post_back=10, margin=0))
    after = filing.outlook(case)
    assert after.latest is not None
    # The day before 1 March less 10 days is 18 February, a Thursday; sixty days before it is 20 December, a Sunday.
    assert after.latest.file_by == dt.date(2026, 12, 18)
    filing.keep("cn.sia", OwnNumbers())
    assert filing.outlook(case) == before
    with pytest.raises(ValueError, match="999"):
        filing.keep("cn.sia", OwnNumbers(takes=LONGEST + 1))


def test_a_known_time_puts_the_latest_day_into_the_list_and_moves_it(session: Session) -> None:
    case = engineer(session)
    other = session.open_sample(session.samples[9])  # from Germany, by another body
    assert due(session, Kind.FILE_BY) == []
    session.dates.filing.keep("cn.sia", OwnNumbers(takes=30, margin=0))
    (item,) = due(session, Kind.FILE_BY)
    assert (item.case_id, item.rule) == (case.id, Rule.OWN)
    latest = session.dates.filing.outlook(case).latest
    assert latest is not None
    assert item.due_on == latest.file_by
    session.dates.filing.keep("cn.sia", OwnNumbers(takes=31, margin=7))
    (later,) = due(session, Kind.FILE_BY)
    assert later.key == item.key
    assert later.due_on < item.due_on
    session.dates.done(later)
    assert due(session, Kind.FILE_BY) == []
    session.record.undo()
    session.answer(case.id, {"certificate": Answer("held")})
    assert due(session, Kind.FILE_BY) == []
    assert other.id


def test_the_diary_measures_and_the_chain_uses_it(session: Session) -> None:
    case = engineer(session)
    owner = person(session, case)
    for number, took in enumerate((20, 30, 50)):
        sent = dt.date(2026, 1, 1) + dt.timedelta(days=number)
        for on, stage in ((sent, Stage.SENT), (sent + dt.timedelta(days=took), Stage.ISSUED)):
            session.record.keep(
                DiaryEntry(
                    person_id=owner, case_id=case.id, on=on, stage=stage, body="cn.sia", matter=str(number)
                )
            )
    takes = session.dates.filing.outlook(case).turnaround
    assert takes is not None
    assert (takes.days, takes.cases, takes.basis) == (30, 3, Basis.MEASURED)


def test_a_case_without_a_start_or_an_agreement_has_no_latest_day(session: Session) -> None:
    plain = session.new_case(answers={"from": Answer("CN"), "to": Answer("DE")})
    assert session.dates.filing.outlook(plain).latest is None
    abroad = session.new_case(answers={"from": Answer("CN"), "to": Answer("SG"), "start": Answer(DAY)})
    outlook = session.dates.filing.outlook(abroad)
    assert (outlook.authority, outlook.latest) == ("", None)


def test_one_person_is_asked_for_alone(session: Session) -> None:
    mine, other = person(session, engineer(session)), person(session, engineer(session))
    for owner, days_on in ((mine, 3), (other, 4)):
        session.record.keep(Reminder(person_id=owner, due_on=DAY + dt.timedelta(days=days_on)))
    found = session.dates.due(person_id=mine)
    assert {item.person_id for item in found} == {mine}
    assert [item.due_on for item in found if item.kind is Kind.OWN] == [DAY + dt.timedelta(days=3)]


def test_an_edition_with_another_law_makes_every_date_anew(session: Session) -> None:
    case = engineer(session)
    session.dates.refresh()
    assert session.store.due.stale(session.law.edition) == ()
    assert session.store.due.stale("2027-01-01+000000000000") == (case.id,)


@pytest.mark.parametrize("day", [dt.date.min, dt.date(1, 2, 1), dt.date(2028, 2, 29), dt.date.max])
def test_every_day_of_the_calendar_can_be_today(tmp_path: Path, day: dt.date) -> None:
    session = Session.start(tmp_path / "other", "en", day)
    case = engineer(session)
    number = person(session, case)
    for on in (dt.date.min, dt.date.max):
        session.record.keep(
            DiaryEntry(person_id=number, case_id=case.id, on=on, stage=Stage.SENT, body="cn.sia")
        )
        session.record.keep(Document(person_id=number, kind="residence_title", ends_on=on))
        session.record.keep(Reminder(person_id=number, case_id=case.id, due_on=on, title="call"))
    items = session.dates.due()
    session.dates.dismiss(session.dates.reminders())
    assert not session.dates.reminders()
    entries = Calendar.from_ical(session.dates.calendar(items, names=True)).walk("VEVENT")
    assert len(entries) == len(items) > 0
    session.close()
