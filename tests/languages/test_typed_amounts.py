"""Amounts typed on a page: strictly as the language writes them, never below zero, never guessed."""

from __future__ import annotations

from decimal import Decimal

import pytest

from desktop.domain.imports.amount import AmountUnreadable
from desktop.languages.money import typed


@pytest.mark.parametrize(
    ("code", "text", "value"),
    [
        ("de", "6.000,50", "6000.50"),
        ("de", " 6000 ", "6000"),
        ("en", "6,000.50", "6000.50"),
        ("zh_Hans", "１２３４．５", "1234.5"),
        ("zh_Hans", "6,000元", "6000"),
        ("ko", "6,000", "6000"),
    ],
)
def test_an_amount_is_read_as_its_language_writes_it(code: str, text: str, value: str) -> None:
    assert typed(text, code, 2, "CNY") == Decimal(value)


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "6.000,50"),
        ("de", "6,000.50"),
        ("en", "-1"),
        ("en", "1.005"),
        ("en", "1e3"),
        ("en", "€5"),
        ("en", "1000000000000"),
        ("en", "much"),
    ],
)
def test_everything_else_is_refused(code: str, text: str) -> None:
    with pytest.raises(AmountUnreadable):
        typed(text, code, 2, "CNY")


def test_the_other_reading_is_known_so_that_it_can_be_named() -> None:
    with pytest.raises(AmountUnreadable) as caught:
        typed("6.000,50", "en", 2)
    assert caught.value.elsewise == Decimal("6000.50")
