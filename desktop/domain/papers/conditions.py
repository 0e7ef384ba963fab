"""What ``resources/documents`` may ask of a case, by name: which fields and proofs belong to it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Final

from desktop.domain.determination import Outcome
from desktop.domain.papers.material import Material

FAVOURABLE: Final = (Outcome.EXEMPT, Outcome.AFTER_EXTENSION, Outcome.EXCEPTIONAL)
"""Outcomes with something to apply for; the others call for an answer of the competent body first."""


def _category(*names: str) -> Callable[[Material], bool]:
    return lambda material: material.text("case.category") in names


def _kind(name: str) -> Callable[[Material], bool]:
    return lambda material: material.text("case.request_kind") == name


def _activity(name: str) -> Callable[[Material], bool]:
    return lambda material: material.all_facts.activity == name


def _agency(material: Material) -> bool:
    return material.all_facts.agency_contract in ("labour", "service") or material.has("agency.name")


def _prior(material: Material) -> bool:
    return bool(material.all_facts.prior_months) or material.has("posting.previous")


def _alone(material: Material) -> bool:
    return material.text("ins.payer") in ("flexible_self", "resident_self") or (
        material.text("case.category") in ("no_employer", "short_term", "self_employed", "investor")
    )


CONDITIONS: Final[Mapping[str, Callable[[Material], bool]]] = {
    "from_china": lambda m: m.home == "CN",
    "to_china": lambda m: m.to_china,
    "to_germany": lambda m: m.host == "DE",
    "to_korea": lambda m: m.host == "KR",
    "from_germany": lambda m: m.home == "DE",
    "from_korea": lambda m: m.home == "KR",
    "german": lambda m: m.german,
    "chinese": lambda m: m.text("person.nationality") in ("", "CN"),
    "foreign": lambda m: m.text("person.nationality") not in ("", "CN"),
    "extension": _kind("extension"),
    "exception": _kind("exception"),
    "posted": _category("posted", "subsidiary", "seafarer", "ship_air"),
    "subsidiary": lambda m: m.all_facts.host_workplace == "subsidiary_or_affiliate",
    "partner": lambda m: m.all_facts.host_workplace in ("public_body", "client"),
    "no_employer": _category("no_employer"),
    "short_term": _category("short_term"),
    "self_employed": _category("self_employed", "investor"),
    "investor": _category("investor"),
    "mission": _activity("mission_staff"),
    "public": _activity("civil_servant"),
    "seafarer": _activity("seafarer"),
    "aircrew": _activity("aircrew"),
    "agency": _agency,
    "alone": _alone,
    "with_employer": lambda m: m.text("case.category") not in ("self_employed", "investor", "short_term"),
    "with_workplace": lambda m: m.text("case.category") not in ("self_employed",),
    "prior": _prior,
    "verify": lambda m: m.has("ca.verify_ref"),
    "certificate_due": lambda m: m.determination.outcome in FAVOURABLE,
    "unsettled": lambda m: m.determination.outcome not in FAVOURABLE,
}


def holds(material: Material, names: Iterable[str]) -> bool:
    """Whether all the named conditions hold; raises ``KeyError`` for an unknown name."""
    return all(CONDITIONS[name](material) for name in names)
