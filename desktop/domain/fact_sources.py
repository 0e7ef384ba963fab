"""Where the law uses a fact: the places in an agreement that make a question worth asking, and what it decides.

Read off the law data, so that a new agreement needs no second list here. Facts that no condition names are used
by a part of the direction (its limits, its rule on late filing, a caution); the tables below name those parts.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from desktop.domain.agreement import Agreement, Category, Citation, Direction, ExceptionRule, Law, Sourced

KINDS: Final = (
    "agreement", "category", "insurance", "contract", "posting", "person", "application", "branches", "limits",
    "prior", "exception", "certificate", "relief", "caution",
)  # fmt: skip
"""What a fact can decide; the middle ones are the groups of conditions."""

_LIMITS: Final[Mapping[str, tuple[str, ...]]] = {
    "end": ("first", "extension", "final_extension", "exception"),
    "planned_end": ("first",),
    "extension": ("extension",),
    "extension_until": ("extension",),
    "final_extension": ("final_extension",),
}
_COUNTING: Final = ("start", "working_since")
_PRIOR: Final = ("prior_months", "months_since_prior", "workplace_changed")
_CERTIFICATE: Final = (
    "certificate", "certificate_issued_on", "certificate_until", "certificate_handed_in_on", "work_permit_on",
)  # fmt: skip
_LATE: Final = ("certificate_issued_on", "certificate_handed_in_on", "work_permit_on")
_EXCEPTION: Final = ("exception_agreement", "exception_until")
_RELIEFS: Final[Mapping[str, tuple[str, ...]]] = {
    "age_relief": ("age_at_start", "sex", "worker_category"),
    "medical_protocol": (
        "nationality", "enrolled_in_host_medical", "private_medical", "private_medical_from", "private_medical_until",
    ),
}  # fmt: skip
_CAUTIONS: Final[Mapping[str, tuple[str, ...]]] = {
    "wages_borne_by": ("wages_borne_by_host",),
    "agency_contract": ("hired_without_agency", "lent_by_agency"),
    "nationality": ("third_country_national", "overseas_chinese"),
    "sent_from": ("sent_from_third_state",),
    "host_workplace": ("workplace_is_partner", "works_at_affiliate"),
    "employed_before_months": ("employed_before_under",),
    "residence_status": ("overseas_chinese",),
}


@dataclass(frozen=True, slots=True)
class Use:
    """One use of a fact: what it decides (one of ``KINDS``) and the source that says so."""

    kind: str
    sourced: Sourced


def uses(law: Law, agreement: Agreement, home: str, fact: str) -> Iterator[Use]:
    """Every use of ``fact`` in ``agreement`` for people from ``home``, conditions first."""
    direction = agreement.directions[home]
    owners: tuple[Category | ExceptionRule, ...] = direction.categories
    if direction.exception is not None:
        owners += (direction.exception,)
    for owner in owners:
        for condition in owner.conditions:
            compared = condition.values if condition.op in ("same_as", "not_same_as") else ()
            if fact in (condition.fact, *compared):
                yield Use(condition.group, condition.sourced)
    yield from _of_the_direction(agreement, direction, fact)
    yield from _of_the_papers(law, agreement, home, fact)


def citations(law: Law, agreement: Agreement, home: str, facts: tuple[str, ...]) -> tuple[Citation, ...]:
    """The places behind a question that asks for ``facts``, each once, in the order of ``uses``."""
    found = (use for fact in facts for use in uses(law, agreement, home, fact))
    return tuple(dict.fromkeys(place for use in found for place in use.sourced.citations))


def _of_the_direction(agreement: Agreement, direction: Direction, fact: str) -> Iterator[Use]:
    if fact in ("from", "to"):
        yield Use("agreement", agreement.sourced)
    if fact == "to_region":
        yield from (Use("agreement", outside.sourced) for outside in direction.outside)
    if fact == "activity":
        yield from (Use("category", category.sourced) for category in direction.categories)
    if fact == "home_unemployment" and "unemployment" in direction.covered:
        freeing = (c for c in direction.categories if "unemployment" in c.branches)
        yield from (Use("branches", category.sourced) for category in freeing)
    if fact in _COUNTING:
        yield Use("limits", direction.counting_sourced)
    for category in direction.categories:
        for limit in category.limits:
            if limit.stage in _LIMITS.get(fact, ()):
                yield Use("limits", limit.sourced)
    if fact in _PRIOR:
        yield from (Use("prior", prior.sourced) for prior in direction.prior.values())
    if fact in _EXCEPTION and direction.exception is not None:
        yield Use("exception", direction.exception.sourced)
    for relief in direction.reliefs:
        if fact in _RELIEFS.get(relief.rule, ()):
            yield Use("relief", relief.sourced)
    for caution in direction.cautions:
        if caution.when in _CAUTIONS.get(fact, ()):
            yield Use("caution", caution.sourced)


def _of_the_papers(law: Law, agreement: Agreement, home: str, fact: str) -> Iterator[Use]:
    late = agreement.directions[home].late_filing
    if fact in _LATE and late is not None:
        yield Use("certificate", late.sourced)
    if fact == "work_permit_on":
        for deadline in law.deadlines:
            here = agreement.id in deadline.agreements and deadline.home in ("", home)
            if here and deadline.anchor == "work_permit":
                yield Use("certificate", deadline.sourced)
    elif fact in _CERTIFICATE:
        for form in law.certificates:
            if (form.agreement, form.home) == (agreement.id, home):
                yield Use("certificate", form.sourced)
