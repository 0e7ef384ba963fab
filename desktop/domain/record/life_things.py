"""Postings, certificates and documents as bars of the line."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Final

from desktop.domain.determination import Outcome
from desktop.domain.paper import Branches, Period, Span, State, Value, Words
from desktop.domain.record.certificate import Certificate, Document
from desktop.domain.record.life import Posting

_LOOKS: Final = {
    Outcome.EXEMPT: "good",
    Outcome.AFTER_EXTENSION: "wait",
    Outcome.EXCEPTIONAL: "ask",
    Outcome.CANNOT_TELL: "open",
    Outcome.NO_AGREEMENT: "open",
    Outcome.NOT_EXEMPT: "bad",
}


def posting_name(posting: Posting) -> Value:
    """How a posting is called: by its own name, else by where it leads."""
    if posting.name:
        return posting.name
    return Words("life.posting.unnamed", {"host": State(posting.host or "host")})


def posting_spans(postings: Iterable[Posting], line_end: dt.date) -> Iterator[Span]:
    """A bar for each posting with a first day; one without a known end goes on to ``line_end``.

    Days that contradict each other leave the first day alone.
    """
    for posting in postings:
        if posting.first is None:
            continue
        outcome = posting.determination.outcome
        params: dict[str, Value] = {
            "name": posting_name(posting),
            "host": State(posting.host or "host"),
            "outcome": Words(f"result.outcome.{outcome.value}"),
            "period": _period(posting.first, posting.last),
        }
        yield Span(
            posting.first,
            max(posting.last or line_end, posting.first),
            Words("life.posting.label", params),
            Words("life.posting.words", params),
            _LOOKS[outcome],
            open_end=posting.last is None,
        )


def certificate_spans(certificates: Iterable[Certificate], day: dt.date) -> Iterator[Span]:
    """A bar for each certificate, with what is left of it on ``day``."""
    for certificate in certificates:
        standing = _standing(certificate, day)
        params: dict[str, Value] = {
            "kind": Words(f"life.certificate.{certificate.kind}"),
            "number": certificate.number or Words("life.certificate.no_number"),
            "state": State(certificate.state),
            "host": State(certificate.host),
            "branches": Branches(certificate.branches, certificate.host),
            "period": Period(certificate.starts_on, certificate.ends_on),
            "standing": Words(f"life.standing.{standing}"),
        }
        yield Span(
            certificate.starts_on,
            max(certificate.ends_on, certificate.starts_on),
            Words("life.certificate.label", params),
            Words("life.certificate.words", params),
            {"lost": "bad", "ended": "open", "coming": "wait", "valid": "good"}[standing],
        )


def document_spans(documents: Iterable[Document], day: dt.date, line_end: dt.date) -> Iterator[Span]:
    """A bar for each document with both days or without an end; one with its last day alone is that day."""
    for document in documents:
        first, last = document.starts_on, document.ends_on
        if first is None and last is None:
            continue
        ended = last is not None and last < day
        params: dict[str, Value] = {
            "kind": Words(f"life.document.{document.kind}"),
            "period": _period(first, last) if first else Words("life.until", {"last": last or line_end}),
            "standing": Words(f"life.standing.{'ended' if ended else 'valid'}"),
        }
        begin, end = first or last or line_end, last or line_end
        yield Span(
            min(begin, end),
            max(begin, end),
            Words("life.document.label", params),
            Words("life.document.words", params),
            "open" if ended else "good",
            point=first is None,
            open_end=last is None,
        )


def _standing(certificate: Certificate, day: dt.date) -> str:
    if certificate.lost_on is not None:
        return "lost"
    if certificate.ends_on < day:
        return "ended"
    return "coming" if day < certificate.starts_on else "valid"


def _period(first: dt.date, last: dt.date | None) -> Value:
    if last is None or last < first:
        return Words("languages.period.open", {"first": first})
    return Period(first, last)
