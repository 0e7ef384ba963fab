"""What is wrong with the law data as a whole: what no single file can know.

Each check yields sentences for those who keep the data. The reader has already made sure that every value has
citations, a confidence and a day of checking, and that facts and branches are words of the vocabulary.
"""

from __future__ import annotations

import dataclasses
import itertools
from collections.abc import Callable, Iterable, Iterator, Mapping

from desktop.domain.agreement import Agreement, Category, Caution, Condition, Direction, Law, Sourced
from desktop.domain.background import HostRule
from desktop.domain.practice import Authority, Consequence, Deadline, OpenPoint
from desktop.domain.refunds.rules import RoadRule
from desktop.law.agreement_checks import agreement_errors

LANGUAGES = ("zh", "de", "ko", "en")


def find_law_errors(law: Law, has: Callable[[str], bool] | None = None) -> list[str]:
    """All errors of ``law``, empty when it is sound.

    ``has`` tells whether the catalogues hold a text in all four languages; without it words are not checked.
    """
    checks = [
        _citations(law),
        _dates(law),
        _categories(law),
        agreement_errors(law),
        _open_points(law),
        _points_unsaid(law),
        _names(law),
        _official_words(law),
    ]
    if has is not None:
        checks.append(f"The catalogues have no {key}." for key in words_needed(law) if not has(key))
    return list(itertools.chain.from_iterable(checks))


def words_needed(law: Law) -> tuple[str, ...]:
    """The keys of all texts of the catalogue ``law`` that this law calls for, each once, sorted."""
    keys: set[str] = set()
    for agreement in law.agreements:
        keys |= _pair(f"law.agreement.{agreement.id}")
        for direction in agreement.directions.values():
            keys |= _direction_words(direction)
    keys |= {f"result.step.{deadline.key}" for deadline in law.deadlines}
    keys |= _background_words(law)
    for deadline in law.deadlines:
        keys |= {f"law.deadline.{deadline.key}", f"law.event.{deadline.key}"}
    keys |= {f"law.consequence.{consequence.key}" for consequence in law.consequences}
    keys |= {f"law.role.{authority.role}" for authority in law.authorities.values()}
    for point in law.open_points.values():
        keys |= {f"law.open.{point.id}.question", f"law.open.{point.id}.reason"}
        keys |= {f"law.open.{point.id}.reading.{name}" for name in point.readings}
    return tuple(sorted(keys))


def _background_words(law: Law) -> set[str]:
    keys: set[str] = set()
    for state, rule in law.hosts.items():
        place = "any" if state == "*" else state
        keys |= {f"law.host.{place}.plain", f"law.host.{place}.steps"}
        keys |= {f"result.warning.{caution.key}" for caution in rule.cautions}
    for reference in law.references:
        keys |= {f"law.reference.{reference.key}.title", f"law.reference.{reference.key}.intro"}
        keys |= {f"law.reference.{reference.key}.column.{column}" for column in reference.columns}
        sentences = (row for row in reference.rows if not row.cells)
        keys |= {f"law.reference.{reference.key}.row.{row.about}" for row in sentences}
    for claim in law.claims:
        keys |= {f"law.claim.{claim.key}.said", f"law.claim.{claim.key}.answer"}
    for road in law.refunds:
        keys |= _road_words(road)
    return keys


def _road_words(road: RoadRule) -> set[str]:
    """The words of a road to contributions already paid."""
    advice = {f"law.refund.advice.{name.partition(':')[0]}" for name in road.advice}
    conditions = {f"law.refund.condition.{condition.key}" for condition in road.conditions}
    listed = {f"law.refund.destroys.{name}" for name in road.destroys}
    return (
        _pair(f"law.refund.road.{road.words}")
        | advice
        | conditions
        | listed
        | {f"law.refund.document.{name}" for name in road.documents}
    )


def _said(conditions: Iterable[Condition]) -> set[str]:
    """The words of conditions, in the law section and in an answer."""
    conditions = tuple(conditions)
    keys = [condition.key for condition in conditions]
    statuses = ("met", "failed", "unknown")
    usual = {f"result.finding.{c.key}.usual" for c in conditions if c.absent != "unknown"}
    return (
        usual
        | {f"law.condition.{key}" for key in keys}
        | {f"result.finding.{key}.{status}" for key in keys for status in statuses}
    )


def _direction_words(direction: Direction) -> set[str]:
    keys = {f"law.counting.{direction.counting}"}
    keys |= {f"result.warning.{caution.key}" for caution in direction.cautions}
    keys |= {f"law.prior.{prior.words}" for prior in direction.prior.values()}
    for category in direction.categories:
        keys |= _pair(f"law.category.{category.words}")
        keys |= _said(category.conditions)
        keys |= {f"law.stage.{limit.stage}" for limit in category.limits}
    if direction.exception is not None:
        keys |= _said(direction.exception.conditions)
    for relief in direction.reliefs:
        keys |= _pair(f"law.relief.{relief.key}")
    return keys


