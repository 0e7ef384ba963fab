"""Why the answer is what it is, as blocks: facts, steps, doubts, changes, gaps and the legal texts."""

from __future__ import annotations

from collections.abc import Iterator

from desktop.domain.agreement import Citation, Instrument
from desktop.domain.changes import Change, changes
from desktop.domain.determination import Finding, Status, Warning_
from desktop.domain.facts import VOCABULARY, FactValue
from desktop.domain.paper import Block, Official, Paragraph, Row, Rows, Table, Value, Words
from desktop.domain.papers.material import Material
from desktop.domain.papers.proof_words import (
    body_words,
    cited,
    confidence_words,
    fact_label,
    fact_words,
    finding_words,
    in_line,
    lines,
    say,
    states,
    status_words,
    warning_words,
    words,
)
from desktop.domain.practice import OpenPoint

_LANGUAGES = ("zh", "de", "ko", "en")


def fact_blocks(material: Material) -> Iterator[Block]:
    """Every known fact, its value, and whether it was answered, follows from other entries or is assumed."""
    head = (words("head.fact"), words("head.value"), words("head.origin"))
    facts = material.all_facts
    body: list[tuple[Value, ...]] = [
        (fact_label(name), fact_words(material, name, value), words(f"origin.{_origin(material, name)}"))
        for name, value in facts.known()
    ]
    for name in material.determination.missing:
        usual = VOCABULARY[name].default
        if facts.get(name) is None and usual is not None:
            body.append((fact_label(name), fact_words(material, name, usual), words("origin.assumed")))
    yield Table(head, tuple(body), (4, 4, 3.2))


def _origin(material: Material, name: str) -> str:
    stated = material.stated or material.facts
    return "answered" if stated.get(name) is not None else "implied"


def step_blocks(material: Material) -> Iterator[Block]:
    """The findings that led to the answer, numbered, each with status, article and confidence."""
    yield _steps(material, material.determination.reasons)
    others = _also_examined(material)
    if others:
        yield say("steps.others")
        yield _steps(material, others)


def _steps(material: Material, findings: tuple[Finding, ...]) -> Table:
    head = (words("head.step"), words("head.found"), words("head.source"))
    body = tuple(
        (
            words("step", n=number, text=finding_words(material, finding)),
            _result(material, finding),
            _sourced(finding),
        )
        for number, finding in enumerate(findings, 1)
    )
    return Table(head, body, (4.4, 3.4, 3.8))


def _sourced(finding: Finding) -> Value:
    """The places, and how sure they are."""
    sure = words("sure", confidence=confidence_words(finding.confidence))
    return lines([*dict.fromkeys(finding.citations), sure])


def _result(material: Material, finding: Finding) -> Value:
    """Met or not, and the facts it rests on."""
    status = status_words(material, finding)
    facts = material.all_facts
    resting = () if finding.status is Status.INFO else finding.facts
    known = [(name, value) for name, value in facts.known() if name in resting]
    return lines([status, *(_fact(material, name, value) for name, value in known)])


def _fact(material: Material, name: str, value: FactValue) -> Words:
    return words("fact", fact=fact_label(name), value=fact_words(material, name, value))


def _also_examined(material: Material) -> tuple[Finding, ...]:
    """Conditions of other categories that failed, each once."""
    deciding = {finding.key for finding in material.determination.reasons}
    failed = (f for f in material.determination.findings if f.status is Status.FAILED)
    return tuple({f.key: f for f in failed if f.key not in deciding}.values())


def doubt_blocks(material: Material) -> Iterator[Block]:
    """Each doubt with all readings, the one followed, why, whom to ask, and where it stands."""
    for number, warning in enumerate(material.determination.warnings, 1):
        yield Paragraph(words("step", n=number, text=warning_words(material, warning)))
        yield Rows(tuple(_doubt(material, warning)))


def _doubt(material: Material, warning: Warning_) -> Iterator[Row]:
    point = material.law.open_points.get(warning.open_point or "")
    if point is not None:
        yield from _readings(point)
    ask = body_words(material, warning.ask or (point.ask if point else None))
    if ask is not None:
        yield Row(words("doubt.ask"), ask)
    if warning.citations:
        yield Row(words("head.source"), cited(warning.citations))
    yield Row(words("head.confidence"), confidence_words(warning.confidence))


