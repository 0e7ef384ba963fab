"""Checks of one field at a time: kind, length, pattern, enumeration and the check of its number."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Final, Protocol

from desktop.domain.case import FieldValue
from desktop.domain.fields import (
    Field,
    FieldKind,
    Forms,
    Problem,
    Severity,
    UnreadableValue,
    is_empty,
    read_periods,
    read_value,
)
from desktop.domain.paper import Value, Words

_CHINESE_ONLY: Final = ("cn_resident_id", "cn_passport", "latin")
"""Formats of Chinese papers: passports of other states have their own numbers and letters."""

_STATE: Final = re.compile(r"[A-Z]{2}")
_UNREADABLE: Final = {
    FieldKind.DATE: "date",
    FieldKind.MONTH: "month",
    FieldKind.INTEGER: "number",
    FieldKind.BOOL: "yes_no",
    FieldKind.PERIODS: "periods",
}


class Level(Protocol):
    """``ok``, ``warn`` or ``block``."""

    @property
    def value(self) -> str:
        """The word."""


class Verdict(Protocol):
    """What a check of a number comes to, in the words of ``reason`` filled by ``params``."""

    @property
    def level(self) -> Level:
        """Whether the number is fine, doubtful or wrong."""

    @property
    def reason(self) -> str:
        """Why, as a key."""

    @property
    def params(self) -> Mapping[str, str]:
        """The parameters of the reason."""


Check = Callable[[str, str], Verdict]
"""``check(validator, value)``: the door to the checks of numbers, which lie outside this room."""


def check_fields(
    forms: Forms, fields: Mapping[str, FieldValue], check: Check, foreign: bool, state: str
) -> Iterator[Problem]:
    """The problems of each typed field by itself, in the order of the forms.

    ``foreign``: the person is known not to be Chinese. ``state``: the state of work, for its own lists.
    """
    for key in fields:
        if key not in forms.fields:
            yield Problem(Severity.BLOCK, "fields.problem.unknown_field", (key,), (), {"name": key})
    for spec in forms.fields.values():
        value = fields.get(spec.key)
        if value is not None and not is_empty(value):
            yield from _check_field(forms, spec, value, check, foreign, state)


def _check_field(
    forms: Forms, spec: Field, raw: FieldValue, check: Check, foreign: bool, state: str
) -> Iterator[Problem]:
    try:
        value = read_value(spec, raw)
        if spec.kind is FieldKind.PERIODS:
            read_periods(str(value))
    except UnreadableValue:
        yield problem(spec, _UNREADABLE.get(spec.kind, "text"))
        return
    if isinstance(value, int) and not isinstance(value, bool):
        yield from _check_range(spec, value)
    if isinstance(value, str):
        yield from _check_length(spec, value)
        yield from _check_form(forms, spec, value, state)
        if spec.validator and not (foreign and spec.validator in _CHINESE_ONLY):
            yield from _check_number(spec, value, check)


def _check_range(spec: Field, value: int) -> Iterator[Problem]:
    low = 0 if spec.minimum is None else spec.minimum
    if value < low:
        yield problem(spec, "too_small", least=str(low))
    if spec.maximum is not None and value > spec.maximum:
        yield problem(spec, "too_large", most=str(spec.maximum))


def _check_length(spec: Field, value: str) -> Iterator[Problem]:
    if len(value) < spec.min_length:
        yield problem(spec, "too_short", least=str(spec.min_length))
    if len(value) > spec.max_length:
        yield problem(spec, "too_long", length=str(len(value)), most=str(spec.max_length))


def _check_form(forms: Forms, spec: Field, value: str, state: str) -> Iterator[Problem]:
    if spec.kind is FieldKind.STATE and not _STATE.fullmatch(value):
        yield problem(spec, "state")
    if spec.kind is FieldKind.CHOICE and not spec.open and value not in forms.choices(spec.key, state):
        yield problem(spec, "choice")
    if spec.pattern and not re.fullmatch(spec.pattern, value, re.ASCII):
        yield problem(spec, "pattern")


def _check_number(spec: Field, value: str, check: Check) -> Iterator[Problem]:
    verdict = check(spec.validator, value)
    if verdict.level.value != "ok":
        severity = Severity.BLOCK if verdict.level.value == "block" else Severity.WARN
        yield Problem(severity, verdict.reason, (spec.key,), (), dict(verdict.params))


def problem(spec: Field, name: str, **params: Value) -> Problem:
    """A blocking problem of one field, in the words of ``fields.problem.NAME``, which name the field."""
    label: Words = spec.label()
    return Problem(Severity.BLOCK, f"fields.problem.{name}", (spec.key,), (), {"field": label, **params})
