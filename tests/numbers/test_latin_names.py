"""Pinyin suggestions as passports spell them."""

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.numbers import Level, check_spelling, suggest_latin


@pytest.mark.parametrize(
    ("name", "latin"),
    [
        ("王伟", ("WANG", "WEI")),
        ("王小明", ("WANG", "XIAOMING")),
        ("单小明", ("SHAN", "XIAOMING")),
        ("曾国", ("ZENG", "GUO")),
        ("仇丽", ("QIU", "LI")),
        ("解放", ("XIE", "FANG")),
        ("吕布", ("LYU", "BU")),
        ("区明", ("OU", "MING")),
        ("单于丹", ("CHANYU", "DAN")),
        ("欧阳堃", ("OUYANG", "KUN")),
        ("尉迟恭", ("YUCHI", "GONG")),
        ("万俟明", ("MOQI", "MING")),
        ("欧阳", ("OU", "YANG")),
        ("女略", ("NYU", "LUE")),
        ("王㛃", ("WANG", "JIE")),
        ("龚䶮", ("GONG", "YAN")),
        ("张𬭎", ("ZHANG", "HONG")),
        (" 王 伟 ", ("WANG", "WEI")),
    ],
)
def test_a_suggestion_follows_the_passport(name: str, latin: tuple[str, str]) -> None:
    assert suggest_latin(name) == latin


@pytest.mark.parametrize(
    "name", ["", "王", "Smith", "王Smith", "买买提·吐尔逊", "김하늘", "王伟😀", "王\U0003134f"]
)
def test_nothing_is_guessed(name: str) -> None:
    assert suggest_latin(name) is None


@given(st.text(max_size=8))
def test_every_suggestion_is_in_capital_letters(name: str) -> None:
    latin = suggest_latin(name)
    assert latin is None or all(part.isascii() and part.isalpha() and part.isupper() for part in latin)


@pytest.mark.parametrize(
    ("surname", "given_name", "level"),
    [
        ("LYU", "XIAOMING", Level.OK),
        ("LYU", "XIAO MING", Level.OK),
        ("LYU", "XIAO-MING", Level.OK),
        ("LV", "XIAOMING", Level.WARN),
        ("XIAOMING", "LYU", Level.WARN),
        ("", "XIAOMING", Level.OK),
    ],
)
def test_an_unusual_spelling_only_warns(surname: str, given_name: str, level: Level) -> None:
    verdict = check_spelling("吕小明", surname, given_name)
    assert verdict.level is level
    if level is Level.WARN:
        assert verdict.params == {"suggestion": "LYU XIAOMING"}


def test_names_that_cannot_be_suggested_are_not_judged() -> None:
    assert check_spelling("买买提·吐尔逊", "MAIMAITI", "TUERXUN").ok


def test_the_dictionary_is_loaded_only_when_needed() -> None:
    program = (
        f"import sys; sys.path[:] = {sys.path!r}; import desktop.numbers; print('pypinyin' in sys.modules)"
    )
    answer = subprocess.run([sys.executable, "-S", "-c", program], capture_output=True, text=True, check=True)
    assert answer.stdout.strip() == "False"
