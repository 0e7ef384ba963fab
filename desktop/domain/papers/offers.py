"""Which papers a case calls for, in which languages, for whose hands.

Sets follow the notes on forms (section 7.1): by kind of request, category of persons and direction. Chinese
bodies read Chinese; German bodies German, because payroll records have to be in German; Korean bodies Korean.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from desktop.domain.determination import Determination, Outcome
from desktop.domain.facts import Facts
from desktop.domain.field_case import case_fields, category_of, months_in_all, request_kind
from desktop.domain.papers.conditions import FAVOURABLE

ALWAYS: Final = "always"
ON_REQUEST: Final = "on_request"
BOTH_SIGN: Final = ("APP-02", "APP-03", "APP-08")
"""Papers that stand beside Chinese in whatever language they are wanted."""
REFUND_MONTHS: Final = "refund.first_month"
"""The field that is filled in where contributions are to be had back."""
UI: Final = "ui"
"""Stands for the language of the screen."""

EXCEPTION_OFFERED_FROM: Final = 49
"""Art. 4 of CN-DE-2001 gives 48 calendar months; the 49th rests on Art. 8."""
EXCEPTION_BESIDE_EXTENSION_FROM: Final = 61
"""The first period of the Chinese notice ends with 60 calendar months (劳社厅发〔2002〕2号)."""

_LANGUAGE: Final[Mapping[str, str]] = {"CN": "zh_Hans", "DE": "de", "KR": "ko"}
_ALONE: Final = ("no_employer", "short_term", "self_employed", "investor")

EXPLAINING: Final = "PROOF-01 PROOF-02? PROOF-03? PROOF-04? PROOF-05?"
"""Every decision has them, also one without an agreement."""
_UNSETTLED: Final = "Q-01 APP-10 APP-14"
_WITHOUT_AGREEMENT: Final = "APP-10 APP-14"
"""No body can be asked which branches are exempt: none are."""
_EARLY_END: Final = "APP-11 APP-04? APP-10 APP-14"
_EXTENSION: Final = "APP-01 APP-02 APP-03 APP-04 APP-06 APP-10 APP-14 APP-13?"
_EXCEPTION: Final = "APP-07 APP-08 APP-02 APP-03 APP-04? APP-10 APP-14"
_FIRST: Final[Mapping[str, str]] = {
    "posted": "APP-01 APP-02 APP-03 APP-04 APP-05 APP-09? APP-10 APP-13? APP-14",
    "subsidiary": "APP-01 APP-02 APP-03 APP-04 APP-05 APP-10 APP-13? APP-14",
    "no_employer": "APP-01 APP-03 APP-04 APP-05 APP-09? APP-10 APP-13 APP-14",
    "short_term": "APP-01 APP-03 APP-04 APP-05 APP-10 APP-13? APP-14",
    "self_employed": "APP-01 APP-03 APP-04 APP-10 APP-14",
    "investor": "APP-01 APP-03 APP-04 APP-10 APP-14",
    "seafarer": "APP-01 APP-02 APP-03 APP-04 APP-10 APP-14",
    "ship_air": "APP-01 APP-02 APP-03 APP-04 APP-10 APP-14",
    "diplomatic_staff": "APP-01 APP-02 APP-03 APP-04 APP-05? APP-10 APP-14",
    "public": "APP-01 APP-02 APP-03 APP-04 APP-05? APP-09? APP-10 APP-13? APP-14",
}
_TO_CHINA: Final[Mapping[str, str]] = {
    "first": "APP-01 APP-02 APP-04 APP-05? APP-10 APP-13 APP-14",
    "extension": "APP-01 APP-02 APP-04 APP-06 APP-10 APP-13 APP-14",
    "exception": "APP-01 APP-07 APP-08 APP-02 APP-04 APP-10 APP-13 APP-14",
}


@dataclass(frozen=True, slots=True)
class Offer:
    """A paper the case calls for.

    ``languages`` are the default ones, in order: the first is the reader's; a second stands beside it where
    ``bilingual``, else it is a reading copy behind. ``UI`` stands for the language of the screen.
    ``reader``: applicant, cn_body, host_body, home_body, payroll, worker. ``variant`` names the data sheet.
    """

    paper_id: str
    need: str
    languages: tuple[str, ...]
    reader: str
    bilingual: bool = False
    variant: str = ""

    def in_languages(self, ui: str) -> tuple[str, ...]:
        """The default languages with the screen's language put in, each once."""
        return tuple(dict.fromkeys(ui if code == UI else code for code in self.languages))


