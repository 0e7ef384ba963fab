"""Findings, warnings and facts of a case in words: what was answered and what the rules found in it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from desktop.domain.case import Answer
from desktop.windows.naming import answer_words, state_names

if TYPE_CHECKING:
    from desktop.domain.agreement import Citation
    from desktop.domain.case import Case
    from desktop.domain.determination import Finding, Param, Warning_
    from desktop.domain.facts import FactValue
    from desktop.session import Session


def question_words(session: Session, case: Case, fact: str) -> str:
    """The question that asks for ``fact``."""
    return session.text(f"questions.{fact}.ask", **state_names(session, case))


def value_words(session: Session, case: Case, fact: str, value: FactValue | None) -> str:
    """A value of ``fact`` in words; ``None`` is "I don't know"."""
    return answer_words(session, fact, Answer(value), state_names(session, case))


def finding_words(session: Session, case: Case, finding: Finding) -> str:
    """What was found, in one sentence."""
    words = params_in_words(session, case, dict(finding.params))
    return session.text(finding.text, **words)


def warning_words(session: Session, case: Case, warning: Warning_) -> str:
    """A doubt or conflict, in one sentence."""
    return session.text(
        f"result.warning.{warning.key}", **params_in_words(session, case, dict(warning.params))
    )


def params_in_words(session: Session, case: Case, params: Mapping[str, Param]) -> dict[str, object]:
    """Parameters as texts take them: agreements and months by name, and the two states of the case."""
    words: dict[str, object] = dict(state_names(session, case))
    for name, value in params.items():
        words[name] = _param(session, name, value)
    return words


def citations_in_words(session: Session, citations: tuple[Citation, ...]) -> str:
    """The places in the law, one after the other."""
    return session.text("pages.between").join(
        session.language.citation(place, session.law) for place in citations
    )


def joined(session: Session, *sentences: str) -> str:
    """Sentences one after the other; Chinese sets no space between them."""
    return ("" if session.language.code == "zh_Hans" else " ").join(filter(None, sentences))


def _param(session: Session, name: str, value: Param) -> object:
    if name == "agreement":
        return session.text(f"law.agreement.{value}.name")
    if name.endswith("months") and isinstance(value, int):
        return session.language.months(value)
    return value
