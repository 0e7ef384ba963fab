"""Certificates, hands and proofs of the first sample person, for the tour."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from desktop.domain.record.certificate import Certificate, Custody, Document
from desktop.domain.record.evidence import Evidence, Quality
from desktop.domain.record.proofs import Proves

if TYPE_CHECKING:
    from desktop.session import Session
    from desktop.windows.tour.tour import Tour


def show_certificates(tour: Tour) -> None:
    """Show the register with one certificate lost and one that is valid."""
    _fill(tour.session, tour.case())
    tour.open("certificates", tour.case())


def show_proofs(tour: Tour) -> None:
    """Show the proofs, one with a file."""
    _fill(tour.session, tour.case())
    tour.open("proofs", tour.case())
    page: Any = tour.window.pages["proofs"]
    page.panel.maker.wait()


def _fill(session: Session, case_id: int) -> None:
    """Keep what the pages show, once."""
    person = session.record.person_of(case_id)
    assert person.id is not None
    if session.record.life(person.id).certificates:
        return
    draft = session.register.draft(session.case(case_id))
    first = draft.starts_on or session.day
    certificate = session.record.keep(
        replace(draft, number="2027-0815", starts_on=first, ends_on=draft.ends_on or first).put_into(
            None, person.id
        )
    )
    _hands(session, certificate, person.name)
    lost = replace(certificate, id=None, number="2026-0388", case_id=None, kind="extension")
    session.register.lost(session.record.keep(lost), session.day)
    passport = Document(person_id=person.id, kind="passport", number="E12345678", state="CN")
    session.record.keep(replace(passport, ends_on=session.day + dt.timedelta(days=60)))
    _proofs(session, case_id, person.id)


def _hands(session: Session, certificate: Certificate, name: str) -> None:
    assert certificate.id is not None
    row = Custody(
        person_id=certificate.person_id, certificate_id=certificate.id, since=session.day, holder=name
    )
    kept = session.record.keep(row)
    session.register.hand_over(kept, "Musterwerk GmbH", "Düsseldorf", session.day)
    session.record.keep(replace(row, paper="copy"))


def _proofs(session: Session, case_id: int, person_id: int) -> None:
    case = session.case(case_id)
    contract = Evidence(
        person_id=person_id, quality=Quality.OFFICIAL_PRINT, title="社保缴费证明", file_name="print.pdf"
    )
    page = session.render(case, "PROOF-02", (session.language.code,)).data
    kept = session.record.attach(contract, page)
    note = Evidence(person_id=person_id, quality=Quality.OWN_NOTE, title="2027-03", dated=session.day)
    noted = session.record.keep(note)
    session.proof_files.stand_for(kept, Proves(facts=frozenset({(case_id, "paying_at_home")})))
    session.proof_files.stand_for(noted, Proves(facts=frozenset({(case_id, "start")})))
