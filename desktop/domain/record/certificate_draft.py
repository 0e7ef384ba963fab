"""A certificate while it is being entered: every entry may still be missing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace

from desktop.domain.case import FieldValue
from desktop.domain.record.certificate import Certificate
from desktop.domain.record.certificate_checks import last_day
from desktop.domain.record.life import Posting


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificateDraft:
    """The entries of a ``Certificate`` as far as they are known; days inclusive."""

    case_id: int | None = None
    kind: str = "certificate"
    number: str = ""
    state: str = ""
    host: str = ""
    issuer: str = ""
    branches: tuple[str, ...] = ()
    issued_on: dt.date | None = None
    starts_on: dt.date | None = None
    ends_on: dt.date | None = None
    note: str = ""

    @classmethod
    def of(cls, certificate: Certificate) -> CertificateDraft:
        """The entries of a certificate that is kept."""
        return cls(**{name: getattr(certificate, name) for name in cls.__slots__})

    @property
    def missing(self) -> tuple[str, ...]:
        """What a certificate cannot be without, in the order of the entries."""
        needed = ("state", "host", "starts_on", "ends_on")
        return tuple(name for name in needed if not getattr(self, name))

    def put_into(self, certificate: Certificate | None, person_id: int) -> Certificate:
        """The certificate with these entries, a new one where there was none.

        Raises ``ValueError`` while something is ``missing``.
        """
        if self.missing or self.starts_on is None or self.ends_on is None:
            raise ValueError(f"a certificate needs {self.missing}")
        entries = {name: getattr(self, name) for name in self.__slots__}
        if certificate is not None:
            return replace(certificate, **entries)
        return Certificate(person_id=person_id, **entries)


def from_posting(posting: Posting, fields: Mapping[str, FieldValue]) -> CertificateDraft:
    """What facts, fields and answer of a posting already say of its certificate.

    Days typed from the certificate come first; else the posting's own days, the end never beyond the first limit
    of the law. ``fields`` are those of the case.
    """
    facts = posting.facts
    limit = last_day("certificate", posting)
    ends = _day(fields, "ca.valid_to") or facts.certificate_until
    if ends is None and posting.last is not None:
        ends = posting.last if limit is None else min(posting.last, limit)
    return CertificateDraft(
        case_id=posting.case_id,
        number=str(fields.get("ca.cert_no", "")).strip(),
        state=posting.home or "",
        host=posting.host or "",
        branches=posting.determination.exempt_branches,
        issued_on=_day(fields, "ca.issue_date") or facts.certificate_issued_on,
        starts_on=_day(fields, "ca.valid_from") or posting.first,
        ends_on=ends,
    )


def fields_of(certificate: Certificate) -> dict[str, FieldValue]:
    """The certificate as entries of the papers, so that letters name what the register knows."""
    entries = {
        "ca.cert_no": certificate.number.strip(),
        "ca.issue_date": certificate.issued_on,
        "ca.valid_from": certificate.starts_on,
        "ca.valid_to": certificate.ends_on,
    }
    return {key: value for key, value in entries.items() if value}


def _day(fields: Mapping[str, FieldValue], key: str) -> dt.date | None:
    value = fields.get(key)
    return value if isinstance(value, dt.date) else None
