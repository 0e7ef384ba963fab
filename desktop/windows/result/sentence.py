"""The answer in one sentence: outcome, branches, country and date."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.domain.sentence import needs_certificate, sentence_key

if TYPE_CHECKING:
    from desktop.domain.determination import Determination
    from desktop.domain.facts import Facts
    from desktop.session import Session

__all__ = ["answer_sentence", "needs_certificate"]


def answer_sentence(session: Session, facts: Facts, answer: Determination) -> str:
    """What was decided, in plain words; of an unknown route, what to say first."""
    key = sentence_key(facts, answer)
    if facts.to_state is None or facts.from_state is None:
        return session.text(key)
    language = session.language
    branches = [language.branch(code, facts.to_state) for code in answer.exempt_branches]
    words = {
        "host": language.state(facts.to_state),
        "home": language.state(facts.from_state),
        "branches": language.list(branches) if branches else "",
        "first": answer.exempt_from,
        "date": facts.as_of or answer.secured_until,
    }
    return session.text(key, **words)
