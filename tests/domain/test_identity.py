"""Identity numbers: which entries they are, and that no more than their ends can be read."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.fields import FieldKind
from desktop.domain.identity import (
    IDENTITY,
    hidden,
    hidden_fields,
    is_identity,
    masked,
    masked_in,
)
from desktop.law.forms_reader import read_forms
from desktop.paths import resources_folder

RESIDENT_ID = "350102198805171312"
NUMBERS = st.text(st.characters(categories=("L", "N", "P", "Zs")), min_size=1, max_size=40)


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        (RESIDENT_ID, "••••••••••••••1312"),
        ("880517-5123456", "••••••-•••3456"),
        ("15 170588 O 123", "•• •••••• O 123"),
        ("E1234567", "••••4567"),
        ("E123456", "•••••••"),
        ("", ""),
    ],
)
def test_the_last_four_of_eight_or_more_stay(number: str, shown: str) -> None:
    assert masked(number) == shown


@given(NUMBERS)
def test_no_more_than_four_characters_can_be_read(number: str) -> None:
    shown = masked(number)
    assert len(shown) == len(number)
    left = [sign for sign in shown if sign.isalnum()]
    assert len(left) <= 4
    assert len(left) <= sum(sign.isalnum() for sign in number) // 2
    if any(sign.isalnum() for sign in number):
        assert shown != number


@given(NUMBERS)
def test_separators_stay_where_they_are(number: str) -> None:
    for before, after in zip(number, masked(number), strict=True):
        assert after == before or (before.isalnum() and after == "•")


def test_every_field_of_the_highest_sensitivity_is_hidden() -> None:
    forms = read_forms(resources_folder() / "documents")
    high = {spec.key for spec in forms.fields.values() if spec.sensitivity == "high"}
    assert high - {"bank.holder"} <= IDENTITY  # the holder is a name
    assert set(forms.fields) >= IDENTITY
    assert all(forms.fields[key].kind is FieldKind.TEXT for key in IDENTITY)


@pytest.mark.parametrize("key", ["unit.uscc", "host.de_bbnr", "ca.cert_no", "person.name_zh"])
def test_firms_certificates_and_names_stay_readable(key: str) -> None:
    assert not is_identity(key)
    assert hidden(key, "91110108MA01234567") == "91110108MA01234567"


def test_old_values_that_an_event_remembers_are_hidden_too() -> None:
    before = json.dumps({"person.passport_no": "E12345678", "host.name": "Waihua GmbH"})
    shown = hidden_fields(
        {"case.event_before": before, "person.passport_no": "E87654321", "posting.months": 12}
    )
    old = json.loads(str(shown["case.event_before"]))
    assert old == {"person.passport_no": "•••••5678", "host.name": "Waihua GmbH"}
    assert shown["person.passport_no"] == "•••••4321"
    assert shown["posting.months"] == 12


@pytest.mark.parametrize("text", ["{broken 350102198805171312", '["E12345678"]'])
def test_old_values_that_cannot_be_read_give_no_number_away(text: str) -> None:
    shown = str(hidden("case.event_before", text))
    assert "3501021988" not in shown
    assert "E12345678" not in shown


@pytest.mark.parametrize(
    "number", [RESIDENT_ID, "11010519491231002X", "880517-5123456", "15170588O123", "A123456780", "EA1234567"]
)
def test_numbers_in_running_text_are_found_by_their_form(number: str) -> None:
    assert masked_in(f"Zeile: {number}, 欧阳") == f"Zeile: {masked(number)}, 欧阳"


@pytest.mark.parametrize(
    "text", ["2027-03-31", "12.345,67", "1234567890.12", "202703", "DE-40210 Düsseldorf"]
)
def test_days_and_sums_are_no_identity_numbers(text: str) -> None:
    assert masked_in(text) == text
