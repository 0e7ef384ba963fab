"""Before filing: which facts of a case have no proof yet, and the way to attach one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.windows.controls.widgets import Button, StateWord, row
from desktop.windows.result.blocks import stack

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from desktop.domain.case import Case
    from desktop.session import Session


def proofs_line(session: Session, case: Case, attach: Callable[[], object]) -> QWidget | None:
    """The line, ``None`` where no fact is known yet; ``attach`` is called by its button."""
    facts = session.proof_files.facts_of(case)
    if not facts:
        return None
    missing = [session.text(f"fields.fact.{one.fact}") for one in facts if not one.proved]
    if not missing:
        return StateWord("exempt", session.text("record.proof.case_proved"))
    what = session.language.list(missing)
    said = StateWord(
        "cannot_tell", session.language.plural("record.proof.facts_open", len(missing), what=what)
    )
    button = Button(session.text("record.proof.review"), icon="plus")
    button.clicked.connect(attach)
    return stack(said, row(button))
