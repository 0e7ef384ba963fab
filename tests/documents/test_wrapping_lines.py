from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.documents.fonts import FIRST_BLANK, stack
from desktop.documents.wrapping import SOFT_HYPHEN, longest_word, may_break, wrap

ZH, DE, KO = stack("zh_Hans"), stack("de"), stack("ko")
NEVER_FIRST = "，。、；：？！）》」』】〕”’"
NEVER_LAST = "（《「『【〔“‘"


def test_short_text_is_one_line() -> None:
    assert wrap("Name", DE, 10, 200) == ["Name"]
    assert wrap("", DE, 10, 200) == [""]


def test_a_line_feed_starts_a_line() -> None:
    assert wrap("Allee 1\n40210 Düsseldorf", DE, 10, 200) == ["Allee 1", "40210 Düsseldorf"]


def test_chinese_breaks_between_characters_but_not_before_closing_marks() -> None:
    assert wrap("派遣期间劳动关系，不变", ZH, 10, 80) == ["派遣期间劳动关", "系，不变"]


def test_chinese_does_not_end_a_line_with_an_opening_mark() -> None:
    assert wrap("根据中国德国《协定》", ZH, 10, 70) == ["根据中国德国", "《协定》"]


def test_numbers_words_and_their_counters_stay_together() -> None:
    assert wrap("合同自1990年5月14日起", ZH, 10, 51) == ["合同自", "1990年5月", "14日起"]
    assert not may_break("6", "0")
    assert not may_break("A", "1")


def test_korean_breaks_at_spaces() -> None:
    assert wrap("국민연금 가입 대상에서 제외하여", KO, 10, 75) == ["국민연금 가입", "대상에서", "제외하여"]


def test_a_korean_word_wider_than_the_line_is_cut_between_characters() -> None:
    assert "".join(wrap("국민연금공단" * 5, KO, 10, 50)) == "국민연금공단" * 5


def test_german_words_break_at_hyphens_and_soft_hyphens_only() -> None:
    assert wrap("Renten-Antrag", DE, 10, 50) == ["Renten-", "Antrag"]
    assert wrap(f"Beitrags{SOFT_HYPHEN}gruppen", DE, 10, 60) == ["Beitrags-", "gruppen"]
    assert wrap(f"Beitrags{SOFT_HYPHEN}gruppen", DE, 10, 200) == ["Beitragsgruppen"]
    assert not may_break("-", "1"), "a number with a hyphen stays whole"


def test_a_no_break_space_holds() -> None:
    assert wrap("siehe Art.\u00a04", DE, 10, 45) == ["siehe", "Art.\u00a04"]


def test_two_spaces_inside_a_line_stay() -> None:
    assert wrap("붙임 1부.  끝.", KO, 10, 200) == ["붙임 1부.  끝."]


def test_a_blank_takes_its_room_and_keeps_the_mark_behind_it() -> None:
    DE.allow(FIRST_BLANK)
    assert wrap(f"Nummer {FIRST_BLANK}, Tag", DE, 10, 90, blank=60) == ["Nummer", f"{FIRST_BLANK}, Tag"]


def test_the_first_line_is_shorter_by_the_indent() -> None:
    assert wrap("兹证明王小明", ZH, 10, 50, indent=20) == ["兹证明", "王小明"]


def test_the_longest_word_is_what_may_not_be_cut() -> None:
    assert longest_word("Adresse im Beschäftigungsstaat", DE) == DE.width("Beschäftigungsstaat")
    assert longest_word("境外单位与派出单位的关系", ZH) == 1
    assert longest_word("", DE) == 0


MIXED = st.text(alphabet=st.sampled_from("派遣期间王㛃𬭎，。（）《》“” 1234年abcß-/김뷁국 e"), max_size=120)


@given(MIXED, st.sampled_from([ZH, DE, KO]), st.floats(30, 300))
def test_nothing_is_lost_and_no_line_is_too_wide(text: str, fonts: object, width: float) -> None:
    lines = wrap(text, fonts, 10, width)  # type: ignore[arg-type]
    assert "".join("".join(lines).split()) == "".join(text.split())
    for line in lines:
        assert len(line) <= 1 or fonts.width(line) * 10 <= width + 0.01  # type: ignore[attr-defined]


@given(st.text(alphabet=st.sampled_from("派遣期间劳动关系不变"), min_size=5, max_size=60), st.data())
def test_punctuation_never_stands_alone_at_the_wrong_end(text: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(2, len(text) - 2))
    mark = data.draw(st.sampled_from(NEVER_FIRST + NEVER_LAST))
    lines = wrap(text[:place] + mark + text[place:], ZH, 10, 75)
    for line in lines:
        assert line[0] not in NEVER_FIRST
        assert line[-1] not in NEVER_LAST


@pytest.mark.parametrize("length", [1, 999, 10_000])
def test_a_word_of_any_length_is_kept_whole(length: int) -> None:
    assert "".join(wrap("x" * length, DE, 10, 100)) == "x" * length
