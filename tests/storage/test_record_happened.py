"""What happened, carried out in a real encrypted file: one step, taken back to the last byte, brought again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest

from desktop.domain.case import Answer, FieldValue
from desktop.domain.facts import FactValue
from desktop.domain.paper import Paper
from desktop.domain.record.certificate import Certificate, Document
from desktop.domain.record.diary import Stage
from desktop.domain.record.event_plan import event_of, plan
from desktop.domain.record.events import Answers, Event
from desktop.record.happened import carry_out, put_away
from desktop.session import Session
from desktop.storage.history.changes import LOGGED

DAY = dt.date(2028, 8, 1)
POSTED: dict[str, FactValue] = {
    "activity": "employee", "home_employer": True, "home_contract": "active", "works_for_home_employer": True,
    "host_workplace": "office_or_branch", "host_contract": False, "wages_borne_by": "home",
    "limited_in_advance": True, "home_pension": "employees", "home_unemployment": True, "paying_at_home": True,
    "start": dt.date(2027, 3, 1), "end": dt.date(2030, 2, 28), "certificate": "held",
    "certificate_until": dt.date(2030, 2, 28),
}  # fmt: skip
DIRECTIONS = (("CN", "DE"), ("CN", "KR"), ("DE", "CN"), ("KR", "CN"))
ON = dt.date(2028, 7, 1)
ANSWERS: dict[Event, Answers] = {
    Event.ARRIVED: {"matter": "certificate", "day": ON, "first": dt.date(2027, 3, 1), "last": DAY, "number": "W-7"},
    Event.REFUSED: {"matter": "extension", "day": ON, "reason": "too_late", "body": "cn.sia"},
    Event.EARLY_RETURN: {"day": ON},
    Event.LONGER_STAY: {"day": dt.date(2030, 8, 31)},
    Event.NEW_HOST: {"day": ON, "name": "新桥建设有限公司", "workplace": "subsidiary_or_affiliate"},
    Event.LOCAL_CONTRACT: {"day": ON, "home_contract": "dormant"},
    Event.NEW_NAME: {"day": ON, "surname": "WANG", "given": "LAN"},
    Event.NEW_PASSPORT: {"day": ON, "number": "EK1234567", "last": dt.date(2038, 6, 30)},
    Event.LOST: {"day": ON},
}  # fmt: skip


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    session = Session.start(tmp_path / "profile", "en", DAY)
    yield session
    session.close()


def _case(session: Session, home: str, host: str) -> int:
    """A posting of a person with firms, a certificate and a passport in the record."""
    facts = {"from": home, "to": host, "nationality": home, **POSTED}
    case = session.new_case("Wang", {name: Answer(value) for name, value in facts.items()})
    fields: dict[str, FieldValue] = {
        "person.surname_latin": "LI", "person.given_latin": "LAN", "person.passport_no": "E1",
        "unit.name_zh": "远山科技有限公司", "host.name": "Musterbau GmbH", "host.address": "Hafen 1\n20457 Hamburg",
        "posting.end": dt.date(2030, 2, 28), "ca.cert_no": "W-1", "ca.valid_from": dt.date(2027, 3, 1),
        "case.internal_ref": "HR-1",
    }  # fmt: skip
    for key, value in fields.items():
        session.set_field(case.id, key, value)
    record = session.record
    person = record.person_of(case.id)
    assert person.id is not None
    china = record.employer_called("远山科技有限公司", "CN")
    abroad = record.employer_called("Musterbau GmbH", host if home == "CN" else home)
    record.link(case.id, china_employer_id=china.id, abroad_employer_id=abroad.id)
    record.keep(
        Certificate(
            person_id=person.id, case_id=case.id, number="W-1", state=home, host=host,
            starts_on=dt.date(2027, 3, 1), ends_on=dt.date(2030, 2, 28),
        )
    )  # fmt: skip
    record.keep(Document(person_id=person.id, kind="passport", number="E1", ends_on=dt.date(2029, 1, 1)))
    return case.id


def _happen(session: Session, case_id: int, event: Event) -> int:
    case = session.case(case_id)
    planned = plan(event, ANSWERS[event], case.facts(), case.fields, session.law, session.day, "cn.sia")
    return carry_out(session.record, session.store, case_id, planned, session.law)


def _everything(session: Session) -> dict[str, list[object]]:
    rows = session.store._connection.execute
    return {t: rows(f"SELECT rowid, * FROM {t} ORDER BY rowid").fetchall() for t in LOGGED}


@pytest.mark.parametrize(("states", "event"), [*product(DIRECTIONS, Event)])
def test_one_undo_takes_everything_back_and_redo_brings_it_again(
    session: Session, states: tuple[str, str], event: Event
) -> None:
    case_id = _case(session, *states)
    before = _everything(session)
    shown = _happen(session, case_id, event)
    after = _everything(session)
    assert after != before
    assert event_of(session.case(shown).fields) is event
    change = session.record.undo()
    assert change is not None
    assert change.what == f"happened_{event.value}"
    assert _everything(session) == before
    session.record.redo()
    assert _everything(session) == after


@pytest.mark.parametrize(
    ("states", "event"), [*product(DIRECTIONS, [e for e in Event if e is not Event.LOST])]
)
def test_the_papers_of_the_event_are_offered_and_composed(
    session: Session, states: tuple[str, str], event: Event
) -> None:
    case = session.case(_happen(session, _case(session, *states), event))
    offered = {offer.paper_id: offer for offer in session.offers(case)}
    expected = {Event.ARRIVED: "APP-04", Event.REFUSED: "Q-01"}.get(event, "APP-11")
    assert offered[expected].need == "always"
    paper = session.paperwork(case).paper(expected)
    assert isinstance(paper, Paper)
    assert paper.bilingual is (expected == "APP-11")


@pytest.mark.parametrize("event", [Event.NEW_HOST, Event.LOCAL_CONTRACT])
def test_the_posting_after_it_is_a_case_of_its_own(session: Session, event: Event) -> None:
    old_id = _case(session, "CN", "DE")
    new_id = _happen(session, old_id, event)
    old, new = session.case(old_id), session.case(new_id)
    assert new_id != old_id
    assert (old.facts().end, new.facts().start) == (dt.date(2028, 6, 30), ON)
    assert old.fields["posting.end"] == dt.date(2028, 6, 30)
    assert (old.facts().certificate, new.facts().certificate) == ("held", None)
    assert new.person_id == old.person_id
    assert new.china_employer_id == old.china_employer_id
    assert new.fields["case.prior_certificate_no"] == "W-1"
    assert new.fields["case.internal_ref"] == "HR-1"
    assert (new.abroad_employer_id != old.abroad_employer_id) is (event is Event.NEW_HOST)
    assert old.fields["host.name"] == "Musterbau GmbH"
    assert new.fields["host.name"] == ("新桥建设有限公司" if event is Event.NEW_HOST else "Musterbau GmbH")
    assert old.person_id is not None
    life = session.record.life(old.person_id)
    assert {posting.case_id for posting in life.postings} == {old_id, new_id}
    assert [(entry.stage, entry.on) for entry in life.diary] == [(Stage.ENDED, dt.date(2028, 6, 30))]


def test_the_record_follows_the_event(session: Session) -> None:
    case_id = _case(session, "CN", "DE")
    person_id = session.record.person_of(case_id).id
    assert person_id is not None
    for event in (Event.NEW_NAME, Event.NEW_PASSPORT, Event.LOST, Event.ARRIVED, Event.REFUSED):
        _happen(session, case_id, event)
    life = session.record.life(person_id)
    assert life.person.name == "WANG LAN"
    assert life.person.fields["person.surname_latin"] == "WANG"
    assert [(one.number, one.ends_on) for one in life.documents] == [("EK1234567", dt.date(2038, 6, 30))]
    assert [(one.number, one.lost_on) for one in life.certificates] == [("W-1", ON), ("W-7", None)]
    assert [entry.stage for entry in life.diary] == [Stage.PREPARED, Stage.ISSUED, Stage.REFUSED]


def test_a_case_that_is_nobodys_gets_its_person_in_the_same_step(session: Session) -> None:
    facts = {"from": "CN", "to": "DE", **POSTED}
    case = session.new_case("", {name: Answer(value) for name, value in facts.items()})
    before = _everything(session)
    _happen(session, case.id, Event.LOST)
    assert session.case(case.id).person_id is not None
    session.record.undo()
    assert _everything(session) == before


def test_an_event_whose_papers_are_done_is_put_away(session: Session) -> None:
    case_id = _case(session, "CN", "DE")
    _happen(session, case_id, Event.LOST)
    put_away(session.record, session.store, case_id)
    assert event_of(session.case(case_id).fields) is None
    assert "APP-11" in {offer.paper_id for offer in session.offers(session.case(case_id))}
    session.record.undo()
    assert event_of(session.case(case_id).fields) is Event.LOST


def test_what_was_answered_in_the_new_posting_does_not_keep_it_from_being_taken_back(
    session: Session,
) -> None:
    old_id = _case(session, "CN", "DE")
    new_id = _happen(session, old_id, Event.LOCAL_CONTRACT)
    session.answer(new_id, {"residence": Answer("DE")})
    session.set_field(new_id, "exc.reason", "…")
    session.tick(new_id, "check:contract", True)
    session.reopen(new_id)
    for _ in range(4):
        assert session.record.undo() is not None
    assert {case.id for case in session.cases()} == {old_id}