def offers(
    facts: Facts, determination: Determination, typed: Container[str] = (), called_for: Iterable[str] = ()
) -> tuple[Offer, ...]:
    """The papers of the case, in the order of their numbers, the question letter first.

    ``typed`` are the keys of the fields that were filled in: months to have back call for APP-12. ``called_for``
    are papers that what happened last calls for.
    """
    wanted = _wanted(facts, determination) | _needs(EXPLAINING)
    if REFUND_MONTHS in typed or _paid_before_certificate(facts, determination):
        wanted["APP-12"] = ON_REQUEST
    wanted |= dict.fromkeys(called_for, ALWAYS)
    return tuple(_offer(paper, wanted[paper], facts, determination) for paper in sorted(wanted, key=_order))


def _paid_before_certificate(facts: Facts, determination: Determination) -> bool:
    """Whether the certificate came, or was handed in, after the first day of a time that it covers."""
    came = facts.certificate_handed_in_on or facts.certificate_issued_on
    held = facts.certificate == "held" and determination.outcome in FAVOURABLE
    return bool(held and came and facts.start and came > facts.start)


def sheet_variant(facts: Facts, determination: Determination) -> str:
    """Which application the data sheet mirrors: ``cn_unit``, ``cn_personal``, ``sva`` or ``nps``."""
    if facts.from_state in ("DE", "KR"):
        return "sva" if facts.from_state == "DE" else "nps"
    channel = case_fields(facts, determination).get("case.channel")
    return "cn_personal" if channel == "online_personal" else "cn_unit"


def _order(paper: str) -> tuple[bool, str]:
    return paper != "Q-01", paper


def _wanted(facts: Facts, determination: Determination) -> dict[str, str]:
    if determination.outcome is Outcome.NO_AGREEMENT and determination.agreement is None:
        return _needs(_WITHOUT_AGREEMENT)
    if determination.outcome not in FAVOURABLE:
        return _needs(_UNSETTLED)
    kind, category = request_kind(facts, determination), category_of(facts)
    if kind == "early_end":
        return _needs(_EARLY_END)
    wanted = _needs(_TO_CHINA[kind] if facts.to_state == "CN" else _from_china(kind, category))
    if kind == "first" and determination.outcome is Outcome.AFTER_EXTENSION:
        wanted["APP-06"] = ALWAYS
    if facts.to_state == "DE":
        wanted = _exceptional_beside(facts, determination, category) | wanted
    if category in _ALONE:
        wanted.pop("APP-02", None)
    return {"APP-11": ON_REQUEST} | wanted


def _from_china(kind: str, category: str) -> str:
    if kind == "extension":
        return _EXTENSION
    return _EXCEPTION if kind == "exception" else _FIRST.get(category, _FIRST["posted"])


def _exceptional_beside(facts: Facts, determination: Determination, category: str) -> dict[str, str]:
    """APP-07 and APP-08 for long postings to Germany; embassy staff have no month limit."""
    months = months_in_all(facts, determination)
    if months < EXCEPTION_OFFERED_FROM or category == "diplomatic_staff":
        return {}
    need = ALWAYS if months >= EXCEPTION_BESIDE_EXTENSION_FROM else ON_REQUEST
    return {"APP-07": need, "APP-08": need}


def _needs(listed: str) -> dict[str, str]:
    """``APP-05?`` is made on request, the others always."""
    return {paper.rstrip("?"): ON_REQUEST if paper.endswith("?") else ALWAYS for paper in listed.split()}


def _offer(paper: str, need: str, facts: Facts, determination: Determination) -> Offer:
    home = _LANGUAGE.get(facts.from_state or "CN", "en")
    host = _LANGUAGE.get(facts.to_state or "", "en")
    languages: tuple[str, ...]
    home_reader = "cn_body" if facts.from_state in (None, "CN") else "home_body"
    host_reader = "cn_body" if facts.to_state == "CN" else "host_body"
    both, variant = False, ""
    match paper:
        case "APP-01":
            languages, reader, both = (home, UI), "applicant", True
            variant = sheet_variant(facts, determination)
        case "APP-02" | "APP-03" | "APP-08":
            languages, reader, both = (home, host), home_reader, True
        case "APP-04" | "APP-12" | "APP-15" | "PROOF-04":
            languages, reader = (host, home), host_reader
        case "APP-05" | "PROOF-03":
            languages, reader = (host, home), "payroll"
        case "APP-13":
            languages, reader, both = (host, home), "worker", True
        case "PROOF-05":
            languages, reader = (home,), "worker"
        case "APP-10" | "APP-14" | "PROOF-01" | "PROOF-02":
            languages, reader = (UI,), "applicant"
        case "Q-01":
            asked = _asked(determination) or facts.from_state or "CN"
            languages, reader = (_LANGUAGE.get(asked, "en"), UI), "cn_body" if asked == "CN" else "home_body"
        case _:
            languages, reader = (home, host), home_reader
    return Offer(paper, need, _distinct(languages), reader, both, variant)


def _asked(determination: Determination) -> str:
    """The state of the body that the first warning says to ask, empty where none does."""
    asked = next((warning.ask for warning in determination.warnings if warning.ask), "")
    return asked.partition(".")[0].upper()


def _distinct(languages: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(languages))
