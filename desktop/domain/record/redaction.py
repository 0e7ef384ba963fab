"""What is left out of contents before somebody else gets them, by groups that a user can choose.

``without`` empties fields. ``redacted`` also takes away what would give them away: files, settings, what stands for
a person in every copy, and each removed text wherever else it stands. States, days, employers and answers stay; what
is not hidden is said in the file itself (``archive.readme.redacted``).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import fields, replace
from typing import Any, Final

from desktop.domain.case import Answer, FieldValue
from desktop.domain.identity import IDENTITY
from desktop.domain.record.contents import TABLES, Contents, Row
from desktop.domain.record.scrubbing import MARK, WIDE, Scrubber

GROUPS: Final = ("numbers", "addresses", "bank", "amounts", "names", "notes")
"""Identity and insurance numbers; addresses, telephones, mail; accounts; money; names, births; free notes."""

_FIELDS: Final[Mapping[str, tuple[str, ...]]] = {
    "numbers": (
        *sorted(IDENTITY), "case.prior_certificate_no", "case.internal_ref", "ca.cert_no", "ca.verify_ref",
    ),
    "addresses": (
        "person.address_home", "person.address_host", "person.phone_cn", "person.phone_host", "person.email",
        "delivery.address", "unit.address", "unit.contact_phone", "unit.contact_email", "host.address",
        "host.phone", "posting.workplace",
    ),
    "bank": ("bank.account", "bank.bic", "bank.holder"),
    "amounts": ("refund.own_share", "refund.employer_share", "self.investment"),
    "names": (
        "person.name_zh", "person.surname_latin", "person.given_latin", "person.name_hangul", "person.birth_name",
        "person.birth_date", "person.birth_place", "family.members", "unit.legal_rep", "unit.contact_name",
        "host.contact", "bank.holder",
    ),
    "notes": (
        "posting.purpose", "ext.reason", "exc.reason", "exc.worker_interest", "la.opinion", "ca.opinion",
    ),
}  # fmt: skip
"""The fields of the papers in each group."""
_OLD_VALUES: Final = "case.event_before"
"""Earlier values of other fields in one text; it goes with whatever group is left out."""
_COLUMNS: Final[Mapping[str, Mapping[str, Mapping[str, Any]]]] = {
    "numbers": {"certificates": {"number": ""}, "documents": {"number": ""}},
    "addresses": {"custody": {"place": ""}},
    "bank": {},
    "amounts": {"contributions": {"base": None, "employee": None, "employer": None}},
    "names": {"persons": {"born_on": None}, "cases": {"name": ""}, "custody": {"holder": ""}},
    "notes": {
        **{
            table: {"note": ""}
            for table, kind in TABLES.items()
            if any(field.name == "note" for field in fields(kind))
        },
        "persons": {"note": "", "keep_reason": ""},
    },
}
"""By group and table, what stands in these fields instead."""
_FREE_ANSWERS: Final = ("residence_status",)
_NEVER_TEXT: Final = frozenset(
    {"outcome", "law_edition", "state", "host", "branch", "branches", "scheme", "currency", "kind", "paper",
     "matter", "fact"}
)  # fmt: skip
"""Words of the program, not of the user."""


def group_fields(group: str) -> tuple[str, ...]:
    """The fields of the papers that belong to one of ``GROUPS``."""
    return _FIELDS[group]


def without(contents: Contents, groups: Collection[str]) -> Contents:
    """The contents with the fields of ``groups`` emptied; names become initials."""
    if not groups:
        return contents
    gone = {key for group in groups for key in _FIELDS[group]} | {_OLD_VALUES}
    return _mapped(contents, lambda table, row: _emptied(table, row, groups, gone))


def redacted(contents: Contents, groups: Collection[str], known: Collection[str]) -> Contents:
    """The contents as somebody may see them from whom ``groups`` are kept.

    ``known`` are the fields of the papers that the program knows; others could hold anything and are always left
    out, and so are files, settings, old values and the marks by which copies know each other.
    """
    scrubber = Scrubber(_removed(contents, groups))
    bare = _mapped(without(contents, groups), lambda _table, row: _bare(row, known))
    kept = Contents({table: rows for table, rows in bare.rows.items() if table != "settings"})
    return _mapped(kept, lambda _table, row: _scrubbed(row, scrubber))


def initials(name: str) -> str:
    """``A. Ö.`` for Anna Öztürk, the first character and a circle for each other one for 王静怡."""
    if WIDE.search(name):
        letters = "".join(name.split())
        return letters[0] + "○" * (len(letters) - 1) if len(letters) > 1 else "○"
    return " ".join(f"{word[0]}." for word in re.split(r"[\s\-]+", name.strip()) if word) or MARK


def _mapped(contents: Contents, change: Any) -> Contents:
    return Contents(
        {table: tuple(change(table, row) for row in rows) for table, rows in contents.rows.items()}
    )


def _emptied(table: str, row: Row, groups: Collection[str], gone: Collection[str]) -> Row:
    changed: dict[str, Any] = {}
    for group in groups:
        changed |= _COLUMNS[group].get(table, {})
    if hasattr(row, "fields"):
        changed["fields"] = {key: value for key, value in row.fields.items() if key not in gone}
    if table == "persons" and "names" in groups:
        changed["name"] = initials(row.name)
    if table == "cases" and "notes" in groups:
        changed["answers"] = {fact: said for fact, said in row.answers.items() if fact not in _FREE_ANSWERS}
    return replace(row, **changed) if changed else row


def _bare(row: Row, known: Collection[str]) -> Row:
    empty: dict[str, Any] = {"uid": "", "digest": "", "file_name": "", "ticks": ()}
    changed = {name: value for name, value in empty.items() if hasattr(row, name)}
    if hasattr(row, "fields"):
        changed["fields"] = {
            key: value for key, value in row.fields.items() if key in known and key != _OLD_VALUES
        }
    return replace(row, **changed) if changed else row


def _removed(contents: Contents, groups: Collection[str]) -> Iterator[str]:
    """Every text that ``groups`` take away, and every line of it."""
    gone = {key for group in groups for key in _FIELDS[group]}
    for table, row in contents:
        for group in groups:
            for name in _COLUMNS[group].get(table, {}):
                yield from _texts(getattr(row, name))
        yield from (t for key, v in getattr(row, "fields", {}).items() if key in gone for t in _texts(v))
        if table == "persons" and "names" in groups:
            yield from _texts(row.name)
            yield from _latin_names(row.fields)


def _latin_names(kept: Mapping[str, FieldValue]) -> Iterator[str]:
    """Both orders in which a Latin name is written."""
    surname, given = (str(kept.get(f"person.{part}_latin") or "") for part in ("surname", "given"))
    if surname and given:
        yield f"{surname} {given}"
        yield f"{given} {surname}"


def _texts(value: object) -> Iterator[str]:
    match value:
        case str():
            yield value
            yield from value.splitlines()
        case tuple():
            yield from map(str, value)
        case None | bool():
            return
        case _:
            yield str(value)


def _scrubbed(row: Row, scrubber: Scrubber) -> Row:
    changed = {}
    for field in fields(row):
        value = getattr(row, field.name)
        if field.name not in _NEVER_TEXT and (other := _clean(value, scrubber)) != value:
            changed[field.name] = other
    return replace(row, **changed) if changed else row


def _clean(value: Any, scrubber: Scrubber) -> Any:
    match value:
        case str():
            return scrubber.clean(value)
        case tuple():
            return tuple(_clean(part, scrubber) for part in value)
        case Mapping():
            return {key: _clean_in(key, part, scrubber) for key, part in value.items()}
        case _:
            return value


def _clean_in(key: str, value: Any, scrubber: Scrubber) -> Any:
    """Among answers only the free ones are texts of the user."""
    if not isinstance(value, Answer):
        return _clean(value, scrubber)
    return Answer(_clean(value.value, scrubber)) if key in _FREE_ANSWERS else value
