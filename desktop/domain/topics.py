"""The pages of the questionnaire: which facts stand together on one page, in which order.

Which page comes next is not decided here but in ``desktop.domain.questions``, from the facts that the
undecided rules still need.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from desktop.domain.facts import FactValue


@dataclass(frozen=True, slots=True)
class Topic:
    """One page: its key, the section it belongs to and the facts it settles.

    ``kind``: ``situation`` (one choice that settles several facts, see ``SITUATIONS``) or ``facts``.
    """

    key: str
    section: str
    facts: tuple[str, ...]
    kind: str = "facts"


SECTIONS = ("who", "route", "time", "work", "home", "certificate")

TOPICS: tuple[Topic, ...] = (
    Topic("situation", "who", ("activity",), "situation"),
    Topic("route", "route", ("from", "to")),
    Topic("to_region", "route", ("to_region",)),
    Topic("flag", "route", ("flag",)),
    Topic("airline_seat", "route", ("airline_seat",)),
    Topic("employed_by_branch_in", "route", ("employed_by_branch_in",)),
    Topic("family_of_exempt_worker", "route", ("family_of_exempt_worker",)),
    Topic("works_in_host", "route", ("works_in_host",)),
    Topic("maintained_by_worker", "route", ("maintained_by_worker",)),
    Topic("dates", "time", ("start", "end")),
    Topic("nationality", "route", ("nationality",)),
    Topic("home_employer", "who", ("home_employer",)),
    Topic("sent_from", "route", ("sent_from",)),
    Topic("host_workplace", "who", ("host_workplace",)),
    Topic("agency_contract", "who", ("agency_contract",)),
    Topic("home_contract", "who", ("home_contract",)),
    Topic("employed_before_months", "who", ("employed_before_months",)),
    Topic("works_for_home_employer", "work", ("works_for_home_employer",)),
    Topic("host_contract", "work", ("host_contract",)),
    Topic("wages_borne_by", "work", ("wages_borne_by",)),
    Topic("normally_self_employed_at_home", "work", ("normally_self_employed_at_home",)),
    Topic("holds_post", "work", ("holds_post",)),
    Topic("joint_application", "work", ("joint_application",)),
    Topic("residence", "work", ("residence",)),
    Topic("home_pension", "home", ("home_pension",)),
    Topic("paying_at_home", "home", ("paying_at_home",)),
    Topic("home_unemployment", "home", ("home_unemployment",)),
    Topic("limited_in_advance", "time", ("limited_in_advance",)),
    Topic("working_since", "time", ("working_since",)),
    Topic("prior_months", "time", ("prior_months",)),
    Topic("months_since_prior", "time", ("months_since_prior",)),
    Topic("workplace_changed", "time", ("workplace_changed",)),
    Topic("certificate", "certificate", ("certificate",)),
    Topic("certificate_dates", "certificate", ("certificate_issued_on", "certificate_until")),
    Topic("work_permit_on", "certificate", ("work_permit_on",)),
    Topic("handed_in", "certificate", ("certificate_handed_in_on",)),
    Topic("extension", "certificate", ("extension",)),
    Topic("extension_until", "certificate", ("extension_until",)),
    Topic("final_extension", "certificate", ("final_extension",)),
    Topic("exception_agreement", "certificate", ("exception_agreement",)),
    Topic("exception_until", "certificate", ("exception_until",)),
    Topic("age", "certificate", ("age_at_start", "sex")),
    Topic("worker_category", "certificate", ("worker_category",)),
    Topic(
        "private_medical",
        "certificate",
        ("enrolled_in_host_medical", "private_medical_from", "private_medical_until"),
    ),
)

SITUATIONS: Mapping[str, Mapping[str, FactValue]] = {
    "sent_office": {
        "activity": "employee", "home_employer": True, "host_workplace": "office_or_branch",
    },
    "sent_subsidiary": {
        "activity": "employee", "home_employer": True, "host_workplace": "subsidiary_or_affiliate",
    },
    "sent_client": {"activity": "employee", "home_employer": True, "host_workplace": "client"},
    "sent_partner": {"activity": "employee", "home_employer": True, "host_workplace": "public_body"},
    "labour_company": {
        "activity": "employee", "home_employer": False, "host_workplace": "unrelated_employer",
        "home_contract": "none", "host_contract": True, "agency_contract": "service",
    },
    "labour_company_employer": {
        "activity": "employee", "home_employer": True, "host_workplace": "unrelated_employer",
        "agency_contract": "labour",
    },
    "hired_direct": {
        "activity": "employee", "home_employer": False, "host_workplace": "unrelated_employer",
        "home_contract": "none", "host_contract": True, "agency_contract": "none",
    },
    "self_employed": {
        "activity": "self_employed", "home_employer": False, "host_workplace": "own_business",
    },
    "investor": {"activity": "investor", "home_employer": False, "host_workplace": "own_business"},
    "crew_ship": {"activity": "seafarer", "host_workplace": "ship"},
    "crew_air": {"activity": "aircrew", "host_workplace": "aircraft"},
    "transport": {"activity": "transport_staff", "home_employer": True, "host_workplace": "none"},
    "official": {"activity": "civil_servant", "home_employer": True, "host_workplace": "public_body"},
    "mission": {"activity": "mission_staff", "host_workplace": "public_body"},
    "diplomat": {"activity": "diplomat", "host_workplace": "public_body"},
    "trainee": {"activity": "trainee", "home_employer": False, "host_workplace": "unrelated_employer"},
    "family": {"activity": "family_member", "host_workplace": "none"},
}  # fmt: skip
"""What each choice of the first page settles. Texts: ``questions.situation.NAME`` and ``.NAME.more``."""
