"""Small valid files of every kind that the program reads, made by the program itself where it can."""

from __future__ import annotations

import io
import json
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Final

from desktop.domain.record.certificate import Certificate
from desktop.domain.record.contribution import ContributionMonth
from desktop.domain.record.evidence import Evidence, Quality
from desktop.exchange.age_file import encrypt_to_keys, new_key, public_key
from desktop.exchange.age_password import encrypt_to_password
from desktop.record.archive import save_archive
from desktop.session import Session
from tests.editions_made import pack
from tests.exchange.workbooks import ods, ods_cell, xls

_TESTS: Final = Path(__file__).resolve().parents[1]
HEADS: Final = ("Monat", "Arbeitgeber", "AN-Anteil", "AG-Anteil")
PASSWORD: Final = "a long password for tests"
KEY: Final = new_key()
"""The secret key of the sample profile: what is encrypted to it is decided once a run, everything else by the seed."""
_MONTHS: Final = tuple((f"2026-{n:02}", "Lindenhof GmbH", 483.6, 483.6) for n in range(1, 5))


@dataclass(frozen=True, slots=True)
class Original:
    """A valid file: what ``kind`` of file, its ``name`` and its bytes."""

    kind: str
    name: str
    data: bytes


@cache
def seeds() -> tuple[Original, ...]:
    """One original of each kind, and of some kinds two."""
    return (*_of_a_profile(), *_tables(), *_pictures(), _case(), Original("pack", "pack.zip", pack()))


@contextmanager
def sample_session(folder: Path) -> Iterator[Session]:
    """A profile in ``folder`` with a sample person, a posting, months, a certificate and a payslip."""
    session = Session.start(folder, "en")
    try:
        case = session.open_sample(session.samples[0])
        person = session.record.person_of(case.id)
        assert person.id is not None
        first = session.day.replace(month=1, day=1)
        month = ContributionMonth(
            person_id=person.id, month=first, state="DE", branch="pension", currency="EUR"
        )
        session.record.keep_months(
            person.id, (replace(month, month=first.replace(month=n)) for n in range(1, 7))
        )
        days = {"starts_on": first, "ends_on": first.replace(month=12)}
        session.record.keep(
            Certificate(
                person_id=person.id, state="CN", host="DE", branches=("pension",), number="2026-1", **days
            )
        )
        evidence = Evidence(
            person_id=person.id, quality=Quality.PAYSLIP, title="工资单", file_name="单据.png"
        )
        session.record.attach(evidence, png())
        yield session
    finally:
        session.close()


def _of_a_profile() -> Iterator[Original]:
    """What the program itself writes for one sample person."""
    with tempfile.TemporaryDirectory() as place, sample_session(Path(place, "profile")) as session:
        folder, case = Path(place), session.cases()[0]
        save_archive(session, folder / "archive.zip")
        archive = (folder / "archive.zip").read_bytes()
        yield Original("archive", "archive.zip", archive)
        yield Original("age", "case.age", encrypt_to_keys(archive, [public_key(KEY)]))
        yield Original("age", "case.age", encrypt_to_password(archive, PASSWORD))
        yield Original("pdf", "proof.pdf", session.render(case, "PROOF-02", ("en",)).data)
        yield Original("key", "cases.key", (session.folder / "cases.key").read_bytes())
        yield Original(
            "preferences", "preferences.json", b'{\n  "language": "de",\n  "lock_after": "10"\n}\n'
        )
        session.protect(PASSWORD)
        yield Original("key", "cases.key", (session.folder / "cases.key").read_bytes())


def _tables() -> Iterator[Original]:
    with tempfile.TemporaryDirectory() as place:
        rows = "".join(_ods_row(row) for row in (HEADS, *_MONTHS))
        yield Original("xlsx", "table.xlsx", xlsx())
        yield Original("ods", "table.ods", ods(Path(place, "a.ods"), rows).read_bytes())
        yield Original("xls", "table.xls", xls(Path(place, "a.xls"), (HEADS, *_MONTHS)).read_bytes())
    lines = "\n".join(";".join(map(str, row)).replace(".6", ",60") for row in (HEADS, *_MONTHS))
    yield Original("csv", "table.csv", lines.encode())
    yield Original(
        "csv", "table.csv", "月份,单位,个人缴费\n2026年1月,上海外派有限公司,640.00\n".encode("gb18030")
    )
    yield Original(
        "rates", "rates.csv", b"day,from,to,rate\n2026-03-02,EUR,CNY,7.8345\n2026-03-03,EUR,KRW,1510.2\n"
    )


