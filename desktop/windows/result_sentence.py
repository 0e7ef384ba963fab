"""The answer in one sentence: outcome, branches, country and date."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.domain.determination import Determination, Outcome

if TYPE_CHECKING:
    from desktop.domain.facts import Facts
    from desktop.session import Session

_PROMISING = (Outcome.EXEMPT, Outcome.AFTER_EXTENSION, Outcome.EXCEPTIONAL)


def answer_sentence(session: Session, facts: Facts, answer: Determination) -> str:
    """What was decided, in plain words; of an unknown route, what to say first."""
    if facts.to_state is None or facts.from_state is None:
        return session.text("result.sentence.route_missing")
    language = session.language
    branches = [language.branch(code, facts.to_state) for code in answer.exempt_branches]
    words = {
        "host": language.state(facts.to_state),
        "home": language.state(facts.from_state),
        "branches": language.list(branches) if branches else "",
        "first": answer.exempt_from,
        "date": facts.as_of or answer.secured_until,
    }
    return session.text(f"result.sentence.{_variant(facts, answer)}", **words)


def needs_certificate(facts: Facts, answer: Determination) -> bool:
    """Whether the answer holds only with a certificate that is not there yet."""
    return answer.outcome in _PROMISING and bool(answer.exempt_branches) and facts.certificate != "held"


def _variant(facts: Facts, answer: Determination) -> str:
    outcome = answer.outcome
    if outcome is Outcome.EXEMPT:
        return _exempt(facts, answer)
    if outcome is Outcome.CANNOT_TELL:
        return "cannot_tell_missing" if answer.missing else "cannot_tell"
    if outcome is Outcome.NO_AGREEMENT:
        return "no_agreement"
    dated = answer.secured_until is not None and facts.as_of is None
    if outcome is Outcome.EXCEPTIONAL and not answer.exempt_branches:
        dated = False
    return f"{outcome.value}_until" if dated else str(outcome.value)


def _exempt(facts: Facts, answer: Determination) -> str:
    if facts.as_of:
        return "exempt_on"
    if answer.exempt_from:
        return "exempt_from_until" if answer.secured_until else "exempt_from"
    return "exempt_until" if answer.secured_until else "exempt"
