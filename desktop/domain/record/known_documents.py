"""Passport, residence title and contracts: what the papers' entries know of them already, and back.

A day that stands in the papers is not entered a second time: the register offers to keep it, and what is changed
there is changed in the papers too.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from typing import Final, NamedTuple

from desktop.domain.case import Case, FieldValue
from desktop.domain.record.certificate import Document


class _Entries(NamedTuple):
    """The papers' entries for number, first and last day of a kind; empty where there is none."""

    number: str
    first: str
    last: str


_ENTRIES: Final[Mapping[str, _Entries]] = {
    "passport": _Entries("person.passport_no", "person.passport_issue", "person.passport_expiry"),
    "residence_title": _Entries("hostid.title_no", "", "hostid.title_expiry"),
    "home_contract": _Entries("", "employment.contract_cn_start", "employment.contract_cn_end"),
    "host_contract": _Entries("", "employment.local_contract_from", "employment.local_contract_to"),
}
"""Kinds without an entry of their own are entered in the register alone."""


def known(
    person_id: int, fields: Mapping[str, FieldValue], cases: Iterable[Case], kept: Iterable[Document]
) -> tuple[Document, ...]:
    """Documents with an end that the papers know and the register does not keep yet.

    ``fields`` are those of the person, ``cases`` the person's, ``kept`` what the register has.
    """
    there = {(document.kind, document.case_id) for document in kept}
    kinds = {document.kind for document in kept}
    found = [*_of(person_id, None, fields, ("passport",))]
    for case in cases:
        states = (case.facts().from_state or "", case.facts().to_state or "")
        found += _of(person_id, case.id, case.fields, tuple(_ENTRIES)[1:], states)
    return tuple(
        document
        for document in found
        if (document.kind not in kinds if document.case_id is None else _key(document) not in there)
    )


def entries_of(document: Document, all_of_person: Iterable[Document]) -> dict[str, FieldValue]:
    """The papers' entries that the document fills; none where a later one of its kind takes its place."""
    entries = _ENTRIES.get(document.kind)
    later = any(_key(other) == _key(document) and _end(other) > _end(document) for other in all_of_person)
    if entries is None or later:
        return {}
    values = zip(entries, (document.number, document.starts_on, document.ends_on), strict=True)
    return {key: value for key, value in values if key and value}


def _of(
    person_id: int,
    case_id: int | None,
    fields: Mapping[str, FieldValue],
    kinds: tuple[str, ...],
    states: tuple[str, str] = ("", ""),
) -> Iterator[Document]:
    for kind in kinds:
        entries = _ENTRIES[kind]
        last = fields.get(entries.last)
        first = fields.get(entries.first)
        if isinstance(last, dt.date):
            yield Document(
                person_id=person_id,
                case_id=case_id,
                kind=kind,
                number=str(fields.get(entries.number, "")).strip(),
                state=_state(kind, fields, states),
                starts_on=first if isinstance(first, dt.date) else None,
                ends_on=last,
            )


def _state(kind: str, fields: Mapping[str, FieldValue], states: tuple[str, str]) -> str:
    if kind == "passport":
        return str(fields.get("person.nationality", ""))
    return states[0] if kind == "home_contract" else states[1]


def _key(document: Document) -> tuple[str, int | None]:
    return document.kind, document.case_id


def _end(document: Document) -> dt.date:
    return document.ends_on or dt.date.max
