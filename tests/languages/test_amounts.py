"""Amounts: what one convention writes, the other never reads as another sum."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from babel.numbers import format_decimal
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.imports.amount import AmountUnreadable, Convention, Evidence, judge
from desktop.languages.amounts import currency_codes, money_of, parse_amount

POINT, COMMA = Convention.POINT, Convention.COMMA
SUMS = st.decimals(min_value=0, max_value=Decimal("999999999.99"), places=2)


def value(text: str, convention: Convention) -> Decimal | None:
    try:
        return parse_amount(text, convention).value
    except AmountUnreadable:
        return None


@given(SUMS, st.sampled_from([("en_GB", POINT), ("zh_Hans_CN", POINT), ("ko_KR", POINT), ("de_DE", COMMA),
                              ("fr_FR", COMMA), ("es_ES", COMMA), ("nl_NL", COMMA), ("da_DK", COMMA), ("fi_FI", COMMA),
                              ("de_CH", POINT), ("sr_RS", COMMA), ("ja_JP", POINT)]))  # fmt: skip
def test_what_a_locale_writes_is_read_again(amount: Decimal, written: tuple[str, Convention]) -> None:
    locale, convention = written
    text = format_decimal(amount, format=None, locale=locale)
    assert value(text, convention) == amount


@given(SUMS.filter(lambda amount: amount >= 1000 and amount % 1), st.sampled_from(["en_GB", "de_DE"]))
def test_grouped_amounts_with_cents_are_read_in_one_convention_only(amount: Decimal, locale: str) -> None:
    text = format_decimal(amount, format="#,##0.00", locale=locale)
    right = POINT if locale == "en_GB" else COMMA
    assert (value(text, right), value(text, right.other)) == (amount, None)


@given(st.text(max_size=12) | st.text("0123456789.,-–'() €元", max_size=9))
def test_any_text_is_an_amount_or_refused(text: str) -> None:
    for convention in Convention:
        found = value(text, convention)
        assert found is None or found.is_finite()


@pytest.mark.parametrize(
    ("text", "convention", "amount"),
    [
        ("1.234,56", COMMA, "1234.56"),
        ("1 234,56", COMMA, "1234.56"),
        ("1\u202f234,56", COMMA, "1234.56"),
        ("1'234.50", POINT, "1234.50"),
        ("1’234.50", POINT, "1234.50"),
        ("１，２３４．５６", POINT, "1234.56"),
        ("￥5,000", POINT, "5000"),
        ("5,000元", POINT, "5000"),
        ("3,000,000원", POINT, "3000000"),
        ("￦3,000,000", POINT, "3000000"),
        ("EUR 5.000,00", COMMA, "5000.00"),
        ("5.000,00 €", COMMA, "5000.00"),
        ("Fr. 12.50", POINT, "12.50"),
        ("5000,-", COMMA, "5000"),
        ("5'000.–", POINT, "5000"),
        ("-5,00", COMMA, "-5.00"),
        ("5,00-", COMMA, "-5.00"),
        ("(5.00)", POINT, "-5.00"),
        ("−12.50", POINT, "-12.50"),
    ],
)  # fmt: skip
def test_ways_to_write_an_amount(text: str, convention: Convention, amount: str) -> None:
    assert value(text, convention) == Decimal(amount)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "abc",
        "1e5",
        "NaN",
        "Infinity",
        "1_000",
        "1.2万",
        "1 2 3",
        "1'23.4",
        "USD 5 €",
        "=1+1",
        "5 5",
        "1,2,3",
        "(-5)",
        "500²",
        "483,60¹",
        "⑤",
        "12½",
        "1,111,111,111,111,111,111,111,111,111,111",
        "9" * 41,
        "1," * 50_000,
        "–",
        "--5",
    ],
)
def test_what_is_no_amount(text: str) -> None:
    assert [value(text, convention) for convention in Convention] == [None, None]


def test_wrong_separators_are_refused_with_the_other_reading() -> None:
    with pytest.raises(AmountUnreadable) as caught:
        parse_amount("1,234.56", COMMA)
    assert caught.value.elsewise == Decimal("1234.56")
    with pytest.raises(AmountUnreadable) as caught:
        parse_amount("abc", COMMA)
    assert caught.value.elsewise is None


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("€ 5", {"EUR"}), ("￥5", {"CNY", "JPY"}), ("CNY 5", {"CNY"}), ("5 kr.", {"DKK", "SEK", "NOK"}), ("5", set()),
        ("¥5元", {"CNY"}),
    ],
)  # fmt: skip
def test_signs_say_which_money_it_may_be(text: str, codes: set[str]) -> None:
    assert parse_amount(text, POINT).currencies == codes


@pytest.mark.parametrize(
    ("texts", "evidence", "convention"),
    [
        (["1.234,56", "7"], Evidence.SHOWN, COMMA),
        (["1,234.56", "1,234"], Evidence.SHOWN, POINT),
        (["1.234", "12.345"], Evidence.OPEN, POINT),
        (["1,234"], Evidence.OPEN, POINT),
        (["5000", "7"], Evidence.NONE, POINT),
        (["1.234,56", "1,234.56", "2,50"], Evidence.MIXED, COMMA),
        (["5.000", "5,000"], Evidence.OPEN, POINT),
        (["12,50"], Evidence.SHOWN, COMMA),
        (["abc", ""], Evidence.NONE, POINT),
    ],
)
def test_a_column_shows_its_convention_or_is_asked_for(
    texts: list[str], evidence: Evidence, convention: Convention
) -> None:
    judgement = judge(texts, parse_amount)
    assert (judgement.evidence, judgement.convention) == (evidence, convention)
    assert judgement.asks == (evidence in (Evidence.OPEN, Evidence.MIXED))


@given(st.lists(SUMS, min_size=1, max_size=20), st.sampled_from([("en_GB", POINT), ("de_DE", COMMA)]))
def test_a_column_of_one_locale_is_never_taken_for_the_other(
    amounts: list[Decimal], written: tuple[str, Convention]
) -> None:
    locale, convention = written
    texts = [format_decimal(amount, format="#,##0.00", locale=locale) for amount in amounts]
    judgement = judge(texts, parse_amount)
    assert judgement.evidence is Evidence.SHOWN
    assert judgement.convention is convention


@pytest.mark.parametrize(
    ("state", "month", "codes"),
    [
        ("DE", dt.date(1998, 12, 1), {"DEM"}),
        ("DE", dt.date(1999, 1, 1), {"DEM", "EUR"}),
        ("DE", dt.date(2002, 3, 1), {"EUR"}),
        ("CN", dt.date(2026, 3, 1), {"CNY"}),
        ("KR", dt.date(2026, 3, 1), {"KRW"}),
        ("CH", dt.date(2026, 3, 1), {"CHF"}),
        ("ZZ", dt.date(2026, 3, 1), set()),
    ],
)
def test_the_money_of_a_state_in_a_month(state: str, month: dt.date, codes: set[str]) -> None:
    assert money_of(state, month) == codes


def test_words_for_currencies() -> None:
    assert currency_codes("人民币") == {"CNY"}
    assert currency_codes("eur") == {"EUR"}
    assert currency_codes("Taler") == set()
