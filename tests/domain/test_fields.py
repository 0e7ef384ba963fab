"""The fields of the papers: complete in four languages, well formed, read as their kind."""

from __future__ import annotations

import contextlib
import datetime as dt
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from letter_samples import forms

from desktop.domain.facts import VOCABULARY
from desktop.domain.field_links import LINKS
from desktop.domain.fields import Field, FieldKind, UnreadableValue, read_periods, read_value
from desktop.languages.language import Language
from desktop.law.forms_reader import FormsError, read_forms
from desktop.numbers.validators import VALIDATORS

RESOURCES = Path(__file__).resolve().parents[2] / "resources" / "documents"
LANGUAGES = ("zh_Hans", "de", "ko", "en")


def text_keys() -> Iterator[str]:
    """Every text that fields, groups, enumerations and addresses need."""
    known = forms()
    for spec in known.fields.values():
        yield f"fields.{spec.key}.label"
        if spec.turned:
            yield f"fields.{spec.key}.label_to_cn"
        if spec.hint:
            yield f"fields.{spec.key}.hint"
    for name, values in known.enums.items():
        base = name.removesuffix("_de").removesuffix("_kr") if name.startswith("residence") else name
        yield from (f"fields.enum.{base}.{value}" for value in values)
    yield from (f"fields.group.{group}" for group in known.groups)
    yield from (f"fields.address.{part}" for parts in known.addresses.values() for part in parts)
    yield from (f"fields.fact.{fact}" for fact in VOCABULARY)
    yield from (f"fields.month.{month}" for month in range(1, 13))


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_text_stands_in_every_language(code: str) -> None:
    language = Language(code)
    assert [key for key in text_keys() if not language.has(key)] == []


def test_every_validator_exists() -> None:
    assert {spec.validator for spec in forms().fields.values()} - {""} <= VALIDATORS


def test_every_field_has_a_group_and_every_group_a_field() -> None:
    assert {spec.group for spec in forms().fields.values()} == set(forms().groups)


def test_links_name_fields_that_exist() -> None:
    assert {link.field for link in LINKS} <= forms().fields.keys()


def test_enumerated_links_use_values_of_the_enumeration() -> None:
    for link in LINKS:
        choices = forms().choices(link.field)
        if choices and link.allowed:
            assert set(link.allowed) <= set(choices), link.field


def test_the_organisations_keep_their_fields_and_change_their_labels_towards_china() -> None:
    spec = forms().fields["host.name"]
    assert Language("en").text(spec.label().key) == "Name of host organisation"
    assert Language("en").text(spec.label(to_china=True).key) == "Sending employer"
    assert forms().fields["person.sex"].label(to_china=True) == forms().fields["person.sex"].label()


def field(kind: FieldKind) -> Field:
    return Field("test.field", "case", kind, "applicant")


@pytest.mark.parametrize(
    ("kind", "raw", "value"),
    [
        (FieldKind.DATE, "2026-03-01", dt.date(2026, 3, 1)),
        (FieldKind.MONTH, "2015-09", "2015-09"),
        (FieldKind.MONTH, dt.date(2015, 9, 30), "2015-09"),
        (FieldKind.INTEGER, " 12 ", 12),
        (FieldKind.BOOL, "yes", True),
        (FieldKind.BOOL, False, False),
        (FieldKind.ADDRESS, ("Lindenweg 7", "40213 Düsseldorf"), "Lindenweg 7\n40213 Düsseldorf"),
    ],
)
def test_values_are_read_as_their_kind(kind: FieldKind, raw: object, value: object) -> None:
    assert read_value(field(kind), raw) == value  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("kind", "raw"),
    [
        (FieldKind.DATE, "2026-02-30"),
        (FieldKind.DATE, "1.3.2026"),
        (FieldKind.MONTH, "2015-13"),
        (FieldKind.INTEGER, "zwölf"),
        (FieldKind.INTEGER, "٣"),
        (FieldKind.INTEGER, True),
        (FieldKind.BOOL, "maybe"),
        (FieldKind.TEXT, 5),
    ],
)
def test_what_is_not_of_its_kind_is_refused(kind: FieldKind, raw: object) -> None:
    with pytest.raises(UnreadableValue):
        read_value(field(kind), raw)  # type: ignore[arg-type]


@given(st.sampled_from(FieldKind), st.text() | st.integers() | st.booleans() | st.dates())
def test_any_input_is_read_or_refused(kind: FieldKind, raw: str | int | dt.date) -> None:
    with contextlib.suppress(UnreadableValue):
        read_value(field(kind), raw)


def test_periods_are_one_a_line() -> None:
    text = "2019-03-01/2021-02-28\n\n 2022-01-01/2022-12-31 "
    assert read_periods(text)[1] == (dt.date(2022, 1, 1), dt.date(2022, 12, 31))
    with pytest.raises(UnreadableValue):
        read_periods("2019-03-01")


def test_all_errors_of_the_data_are_collected(tmp_path: Path) -> None:
    folder = tmp_path / "documents"
    shutil.copytree(RESOURCES, folder)
    with (folder / "fields.toml").open("a", encoding="utf-8") as file:
        file.write('\n[fields."case.wrong"]\ngroup = "nowhere"\nkind = "colour"\ncompleted_by = "app"\n')
        file.write("pattern = '['\n")
    with (folder / "sheets.toml").open("a", encoding="utf-8") as file:
        file.write('\n[[sva]]\nkey = "more"\nentries = [{ field = "no.such", when = ["sunny"] }]\n')
    with pytest.raises(FormsError) as caught:
        read_forms(folder)
    text = "\n".join(caught.value.sentences)
    for word in ("nowhere", "colour", "regular expression", "no.such", "sunny"):
        assert word in text
