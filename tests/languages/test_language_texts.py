"""Texts by key: parameters, plurals, what is missing, and the compiled catalogues in the cache."""

import datetime as dt
import os
import subprocess
import sys
from pathlib import Path

import pytest

from desktop.languages import Language, MissingText
from desktop.paths import translations_folder

HEADER = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n"{plural}\\n"\n\n'
PLURALS = {"de": "Plural-Forms: nplurals=2; plural=(n != 1);", "ko": "Plural-Forms: nplurals=1; plural=0;"}


def write(folder: Path, code: str, body: str) -> Path:
    source = folder / code / "app.po"
    source.parent.mkdir(parents=True, exist_ok=True)
    source.write_text(HEADER.format(plural=PLURALS[code]) + body, encoding="utf-8")
    return source


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write(
        tmp_path / "translations",
        "de",
        'msgid "app.open"\nmsgstr "Öffnen"\n\n'
        'msgid "app.hello"\nmsgstr "Guten Tag, {name}, bis {day}"\n\n'
        'msgid "app.braces"\nmsgstr "{{so}}"\n\n'
        'msgid "app.empty"\nmsgstr ""\n\n'
        'msgid "app.cases"\nmsgid_plural "app.cases"\nmsgstr[0] "ein Fall"\nmsgstr[1] "{n} Fälle"\n',
    )
    write(
        tmp_path / "translations",
        "ko",
        'msgid "app.cases"\nmsgid_plural "app.cases"\nmsgstr[0] "사건 {n}건"\n',
    )
    return tmp_path / "translations"


@pytest.fixture
def german(folder: Path, tmp_path: Path) -> Language:
    return Language("de", folder, tmp_path / "cache")


def test_a_text_is_found_by_its_key(german: Language) -> None:
    assert german.text("app.open") == "Öffnen"
    assert german.has("app.open")
    assert german.has("app.cases")


def test_parameters_fill_the_placeholders_and_dates_are_written_out(german: Language) -> None:
    text = german.text("app.hello", name="{Frau} Kim", day=dt.date(2026, 3, 1))
    assert text == "Guten Tag, {Frau} Kim, bis 01.03.2026"
    assert german.text("app.braces") == "{so}"


@pytest.mark.parametrize("key", ["app.nothing", "app.empty", "none.such", "app"])
def test_a_missing_text_is_named_with_its_language(german: Language, key: str) -> None:
    with pytest.raises(MissingText) as error:
        german.text(key)
    assert key in str(error.value)
    assert "de" in str(error.value)
    assert not german.has(key)


def test_a_missing_parameter_is_named(german: Language) -> None:
    with pytest.raises(MissingText, match="'day'"):
        german.text("app.hello", name="Kim")


def test_a_plural_takes_the_form_of_its_language(german: Language, folder: Path, tmp_path: Path) -> None:
    assert [german.plural("app.cases", n) for n in (0, 1, 2, 12_000)] == [
        "0 Fälle", "ein Fall", "2 Fälle", "12.000 Fälle",
    ]  # fmt: skip
    korean = Language("ko", folder, tmp_path / "cache")
    assert [korean.plural("app.cases", n) for n in (1, 5)] == ["사건 1건", "사건 5건"]
    with pytest.raises(MissingText):
        german.plural("app.none", 2)


def test_another_language_is_refused() -> None:
    with pytest.raises(ValueError, match="fr"):
        Language("fr")


def test_a_changed_catalogue_is_compiled_again_and_the_old_one_removed(folder: Path, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    assert Language("de", folder, cache).text("app.open") == "Öffnen"
    source = write(folder, "de", 'msgid "app.open"\nmsgstr "Offnen"\n')
    later = source.stat().st_mtime_ns + 1_000_000
    os.utime(source, ns=(later, later))
    assert Language("de", folder, cache).text("app.open") == "Offnen"
    assert len(list(cache.rglob("*.mo"))) == 1


def test_a_damaged_compiled_catalogue_is_replaced(folder: Path, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    Language("de", folder, cache).text("app.open")
    (compiled,) = cache.rglob("*.mo")
    for damaged in (b"", b"not a catalogue", compiled.read_bytes()[:40]):
        compiled.write_bytes(damaged)
        assert Language("de", folder, cache).text("app.open") == "Öffnen"


def test_two_folders_share_a_cache_without_mixing(folder: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    write(other, "de", 'msgid "app.open"\nmsgstr "Auf"\n')
    cache = tmp_path / "cache"
    assert Language("de", folder, cache).text("app.open") == "Öffnen"
    assert Language("de", other, cache).text("app.open") == "Auf"
    assert len(list(cache.rglob("*.mo"))) == 2


def test_texts_are_there_without_a_writable_cache(folder: Path, tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("a file where a folder should be")
    assert Language("de", folder, blocked).text("app.open") == "Öffnen"


def test_a_second_start_needs_neither_babel_nor_the_other_catalogues(tmp_path: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from desktop.languages import Language;"
        f"language = Language('zh_Hans', None, Path({str(tmp_path)!r}));"
        "assert language.months(3) == '3个月';"
        "print('babel' in sys.modules, 'tempfile' in sys.modules, 'pypinyin' in sys.modules)"
    )
    first, second = (
        subprocess.run(
            [sys.executable, "-S", "-c", _with_path(program)], capture_output=True, text=True, check=True
        )
        for _ in range(2)
    )
    assert first.stdout.split() == ["True", "True", "False"]
    assert second.stdout.split() == ["False", "False", "False"]
    assert [path.name.partition("-")[0] for path in tmp_path.rglob("*.mo")] == ["languages"]


def _with_path(program: str) -> str:
    return f"import sys; sys.path[:] = {sys.path!r}; {program}"


def test_the_four_languages_have_catalogues() -> None:
    folders = {path.name for path in translations_folder().iterdir() if path.is_dir()}
    assert folders == {"zh_Hans", "de", "ko", "en"}
