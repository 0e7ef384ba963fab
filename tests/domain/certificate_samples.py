"""Certificates of the register for the cases of the letters' tests: invented hands, an invented copy."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from letter_samples import material, of

from desktop.domain.facts import Facts
from desktop.domain.papers.held import Held
from desktop.domain.papers.material import Material
from desktop.domain.record.certificate import Certificate, Custody
from desktop.domain.record.certificate_draft import fields_of
from desktop.domain.record.evidence import Evidence, Quality

DIGEST = "0123456789abcdef" * 4
LOST = dt.date(2027, 6, 2)


def held_material(name: str, **changes: object) -> Material:
    """The case ``name`` with a lost certificate that went through two hands; ``changes`` are those of ``Held``."""
    sample = material(name)
    certificate = Certificate(
        id=1, person_id=1, number="2027-0815", state=sample.home, host=sample.host,
        branches=sample.exempt_branches, issued_on=dt.date(2026, 10, 1), starts_on=dt.date(2027, 3, 1),
        ends_on=dt.date(2029, 2, 28), lost_on=LOST,
    )  # fmt: skip
    first = Custody(
        id=1, person_id=1, certificate_id=1, since=dt.date(2026, 10, 5), holder="陈晓梅", place="上海"
    )
    second = Custody(
        id=2, person_id=1, certificate_id=1, since=dt.date(2027, 3, 2), holder="Lohnbüro", place="Köln"
    )
    copy = Evidence(
        id=1, person_id=1, quality=Quality.OFFICIAL_PRINT, title="Scan", digest=DIGEST, file_name="scan.pdf"
    )
    held = Held(certificate, "陈晓梅", (first, second), second, first, copy)
    held = replace(held, **changes)  # type: ignore[arg-type]
    return replace(sample, fields={**sample.fields, **fields_of(held.certificate)}, held=held)


def between(home: str, host: str) -> Material:
    """A certificate from ``home`` for ``host`` of which nothing else is known."""
    start = dt.date(2027, 3, 1)
    sample = of(Facts(from_state=home, to_state=host, start=start), {})
    certificate = Certificate(
        id=1, person_id=1, state=home, host=host, starts_on=start, ends_on=dt.date(2028, 2, 29)
    )
    return replace(sample, fields=fields_of(certificate), held=Held(certificate, "陈晓梅"))
