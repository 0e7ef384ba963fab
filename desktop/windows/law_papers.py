"""Certificates, deadlines and consequences of an agreement as lines with their sources."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.windows.result_answers import joined
from desktop.windows.result_reasons import source_lines

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from desktop.domain.agreement import Agreement, CertificateForm, Sourced
    from desktop.session import Session

Line = tuple[str, "QWidget"]


def certificate_lines(session: Session, agreement: Agreement) -> list[Line]:
    """Each certificate: its title and number, who issues it and whom it is shown to."""
    forms = [form for form in session.law.certificates if form.agreement == agreement.id]
    return [_line(session, _certificate(session, form), form.sourced) for form in forms]


def deadline_lines(session: Session, agreement: Agreement) -> list[Line]:
    """Each deadline, for people from each side; one without a source is marked as our recommendation."""
    lines = []
    for deadline in session.law.deadlines:
        if agreement.id in deadline.agreements:
            text = _for_people(session, f"law.deadline.{deadline.key}", deadline.home)
            if deadline.house_rule:
                text = joined(session, text, session.text("pages.law.house_rule"))
            lines.append(_line(session, text, deadline.sourced))
    return lines


def consequence_lines(session: Session, agreement: Agreement) -> list[Line]:
    """What follows without a certificate."""
    return [
        _line(session, _for_people(session, f"law.consequence.{item.key}", item.home), item.sourced)
        for item in session.law.consequences
        if agreement.id in item.agreements
    ]


def _for_people(session: Session, key: str, home: str) -> str:
    state = session.language.state(home) if home else session.text("pages.law.both_states")
    return session.text("pages.law.for_people", state=state, sentence=session.text(key))


def _certificate(session: Session, form: CertificateForm) -> str:
    language, bodies = session.language, session.law.authorities
    return session.text(
        "pages.law.certificate",
        state=language.state(form.home),
        title=" / ".join(dict.fromkeys(form.titles.values())),
        issuer=language.official(bodies[form.issued_by].names),
        reader=language.official(bodies[form.shown_to].names),
    )


def _line(session: Session, text: str, sourced: Sourced) -> Line:
    return text, source_lines(session, sourced.citations, sourced.confidence.value)
