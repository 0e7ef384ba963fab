import datetime as dt
from pathlib import Path

import pytest

from desktop.domain.agreement import Citation, Confidence
from desktop.law.toml_table import Table, load, parse_citation


def table(text: str, tmp_path: Path) -> tuple[Table, list[str]]:
    path = tmp_path / "CN-XX" / "data.toml"
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    errors: list[str] = []
    return load(path, errors), errors


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("CN-DE-2001", Citation("CN-DE-2001")),
        ("CN-DE-2001 art:4", Citation("CN-DE-2001", "art", "4")),
        ("CN-MOLSS-2002-2 part:1(2)", Citation("CN-MOLSS-2002-2", "part", "1(2)")),
        ("KR-EID art:3-3", Citation("KR-EID", "art", "3-3")),
        ("CN-KR-2003 closing", Citation("CN-KR-2003", "closing", "")),
    ],
)
def test_a_citation_names_instrument_kind_and_place(text: str, expected: Citation) -> None:
    assert parse_citation(text) == expected


@pytest.mark.parametrize("text", ["", " art:4", "CN-DE-2001 article:4", "CN-DE-2001 art:"])
def test_what_is_no_citation_is_refused_in_a_sentence(text: str) -> None:
    with pytest.raises(ValueError, match="is no citation"):
        parse_citation(text)


def test_values_come_back_with_their_types(tmp_path: Path) -> None:
    top, errors = table(
        'name = "x"\nday = 2002-04-04\nmonths = 48\nopen = true\nlist = ["a", "b"]\nwords = { zh = "甲" }',
        tmp_path,
    )
    assert (top.text("name"), top.date("day"), top.integer("months")) == ("x", dt.date(2002, 4, 4), 48)
    assert (top.flag("open"), top.texts("list"), dict(top.words("words"))) == (True, ("a", "b"), {"zh": "甲"})
    top.close()
    assert errors == []


def test_optional_values_may_be_absent(tmp_path: Path) -> None:
    top, errors = table("", tmp_path)
    assert top.optional_text("a") == ""
    assert top.optional_integer("b") is None
    assert top.optional_date("c") is None
    assert top.optional_texts("d") == ()
    assert top.optional_words("e") == {}
    assert top.optional_table("f") is None
    assert top.tables("g") == ()
    assert errors == []


def test_every_error_is_kept_with_file_and_place(tmp_path: Path) -> None:
    top, errors = table('[[thing]]\nkey = "first"\nday = "soon"\nmonths = true\nstrange = 1', tmp_path)
    (thing,) = top.tables("thing")
    thing.text("key")
    thing.date("day")
    thing.integer("months")
    thing.text("absent")
    top.close()
    assert errors == [
        "CN-XX/data.toml, line 3, thing first: day must be a date.",
        "CN-XX/data.toml, line 4, thing first: months must be a whole number.",
        "CN-XX/data.toml, line 1, thing first: absent is missing.",
        "CN-XX/data.toml, line 5, thing first: strange is not known here.",
    ]


def test_a_moment_in_time_is_no_date(tmp_path: Path) -> None:
    top, errors = table("day = 2002-04-04T10:00:00", tmp_path)
    top.date("day")
    assert errors == ["CN-XX/data.toml, line 1: day must be a date."]


def test_empty_texts_and_lists_are_errors(tmp_path: Path) -> None:
    top, errors = table('name = ""\nlist = []', tmp_path)
    top.text("name")
    top.texts("list")
    assert len(errors) == 2


def test_a_choice_names_what_is_allowed(tmp_path: Path) -> None:
    top, errors = table('kind = "rumour"', tmp_path)
    top.choice("kind", ("treaty", "notice"))
    assert errors == ["CN-XX/data.toml, line 1: kind is “rumour”; allowed are notice, treaty."]


def test_the_day_of_checking_may_stand_once_in_the_file(tmp_path: Path) -> None:
    top, errors = table(
        'checked = 2026-11-21\n[[v]]\ncitations = ["A art:1"]\nconfidence = "medium"\nopen_points = ["O-1"]\n'
        '[[v]]\nchecked = 2026-01-01\ncitations = ["A"]\nconfidence = "low"',
        tmp_path,
    )
    inherited, own = (row.sourced() for row in top.tables("v"))
    assert inherited.checked == dt.date(2026, 11, 21)
    assert inherited.citations == (Citation("A", "art", "1"),)
    assert (inherited.confidence, inherited.open_points) == (Confidence.MEDIUM, ("O-1",))
    assert own.checked == dt.date(2026, 1, 1)
    top.close()
    assert errors == []


def test_a_value_may_share_the_source_around_it(tmp_path: Path) -> None:
    top, errors = table(
        'checked = 2026-11-21\ncitations = ["A"]\nconfidence = "high"\n[part]\nopen_points = ["O-2"]',
        tmp_path,
    )
    shared = top.table("part").sourced(otherwise=top.sourced())
    assert (shared.citations, shared.confidence) == ((Citation("A"),), Confidence.HIGH)
    assert shared.open_points == ("O-2",)
    top.close()
    assert errors == []


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ('citations = ["A"]\nconfidence = "high"', "checked is missing"),
        ('checked = 2026-11-21\ncitations = ["A"]', "confidence is missing"),
        ('checked = 2026-11-21\nconfidence = "high"', "citations is missing"),
        ('checked = 2026-11-21\ncitations = ["A x:1"]\nconfidence = "high"', "is no citation"),
        ('checked = 2026-11-21\ncitations = ["A"]\nconfidence = "sure"', "allowed are high, low, medium"),
    ],
)
def test_a_value_without_provenance_is_an_error(text: str, complaint: str, tmp_path: Path) -> None:
    top, errors = table(text, tmp_path)
    top.sourced()
    assert any(complaint in error for error in errors)


def test_files_that_are_no_toml_or_not_there_are_one_error_each(tmp_path: Path) -> None:
    top, errors = table("a = = b", tmp_path)
    assert top.names == ()
    assert len(errors) == 1
    assert "no valid TOML" in errors[0]
    load(tmp_path / "CN-XX" / "gone.toml", errors)
    assert "cannot be read" in errors[1]
    (tmp_path / "CN-XX" / "latin.toml").write_bytes(b'a = "\xff"')
    load(tmp_path / "CN-XX" / "latin.toml", errors)
    assert "no valid TOML" in errors[2]
