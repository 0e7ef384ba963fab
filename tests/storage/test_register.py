"""The register of certificates on a real file: entered from a case, handed on, lost, printed, taken back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from desktop.domain.case import Case
from desktop.domain.papers.certificate_papers import LOST_KIT, RECEIPT
from desktop.domain.record.certificate import Certificate, Custody, Document
from desktop.domain.record.custody import original
from desktop.domain.record.evidence import Evidence, Quality
from desktop.domain.record.life import WorkingLife
from desktop.session import Session

DAY = dt.date(2026, 11, 21)


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    session = Session.start(tmp_path / "profile", "en", DAY)
    yield session
    session.close()


@pytest.fixture
def case(session: Session) -> Case:
    sample = next(sample for sample in session.samples if sample.key == "engineer_dusseldorf")
    case = session.open_sample(sample)
    session.record.person_of(case.id)
    return session.case(case.id)


def _life(session: Session, case: Case) -> WorkingLife:
    assert case.person_id is not None
    return session.record.life(case.person_id)


@pytest.fixture
def certificate(session: Session, case: Case) -> Certificate:
    assert case.person_id is not None
    draft = session.register.draft(case)
    assert draft.missing == ()
    return session.record.keep(replace(draft, number="2027-0815").put_into(None, case.person_id))


@pytest.fixture
def held(session: Session, certificate: Certificate) -> Custody:
    assert certificate.id is not None
    return session.record.keep(
        Custody(person_id=certificate.person_id, certificate_id=certificate.id, since=DAY, holder="陈晓梅")
    )


def test_a_certificate_from_a_case_fits_it(session: Session, case: Case, certificate: Certificate) -> None:
    assert session.register.warnings(certificate, _life(session, case)) == ()
    assert certificate.branches == session.determine(case).exempt_branches


def test_handing_over_adds_a_hand_and_undo_takes_it_back(
    session: Session, case: Case, certificate: Certificate, held: Custody
) -> None:
    assert certificate.id is not None
    given = session.register.hand_over(held, "Lohnbüro", "Köln", DAY)
    now = original(certificate.id, _life(session, case).custody)
    assert now == given
    assert not given.receipt
    session.record.undo()
    assert original(certificate.id, _life(session, case).custody) == held


def test_lost_and_found_are_steps_of_their_own(
    session: Session, case: Case, certificate: Certificate
) -> None:
    lost = session.register.lost(certificate, DAY)
    assert _life(session, case).certificates == (lost,)
    session.register.lost(lost, None)
    assert _life(session, case).certificates == (certificate,)
    changes = [session.record.undo(), session.record.undo()]
    assert [change.what for change in changes if change] == ["certificate_found", "certificate_lost"]
    assert _life(session, case).certificates == (certificate,)


def test_removing_takes_the_hands_with_it_in_one_step(
    session: Session, case: Case, certificate: Certificate, held: Custody
) -> None:
    before = _life(session, case)
    session.register.remove(certificate)
    assert _life(session, case).certificates == _life(session, case).custody == ()
    session.record.undo()
    assert _life(session, case) == before


# -- other documents


def test_a_day_of_the_papers_is_offered_and_then_kept_once(session: Session, case: Case) -> None:
    session.set_field(case.id, "person.passport_no", "E12345678")
    session.set_field(case.id, "person.passport_expiry", dt.date(2030, 5, 1))
    offered = {one.kind: one for one in session.register.known_documents(_life(session, case))}
    assert offered["passport"].ends_on == dt.date(2030, 5, 1)
    session.register.keep_document(offered["passport"])
    assert "passport" not in {one.kind for one in session.register.known_documents(_life(session, case))}


def test_a_new_passport_stands_in_the_papers_too_and_undo_takes_both_back(
    session: Session, case: Case
) -> None:
    assert case.person_id is not None
    before = session.case(case.id).fields
    session.register.keep_document(
        Document(
            person_id=case.person_id, kind="passport", number="NEW1", state="CN", ends_on=dt.date(2036, 1, 1)
        )
    )
    fields = session.case(case.id).fields
    assert fields["person.passport_no"] == "NEW1"
    assert fields["person.passport_expiry"] == dt.date(2036, 1, 1)
    session.record.undo()
    assert session.case(case.id).fields == before
    assert _life(session, case).documents == ()


def test_a_residence_title_goes_to_the_papers_of_its_posting(session: Session, case: Case) -> None:
    assert case.person_id is not None
    title = Document(
        person_id=case.person_id, case_id=case.id, kind="residence_title", ends_on=dt.date(2029, 4, 1)
    )
    session.register.keep_document(title)
    assert session.case(case.id).fields["hostid.title_expiry"] == dt.date(2029, 4, 1)


# -- papers


def test_the_receipt_names_giver_and_taker(session: Session, certificate: Certificate, held: Custody) -> None:
    given = session.register.hand_over(held, "Lohnbüro", "Köln", DAY)
    paperwork = session.register.paperwork(certificate, given)
    assert paperwork.held is not None
    assert paperwork.held.giver == held
    file = paperwork.render(RECEIPT, ("en", "de"))
    assert file.pages == 1
    assert file.file_name.startswith("CERT-01_")


@pytest.mark.parametrize("paper_id", LOST_KIT)
def test_the_kit_is_drawn_for_a_posting(session: Session, certificate: Certificate, paper_id: str) -> None:
    lost = session.register.lost(certificate, DAY)
    assert session.register.paperwork(lost).render(paper_id, ("de",)).pages >= 1


@pytest.mark.parametrize("paper_id", [RECEIPT, *LOST_KIT])
def test_a_certificate_without_a_posting_has_its_papers_too(
    session: Session, certificate: Certificate, paper_id: str
) -> None:
    alone = session.record.keep(replace(certificate, id=None, case_id=None, state="ES", host="CN"))
    paperwork = session.register.paperwork(alone)
    assert (paperwork.facts.from_state, paperwork.facts.to_state) == ("ES", "CN")
    assert paperwork.render(paper_id, ("ko",)).pages >= 1


def test_the_copy_behind_the_cover_sheet_is_the_kept_one(session: Session, certificate: Certificate) -> None:
    scan = Evidence(
        person_id=certificate.person_id, quality=Quality.OFFICIAL_PRINT, title="Scan", file_name="scan.pdf"
    )
    kept = session.record.attach(scan, b"%PDF-1.7")
    with_copy = session.record.keep(replace(certificate, evidence_id=kept.id))
    held = session.register.paperwork(with_copy).held
    assert held is not None
    assert held.copy == kept
