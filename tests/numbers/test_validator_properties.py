"""Properties: a mistyped character is found wherever the rule promises it, and separators never matter."""

import datetime as dt
import string

from hypothesis import assume, given
from hypothesis import strategies as st
from stdnum.cn import ric, uscc

from desktop.numbers import VALIDATORS, Level, check, normalise
from desktop.numbers.chinese import check_resident_id

USCC = "0123456789ABCDEFGHJKLMNPQRTUWXY"
DIGIT = st.sampled_from(string.digits)


def digits(count: int) -> st.SearchStrategy[str]:
    return st.text(string.digits, min_size=count, max_size=count)


@st.composite
def resident_ids(draw: st.DrawFn) -> str:
    day = draw(st.dates(dt.date(1930, 1, 1), dt.date(2099, 12, 31)))
    number = f"110105{day:%Y%m%d}{draw(digits(3))}"
    return number + ric.calc_check_digit(number + "0")


@st.composite
def credit_codes(draw: st.DrawFn) -> str:
    number = (
        draw(st.text(USCC, min_size=2, max_size=2))
        + draw(digits(6))
        + draw(st.text(USCC, min_size=9, max_size=9))
    )
    return number + uscc.calc_check_digit(number)


@st.composite
def insurance_numbers(draw: st.DrawFn) -> str:
    day, month = draw(st.integers(1, 31)), draw(st.integers(1, 12))
    letter = draw(st.sampled_from(string.ascii_uppercase))
    start = f"{draw(digits(2))}{day:02}{month:02}{draw(digits(2))}{letter}{draw(digits(2))}"
    return next(number for d in string.digits if check("de_vsnr", number := start + d).level is Level.OK)


def replaced(number: str, place: int, char: str) -> str:
    place %= len(number)
    assume(number[place] != char)
    return number[:place] + char + number[place + 1 :]


@given(resident_ids(), st.integers(0, 16), DIGIT)
def test_any_single_wrong_digit_of_a_resident_id_blocks(number: str, place: int, digit: str) -> None:
    assert check_resident_id(number).level is not Level.BLOCK
    assert check("cn_resident_id", replaced(number, place, digit)).level is Level.BLOCK


@given(resident_ids(), st.integers(0, 15))
def test_two_swapped_digits_of_a_resident_id_block(number: str, place: int) -> None:
    assume(number[place] != number[place + 1])
    swapped = number[:place] + number[place + 1] + number[place] + number[place + 2 :]
    assert check("cn_resident_id", swapped).level is Level.BLOCK


@given(credit_codes(), st.integers(0, 17), st.sampled_from(USCC))
def test_any_single_wrong_character_of_a_credit_code_is_seen(number: str, place: int, char: str) -> None:
    assert check("cn_uscc", number).ok
    assert not check("cn_uscc", replaced(number, place, char)).ok


@given(insurance_numbers(), DIGIT)
def test_an_insurance_number_has_one_check_digit(number: str, digit: str) -> None:
    assert check("de_vsnr", replaced(number, 11, digit)).reason == "numbers.vsnr.check"


@given(digits(7))
def test_a_betriebsnummer_has_two_possible_check_digits_five_apart(start: str) -> None:
    fitting = [int(digit) for digit in string.digits if check("de_bbnr", start + digit).ok]
    assert len(fitting) == 2
    assert fitting[1] - fitting[0] == 5


@given(digits(9))
def test_a_business_registration_number_has_one_check_digit(start: str) -> None:
    assert sum(check("kr_brn", start + digit).ok for digit in string.digits) == 1


@given(st.sampled_from(sorted(VALIDATORS)), st.text(max_size=60))
def test_any_text_gets_a_verdict_and_normal_values_stay(validator: str, text: str) -> None:
    normal = normalise(validator, text)
    assert normalise(validator, normal) == normal
    assert check(validator, normal) == check(validator, text)


@given(resident_ids(), st.integers(1, 17), st.sampled_from(" -\u3000\u00a0–"))
def test_separators_do_not_matter(number: str, place: int, separator: str) -> None:
    typed = number[:place] + separator + number[place:].lower()
    assert normalise("cn_resident_id", typed) == number
