"""An agreement in plain words, as Markdown, for the lawyer who reviews the data.

``docs/law`` holds the English summaries; ``python -m desktop.law.summary`` writes them anew from the data.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import reduce
from pathlib import Path

from desktop.domain.agreement import (
    Agreement,
    Category,
    Condition,
    Direction,
    Instrument,
    Law,
    Limit,
    Sourced,
)
from desktop.domain.practice import CertificateForm, OpenPoint
from desktop.languages import Language
from desktop.law.checks import sourced_values


def summary(law: Law, agreement_id: str, language: Language) -> str:
    """The summary of one agreement in ``language``; raises ``KeyError`` where there is no such agreement."""
    return "\n".join(_Summary(law, law.agreement(agreement_id), language).lines()) + "\n"


def write_summaries(law: Law, folder: Path, language: Language) -> list[Path]:
    """One file ``AGREEMENT.md`` in ``folder`` for each agreement, and their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for agreement in law.agreements:
        path = folder / f"{agreement.id}.md"
        path.write_text(summary(law, agreement.id, language), encoding="utf-8", newline="\n")
        written.append(path)
    return written


@dataclass(frozen=True)
class _Summary:
    law: Law
    agreement: Agreement
    language: Language

    def lines(self) -> Iterator[str]:
        """The lines of the whole summary, from the title to the open points."""
        name = self.language.text(f"law.agreement.{self.agreement.id}.name")
        yield f"# {self.language.text('law.summary.title', name=name)}"
        yield from ("", self.language.text("law.summary.note"))
        yield from ("", self.language.text(f"law.agreement.{self.agreement.id}.plain"))
        yield from self._status()
        for direction in self.agreement.directions.values():
            yield from self._direction(direction)
        yield from self._bodies()
        yield from self._open_points()
        yield from self._instruments()

    def _status(self) -> Iterator[str]:
        agreement = self.agreement
        yield from self._heading("status")
        for key, day in (
            ("signed", agreement.signed),
            ("provisional", agreement.provisional),
            ("in_force", agreement.in_force),
            ("last", agreement.last),
        ):
            if day is not None:
                yield f"* {self.language.text(f'law.{key}', day=self.language.date_long(day))}"
        if agreement.new_certificate:
            yield f"* {self.language.text('law.new_certificate')}"
        yield f"* {self._source(agreement.sourced)}"

    def _direction(self, direction: Direction) -> Iterator[str]:
        yield from ("", f"## {self.language.text('law.side.direction', **self._states(direction))}", "")
        yield f"* {self._branches('exempt_branches', direction.covered, direction)}"
        yield f"* {self._branches('never_branches', direction.never, direction)}"
        yield f"* {self.language.text(f'law.counting.{direction.counting}')}"
        yield f"* {self._source(direction.counting_sourced)}"
        for category in direction.categories:
            yield from self._category(category, direction)
        yield from self._prior(direction)
        yield from self._exception(direction)
        yield from self._reliefs(direction)
        yield from self._papers(direction.home)

    def _category(self, category: Category, direction: Direction) -> Iterator[str]:
        key = f"law.category.{category.words}"
        titles = dict.fromkeys((self.language.text(f"{key}.name"), *category.names.values()))
        yield from ("", f"### {category.code}: {' · '.join(titles)}", "")
        yield self.language.text(f"{key}.plain", **self._states(direction))
        yield ""
        if not category.readable:
            yield f"* {self.language.text('law.not_readable')}"
        else:
            yield f"* {self._branches('exempt_branches', category.branches, direction)}"
            yield from (f"* {self._condition(condition, direction)}" for condition in category.conditions)
            yield from (f"* {self._limit(limit)}" for limit in category.limits)
        yield f"* {self._source(category.sourced)}"

    def _branches(self, key: str, codes: Sequence[str], direction: Direction) -> str:
        names = self.language.list([self.language.branch(code, direction.host) for code in codes])
        return self.language.text(f"law.{key}", branches=names)

    def _condition(self, condition: Condition, direction: Direction) -> str:
        words = self.language.text(f"law.condition.{condition.key}", **self._states(direction))
        return f"{words} {self._source(condition.sourced)}"

    def _limit(self, limit: Limit) -> str:
        if limit.months is None:
            words = self.language.text("law.limit.none")
        elif limit.stage == "first":
            words = self.language.months(limit.months)
        else:
            words = self.language.text("law.limit.total", months=self.language.months(limit.months))
        stage = self.language.text(f"law.stage.{limit.stage}")
        return (
            f"{self.language.text('law.limit.line', stage=stage, limit=words)} {self._source(limit.sourced)}"
        )

    def _prior(self, direction: Direction) -> Iterator[str]:
        yield from self._heading("prior", level=3)
        for code, prior in direction.prior.items():
            words = self.language.text(
                f"law.prior.{prior.words}", months=self.language.months(prior.break_months)
            )
            yield f"* {'' if code == '*' else f'{code}: '}{words} {self._source(prior.sourced)}"

    def _exception(self, direction: Direction) -> Iterator[str]:
        yield from self._heading("exception", level=3)
        rule = direction.exception
        if rule is None or not rule.confirmed:
            yield f"* {self.language.text('law.exception.unknown')}"
        if rule is None:
            return
        key = "law.exception.known" if rule.confirmed else "law.exception.if_agreed"
        yield f"* {self.language.text(key)} {self._source(rule.sourced)}"
        yield from (f"* {self._condition(condition, direction)}" for condition in rule.conditions)
        if rule.ceiling_months is not None:
            months = self.language.months(rule.ceiling_months)
            yield f"* {self.language.text('law.limit.total', months=months)}"

    def _reliefs(self, direction: Direction) -> Iterator[str]:
        if not direction.reliefs:
            return
        yield from self._heading("reliefs", level=3)
        for relief in direction.reliefs:
            words = [self.language.text(f"law.relief.{relief.key}.{part}") for part in ("name", "plain")]
            yield f"* **{words[0]}**: {words[1]} {self._source(relief.sourced)}"

    def _papers(self, home: str) -> Iterator[str]:
        """Certificate, deadlines and consequences for those insured in ``home``."""
        yield from self._heading("certificates", level=3)
        for form in self.law.certificates:
            if (form.agreement, form.home) == (self.agreement.id, home):
                yield from self._certificate(form)
        yield from self._heading("deadlines", level=3)
        for deadline in self.law.deadlines:
            if self.agreement.id in deadline.agreements and deadline.home == home:
                own = f" ({self.language.text('law.house_rule')})" if deadline.house_rule else ""
                words = self.language.text(f"law.deadline.{deadline.key}")
                yield f"* {words}{own} {self._source(deadline.sourced)}"
        yield from self._heading("consequences", level=3)
        for consequence in self.law.consequences:
            if self.agreement.id in consequence.agreements and consequence.home in ("", home):
                words = self.language.text(f"law.consequence.{consequence.key}")
                yield f"* {words} {self._source(consequence.sourced)}"

    def _certificate(self, form: CertificateForm) -> Iterator[str]:
        yield f"* {' · '.join(form.titles.values())}"
        if form.form_number:
            yield f"* {self.language.text('law.form_number', number=form.form_number)}"
        yield f"* {self.language.text('law.issued_by', body=self._body(form.issued_by))}"
        yield f"* {self.language.text('law.shown_to', body=self._body(form.shown_to))}"
        yield f"* {self._source(form.sourced)}"

    def _bodies(self) -> Iterator[str]:
        yield from self._heading("bodies")
        for authority in self.law.authorities.values():
            if self.agreement.id in authority.agreements:
                role = self.language.text(f"law.role.{authority.role}")
                reach = "".join(f"; {line}" for line in authority.contact)
                yield f"* {self.language.state(authority.state)}, {role}: {self._body(authority.id)}{reach}"

    def _open_points(self) -> Iterator[str]:
        points = [p for p in self.law.open_points.values() if self.agreement.id in p.agreements]
        if points:
            yield from self._heading("open_points")[:2]
        for point in points:
            yield from self._open_point(point)

    def _open_point(self, point: OpenPoint) -> Iterator[str]:
        yield from ("", f"### {point.id}: {self.language.text(f'law.open.{point.id}.question')}", "")
        for name in point.readings:
            words = self.language.text(f"law.open.{point.id}.reading.{name}")
            adopted = f" **({self.language.text('law.adopted')})**" if name == point.adopted else ""
            yield f"* {words}{adopted}"
        if point.adopted is None:
            yield f"* {self.language.text('law.none_adopted')}"
        yield from ("", self.language.text(f"law.open.{point.id}.reason"))
        yield from ("", self.language.text("law.ask", body=self._body(point.ask)))
        yield from ("", self._source(point.sourced))

    def _instruments(self) -> Iterator[str]:
        yield from self._heading("instruments")
        for instrument in self.law.instruments.values():
            if instrument.id in self._cited():
                yield f"* {self._instrument(instrument)}"

    def _instrument(self, instrument: Instrument) -> str:
        """Titles, number, day, prevailing language and official address, as far as they are known."""
        details = [f"{instrument.id}: {' · '.join(instrument.titles.values())}"]
        if instrument.number:
            details.append(instrument.number)
        elif instrument.kind == "notice":
            details.append(self.language.text("law.number_unknown"))
        if instrument.dated is not None:
            details.append(self.language.date_long(instrument.dated))
        if len(instrument.authentic) > 1 and instrument.prevailing:
            name = str(self.language.locale.languages[instrument.prevailing])
            details.append(self.language.text("law.prevailing", language=name))
        if instrument.address:
            details.append(f"<{instrument.address}>")
        return "; ".join(details)

    def _cited(self) -> set[str]:
        """The instruments of this agreement, and all others that anything said about it rests on."""
        law, id_ = self.law, self.agreement.id
        said: list[object] = [self.agreement]
        said += [form for form in law.certificates if form.agreement == id_]
        said += [deadline for deadline in law.deadlines if id_ in deadline.agreements]
        said += [consequence for consequence in law.consequences if id_ in consequence.agreements]
        said += [point for point in law.open_points.values() if id_ in point.agreements]
        sources = [sourced for item in said for _, sourced in sourced_values(item)]
        return set(self.agreement.instruments) | {c.instrument for s in sources for c in s.citations}

    def _heading(self, name: str, level: int = 2) -> tuple[str, str, str]:
        return ("", f"{'#' * level} {self.language.text(f'law.heading.{name}')}", "")

    def _source(self, sourced: Sourced) -> str:
        """Citations, confidence and open points in one phrase."""
        words = self.language.text(
            "law.source",
            citations=self._also(
                [self.language.citation(citation, self.law) for citation in sourced.citations]
            ),
            confidence=self.language.text(f"law.confidence.{sourced.confidence.value}"),
        )
        if sourced.open_points:
            points = self.language.list(sourced.open_points)
            words = self._also([words, self.language.text("law.see_open_points", points=points)])
        return f"_{words}_"

    def _also(self, phrases: Sequence[str]) -> str:
        return reduce(
            lambda first, second: self.language.text("law.also", first=first, second=second), phrases
        )

    def _states(self, direction: Direction) -> dict[str, str]:
        return {"home": self.language.state(direction.home), "host": self.language.state(direction.host)}

    def _body(self, id_: str) -> str:
        return self.language.official(self.law.authorities[id_].names)


def main() -> None:
    """Write the English summaries into ``docs/law``."""
    from desktop.law.reader import read_law

    root = Path(__file__).resolve().parents[2]
    write_summaries(read_law(root / "resources" / "law"), root / "docs" / "law", Language("en"))


if __name__ == "__main__":
    main()
