"""Checking a paper or a digest: decide again, compare, and say in sentences what came out."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Final

from desktop.domain.determination import Outcome
from desktop.domain.proof import (
    Check,
    Difference,
    Plain,
    Proof,
    Standing,
    check,
    grouped,
    proof_of,
    read_edition,
)

if TYPE_CHECKING:
    from desktop.domain.case import Case
    from desktop.domain.determination import Determination
    from desktop.domain.facts import Facts
    from desktop.session import Session

_LONGEST: Final = 80
"""Characters shown of a word that a file claims and we do not know."""


def check_paper(session: Session, path: Path) -> Check:
    """Decide the facts in the paper at ``path`` again under the law in use; raises a ``FileProblem``."""
    from desktop.exchange.proof_file import read_paper

    carried = read_paper(path)
    return check(carried.facts, carried.answer, carried.printed, session.law)


def cases_of(session: Session, digest: str, typed: str = "") -> tuple[Case, ...]:
    """The stored cases whose facts have this digest: under the law in use or the edition that decided them last.

    ``typed`` is what ``digest`` was read from: the content of a QR code names the edition too.
    """
    found = []
    for case in session.cases():
        facts = session.facts(case)
        now = session.determine(case)
        editions = {now.law_edition, case.law_edition, read_edition(typed)} - {None}
        proof = proof_of(facts, now)
        if any(Proof(facts, str(e), proof.day, {}).digest == digest for e in editions):
            found.append(case)
    return tuple(found)


def check_sentences(session: Session, found: Check) -> tuple[str, ...]:
    """What became of a paper, the most important first."""
    text = session.text
    proof, now = found.proof, found.determination
    if proof is None or now is None:
        return (text(f"proof.verify.altered.{found.why}"), text("proof.verify.no_author"))
    said = [text(f"proof.verify.{found.standing.value}")]
    said += [_difference(session, proof, one) for one in found.differences]
    said += [_edition(session, proof, found), text("proof.verify.digest", digest=grouped(proof.digest))]
    said.append(text("proof.verify.words", sentence=_sentence(session, proof.facts, now)))
    return (*said, text("proof.verify.no_author"))


def case_sentences(session: Session, found: tuple[Case, ...]) -> tuple[str, ...]:
    """Which of one's own cases have the digest."""
    text = session.text
    if not found:
        return (text("proof.verify.not_found"), text("proof.verify.no_author"))
    names = (case.name or text("app.case.unnamed") for case in found)
    return (*(text("proof.verify.found", name=name) for name in names), text("proof.verify.no_author"))


def _sentence(session: Session, facts: Facts, now: Determination) -> str:
    """The answer of now in one sentence, to be compared with the words on the pages."""
    from desktop.domain.papers.material import Material
    from desktop.domain.papers.proof_result import sentence

    material = Material(facts, {}, now, session.law, session.day, session.forms)
    return session.language.value(sentence(material), session.law)


def _edition(session: Session, proof: Proof, found: Check) -> str:
    before, now = proof.edition, session.law.edition
    if before != now:
        return session.text("proof.verify.edition.other", before=_shown(before), now=now)
    key = "same" if found.standing is Standing.AGREES else "same_differs"
    return session.text(f"proof.verify.edition.{key}", edition=now)


def _difference(session: Session, proof: Proof, one: Difference) -> str:
    before, now = (_words(session, proof, one.part, value) for value in (one.before, one.now))
    part = session.text(f"proof.verify.part.{one.part}")
    return session.text("proof.verify.difference", part=part, before=before, now=now)


def _words(session: Session, proof: Proof, part: str, value: Plain) -> str:
    """A part of an answer in words; what a file made up is shown as it stands."""
    if not value:
        return session.text("proof.verify.nothing")
    if part == "exempt_branches" and not isinstance(value, str):
        return session.language.list([_branch(session, proof, code) for code in value])
    word = value if isinstance(value, str) else ", ".join(value)
    if part == "outcome" and word in {outcome.value for outcome in Outcome}:
        return session.text(f"result.outcome.{word}")
    if part == "agreement" and any(agreement.id == word for agreement in session.law.agreements):
        return session.text(f"law.agreement.{word}.name")
    if part in ("exempt_from", "secured_until"):
        return _day(session, word)
    return _shown(word)


def _branch(session: Session, proof: Proof, code: str) -> str:
    known = session.language.has(f"languages.branch.{code}")
    return session.language.branch(code, proof.facts.to_state or "") if known else _shown(code)


def _day(session: Session, word: str) -> str:
    try:
        return session.language.date(dt.date.fromisoformat(word))
    except ValueError:
        return _shown(word)


def _shown(word: str) -> str:
    """Short, and without characters that could command a terminal."""
    plain = "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in word[: _LONGEST + 1])
    return plain if len(plain) <= _LONGEST else plain[: _LONGEST - 1] + "…"
