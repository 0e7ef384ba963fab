"""Archives: nothing is lost on the way through a file, and no file can do harm."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings

from desktop.domain.record.contents import Contents
from desktop.domain.record.evidence import Evidence, Quality
from desktop.domain.record.person import Person
from desktop.exchange import archive_reader
from desktop.exchange.archive import write_archive
from desktop.exchange.archive_problems import (
    ArchiveAltered,
    ArchiveBadRow,
    ArchiveMissing,
    ArchiveNewer,
    ArchiveProtected,
    ArchiveStranger,
    ArchiveTooLarge,
    ArchiveTooManyParts,
    NotAnArchive,
)
from desktop.exchange.archive_reader import Archive
from desktop.languages.language import LANGUAGES, Language
from desktop.problems import FileNotFound, FileProblem

sys.path.insert(0, str(Path(__file__).parents[1]))
from any_record import FILES, contents

DAY = dt.date(2026, 3, 2)
DIGEST = next(digest for digest, text in FILES.items() if b"PDF" in text)
SMALL = Contents(
    {
        "persons": (Person(id=1, name="=王静怡", fields={"person.phone": "+86 138"}),),
        "evidence": (
            Evidence(id=4, person_id=1, quality=Quality.PAYSLIP, title="3", digest=DIGEST, file_name="a.PDF"),
        ),
    }
)


def _written(contents: Contents) -> bytes:
    file = io.BytesIO()
    write_archive(file, contents, FILES.__getitem__, "read me", DAY)
    return file.getvalue()


@given(contents())
@settings(max_examples=80, deadline=None)
def test_nothing_is_lost(kept: Contents) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "archive.zip"
        path.write_bytes(_written(kept))
        with Archive(path) as archive:
            assert archive.contents == kept
            for evidence in kept.of("evidence"):
                if evidence.digest:
                    assert archive.content(evidence.digest) == FILES[evidence.digest]


def test_the_same_contents_are_the_same_bytes() -> None:
    assert _written(SMALL) == _written(SMALL)


def test_the_parts_are_those_the_format_names() -> None:
    with zipfile.ZipFile(io.BytesIO(_written(SMALL))) as archive:
        assert set(archive.namelist()) == {
            "README.txt", "waipai.json", "csv/persons.csv", "csv/person_fields.csv", "csv/evidence.csv",
            f"attachments/{DIGEST}.pdf",
        }  # fmt: skip
        text = archive.read("csv/persons.csv")
        assert text.startswith(b"\xef\xbb\xbf")
        heads, row = csv.reader(io.StringIO(text.decode("utf-8-sig"), newline=""))
        assert dict(zip(heads, row, strict=True))["name"] == "'=王静怡"
        assert json.loads(archive.read("waipai.json"))["persons"][0]["name"] == "=王静怡"


# -- what is refused


def _rewritten(tmp_path: Path, change: Callable[[dict[str, bytes]], None]) -> Path:
    """The small archive with its parts changed."""
    with zipfile.ZipFile(io.BytesIO(_written(SMALL))) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    change(parts)
    path = tmp_path / "archive.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return path


def _with_json(tmp_path: Path, change: Callable[[Any], object]) -> Path:
    def changed(parts: dict[str, bytes]) -> None:
        data = json.loads(parts["waipai.json"])
        change(data)
        parts["waipai.json"] = json.dumps(data).encode()

    return _rewritten(tmp_path, changed)


def _refused(path: Path, kind: type[FileProblem]) -> FileProblem:
    with pytest.raises(kind) as caught:
        Archive(path)
    for code in LANGUAGES:
        assert Language(code).text(caught.value.key, **caught.value.params)
    return caught.value


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"no archive at all", b"PK\x05\x06" + bytes(18)])
def test_what_is_no_archive(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(data)
    _refused(path, NotAnArchive)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    _refused(tmp_path / "none.zip", FileNotFound)


@pytest.mark.parametrize("cut", [10, 200, -30, -1])
def test_a_file_that_was_cut(tmp_path: Path, cut: int) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(_written(SMALL)[:cut])
    _refused(path, NotAnArchive)


@pytest.mark.parametrize(
    "name",
    ["../evil.txt", "/etc/passwd", "attachments/../waipai.json", "C:\\x", "csv/../../x.csv", "attachments/x",
     "a\u202eb"],
)  # fmt: skip
def test_parts_that_no_archive_has(tmp_path: Path, name: str) -> None:
    problem = _refused(_rewritten(tmp_path, lambda parts: parts.update({name: b""})), ArchiveStranger)
    assert str(problem.params["name"]).isprintable()


def test_a_part_that_stands_twice(tmp_path: Path) -> None:
    path = _rewritten(tmp_path, lambda parts: None)
    with zipfile.ZipFile(path, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("waipai.json", b"{}")
    _refused(path, ArchiveStranger)


def test_one_digest_under_two_names(tmp_path: Path) -> None:
    name = f"attachments/{DIGEST}.txt"
    _refused(_rewritten(tmp_path, lambda parts: parts.update({name: FILES[DIGEST]})), ArchiveStranger)


def test_a_file_nothing_refers_to(tmp_path: Path) -> None:
    name = f"attachments/{'0' * 64}"
    _refused(_rewritten(tmp_path, lambda parts: parts.update({name: b"x"})), ArchiveStranger)


def test_a_file_that_was_altered(tmp_path: Path) -> None:
    name = f"attachments/{DIGEST}.pdf"
    _refused(_rewritten(tmp_path, lambda parts: parts.update({name: b"other"})), ArchiveAltered)


def test_a_file_that_is_missing(tmp_path: Path) -> None:
    _refused(_rewritten(tmp_path, lambda parts: parts.pop(f"attachments/{DIGEST}.pdf")), ArchiveMissing)  # type: ignore[arg-type, return-value]


def test_a_part_behind_a_password(tmp_path: Path) -> None:
    data = bytearray(_written(SMALL))
    central = data.index(b"PK\x01\x02")
    data[central + 8] |= 1
    path = tmp_path / "a.zip"
    path.write_bytes(data)
    _refused(path, ArchiveProtected)


@pytest.mark.parametrize("packed", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_parts_packed_in_another_way(tmp_path: Path, packed: int) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w", packed) as archive:
        archive.writestr("waipai.json", b"{}")
    _refused(path, NotAnArchive)


def test_what_unpacks_to_too_much(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = _rewritten(tmp_path, lambda parts: parts.update({"waipai.json": b" " * 3_000_000}))
    assert path.stat().st_size < 20_000
    monkeypatch.setattr(archive_reader, "MOST_JSON", 2_000_000)
    _refused(path, ArchiveTooLarge)


def test_what_swells_too_much(tmp_path: Path) -> None:
    bomb = b'{"format":"waipai-archive","version":1,"persons":[' + b"[]," * 5_000_000 + b"[]]}"
    path = _rewritten(tmp_path, lambda parts: parts.update({"waipai.json": bomb}))
    assert path.stat().st_size < 50_000
    _refused(path, ArchiveTooLarge)


def test_too_many_values(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive_reader, "MOST_VALUES", 3)
    _refused(_rewritten(tmp_path, lambda parts: None), ArchiveTooLarge)


def test_a_size_that_lies(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = _rewritten(tmp_path, lambda parts: parts.update({"waipai.json": b" " * 3_000_000}))
    data = bytearray(path.read_bytes())
    place = data.index(b"PK\x01\x02")
    while data[place + 46 : place + 57] != b"waipai.json":
        place = data.index(b"PK\x01\x02", place + 4)
    data[place + 24 : place + 28] = (10).to_bytes(4, "little")
    path.write_bytes(data)
    monkeypatch.setattr(archive_reader, "MOST_JSON", 2_000_000)
    _refused(path, NotAnArchive)


def test_too_many_parts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive_reader, "MOST_PARTS", 3)
    _refused(_rewritten(tmp_path, lambda parts: None), ArchiveTooManyParts)


def test_all_files_together_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive_reader, "MOST_OF_FILES", 3)
    _refused(_rewritten(tmp_path, lambda parts: None), ArchiveTooLarge)


def test_a_newer_format(tmp_path: Path) -> None:
    problem = _refused(_with_json(tmp_path, lambda data: data.update(version=3)), ArchiveNewer)
    assert problem.params["version"] == 3


@pytest.mark.parametrize(
    "text",
    [b"{", b"[]", b'{"format": "other"}', b"[" * 100_000, b'{"format":"waipai-archive","version":1,"version":1}',
     b'{"format":"waipai-archive","version":"1"}', b'{"format":"waipai-archive","version":NaN}',
     b'{"format":"waipai-archive","version":true}',
     b'{"format":"waipai-archive","version":' + b"9" * 4_000 + b"}", b"\xff\xfe{}"],
)  # fmt: skip
def test_json_that_is_none(tmp_path: Path, text: bytes) -> None:
    _refused(_rewritten(tmp_path, lambda parts: parts.update({"waipai.json": text})), NotAnArchive)


def test_a_table_that_no_archive_has(tmp_path: Path) -> None:
    _refused(_with_json(tmp_path, lambda data: data.update(passwords=[])), ArchiveStranger)


_CASE = {"id": 1, "created_on": "2025-01-01", "changed_on": "2025-01-01"}


def _month(**more: object) -> dict[str, object]:
    return {"id": 1, "person_id": 1, "month": "2025-03-01", "state": "DE", "branch": "pension", **more}


def _setting(name: str, value: object) -> dict[str, object]:
    return {"id": 1, "name": name, "value": value}


@pytest.mark.parametrize(
    ("table", "row", "field"),
    [
        ("persons", 5, ""),
        ("persons", {"id": 2}, "name"),
        ("persons", {"id": 2, "name": "A", "salary": 1}, "salary"),
        ("persons", {"name": "A"}, "id"),
        ("persons", {"id": True, "name": "A"}, "id"),
        ("persons", {"id": -1, "name": "A"}, "id"),
        ("persons", {"id": 2**70, "name": "A"}, "id"),
        ("persons", {"id": 1, "name": "A"}, "id"),
        ("persons", {"id": 2, "name": " "}, "name"),
        ("persons", {"id": 2, "name": "a\nb"}, "name"),
        ("persons", {"id": 2, "name": "\ud800"}, "name"),
        ("persons", {"id": 2, "name": "gnaW\u202eWang"}, "name"),
        ("persons", {"id": 2, "name": "A", "note": "\0"}, "note"),
        ("persons", {"id": 2, "name": "A", "note": "x" * 100_001}, "note"),
        ("persons", {"id": 2, "name": "A", "born_on": "2025-02-30"}, "born_on"),
        ("persons", {"id": 2, "name": "A", "born_on": "20250201"}, "born_on"),
        ("persons", {"id": 2, "name": "A", "fields": {"person.x": {"date": "2025-01-01", "more": 1}}}, "fields"),
        ("persons", {"id": 2, "name": "A", "fields": {"person.x": 1.5}}, "waipai.json"),
        ("contributions", _month(month="2025-03-02"), "month"),
        ("contributions", _month(month="9999-12-01"), "month"),
        ("contributions", _month(month="0001-01-01"), "month"),
        ("contributions", _month(state="XX"), "state"),
        ("contributions", _month(branch="luck"), "branch"),
        ("contributions", _month(base=12), "base"),
        ("contributions", _month(base="1,5"), "base"),
        ("contributions", _month(base="1.234"), "base"),
        ("contributions", _month(base="1" * 16), "base"),
        ("contributions", _month(status="maybe"), "status"),
        ("contributions", _month(currency="euro"), "currency"),
        ("contributions", _month(person_id=7), "person_id"),
        ("contributions", _month(evidence_id=5), "evidence_id"),
        ("evidence", {"id": 9, "person_id": 1, "quality": "payslip", "title": "", "file_name": "../x"}, "file_name"),
        ("evidence", {"id": 9, "person_id": 1, "quality": "payslip", "title": "", "digest": "abc"}, "digest"),
        ("cases", {**_CASE, "answers": {"x": 1}}, "answers"),
        ("cases", {**_CASE, "answers": {"from": "ZZ"}}, "answers"),
        ("cases", {**_CASE, "outcome": "great"}, "outcome"),
        ("cases", {**_CASE, "ticks": ["copy:a", "copy:a"]}, "ticks"),
        ("settings", _setting("calendar_id", "x"), "name"),
        ("settings", _setting("reminders_seen", "{}"), "name"),
        ("settings", _setting("money:5", "{}"), "name"),
        ("settings", _setting("money:*", "{}"), "name"),
        ("settings", _setting("filing_numbers", "{{"), "value"),
        ("settings", _setting("filing_numbers", 5), "value"),
        ("settings", _setting("filing_numbers", '{"cn.sia": {"takes": 1000}}'), "value"),
        ("settings", _setting("filing_numbers", '{"cn.sia": {"takes": 1, "luck": 2}}'), "value"),
        ("settings", _setting("filing_numbers", "[" * 50_000), "value"),
        ("settings", _setting("pension:0", "[]"), "value"),
        ("settings", _setting("pension:0", '{"years": {"paid": "many"}}'), "value"),
        ("settings", _setting("pension:0", '{"years": {"born": "2025-02-30"}}'), "value"),
        ("settings", _setting("pension:0", '{"career": [{"state": "DE", "years": "NaN"}]}'), "value"),
        ("settings", _setting("pension:0", '{"career": [{"years": "4"}]}'), "value"),
        ("settings", _setting("refunds:0", '{"host": "Atlantis"}'), "value"),
        ("settings", _setting("refunds:0", '{"own_share": "NaN"}'), "value"),
        ("settings", _setting("refunds:0", '{"left_on": 5}'), "value"),
    ],
)  # fmt: skip
def test_rows_that_cannot_be_read_are_named(tmp_path: Path, table: str, row: object, field: str) -> None:
    path = _with_json(tmp_path, lambda data: data.setdefault(table, []).append(row))
    if field == "waipai.json":  # numbers with a fraction are no part of the format
        _refused(path, NotAnArchive)
        return
    problem = _refused(path, ArchiveBadRow)
    assert (problem.params["table"], problem.params["field"]) == (table, field)


def test_two_months_in_one_place(tmp_path: Path) -> None:
    rows = [_month(), _month(id=2)]
    problem = _refused(_with_json(tmp_path, lambda data: data.update(contributions=rows)), ArchiveBadRow)
    assert (problem.params["number"], problem.params["field"]) == (2, "month")


def test_a_table_that_is_no_list(tmp_path: Path) -> None:
    _refused(_with_json(tmp_path, lambda data: data.update(diary={})), ArchiveBadRow)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("filing_numbers", '{"cn.sia": {"takes": null, "post_there": 3, "post_back": 0, "margin": 999}}'),
        (
            "pension:0",
            '{"years": {"born": "1990-05-17", "paid": "0"}, "career": [{"state": "DE", "years": "4.5"}]}',
        ),
        ("refunds:0", '{"host": "KR", "own_share": "1234.50", "left_on": "", "wrongly": "no"}'),
        ("of_a_later_version", True),
    ],
)
def test_settings_that_pages_can_read(tmp_path: Path, name: str, value: object) -> None:
    with Archive(_with_json(tmp_path, lambda data: data.update(settings=[_setting(name, value)]))) as archive:
        (row,) = archive.contents.of("settings")
        assert (row.name, row.value) == (name, value)


@pytest.mark.parametrize(
    ("table", "row", "field"),
    [
        ("contributions", _month(person_id=2, evidence_id=4), "evidence_id"),
        ("custody", {"id": 1, "person_id": 2, "certificate_id": 1, "since": "2025-01-01", "holder": "HR"},
         "certificate_id"),
    ],
)  # fmt: skip
def test_proofs_and_papers_of_somebody_else(
    tmp_path: Path, table: str, row: dict[str, object], field: str
) -> None:
    def changed(data: Any) -> None:
        data["persons"].append({"id": 2, "name": "李雷"})
        data["certificates"] = [
            {
                "id": 1,
                "person_id": 1,
                "state": "CN",
                "host": "DE",
                "starts_on": "2025-01-01",
                "ends_on": "2026-01-01",
            }
        ]
        data[table] = [row]

    problem = _refused(_with_json(tmp_path, changed), ArchiveBadRow)
    assert (problem.params["table"], problem.params["field"]) == (table, field)
