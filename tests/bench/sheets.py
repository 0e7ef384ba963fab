"""A table of 200,000 rows on its way to the preview: read out of an .xlsx file, then every row checked.

The peer of reading is the library we read with, alone: what is dearer here are the limits, the search for errors and
the exact numbers.
"""

from __future__ import annotations

import datetime as dt
import io
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import closing
from importlib.metadata import version
from pathlib import Path

from table import Row
from timing import medians

from desktop.domain.imports.heads import judge_columns, suggest
from desktop.domain.imports.lines import Preview
from desktop.domain.imports.sheet import MOST_ROWS, silent
from desktop.domain.record.person import Person
from desktop.exchange.sheets import open_table, read_sheet
from desktop.session import Session

DAY = dt.date(2026, 11, 21)
MONTHS = 120
GUIDE = "< 10 s together"
_HEADS = (
    "Name",
    "Month",
    "State",
    "Branch",
    "Employer",
    "Base",
    "Employee share",
    "Employer share",
    "Currency",
)
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"


def rows(count: int = MOST_ROWS, rounds: int = 3) -> Iterator[Row]:
    """Reading and checking; ``count`` is how many rows the table has."""
    from python_calamine import load_workbook

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "table.xlsx"
        path.write_bytes(workbook(count))
        data = path.read_bytes()
        ours, bare = medians(
            (
                lambda: read_sheet(open_table(path)),
                lambda: load_workbook(io.BytesIO(data)).get_sheet_by_index(0).to_python(),
            ),
            rounds,
        )
        peer = f"python-calamine {version('python-calamine')}"
        yield Row(f"{count:,} rows of .xlsx read", ours, "s", peer, bare, ours / bare, guide=GUIDE)
        with closing(Session.start(Path(folder) / "profile", "en", DAY)) as session:
            session.record.save_person(Person(name="Person 0"))
            (took,) = medians((lambda: preview(session, path),), 1)
            yield Row(f"{count:,} rows read and checked", took, "s", "nothing comparable", guide=GUIDE)


def preview(session: Session, path: Path) -> Preview:
    """What becomes of every row of the file."""
    sheet = session.tables.read(session.tables.open(path), "", silent)
    matching = suggest(sheet, 1, session.tables.readers)
    judgements = judge_columns(sheet, matching, session.tables.readers)
    return session.tables.check(sheet, matching, judgements, None, silent).preview


def workbook(count: int) -> bytes:
    """A table of ``count`` rows as other programs write it, with texts in place."""
    lines = [_line(1, _HEADS)]
    for number in range(count):
        person, month = divmod(number, MONTHS)
        cells = (
            f"Person {person}", f"{2016 + month // 12}-{month % 12 + 1:02}", "DE", "pension", f"Firm {person % 50}",
            5000 + person % 700, 465.1, 465.1, "EUR",
        )  # fmt: skip
        lines.append(_line(number + 2, cells))
    sheet = f'<worksheet xmlns="{_MAIN}"><sheetData>{"".join(lines)}</sheetData></worksheet>'
    part = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    members = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" ContentType='
        f'"application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" '
        f'ContentType="{part}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" '
        f'ContentType="{part}.worksheet+xml"/></Types>',
        "_rels/.rels": _relation("officeDocument", "xl/workbook.xml"),
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_RELATIONS}"><sheets>'
        '<sheet name="A" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": _relation("worksheet", "worksheets/sheet1.xml"),
        "xl/worksheets/sheet1.xml": sheet,
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def _relation(kind: str, target: str) -> str:
    return (
        f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{_RELATIONS}/{kind}" Target="{target}"/></Relationships>'
    )


def _line(number: int, cells: tuple[object, ...]) -> str:
    written = []
    for column, cell in enumerate(cells):
        place = f"{chr(ord('A') + column)}{number}"
        if isinstance(cell, str):
            written.append(f'<c r="{place}" t="inlineStr"><is><t>{cell}</t></is></c>')
        else:
            written.append(f'<c r="{place}"><v>{cell}</v></c>')
    return f'<row r="{number}">{"".join(written)}</row>'
