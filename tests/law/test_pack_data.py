"""Law data that are broken in one place: told with file and line, and never more than a ``LawError``."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop.languages.edition_words import find_word_errors, words_of_edition
from desktop.law.agreements import read_agreement
from desktop.law.bodies import read_authorities, read_certificates, read_instruments, read_open_points
from desktop.law.checks import find_law_errors
from desktop.law.manifest import read_manifest
from desktop.law.places import placed
from desktop.law.reader import LawError, read_law
from desktop.paths import resources_folder

LAW = resources_folder() / "law"
PAIR = "CN-DK"
AGREEMENT = f"{PAIR}/CN-DK-2013.toml"
VALUE = re.compile(r"^(\w+) = .*[^\[{]$")
REQUIRED = {
    "id", "states", "signed", "citations", "confidence", "checked", "fact", "group", "host", "counting", "covered",
    "never", "rule", "activities", "branches", "code", "key", "when", "instruments", "kind", "titles", "short",
    "state", "role", "agreements", "names", "agreement", "home", "issued_by", "shown_to", "readings", "ask",
}  # fmt: skip
OPTIONAL_HERE = {("ask", AGREEMENT), ("key", AGREEMENT)}
"""A direction without bodies to ask, and a condition whose name is its key."""
READERS = {
    "instruments.toml": read_instruments, "authorities.toml": read_authorities,
    "certificates.toml": read_certificates, "open_points.toml": read_open_points,
}  # fmt: skip


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The common files, the background and one agreement, as a law of its own."""
    folder = tmp_path_factory.mktemp("small")
    (folder / "law").mkdir()
    for name in (PAIR, "hosts", "references"):
        shutil.copytree(LAW / name, folder / "law" / name)
    for path in LAW.glob("*.toml"):
        shutil.copy(path, folder / "law")
    shutil.copy(resources_folder() / "glossary.csv", folder)
    return folder / "law"


def lines_of(name: str) -> list[tuple[int, str]]:
    """The lines of a file that hold one value, with their numbers from 1; each field once in each kind of table."""
    found: dict[tuple[str, str], tuple[int, str]] = {}
    table = ""
    for number, line in enumerate((LAW / name).read_text("utf-8").splitlines(), 1):
        if header := re.match(r"\[+(\w+)(?:\.\w+)?(.*)\]", line):
            table = header[1] + header[2]
        elif field := VALUE.match(line):
            found.setdefault((table, field[1]), (number, field[1]))
    return list(found.values())


def errors_with(name: str, number: int, line: str, folder: Path) -> list[str]:
    """What the reader of a file says when one of its lines is another one."""
    lines = (LAW / name).read_text("utf-8").splitlines()
    lines[number - 1] = line
    path = folder / name
    path.parent.mkdir(exist_ok=True)
    path.write_text("\n".join(lines), "utf-8")
    errors: list[str] = []
    if name == AGREEMENT:
        read_agreement(path, (), errors)
    else:
        READERS[path.name](folder, errors)
    path.unlink()
    return errors


FILES = [AGREEMENT, *(f"{PAIR}/{name}" for name in READERS)]


@pytest.mark.parametrize("name", FILES)
def test_a_value_of_the_wrong_type_is_told_with_its_line(name: str, tmp_path: Path) -> None:
    assert lines_of(name)
    for number, field in lines_of(name):
        errors = errors_with(name, number, f"{field} = 3.5", tmp_path)
        assert any(f"{name}, line {number}" in error and field in error for error in errors), (number, field)


@pytest.mark.parametrize("name", FILES)
def test_a_field_that_is_missing_is_told(name: str, tmp_path: Path) -> None:
    for number, field in lines_of(name):
        errors = errors_with(name, number, "", tmp_path)
        if field in REQUIRED and (field, name) not in OPTIONAL_HERE:
            assert any(name in error and field in error for error in errors), (number, field)


