"""SAFE-01 read back: one page, the words in their order, the code by eye and by camera, no name of a file."""

from __future__ import annotations

import datetime as dt
import subprocess
from pathlib import Path

import pytest
from pdf_reading import poppler_text, pypdf_text, tags, without_spaces

from desktop.domain.agreement import Law
from desktop.languages.language import LANGUAGES, Language
from desktop.law.reader import read_law
from desktop.paperwork import PaperFile
from desktop.paths import resources_folder
from desktop.safety.access import RecoverySheet
from desktop.safety.sheet_paper import draw_sheet
from desktop.safety.sheet_picture import secret_in_picture
from desktop.safety.words import code_of, secret_of, words_of

SECRET = bytes.fromhex("8f1c2a77b0e4c95d3316fa02be6a9144")
MADE = dt.date(2026, 11, 22)


@pytest.fixture(scope="module")
def law() -> Law:
    return read_law(resources_folder() / "law")


def drawn(law: Law, code: str, secret: bytes = SECRET) -> PaperFile:
    return draw_sheet(RecoverySheet(MADE, words_of(secret, code), code_of(secret), code), law)


@pytest.mark.parametrize("code", LANGUAGES)
def test_one_page_says_all_of_it(law: Law, code: str) -> None:
    file = drawn(law, code)
    language = Language(code)
    read = without_spaces(pypdf_text(file.data))
    assert file.pages == 1
    for key in ("title", "lead", "keeping.nobody", "keeping.place", "keeping.newer", "using.give"):
        assert without_spaces(language.text(f"papers.recovery.{key}")) in read
    assert without_spaces(language.date(MADE)) in read
    assert without_spaces(language.text("documents.honest")) not in read


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_screen_reader_says_each_number_and_its_word(law: Law, code: str) -> None:
    items = list(tags(drawn(law, code).data).all("LI"))
    assert [[kid.role for kid in item.kids] for item in items] == [["Lbl", "LBody"]] * 12
    read = without_spaces(pypdf_text(drawn(law, code).data))
    assert "".join(f"{number}{word}" for number, word in enumerate(words_of(SECRET, code), 1)) in read


@pytest.mark.parametrize("code", LANGUAGES)
def test_what_stands_there_opens_when_it_is_typed(law: Law, code: str) -> None:
    text = poppler_text(drawn(law, code).data, "-raw")
    start = text.index("WAIPAI")
    assert secret_of(text[start : text.index("P7EV") + 4]) == SECRET


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("dots", [72, 150, 300])
def test_a_scan_of_the_page_opens(law: Law, tmp_path: Path, code: str, dots: int) -> None:
    subprocess.run(
        ["pdftoppm", "-png", "-r", str(dots), "-singlefile", "-", str(tmp_path / "scan")],
        input=drawn(law, code).data,
        check=True,
    )
    assert secret_in_picture(tmp_path / "scan.png") == SECRET


@pytest.mark.parametrize("secret", [bytes(16), b"\xff" * 16, bytes(range(16))])
@pytest.mark.parametrize("code", LANGUAGES)
def test_every_word_stands_on_one_line(law: Law, secret: bytes, code: str) -> None:
    file = drawn(law, code, secret)
    assert file.pages == 1
    assert set(words_of(secret, code)) <= set(poppler_text(file.data, "-layout").split())


def test_the_file_name_and_the_file_say_nothing_of_the_secret(law: Law) -> None:
    file = drawn(law, "en")
    assert file.file_name == "SAFE-01_en.pdf"
    sheet = RecoverySheet(MADE, words_of(SECRET, "en"), code_of(SECRET), "en")
    assert "WAIPAI" not in repr(sheet)
    assert words_of(SECRET, "en")[0] not in repr(sheet)
