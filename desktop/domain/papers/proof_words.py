"""Facts, findings, places in the law and bodies as values of a paper, for the papers that explain an answer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from functools import reduce
from typing import Final

from desktop.domain.agreement import Citation, Confidence, Law
from desktop.domain.determination import Finding, Param, Status, Warning_
from desktop.domain.facts import VOCABULARY, FactValue, Kind
from desktop.domain.paper import Months, Official, Paragraph, State, Value, Words
from desktop.domain.papers.material import Material
from desktop.domain.practice import Authority

_FIELDS: Final[Mapping[str, str]] = {"residence_status": "hostid.title_kind"}
"""Facts that are free text for the rules and a choice among the papers' entries."""


def words(key: str, **params: Value) -> Words:
    """A text of the catalogue ``proof``."""
    return Words(f"proof.{key}", params)


def say(key: str, style: str = "body", /, **params: Value) -> Paragraph:
    """A paragraph of the catalogue ``proof``."""
    return Paragraph(words(key, **params), style)


def states(material: Material) -> dict[str, Value]:
    """The placeholders ``home`` and ``host``; general words where a state is not known."""
    home, host = material.home, material.host
    return {
        "home": State(home) if home else Words("app.case.home"),
        "host": State(host) if host else Words("app.case.host"),
    }


def lines(items: Iterable[Value], empty: Value = "–") -> Value:
    """The items one under the other."""
    found = list(items)
    return reduce(lambda head, tail: words("lines", head=head, tail=tail), found) if found else empty


def in_line(items: Iterable[Value]) -> Value:
    """The items one after the other."""
    found = list(items)
    return (
        reduce(lambda head, tail: Words("fields.list", {"head": head, "tail": tail}), found) if found else "–"
    )


def fact_label(name: str) -> Words:
    """What the fact is called."""
    return Words(f"fields.fact.{name}")


def fact_words(material: Material, name: str, value: FactValue) -> Value:
    """A value of the fact in words."""
    if isinstance(value, dt.date):
        return value
    kind = VOCABULARY[name].kind
    if kind is Kind.STATE:
        return State(str(value))
    if kind is Kind.BOOL:
        return Words("fields.yes" if value else "fields.no")
    if kind is Kind.INTEGER:
        return int(value) if name == "age_at_start" else Months(int(value))
    if kind is Kind.CHOICE:
        return Words(f"questions.{name}.{value}", states(material))
    return _entry(material, _FIELDS.get(name, ""), str(value))


def finding_words(material: Material, finding: Finding) -> Words:
    """A condition as the law has it, which the column beside it says to be met or not; else what was found."""
    if finding.words:
        return Words(finding.words, states(material))
    if finding.key in _conditions(material.law):
        return Words(f"law.condition.{finding.key}", states(material))
    return Words(finding.text, _params(material, finding.params))


def status_words(material: Material, finding: Finding) -> Words:
    """Met, not met or open; whatever is no condition says what it found in its own words."""
    stated = finding.key not in _conditions(material.law) and finding.status is not Status.UNKNOWN
    return words("status.info" if stated else f"status.{finding.status.value}")


def warning_words(material: Material, warning: Warning_) -> Words:
    """A doubt or conflict, in one or two sentences."""
    return Words(f"result.warning.{warning.key}", _params(material, warning.params))


def confidence_words(confidence: Confidence) -> Words:
    """High, medium or low."""
    return words(f"confidence.{confidence.value}")


def cited(places: Iterable[Citation]) -> Value:
    """Places in the law, one under the other."""
    return lines(dict.fromkeys(places))


def cited_in_line(places: Iterable[Citation]) -> Value:
    """Places in the law, one after the other."""
    return in_line(dict.fromkeys(places))


def edition_words(edition: str) -> Value:
    """The day and the digest of the law data: ``DATE+DIGEST`` in words, anything else as it is."""
    day, _, number = edition.partition("+")
    try:
        return words("edition", date=dt.date.fromisoformat(day), number=number or "–")
    except ValueError:
        return edition


def body_words(material: Material, authority_id: str | None) -> Value | None:
    """The body's official name; ``None`` where the law data name none."""
    body = material.law.authorities.get(authority_id or "")
    return None if body is None else Official(body.names)


def reach(body: Authority) -> Value:
    """The body's name and how to reach it, one under the other."""
    return lines([Official(body.names), *body.contact])


def _entry(material: Material, field: str, value: str) -> Value:
    """A text, or the choice of the papers' field that it is one of."""
    if field and value in material.forms.choices(field, material.host):
        return Words(f"fields.enum.{material.forms.fields[field].choices}.{value}")
    return value


def _params(material: Material, params: Iterable[tuple[str, Param]]) -> dict[str, Value]:
    found = states(material)
    for name, value in params:
        if name == "agreement":
            found[name] = Words(f"law.agreement.{value}.name")
        elif isinstance(value, int) and name.endswith("months"):
            found[name] = Months(value)
        else:
            found[name] = value
    return found


def _conditions(law: Law) -> frozenset[str]:
    return frozenset(
        condition.key
        for agreement in law.agreements
        for direction in agreement.directions.values()
        for conditions in (
            *(category.conditions for category in direction.categories),
            direction.exception.conditions if direction.exception else (),
        )
        for condition in conditions
    )
