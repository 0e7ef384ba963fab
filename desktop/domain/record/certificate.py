"""Certificates of coverage as things: what they say, and where each paper of them lies."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Final

from desktop.domain.periods import last_of_month

KINDS: Final = ("certificate", "extension", "exception")
"""The first certificate, one for a longer stay, one under an exception agreed by both sides."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Certificate:
    """A certificate of coverage that ``state`` issued for work in ``host``.

    It covers ``branches`` from ``starts_on`` to ``ends_on``, both inclusive. ``lost_on`` is the day its loss was
    noticed. ``case_id`` is the posting it belongs to, ``None`` where none is named.
    """

    id: int | None = None
    person_id: int
    case_id: int | None = None
    kind: str = "certificate"
    number: str = ""
    state: str
    host: str
    issuer: str = ""
    branches: tuple[str, ...] = ("pension",)
    issued_on: dt.date | None = None
    starts_on: dt.date
    ends_on: dt.date
    lost_on: dt.date | None = None
    evidence_id: int | None = None
    note: str = ""

    def covers(self, branch: str, month: dt.date) -> bool:
        """Whether some day of the month beginning on ``month`` is covered in ``branch``."""
        return branch in self.branches and self.starts_on <= last_of_month(month) and month <= self.ends_on


@dataclass(frozen=True, slots=True, kw_only=True)
class Custody:
    """From ``since`` on a paper of a certificate is with ``holder`` in ``place``.

    ``paper`` is ``original``, ``copy`` or ``scan``, ``number`` tells copies apart. ``receipt`` says that the
    holder signed for it. The last row of a paper says where it is now.
    """

    id: int | None = None
    person_id: int
    certificate_id: int
    paper: str = "original"
    number: int = 1
    since: dt.date
    holder: str
    place: str = ""
    receipt: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A paper with an end: ``passport``, ``residence_title``, ``work_permit``, ``home_contract``, ``host_contract``.

    ``state`` issued it or is where it counts; ``ends_on`` is its last day, ``None`` where it has none.
    """

    id: int | None = None
    person_id: int
    case_id: int | None = None
    kind: str
    number: str = ""
    state: str = ""
    starts_on: dt.date | None = None
    ends_on: dt.date | None = None
    evidence_id: int | None = None
    note: str = ""


DOCUMENT_KINDS: Final = ("passport", "residence_title", "work_permit", "home_contract", "host_contract")
