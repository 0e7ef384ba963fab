"""What surrounds the categories: instruments, bodies, certificates, deadlines, open points and so on.

Each reader takes the folder of the law data, looks into it and into the folders of the pairs of states, and
appends what is wrong to ``errors`` as sentences with file and place. What it returns counts only while
``errors`` is empty.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

from desktop.domain.agreement import Instrument
from desktop.domain.practice import Authority, CertificateForm, Consequence, Deadline, OpenPoint, Term
from desktop.law.toml_table import Table, load

INSTRUMENT_KINDS = (
    "treaty",
    "protocol",
    "notes",
    "arrangement",
    "memorandum",
    "notice",
    "order",
    "law",
    "guide",
    "practice",
    "press",
    "literature",
)
ROLES = ("competent", "liaison", "agency", "exceptions")
ANCHORS = ("start", "end", "limit_end", "certificate_until", "work_permit")
LANGUAGES = ("zh", "de", "ko", "en")
T = TypeVar("T")


def read_instruments(folder: Path, errors: list[str]) -> dict[str, Instrument]:
    """All ``instruments.toml``, by id."""
    return _by_id(_rows(folder, "instruments.toml", "instrument", errors), _instrument)


def read_authorities(folder: Path, errors: list[str]) -> dict[str, Authority]:
    """All ``authorities.toml``, by id."""
    return _by_id(_rows(folder, "authorities.toml", "authority", errors), _authority)


def read_open_points(folder: Path, errors: list[str]) -> dict[str, OpenPoint]:
    """All ``open_points.toml``, by id, in the order of their numbers."""
    points = _by_id(_rows(folder, "open_points.toml", "open_point", errors), _open_point)
    return dict(sorted(points.items(), key=lambda item: (len(item[0]), item[0])))


def read_certificates(folder: Path, errors: list[str]) -> tuple[CertificateForm, ...]:
    """All ``certificates.toml``; of one agreement and home state the usual certificate stands first."""
    return tuple(_certificate(row) for row in _rows(folder, "certificates.toml", "certificate", errors))


def read_deadlines(folder: Path, errors: list[str]) -> tuple[Deadline, ...]:
    """All ``deadlines.toml``, in the order of the files."""
    return tuple(_deadline(row) for row in _rows(folder, "deadlines.toml", "deadline", errors))


def read_consequences(folder: Path, errors: list[str]) -> tuple[Consequence, ...]:
    """All ``consequences.toml``, in the order of the files."""
    return tuple(_consequence(row) for row in _rows(folder, "consequences.toml", "consequence", errors))


def read_terms(path: Path, errors: list[str]) -> dict[str, Term]:
    """The glossary (UTF-8 CSV with the columns key, zh, en, de, ko), by key."""
    try:
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        errors.append(f"{path.name}: the file cannot be read ({error}).")
        return {}
    terms: dict[str, Term] = {}
    for line, row in enumerate(rows, start=2):
        words = {language: row.get(language) or "" for language in LANGUAGES}
        key = row.get("key") or ""
        if not key or key in terms or not all(words.values()):
            errors.append(
                f"{path.name}, line {line}: a term needs a key of its own and words in four languages."
            )
        terms[key] = Term(key, words)
    return terms


def _rows(folder: Path, file: str, name: str, errors: list[str]) -> Iterator[Table]:
    """The ``[[name]]`` tables of each such file; names nobody asked for are reported once it is read."""
    for path in sorted(folder.rglob(file)):
        top = load(path, errors)
        yield from top.tables(name)
        top.optional_date("checked")
        top.close()


def _by_id(rows: Iterator[Table], read: Callable[[Table], T]) -> dict[str, T]:
    found: dict[str, T] = {}
    for row in rows:
        id_ = row.text("id")
        if id_ in found:
            row.error(f"{id_} stands twice.")
        found[id_] = read(row)
    return found


def _instrument(row: Table) -> Instrument:
    return Instrument(
        id=row.text("id"),
        kind=row.choice("kind", INSTRUMENT_KINDS),
        titles=row.words("titles"),
        short=row.words("short"),
        number=row.optional_text("number"),
        dated=row.optional_date("dated"),
        in_force=row.optional_date("in_force"),
        ended=row.optional_date("ended"),
        authentic=row.optional_texts("authentic"),
        prevailing=row.optional_text("prevailing"),
        address=row.optional_text("address"),
        sourced=row.sourced(),
    )


def _authority(row: Table) -> Authority:
    return Authority(
        id=row.text("id"),
        state=row.text("state"),
        role=row.choice("role", ROLES),
        agreements=row.texts("agreements"),
        names=row.words("names"),
        contact=row.optional_texts("contact"),
        sourced=row.sourced(),
    )


def _open_point(row: Table) -> OpenPoint:
    return OpenPoint(
        id=row.text("id"),
        agreements=row.texts("agreements"),
        closed=row.flag("closed"),
        readings=row.texts("readings"),
        adopted=row.optional_text("adopted") or None,
        ask=row.text("ask"),
        sourced=row.sourced(),
    )


def _certificate(row: Table) -> CertificateForm:
    return CertificateForm(
        agreement=row.text("agreement"),
        home=row.text("home"),
        titles=row.words("titles"),
        form_number=row.optional_text("form_number"),
        issued_by=row.text("issued_by"),
        shown_to=row.text("shown_to"),
        sourced=row.sourced(),
    )


def _deadline(row: Table) -> Deadline:
    return Deadline(
        key=row.text("key"),
        agreements=row.texts("agreements"),
        home=row.text("home"),
        anchor=row.choice("anchor", ANCHORS),
        months=row.optional_integer("months") or 0,
        days=row.optional_integer("days") or 0,
        house_rule=row.flag("house_rule"),
        ask=row.text("ask"),
        sourced=row.sourced(),
        since=row.optional_date("since"),
        host=row.optional_text("host"),
    )


def _consequence(row: Table) -> Consequence:
    """Without a home state it speaks of people from both."""
    return Consequence(
        key=row.text("key"),
        agreements=row.texts("agreements"),
        home=row.optional_text("home"),
        sourced=row.sourced(),
        host=row.optional_text("host"),
    )
