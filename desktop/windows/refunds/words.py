"""What a road says in words: its state, its days, who claims from whom, and about how much."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from desktop.domain.agreement import Confidence
from desktop.domain.money.problems import InputError
from desktop.domain.money.rates import NoParameter
from desktop.domain.money.rounding import DECIMALS
from desktop.domain.refunds.amounts import Estimate
from desktop.domain.refunds.finder import Road, RoadState
from desktop.languages import money
from desktop.languages.language import Language

if TYPE_CHECKING:
    from decimal import Decimal

    from desktop.session import Session

SYMBOLS: Final = {
    RoadState.OPEN: "exempt",
    RoadState.NOT_YET: "exempt_after_approval_of_extension",
    RoadState.TOO_LATE: "not_exempt",
    RoadState.CLOSED: "no_agreement",
    RoadState.CANNOT_TELL: "cannot_tell",
}
"""The symbol of each state, from the family that all pages share."""
_READERS: Final = {"CN": "zh_Hans", "DE": "de", "KR": "ko"}
_FAR: Final = 366
"""Beyond a year a number of days tells nobody anything."""


def body_words(session: Session, road: Road) -> str:
    """The body that answers, by its official name."""
    return session.language.official(session.law.authorities[road.rule.ask].names)


def state_words(session: Session, road: Road) -> str:
    """The state of the road in one sentence."""
    body = body_words(session, road)
    match road.state:
        case RoadState.NOT_YET if road.certificate_from:
            return session.text("refunds.state.certificate_first")
        case RoadState.NOT_YET if road.opens and road.opens > road.day:
            return session.text("refunds.state.not_yet_until", date=road.opens)
        case RoadState.OPEN if road.rule.status == "discretion":
            return session.text("refunds.state.discretion")
        case RoadState.CLOSED if road.rule.status == "none":
            return session.text("refunds.state.none")
        case RoadState.CANNOT_TELL if road.missing and road.rule.status != "unread":
            return session.text("refunds.state.answers_missing", body=body)
        case state:
            return session.text(f"refunds.state.{state.value}", body=body)


def certificate_words(session: Session, road: Road) -> str:
    """Where to ask for the certificate first, and by when the claim itself is due; empty where none is lacking."""
    if road.certificate_from is None:
        return ""
    body = session.language.official(session.law.authorities[road.certificate_from].names)
    if road.next_end is None:
        return session.text("refunds.certificate_first.no_end", body=body)
    key = "all" if road.next_end == road.last_end else "oldest"
    return session.text(f"refunds.certificate_first.{key}", body=body, date=road.next_end)


def clock_words(session: Session, road: Road) -> Iterator[str]:
    """The first and the last day, and the months that are lost already."""
    language, day = session.language, road.day
    if road.state in (RoadState.CLOSED, RoadState.TOO_LATE) and not road.lost_period:
        return
    if road.lost_period:
        yield session.text("refunds.lost", months=language.year_months(*road.lost_period))
    if road.state in (RoadState.CLOSED, RoadState.TOO_LATE):
        if road.last_end:
            yield session.text("refunds.ended", date=road.last_end)
        return
    if road.opens and road.opens > day:
        yield session.text("refunds.opens", date=road.opens)
    elif road.state is RoadState.NOT_YET:
        return
    elif road.opens:
        yield session.text("refunds.opened", date=road.opens)
    if road.next_end:
        yield _end(session, road.next_end, day)
        if road.last_end and road.last_end > road.next_end:
            yield session.text("refunds.last_end", date=road.last_end)
    elif road.windows and road.rule.status not in ("unread", "none"):
        yield session.text("refunds.no_end", body=body_words(session, road))


def _end(session: Session, end: dt.date, day: dt.date) -> str:
    days = (end - day).days
    if days > _FAR:
        return session.text("refunds.end_far", date=end)
    return session.language.plural("pages.result.days_left", days, date=end)


def who_words(session: Session, road: Road) -> Iterator[str]:
    """Who may claim which share, and from whom."""
    rule = road.rule
    if rule.shares:
        yield session.text(f"refunds.shares.{rule.shares}")
    yield session.text("refunds.from", body=body_words(session, road))


def amount_words(session: Session, road: Road) -> Iterator[str]:
    """About how much, from what; or why no sum is shown. Never a promise."""
    if road.state in (RoadState.CLOSED, RoadState.TOO_LATE):
        return
    match road.amount:
        case Estimate() as found:
            yield from _sums(session, found)
            if found.entered and "unemployment" in road.rule.branches:
                yield session.text("refunds.pension_only")
            yield from _how_sure(session, found)
        case NoParameter() as gap:
            yield session.text("refunds.no_parameter", date=gap.first)
        case InputError() as wrong:
            yield session.text("refunds.no_sum", reason=_reason(session, wrong))
        case _ if road.rule.amount:
            yield session.text("refunds.no_figures")


def _sums(session: Session, found: Estimate) -> Iterator[str]:
    kind = "entered" if found.entered else "about"
    for who, amount in (("worker", found.worker), ("employer", found.employer)):
        if amount is not None:
            yield session.text(
                f"refunds.sum.{who}.{kind}", amount=amount_text(session, amount, found.currency)
            )


def _how_sure(session: Session, found: Estimate) -> Iterator[str]:
    if found.entered:
        yield session.text("refunds.body_decides")
        return
    yield session.text("refunds.estimate")
    if found.working.confidence is not Confidence.HIGH:
        yield session.text(f"pages.result.confidence.{found.working.confidence.value}")
    for caution in found.working.cautions:
        if session.language.has(f"refunds.caution.{caution}"):
            yield session.text(f"refunds.caution.{caution}")


def amount_text(session: Session, amount: Decimal, currency: str) -> str:
    """An amount with the name of its currency."""
    return money.named(session.language, amount, currency, DECIMALS.get(currency, 2))


def letter_amount(amount: Decimal, host: str, currency: str) -> str:
    """An amount as the reader of the letter writes it, with the code of its currency: 1.234,50 EUR in Germany."""
    reader = Language(_READERS.get(host, "en"))
    return f"{money.decimal(amount, reader.locale, DECIMALS.get(currency, 2))} {currency}"


def _reason(session: Session, wrong: InputError) -> str:
    """What an estimate still needs, in words; the general sentence for what nobody can mend here."""
    key = f"refunds.needs.{wrong.field}"
    return session.text(key if session.language.has(key) else "refunds.needs.other")


def missing_words(session: Session, road: Road) -> list[str]:
    """The questions still open, by their short names."""
    names = {"korean_status": "status", "months": "first"}
    wanted = dict.fromkeys(names.get(name, name) for name in road.missing)
    return [session.text(f"refunds.short.{name}") for name in wanted]
