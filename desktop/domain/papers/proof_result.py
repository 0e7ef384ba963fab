"""The answer as blocks: the sentence, the branches on both sides, the periods and the clock."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from desktop.domain.agreement import Direction
from desktop.domain.determination import BranchAnswer, DecidedPeriod, Outcome, Stage
from desktop.domain.facts import BRANCHES
from desktop.domain.paper import (
    Block,
    Branches,
    Months,
    Paragraph,
    Period,
    Row,
    Table,
    Value,
    Words,
)
from desktop.domain.papers.material import Material, Sheet
from desktop.domain.papers.proof_words import cited_in_line, edition_words, in_line, say, states, words
from desktop.domain.sentence import needs_certificate, sentence_key

HOST: Final = "host"
HOME: Final = "home"


def sentence(material: Material) -> Words:
    """What was decided, in one sentence; of an unknown route, what to say first."""
    facts, answer = material.all_facts, material.determination
    params = states(material)
    params["branches"] = Branches(answer.exempt_branches, material.host)
    for name, day in (("first", answer.exempt_from), ("date", facts.as_of or answer.secured_until)):
        if day is not None:
            params[name] = day
    return Words(sentence_key(facts, answer), params)


def answer_blocks(material: Material) -> Iterator[Block]:
    """The sentence and, where the certificate is not there yet, that all depends on it."""
    yield Paragraph(sentence(material), "lead")
    if needs_certificate(material.all_facts, material.determination):
        yield Paragraph(Words("result.sentence.certificate"))


def case_rows(sheet: Sheet) -> tuple[Row, ...]:
    """Who and where, as far as it was entered; the answer does not need it."""
    material = sheet.material
    sender, receiver = ("host.name", "unit.name_zh") if material.to_china else ("unit.name_zh", "host.name")
    place = "host_in_china" if material.to_china else "host"
    named = [(Words("letters.row.employer"), sender), (Words(f"letters.row.{place}"), receiver)]
    found = [] if not material.has("person.surname_latin") else [_row("name", material.person())]
    for label, key in named:
        value = sheet.take(key)
        if value is not None:
            found.append(Row(label, value, key))
    return (*found, *route_rows(material))


def decided_row(material: Material) -> Row:
    """The day of the decision and the law it rests on."""
    answer = material.determination
    edition = edition_words(answer.law_edition)
    return Row(words("row.decided"), words("decided", day=answer.day, edition=edition))


def route_rows(material: Material) -> tuple[Row, ...]:
    """From where to where, for how long, in which category."""
    facts, answer = material.all_facts, material.determination
    route = Words("app.case.route", states(material))
    rows = [Row(words("row.route"), route)]
    if facts.start and facts.end:
        rows.append(_row("posting", Period(facts.start, facts.end)))
    elif facts.start:
        rows.append(Row(words("row.start"), facts.start))
    direction = direction_of(material)
    for category in direction.categories if direction else ():
        if category.code == answer.category:
            rows.append(
                Row(words("row.category"), Words(f"law.category.{category.words}.name", states(material)))
            )
    return tuple(rows)


def direction_of(material: Material) -> Direction | None:
    """The agreement that decided, seen from the home state; ``None`` without one."""
    found = (a for a in material.law.agreements if a.id == material.determination.agreement)
    agreement = next(found, None)
    return agreement.directions.get(material.home) if agreement else None


def _row(key: str, value: Value) -> Row:
    return Row(Words(f"letters.row.{key}"), value)


def official_scheme(material: Material, branch: str, state: str) -> Value | None:
    """The names of the schemes that the agreement covers, in its languages; ``None`` where none is given."""
    names = {
        name: None
        for agreement in material.law.agreements
        if agreement.id == material.determination.agreement
        for scheme in agreement.schemes
        if scheme.covered and (scheme.state, scheme.branch) == (state, branch)
        for name in scheme.names.values()
    }
    return in_line(names) if names else None


def branch_table(material: Material, named: bool = True) -> Iterator[Block]:
    """A row a branch: its name, what holds in the host state, what holds at home.

    ``named`` says in every cell what the state calls the branch.
    """
    given = {(answer.side, answer.branch): answer for answer in material.determination.branches}
    codes = [code for code in BRANCHES if any((side, code) in given for side in (HOST, HOME))]
    if not codes:
        return
    names = states(material)
    head = (
        Words("result.branch.head_branch"),
        Words("result.branch.head_host", {"state": names["host"]}),
        Words("result.branch.head_home", {"state": names["home"]}),
    )
    body = tuple(
        (
            Words(f"result.branch.{code}"),
            _cell(given.get((HOST, code)), material.host if named else ""),
            _cell(given.get((HOME, code)), material.home if named else ""),
        )
        for code in codes
    )
    yield Table(head, body, (2, 4.4, 4))


def _cell(answer: BranchAnswer | None, state: str) -> Value:
    if answer is None:
        return Words("result.branch.absent")
    if not state:
        return answer_words(answer)
    name = Branches((answer.branch,), state)
    return words("branch", name=name, answer=answer_words(answer))


def answer_words(given: BranchAnswer) -> Value:
    """The answer for one branch, with its last day where it has one."""
    room = "result.home" if given.side == HOME else "result.branch"
    word = Words(f"{room}.{given.answer}")
    if given.until is None:
        return word
    key = "answer_until" if given.answer == Outcome.EXEMPT.value else "answer_secured"
    return Words(f"result.branch.{key}", {"answer": word, "date": given.until})


def period_blocks(material: Material) -> Iterator[Block]:
    """The answer by period, where it changes within the time asked about."""
    periods = material.determination.periods
    if len(periods) < 2:
        return
    yield say("periods")
    head = (words("head.period"), words("head.answer"))
    yield Table(head, tuple(_period(material, period) for period in periods), (4.4, 7))


def _period(material: Material, period: DecidedPeriod) -> tuple[Value, Value]:
    """When, and what holds then; the branches where they are not those of the whole answer."""
    when = Period(period.first, period.until) if period.until else words("from", date=period.first)
    outcome = Words(f"result.outcome.{period.outcome.value}")
    if not period.branches or period.branches == material.exempt_branches:
        return when, outcome
    return when, words("branch", name=outcome, answer=Branches(period.branches, material.host))


def clock_blocks(material: Material) -> Iterator[Block]:
    """When counting starts, how it goes, and where each stage ends, with its source."""
    clock = material.determination.clock
    if clock is None:
        return
    yield Paragraph(words("clock", start=clock.start, how=Words(f"result.clock.counting.{clock.counting}")))
    if clock.prior_months:
        yield Paragraph(Words("result.clock.prior_line", {"months": Months(clock.prior_months)}))
    head = (words("head.stage"), words("head.months"), words("head.last"), words("head.source"))
    yield Table(head, tuple(_stage(material, stage) for stage in clock.stages), (2.7, 1.7, 1.9, 6))


def _stage(material: Material, stage: Stage) -> tuple[Value, ...]:
    months: Value = words("no_limit") if stage.months is None else Months(stage.months)
    last: Value = "–" if stage.last is None else stage.last
    return Words(f"result.clock.stage.{stage.stage}"), months, last, _limit_source(material, stage.stage)


def _limit_source(material: Material, stage: str) -> Value:
    direction = direction_of(material)
    if direction is None:
        return "–"
    for category in direction.categories:
        if category.code == material.determination.category:
            places = (p for limit in category.limits if limit.stage == stage for p in limit.sourced.citations)
            found = tuple(dict.fromkeys(places))
            if found:
                return cited_in_line(found)
    rule = direction.exception
    return cited_in_line(rule.sourced.citations) if stage == "exception" and rule else "–"


def kept_branches(material: Material, side: str, answers: tuple[str, ...]) -> tuple[str, ...]:
    """The branches on ``side`` with one of ``answers``, in the order of the vocabulary."""
    found = {a.branch for a in material.determination.branches if a.side == side and a.answer in answers}
    return tuple(code for code in BRANCHES if code in found)
