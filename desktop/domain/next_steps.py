"""What to do next, and by when: from the determination and the deadlines in the law data."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from desktop.domain.agreement import Law
from desktop.domain.background import HostRule
from desktop.domain.determination import Determination, Outcome
from desktop.domain.facts import Facts
from desktop.domain.periods import add_months
from desktop.domain.practice import CertificateForm, Deadline
from desktop.domain.without_agreement import host_rule

_ENTITLED = (Outcome.EXEMPT, Outcome.AFTER_EXTENSION)
_WITHOUT_HOST_DUES = (*_ENTITLED, Outcome.EXCEPTIONAL)


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do: words ``result.step.KEY`` or the text named by ``words``, and the last day for it.

    ``day`` is inclusive; ``None``: no fixed day.
    ``ask`` is the authority to turn to; ``source`` the deadline of the law data behind the day, where there
    is one; ``overdue`` tells that the day has passed.
    """

    key: str
    day: dt.date | None = None
    ask: str | None = None
    source: Deadline | None = None
    overdue: bool = False
    words: str = ""

    @property
    def text(self) -> str:
        """The key of its words."""
        return self.words or f"result.step.{self.key}"


def next_steps(facts: Facts, now: Determination, law: Law, day: dt.date) -> tuple[Step, ...]:
    """The steps of this case as of ``day`` (today), overdue and soonest first, then those without a day."""
    steps = list(_steps(facts, now, law, day))
    return tuple(sorted(steps, key=lambda step: (step.day is None, step.day or day)))


def _steps(facts: Facts, now: Determination, law: Law, day: dt.date) -> Iterator[Step]:
    certificate = _certificate(facts, now, law)
    if now.outcome is Outcome.NO_AGREEMENT and (rule := _host_rule(facts, now, law)) is not None:
        yield from _without_agreement(facts, rule)
        return
    if now.outcome is Outcome.CANNOT_TELL:
        if now.missing:
            yield Step("find_out")
        yield Step("ask_body", ask=_ask(now) or (certificate.issued_by if certificate else None))
    if now.outcome in _ENTITLED:
        yield from _certificate_steps(facts, now, law, day, certificate)
    if now.outcome is Outcome.EXCEPTIONAL and facts.exception_agreement is None:
        yield from _exception_steps(facts, now, law, day)
    if now.outcome is Outcome.AFTER_EXTENSION and facts.extension != "requested":
        yield from _dated("extension", facts, now, law, day)
    if now.outcome in _WITHOUT_HOST_DUES:
        yield Step("keep_paying")
        yield Step("other_branches")
    else:
        yield Step("pay_host", ask=certificate.shown_to if certificate else None)
    if facts.to_state == "CN":
        yield from _dated("register_in_china", facts, now, law, day)
    if now.secured_until is not None and facts.end is not None and now.secured_until < facts.end:
        yield Step("exemption_ends", now.secured_until, overdue=now.secured_until < day)
    if now.outcome in _WITHOUT_HOST_DUES:
        yield from _dated("report_end", facts, now, law, day)


def _host_rule(facts: Facts, now: Determination, law: Law) -> HostRule | None:
    """The host's own law; the general words only where no agreement was ever signed."""
    rule = host_rule(law, facts.from_state, facts.to_state)
    return rule if rule is None or rule.state != "*" or now.agreement is None else None


def _without_agreement(facts: Facts, rule: HostRule) -> Iterator[Step]:
    """What to do by the host's own law; a Chinese employer goes on paying at home (Social Insurance Law)."""
    yield Step("host_rule", ask=rule.ask, words=f"law.host.{rule.words}.steps")
    if facts.from_state == "CN":
        yield Step("keep_paying_anyway")


def _certificate_steps(
    facts: Facts, now: Determination, law: Law, day: dt.date, certificate: CertificateForm | None
) -> Iterator[Step]:
    if facts.certificate != "held":
        found = list(_dated("file_before_start", facts, now, law, day))
        yield (
            found[0]
            if found
            else Step("file_before_start", ask=certificate.issued_by if certificate else None)
        )
    if facts.certificate_handed_in_on is None:
        yield from _handing_in(facts, now, law, day, certificate)


def _handing_in(
    facts: Facts, now: Determination, law: Law, day: dt.date, certificate: CertificateForm | None
) -> Iterator[Step]:
    """The days that a source names for handing in; the house rule only where none does."""
    keys = ("certificate_after_start", "certificate_in_china")
    named = [list(_dated(key, facts, now, law, day)) for key in keys]
    usual = [] if any(named) else [list(_dated("hand_in_host", facts, now, law, day))]
    steps = [found[0] for found in (*named, *usual) if found]
    yield from steps or [Step("hand_in_host", ask=certificate.shown_to if certificate else None)]


def _exception_steps(facts: Facts, now: Determination, law: Law, day: dt.date) -> Iterator[Step]:
    """Ask before the start, or in good time before a secured first period ends."""
    dated = list(_dated("exception", facts, now, law, day)) if now.secured_until else []
    ask = _exceptions_body(facts, now, law)
    yield dated[0] if dated else Step("ask_exception", _upcoming(facts.start, day), ask)


def _dated(key: str, facts: Facts, now: Determination, law: Law, day: dt.date) -> Iterator[Step]:
    """The steps of the deadlines ``key`` that speak of this agreement and home state."""
    for deadline in law.deadlines:
        matches = deadline.key == key or deadline.key.startswith(f"{key}_")
        early = deadline.since is not None and facts.start is not None and facts.start < deadline.since
        if (
            matches
            and not early
            and now.agreement in deadline.agreements
            and deadline.home == facts.from_state
        ):
            last = _day_of(deadline, facts, now)
            yield Step(deadline.key, last, deadline.ask, deadline, last is not None and last < day)


def _day_of(deadline: Deadline, facts: Facts, now: Determination) -> dt.date | None:
    anchor = {
        "start": facts.start,
        "end": facts.end,
        "limit_end": now.secured_until,
        "certificate_until": facts.certificate_until or now.secured_until,
        "work_permit": facts.work_permit_on,
    }[deadline.anchor]
    if anchor is None:
        return None
    return add_months(anchor, deadline.months) + dt.timedelta(days=deadline.days)


def _certificate(facts: Facts, now: Determination, law: Law) -> CertificateForm | None:
    return next(
        (c for c in law.certificates if c.agreement == now.agreement and c.home == facts.from_state), None
    )


def _ask(now: Determination) -> str | None:
    return next((warning.ask for warning in now.warnings if warning.ask), None)


def _exceptions_body(facts: Facts, now: Determination, law: Law) -> str | None:
    """The body that grants exceptions: for a Chinese worker the request starts on the Chinese side."""
    certificate = _certificate(facts, now, law)
    granting = next(
        (
            a.id
            for a in law.authorities.values()
            if a.role == "exceptions" and a.state == facts.from_state and now.agreement in a.agreements
        ),
        None,
    )
    return granting or (certificate.issued_by if certificate else None)


def _upcoming(start: dt.date | None, day: dt.date) -> dt.date | None:
    return start if start is not None and start >= day else None
