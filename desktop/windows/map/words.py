"""The map of the check in words: what its drawing shows, and what a screen reader reads."""

from __future__ import annotations

from dataclasses import dataclass
from string import ascii_lowercase
from typing import TYPE_CHECKING

from desktop.domain.case import Case
from desktop.domain.check_map import Step, check_map
from desktop.domain.determination import Outcome
from desktop.domain.topics import SITUATIONS
from desktop.windows.law.status import partner
from desktop.windows.naming import state_names

if TYPE_CHECKING:
    from desktop.session import Session


@dataclass(frozen=True, slots=True)
class Row:
    """One page of questions in words; ``skipped`` says after which choices of the first page it is not asked."""

    section: str
    question: str
    skipped: str
    decides: str
    agreements: str


def map_rows(session: Session) -> list[Row]:
    """Every page of the check, in the order of asking."""
    every = len(session.law.agreements)
    return [_row(session, place, step, every) for place, step in enumerate(check_map(session.law), start=1)]


def outcome_words(session: Session) -> list[str]:
    """The answers there can be, the most favourable first."""
    return [session.text(f"result.outcome.{outcome.value}") for outcome in Outcome]


def map_text(session: Session) -> str:
    """The whole map as text, a paragraph a page."""
    paragraphs, section = [], ""
    for row in map_rows(session):
        if row.section != section:
            section = row.section
            paragraphs.append(section.upper())
        paragraphs.append("\n".join(filter(None, (row.question, row.skipped, row.decides, row.agreements))))
    paragraphs.append("\n".join((session.text("pages.map.answers"), *outcome_words(session))))
    return "\n\n".join(paragraphs)


def _row(session: Session, place: int, step: Step, every: int) -> Row:
    language, names = session.language, state_names(session, Case(0, ""))
    facts = ("situation",) if step.topic.kind == "situation" else step.topic.facts
    asked = " ".join(session.text(f"questions.{fact}.ask", **names) for fact in facts)
    kinds = [session.text(f"pages.map.decides.{kind}") for kind in step.decides]
    states = {partner(session.law.agreement(name)): None for name in step.agreements}
    where = [str(language.state(code)) for code in states]
    used = session.text("pages.map.agreements", states=language.list(where)) if where else ""
    if len(step.agreements) == every:
        used = session.text("pages.map.every_agreement")
    key = "decides" if kinds else "paper"
    decides = session.text(f"pages.map.{key}", kinds=language.list(kinds) if kinds else "")
    return Row(
        section=session.text(f"questions.section.{step.topic.section}"),
        question=session.text("pages.map.question", n=language.number(place), question=asked),
        skipped=_skipped(session, step, names),
        decides=decides,
        agreements=used,
    )


def _skipped(session: Session, step: Step, names: dict[str, str]) -> str:
    """Of the first page its choices, each with a letter; of another page the choices after which it is not asked."""
    letters = dict(zip(SITUATIONS, ascii_lowercase, strict=False))
    if step.topic.kind == "situation":
        words = {name: session.text(f"questions.situation.{name}", **names) for name in SITUATIONS}
        return "\n".join(f"{letters[name]}. {choice}" for name, choice in words.items())
    settled = [f"1{letters[name]}" for name in step.settled_by]
    return session.text("pages.map.settled", choices=", ".join(settled)) if settled else ""