def _readings(point: OpenPoint) -> Iterator[Row]:
    key = f"law.open.{point.id}"
    yield Row(words("doubt.question"), Words(f"{key}.question"))
    if point.adopted is None:
        yield Row(words("doubt.followed"), words("doubt.none"))
    else:
        yield Row(words("doubt.followed"), Words(f"{key}.reading.{point.adopted}"))
    others = [Words(f"{key}.reading.{name}") for name in point.readings if name != point.adopted]
    if others:
        yield Row(words("doubt.others"), lines(others))
    yield Row(words("doubt.why"), Words(f"{key}.reason"))


def change_blocks(material: Material) -> Iterator[Block]:
    """What would have to be otherwise, and what the answer would then be."""
    found = changes(material.all_facts, material.law, material.determination.day)
    if not found:
        yield say("change.none")
        return
    head = (words("head.if"), words("head.then"))
    yield Table(head, tuple(_change(material, change) for change in found), (5, 5))


def _change(material: Material, change: Change) -> tuple[Value, Value]:
    wanted = lines(_fact(material, name, value) for name, value in change.facts)
    outcome = Words(f"result.outcome.{change.outcome.value}")
    if change.secured_until:
        return wanted, words("change.until", outcome=outcome, date=change.secured_until)
    return wanted, outcome


def missing_blocks(material: Material) -> Iterator[Block]:
    """Facts that would still change the answer or are not confirmed."""
    missing = material.determination.missing
    if not missing:
        yield say("missing.none")
        return
    yield say("missing")
    yield Paragraph(lines_of_labels(missing))


def lines_of_labels(names: tuple[str, ...]) -> Words:
    """The labels of facts, one under the other, as a text."""
    listed = lines(words("bullet", text=fact_label(name)) for name in names)
    assert isinstance(listed, Words)
    return listed


def labels_in_line(names: tuple[str, ...]) -> Value:
    """The labels of facts, one after the other."""
    return in_line(fact_label(name) for name in names)


def citations_of(material: Material) -> tuple[Citation, ...]:
    """Every place cited by the reasons, the doubts and the agreement itself, each once."""
    answer = material.determination
    found = [place for finding in answer.reasons for place in finding.citations]
    found += [place for warning in answer.warnings for place in warning.citations]
    return tuple(dict.fromkeys(found))


def instruments_of(material: Material) -> tuple[Instrument, ...]:
    """The agreement's own text first, then whatever else is cited."""
    law = material.law
    own = [a.instruments[0] for a in law.agreements if a.id == material.determination.agreement]
    ids = dict.fromkeys((*own, *(place.instrument for place in citations_of(material))))
    return tuple(law.instruments[name] for name in ids)


def instrument_blocks(material: Material) -> Iterator[Block]:
    """The texts cited: official titles in their own languages, number, date, and when they were compared."""
    found = instruments_of(material)
    if not found:
        return
    head = (words("head.text"), words("head.number"), words("head.checked"))
    yield Table(head, tuple(_instrument(item) for item in found), (6, 3, 2.4))


def official_titles(item: Instrument) -> Value:
    """The titles in the authentic languages, else all there are, one under the other."""
    order = [code for code in (*item.authentic, *_LANGUAGES) if code in item.titles]
    authentic = [code for code in dict.fromkeys(order) if code in item.authentic] or list(
        dict.fromkeys(order)
    )
    return lines(dict.fromkeys(item.titles[code] for code in authentic) or item.titles.values())


def _instrument(item: Instrument) -> tuple[Value, ...]:
    dated = [item.number] if item.number else []
    number: list[Value] = [*dated]
    if item.dated is not None:
        number.append(words("dated", date=item.dated))
    if item.in_force is not None:
        number.append(words("in_force", date=item.in_force))
    title = lines([Official(item.short), official_titles(item)]) if item.short else official_titles(item)
    if len(item.authentic) > 1 and item.prevailing:
        title = lines([title, words("prevailing", language=words(f"language.{item.prevailing}"))])
    checked = words(
        "checked", date=item.sourced.checked, confidence=confidence_words(item.sourced.confidence)
    )
    return title, lines(number), checked


def host_rule_blocks(material: Material) -> Iterator[Block]:
    """What to do in a state without an agreement, in the words of the law data."""
    for finding in material.determination.reasons:
        if finding.words.endswith(".plain") and finding.words.startswith("law.host."):
            yield Paragraph(Words(f"{finding.words.removesuffix('.plain')}.steps", states(material)))
