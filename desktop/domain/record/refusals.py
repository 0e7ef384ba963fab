"""Why an application was refused, and the repair list: what to do about it, with sources and papers.

What the sources say is taken from the law data; a step without a source is our advice and says so. Where the
sources are silent (objections, their time limits, arrears paid later) the step is to ask, never a promise.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from desktop.domain.agreement import Category, Citation, Confidence, Law, Sourced
from desktop.domain.decide import decide
from desktop.domain.determination import Determination, Status
from desktop.domain.facts import Facts
from desktop.domain.money.exposure import recovery
from desktop.domain.practice import CertificateForm, Consequence
from desktop.domain.rulebook import Regime, rulebook

REASONS: Final = (
    "not_paid_at_home", "posting_not_shown", "too_late", "wrong_category", "paper_defect", "local_contract",
    "limit_reached", "other",
)  # fmt: skip
"""The closed list; words are ``record.refusal.reason.VALUE``."""

_GAPS: Final = ("home_payment_gap", "home_insurance_gap")
_WITHOUT: Final = ("host_law_applies", "china_collects")
_NAMES: Final = ("certificate_name_serbia", "papers_")
_AGENCY: Final = ("labour_export_service_contract", "labour_export_labour_contract")


@dataclass(frozen=True, slots=True, kw_only=True)
class RepairStep:
    """One step: ``record.repair.KEY``, or the text of the law named by ``words``.

    ``citations`` are empty where the step is our advice. ``ask`` is the body to turn to, ``papers`` what helps,
    ``form`` the certificate a step speaks of. Words may use ``home``, ``host``, ``body``, ``title``, ``number``.
    """

    key: str
    words: str = ""
    citations: tuple[Citation, ...] = ()
    confidence: Confidence | None = None
    ask: str = ""
    papers: tuple[str, ...] = ()
    form: CertificateForm | None = None

    @property
    def text(self) -> str:
        """The key of its words."""
        return self.words or f"record.repair.{self.key}"


def repair(reason: str, facts: Facts, law: Law, day: dt.date) -> tuple[RepairStep, ...]:
    """The repair list of a refusal for ``reason`` (one of ``REASONS``; any other word counts as ``other``).

    It goes by what the person would be entitled to on ``day`` without the refusal. First come the written
    reasons, last what holds until a certificate is there and what the sources leave open.
    """
    asked = facts.with_("certificate", None) if facts.certificate == "refused" else facts
    case = _Case(asked, decide(asked, law, day), law)
    own = _STEPS.get(reason, _other)
    return (case.reasons_in_writing(), *own(case), *case.meanwhile(), case.objection())


@dataclass(frozen=True, slots=True)
class _Case:
    facts: Facts
    now: Determination
    law: Law

    @property
    def regime(self) -> Regime | None:
        """The agreement that decided, in the direction of this case."""
        pair = rulebook(self.law).get((self.facts.from_state or "", self.facts.to_state or ""))
        regimes = pair.regimes if pair else ()
        return next((regime for regime in regimes if regime.agreement.id == self.now.agreement), None)

    @property
    def form(self) -> CertificateForm | None:
        """The usual certificate of this direction."""
        here = (self.now.agreement, self.facts.from_state)
        return next((form for form in self.law.certificates if (form.agreement, form.home) == here), None)

    @property
    def issuer(self) -> str:
        """The body that issues the certificate, empty where the law data name none."""
        return self.form.issued_by if self.form else ""

    @property
    def collector(self) -> str:
        """The body of the host state that wants to see the certificate."""
        return self.form.shown_to if self.form else ""

    def consequences(self, *keys: str) -> Iterator[Consequence]:
        """The rows of this agreement and direction whose keys begin with one of ``keys``."""
        for row in self.law.consequences:
            concerns = self.now.agreement in row.agreements and row.home in ("", "*", self.facts.from_state)
            if concerns and row.host in ("", self.facts.to_state) and row.key.startswith(keys):
                yield row

    def said(self, *keys: str) -> Iterator[RepairStep]:
        """What the law data say on ``keys``, as steps to read before going on."""
        return (_said(row.key, f"law.consequence.{row.key}", row.sourced) for row in self.consequences(*keys))

    def reasons_in_writing(self) -> RepairStep:
        """The Chinese administration gives its reasons (its guides, step 4); others are asked for them."""
        cited = (Citation("CN-SIA-GUIDES"),) if self.facts.from_state == "CN" else ()
        sure = Confidence.HIGH if cited else None
        return RepairStep(key="reasons", citations=cited, confidence=sure, ask=self.issuer)

    def meanwhile(self) -> Iterator[RepairStep]:
        """Until a certificate is there the law of the host state applies."""
        yield from self.said(*_WITHOUT)

    def objection(self) -> RepairStep:
        """No source read names a way to object or its time limit."""
        return RepairStep(key="objection", ask=self.issuer, papers=("Q-01",))


def _not_paid(case: _Case) -> Iterator[RepairStep]:
    yield from case.said(*_GAPS)
    yield RepairStep(key="see_gaps")
    yield RepairStep(key="pay_missing", ask="" if case.facts.from_state == "CN" else case.issuer)
    yield RepairStep(key="official_print")
    yield RepairStep(key="file_again", ask=case.issuer, papers=("APP-03", "APP-01"))


def _not_shown(case: _Case) -> Iterator[RepairStep]:
    """Every condition of the category that decided, failed ones first, each to be shown with a paper."""
    wanted = sorted(_conditions(case), key=lambda step: step[0])
    yield RepairStep(key="show_conditions", papers=("APP-02", "PROOF-01"))
    yield from (step for _, step in wanted)
    if case.facts.agency_contract in ("labour", "service"):
        yield from case.said(*_AGENCY)
    yield RepairStep(key="file_again", ask=case.issuer, papers=("APP-02", "APP-10"))


def _conditions(case: _Case) -> Iterator[tuple[bool, RepairStep]]:
    met = {f.key: f.status is Status.MET for f in case.now.findings if f.category == case.now.category}
    for candidate in _candidates(case):
        for condition in candidate.conditions:
            words = f"law.condition.{condition.key}"
            yield met.get(condition.key, False), _said(condition.key, words, condition.sourced)


def _candidates(case: _Case) -> Iterator[Category]:
    if case.regime is not None:
        yield from (c for c in case.regime.direction.categories if c.code == case.now.category)


def _too_late(case: _Case) -> Iterator[RepairStep]:
    facts = case.facts
    rows = recovery(case.law, case.now.agreement, facts.from_state or "", facts.to_state or "")
    yield from (_said(row.key, f"law.consequence.{row.key}", row.sourced) for row in rows)
    yield RepairStep(key="late_ask", ask=case.collector, papers=("Q-01", "APP-04"))
    yield RepairStep(key="count_months")
    yield RepairStep(key="next_time")


def _wrong_category(case: _Case) -> Iterator[RepairStep]:
    yield RepairStep(key="check_category")
    yield RepairStep(key="file_again", ask=case.issuer, papers=("APP-01", "APP-02"))


def _paper_defect(case: _Case) -> Iterator[RepairStep]:
    if case.form is not None:
        source = case.form.sourced
        key = "right_form" if case.form.form_number else "right_title"
        yield RepairStep(
            key=key, form=case.form, citations=source.citations, confidence=source.confidence, ask=case.issuer
        )
    yield from case.said(*_NAMES)
    yield RepairStep(key="compare_names", papers=("APP-10",))
    yield RepairStep(key="file_again", ask=case.issuer, papers=("APP-01", "APP-10"))


def _local_contract(case: _Case) -> Iterator[RepairStep]:
    yield from case.said("local_contract", "change_of_employer")
    yield from _exception(case)


def _limit(case: _Case) -> Iterator[RepairStep]:
    """What is left of the longest time; after the last stage that the law names nothing is asked for."""
    yield from case.said("expiry", "limits_unknown", "late_extension")
    stages = case.now.clock.stages if case.now.clock else ()
    left = [stage.stage for stage in stages if stage.last is None or stage.last >= case.now.day]
    if {"extension", "final_extension"} & set(left):
        yield RepairStep(key="extension", ask=case.issuer, papers=("APP-06",))
        for warning in case.now.warnings:
            if warning.key.startswith("extension_refused"):
                yield RepairStep(
                    key=warning.key, words=f"result.warning.{warning.key}", citations=warning.citations,
                    confidence=warning.confidence, ask=warning.ask or "",
                )  # fmt: skip
    if left or not stages:
        yield from _exception(case)


def _exception(case: _Case) -> Iterator[RepairStep]:
    rule = case.regime.direction.exception if case.regime else None
    if rule is not None and rule.confirmed:
        source = rule.sourced
        yield RepairStep(
            key="exception", citations=source.citations, confidence=source.confidence,
            ask=_granting(case), papers=("APP-07", "APP-08"),
        )  # fmt: skip
    else:
        yield RepairStep(key="exception_unknown", ask=case.issuer, papers=("Q-01",))


def _granting(case: _Case) -> str:
    """The body of the home state that grants exceptions, else the one that issues certificates."""
    return next(
        (
            body.id
            for body in case.law.authorities.values()
            if body.role == "exceptions"
            and body.state == case.facts.from_state
            and case.now.agreement in body.agreements
        ),
        case.issuer,
    )


def _other(case: _Case) -> Iterator[RepairStep]:
    yield RepairStep(key="ask_what", ask=case.issuer, papers=("Q-01", "PROOF-01"))


def _said(key: str, words: str, source: Sourced) -> RepairStep:
    return RepairStep(key=key, words=words, citations=source.citations, confidence=source.confidence)


_STEPS: Final[Mapping[str, Callable[[_Case], Iterator[RepairStep]]]] = {
    "not_paid_at_home": _not_paid,
    "posting_not_shown": _not_shown,
    "too_late": _too_late,
    "wrong_category": _wrong_category,
    "paper_defect": _paper_defect,
    "local_contract": _local_contract,
    "limit_reached": _limit,
    "other": _other,
}