@pytest.mark.parametrize("name", FILES)
def test_a_name_that_is_not_known_is_told_with_its_line(name: str, tmp_path: Path) -> None:
    for number, field in lines_of(name):
        errors = errors_with(name, number, f"{field}x = true", tmp_path)
        expected = f"{field}x is not known here."
        assert any(e.startswith(f"{name}, line {number}") and e.endswith(expected) for e in errors), number


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("signed = 2013-12-09", "signed = 2015-12-09", "are not in the order of time"),
        (
            '"CN-DK-2013 art:1(1)"',
            '"CN-DK-1913 art:1(1)"',
            "CN-DK-1913 is cited, but no such instrument is listed",
        ),
        ('covered = ["pension"]', 'covered = ["dental"]', "names “dental”, which is not known"),
        ('ask = "cn.sia"', 'ask = "cn.nobody"', "the body cn.nobody is not listed"),
        (
            'open_points = ["DK-3"]',
            'open_points = ["DK-33"]',
            "DK-33: this open point is named, but not listed",
        ),
    ],
)
def test_what_no_single_value_shows(before: str, after: str, told: str, small: Path) -> None:
    path = small / AGREEMENT
    whole = path.read_text("utf-8")
    assert before in whole
    path.write_text(whole.replace(before, after), "utf-8")
    try:
        errors = all_errors(small)
    finally:
        path.write_text(whole, "utf-8")
    assert any(told in error for error in errors)


def test_two_agreements_of_one_pair_on_one_day(small: Path) -> None:
    twin = small / PAIR / "CN-DK-2020.toml"
    text = (small / AGREEMENT).read_text("utf-8")
    twin.write_text(text.replace("CN-DK-2013", "CN-DK-2020").replace("2013-12-09", "2014-12-09"), "utf-8")
    try:
        errors = all_errors(small)
    finally:
        twin.unlink()
    (told,) = [error for error in errors if "both apply on some day" in error]
    assert told.startswith("CN-DK/CN-DK-2013.toml, line ")


def all_errors(folder: Path) -> list[str]:
    """As a pack is checked: by the reader, and then as a whole, with places."""
    try:
        law = read_law(folder)
    except LawError as error:
        return error.sentences
    return [placed(sentence, folder) for sentence in find_law_errors(law)]


# -- fuzzing

junk = st.one_of(
    st.text(max_size=12),
    st.sampled_from(['""', "[]", "{}", "true", "-1", "9" * 5000, "1e999", "nan", "2026-02-30", "[" * 400, "'", '"""',
                     "[[x]]", "[directions]", "[directions.CN.prior.categories]", "\0", "\ud7ff", "= =", "a.b.c = 1"]),
)  # fmt: skip


@st.composite
def mutations(draw: st.DrawFn, text: str) -> str:
    """A text with a few lines lost, doubled, moved or overwritten, perhaps cut off."""
    lines = text.splitlines()
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, max(len(lines) - 1, 0)))
        line = lines[at] if lines else ""
        kind = draw(st.sampled_from(["lose", "double", "move", "value", "name", "line", "cut"]))
        if kind == "lose":
            lines[at : at + draw(st.integers(1, 5))] = []
        elif kind == "double":
            lines.insert(draw(st.integers(0, len(lines))), line)
        elif kind == "move" and lines:
            lines.insert(draw(st.integers(0, len(lines) - 1)), lines.pop(at))
        elif kind == "value" and lines:
            lines[at] = f"{line.partition('=')[0]}= {draw(junk)}"
        elif kind == "name" and lines:
            lines[at] = f"{draw(junk)}= {line.partition('=')[2]}"
        elif kind == "line":
            lines.insert(at, draw(junk))
        else:
            lines = "\n".join(lines)[: draw(st.integers(0, len(text)))].splitlines()
    return "\n".join(lines)


def texts_of(folder: Path) -> Iterator[tuple[Path, str]]:
    for path in (*sorted(folder.rglob("*.toml")), folder.parent / "glossary.csv"):
        yield path, path.read_text("utf-8")


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_whatever_becomes_of_the_files_the_reader_answers_in_sentences(
    small: Path, data: st.DataObject
) -> None:
    files = dict(texts_of(small))
    path = data.draw(st.sampled_from(sorted(files)))
    path.write_bytes(data.draw(mutations(files[path])).encode("utf-8", "surrogatepass"))
    try:
        assert all(isinstance(error, str) for error in all_errors(small))
    finally:
        path.write_text(files[path], "utf-8")


@settings(max_examples=60, deadline=None)
@given(mutations((resources_folder() / "edition.toml").read_text("utf-8")))
def test_whatever_becomes_of_a_manifest(text: str) -> None:
    errors: list[str] = []
    read_manifest(text, errors)
    assert all(error.startswith("edition.toml") for error in errors)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_whatever_becomes_of_the_words(tmp_path: Path, data: st.DataObject) -> None:
    text = "\n".join(words_of_edition()["ko/result.po"].decode().splitlines()[:150])
    path = tmp_path / "ko" / "result.po"
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(data.draw(mutations(text)).encode("utf-8", "surrogatepass"))
    assert all(error.startswith("words/") for error in find_word_errors(tmp_path))
