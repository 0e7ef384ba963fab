"""Certificates, their papers and other documents in the words of the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from desktop.domain.facts import BRANCHES
from desktop.domain.identity import IDENTITY_DOCUMENTS, masked
from desktop.domain.record.certificate_checks import ENDS_SOON, CertificateWarning, Standing, standing

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from desktop.domain.record.certificate import Certificate, Custody, Document
    from desktop.session import Session

SYMBOLS: Final = {
    Standing.VALID: "exempt",
    Standing.ENDS_SOON: "exempt_after_approval_of_extension",
    Standing.NOT_YET: "begun",
    Standing.ENDED: "no_agreement",
    Standing.LOST: "not_exempt",
}
"""The symbol of each standing, the same on every page."""


def standing_words(session: Session, certificate: Certificate) -> str:
    """Where the certificate stands today."""
    return session.text(f"record.certificate.state.{standing(certificate, session.day).value}")


def branches_words(session: Session, codes: Sequence[str]) -> str:
    """The branches in the order of the vocabulary."""
    return session.language.list([session.language.branch(code) for code in BRANCHES if code in codes])


def paper_words(session: Session, row: Custody) -> str:
    """The original, or which copy or scan."""
    if row.paper == "original":
        return session.text("record.paper.original")
    return session.text(f"record.paper.{row.paper}", n=row.number)


def place_words(session: Session, row: Custody | None) -> str:
    """With whom a paper is, and where."""
    if row is None:
        return session.text("record.paper.nowhere")
    if row.place:
        return session.text("record.paper.at", holder=row.holder, place=row.place)
    return row.holder


def certificate_name(session: Session, certificate: Certificate) -> str:
    """The certificate in a few words: its number, or the host state where it has none."""
    if certificate.number.strip():
        return session.text("record.certificate.numbered", number=certificate.number)
    host = session.language.state(certificate.host)
    return session.text("record.certificate.without_number", host=host)


def warning_words(session: Session, warning: CertificateWarning) -> str:
    """What deserves a second look, in a sentence."""
    params: dict[str, object] = {}
    for name, value in warning.params.items():
        if name in ("state", "host"):
            params[name] = session.language.state(str(value))
        elif isinstance(value, tuple):
            params[name] = branches_words(session, value)
        elif name == "number":
            params[name] = value or "–"
        else:
            params[name] = value
    return session.text(f"record.certificate.warning.{warning.key}", **params)


def document_number(document: Document) -> str:
    """The number of a document; one that names its holder is hidden but for its end."""
    return masked(document.number) if document.kind in IDENTITY_DOCUMENTS else document.number


def document_state(document: Document, day: dt.date) -> str:
    """``open``, ``ended``, ``ends_soon`` or ``valid``, on ``day``; the last day still counts."""
    if document.ends_on is None:
        return "open"
    if document.ends_on < day:
        return "ended"
    return "ends_soon" if document.ends_on - day < ENDS_SOON else "valid"


DOCUMENT_SYMBOLS: Final = {
    "open": "begun",
    "ended": "not_exempt",
    "ends_soon": "exempt_after_approval_of_extension",
    "valid": "exempt",
}
