"""What a check found, in a line for each thing it looked at."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from desktop.domain.health import Health
    from desktop.session import Session


class Finding(NamedTuple):
    """One line, and whether it is good news."""

    words: str
    good: bool


def findings(session: Session, health: Health) -> Iterator[Finding]:
    """The findings in the order of the check; it ends with the pages where those are damaged."""

    def found(what: str, bad: int, n: int = 0) -> Finding:
        number = session.language.number
        key = f"safety.repair.found.{what}_{'bad' if bad else 'ok'}"
        return Finding(session.text(key, n=number(n), bad=number(bad)), not bad)

    yield found("pages", len(health.damaged_pages), health.pages)
    yield found("journal", health.journal_damaged)
    if health.damaged_pages or health.journal_damaged:
        return
    yield found("tables", health.broken)
    yield found("loose", health.loose)
    yield found("rows", len(health.unreadable), health.rows)
    altered = len(health.altered) + len(health.absent)
    yield found(
        "attachments" if altered or health.attachments else "no_attachments", altered, health.attachments
    )
    if health.history is not None:
        yield found("history", len(health.history.wrong), health.history.entries)
