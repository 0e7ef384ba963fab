"""Lines of values in TOML texts, and the parsed form that is kept."""

import datetime as dt
import json
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.law import parsed as parsed_module
from desktop.law.parsed import parsed
from desktop.law.toml_lines import Lines, Place
from desktop.paths import resources_folder

FILES = sorted(resources_folder().rglob("*.toml"))
TEXT = '''# a comment = 1
top = "x = 1"
[one."two three"]
many = [ 1,
  2, # three = 3
  [ 4 ] ]
text = """
[no.header]
inside = 1
"""
[[list]]
a.b = { c = 1, d = "}" }
[[list]]
[list.inner]
e = \'\'\'it's\'\'\'
'''


def places(value: object, place: Place = ()) -> Iterator[Place]:
    """The place of everything in a parsed file."""
    if place:
        yield place
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from places(inner, (*place, name))
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from places(inner, (*place, number))


@pytest.mark.parametrize(
    ("place", "line"),
    [
        (("top",), 2),
        (("one",), 3),
        (("one", "two three"), 3),
        (("one", "two three", "many"), 4),
        (("one", "two three", "many", 1), 5),
        (("one", "two three", "many", 2, 0), 6),
        (("one", "two three", "text"), 7),
        (("list", 0), 11),
        (("list", 0, "a", "b", "d"), 12),
        (("list", 1), 13),
        (("list", 1, "inner", "e"), 15),
        (("list", 1, "inner", "absent"), 14),
        (("absent",), None),
    ],
)
def test_the_line_of_a_value_or_of_the_table_around_it(place: Place, line: int | None) -> None:
    tomllib.loads(TEXT)
    assert Lines(TEXT).of(place) == line


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_every_value_of_the_kept_files_has_its_line(path: Path) -> None:
    text = path.read_text("utf-8")
    lines, written = Lines(text), text.splitlines()
    for place in places(tomllib.loads(text)):
        line = lines.of(place)
        assert line is not None
        if isinstance(place[-1], str):
            assert place[-1] in written[line - 1]


def test_the_kept_form_is_what_tomllib_reads(tmp_path: Path) -> None:
    for path in FILES:
        text = path.read_text("utf-8")
        assert parsed(text, tmp_path) == parsed(text, tmp_path) == tomllib.loads(text)
    assert len(list(tmp_path.iterdir())) == len({path.read_bytes() for path in FILES})


def test_days_come_back_as_days(tmp_path: Path) -> None:
    for _ in range(2):
        assert parsed("day = 2026-11-21\nlist = [2026-11-22]", tmp_path) == {
            "day": dt.date(2026, 11, 21),
            "list": [dt.date(2026, 11, 22)],
        }


@pytest.mark.parametrize(
    "text", ["a = 2026-11-21T10:00:00", "a = 10:00:00", "a = nan", 'a = { "\\u0000date" = "x" }']
)
def test_what_json_cannot_hold_is_read_all_the_same(text: str, tmp_path: Path) -> None:
    assert repr(parsed(text, tmp_path)) == repr(parsed(text, tmp_path)) == repr(tomllib.loads(text))


@pytest.mark.parametrize("content", [b"", b"\xff", b"[]", b"{", b"[" * 100_000])
def test_a_damaged_cache_is_no_error(content: bytes, tmp_path: Path) -> None:
    parsed("a = 1", tmp_path)
    (kept,) = tmp_path.iterdir()
    kept.write_bytes(content)
    assert parsed("a = 1", tmp_path) == {"a": 1}
    assert json.loads(kept.read_bytes()) == {"a": 1}


def test_a_cache_that_cannot_be_written_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert parsed("a = 1", tmp_path / "file") == {"a": 1}


def test_old_texts_are_forgotten(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parsed_module, "KEPT", 3)
    for number in range(6):
        parsed(f"a = {number}", tmp_path)
        assert len(list(tmp_path.iterdir())) <= 3
    assert parsed("a = 5", tmp_path) == {"a": 5}
