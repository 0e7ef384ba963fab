"""The dated parameters: what the files hold, and that the reader names every fault with file and line."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path

import pytest

from desktop.domain.agreement import Confidence
from desktop.domain.money.contribution import COUNTRIES
from desktop.domain.money.rates import EXCHANGE, NoParameter, Parameter, Rates, joined
from desktop.domain.money.rounding import half_up
from desktop.law.rates import read_rates
from desktop.law.reader import LawError
from desktop.paths import resources_folder

FOLDER = resources_folder() / "rates"
FILE = """country = "DE"
currency = "EUR"
checked = 2026-11-21

[sources]
law = "SGB VI"

[[place]]
name = "west"

[[parameter]]
name = "pension.rate_total"
unit = "percent"
rows = [
  { from = 2017-01-01, to = 2017-12-31, value = "18.7", confidence = "high", source = "law" },
  { from = 2018-01-01, value = "18.6", confidence = "medium", source = "law", note = "continued" },
]

[[parameter]]
name = "ceiling_month"
unit = "EUR a month"
rows = [
  { from = 2025-01-01, at_least = "20", value = "8050", confidence = "high", source = "law" },
  { from = 2024-01-01, to = 2024-12-31, place = "west", value = "7550", confidence = "low", source = "law" },
  { from = 2026-01-01, at_least = "10", below = "20", value = "1", confidence = "high", source = "law" },
]
"""


@pytest.fixture(scope="module")
def rates() -> Rates:
    return read_rates(FOLDER)


def read(tmp_path: Path, text: str, name: str = "DE.toml") -> Rates:
    (tmp_path / name).write_text(text, "utf-8")
    return read_rates(tmp_path)


def rows(rates: Rates) -> list[Parameter]:
    return [
        row for country in rates.countries.values() for name in country.parameters.values() for row in name
    ]


def test_every_country_that_is_computed_has_parameters(rates: Rates) -> None:
    assert set(rates.countries) == {*COUNTRIES, EXCHANGE}


def test_a_value_is_known_from_its_first_day_to_its_last(rates: Rates) -> None:
    assert rates.value("DE", "pension.rate_total", dt.date(2017, 12, 31)) == Decimal("18.7")
    assert rates.value("DE", "pension.rate_total", dt.date(2018, 1, 1)) == Decimal("18.6")
    assert rates.value("DE", "pension.rate_total", dt.date(2026, 12, 31)) == Decimal("18.6")
    with pytest.raises(NoParameter) as caught:
        rates.value("DE", "pension.rate_total", dt.date(2027, 1, 1))
    assert caught.value.known == ((dt.date(2001, 1, 1), dt.date(2026, 12, 31)),)


def test_the_place_comes_before_the_country_and_a_place_within_another_takes_from_it(rates: Rates) -> None:
    day = dt.date(2020, 7, 1)
    assert rates.value("DE", "ceiling_month", day, "east") == Decimal(6450)
    assert rates.value("CN", "pension.employer_rate", day, "Guangdong (Guangzhou)") == Decimal(14)
    assert rates.value("CN", "pension.employer_rate", day, "Shanghai") == Decimal(16)
    with pytest.raises(NoParameter):
        rates.value("DE", "ceiling_month", day)


def test_a_limit_that_the_law_does_not_set_is_no_number(rates: Rates) -> None:
    day = dt.date(2025, 12, 1)
    assert rates.find("KG", "base_max_month", day, day).value is None
    with pytest.raises(NoParameter):
        rates.value("KG", "base_max_month", day)


def test_what_nobody_found_a_source_for_is_marked(rates: Rates) -> None:
    unconfirmed = [row for row in rows(rates) if row.unconfirmed]
    assert len(unconfirmed) > 40
    assert all(row.confidence is not Confidence.HIGH for row in unconfirmed)
    asked = [row for row in rows(rates) if "not found" in row.source or "to be confirmed" in row.source]
    assert set(asked) <= set(unconfirmed)


def test_no_source_names_an_address(rates: Rates) -> None:
    text = "".join(path.read_text("utf-8") for path in FOLDER.glob("*.toml"))
    for sign in ("http", "www.", ".com", ".org", ".net", ".php", "github"):
        assert sign not in text.lower()


def test_the_grades_leave_no_pay_out_and_the_factors_are_half_the_rate(rates: Rates) -> None:
    day = dt.date(2026, 11, 1)
    japan = rates.countries["JP"].parameters
    grades = sorted(
        (row for row in japan["pension.standard_remuneration"] if row.holds(day, day)),
        key=lambda row: row.at_least or Decimal(0),
    )
    assert len(grades) == 32
    assert [row.below for row in grades[:-1]] == [row.at_least for row in grades[1:]]
    assert grades[-1].below is None
    rate = rates.value("JP", "pension.rate_total", day)
    for row in japan["refund.factor"]:
        assert row.value == half_up(rate / 200 * (row.at_least or 0), 1)


def test_bands_of_the_lowest_base_follow_the_rule_of_the_average_wage(rates: Rates) -> None:
    """300 % to 60 % is five to one where the lower limit is not held back."""
    day = dt.date(2026, 7, 1)
    for place in ("Beijing", "Shanghai"):
        low = rates.value("CN", "base_min_month", day, place)
        assert abs(rates.value("CN", "base_max_month", day, place) - 5 * low) <= 5


def test_periods_that_touch_are_one() -> None:
    first, second = dt.date(2020, 1, 1), dt.date(2021, 1, 1)
    assert joined([(first, dt.date(2020, 12, 31)), (second, None)]) == ((first, None),)
    assert joined([(first, dt.date(2020, 12, 30)), (second, None)]) == (
        (first, dt.date(2020, 12, 30)),
        (second, None),
    )


def test_a_small_file_is_read(tmp_path: Path) -> None:
    found = read(tmp_path, FILE)
    rate = found.find("DE", "pension.rate_total", dt.date(2018, 1, 1), dt.date(2030, 1, 1))
    assert (rate.value, rate.confidence, rate.source, rate.note) == (
        Decimal("18.6"),
        Confidence.MEDIUM,
        "SGB VI",
        "continued",
    )


@pytest.mark.parametrize(
    ("old", "new", "line", "sentence"),
    [
        ("2018-01-01", "2017-12-31", 16, "from 2017-12-31 overlaps the row from 2017-01-01."),
        ("2018-01-01", "2016-12-31", 16, "from is 2016-12-31, earlier than the row before it."),
        ("2017-12-31", "2016-12-31", 15, "to is 2016-12-31, before the first day 2017-01-01."),
        ('"18.6"', '"18,6"', 16, "value is “18,6”; write a decimal such as 18.6."),
        ('"18.6"', '"1e1"', 16, "value is “1e1”; write a decimal such as 18.6."),
        ('"18.6"', '"-1"', 16, "value is “-1”; write a decimal such as 18.6."),
        ('"18.6"', "18.6", 16, "value must be a text."),
        ('"medium"', '"sure"', 16, "confidence is “sure”; allowed are high, low, medium."),
        ('"continued"', '"perhaps"', 16, "note is “perhaps”;"),
        ('place = "west"', 'place = "north"', 24, "place is “north”, which this file does not know."),
        (
            'source = "law", note',
            'source = "hearsay", note',
            16,
            "source is “hearsay”, which this file does not know.",
        ),
        ('below = "20"', 'below = "10"', 25, "below is 10, not above 10."),
        ('at_least = "10", below = "20", ', "", 25, "from 2026-01-01 overlaps the row from 2025-01-01."),
        ("from = 2018-01-01, ", "", 16, "from is missing."),
        ("2018-01-01", '"2018-01-01"', 16, "from must be a date."),
        (
            'name = "ceiling_month"',
            'name = "pension.rate_total"',
            20,
            "name pension.rate_total stands twice.",
        ),
        ('name = "ceiling_month"', 'name = "Ceiling!"', 20, "name is “Ceiling!”;"),
        ('currency = "EUR"', 'currency = "DEM"', 2, "currency is “DEM”;"),
        ('country = "DE"', 'country = "Germany"', 1, "country is “Germany”;"),
        (
            'law = "SGB VI"',
            'law = "SGB VI"\nother = "SGB III"',
            0,
            "sources name “other”, which no row uses.",
        ),
        ('note = "continued"', 'remark = "continued"', 16, "remark is not known here."),
        ('name = "west"', 'name = "west"\nwithin = "Germany"', 10, "within is “Germany”, which is no place"),
    ],
)
def test_a_fault_is_told_with_file_and_line(
    tmp_path: Path, old: str, new: str, line: int, sentence: str
) -> None:
    assert old in FILE
    with pytest.raises(LawError) as caught:
        read(tmp_path, FILE.replace(old, new, 1))
    told = [text for text in caught.value.sentences if sentence in text]
    assert told, caught.value.sentences
    assert f"{tmp_path.name}/DE.toml" in told[0]
    if line:
        assert f", line {line}," in told[0] or f", line {line}:" in told[0], told[0]


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    with pytest.raises(LawError) as caught:
        read(tmp_path, FILE.replace('"18.6"', '"x"').replace('"18.7"', '"y"'))
    assert len(caught.value.sentences) == 2


def test_two_files_of_one_country_and_an_empty_folder_are_faults(tmp_path: Path) -> None:
    with pytest.raises(LawError, match="there are no rates here"):
        read_rates(tmp_path)
    read(tmp_path, FILE)
    with pytest.raises(LawError, match="country DE has another file"):
        read(tmp_path, FILE, "EE.toml")


def test_an_exchange_rate_is_above_zero(tmp_path: Path) -> None:
    text = """country = "XX"
checked = 2026-11-21
[sources]
ecb = "ECB"
[[parameter]]
name = "annual_mean.CNY"
unit = "CNY for 1 EUR"
rows = [ { from = 2025-01-01, to = 2025-12-31, value = "0", confidence = "high", source = "ecb" } ]
"""
    with pytest.raises(LawError, match="value must be above zero"):
        read(tmp_path, text, "exchange.toml")
