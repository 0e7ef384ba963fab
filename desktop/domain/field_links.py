"""Where facts and fields meet: the one table of what a fact says of a field and a field of a fact.

A ``Link`` tells which values of the fact go with a value of the field. ``implied`` are the field values
that follow from the fact, so that the field is not asked again; a field value that leaves a single value of
the fact implies that fact; a stated fact that does not go with the typed field is a contradiction.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from desktop.domain.case import FieldValue
from desktop.domain.facts import VOCABULARY, Facts, FactValue, Kind
from desktop.domain.field_dates import age_on, as_day, full_months
from desktop.domain.fields import Problem, Severity, is_empty
from desktop.domain.paper import Words

Fields = Mapping[str, FieldValue]

EMPLOYED_BEFORE_TOLERANCE: Final = 1
"""Full months by which the remembered length of employment may differ from the dates."""


@dataclass(frozen=True, slots=True)
class Link:
    """A fact and a field that speak of the same thing.

    ``allowed`` gives for a value of the field the values of the fact that go with it; a value that is not
    in it says nothing of the fact (``*``: any value). Without ``allowed`` both have the same value.
    ``only_from_china``: the field speaks of China's insurance; linked only where China is the home state.
    """

    fact: str
    field: str
    allowed: Mapping[FieldValue, tuple[FactValue, ...]] | None = None
    implied: Mapping[FactValue, FieldValue] | None = None
    only_from_china: bool = False

    def facts_for(self, value: FieldValue) -> tuple[FactValue, ...] | None:
        """The values of the fact that go with ``value``; ``None`` where it says nothing of the fact."""
        if self.allowed is None:
            same = _fact_value(self.fact, value)
            return None if same is None else (same,)
        return self.allowed.get(value, self.allowed.get("*"))

    def field_for(self, value: FactValue) -> FieldValue | None:
        """The value of the field that follows from the fact, ``None`` where it has to be asked."""
        return value if self.allowed is None else (self.implied or {}).get(value)


LINKS: Final = (
    Link("to", "case.host_country"),
    Link("start", "posting.start"),
    Link("end", "posting.end"),
    Link("nationality", "person.nationality"),
    Link("sex", "person.sex", {"M": ("male",), "F": ("female",)}, {"male": "M", "female": "F"}),
    Link("residence_status", "hostid.title_kind"),
    Link("flag", "ship.flag"),
    Link("certificate_issued_on", "ca.issue_date"),
    Link("certificate_handed_in_on", "ha.submitted_on"),
    Link("certificate", "ca.cert_no", {"*": ("held", "superseded")}),
    Link(
        "host_workplace",
        "host.relation",
        {
            "rep_office": ("office_or_branch", "public_body"),
            "branch": ("office_or_branch", "public_body"),
            "subsidiary": ("subsidiary_or_affiliate", "public_body", "ship", "aircraft"),
            "affiliate": ("subsidiary_or_affiliate", "public_body", "ship", "aircraft"),
            "joint_venture": ("subsidiary_or_affiliate", "public_body", "ship", "aircraft"),
            "project_site": ("office_or_branch", "client"),
            "client": ("client", "public_body", "ship", "aircraft"),
            "unrelated_local_employer": ("unrelated_employer", "public_body", "ship", "aircraft"),
            "own_business": ("own_business",),
        },
        {
            "client": "client",
            "unrelated_employer": "unrelated_local_employer",
            "own_business": "own_business",
        },
    ),
    Link(
        "home_contract",
        "employment.contract_cn_kept",
        {"yes": ("active",), "dormant": ("dormant",), "no": ("ended", "none")},
        {"active": "yes", "dormant": "dormant", "ended": "no", "none": "no"},
    ),
    Link("host_contract", "employment.local_contract"),
    # Wages paid at home and recharged are borne by the host: see _wages for payer and recharge together.
    Link(
        "wages_borne_by",
        "employment.wage_payer",
        {"home": ("home", "host"), "host": ("host",)},
        {"home": "home"},
    ),
    Link(
        "wages_borne_by",
        "employment.wage_recharged",
        {"no": ("home", "host"), "fully": ("host",)},
        {"home": "no"},
    ),
    Link(
        "agency_contract",
        "agency.is_employer",
        {True: ("labour",), False: ("service", "none")},
        {"labour": True, "service": False},
    ),
    Link(
        "home_employer", "case.category", {"no_employer": (False,), "posted": (True,), "subsidiary": (True,)}
    ),
    Link(
        "activity",
        "case.category",
        {
            "seafarer": ("seafarer",),
            "ship_air": ("seafarer", "aircrew"),
            "self_employed": ("self_employed",),
            "investor": ("investor",),
            "diplomatic_staff": ("diplomat", "mission_staff"),
        },
    ),
    Link("holds_post", "self.position", {"*": (True,)}),
    Link(
        "home_pension",
        "ins.scheme",
        {"employees": ("employees", "voluntary"), "residents": ("residents",), "public": ("employees",)},
        {"employees": "employees", "voluntary": "employees", "residents": "residents"},
        only_from_china=True,
    ),
    Link(
        "home_pension",
        "ins.payer",
        {
            "employer": ("employees",),
            "agency": ("employees",),
            "flexible_self": ("voluntary",),
            "resident_self": ("residents",),
        },
        {"voluntary": "flexible_self", "residents": "resident_self"},
        only_from_china=True,
    ),
    Link("home_unemployment", "ins.unemployment", only_from_china=True),
    Link(
        "paying_at_home",
        "ins.status",
        {"paying": (True,), "suspended": (False,), "ended": (False,)},
        only_from_china=True,
    ),
)


def derived_fields(facts: Facts) -> dict[str, FieldValue]:
    """What the facts imply of the fields, so that it is not asked again."""
    derived: dict[str, FieldValue] = {}
    for link in _links(facts):
        fact = facts.get(link.fact)
        value = None if fact is None else link.field_for(fact)
        if value is not None:
            derived[link.field] = value
    if facts.certificate_until and not _renews(facts):
        derived["ca.valid_to"] = facts.certificate_until
    if facts.home_pension == "employees" and facts.home_employer and facts.from_state == "CN":
        derived.setdefault("ins.payer", "agency" if facts.agency_contract == "labour" else "employer")
    return derived


def derived_facts(fields: Fields, facts: Facts | None = None) -> dict[str, FactValue]:
    """What the typed fields imply of the facts; ``facts`` are those stated so far and tell the direction."""
    stated = facts or Facts()
    derived: dict[str, FactValue] = {}
    for link in _links(stated):
        possible = _possible(link, fields)
        if possible is not None and len(possible) == 1:
            derived[link.fact] = possible[0]
    if fields.get("employment.wage_payer") == "home" and fields.get("employment.wage_recharged") == "no":
        derived["wages_borne_by"] = "home"
    valid_to = as_day(fields.get("ca.valid_to"))
    if valid_to and not _renews(stated):
        derived["certificate_until"] = valid_to
    derived.update(_computed(fields, as_day(derived.get("start")) or stated.start))
    return derived


def with_derived_facts(facts: Facts, fields: Fields) -> Facts:
    """The stated facts and, where one is unknown, what the typed fields imply."""
    for name, value in derived_facts(fields, facts).items():
        if facts.get(name) is None:
            facts = facts.with_(name, value)
    return facts


def contradictions(facts: Facts, fields: Fields) -> tuple[Problem, ...]:
    """Stated facts and typed fields that cannot both be true; each problem names both."""
    return tuple(_clashes(facts, fields))


def consistent_choices(facts: Facts, key: str, choices: tuple[str, ...]) -> tuple[str, ...]:
    """Those of ``choices`` of the field ``key`` that go with the stated facts, in their order."""
    links = [link for link in _links(facts) if link.field == key and facts.get(link.fact) is not None]
    return tuple(c for c in choices if all(_goes_with(link, facts, c) for link in links))


def _links(facts: Facts) -> Iterator[Link]:
    to_china = facts.to_state == "CN" or facts.from_state not in (None, "CN")
    return (link for link in LINKS if not (link.only_from_china and to_china))


def _renews(facts: Facts) -> bool:
    """Whether the certificate in hand is the earlier one, to be replaced by that of an extension."""
    return facts.extension in ("requested", "approved")


def _possible(link: Link, fields: Fields) -> tuple[FactValue, ...] | None:
    value = fields.get(link.field)
    return None if value is None or is_empty(value) else link.facts_for(value)


def _goes_with(link: Link, facts: Facts, value: FieldValue) -> bool:
    possible = link.facts_for(value)
    return possible is None or facts.get(link.fact) in possible


def _clashes(facts: Facts, fields: Fields) -> Iterator[Problem]:
    for link in _links(facts):
        possible = _possible(link, fields)
        if facts.get(link.fact) is not None and possible is not None and facts.get(link.fact) not in possible:
            yield _problem((link.field,), (link.fact,))
    if facts.from_state and facts.from_state == fields.get("case.host_country"):
        yield _problem(("case.host_country",), ("from",))
    if facts.prior_months == 0 and not is_empty(fields.get("posting.previous")):
        yield _problem(("posting.previous",), ("prior_months",))
    yield from _wages(facts, fields)
    yield from _certificate(facts, fields)
    yield from _ages(facts, fields)


def _wages(facts: Facts, fields: Fields) -> Iterator[Problem]:
    keys = ("employment.wage_payer", "employment.wage_recharged")
    if facts.wages_borne_by == "host" and [fields.get(key) for key in keys] == ["home", "no"]:
        yield _problem(keys, ("wages_borne_by",))


def _certificate(facts: Facts, fields: Fields) -> Iterator[Problem]:
    until, valid_to = facts.certificate_until, as_day(fields.get("ca.valid_to"))
    if until and valid_to and until != valid_to and not _renews(facts):
        yield _problem(("ca.valid_to",), ("certificate_until",))


def _ages(facts: Facts, fields: Fields) -> Iterator[Problem]:
    computed = _computed(fields, facts.start or as_day(fields.get("posting.start")))
    age = computed.get("age_at_start")
    if facts.age_at_start is not None and age is not None and facts.age_at_start != age:
        yield _problem(("person.birth_date",), ("age_at_start",))
    months = computed.get("employed_before_months")
    stated = facts.employed_before_months
    if stated is not None and isinstance(months, int) and abs(stated - months) > EMPLOYED_BEFORE_TOLERANCE:
        yield _problem(("employment.contract_cn_start",), ("employed_before_months",))


def _computed(fields: Fields, start: dt.date | None) -> dict[str, FactValue]:
    computed: dict[str, FactValue] = {}
    birth = as_day(fields.get("person.birth_date"))
    hired = as_day(fields.get("employment.contract_cn_start"))
    if start and birth and birth < start:
        computed["age_at_start"] = age_on(birth, start)
    if start and hired and hired <= start:
        computed["employed_before_months"] = full_months(hired, start)
    return computed


def _fact_value(name: str, value: FieldValue) -> FactValue | None:
    """``value`` as the fact ``name`` takes it, ``None`` where it is not of its kind."""
    kind = VOCABULARY[name].kind
    if kind is Kind.DATE:
        return as_day(value)
    if kind is Kind.BOOL:
        return value if isinstance(value, bool) else None
    return value.strip() if isinstance(value, str) else None


def _problem(fields: tuple[str, ...], facts: tuple[str, ...]) -> Problem:
    """Names the first field and the first fact in words, and all of them by key."""
    words = {"field": Words(f"fields.{fields[0]}.label"), "fact": Words(f"fields.fact.{facts[0]}")}
    return Problem(Severity.BLOCK, "fields.problem.contradiction", fields, facts, words)
