"""The answer in one sentence: which text of the catalogue ``result`` says it."""

from __future__ import annotations

from typing import Final

from desktop.domain.determination import Determination, Outcome
from desktop.domain.facts import Facts

PROMISING: Final = (Outcome.EXEMPT, Outcome.AFTER_EXTENSION, Outcome.EXCEPTIONAL)
"""Outcomes that free from contributions, with or without a further approval."""


def sentence_key(facts: Facts, answer: Determination) -> str:
    """The key of the sentence; it takes ``home``, ``host``, ``branches``, ``first`` and ``date``."""
    if facts.to_state is None or facts.from_state is None:
        return "result.sentence.route_missing"
    return f"result.sentence.{_variant(facts, answer)}"


def needs_certificate(facts: Facts, answer: Determination) -> bool:
    """Whether the answer holds only with a certificate that is not there yet."""
    return answer.outcome in PROMISING and bool(answer.exempt_branches) and facts.certificate != "held"


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