def _pair(key: str) -> set[str]:
    return {f"{key}.name", f"{key}.plain"}


def sourced_values(value: object, place: str = "law") -> Iterator[tuple[str, Sourced]]:
    """Every ``Sourced`` within ``value``, with its place: the ids, codes and keys of the things around it."""
    if isinstance(value, Sourced):
        yield place, value
    elif dataclasses.is_dataclass(value) and not isinstance(value, type):
        label = _label(value)
        for field in dataclasses.fields(value):
            yield from sourced_values(getattr(value, field.name), f"{place}, {label}" if label else place)
    elif isinstance(value, Mapping | tuple):
        for item in value.values() if isinstance(value, Mapping) else value:
            yield from sourced_values(item, place)


def _label(owner: object) -> str:
    """What tells a thing of the law from its neighbours, the empty text where nothing does."""
    labels = (getattr(owner, name, None) for name in ("id", "code", "key", "stage", "home"))
    return next((label for label in labels if isinstance(label, str)), "")


def _citations(law: Law) -> Iterator[str]:
    for place, sourced in sourced_values(law):
        if not sourced.citations:
            yield f"{place}: nothing is cited."
        for citation in sourced.citations:
            if citation.instrument not in law.instruments:
                yield f"{place}: {citation.instrument} is cited, but no such instrument is listed."
    for agreement in law.agreements:
        for id_ in agreement.instruments:
            if id_ not in law.instruments:
                yield f"{agreement.id}: its instrument {id_} is not listed."


def _dates(law: Law) -> Iterator[str]:
    for agreement in law.agreements:
        days = (agreement.signed, agreement.provisional, agreement.in_force, agreement.last)
        if not _ascending(days):
            yield f"{agreement.id}: signed, provisional, in_force and last are not in the order of time."
        yield from _relief_dates(agreement)
    for instrument in law.instruments.values():
        # A notice may come into force before its own day; nothing ends before it begins.
        if not _ascending((instrument.in_force or instrument.dated, instrument.ended)):
            yield f"{instrument.id}: it ends before it begins."
    for earlier, later in itertools.pairwise(sorted(law.agreements, key=lambda a: (a.states, a.signed))):
        if earlier.states == later.states and not _hands_over(earlier, later):
            yield f"{earlier.id}, {later.id}: both apply on some day; the earlier one needs a last day."


def _relief_dates(agreement: Agreement) -> Iterator[str]:
    for direction in agreement.directions.values():
        for relief in direction.reliefs:
            if not _ascending((agreement.first, relief.first, relief.last, agreement.last)):
                yield f"{agreement.id}: the relief {relief.key} lies outside the time of the agreement."


def _hands_over(earlier: Agreement, later: Agreement) -> bool:
    return later.first is None or (earlier.last is not None and earlier.last < later.first)


def _ascending(values: Iterable[object]) -> bool:
    known = [value for value in values if value is not None]
    return known == sorted(known)  # type: ignore[type-var]


def _categories(law: Law) -> Iterator[str]:
    for agreement in law.agreements:
        for direction in agreement.directions.values():
            place = f"{agreement.id} from {direction.home}"
            if both := set(direction.covered) & set(direction.never):
                yield f"{place}: {', '.join(sorted(both))} cannot be covered and never exempt at once."
            yield from _months(place, direction)
            for category in direction.categories:
                yield from _category(f"{place}, {category.code}", category, direction)


def _category(place: str, category: Category, direction: Direction) -> Iterator[str]:
    if category.readable and not category.conditions:
        yield f"{place}: a category needs conditions."
    if category.readable and not category.limits and not category.limits_unread:
        yield f"{place}: a category needs a first period, be it without limit."
    if category.limits_unread and category.limits:
        yield f"{place}: limits that were not found cannot stand there."
    if not category.readable and (category.conditions or category.limits):
        yield f"{place}: a category that could not be read has no conditions and no limits."
    if not set(category.branches) <= set(direction.covered):
        yield f"{place}: it is exempt in branches that the agreement does not cover."
    months = [limit.months for limit in category.limits]
    if None in months[:-1] or not _ascending(months):
        yield f"{place}: its limits do not grow from stage to stage."


