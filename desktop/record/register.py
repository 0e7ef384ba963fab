"""``session.register``: certificates and other documents with an end, whose hands they are in, and their papers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from desktop.domain.record import known_documents
from desktop.domain.record.certificate import Certificate, Custody, Document
from desktop.domain.record.certificate_checks import CertificateWarning, check
from desktop.domain.record.certificate_draft import CertificateDraft, fields_of, from_posting
from desktop.domain.record.custody import chain, giver, handed_on

if TYPE_CHECKING:
    from desktop.domain.case import Case, FieldValue
    from desktop.domain.papers.held import Held
    from desktop.domain.record.life import Posting, WorkingLife
    from desktop.paperwork import Paperwork
    from desktop.session import Session


class Register:
    """See the module. Every change is one step of undo; methods that write raise a ``StorageProblem``."""

    def __init__(self, session: Session) -> None:
        self._session = session

    # -- certificates

    def draft(self, case: Case) -> CertificateDraft:
        """What the posting already says of its certificate."""
        return from_posting(self._posting(case), case.fields)

    def warnings(self, certificate: Certificate, life: WorkingLife) -> tuple[CertificateWarning, ...]:
        """What deserves a second look in the certificate; ``life`` is that of its person."""
        posting = next((one for one in life.postings if one.case_id == certificate.case_id), None)
        return check(certificate, posting, life.certificates, self._session.day)

    def lost(self, certificate: Certificate, on: dt.date | None) -> Certificate:
        """Note the day on which the loss was noticed, or with ``None`` that the paper was found again."""
        what = "certificate_lost" if on else "certificate_found"
        record = self._session.record
        with record.together(what, certificate.person_id, number=certificate.number or "–"):
            return record.keep(replace(certificate, lost_on=on))

    def remove(self, certificate: Certificate) -> None:
        """Remove the certificate with the rows of its papers."""
        record = self._session.record
        with record.together("remove_certificate", certificate.person_id):
            for row in chain(_number(certificate), record.life(certificate.person_id).custody):
                record.remove(row)
            record.remove(certificate)

    def hand_over(self, row: Custody, holder: str, place: str, on: dt.date) -> Custody:
        """From ``on`` on the paper of ``row`` is with ``holder``; returns the new row, not signed for yet."""
        return self._session.record.keep(handed_on(row, holder, place, on))

    # -- other documents

    def known_documents(self, life: WorkingLife) -> tuple[Document, ...]:
        """Documents with an end that the papers know and the register does not keep yet."""
        person = life.person
        assert person.id is not None
        cases = [self._session.case(posting.case_id) for posting in life.postings]
        return known_documents.known(person.id, person.fields, cases, life.documents)

    def keep_document(self, document: Document) -> Document:
        """Keep a document, and what it says in the papers too, as one step."""
        record = self._session.record
        with record.together("document", document.person_id):
            kept = record.keep(document)
            others = record.life(document.person_id).documents
            for key, value in known_documents.entries_of(kept, others).items():
                if kept.case_id is None:
                    record.set_person_field(kept.person_id, key, value)
                else:
                    self._session.set_field(kept.case_id, key, value)
        return kept

    # -- papers

    def paperwork(self, certificate: Certificate, handing: Custody | None = None) -> Paperwork:
        """The papers of a certificate: those of its posting, with what the register knows.

        ``handing`` is the row that a receipt is for. A certificate without a posting stands on its own.
        """
        return self._of_certificate(certificate, self._held(certificate, handing))

    def _held(self, certificate: Certificate, handing: Custody | None) -> Held:
        from desktop.domain.papers.held import Held

        life = self._session.record.life(certificate.person_id)
        copy = next((one for one in life.evidence if one.id == certificate.evidence_id), None)
        return Held(
            certificate,
            person=life.person.written_name,
            chain=chain(_number(certificate), life.custody),
            handing=handing,
            giver=giver(handing, life.custody) if handing is not None else None,
            copy=copy,
        )

    def _of_certificate(self, certificate: Certificate, held: Held) -> Paperwork:
        session = self._session
        if certificate.case_id is not None:
            paperwork = session.paperwork(session.case(certificate.case_id))
            fields = {**paperwork.fields, **fields_of(certificate)}
            return replace(paperwork, fields=fields, held=held)
        return self._alone(certificate, held, session.record.person(certificate.person_id).fields)

    def _alone(self, certificate: Certificate, held: Held, fields: Mapping[str, FieldValue]) -> Paperwork:
        """Of a certificate without a posting only the states and its own days are known."""
        from desktop.domain.decide import decide
        from desktop.domain.facts import Facts
        from desktop.paperwork import Paperwork

        session = self._session
        facts = Facts(
            from_state=certificate.state,
            to_state=certificate.host,
            start=certificate.starts_on,
            end=max(certificate.starts_on, certificate.ends_on),
        )
        determination = decide(facts, session.law, session.day)
        entries = {**fields, **fields_of(certificate)}
        return Paperwork(
            facts, entries, frozenset(), determination, session.law, session.forms, session.language,
            session.day, held=held,
        )  # fmt: skip

    def _posting(self, case: Case) -> Posting:
        from desktop.domain.record.life import Posting

        session = self._session
        return Posting(
            case_id=case.id, name=case.name, facts=session.facts(case), determination=session.determine(case)
        )


def _number(certificate: Certificate) -> int:
    assert certificate.id is not None
    return certificate.id
