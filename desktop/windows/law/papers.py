"""Bodies, certificates, deadlines and consequences of an agreement as lines with their sources."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.windows.result.answers import joined
from desktop.windows.result.reasons import source_lines

if TYPE_CHECKING:
    from collections.abc import Collection

    from PySide6.QtWidgets import QWidget

    from desktop.domain.agreement import Agreement, Sourced
    from desktop.domain.practice import Authority, CertificateForm
    from desktop.session import Session

Line = tuple[str, "QWidget"]

EVERY = "*"
"""In place of an agreement's id: all agreements."""


def concerns(agreements: Collection[str], agreement: Agreement) -> bool:
    """Whether something written for ``agreements`` is about this one."""
    return agreement.id in agreements or EVERY in agreements


def body_lines(session: Session, agreement: Agreement) -> list[Line]:
    """The bodies of both states: name, what it does and how to reach it."""
    bodies = [body for body in session.law.authorities.values() if concerns(body.agreements, agreement)]
    here = [body for state in agreement.states for body in bodies if body.state == state]
    return [_line(session, _body(session, body), body.sourced) for body in here]


def certificate_lines(session: Session, agreement: Agreement) -> list[Line]:
    """Each certificate: its title and number, who issues it and whom it is shown to."""
    forms = [form for form in session.law.certificates if form.agreement == agreement.id]
    return [_line(session, _certificate(session, form), form.sourced) for form in forms]


def deadline_lines(session: Session, agreement: Agreement) -> list[Line]:
    """Each deadline, for people from each side; one without a source is marked as our recommendation."""
    lines = []
    for deadline in session.law.deadlines:
        if concerns(deadline.agreements, agreement) and deadline.home in ("", *agreement.states):
            text = _for_people(session, f"law.deadline.{deadline.key}", deadline.home, agreement)
            if deadline.house_rule:
                text = joined(session, text, session.text("pages.law.house_rule"))
            lines.append(_line(session, text, deadline.sourced))
    return lines


def consequence_lines(session: Session, agreement: Agreement) -> list[Line]:
    """What follows without a certificate."""
    return [
        _line(
            session, _for_people(session, f"law.consequence.{item.key}", item.home, agreement), item.sourced
        )
        for item in session.law.consequences
        if concerns(item.agreements, agreement) and item.home in ("", *agreement.states)
    ]


def _for_people(session: Session, key: str, home: str, agreement: Agreement) -> str:
    state = session.language.state
    first, second = agreement.states
    hosts = {first: second, second: first}
    names = {"home": state(home or first), "host": state(hosts.get(home, second))}
    sentence = session.text(key, **names)
    if not home:
        return session.text("pages.law.for_both", sentence=sentence)
    return session.text("pages.law.for_people", state=state(home), sentence=sentence)


def _body(session: Session, body: Authority) -> str:
    """Name in the screen's language and in the others of the data, role, and how to reach it, a line each."""
    name = session.language.official(body.names)
    role = session.text(f"pages.law.role.{body.role}")
    others = [other for other in dict.fromkeys(body.names.values()) if other != name]
    first = session.text("pages.law.body", name=name, role=role)
    return "\n".join((first, *others, *body.contact))


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
    return text, source_lines(session, sourced.citations, sourced.confidence.value, sourced.checked)