def _ods_row(row: tuple[object, ...]) -> str:
    cells = (
        ods_cell(
            str(cell),
            f'office:value-type="float" office:value="{cell}"' if isinstance(cell, float) else _TEXT,
        )
        for cell in row
    )
    return f"<table:table-row>{''.join(cells)}</table:table-row>"


_TEXT: Final = 'office:value-type="string"'
_MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"


def xlsx() -> bytes:
    """The smallest workbook with shared strings, numbers, a day, a formula and a merged cell, written by hand."""
    strings = list(
        dict.fromkeys(str(cell) for row in (HEADS, *_MONTHS) for cell in row if isinstance(cell, str))
    )
    rows = "".join(
        f'<row r="{n}">{"".join(_xlsx_cell(cell, n, c, strings) for c, cell in enumerate(row))}</row>'
        for n, row in enumerate((HEADS, *_MONTHS), 1)
    )
    day = '<row r="6"><c r="A6" s="1"><v>46082</v></c><c r="C6"><f>SUM(C2:C5)</f><v>1934.4</v></c></row>'
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"/>',
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="r1" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>'
        '<sheet name="A" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="r1" Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="r2" Type="{_OFFICE}/sharedStrings" Target="sharedStrings.xml"/>'
        f'<Relationship Id="r3" Type="{_OFFICE}/styles" Target="styles.xml"/></Relationships>',
        "xl/sharedStrings.xml": f'<sst xmlns="{_MAIN}" count="{len(strings)}" uniqueCount="{len(strings)}">'
        + "".join(f"<si><t>{text}</t></si>" for text in strings)
        + "</sst>",
        "xl/styles.xml": f'<styleSheet xmlns="{_MAIN}"><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14"/>'
        "</cellXfs></styleSheet>",
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{_MAIN}"><dimension ref="A1:D6"/><sheetData>{rows}{day}'
        '</sheetData><mergeCells count="1"><mergeCell ref="A8:B8"/></mergeCells></worksheet>',
    }
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as book:
        for name, xml in parts.items():
            book.writestr(name, f'<?xml version="1.0" encoding="UTF-8"?>{xml}')
    return file.getvalue()


def _xlsx_cell(cell: object, row: int, column: int, strings: list[str]) -> str:
    place = f"{'ABCD'[column]}{row}"
    if isinstance(cell, str):
        return f'<c r="{place}" t="s"><v>{strings.index(cell)}</v></c>'
    return f'<c r="{place}"><v>{cell}</v></c>'


def _pictures() -> Iterator[Original]:
    yield Original("png", "scan.png", png())
    yield Original("jpeg", "scan.jpg", _drawn("JPEG"))


def png() -> bytes:
    """A small picture."""
    return _drawn("PNG")


@cache
def _drawn(kind: str) -> bytes:
    from PySide6.QtCore import QBuffer, QIODevice
    from PySide6.QtGui import QColor, QImage

    from desktop.windows.singletons import keep_singletons_alive

    keep_singletons_alive()
    image = QImage(40, 30, QImage.Format.Format_RGB32)
    for x in range(40):
        for y in range(30):
            image.setPixelColor(x, y, QColor(6 * x, 8 * y, x * y % 256))
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, kind)
    return bytes(buffer.data().data())


def _case() -> Original:
    facts = json.loads((_TESTS / "cases" / "worked.json").read_text("utf-8"))[0]["facts"]
    fields = {"person.name_zh": "陈晓梅", "person.phone": "+86 138 0000 0000", "unit.name_zh": "远航公司"}
    content = {"id": "1", "facts": facts, "fields": fields, "languages": ["de", "zh_Hans"]}
    return Original("case", "case.json", json.dumps(content, ensure_ascii=False, indent=1).encode())
