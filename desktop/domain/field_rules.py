"""Validation: every field by itself, fields among each other, and fields against facts (forms.md 5.1)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import pairwise
from typing import Final

from desktop.domain.case import FieldValue
from desktop.domain.facts import Facts
from desktop.domain.field_checks import Check, check_fields
from desktop.domain.field_dates import age_on, as_day
from desktop.domain.field_links import contradictions, derived_fields
from desktop.domain.fields import Forms, Problem, Severity, UnreadableValue, is_empty, read_periods
from desktop.domain.paper import Value, Words
from desktop.domain.periods import ONE_DAY

YOUNGEST: Final = 16
OLDEST: Final = 69
"""Ages at the start of a posting outside this range are asked about again."""

_FACT_OF: Final = {"posting.start": "start", "posting.end": "end", "person.sex": "sex"}

_ORDERED: Final = (
    ("posting.start", "posting.end"),
    ("case.prior_period_from", "case.prior_period_to"),
    ("employment.contract_cn_start", "employment.contract_cn_end"),
    ("employment.local_contract_from", "employment.local_contract_to"),
    ("exc.period_from", "exc.period_to"),
    ("ca.valid_from", "ca.valid_to"),
    ("person.passport_issue", "person.passport_expiry"),
)
"""Pairs of first and last days."""

_NOT_AFTER_START: Final = ("employment.contract_cn_start", "ins.start")
_OUTLASTS: Final = {
    "person.passport_expiry": "passport_ends",
    "hostid.title_expiry": "title_ends",
    "employment.contract_cn_end": "contract_ends",
    "ca.valid_to": "certificate_ends",
}
"""What should last until the end of the posting, and the words where it does not."""


def validate(
    forms: Forms, fields: Mapping[str, FieldValue], facts: Facts, check: Check
) -> tuple[Problem, ...]:
    """All problems of the typed fields: what blocks first, then what to look at again.

    ``check(validator, value)`` judges numbers. Values that facts imply take part in the comparisons.
    """
    nationality = fields.get("person.nationality") or facts.nationality or "CN"
    state = facts.to_state or str(fields.get("case.host_country") or "")
    found = [
        *check_fields(forms, fields, check, nationality != "CN", state),
        *_Case(fields, facts).problems(),
        *contradictions(facts, fields),
    ]
    if state == "CN":
        found = [replace(problem, params=_towards_china(forms, problem)) for problem in found]
    return tuple(sorted(found, key=lambda p: p.severity is not Severity.BLOCK))


def _towards_china(forms: Forms, problem: Problem) -> dict[str, Value]:
    """The parameters of a problem with the labels that people coming to China see."""
    specs = [spec for key in problem.fields if (spec := forms.fields.get(key)) and spec.turned]
    labels = {spec.label().key: spec.label(to_china=True) for spec in specs}
    return {
        name: labels.get(value.key, value) if isinstance(value, Words) else value
        for name, value in problem.params.items()
    }


class _Case:
    """Typed and implied values of one case, compared with each other."""

    def __init__(self, fields: Mapping[str, FieldValue], facts: Facts) -> None:
        self._typed = {key: value for key, value in fields.items() if not is_empty(value)}
        self._all = {**derived_fields(facts), **self._typed}

    def problems(self) -> Iterator[Problem]:
        """What does not fit together."""
        yield from self._order()
        yield from self._lasting()
        yield from self._identity()
        yield from self._numbers()
        yield from self._certificate()
        yield from self._previous()

    def _order(self) -> Iterator[Problem]:
        for first, last in _ORDERED:
            begin, end = self._day(first), self._day(last)
            if begin and end and end < begin:
                yield self._block("end_before_start", last, first)
        start = self._day("posting.start")
        for key in _NOT_AFTER_START:
            begin = self._day(key)
            if begin and start and begin > start:
                yield self._block("after_posting_start", key, "posting.start")
        prior, new_end = self._day("case.prior_period_to"), self._day("ext.new_end")
        if prior and new_end and new_end <= prior:
            yield self._block("extension_not_longer", "ext.new_end", "case.prior_period_to")

    def _lasting(self) -> Iterator[Problem]:
        end = self._day("posting.end")
        for key, name in _OUTLASTS.items():
            until = self._day(key)
            if until and end and until < end:
                yield self._warn(name, key, "posting.end")

    def _identity(self) -> Iterator[Problem]:
        birth, number = self._day("person.birth_date"), self._plain("person.resident_id")
        if birth and len(number) == 18 and number[6:14] != f"{birth:%Y%m%d}":
            yield self._block("birth_differs", "person.birth_date", "person.resident_id")
        if len(number) == 18 and number[16].isdigit():
            yield from self._sex("person.resident_id", "M" if int(number[16]) % 2 else "F")
        start = self._day("posting.start")
        if birth and start and not YOUNGEST <= age_on(birth, start) <= OLDEST:
            yield self._warn("age", "person.birth_date", "posting.start")

    def _sex(self, key: str, sex: str) -> Iterator[Problem]:
        if self._text("person.sex") in ("M", "F") and self._text("person.sex") != sex:
            yield self._warn("sex_differs", "person.sex", key)

    def _numbers(self) -> Iterator[Problem]:
        birth = self._day("person.birth_date")
        insurance = self._plain("hostid.de_vsnr")
        if birth and len(insurance) == 12 and insurance[2:8].isdigit():
            # 50 is added to the day where the serial numbers of a birthday are used up.
            days = (f"{birth:%d}", str(birth.day + 50))
            if insurance[2:4] not in days or insurance[4:8] != f"{birth:%m%y}":
                yield self._warn("vsnr_birth", "hostid.de_vsnr", "person.birth_date")
        foreigner = self._plain("hostid.kr_arn")
        if birth and len(foreigner) == 13 and foreigner[:6] != f"{birth:%y%m%d}":
            yield self._warn("arn_birth", "hostid.kr_arn", "person.birth_date")
        if len(foreigner) == 13 and foreigner[6] in "5678":
            yield from self._sex("hostid.kr_arn", "M" if foreigner[6] in "57" else "F")
        place, company = self._plain("host.kr_workplace_no"), self._plain("host.kr_brn")
        if place and len(company) == 10 and not place.startswith(company):
            yield self._warn("workplace_number", "host.kr_workplace_no", "host.kr_brn")

    def _certificate(self) -> Iterator[Problem]:
        begins, start = self._day("ca.valid_from"), self._day("posting.start")
        prior = self._day("case.prior_period_to")
        if prior and begins and begins > prior + ONE_DAY:
            yield self._warn("extension_gap", "ca.valid_from", "case.prior_period_to")
        elif begins and start and begins > start and not prior:
            yield self._warn("certificate_begins", "ca.valid_from", "posting.start")

    def _previous(self) -> Iterator[Problem]:
        try:
            periods = sorted(read_periods(self._text("posting.previous")))
        except UnreadableValue:
            return
        if any(last < first for first, last in periods):
            yield self._block("period_reversed", "posting.previous")
        if any(later[0] <= earlier[1] for earlier, later in pairwise(periods)):
            yield self._block("periods_overlap", "posting.previous")
        start = self._day("posting.start")
        if start and any(last >= start for _, last in periods):
            yield self._block("previous_not_before", "posting.previous", "posting.start")

    def _day(self, key: str) -> dt.date | None:
        value = self._all.get(key)
        return as_day(f"{value}-01" if key == "ins.start" else value)

    def _text(self, key: str) -> str:
        value = self._all.get(key, "")
        return value.strip() if isinstance(value, str) else ""

    def _plain(self, key: str) -> str:
        return self._text(key).replace(" ", "").replace("-", "")

    def _block(self, name: str, *keys: str) -> Problem:
        return self._problem(Severity.BLOCK, name, keys)

    def _warn(self, name: str, *keys: str) -> Problem:
        return self._problem(Severity.WARN, name, keys)

    def _problem(self, severity: Severity, name: str, keys: tuple[str, ...]) -> Problem:
        """Names typed values as fields and those that only a fact implies as facts."""
        typed = tuple(key for key in keys if key in self._typed or key not in _FACT_OF)
        facts = tuple(_FACT_OF[key] for key in keys if key not in typed)
        params = {"field": Words(f"fields.{keys[0]}.label"), "other": Words(f"fields.{keys[-1]}.label")}
        return Problem(severity, f"fields.problem.{name}", typed, facts, params)
