"""The words and the code of a recovery sheet: every secret comes back, every slip is named."""

from __future__ import annotations

import hashlib
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.paths import resources_folder
from desktop.safety.problems import CodeMistyped, UnknownWord, WordsDoNotFit, WrongNumberOfWords
from desktop.safety.words import SECRET_BYTES, WORDS, code_of, secret_of, words_of

LANGUAGES = ("de", "en", "ko", "zh_Hans")
SECRET = bytes.fromhex("8f1c2a77b0e4c95d3316fa02be6a9144")
UNTIMED = settings(deadline=None)
secrets = st.binary(min_size=SECRET_BYTES, max_size=SECRET_BYTES)


@pytest.mark.parametrize("language", LANGUAGES)
@UNTIMED
@given(secret=secrets)
def test_every_secret_comes_back_from_its_words(language: str, secret: bytes) -> None:
    words = words_of(secret, language)
    assert len(words) == WORDS
    assert secret_of(" ".join(words)) == secret


@pytest.mark.parametrize("language", LANGUAGES)
@UNTIMED
@given(secret=secrets, form=st.sampled_from(["NFC", "NFD", "NFKC", "NFKD"]), data=st.data())
def test_blanks_capitals_numbers_and_composition_do_not_matter(
    language: str, secret: bytes, form: str, data: st.DataObject
) -> None:
    between = st.sampled_from([" ", "\n", "  ", ", ", "\u3000", "\t- "])
    typed = "".join(
        data.draw(between) + data.draw(st.sampled_from(["", f"{number}. ", f"{number}) "])) + word
        for number, word in enumerate(words_of(secret, language), 1)
    )
    case = data.draw(st.sampled_from([str.upper, str.title, str.lower]))
    assert secret_of(unicodedata.normalize(form, case(typed))) == secret


@pytest.mark.parametrize("language", ["de", "en"])
@UNTIMED
@given(secret=secrets)
def test_the_first_four_letters_will_do(language: str, secret: bytes) -> None:
    assert secret_of(" ".join(word[:4] for word in words_of(secret, language))) == secret


@UNTIMED
@given(secret=secrets)
def test_chinese_needs_no_blanks(secret: bytes) -> None:
    assert secret_of("".join(words_of(secret, "zh_Hans"))) == secret


@UNTIMED
@given(secret=secrets)
def test_every_secret_comes_back_from_its_code(secret: bytes) -> None:
    code = code_of(secret)
    bare = code.removeprefix("WAIPAI").replace(" ", "")
    for typed in (code, code.lower(), code.replace(" ", "-"), bare, f"\n{bare.lower()} "):
        assert secret_of(typed) == secret
    assert secret_of(code.replace("O", "0").replace("I", "1").replace("WA1PA1", "WAIPAI")) == secret


@UNTIMED
@given(secret=secrets, place=st.integers(0, 31), letter=st.sampled_from("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"))
def test_one_wrong_letter_of_the_code_is_found(secret: bytes, place: int, letter: str) -> None:
    bare = code_of(secret).removeprefix("WAIPAI").replace(" ", "")
    wrong = bare[:place] + letter + bare[place + 1 :]
    if letter == bare[place]:
        assert secret_of(wrong) == secret
    else:
        with pytest.raises(CodeMistyped):
            secret_of(wrong)


@pytest.mark.parametrize("code", ["WAIPAI", "WAIPAI ABCD", "WAIPAI" + "A" * 33, "WAIPAI " + "9" * 32])
def test_a_code_of_another_length_or_alphabet_is_mistyped(code: str) -> None:
    with pytest.raises(CodeMistyped):
        secret_of(code)


@pytest.mark.parametrize(
    ("language", "wrong"), [("de", "abbaus"), ("en", "abondan"), ("ko", "뷁"), ("zh_Hans", "氹")]
)
def test_the_word_that_is_not_in_the_list_is_named_with_its_number(language: str, wrong: str) -> None:
    words = list(words_of(SECRET, language))
    words[6] = wrong
    with pytest.raises(UnknownWord) as caught:
        secret_of(" ".join(words))
    assert caught.value.params == {"number": 7, "word": wrong}


@pytest.mark.parametrize("language", ["de", "en"])
def test_three_letters_of_a_longer_word_name_none(language: str) -> None:
    words = [word[:3] for word in words_of(SECRET, language)]
    with pytest.raises(UnknownWord):
        secret_of(" ".join(words))


@pytest.mark.parametrize("language", LANGUAGES)
def test_two_words_changed_about_do_not_fit(language: str) -> None:
    first, second, *others = words_of(SECRET, language)
    with pytest.raises(WordsDoNotFit):
        secret_of(" ".join([second, first, *others]))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("count", [1, 11, 13, 24])
def test_too_few_or_too_many_words_are_counted(language: str, count: int) -> None:
    words = (words_of(SECRET, language) * 2)[:count]
    with pytest.raises(WrongNumberOfWords) as caught:
        secret_of(" ".join(words))
    assert caught.value.params == {"count": count, "wanted": WORDS}


@pytest.mark.parametrize("text", ["", "   ", "1. 2. 3.", "\0", "…"])
def test_nothing_typed_is_no_words(text: str) -> None:
    with pytest.raises(WrongNumberOfWords) as caught:
        secret_of(text)
    assert caught.value.params["count"] == 0


@UNTIMED
@given(st.text(max_size=300))
def test_no_text_does_more_than_be_refused(text: str) -> None:
    with pytest.raises((UnknownWord, WrongNumberOfWords, WordsDoNotFit, CodeMistyped)):
        secret_of(text)


def test_the_words_of_other_programs_are_the_same() -> None:
    """Test vectors of BIP-39 for zero and for 7f…7f."""
    assert words_of(bytes(16), "en") == ("abandon",) * 11 + ("about",)
    assert " ".join(words_of(b"\x7f" * 16, "en")) == (
        "legal winner thank year wave sausage worth useful legal winner thank yellow"
    )


def test_the_german_list_is_what_printed_sheets_were_made_of() -> None:
    raw = (resources_folder() / "words" / "de-2048.txt").read_bytes()
    digest = "7965dc8c6b413ccb635d3021043365e18df0367bf5413a50a069a98addfe4e1d"
    assert hashlib.sha256(raw).hexdigest() == digest
    words = raw.decode("ascii").split()
    assert len({word[:4] for word in words}) == len(words) == 2048
