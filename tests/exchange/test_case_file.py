import json
from pathlib import Path

import pytest

from desktop.exchange.case_file import (
    BadFieldValue,
    BadPart,
    CaseFile,
    NotACase,
    SeveralCases,
    UnknownLanguage,
    read_case,
    read_cases,
)
from desktop.problems import FileNotFound, FileNotText, FileUnreadable, MalformedJson, Problem


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "case.json"


def test_facts_fields_and_languages_are_read(path: Path) -> None:
    content = {
        "id": "A",
        "facts": {"from": "CN", "prior_months": 3},
        "fields": {"person.name_zh": "王㛃", "unit.seal": True, "posting.months": 36, "x": ["a", "b"]},
        "languages": ["de", "zh_Hans", "de"],
        "something": "else",
    }
    path.write_text(json.dumps(content), encoding="utf-8")
    assert read_case(path) == CaseFile(
        "A",
        {"from": "CN", "prior_months": 3},
        {"person.name_zh": "王㛃", "unit.seal": True, "posting.months": 36, "x": ("a", "b")},
        ("de", "zh_Hans"),
    )


def test_one_case_or_a_list_is_read_in_its_order(path: Path) -> None:
    path.write_text('{"facts": {}}')
    assert read_cases(path) == (CaseFile("", {}),)
    path.write_text('[{"id": "B", "facts": {}}, {"id": 1, "facts": {"to": null}}]')
    assert [(case.id, case.facts) for case in read_cases(path)] == [("B", {}), ("1", {"to": None})]


def test_a_byte_order_mark_is_no_obstacle(path: Path) -> None:
    path.write_bytes(b'\xef\xbb\xbf{"facts": {}}')
    assert read_case(path) == CaseFile("", {})


@pytest.mark.parametrize(
    ("content", "problem", "params"),
    [
        (b"", MalformedJson, {"line": 1, "column": 1}),
        (b'{"facts":\n  {"from" "CN"}}', MalformedJson, {"line": 2, "column": 11}),
        (b"[" * 100_000, MalformedJson, {"line": 1, "column": 1}),
        (b'{"facts": {"prior_months": ' + b"9" * 5000 + b"}}", MalformedJson, {"line": 1, "column": 1}),
        (b"\xff\xfe{}", FileNotText, {}),
        (b"7", NotACase, {"number": 1}),
        (b'[{"facts": {}}, {"facts": {}}]', SeveralCases, {"number": 2}),
        (b'{"answers": {}}', NotACase, {"number": 1}),
        (b'{"facts": []}', BadPart, {"part": "facts"}),
        (b'{"facts": {}, "fields": 7}', BadPart, {"part": "fields"}),
        (b'{"facts": {}, "languages": "de"}', BadPart, {"part": "languages"}),
        (b'{"facts": {}, "fields": {"a.b": null}}', BadFieldValue, {"field": "a.b"}),
        (b'{"facts": {}, "fields": {"a.b": [1]}}', BadFieldValue, {"field": "a.b"}),
        (b'{"facts": {}, "fields": {"a.b": 1.5}}', BadFieldValue, {"field": "a.b"}),
        (
            b'{"facts": {}, "languages": ["fr"]}',
            UnknownLanguage,
            {"text": "fr", "allowed": "de, en, ko, zh_Hans"},
        ),
        (
            b'{"facts": {}, "languages": [[]]}',
            UnknownLanguage,
            {"text": "[]", "allowed": "de, en, ko, zh_Hans"},
        ),
    ],
)
def test_what_is_wrong_is_named_with_its_place(
    path: Path, content: bytes, problem: type[Problem], params: dict[str, object]
) -> None:
    path.write_bytes(content)
    with pytest.raises(problem) as caught:
        read_case(path)
    assert caught.value.params == {"path": str(path), **params}


def test_entries_that_are_no_cases_stand_beside_those_that_are(path: Path) -> None:
    path.write_text(
        '[{"facts": {}, "languages": 7}, {"answers": {}}, 7, {"id": "D", "facts": []}, {"facts": {}}]'
    )
    read = read_cases(path)
    assert [type(entry) for entry in read] == [CaseFile, NotACase, NotACase, NotACase, CaseFile]
    assert [entry.params["number"] for entry in read if isinstance(entry, NotACase)] == [2, 3, 4]


def test_a_file_that_is_not_there_or_is_a_folder(path: Path) -> None:
    with pytest.raises(FileNotFound):
        read_case(path)
    with pytest.raises(FileUnreadable):
        read_case(path.parent)
