"""What a posting costs: what the user said of pay, and the report made of it. No Qt, no SQL."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from desktop.domain.case import Case
    from desktop.domain.facts import Facts
    from desktop.domain.money.cost_inputs import CostInputs, SidePay
    from desktop.domain.money.cost_questions import Wanted
    from desktop.domain.money.cost_report import CostReport
    from desktop.exchange.rates_file import RatesFile
    from desktop.paperwork import PaperFile
    from desktop.session import Session

NO_CASE = 0
"""In place of a case's id: figures without a case."""


class Posting(NamedTuple):
    """The facts of a posting and what is known of its pay."""

    facts: Facts
    inputs: CostInputs

    @property
    def missing(self) -> tuple[str, ...]:
        """What is needed before anything can be computed: ``states``, ``first``, ``last``."""
        facts = self.facts
        states = None in (facts.from_state, facts.to_state) or facts.from_state == facts.to_state
        lacking = {"states": states, "first": facts.start is None, "last": facts.end is None}
        return tuple(name for name, lacks in lacking.items() if lacks)

    @property
    def backwards(self) -> bool:
        """Whether the last day lies before the first."""
        facts = self.facts
        return facts.start is not None and facts.end is not None and facts.end < facts.start


class Costs:
    """The costs of the cases of one session. ``case`` is ``None`` for figures without a case."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def inputs(self, case: Case | None) -> CostInputs:
        """What the user said about pay; nothing at first."""
        from desktop.domain.money.cost_inputs import CostInputs
        from desktop.domain.money.cost_kept import from_text

        kept = self._session.store.setting(_setting(case))
        return from_text(kept) if isinstance(kept, str) else CostInputs()

    def keep(self, case: Case | None, inputs: CostInputs) -> None:
        """Keep what the user said, in the encrypted file beside the case."""
        from desktop.domain.money.cost_inputs import CostInputs
        from desktop.domain.money.cost_kept import as_text

        self._session.store.set_setting(_setting(case), as_text(inputs) if inputs != CostInputs() else None)

    def posting(self, case: Case | None, inputs: CostInputs) -> Posting:
        """The facts of the case, completed by the inputs where it says nothing, and the inputs by the case."""
        from desktop.domain.facts import Facts

        facts = Facts() if case is None else self._session.facts(case)
        said = {"from": inputs.home_state, "to": inputs.host_state, "start": inputs.first}
        for name, value in {**said, "end": facts.planned_end or inputs.last}.items():
            if facts.get(name) is None and value is not None:
                facts = facts.with_(name, value)
        return Posting(facts, _completed(inputs, facts, case))

    def wanted(self, case: Case | None, inputs: CostInputs) -> dict[str, tuple[Wanted, ...]]:
        """What to ask about pay, by side; nothing while states or dates are missing."""
        from desktop.domain.money.assumed import decided
        from desktop.domain.money.cost_inputs import HOME, HOST
        from desktop.domain.money.cost_questions import wanted
        from desktop.domain.money.posting_cost import items_of

        facts, known = posting = self.posting(case, inputs)
        if posting.missing or facts.start is None:
            return {}
        answer, _ = decided(facts, self._session.law, self._session.day)
        found = {}
        for side, state in ((HOST, facts.to_state or ""), (HOME, facts.from_state or "")):
            pay, said = known.of(side), inputs.of(side)
            by_case = [
                n for n in ("age", "home_pension") if getattr(said, n) is None and self._says(case, pay, n)
            ]
            items = items_of(side, state, answer, pay.home_pension)
            found[side] = wanted(side, state, items, pay, facts.start, self._session.rates, by_case)
        return found

    def _says(self, case: Case | None, pay: SidePay, name: str) -> bool:
        """Whether the case itself says this of the pay."""
        if name == "home_pension":
            return case is not None and self._session.facts(case).home_pension is not None
        return getattr(pay, name) is not None

    def report(self, case: Case | None, inputs: CostInputs) -> CostReport | None:
        """The costs of the posting as of today; ``None`` while something is missing or no time fits."""
        from desktop.domain.money.assumed import decided
        from desktop.domain.money.cost_report import CostReport
        from desktop.domain.money.posting_cost import posting_cost
        from desktop.domain.money.problems import InputError

        facts, known = posting = self.posting(case, inputs)
        home, host, first, last = facts.from_state, facts.to_state, facts.start, facts.end
        if posting.missing or home is None or host is None or first is None or last is None:
            return None
        session = self._session
        answer, assumed = decided(facts, session.law, session.day)
        try:
            cost = posting_cost(home, host, first, last, answer, known, session.rates)
        except InputError:
            return None
        return CostReport(cost, facts, answer, assumed, known, session.law, session.rates, session.day)

    def carried_on(self, report: CostReport, inputs: CostInputs) -> CostInputs:
        """``inputs`` with the last known values as the user's own for the months after them."""
        from desktop.domain.money.carry_on import carried_on
        from desktop.domain.money.posting_cost import posting_cost
        from desktop.domain.money.posting_sums import PostingCost

        cost, rates = report.cost, self._session.rates

        def compute(tried: CostInputs) -> PostingCost:
            known = replace(report.inputs, own=tried.own)
            return posting_cost(cost.home, cost.host, cost.first, cost.last, report.answer, known, rates)

        return carried_on(inputs, compute, rates)

    def file(self, report: CostReport, code: str) -> PaperFile:
        """The costs as a paper in one language; raises ``UnprintableText``."""
        from desktop.documents.render import render
        from desktop.domain.papers.cost import ID, cost_paper
        from desktop.paperwork import PaperFile

        drawn = render(cost_paper(report), (code,), report.law)
        name = f"{ID}_{report.cost.home}-{report.cost.host}_{code}.pdf"
        return PaperFile(ID, (code,), name, drawn.pdf, drawn.pages, ())

    def exchange_file(self, path: Path) -> RatesFile:
        """The exchange rates of a file; raises a ``FileProblem`` or a ``Problem`` that names what is wrong."""
        from desktop.exchange.rates_file import read_rates_file

        return read_rates_file(path, self._session.day)


def _setting(case: Case | None) -> str:
    return f"money:{NO_CASE if case is None else case.id}"


def _completed(inputs: CostInputs, facts: Facts, case: Case | None) -> CostInputs:
    """Age and insurance at home as the case has them, where the user did not say otherwise."""
    age = facts.age_at_start
    if age is None and case is not None and facts.start is not None:
        born = case.fields.get("person.birth_date")
        age = _age(born, facts.start) if isinstance(born, dt.date) else None
    home, host = inputs.home, inputs.host
    if facts.from_state == "CN" and home.home_pension is None:
        home = replace(home, home_pension=facts.home_pension or "employees")
    return replace(inputs, home=_aged(home, age), host=_aged(host, age))


def _aged(pay: SidePay, age: int | None) -> SidePay:
    return replace(pay, age=age) if pay.age is None and age is not None else pay


def _age(born: dt.date, day: dt.date) -> int:
    """Full years on ``day``."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))
