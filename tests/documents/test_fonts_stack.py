from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reportlab.pdfbase import pdfmetrics, ttfonts

from desktop.documents.fonts import FIRST_BLANK, KR, LATIN, SC, clean, load, stack, unprintable
from desktop.documents.tounicode import to_unicode_map

NAMES = "王㛃 龚䶮 𬭎 欧阳堃 뷁 Größmann Łukasz ẞ Nguyễn Đỗ Žižek İstanbul"


@pytest.mark.parametrize("language", ["zh_Hans", "de", "ko", "en"])
def test_every_language_prints_every_name(language: str) -> None:
    assert stack(language).unprintable(NAMES) == set()


def test_a_character_without_a_glyph_is_reported() -> None:
    assert unprintable("王😀小明") == {"😀"}
    assert unprintable("𨭎") == {"𨭎"}, "GB 18030 level 3 needs a further font"


def test_the_signs_that_stand_for_blanks_are_not_for_users() -> None:
    stack("de").allow(FIRST_BLANK)
    assert unprintable(f"a{FIRST_BLANK}") == {FIRST_BLANK}


@pytest.mark.parametrize(
    ("language", "text", "fonts"),
    [
        ("zh_Hans", "王Wang", [SC]),
        ("zh_Hans", "王뷁Ł", [SC, KR, LATIN]),
        ("ko", "김 Kim 金", [KR]),
        ("ko", "김뷁𬭎", [KR, SC]),
        ("de", "Müller 王뷁", [LATIN, SC, KR]),
    ],
)
def test_runs_use_the_first_font_that_has_the_character(language: str, text: str, fonts: list[str]) -> None:
    runs = stack(language).runs(text)
    assert [run.font for run in runs] == fonts
    assert "".join(run.text for run in runs) == text


@given(st.text(alphabet=st.sampled_from("王㛃𬭎뷁김LŁßẞ aé1.，（"), max_size=30))
def test_the_width_of_a_text_is_that_of_its_runs(text: str) -> None:
    fonts = stack("de")
    assert fonts.width(text) == pytest.approx(sum(run.width for run in fonts.runs(text)), abs=1e-6)


def test_rare_spaces_and_invisible_characters_do_not_stop_a_paper() -> None:
    assert clean("a\u200bb\ufeff\tc\r\n\u2009d") == "ab c\n d"
    assert clean("\u1112\u1161\u11ab") == "한", "decomposed Hangul is composed"
    assert unprintable("a\u200b\ufe0f\u202f\u00a0b") == set()


def test_fonts_are_registered_once_with_reportlab() -> None:
    assert load() is load()
    assert pdfmetrics.getFont(SC) is load()[SC]


def test_the_text_map_writes_characters_beyond_the_first_plane_as_pairs() -> None:
    text_map = to_unicode_map("F", [0, ord("A"), ord("㛃"), 0x2CB4E])
    assert "<01> <0041>" in text_map
    assert "<02> <36C3>" in text_map
    assert "<03> <D872DF4E>" in text_map, "𬭎 in UTF-16"
    assert "<00> <0000>" not in text_map


@given(st.lists(st.integers(1, 0x10FFFF).filter(lambda p: not 0xD800 <= p <= 0xDFFF), max_size=256))
def test_the_text_map_has_every_character_in_blocks_of_at_most_100(subset: list[int]) -> None:
    lines = to_unicode_map("F", subset).splitlines()
    sizes = [int(line.split()[0]) for line in lines if line.endswith("beginbfchar")]
    assert sum(sizes) == len(subset)
    assert all(1 <= size <= 100 for size in sizes)
    read = [
        bytes.fromhex(line.split()[1].strip("<>")).decode("utf-16-be")
        for line in lines
        if line.startswith("<") and len(line.split("> <")[0]) == 3 and line != "<00> <FF>"
    ]
    assert read == [chr(point) for point in subset]


def test_reportlab_uses_this_text_map() -> None:
    load()
    assert ttfonts.makeToUnicodeCMap is to_unicode_map