def _months(place: str, direction: Direction) -> Iterator[str]:
    """A time of no month, or of less, would end before it begins."""
    for category in direction.categories:
        if any(limit.months is not None and limit.months < 1 for limit in category.limits):
            yield f"{place}, {category.code}: a limit is at least one month."
    ceiling = direction.exception.ceiling_months if direction.exception is not None else None
    if ceiling is not None and ceiling < 1:
        yield f"{place}: the ceiling of exceptions is at least one month."
    if direction.late_filing is not None and direction.late_filing.months < 1:
        yield f"{place}: late_filing allows at least one month."
    if any(prior.rule == "break" and prior.break_months < 1 for prior in direction.prior.values()):
        yield f"{place}: a break that is counted lasts at least one month."


def _open_points(law: Law) -> Iterator[str]:
    named = {id_ for _, sourced in sourced_values(law) for id_ in sourced.open_points}
    named |= {id_ for agreement in law.agreements for id_ in agreement.open_points}
    for id_ in sorted(named - set(law.open_points)):
        yield f"{id_}: this open point is named, but not listed."
    for id_ in sorted(set(law.open_points) - named):
        yield f"{id_}: this open point is listed, but nothing names it."
    for point in law.open_points.values():
        if point.adopted is not None and point.adopted not in point.readings:
            yield f"{point.id}: it adopts {point.adopted}, which is none of its readings."


def _points_unsaid(law: Law) -> Iterator[str]:
    """An open point behind a category in force must be named by a caution, or people would not hear of it."""
    for agreement in law.agreements:
        if agreement.first is None:
            continue
        directions = tuple(agreement.directions.values())
        cautions = [caution for direction in directions for caution in direction.cautions]
        for direction in directions:
            for category in direction.categories:
                for point in sorted(_points_of(category, direction)):
                    if not any(_says(caution, point, category.code) for caution in cautions):
                        place = f"{agreement.id} from {direction.home}, {category.code}"
                        yield f"{place}: no caution names the open point {point}."


def _says(caution: Caution, point: str, code: str) -> bool:
    return point in caution.sourced.open_points and code in (caution.categories or (code,))


def _points_of(category: Category, direction: Direction) -> set[str]:
    """The open points on which an answer by this category rests; one that cannot be read rests on none."""
    if not category.readable:
        return set()
    prior = direction.prior.get(category.code) or direction.prior.get("*")
    sources = [category.sourced, *(limit.sourced for limit in category.limits)]
    sources += [condition.sourced for condition in category.conditions]
    if any(limit.months for limit in category.limits):
        sources += [direction.counting_sourced, *([prior.sourced] if prior else [])]
    return {point for sourced in sources for point in sourced.open_points}


def _names(law: Law) -> Iterator[str]:
    """Bodies and agreements that are named must exist; each direction needs its certificate."""
    asked = [(f"{d.agreements[0] if d.agreements else ''} {d.key}", d.ask) for d in law.deadlines]
    asked += [(p.id, p.ask) for p in law.open_points.values()]
    asked += [(c.agreement, body) for c in law.certificates for body in (c.issued_by, c.shown_to)]
    asked += [(f"hosts {state}", body) for state, host in law.hosts.items() for body in _bodies_of(host)]
    for agreement in law.agreements:
        for direction in agreement.directions.values():
            asked += [(f"{agreement.id} {caution.key}", caution.ask) for caution in direction.cautions]
    for place, body in asked:
        if body not in law.authorities:
            yield f"{place}: the body {body} is not listed."
    known = {agreement.id for agreement in law.agreements}
    owners: tuple[Authority | Deadline | Consequence | OpenPoint, ...]
    owners = (*law.authorities.values(), *law.deadlines, *law.consequences, *law.open_points.values())
    for owner in owners:
        for id_ in sorted(set(owner.agreements) - known):
            yield f"{_label(owner)}: the agreement {id_} is not listed."
    directions = {(a.id, home) for a in law.agreements if a.first is not None for home in a.directions}
    for id_, home in sorted(directions ^ {(form.agreement, form.home) for form in law.certificates}):
        yield f"{id_} from {home}: a direction without a certificate, or a certificate without a direction."


def _bodies_of(host: HostRule) -> set[str]:
    return {host.ask, *(caution.ask for caution in host.cautions)}


def _official_words(law: Law) -> Iterator[str]:
    for authority in law.authorities.values():
        if missing := [language for language in LANGUAGES if language not in authority.names]:
            yield f"{authority.id}: no name in {', '.join(missing)}."
    for instrument in law.instruments.values():
        if missing := [language for language in LANGUAGES if language not in instrument.short]:
            yield f"{instrument.id}: no short name in {', '.join(missing)}."
        if missing := [
            language for language in (*instrument.authentic, "en") if language not in instrument.titles
        ]:
            yield f"{instrument.id}: no title in {', '.join(missing)}."
