"""Proofs, and what they stand for, in the words of the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from desktop.domain.case import Answer
from desktop.domain.record.evidence import Quality
from desktop.windows.naming import answer_words, case_name, state_names

if TYPE_CHECKING:
    from desktop.domain.record.evidence import Evidence
    from desktop.domain.record.life import Posting
    from desktop.domain.record.proofs import FactStanding, Proves
    from desktop.session import Session

SYMBOLS: Final = {
    Quality.OFFICIAL_PRINT: "exempt",
    Quality.PAYSLIP: "exempt",
    Quality.BANK_SLIP: "exempt",
    Quality.OWN_NOTE: "exempt_after_approval_of_extension",
    None: "cannot_tell",
}
"""A proof by somebody else, the user's own note, none."""
_SHOWN_DIGITS: Final = 8


def quality_words(session: Session, quality: Quality) -> str:
    """What kind of proof it is."""
    return session.text(f"record.proof.quality.{quality.value}")


def fact_words(session: Session, posting: Posting, fact: str) -> str:
    """A fact of a posting with its value: "First day: 1 March 2027"."""
    value = posting.facts.get(fact)
    names = state_names(session, session.case(posting.case_id))
    said = answer_words(session, fact, Answer(value), names)
    return session.text("record.line", name=session.text(f"fields.fact.{fact}"), value=said)


def posting_words(session: Session, posting: Posting) -> str:
    """What the posting is called."""
    return case_name(session, session.case(posting.case_id))


def best_words(session: Session, standing: FactStanding) -> str:
    """The best proof of a fact and its kind, or that there is none."""
    if standing.best is None:
        return session.text("record.proof.none")
    quality = quality_words(session, standing.best.quality)
    return session.text("record.line", name=quality, value=standing.best.title)


def proves_words(session: Session, proves: Proves) -> str:
    """How much a proof stands for."""
    plural = session.language.plural
    counted = (
        ("facts", len(proves.facts)), ("months", len(proves.months)),
        ("certificates", len(proves.certificates)), ("documents", len(proves.documents)),
    )  # fmt: skip
    said = [plural(f"record.proof.count.{name}", count) for name, count in counted if count]
    return session.language.list(said) if said else session.text("record.proof.for_nothing")


def file_words(session: Session, evidence: Evidence) -> str:
    """The name of the file, or that there is only a paper."""
    return evidence.file_name if evidence.digest else session.text("record.proof.only_paper")


def digest_words(evidence: Evidence) -> str:
    """The digest in groups, as it is printed on papers."""
    digest = evidence.digest
    groups = range(0, len(digest), _SHOWN_DIGITS)
    return " ".join(digest[place : place + _SHOWN_DIGITS] for place in groups)
