"""Law beside the agreements: host rules, reference pages and false claims, as ``desktop.domain.background``.

Each reader takes the folder of the law data, looks into it and all folders below, and appends what is wrong to
``errors`` as sentences with file and place. A folder without such files has none of these, which is no error.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final, TypeVar

from desktop.domain.agreement import Caution, Sourced
from desktop.domain.background import Claim, HostRule, Reference, ReferenceRow
from desktop.law.toml_table import Table, load

OTHERS: Final = "*"
"""In the place of a state: every state without a rule of its own."""
PENSION: Final = ("due", "not_charged", "unknown")
WHEN: Final = ("sent", "hired", "always")
"""The rules of cautions that need no agreement: sent by an employer at home, hired abroad, everybody."""

_STATE: Final = re.compile(r"[A-Z]{2}")
_CELL: Final = re.compile(r"\d[\d-]*|[a-z][a-z_]*")
"""A figure or a date that every language writes alike, or the name of a word (``law.reference.cell.NAME``)."""

T = TypeVar("T")


def read_hosts(folder: Path, errors: list[str]) -> dict[str, HostRule]:
    """The host rules of all ``hosts.toml`` by state, ``*`` for all others."""
    found: dict[str, HostRule] = {}
    for path in sorted(folder.rglob("hosts.toml")):
        top = load(path, errors)
        for row in top.tables("host"):
            rule = _host(row)
            _keep(found, rule.state, rule, row)
        _close(top)
    return found


def read_references(folder: Path, errors: list[str]) -> tuple[Reference, ...]:
    """The pages of the folder ``references``, one a file, in the order of the files' names."""
    found: dict[str, Reference] = {}
    for path in sorted((folder / "references").glob("*.toml")):
        top = load(path, errors)
        page = _page(top)
        _keep(found, page.key, page, top)
        top.close()
    return tuple(found.values())


def read_claims(folder: Path, errors: list[str]) -> tuple[Claim, ...]:
    """The false claims of all ``claims.toml`` in the order in which they are shown."""
    found: dict[str, Claim] = {}
    for path in sorted(folder.rglob("claims.toml")):
        top = load(path, errors)
        for row in top.tables("claim"):
            claim = Claim(row.text("key"), row.optional_text("agreement"), row.sourced())
            _keep(found, claim.key, claim, row)
        _close(top)
    return tuple(found.values())


def _keep(found: dict[str, T], key: str, item: T, table: Table) -> None:
    if key in found:
        table.error(f"{key} stands twice.")
    found[key] = item


def _close(top: Table) -> None:
    """Report unknown names; the day of checking may stand once for the whole file."""
    top.optional_date("checked")
    top.close()


def _host(row: Table) -> HostRule:
    state = row.text("state")
    if state and state != OTHERS and not _STATE.fullmatch(state):
        row.error(f"state is “{state}”; write an ISO code of two letters, or {OTHERS} for all others.")
    sourced = row.sourced()
    ask = row.text("ask")
    return HostRule(
        state=state,
        pension=row.choice("pension", PENSION),
        cautions=tuple(_caution(item, ask, sourced) for item in row.tables("cautions")),
        ask=ask,
        sourced=sourced,
    )


def _caution(row: Table, ask: str, sourced: Sourced) -> Caution:
    """A caution of a host rule; it shares the rule's body and source where it names none."""
    return Caution(
        key=row.text("key"),
        when=row.choice("when", WHEN),
        categories=(),
        months=0,
        ask=row.optional_text("ask", ask),
        sourced=row.sourced(otherwise=sourced),
    )


def _page(top: Table) -> Reference:
    sourced = top.sourced()
    columns = top.optional_texts("columns")
    rows: dict[str, ReferenceRow] = {}
    for item in top.tables("rows"):
        row = _row(item, columns, sourced)
        _keep(rows, row.about, row, item)
    if not rows:
        top.error("rows are missing: a page needs something to say.")
    return Reference(top.text("key"), columns, tuple(rows.values()), sourced)


def _row(row: Table, columns: tuple[str, ...], page: Sourced) -> ReferenceRow:
    """A row with cells, or without them a sentence; it shares the source of the page where it names none."""
    cells = row.optional_words("cells")
    for column, cell in cells.items():
        if column not in columns:
            row.error(f"cells fill “{column}”, which is no column of this page.")
        if not _CELL.fullmatch(cell):
            row.error(f"cells hold “{cell}”; write a figure, a date or the name of a word.")
    return ReferenceRow(row.text("about"), cells, row.sourced(otherwise=page))
