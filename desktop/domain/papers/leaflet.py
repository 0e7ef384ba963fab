"""The leaflet of a country: one page to hand on, from the law data alone. It belongs to no case."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from desktop.domain.agreement import Agreement, Category, Direction, Law
from desktop.domain.background import HostRule
from desktop.domain.paper import (
    Block,
    Branches,
    Heading,
    Months,
    Official,
    Paper,
    Paragraph,
    State,
    Table,
    Ticks,
    Value,
    Words,
)
from desktop.domain.practice import CertificateForm
from desktop.domain.without_agreement import host_rule

ID = "LEAFLET"


def leaflet(law: Law, home: str, host: str, day: dt.date) -> Paper:
    """What people from ``home`` working in ``host`` need to know on ``day``: by the agreement, or without one.

    Raises ``KeyError`` where this edition says nothing about the two states.
    """
    agreement = in_force(law, home, host, day)
    if agreement is not None:
        blocks = _with_agreement(law, agreement, agreement.directions[home])
    else:
        rule = host_rule(law, home, host)
        if rule is None:
            raise KeyError(f"{home}-{host}")
        blocks = _without(law, rule, home, host)
    title = _words("title", home=State(home), host=State(host))
    end = (Paragraph(_words("end"), "small"),)
    return Paper(ID, title, (Heading(title, 1), *blocks, *end), (), law.edition, day)


def in_force(law: Law, home: str, host: str, day: dt.date) -> Agreement | None:
    """The agreement that applies between the two states on ``day``."""
    for agreement in law.between(home, host):
        first, last = agreement.first, agreement.last
        if first is not None and first <= day and (last is None or day <= last):
            return agreement
    return None


def leaflets(law: Law) -> tuple[tuple[str, str], ...]:
    """Home and host of every leaflet: both directions of each agreement, and every state with a rule of its own."""
    routes = [(d.home, d.host) for a in law.agreements for d in a.directions.values()]
    routes += [("CN", state) for state in law.hosts if state not in ("*", "CN")]
    return tuple(dict.fromkeys(routes))


def _words(key: str, **params: Value) -> Words:
    return Words(f"papers.leaflet.{key}", params)


def _with_agreement(law: Law, agreement: Agreement, direction: Direction) -> Iterator[Block]:
    home, host = State(direction.home), State(direction.host)
    assert agreement.first is not None
    yield Paragraph(_words("twice", home=home, host=host), "lead")
    yield Heading(_words("what"))
    free = Branches(direction.covered, direction.host)
    yield Paragraph(_words("exempt", host=host, branches=free, since=agreement.first))
    if direction.never:
        yield Paragraph(_words("due", host=host, branches=Branches(direction.never, direction.host)))
    yield Heading(_words("who"))
    yield _categories(direction)
    yield Paragraph(_words("not_hired", host=host), "small")
    yield Heading(_words("how"))
    yield Ticks(tuple((step, False) for step in _steps(law, agreement, direction)))
    yield Paragraph(
        _words(
            "source",
            agreement=Official(law.instruments[agreement.id].titles),
            open=len({p.id for p in law.open_points.values() if agreement.id in p.agreements}),
        ),
        "small",
    )


def _categories(direction: Direction) -> Table:
    head = (_words("head.who"), _words("head.first"), _words("head.then"))
    names: dict[str, tuple[tuple[Value, Value], list[Words]]] = {}
    states = {"home": State(direction.home), "host": State(direction.host)}
    for category in direction.categories:
        name = Words(f"law.category.{category.words}.name", states)
        times = _how_long(category)
        found = names.setdefault(repr(times), (times, []))[1] if category.readable else []
        if name not in found:
            found.append(name)
    return Table(head, tuple((_listed(who), *times) for times, who in names.values()), (6, 3, 5))


def _listed(names: list[Words]) -> Words:
    one, *more = names
    return _words("list", one=one, more=_listed(more)) if more else one


def _how_long(category: Category) -> tuple[Value, Value]:
    """The first period, and what may follow."""
    if category.limits_unread or not category.limits:
        return _words("unread"), _words("ask")
    first, *later = category.limits
    if first.months is None:
        return _words("no_limit"), ""
    if not later:
        return Months(first.months), _words("nothing_more")
    then = later[-1]
    key = "by_exception" if then.stage == "exception" else "by_extension"
    total = _words(f"{key}.open") if then.months is None else _words(key, months=Months(then.months))
    return Months(first.months), total


def _steps(law: Law, agreement: Agreement, direction: Direction) -> Iterator[Words]:
    form = next(f for f in law.certificates if f.agreement == agreement.id and f.home == direction.home)
    home, host = State(direction.home), State(direction.host)
    yield _words("step.ask_first")
    yield _words("step.apply", body=_body(law, form.issued_by), title=_title(form))
    yield _words("step.show", body=_body(law, form.shown_to), host=host)
    yield _words("step.pay", home=home)
    yield _words("step.watch")


def _body(law: Law, body: str) -> Official:
    return Official(law.authorities[body].names)


def _title(form: CertificateForm) -> Official:
    """What is printed on the certificate: its title in its issuer's language, in Chinese for Chinese readers."""
    foreign = [title for code, title in form.titles.items() if code not in ("zh", "de", "ko", "en")]
    own = form.titles.get("zh", "") if form.home == "CN" else next(iter(foreign), form.titles.get("en", ""))
    return Official({"zh": form.titles.get("zh", own), "en": own})


def _without(law: Law, rule: HostRule, home: str, host: str) -> Iterator[Block]:
    yield Paragraph(_words("none", home=State(home), host=State(host)), "lead")
    yield Heading(_words("what"))
    states = {"home": State(home), "host": State(host)}
    yield Paragraph(Words(f"law.host.{rule.words}.plain", states))
    yield Heading(_words("how"))
    yield Paragraph(Words(f"law.host.{rule.words}.steps", states))
    yield Paragraph(_words("ask_there", body=_body(law, rule.ask)))
