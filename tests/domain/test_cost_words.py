"""Everything the working of an amount can name has words in all four languages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields
from functools import cache
from pathlib import Path

import pytest

import desktop.domain.money as money
from desktop.domain.agreement import Confidence
from desktop.domain.facts import BRANCHES
from desktop.domain.money.contribution import COUNTRIES
from desktop.domain.money.cost_inputs import SidePay
from desktop.domain.money.cost_questions import CHOICES
from desktop.domain.money.cover import Reach
from desktop.domain.money.exposure import RECOVERY, Why
from desktop.domain.money.rates import EXCHANGE, Parameter, Rates
from desktop.domain.money.scope import ITEMS
from desktop.domain.paper import Value, Words
from desktop.domain.papers.cost_formula import parameter_cells
from desktop.domain.papers.cost_words import parameter_name, place_key, value_words
from desktop.exchange.rates_file import Refused
from desktop.languages.language import LANGUAGES, Language
from desktop.law.rates import NOTES, read_rates
from desktop.paths import resources_folder

SOURCE = "\n".join(path.read_text("utf-8") for path in Path(money.__file__).parent.rglob("*.py"))
OPERATIONS = set(re.findall(r'_note\(\s*[^,]+, "(\w+)"', SOURCE)) | {"converted"}
NAMED = re.compile(
    r"sheet\.(?:least|greatest|percent|plus|minus|times|divided|half_up|fifty_sen|fraction_dropped|down_to)"
    r'\(\s*"(\w+)"'
)
MARKED = set(re.findall(r'caution\(\s*"(\w+)"', SOURCE)) | {"minijob", "sliding_zone"}


@cache
def rates() -> Rates:
    return read_rates(resources_folder() / "rates")


def parameters() -> list[Parameter]:
    return [
        row for country in rates().countries.values() for rows in country.parameters.values() for row in rows
    ]


def steps() -> set[str]:
    """The names of steps: those in the rules, and those of parameters looked up in a table."""
    looked_up = {row.name.rpartition(".")[2] for row in parameters() if row.at_least is not None or row.below}
    return {*NAMED.findall(SOURCE), *looked_up, "converted"}


def keys() -> set[str]:
    items = {item.name for items in ITEMS.values() for item in items}
    notes = {item.note for items in ITEMS.values() for item in items if item.note}
    found = {
        "operation": OPERATIONS,
        "step": steps(),
        "caution": MARKED,
        "note": set(NOTES),
        "item": {*items, *(branch for branches in COUNTRIES.values() for branch in branches)},
        "scope": notes,
        "reach": {reach.value for reach in Reach},
        "exposure": {why.value for why in Why},
        "uncovered": set(BRANCHES),
        "confidence": {level.value for level in Confidence},
        "place": {place_key(row.place) for row in parameters() if row.place},
    }
    return {f"money.{room}.{name}" for room, names in found.items() for name in names}


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_name_has_words(code: str) -> None:
    language = Language(code)
    assert [key for key in sorted(keys()) if not language.has(key)] == []


def test_the_names_were_found() -> None:
    assert {"least", "percent_of", "half_up", "fifty_sen", "looked_up", "converted"} <= OPERATIONS
    assert {"base", "employee", "half_solidarity", "standard_remuneration"} <= steps()
    assert {"relief_2020", "ask_drv", "below_minimum_base", "korean_interest_left_out"} <= MARKED


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_question_about_pay_has_words(code: str) -> None:
    language = Language(code)
    questions = [part.name for part in fields(SidePay)]
    choices = [f"{name}.{choice}" for name, found in CHOICES.items() for choice in found]
    missing = [key for key in (*questions, *choices) if not language.has(f"money.input.{key}")]
    assert missing == []


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_reason_to_refuse_a_row_of_rates_has_words(code: str) -> None:
    documented = Refused.__doc__ or ""
    reasons = re.findall(r"``(\w+)``", documented.partition("Reasons:")[2])
    assert len(reasons) == 6
    assert all(Language(code).has(f"money.rates_file.{reason}") for reason in reasons)


def named(value: Value) -> Iterator[str]:
    if isinstance(value, Words):
        yield value.key
        for part in value.params.values():
            yield from named(part)


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_parameter_can_be_told_with_unit_time_and_source(code: str) -> None:
    language = Language(code)
    missing = {
        key
        for row in parameters()
        for value in (parameter_name(row.name), value_words(row), *parameter_cells(row))
        for key in named(value)
        if not language.has(key)
    }
    assert missing == set()


def test_a_value_without_a_source_says_whom_to_ask() -> None:
    unconfirmed = [row for row in parameters() if row.unconfirmed and row.country != EXCHANGE]
    assert unconfirmed
    for row in unconfirmed:
        cells = [key for cell in parameter_cells(row) for key in named(cell)]
        assert {"money.source.ask", "money.source.unconfirmed"} & {*cells}, row


def test_what_the_law_says_of_money_paid_is_in_the_law_data() -> None:
    text = "".join(
        path.read_text("utf-8") for path in (resources_folder() / "law").rglob("consequences.toml")
    )
    assert {*re.findall(r'key = "(\w+)"', text)} >= RECOVERY
