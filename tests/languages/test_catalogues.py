"""The real catalogues are free of errors, and every kind of error is found in a bad one."""

from pathlib import Path

import pytest

from desktop.languages import LANGUAGES
from desktop.languages.checks import find_catalogue_errors, find_catalogue_warnings, placeholders
from desktop.paths import translations_folder

PLURALS = {"zh_Hans": "nplurals=1; plural=0;", "ko": "nplurals=1; plural=0;"}


def catalogues(folder: Path, entries: str = 'msgid "app.a"\nmsgstr "A {n}"\n', **other: str) -> Path:
    """Four catalogues with ``entries``, in the named languages with others."""
    for code in LANGUAGES:
        (folder / code).mkdir(exist_ok=True)
        plural = PLURALS.get(code, "nplurals=2; plural=(n != 1);")
        head = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n'
        head += f'"Plural-Forms: {plural}\\n"\n\n'
        (folder / code / "app.po").write_text(head + other.get(code, entries), encoding="utf-8")
    return folder


def text(words: str) -> str:
    return f'msgid "app.a"\nmsgstr "{words}"\n'


def test_the_catalogues_have_no_errors() -> None:
    assert find_catalogue_errors(translations_folder()) == []


def test_good_catalogues_have_no_errors(tmp_path: Path) -> None:
    assert find_catalogue_errors(catalogues(tmp_path)) == []
    assert find_catalogue_warnings(catalogues(tmp_path)) == []


@pytest.mark.parametrize(
    ("code", "entries", "said"),
    [
        ("ko", "", "ko/app.po: app.a is missing."),
        ("de", text("A"), "different placeholders"),
        ("de", text("A {m}"), "different placeholders"),
        ("en", text(" "), "en/app.po: app.a has no text."),
        ("en", text(""), "en/app.po: app.a has no text."),
        ("en", "#, fuzzy\n" + text("A {n}"), "marked fuzzy"),
        ("en", text("A {n}") + "\n" + text("B {n}"), "en/app.po: app.a stands there twice."),
        ("en", 'msgid "law.a"\nmsgstr "A {n}"\n', "law.a belongs to another catalogue"),
        ("en", 'msgid "app.{n}"\nmsgstr "app.{n}"\n', "has its key for a text"),
        ("en", text("A {n} {}"), "bad placeholder"),
        ("en", text("A {n.day}"), "bad placeholder"),
        ("en", text("A {n:>3}"), "bad placeholder"),
        ("en", text("A {n!r}"), "bad placeholder"),
        ("en", text("A {n:은}"), "no form of a state's name"),
        ("ko", text("A {n:in}"), "no form of a state's name"),
        ("de", text("Wer in {host} arbeitet, {n}"), "bare name of a state"),
        ("en", text("Nationals of {home}, {n}"), "bare name of a state"),
        ("de", text("Wer in {n:in} arbeitet"), "preposition twice"),
        ("en", text("Whoever works in {n:in}"), "preposition twice"),
        ("ko", text("{home}은 {n}"), "does not fit every name"),
        ("ko", text("{host}로부터 {n}"), "does not fit every name"),
        ("en", text("A {n"), "bad placeholder"),
        ("en", text("f'A {n}'"), "f-string"),
        ("en", text("A {n}..."), "three dots"),
        ("de", text('Das \\"A\\" {n}'), "straight quotes"),
        ("de", text("Wenn du willst, {n}"), "write Sie"),
        ("zh_Hans", text('这是\\"甲\\"{n}'), "straight quotes"),
        ("zh_Hans", text("您好,{n}"), "Latin punctuation"),
        ("zh_Hans", text("{n}好."), "Latin punctuation"),
        ("zh_Hans", text("你好{n}"), "write 您"),
        ("ko", text("{n} 저장해요."), "해요체"),
        ("ko", text("{n} 입력하세요"), "해요체"),
        ("ko", text("당신의 {n}"), "당신"),
        ("ko", 'msgid "app.a"\nmsgid_plural "app.a"\nmsgstr[0] "{n}건"\n', "a plural in some languages only"),
    ],
)
def test_every_error_is_found_and_named(tmp_path: Path, code: str, entries: str, said: str) -> None:
    errors = find_catalogue_errors(catalogues(tmp_path, **{code: entries}))
    assert any(said in error for error in errors), errors


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("ko", "{n}개가 필요"),
        ("ko", "개요 {n}"),
        ("ko", "{n} 아니요"),
        ("ko", "{n} 저장하십시오."),
        ("zh_Hans", "见 <a href='law'>第{n}条</a>。"),
        ("zh_Hans", "Wang, Wei {n}"),
        ("de", "Dienstag, „{n}“ … und so weiter"),
        ("de", "{n:In} und {n:dat}"),
        ("en", "{n:in} and {n:The}"),
        ("ko", "{n:은} {n:로}부터"),
    ],
)
def test_what_is_right_is_left_alone(tmp_path: Path, code: str, words: str) -> None:
    assert find_catalogue_errors(catalogues(tmp_path, **{code: text(words)})) == []


def test_a_catalogue_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    errors = find_catalogue_errors(catalogues(tmp_path, en='msgid "app.a"\nmsgstr "A {n}"\nnonsense\n'))
    assert any("en/app.po cannot be read" in error for error in errors)


def test_long_sentences_are_warned_of(tmp_path: Path) -> None:
    short, long = " ".join(["word"] * 20), " ".join(["word"] * 21)
    folder = catalogues(tmp_path, en=text(f"{short}. {short}."), de=text(f"Kurz. {long}."))
    assert find_catalogue_warnings(folder) == ["de/app.po: app.a has a sentence of 21 words."]


def test_placeholders_are_names() -> None:
    assert placeholders("{a} and {b2}, {{not this}}, {a}") == {"a", "b2"}


def test_placeholders_may_ask_for_a_form() -> None:
    assert placeholders("{a:in} and {a}", {"in"}) == {"a"}
    with pytest.raises(ValueError, match="form"):
        placeholders("{a:in}")
