"""``resources/law`` into one ``Law``: the only reader of that folder."""

from __future__ import annotations

import datetime as dt
import hashlib
from pathlib import Path

from desktop.domain.agreement import Agreement, Law
from desktop.law import background, bodies
from desktop.law.agreements import read_agreement
from desktop.law.common import for_all_agreements, read_common_cautions, read_common_outside
from desktop.law.late_filing import read_common_late_filing
from desktop.law.refund_roads import read_refunds


class LawError(Exception):
    """The law data has errors; ``sentences`` are all of them, each with file and place."""

    def __init__(self, sentences: list[str]) -> None:
        super().__init__("\n".join(sentences))
        self.sentences = sentences


def read_law(folder: Path) -> Law:
    """All law in ``folder`` and the glossary beside it; raises ``LawError`` with every error found."""
    errors: list[str] = []
    cautions = read_common_cautions(folder, errors)
    outside = read_common_outside(folder, errors)
    late = read_common_late_filing(folder, errors)
    files = sorted(folder.glob("*-*/[A-Z][A-Z]-[A-Z][A-Z]-[0-9]*.toml"))
    agreements = tuple(
        sorted(
            (read_agreement(path, cautions, errors) for path in files),
            key=lambda agreement: (agreement.states, agreement.signed),
        )
    )
    law = Law(
        edition=edition(folder, agreements),
        agreements=agreements,
        instruments=bodies.read_instruments(folder, errors),
        authorities=bodies.read_authorities(folder, errors),
        certificates=bodies.read_certificates(folder, errors),
        deadlines=bodies.read_deadlines(folder, errors),
        consequences=bodies.read_consequences(folder, errors),
        open_points=bodies.read_open_points(folder, errors),
        terms=bodies.read_terms(folder.parent / "glossary.csv", errors),
        hosts=background.read_hosts(folder, errors),
        references=background.read_references(folder, errors),
        claims=background.read_claims(folder, errors),
        refunds=read_refunds(folder, errors),
    )
    if errors:
        raise LawError(errors)
    return for_all_agreements(law, outside, late)


def edition(folder: Path, agreements: tuple[Agreement, ...]) -> str:
    """``DATE+DIGEST``: the last day of checking, and the SHA-256 over names and bytes of all files, shortened."""
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*.toml")):
        digest.update(path.relative_to(folder).as_posix().encode())
        digest.update(path.read_bytes().replace(b"\r\n", b"\n"))
    checked = max((agreement.sourced.checked for agreement in agreements), default=dt.date.min)
    return f"{checked.isoformat()}+{digest.hexdigest()[:12]}"
