"""What stands beside the rules of the agreements: bodies, certificates, deadlines, consequences, open points, terms.

Made by ``desktop.law`` from ``resources/law`` like the agreements themselves; words are keys of the catalogues.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from desktop.domain.agreement import Sourced


@dataclass(frozen=True, slots=True)
class Authority:
    """A body: its official names, its role and how to reach it. ``role``: competent, liaison, agency, exceptions."""

    id: str
    state: str
    role: str
    agreements: tuple[str, ...]
    names: Mapping[str, str]
    contact: tuple[str, ...]
    sourced: Sourced


@dataclass(frozen=True, slots=True)
class CertificateForm:
    """The certificate of one agreement from one home state: its title, number where known, who issues, who sees it."""

    agreement: str
    home: str
    titles: Mapping[str, str]
    form_number: str
    issued_by: str
    shown_to: str
    sourced: Sourced


@dataclass(frozen=True, slots=True)
class Deadline:
    """Something to do by a day. ``anchor``: start, end, limit_end, certificate_until, work_permit.

    ``months`` is counted from the anchor (negative: before it). ``house_rule`` marks what no source demands.
    """

    key: str
    agreements: tuple[str, ...]
    home: str
    anchor: str
    months: int
    days: int
    house_rule: bool
    ask: str
    sourced: Sourced
    since: dt.date | None = None
    """The first day of work to which the rule applies; ``None``: to all."""
    host: str = ""
    """The host state it is restricted to; empty: any."""


@dataclass(frozen=True, slots=True)
class Consequence:
    """What follows without a certificate, by agreement and home state; words by ``key``.

    ``host`` restricts a row of all agreements to one host state; empty: any.
    """

    key: str
    agreements: tuple[str, ...]
    home: str
    sourced: Sourced
    host: str = ""


@dataclass(frozen=True, slots=True)
class OpenPoint:
    """A point on which sources conflict or are silent.

    Words by key: ``law.open.ID.question``, ``.reading.NAME`` for each name in ``readings``, ``.reason``.
    ``adopted`` is the adopted reading's name or ``None`` where none is; ``ask`` an authority's id.
    """

    id: str
    agreements: tuple[str, ...]
    closed: bool
    readings: tuple[str, ...]
    adopted: str | None
    ask: str
    sourced: Sourced


@dataclass(frozen=True, slots=True)
class Term:
    """A term of the field in the four languages."""

    key: str
    words: Mapping[str, str]
