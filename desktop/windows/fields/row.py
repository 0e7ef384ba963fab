"""One field of the form: label, hint, the place to type, and what is wrong in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.domain.field_links import consistent_choices
from desktop.domain.fields import FieldKind, Severity
from desktop.windows.controls.theme import GRID
from desktop.windows.controls.widgets import Label
from desktop.windows.fields.edit import make_editor
from desktop.windows.result.answers import joined

if TYPE_CHECKING:
    from desktop.domain.case import Case
    from desktop.domain.fields import Field, Problem
    from desktop.session import Session


class FieldRow(QWidget):
    """A field with its words. ``edited`` carries the field's key after every change."""

    edited = Signal(str)

    def __init__(self, session: Session, case: Case, spec: Field, required: bool) -> None:
        super().__init__()
        self.key = spec.key
        self.label_text = field_label(session, case, spec.key)
        need = "required" if required else "optional"
        self.label = Label(session.text(f"pages.fields.{need}", label=self.label_text))
        hint = _hint(session, spec)
        self.hint = Label(hint, "small")
        if not hint:
            self.hint.hide()
        facts = session.facts(case)
        state = next((s for s in (facts.to_state, facts.from_state) if s and s != "CN"), "")
        choices = consistent_choices(facts, spec.key, session.forms.choices(spec.key, state))
        self.editor = make_editor(session, spec, choices)
        self.editor.name(self.label.text(), hint)
        self.error = Label(role="error")
        self.error.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GRID // 2)
        for widget in (self.label, self.hint, self.editor, self.error):
            layout.addWidget(widget)
        self.label.setBuddy(self.editor.inner)
        self.editor.set_value(session.field_value(case, spec.key))
        self.editor.edited.connect(lambda: self.edited.emit(self.key))

    def show_problems(self, session: Session, problems: list[Problem]) -> None:
        """Say what is wrong with this field; nothing where the list is empty."""
        sentences = [problem_words(session, problem) for problem in problems]
        self.error.setText("\n".join(sentences))
        self.error.setVisible(bool(sentences))
        self.editor.mark(any(problem.severity is Severity.BLOCK for problem in problems))


def field_label(session: Session, case: Case, key: str) -> str:
    """The name of a field, for the direction of the case."""
    to_china = session.facts(case).to_state == "CN"
    return session.language.value(session.forms.label(key, to_china), session.law)


def problem_words(session: Session, problem: Problem) -> str:
    """What is wrong and what to do, in words."""
    words = {name: session.language.value(value, session.law) for name, value in problem.params.items()}
    return session.text(problem.key, **words)


def _hint(session: Session, spec: Field) -> str:
    parts = [session.text(f"fields.{spec.key}.hint")] if spec.hint else []
    if spec.kind is FieldKind.ADDRESS:
        parts.append(session.text("pages.fields.address_hint"))
    if spec.kind is FieldKind.MONTH:
        parts.append(session.text("pages.fields.month_hint"))
    return joined(session, *parts)
